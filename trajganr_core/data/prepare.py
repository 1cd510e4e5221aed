"""From files to a bundle: read, clean, match, split, label, write; each stage only if it has to be.

Nothing holds all trips in memory: they pass through in batches, and stages hand each other files.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from ..cache import cache_folder
from ..checks import check_positive
from ..geo import StudyArea
from ..input_options import (
    CleaningOptions,
    LabelOptions,
    MatchOptions,
    RoadOptions,
    TripOptions,
)
from ..progress import Progress, silent
from ..storage import atomic_folder, write_json
from ..tasks import TASKS
from . import bundle, prepare_stages
from .bundle_tables import read_frame, read_network, write_frame
from .cleaning import CleaningReport
from .drivers import DriverSplit, label_trips, split_by_driver
from .files import existing_file
from .manifest import Findings, manifest_of
from .matching import Matcher, MatchReport
from .network import Network
from .prepare_stages import ON_EDGES, PASSES, TRIP_TABLE, read_report
from .provenance import content_of, licence_of, pictures_stamp
from .stages import Stage, StageCache, link_or_copy
from .street_view import INDEX

__all__ = ["prepare_bundle"]

log = logging.getLogger(__name__)

#: Within the unfinished bundle; gone when it is finished.
WORK = "work"
#: Where labels come from.
DERIVED, PLACES, OWN = "derived", "places", "own"

Report = Mapping[str, Any]


def prepare_bundle(
    *,
    trajectories: Sequence[Path],
    roads: Path,
    area: StudyArea,
    out: Path,
    images: Path | None = None,
    pois: Path | None = None,
    poi_categories: Path | None = None,
    labels: Path | None = None,
    trip_options: TripOptions = TripOptions(),
    cleaning_options: CleaningOptions = CleaningOptions(),
    road_options: RoadOptions = RoadOptions(),
    match_options: MatchOptions = MatchOptions(),
    label_options: LabelOptions = LabelOptions(),
    image_distance_m: float = 25.0,
    seed: int = 0,
    name: str = "",
    cache: StageCache | None = None,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Prepare a study area and write it to ``out``, whole or not at all.

    Args:
        trajectories: files or folders of trips, any format of :func:`~.readers.open_trips`.
        roads: a line layer or an OpenStreetMap extract.
        area: the study area.
        out: the bundle's folder; a bundle that is there is replaced.
        images: a street-view index or geotagged photos, if any.
        pois: places, if any: a layer, a table or an OpenStreetMap extract.
        poi_categories: a table from tags to categories instead of the built-in one.
        labels: a layer of labels of one's own, if any; ``label_options.label_fields`` says which.
        trip_options, cleaning_options, road_options, match_options, label_options: of the stages;
            a job's parameters, which inherit from them, may be given for each.
        image_distance_m: pictures farther than this from every road are dropped, and trips within
            it pass a picture (δ in the paper).
        seed: of the split of drivers.
        name: what a person calls it.
        cache: of the results of stages; the person's own if None.
        progress: told about every stage.

    Returns:
        The manifest, see :mod:`~.bundle`; the data are read with :meth:`~.bundle.Bundle.load`.

    Raises:
        TrajganrError: an ``INPUT`` code; see the readers.
    """
    check_positive(image_distance_m=image_distance_m)
    with atomic_folder(out, bundle.MANIFEST) as folder:
        preparation = _Preparation(
            folder=folder,
            trajectories=tuple(existing_file(path) for path in trajectories),
            roads=existing_file(roads),
            area=area,
            images=_existing(images),
            pois=_existing(pois),
            poi_categories=_existing(poi_categories),
            labels=_existing(labels),
            trip_options=trip_options,
            cleaning_options=cleaning_options,
            road_options=road_options,
            match_options=match_options,
            label_options=label_options,
            image_distance_m=image_distance_m,
            seed=seed,
            cache=cache or StageCache(),
            progress=progress,
        )
        findings = preparation.run()
        shutil.rmtree(folder / WORK)
        progress("writing the bundle", 0.0)
        manifest = manifest_of(findings, folder, area, name)
        write_json(folder / bundle.MANIFEST, manifest)
    progress("writing the bundle", 1.0)
    return manifest


@dataclass(frozen=True, kw_only=True)
class _Preparation:
    """One run of :func:`prepare_bundle`, whose arguments these are."""

    folder: Path
    trajectories: tuple[Path, ...]
    roads: Path
    area: StudyArea
    images: Path | None
    pois: Path | None
    poi_categories: Path | None
    labels: Path | None
    trip_options: TripOptions
    cleaning_options: CleaningOptions
    road_options: RoadOptions
    match_options: MatchOptions
    label_options: LabelOptions
    image_distance_m: float
    seed: int
    cache: StageCache
    progress: Progress
    hashed: dict[Path, dict[str, Any]] = field(default_factory=dict)

    def run(self) -> Findings:
        """Go through the stages and put together the bundle's files; the manifest is not yet."""
        trips = [self._trips(number) for number in range(len(self.trajectories))]
        reports = [read_report(stage.folder) for stage in trips]
        cleaning, matching = _totals(reports)
        for line in (*cleaning.lines(), *matching.lines()):
            log.info(line)
        cleaning.refuse_nothing_left(self.area)
        matching.refuse_nothing_matched()
        tables = self._put_trips(trips)
        split = self._split(tables)
        label_stages = self._label_stages(trips, tables)
        pictures = None if self.images is None else self._pictures(self.images)
        images = self._put_images(pictures, trips, tables)
        link_or_copy(self._roads.folder / bundle.NETWORK, self.folder / bundle.NETWORK)
        roads = read_report(self._roads.folder)
        places, own = (_report(label_stages.get(name)) for name in (PLACES, OWN))
        return Findings(
            roads=roads,
            trips=reports,
            places=places,
            own_labels=own,
            pictures=_report(pictures),
            cleaning=cleaning,
            matching=matching,
            split=split,
            labels=self._put_labels(label_stages),
            coverage=self._put_coverage(trips, images),
            images=images,
            sources=self._sources(roads, reports, places, _report(pictures)),
            options=self._options(),
            label_options=self.label_options,
            label_layer="" if self.labels is None else self.labels.name,
        )

    @cached_property
    def _roads(self) -> Stage:
        self.progress("reading roads", 0.0)
        inputs = {
            "roads": self._content(self.roads),
            "area": self.area.to_dict(),
            "options": options_of(RoadOptions, self.road_options),
        }
        return self._run(
            "roads",
            inputs,
            lambda folder: prepare_stages.make_network(
                folder, self.roads, self.area, self.road_options
            ),
        )

    @cached_property
    def _network(self) -> Network:
        return read_network(self._roads.folder / bundle.NETWORK)

    @cached_property
    def _matcher(self) -> Matcher:
        self.progress("preparing to match", 0.0)
        folder = cache_folder() / "matching"
        return Matcher(self._network, self.area, self.match_options, cache=folder)

    def _trips(self, number: int) -> Stage:
        path = self.trajectories[number]
        share = number / len(self.trajectories)

        def progress(stage: str, _: float, /, **figures: float) -> None:
            self.progress(stage, share, **figures)

        inputs = {
            "roads": self._roads.key,
            "trips": self._content(path),
            "reading": options_of(TripOptions, self.trip_options),
            "cleaning": options_of(CleaningOptions, self.cleaning_options),
            "matching": options_of(MatchOptions, self.match_options),
            "fastmm": version("fastmm"),
        }
        progress("matching trips", 0.0)
        return self._run(
            "trips",
            inputs,
            lambda folder: prepare_stages.match_file(
                folder,
                path,
                self._network,
                self.area,
                self.trip_options,
                self.cleaning_options,
                lambda: self._matcher,
                progress,
            ),
            f"trips-{number}",
        )

    def _label_stages(self, trips: Sequence[Stage], tables: Sequence[Path]) -> dict[str, Stage]:
        """The stages that make labels, later ones replacing the columns of earlier ones."""
        self.progress("deriving labels", 0.0)
        roads = {"roads": self._roads.key}
        split = {"share": self.label_options.label_share, "seed": self.seed}
        stages = {
            DERIVED: self._run(
                "labels-of-trips",
                roads | split | {"trips": [stage.key for stage in trips]},
                lambda folder: prepare_stages.derive_trip_labels(
                    folder,
                    label_trips(tables, self.folder / bundle.SPLIT),
                    self._network,
                    self.progress,
                ),
            )
        }
        pois, categories, layer = self.pois, self.poi_categories, self.labels
        if pois is not None:
            inputs = roads | {"places": self._content(pois)}
            if categories is not None:
                inputs["categories"] = self._content(categories)
            stages[PLACES] = self._run(
                "labels-of-places",
                inputs,
                lambda folder: prepare_stages.make_place_labels(
                    folder, pois, categories, self._network, self.area
                ),
            )
        if layer is not None:
            options = options_of(LabelOptions, self.label_options)
            del options["label_share"]
            stages[OWN] = self._run(
                "labels-of-layer",
                roads | {"layer": self._content(layer), "options": options},
                lambda folder: prepare_stages.make_own_labels(
                    folder, layer, self._network, self.area, self.label_options
                ),
            )
        return stages

    def _pictures(self, images: Path) -> Stage:
        self.progress("copying pictures", 0.0)
        inputs = {
            "roads": self._roads.key,
            "pictures": [images.name, pictures_stamp(images)],
            "distance": self.image_distance_m,
        }
        return self._run(
            "pictures",
            inputs,
            lambda folder: prepare_stages.make_pictures(
                folder, images, self._network, self.area, self.image_distance_m, self.progress
            ),
        )

    def _passes(self, pictures: Stage, trips: Sequence[Stage], tables: Sequence[Path]) -> Stage:
        inputs = {
            "pictures": pictures.key,
            "trips": [stage.key for stage in trips],
            "distance": self.image_distance_m,
        }
        return self._run(
            "passes",
            inputs,
            lambda folder: prepare_stages.count_passes(
                folder,
                pictures.folder / bundle.IMAGES,
                tables,
                self._network,
                self.area,
                self.image_distance_m,
                self.progress,
            ),
        )

    def _put_trips(self, trips: Sequence[Stage]) -> list[Path]:
        """The bundle's files of trips, in the order of their sources."""
        tables = []
        for number, stage in enumerate(trips):
            table = self.folder / bundle.TRIPS / f"{number:04d}.parquet"
            link_or_copy(stage.folder / TRIP_TABLE, table)
            tables.append(table)
        return tables

    def _put_images(
        self, pictures: Stage | None, trips: Sequence[Stage], tables: Sequence[Path]
    ) -> pd.DataFrame:
        folder = self.folder / bundle.PICTURES
        if pictures is None:
            folder.mkdir()
            images = pd.DataFrame(columns=list(bundle.IMAGE_COLUMNS)).astype(bundle.IMAGE_COLUMNS)
            images["trips"] = pd.Series(dtype="int64")
        else:
            (pictures.folder / bundle.PICTURES).rename(folder)
            images = read_frame(pictures.folder / bundle.IMAGES)
            passes = read_frame(self._passes(pictures, trips, tables).folder / PASSES)
            images["trips"] = passes["trips"]
        write_frame(images, self.folder / bundle.IMAGES)
        return images

    def _put_labels(self, stages: Mapping[str, Stage]) -> pd.DataFrame:
        labels = pd.DataFrame({"edge": range(len(self._network))})
        for stage in stages.values():
            found = read_frame(stage.folder / bundle.LABELS)
            labels = pd.concat([_without(labels, found), found], axis=1)
        write_frame(labels, self.folder / bundle.LABELS)
        return labels

    def _put_coverage(self, trips: Sequence[Stage], images: pd.DataFrame) -> pd.DataFrame:
        counted = sum(read_frame(stage.folder / ON_EDGES)["trips"] for stage in trips)
        on_edge = images["edge"].value_counts().reindex(range(len(self._network)), fill_value=0)
        coverage = pd.DataFrame({"trips": counted, "images": on_edge.to_numpy()})
        write_frame(coverage, self.folder / bundle.COVERAGE)
        return coverage

    def _split(self, tables: Sequence[Path]) -> DriverSplit:
        share, out = self.label_options.label_share, self.folder / bundle.SPLIT
        split = split_by_driver(tables, share, self.seed, out)
        inputs = split.drivers - split.label_drivers
        log.info("Drivers: %d make labels, %d are input", split.label_drivers, inputs)
        return split

    def _run(
        self,
        name: str,
        inputs: Mapping[str, Any],
        make: Callable[[Path], None],
        place: str = "",
    ) -> Stage:
        stage = self.cache.run(name, inputs, make, self.folder / WORK / (place or name))
        if stage.reused:
            # What the stage said when it was run holds for this run too.
            for line in read_report(stage.folder).get("remarks", ()):
                log.info(line)
        return stage

    def _content(self, path: Path) -> dict[str, Any]:
        """What a stage that reads a file is a function of; its name may say its format."""
        return {"name": path.name, "sha256": self._contents(path)["sha256"]}

    def _contents(self, path: Path) -> dict[str, Any]:
        if path not in self.hashed:
            self.hashed[path] = content_of(path)
        return self.hashed[path]

    def _sources(
        self,
        roads: Report,
        trips: Sequence[Report],
        places: Report | None,
        pictures: Report | None,
    ) -> list[dict[str, Any]]:
        """The input files, with what they were recognised as."""
        found = [
            *(("trips", path, trip) for path, trip in zip(self.trajectories, trips, strict=True)),
            ("roads", self.roads, roads),
            ("street views", self.images, pictures),
            ("places", self.pois, places),
            ("categories of places", self.poi_categories, {}),
            ("labels", self.labels, {}),
        ]
        return [
            {
                "role": role,
                "name": path.name,
                **(self._contents(path) if path != self.images else _index_of(path)),
                "description": (report or {}).get("description", ""),
                **licence_of(path, (report or {}).get("licence", "")),
            }
            for role, path, report in found
            if path is not None
        ]

    def _options(self) -> dict[str, Any]:
        return {
            "trips": options_of(TripOptions, self.trip_options),
            "cleaning": options_of(CleaningOptions, self.cleaning_options),
            "roads": options_of(RoadOptions, self.road_options),
            "matching": options_of(MatchOptions, self.match_options),
            "labels": options_of(LabelOptions, self.label_options),
            "image_distance_m": self.image_distance_m,
            "seed": self.seed,
        }


def _totals(reports: Sequence[Report]) -> tuple[CleaningReport, MatchReport]:
    """Of all files of trips."""
    cleaning, matching = CleaningReport(), MatchReport()
    for report in reports:
        cleaning += CleaningReport(**report["cleaning"])
        matching += MatchReport(**report["matching"])
    return cleaning, matching


def _index_of(images: Path) -> dict[str, Any]:
    """Of pictures in a folder, which may be many, only the index is told by its content."""
    index = images / INDEX if images.is_dir() else images
    return content_of(index) if index.is_file() else {}


def _report(stage: Stage | None) -> dict[str, Any] | None:
    return None if stage is None else read_report(stage.folder)


def _existing(path: Path | None) -> Path | None:
    return None if path is None else existing_file(path)


def _without(labels: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Labels without the columns of tasks that others bring."""
    brought = [task for task in TASKS.values() if task.support in found]
    names = {name for one in brought for name in (*one.labels, one.support, *one.counts)}
    return labels.drop(columns=[name for name in labels if name in names])


def options_of(kind: type[Any], options: object) -> dict[str, Any]:
    """The options of a class among those of an object that may inherit from several."""
    return {one.name: getattr(options, one.name) for one in fields(kind)}
