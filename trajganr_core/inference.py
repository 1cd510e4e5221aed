"""Prediction: every road of a layer, from the trips and images that a bundle has of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import torch

from .data.bundle import Bundle
from .data.roads import Network, read_roads
from .errors import Code, TrajganrError
from .evidence import EvidenceTable, bundle_features, input_trips
from .geo import GEOGRAPHIC, StudyArea
from .locations import edge_locations, locations_on
from .progress import Progress, silent
from .road_layer import write_road_layer
from .tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind, Task, task
from .training.checkpoint import load_encoders, load_head, read_card
from .training.device import resolve_device
from .training.finetune import TRIPS_PER_LOCATION, new_head
from .training.targets import target_from_dict

__all__ = ["predict_roads"]

log = logging.getLogger(__name__)

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

CHUNK = 1024


def predict_roads(
    model: Path,
    out: Path,
    *,
    bundle: Bundle | None = None,
    roads: Path | None = None,
    tasks: Sequence[str] = (),
    device: str = "auto",
    progress: Progress = silent,
) -> dict[str, Any]:
    """Predict every drivable directed segment and write the roads as a styled layer.

    Args:
        model: folder of a fine-tuned model.
        out: a GeoPackage, written only when complete: layer ``roads``, EPSG:4326, styles inside.
        bundle: trips and images to predict from; the one the model learned from where absent.
        roads: a line layer; the bundle's own roads where absent.
        tasks: ids; all that the model has a head for where empty.
        device: ``auto``, ``cpu`` or ``cuda``.
        progress: told how far it is; may cancel.

    Returns:
        Counts: ``roads``, ``with_trips``, ``with_images``.

    Raises:
        TrajganrError: ``MODEL.MISSING`` when the model has no head for a task or its bundle is
            gone, ``MODEL.INCOMPATIBLE`` when the bundle is of another area.
    """
    card = read_card(model)
    chosen = _heads_of(card, tasks)
    if bundle is None:
        bundle = _own_bundle(card)
    area = _same_area(card, bundle)
    torch_device = resolve_device(device)
    encoders, _ = load_encoders(model, torch_device)
    if roads is None:
        network = bundle.network
        locations = edge_locations(bundle, np.arange(len(network)))
    else:
        network = read_roads(roads, area)
        locations = locations_on(bundle, network)
    table = EvidenceTable(
        encoders,
        area,
        input_trips(bundle, area),
        locations,
        bundle_features(model, card, bundle, torch_device, progress),
        per_location=TRIPS_PER_LOCATION,
        seed=card["seed"],
    )
    table.precompute(progress)
    layer = _road_frame(network, table)
    for name in chosen:
        head = card["heads"][name]
        answers = _answers(model, card, name, encoders.config.dimension, table, progress)
        _add_fields(layer, task(name), target_from_dict(head["target"]).decode(answers))
    write_road_layer(layer, out, chosen)
    counts = {
        "roads": len(layer),
        "with_trips": int((layer["trips"] > 0).sum()),
        "with_images": int((layer["images"] > 0).sum()),
    }
    log.info(
        "Predicted %(roads)d directed segments, %(with_trips)d of them with trips and "
        "%(with_images)d with images",
        counts,
    )
    return counts


def _heads_of(card: dict[str, Any], tasks: Sequence[str]) -> list[str]:
    chosen = [task(name).id for name in tasks] or list(card["heads"])
    missing = [name for name in chosen if name not in card["heads"]]
    if missing or not chosen:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The model {name!r} has no head for {missing}.",
            "Fine-tune it on the task first.",
            name=card["name"],
            missing=", ".join(missing) or "any task",
        )
    return chosen


def _own_bundle(card: dict[str, Any]) -> Bundle:
    known = card["bundle"]
    path = Path(known["path"])
    if not path.is_dir():
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The bundle {name!r} that the model learned from is no longer at {path}.",
            "Name the bundle to predict from.",
            name=known["name"],
            path=str(path),
        )
    bundle = Bundle.load(path)
    if bundle.manifest["id"] != known["id"]:
        log.warning("The bundle at %s was prepared again since the model learned from it", path)
    return bundle


def _same_area(card: dict[str, Any], bundle: Bundle) -> StudyArea:
    area = StudyArea.from_dict(card["area"])
    if area != bundle.area:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The model was trained in {model}, the bundle is of {bundle}.",
            "Predict from a bundle prepared for the model's study area.",
            model=list(area.bbox),
            bundle=list(bundle.area.bbox),
        )
    return area


def _road_frame(network: Network, table: EvidenceTable) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "source_fid": network.source_fid,
            "direction": np.where(network.forward, "forward", "backward"),
            "highway": network.highway,
            "name": network.name,
            "length_m": network.length_m.round(1),
            "trips": table.trips_through,
            "images": (table.locations.image >= 0).astype(np.int64),
        },
        geometry=network.lines,
        crs=GEOGRAPHIC,
    )


@torch.no_grad()
def _answers(
    model: Path,
    card: dict[str, Any],
    name: str,
    dim: int,
    table: EvidenceTable,
    progress: Progress,
) -> torch.Tensor:
    head = new_head(dim, target_from_dict(card["heads"][name]["target"]).outputs)
    load_head(model, name, head, card)
    head.to(table.device).eval()
    answers = []
    for start in range(0, len(table), CHUNK):
        progress("Predicting roads", start / len(table))
        rows = np.arange(start, min(start + CHUNK, len(table)))
        answers.append(head(table.evidence(rows, TRIPS_PER_LOCATION)).cpu())
    return torch.cat(answers)


def _add_fields(layer: gpd.GeoDataFrame, of: Task, predicted: FloatArray) -> None:
    """Write a task's predictions into its fields; :data:`~.tasks.TASKS` names them."""
    names = [field.name for field in of.fields]
    if of.kind is Kind.REGRESSION:
        layer[names[0]] = predicted[:, 0].round(3)
    elif of.kind is Kind.ORDINAL:
        best = predicted.argmax(1)
        layer[names[0]] = np.array(POPULARITY_CLASSES, dtype=object)[best]
        layer[names[1]] = best
    else:
        predicted = predicted.round(4)
        layer[names[0]] = np.array(AOI_CATEGORIES, dtype=object)[predicted.argmax(1)]
        for column, name in enumerate(names[1:]):
            layer[name] = predicted[:, column]
