"""From files to a bundle: read, clean, match, split, label, write."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import Code, TrajganrError
from ..geo import StudyArea
from ..progress import Progress, silent
from ..storage import atomic_folder, sha256_of
from ..tasks import TASKS
from .bundle import IMAGE_COLUMNS, MANIFEST, Bundle, write_bundle
from .labels import LONGEST_BRAKING_GAP_S, aoi_labels, braking_labels, speed_labels
from .matching import MatchedTrips, match_trips
from .pois import read_pois
from .readers import read_trajectories
from .roads import Network, read_roads
from .street_view import copy_pictures, read_index, snap_to_roads
from .trajectories import clean, concatenate

__all__ = ["prepare_bundle", "split_by_driver"]

log = logging.getLogger(__name__)


def prepare_bundle(
    *,
    trajectories: Sequence[Path],
    roads: Path,
    area: StudyArea,
    out: Path,
    images: Path | None = None,
    pois: Path | None = None,
    label_share: float = 0.5,
    image_distance_m: float = 25.0,
    seed: int = 0,
    name: str = "",
    progress: Progress = silent,
) -> Bundle:
    """Prepare a study area and write it to ``out``, whole or not at all.

    Args:
        trajectories: files of trips, any format of :func:`read_trajectories`.
        roads: a line layer.
        area: the study area.
        out: the bundle's folder; a bundle that is there is replaced.
        images: a street-view index, if any.
        pois: places, if any.
        label_share: share of drivers whose trips make labels, in [0, 1).
        image_distance_m: pictures farther than this from every road are dropped.
        seed: of the split of drivers.
        name: what a person calls it.
        progress: told about every stage.

    Raises:
        TrajganrError: an ``INPUT`` code; see the readers.
    """
    if not 0 <= label_share < 1:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The share of label drivers {share} is not in [0, 1).",
            "Choose a share such as 0.5.",
            share=label_share,
        )
    progress("reading roads", 0.0)
    network = read_roads(roads, area)
    progress("reading trips", 0.0)
    raw, cleaning = clean(concatenate([read_trajectories(path) for path in trajectories]), area)
    trips = match_trips(raw, network, area, progress)
    is_label = split_by_driver(trips, label_share, seed)

    progress("deriving labels", 0.0)
    labels, notes = _labels(trips.take(np.flatnonzero(is_label)), network, area, pois)
    with atomic_folder(out, MANIFEST) as folder:
        progress("copying pictures", 0.0)
        pictures = _pictures(images, network, area, image_distance_m, folder)
        progress("writing the bundle", 0.0)
        write_bundle(
            folder,
            area=area,
            network=network,
            trips=trips,
            is_label=is_label,
            images=pictures,
            labels=labels,
            manifest={
                "name": name,
                "counts": {
                    "edges": len(network),
                    "trips": len(np.unique(trips.trip_id)),
                    "pieces": len(trips),
                    "label_pieces": int(is_label.sum()),
                    "fixes": len(trips.t),
                    "images": len(pictures),
                },
                "tasks": _labelled_edges(labels),
                "notes": notes,
                "cleaning": {
                    **cleaning.to_dict(),
                    "fixes_unmatched": raw.fixes - len(trips.t),
                },
                "sources": _sources([*trajectories, roads, images, pois]),
                "options": {
                    "label_share": label_share,
                    "image_distance_m": image_distance_m,
                    "seed": seed,
                },
            },
        )
    progress("writing the bundle", 1.0)
    return Bundle.load(out)


def split_by_driver(trips: MatchedTrips, share: float, seed: int) -> npt.NDArray[np.bool_]:
    """Which pieces make labels, so that no driver makes both labels and input.

    A trip without a driver is a driver of its own. With at least two drivers and a share above
    zero there is at least one on either side.
    """
    driver = np.where(trips.driver_id == "", "trip " + trips.trip_id, "driver " + trips.driver_id)
    number, drivers = pd.factorize(driver, sort=True)
    count = round(share * len(drivers))
    if share > 0:
        count = min(max(count, 1), len(drivers) - 1)
    chosen = np.zeros(len(drivers), dtype=bool)
    chosen[np.random.default_rng(seed).permutation(len(drivers))[:count]] = True
    log.info("Drivers: %d make labels, %d are input", count, len(drivers) - count)
    return np.asarray(chosen[number])


def _labels(
    trips: MatchedTrips, network: Network, area: StudyArea, pois: Path | None
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Labels of all tasks that can be derived, and why the others cannot."""
    parts = [pd.DataFrame({"edge": np.arange(len(network))}), speed_labels(trips, network)]
    notes = {}
    braking = braking_labels(trips, network)
    if braking is None:
        notes["braking"] = (
            "Hard braking needs measured speed in fixes at most "
            f"{LONGEST_BRAKING_GAP_S:g} s apart; these trips have none."
        )
        log.warning("No labels of hard braking: %s", notes["braking"])
    else:
        parts.append(braking)
    if pois is None:
        notes["aoi"] = "No places (POIs) were given."
    else:
        parts.append(aoi_labels(read_pois(pois, area), network, area))
    return pd.concat(parts, axis=1), notes


def _labelled_edges(labels: pd.DataFrame) -> dict[str, int]:
    """For each task with labels, how many edges have enough observations behind theirs."""
    return {
        task.id: int((labels[task.support] >= task.minimum_support).sum())
        for task in TASKS.values()
        if task.support in labels
    }


def _pictures(
    images: Path | None, network: Network, area: StudyArea, distance_m: float, folder: Path
) -> pd.DataFrame:
    (folder / "images").mkdir()
    if images is None:
        return pd.DataFrame(columns=list(IMAGE_COLUMNS))
    snapped = snap_to_roads(read_index(images, area), network, area, distance_m)
    pictures = copy_pictures(images, snapped, folder / "images")
    if pictures.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no readable picture within {distance} m of a road in the study area.",
            "Check the study area and the pictures' folder, or prepare without street view.",
            path=str(images),
            distance=distance_m,
        )
    return pictures


def _sources(paths: Sequence[Path | None]) -> list[dict[str, Any]]:
    """Name and hash of the input files; a folder of pictures is known by its name only."""
    sources = []
    for path in paths:
        if path is None:
            continue
        source: dict[str, Any] = {"name": path.name}
        if path.is_file():
            source["sha256"] = sha256_of(path)
        sources.append(source)
    return sources
