"""Cutting a part out of a bundle, such as a city out of a country, without matching again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import atomic_folder
from ..contract.files.output_paths import refuse_input
from ..contract.records.bundle_manifest import MANIFEST, BundleManifest
from ..contract.texts.text import Text
from ..utils.arrays import IntArray
from ..utils.progress import Progress, silent
from ..utils.study_area import StudyArea
from . import bundle
from .bundle_tables import (
    TripWriter,
    is_wide,
    read_frame,
    read_trip_batches,
    write_frame,
    write_network,
)
from .matching.cutting import cut_to
from .matching.edge_trips import trips_on_edges
from .preparation.drivers import label_drivers_of, write_split
from .preparation.manifest import counts_of, figures_of, labelled_edges
from .preparation.provenance import versions
from .preparation.stages import link_or_copy
from .preparation.support import support_of
from .preparation.trip_figures import TripFigures
from .roads.network import Network


def cut_bundle(
    whole: Path, area: StudyArea, out: Path, *, name: str = "", progress: Progress = silent
) -> BundleManifest:
    """Write the part of a bundle that is in an area as a new bundle.

    Roads that intersect the area are kept whole, with their labels, which are computed from the
    trips of the whole bundle. Trips are cut where they leave these roads; stretches with fewer than
    two fixes are dropped. The split of drivers is unchanged. Of a wide bundle's trips only row
    groups that may pass the area are read, one at a time.

    The frame of ``area`` becomes that of the new bundle, which keeps its name if ``name`` is empty.

    Returns:
        The new manifest, whose ``remarks`` and ``dropped`` are those of the whole bundle.

    Raises:
        TrajganrError: as :meth:`~.bundle.Bundle.load`; ``INPUT.EMPTY`` when no road of the bundle
            or no trip lies in the area.
    """
    refuse_input(out, (whole,))
    manifest = BundleManifest.load(whole)
    network = bundle.read_network(whole)
    edges = np.flatnonzero(shapely.intersects(network.lines, shapely.box(*area.bbox)))
    if not len(edges):
        raise _empty(manifest, whole, area)
    number = np.full(len(network), -1)
    number[edges] = np.arange(len(edges))
    part = network.take(edges)
    progress("Cutting trips", 0.0)
    with atomic_folder(out, MANIFEST) as folder:
        write_network(part, folder / bundle.NETWORK)
        figures, on_edges = _cut_trips(whole, area, number, part, folder, progress)
        if not figures.pieces:
            raise _empty(manifest, whole, area)
        label_drivers = label_drivers_of(bundle.trip_files(whole), whole / bundle.SPLIT)
        split = write_split(bundle.trip_files(folder), label_drivers, folder / bundle.SPLIT)
        labels = bundle.read_labels(whole).iloc[edges].assign(edge=np.arange(len(edges)))
        write_frame(labels, folder / bundle.LABELS)
        images = _cut_images(whole, number, folder)
        on_edge = np.bincount(images["edge"], minlength=len(part))
        coverage = pd.DataFrame({"trips": on_edges, "images": on_edge})
        write_frame(coverage, folder / bundle.COVERAGE)
        road_km = float(part.length_m.sum()) / 1000
        remark = Text(
            "Cut from the bundle {name} ({id}); labels and numbers of dropped data are those of "
            "the whole bundle.",
            name=repr(manifest.name),
            id=manifest.id[:16],
        )
        tasks = labelled_edges(labels, manifest.own_labels)
        counts = counts_of(figures, split, edges=len(part), images=len(images))
        share = manifest.figures.recovered_share
        sampling = figures_of(figures, coverage, images, road_km=road_km, recovered_share=share)
        known = tasks, manifest.notes, manifest.own_labels, counts, sampling
        new = replace(
            manifest,
            id=bundle.content_hash(folder, area),
            name=name or manifest.name,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            area=area.to_area(),
            counts=counts,
            tasks=tasks,
            support=support_of(labels, *known, {}),
            figures=sampling,
            remarks={"cut": (remark,), **manifest.remarks},
            versions=versions(),
        )
        new.save(folder)
    return new


def _cut_trips(
    whole: Path, area: StudyArea, number: IntArray, part: Network, folder: Path, progress: Progress
) -> tuple[TripFigures, IntArray]:
    """Write the trips, a file for each original file; returns figures and trips on each edge."""
    figures, on_edges = TripFigures(), np.zeros(len(part))
    edge_boxes = part.boxes if is_wide(area) else None
    (folder / bundle.TRIPS).mkdir()
    files = bundle.trip_files(whole)
    for done, file in enumerate(files):
        with TripWriter(folder / bundle.TRIPS / file.name, edge_boxes) as writer:
            for trips in read_trip_batches([file], area):
                progress("Cutting trips", done / len(files))
                pieces = cut_to(trips, number)
                writer.write(pieces)
                figures += TripFigures.of(pieces, part, area)
                on_edges += trips_on_edges(pieces, part)
    return figures, np.rint(on_edges).astype(np.int64)


def _cut_images(whole: Path, number: IntArray, folder: Path) -> pd.DataFrame:
    """Write the pictures on kept edges; returns their table."""
    (folder / bundle.PICTURES).mkdir()
    images = read_frame(whole / bundle.IMAGES)
    images = images[number[images["edge"]] >= 0].reset_index(drop=True)
    for name in bundle.picture_names(whole, images):
        link_or_copy(whole / bundle.PICTURES / name, folder / bundle.PICTURES / name)
    images["edge"] = number[images["edge"]]
    write_frame(images, folder / bundle.IMAGES)
    return images


def _empty(manifest: BundleManifest, whole: Path, area: StudyArea) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_EMPTY,
        "No road or no trip of the bundle {name!r} is in {bbox}; it covers {covers}.",
        "Choose a box, in degrees, within the bundle's own study area.",
        name=bundle.title_of(manifest.name, whole),
        bbox=list(area.bbox),
        covers=list(manifest.area.bbox),
    )
