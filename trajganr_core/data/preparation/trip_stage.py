"""The stage of one file of trips: a part of the work of a preparation.

Each file is a separate stage that depends only on the file and the network, so that files may be
matched anywhere and in any order. A result is cached before the call returns: if the process dies
afterwards, the next call takes it from the cache.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ...contract.data_config import CleaningOptions, MatchOptions, TripOptions
from ...utils.progress import Progress
from ...utils.study_area import StudyArea
from .. import bundle
from ..bundle_tables import read_network
from ..matching import Matcher
from ..roads.network import Network
from .prepare_stages import match_file
from .provenance import content_of
from .stages import Stage, StageCache

__all__ = ["MatchTrips", "MatchedFile"]


@dataclass(frozen=True)
class MatchedFile:
    """A matched file of trips.

    Attributes:
        stage: with its pieces.
        content: hash and size of the file.
    """

    stage: Stage
    content: dict[str, Any]


@dataclass(frozen=True)
class MatchTrips:
    """Reads, cleans and matches a file of trips, or takes its stage from the cache.

    Attributes:
        roads: the stage of the network.
        area, trip_options, cleaning_options, match_options: as of the preparation.
        options: the same options, JSON-able.
        cache: of results.
        work: parent folder of the stages' folders.
    """

    roads: Stage
    area: StudyArea
    trip_options: TripOptions
    cleaning_options: CleaningOptions
    match_options: MatchOptions
    options: list[dict[str, Any]]
    cache: StageCache
    work: Path

    def __call__(self, path: Path, progress: Progress, /) -> MatchedFile:
        """Match one file."""
        progress("matching trips", 0.0)
        content = content_of(path)
        inputs = {
            "roads": self.roads.key,
            "trips": [path.name, content["sha256"]],
            "options": self.options,
            "fastmm": version("fastmm"),
        }
        # A new folder per call: an earlier call that died may have left files.
        into = self.work / f"trips-{uuid.uuid4().hex}"
        stage = self.cache.run(
            "trips", inputs, lambda folder: self._match(folder, path, progress), into
        )
        return MatchedFile(stage, content)

    def _match(self, folder: Path, path: Path, progress: Progress) -> None:
        match_file(
            folder,
            path,
            self._network,
            self.area,
            self.trip_options,
            self.cleaning_options,
            lambda: self._matcher,
            progress,
        )

    @cached_property
    def _network(self) -> Network:
        return read_network(self.roads.folder / bundle.NETWORK)

    @cached_property
    def _matcher(self) -> Matcher:
        """Created once per process, and only if a file is matched."""
        return Matcher(self._network, self.area, self.match_options)
