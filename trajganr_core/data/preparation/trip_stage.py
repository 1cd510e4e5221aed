"""The stage of one file of trips: read, cleaned and matched.

Each file is a separate stage that depends only on the file and the network, so that files may be
matched anywhere and in any order. A result is cached before the call returns: if the process dies
afterwards, the next call takes it from the cache.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import asdict, dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...contract.options.data_config import PrepareConfig
from ...utils.progress import Progress
from ...utils.study_area import StudyArea
from .. import bundle
from ..bundle_tables import TripWriter, is_wide, read_network, write_frame
from ..matching.edge_trips import trips_on_edges
from ..matching.matcher import Matcher
from ..matching.report import MatchReport
from ..pass_shares import PassShares
from ..roads.network import Network
from ..trips.clean_trips import CleanTrips
from .prepare_stages import write_report
from .provenance import content_of
from .stages import Stage, StageCache
from .trip_figures import TripFigures

TRIP_TABLE, ON_EDGES = "trips.parquet", "trips_on_edges.parquet"


@dataclass(frozen=True)
class MatchTrips:
    """Reads, cleans and matches a file of trips, or takes its stage from the cache.

    Attributes:
        options: those of ``config`` that the result depends on, JSON-able.
        work: parent folder of the stages' folders.
        id_salt: with which ids are hashed; they are kept if it is empty.
    """

    roads: Stage
    area: StudyArea
    config: PrepareConfig
    options: list[dict[str, Any]]
    cache: StageCache
    work: Path
    id_salt: str = field(default="", repr=False)

    def __call__(self, path: Path, progress: Progress, /) -> tuple[Stage, dict[str, Any]]:
        """Match one file; returns its stage, and the file's hash and size."""
        progress("Matching trips", 0.0)
        content = content_of(path)
        inputs = {
            "roads": self.roads.key,
            "trips": [path.name, content["sha256"]],
            "options": self.options,
            "numba": version("numba"),
        }
        if self.id_salt:
            inputs["ids"] = hashlib.sha256(self.id_salt.encode()).hexdigest()
        # A new folder per call: an earlier call that died may have left files.
        into = self.work / f"trips-{uuid.uuid4().hex}"
        stage = self.cache.run(
            "trips", inputs, lambda folder: self._match(folder, path, progress), into
        )
        return stage, content

    def _match(self, folder: Path, path: Path, progress: Progress) -> None:
        """Write ``trips.parquet``, the pieces, and ``trips_on_edges.parquet``, trips on each edge.

        A result without pieces is allowed here; it is refused later if no file has any.
        """
        network, area = self._network, self.area
        trips = CleanTrips([path], self.config, self.config, area, self.id_salt)
        matching, figures, shares = MatchReport(), TripFigures(), PassShares()
        on_edges = np.zeros(len(network))

        def report(stage: str, fraction: float, /, **_: float) -> None:
            progress("Matching trips", fraction, fixes=float(trips.report.fixes_read))

        with TripWriter(folder / TRIP_TABLE, network.boxes if is_wide(area) else None) as writer:
            for matched, fitted in self._matcher.match_all(trips, report):
                matching += fitted
                writer.write(matched)
                figures += TripFigures.of(matched, network, area)
                on_edges += trips_on_edges(matched, network)
                shares += PassShares.of(matched, network)
        write_frame(pd.DataFrame({"trips": on_edges}), folder / ON_EDGES)
        (source,) = trips.sources
        write_report(
            folder,
            remarks=source.remarks(),
            dropped=dict(source.dropped),
            description=source.description,
            format=source.format,
            cleaning=asdict(trips.report),
            matching=asdict(matching),
            figures=figures.to_dict(),
            passes=shares.of_class,
        )

    @cached_property
    def _network(self) -> Network:
        return read_network(self.roads.folder / bundle.NETWORK)

    @cached_property
    def _matcher(self) -> Matcher:
        """Created once per process, and only if a file is matched."""
        return Matcher(self._network, self.area, self.config)
