"""The stages of a preparation and their dependencies.

A stage's key hashes the content of the files that it reads, its options and the keys of the stages
that it depends on: the network on the roads; a file's matched trips on the network; labels and
pictures on these. So a changed source invalidates only the stages that depend on it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

from ...contract.kinds.prepare import PrepareParams
from ...contract.options.choices import RECOVER_FROM_S
from ...contract.options.data_config import STAGE_DEFAULTS, PrepareConfig
from ...executors.base import Executor
from ...utils.progress import Progress
from ...utils.study_area import StudyArea
from .. import bundle
from ..bundle_tables import read_network
from ..files import existing_file
from ..roads.network import Network
from . import prepare_stages
from .drivers import label_trips
from .prepare_stages import read_report
from .provenance import content_of, pictures_stamp
from .stages import Stage, StageCache
from .trip_figures import TripFigures
from .trip_gaps import DIVIDING, fill_gaps
from .trip_stage import TRIP_TABLE, MatchTrips

log = logging.getLogger(__name__)


class Inputs:
    """Sources and options of a bundle, see :func:`~.prepare.prepare_bundle`; the sources exist.

    Area and roads are given or have been found, see :func:`~.inferred_area.located`.

    Attributes:
        config: all options.
        area: the study area.
        trajectories, roads: always given.
        images, pois, poi_categories, labels: None where they are not.
    """

    def __init__(self, params: PrepareParams) -> None:
        self.config = params
        assert params.bbox is not None and params.roads is not None  # nosec B101 # located
        self.area = StudyArea(*params.bbox)
        self.trajectories = [existing_file(Path(each)) for each in params.trips]
        self.roads = existing_file(Path(params.roads))
        self.images, self.pois, self.poi_categories, self.labels = (
            None if each is None else existing_file(Path(each))
            for each in (params.images, params.pois, params.poi_categories, params.labels)
        )

    def options(self) -> dict[str, Any]:
        """All options by stage, JSON-able."""
        config = self.config
        return {
            **{stage: _options_of(type(own), config) for stage, own in STAGE_DEFAULTS.items()},
            "image_distance_m": config.image_distance_m,
            "driving_side": config.driving_side,
            "local_time_zone": config.local_time_zone,
            "seed": config.seed,
        }


def sources_of(params: PrepareParams) -> list[Path]:
    """All files and folders that are given; they exist."""
    optional = (params.roads, params.images, params.pois, params.poi_categories, params.labels)
    given = [*params.trips, *(each for each in optional if each is not None)]
    return [existing_file(Path(each)) for each in given]


class StageGraph:
    """Runs the stages of a preparation, or takes their results from the cache.

    Each stage gets a subfolder of ``work``; the executor runs the matching of files.
    """

    def __init__(
        self, inputs: Inputs, work: Path, cache: StageCache, executor: Executor, progress: Progress
    ) -> None:
        self.inputs = inputs
        self._options = inputs.options()
        self._work = work.absolute()  # executors may have another working directory
        self._cache = cache
        self._executor = executor
        self._progress = progress
        self._hashed: dict[Path, dict[str, Any]] = {}

    @cached_property
    def roads(self) -> Stage:
        """The network."""
        inputs = self.inputs
        return self._run(
            "roads",
            "Reading roads",
            {
                "roads": self._file(inputs.roads),
                "area": inputs.area.to_dict(),
                "options": self._options["roads"],
            },
            lambda folder: prepare_stages.make_network(
                folder, inputs.roads, inputs.area, inputs.config
            ),
        )

    @cached_property
    def network(self) -> Network:
        """The network, read."""
        return read_network(self.roads.folder / bundle.NETWORK)

    @cached_property
    def trips(self) -> list[Stage]:
        """The matched trips of each file."""
        inputs = self.inputs
        matching = dict(self._options["matching"])
        del matching["recover"]  # which comes later, so that its change matches nothing again
        work = MatchTrips(
            self.roads,
            inputs.area,
            inputs.config,
            [self._options["trips"], self._options["cleaning"], matching],
            self._cache,
            self._work,
            inputs.config.id_salt,
        )
        files = inputs.trajectories
        absolute = [path.absolute() for path in files]
        matched = self._executor.map(work, absolute, "Matching trips", self._progress)
        self._hashed |= {path: content for path, (_, content) in zip(files, matched, strict=True)}
        return [_repeat_remarks(stage) for stage, _ in matched]

    def trip_tables(self, gaps: Stage | None = None) -> list[Path]:
        """The files of matched trips, or the same with filled gaps."""
        if gaps is not None:
            return sorted((gaps.folder / bundle.TRIPS).glob("*.parquet"))
        return [stage.folder / TRIP_TABLE for stage in self.trips]

    def filled_gaps(self, split: Path) -> Stage:
        """The files of matched trips with the ways and the times of their passes in gaps."""
        min_gap_s = self._min_gap_s
        return self._run(
            "gaps",
            DIVIDING,
            {**self._split_trips(), "recovered from": min_gap_s},
            lambda folder: fill_gaps(
                *(folder, self.trip_tables(), split, self.network),
                *(self.inputs.area, min_gap_s, self._progress),
            ),
        )

    @cached_property
    def _min_gap_s(self) -> float | None:
        """Shortest gap whose way is recovered, seconds; None if there is no such gap."""
        min_gap_s = RECOVER_FROM_S[self.inputs.config.recover]
        reports = [read_report(stage.folder) for stage in self.trips]
        figures = [TripFigures.from_dict(report["figures"]) for report in reports]
        longest_s = max(each.interval_s.highest for each in figures)
        return min_gap_s if longest_s >= min_gap_s else None

    def trip_labels(self, gaps: Stage | None, split: Path) -> Stage:
        """Labels from the label trips, whose gaps may have been filled."""
        return self._run(
            "labels-of-trips",
            "Deriving labels",
            {
                **self._split_trips(),
                "gaps": gaps and gaps.key,
                "speed_mean": self.inputs.config.speed_mean,
            },
            lambda folder: prepare_stages.derive_trip_labels(
                folder,
                label_trips(self.trip_tables(gaps), split),
                self.network,
                self.inputs.config.speed_mean,
                self._progress,
            ),
        )

    def _split_trips(self) -> dict[str, Any]:
        """What trips and their split depend on: also the share of drivers and the seed."""
        return {
            "roads": self.roads.key,
            "trips": [stage.key for stage in self.trips],
            "share": self.inputs.config.label_share,
            "seed": self.inputs.config.seed,
        }

    @cached_property
    def place_labels(self) -> Stage | None:
        """Labels from places, if there are any."""
        pois, categories = self.inputs.pois, self.inputs.poi_categories
        if pois is None:
            return None
        return self._run(
            "labels-of-places",
            "Deriving labels",
            {
                "roads": self.roads.key,
                "places": self._file(pois),
                "categories": None if categories is None else self._file(categories),
            },
            lambda folder: prepare_stages.make_place_labels(
                folder, pois, categories, self.network, self.inputs.area
            ),
        )

    @cached_property
    def own_labels(self) -> Stage | None:
        """Labels from the user's layer, if there is one."""
        layer = self.inputs.labels
        if layer is None:
            return None
        options = {
            name: value
            for name, value in self._options["labels"].items()
            if name not in ("label_share", "speed_mean")
        }
        return self._run(
            "labels-of-layer",
            "joining labels",
            {"roads": self.roads.key, "layer": self._file(layer), "options": options},
            lambda folder: prepare_stages.make_own_labels(
                folder, layer, self.network, self.inputs.area, self.inputs.config
            ),
        )

    @cached_property
    def pictures(self) -> Stage | None:
        """Pictures on their roads, if there are any."""
        images, distance_m = self.inputs.images, self.inputs.config.image_distance_m
        if images is None:
            return None
        return self._run(
            "pictures",
            "Copying pictures",
            {
                "roads": self.roads.key,
                "pictures": [images.name, pictures_stamp(images)],
                "distance": distance_m,
            },
            lambda folder: prepare_stages.make_pictures(
                folder, images, self.network, self.inputs.area, distance_m, self._progress
            ),
        )

    def passes(self, gaps: Stage | None) -> Stage | None:
        """Number of passes of each picture, if there are any, by trips with filled gaps."""
        pictures, distance_m = self.pictures, self.inputs.config.image_distance_m
        if pictures is None:
            return None
        return self._run(
            "passes",
            "Counting trips past street views",
            {
                "pictures": pictures.key,
                "trips": [gaps.key] if gaps else [stage.key for stage in self.trips],
                "distance": distance_m,
            },
            lambda folder: prepare_stages.count_passes(
                folder,
                pictures.folder / bundle.IMAGES,
                self.trip_tables(gaps),
                self.network,
                self.inputs.area,
                distance_m,
                self._progress,
            ),
        )

    def content(self, path: Path) -> dict[str, Any]:
        """Hash and size of a source, computed once."""
        if path not in self._hashed:
            self._hashed[path] = content_of(path)
        return self._hashed[path]

    def _file(self, path: Path) -> list[str]:
        """Hash and name of a source; the name may determine the format."""
        return [path.name, self.content(path)["sha256"]]

    def _run(
        self, name: str, stage: str, inputs: Mapping[str, Any], make: Callable[[Path], object]
    ) -> Stage:
        self._progress(stage, 0.0)
        return _repeat_remarks(self._cache.run(name, inputs, make, self._work / name))


def _repeat_remarks(stage: Stage) -> Stage:
    """Log the remarks of a stage, also where its result comes from the cache."""
    if stage.reused:
        for line in read_report(stage.folder)["remarks"]:
            log.info(line)
    return stage


def _options_of(kind: type[Any], config: PrepareConfig) -> dict[str, Any]:
    """The options that ``config`` inherits from one of its base classes."""
    return {field.name: getattr(config, field.name) for field in fields(kind)}
