"""Preparation of a bundle from files: read, clean, match, split, label and write.

Results of stages with unchanged inputs come from the cache. Trips are processed in batches, so that
they need not fit in memory; stages exchange files.
"""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_folder
from ...contract.files.output_paths import refuse_input
from ...contract.kinds.prepare import PrepareParams
from ...contract.records.bundle_manifest import MANIFEST, BundleManifest, SourceFile
from ...contract.tasks import TASKS
from ...contract.texts.bundle_facts import few_texts
from ...contract.texts.text import Text
from ...executors.base import SERIAL, Executor
from ...utils.progress import Progress, silent
from .. import bundle
from ..bundle_tables import read_frame, write_frame
from ..matching.report import MatchReport
from ..roads.network import Network
from ..street_view.pictures import INDEX
from ..trips.cleaning import CleaningReport
from ..trips.extent import outside
from ..trips.hashed_ids import check_salt
from .clocks import clock_remarks
from .drivers import DriverSplit, split_by_driver
from .inferred_area import located
from .manifest import PLACES, WITHOUT_LABELS, Findings, manifest_of
from .prepare_stages import PASSES, read_report
from .provenance import content_of, licence_of
from .stage_graph import Inputs, StageGraph, sources_of
from .stages import Stage, StageCache, link_or_copy
from .trip_stage import ON_EDGES

log = logging.getLogger(__name__)

#: Working folder in the unfinished bundle, removed at the end.
WORK = "work"
#: Name of a stage, also the role of its source.
STREET_VIEWS = "street views"
#: Key of the remarks on passes that make no labels.
LABEL_PASSES = "passes of label trips"
GAPS = "gaps between fixes"

#: Key of the remarks on an area and on roads that were not given.
AREA = "study area"

Report = Mapping[str, Any]


def prepare_bundle(
    params: PrepareParams,
    out: Path,
    *,
    cache: StageCache | None = None,
    executor: Executor = SERIAL,
    progress: Progress = silent,
) -> BundleManifest:
    """Prepare a study area and write it to ``out`` atomically.

    Args:
        params: with paths of files: trips in any format of :func:`~..readers.open_trips`.
        out: the bundle's folder; an existing bundle is replaced.
        cache: cache of stage results; the user's default cache if None.
        executor: runs the matching of files. Other machines must see the sources and the
            folder of ``out`` under the same paths.
        progress: called in every stage.

    Returns:
        The manifest; the data are read with :meth:`~.bundle.Bundle.load`.

    Raises:
        TrajganrError: an ``INPUT`` code; see the readers.
    """
    _refuse_repeated(params.trips)
    refuse_input(out, sources_of(params))
    check_salt(params.id_salt)
    cache = cache or StageCache()
    with atomic_folder(out, MANIFEST) as folder:
        params, found = located(params, folder / WORK, cache, progress)
        for line in found:
            log.info(line)
        inputs = Inputs(params)
        stages = StageGraph(inputs, folder / WORK, cache, executor, progress)
        findings = _assemble(inputs, stages, folder, found)
        shutil.rmtree(folder / WORK)
        progress("Writing the bundle", 0.0)
        manifest = manifest_of(findings, inputs, folder)
        for line in (*manifest.remarks.get(WITHOUT_LABELS, ()), *few_texts(manifest)):
            log.info(line)
        manifest.save(folder)
    progress("Writing the bundle", 1.0)
    return manifest


def _assemble(inputs: Inputs, stages: StageGraph, folder: Path, found: Sequence[Text]) -> Findings:
    """Run the stages and assemble all files of a bundle except the manifest."""
    trips = [read_report(stage.folder) for stage in stages.trips]
    cleaning, matching = _totals(trips)
    for line in (*cleaning.lines(), *matching.lines()):
        log.info(line)
    cleaning.refuse_nothing_left(
        partial(outside, inputs.trajectories, inputs.config, inputs.config, inputs.area)
    )
    matching.refuse_nothing_matched()

    link_or_copy(stages.roads.folder / bundle.NETWORK, folder / bundle.NETWORK)
    split = _split(inputs, stages, folder / bundle.SPLIT)
    gaps = stages.filled_gaps(folder / bundle.SPLIT) if matching.gaps else None
    for number, table in enumerate(stages.trip_tables(gaps)):
        link_or_copy(table, folder / bundle.TRIPS / f"{number:04d}.parquet")
    trip_labels = stages.trip_labels(gaps, folder / bundle.SPLIT)
    labels = _labels(stages, trip_labels)
    write_frame(labels, folder / bundle.LABELS)
    images = _images(stages, stages.passes(gaps), folder / bundle.PICTURES)
    write_frame(images, folder / bundle.IMAGES)
    coverage = _coverage([gaps] if gaps else stages.trips, images, stages.network)
    write_frame(coverage, folder / bundle.COVERAGE)

    roads = read_report(stages.roads.folder)
    optional_stages = {
        GAPS: gaps,
        LABEL_PASSES: trip_labels,
        STREET_VIEWS: stages.pictures,
        PLACES: stages.place_labels,
        "own labels": stages.own_labels,
    }
    others = {name: read_report(stage.folder) for name, stage in optional_stages.items() if stage}
    return Findings(
        network=stages.network,
        roads=roads,
        trips=trips,
        passes=[read_report(gaps.folder)] if gaps else trips,
        others=others | ({AREA: {"remarks": found, "dropped": {}}} if found else {}),
        cleaning=cleaning,
        matching=matching,
        split=split,
        labels=labels,
        coverage=coverage,
        images=images,
        sources=_sources(inputs, stages, trips, {"roads": roads, **others}),
        clocks=clock_remarks(stages.trip_tables(), [path.name for path in inputs.trajectories]),
    )


def _totals(reports: Sequence[Report]) -> tuple[CleaningReport, MatchReport]:
    """Sums over all files of trips."""
    cleaning, matching = CleaningReport(), MatchReport()
    for report in reports:
        cleaning += CleaningReport(**report["cleaning"])
        matching += MatchReport(**report["matching"])
    return cleaning, matching


def _split(inputs: Inputs, stages: StageGraph, out: Path) -> DriverSplit:
    config = inputs.config
    split = split_by_driver(stages.trip_tables(), config.label_share, config.seed, out)
    input_drivers = split.drivers - split.label_drivers
    log.info("Drivers: %d for labels, %d for input", split.label_drivers, input_drivers)
    return split


def _labels(stages: StageGraph, trip_labels: Stage) -> pd.DataFrame:
    """All labels; a later source replaces the same task's labels of an earlier one."""
    labels = pd.DataFrame({"edge": range(len(stages.network))})
    for stage in (trip_labels, stages.place_labels, stages.own_labels):
        if stage is not None:
            added = read_frame(stage.folder / bundle.LABELS)
            labels = pd.concat([_without_tasks_of(added, labels), added], axis=1)
    return labels


def _without_tasks_of(added: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    replaced = {
        name
        for task in TASKS.values()
        if task.support in added
        for name in (*task.labels, task.support, *task.counts, *task.extras)
    }
    return labels.drop(columns=replaced & set(labels))


def _images(stages: StageGraph, passes: Stage | None, folder: Path) -> pd.DataFrame:
    """Move the pictures to ``folder``; returns their table with the numbers of passes."""
    if stages.pictures is None or passes is None:
        folder.mkdir()
        columns = bundle.IMAGE_COLUMNS | {"trips": "int64"}
        return pd.DataFrame(columns=list(columns)).astype(columns)
    images = read_frame(stages.pictures.folder / bundle.IMAGES)
    (stages.pictures.folder / bundle.PICTURES).rename(folder)
    return images.assign(trips=read_frame(passes.folder / PASSES)["trips"])


def _coverage(trips: Sequence[Stage], images: pd.DataFrame, network: Network) -> pd.DataFrame:
    """Numbers of trips and pictures of each edge."""
    trips_on = sum(read_frame(stage.folder / ON_EDGES)["trips"] for stage in trips)
    on_edge = np.bincount(images["edge"], minlength=len(network))
    return pd.DataFrame({"trips": np.rint(trips_on).astype(np.int64), "images": on_edge})


def _sources(
    inputs: Inputs, stages: StageGraph, trips: Sequence[Report], reports: Mapping[str, Report]
) -> list[SourceFile]:
    """The input files, with their recognised formats; ``reports`` are those of other stages."""
    sources: list[tuple[str, Path | None, Report]] = [
        *(("trips", path, trip) for path, trip in zip(inputs.trajectories, trips, strict=True)),
        ("roads", inputs.roads, reports["roads"]),
        (STREET_VIEWS, inputs.images, reports.get(STREET_VIEWS, {})),
        (PLACES, inputs.pois, reports.get(PLACES, {})),
        ("categories of places", inputs.poi_categories, {}),
        ("labels", inputs.labels, {}),
    ]
    return [
        _source(
            role, path, stages.content(path) if path != inputs.images else _index_of(path), report
        )
        for role, path, report in sources
        if path is not None
    ]


def _source(
    role: str, path: Path, content: Mapping[str, Any], report: Mapping[str, Any]
) -> SourceFile:
    licence, attribution = licence_of(path, report.get("licence", ""))
    return SourceFile(
        role=role,
        name=path.name,
        sha256=content.get("sha256"),
        bytes=content.get("bytes"),
        description=report.get("description", ""),
        licence=licence,
        attribution=attribution,
    )


def _index_of(images: Path) -> dict[str, Any]:
    """The index of a folder of pictures; only the index is hashed, as pictures may be many."""
    index = images / INDEX if images.is_dir() else images
    return content_of(index) if index.is_file() else {}


def _refuse_repeated(trajectories: Sequence[str]) -> None:
    """Refuse a file that is given twice, because its trips would count twice."""
    counts = Counter(Path(path).resolve() for path in trajectories)
    repeated = [path.name for path, count in counts.items() if count > 1]
    if repeated:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{files} is given more than once; its trips would be counted more than once.",
            "Give each file of trips once.",
            files=", ".join(repeated),
        )
