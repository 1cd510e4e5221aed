"""Prediction: every road of a layer, from the trips and images that a bundle has of it."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import torch

from .context import segment_context
from .data.bundle import Bundle
from .data.roads.network import Network
from .data.roads.reading import read_roads
from .data.roads.source import source_attributes
from .errors import Code, TrajganrError
from .evaluation.conformal import Conformal
from .evidence import EvidenceTable, bundle_features, input_trips
from .geo import GEOGRAPHIC
from .locations import edge_locations, locations_on
from .model.heads import Evidence
from .model.trajganr import TrajGANR
from .progress import Progress, silent
from .road_layer import fields_of, write_road_layer
from .tasks import Task, task
from .training.checkpoint import area_of, load_encoders, load_head, read_card
from .training.device import resolve_device
from .training.targets import Target, target_from_dict
from .training.task_head import TaskHead, blank_head

__all__ = ["predict_roads"]

log = logging.getLogger(__name__)

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

CHUNK = 1024
#: A road farther than this from every road learned from lies outside the training area: it is the
#: side of the blocks by which the spatial split holds roads out (ours).
FAR_M = 500.0
#: What a prediction rests on: neither trips nor an image, trips, an image, both.
BASES = ("place only", "trips", "image", "trips and image")


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
        roads: a line layer, understood as the bundle's roads were, whose fields the predicted
            segments keep; the bundle's own roads where absent.
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
    area = area_of(card, bundle)
    torch_device = resolve_device(device)
    encoders, _ = load_encoders(model, torch_device)
    heads = _load_heads(model, card, chosen, encoders)
    if roads is None:
        network = bundle.network
        locations = edge_locations(bundle, np.arange(len(network)))
    else:
        network = read_roads(roads, area, bundle.road_options)
        locations = locations_on(bundle, network)
    tokens = input_trips(bundle, area)
    needs_context = any(head.segment_context for head in heads)
    table = EvidenceTable(
        encoders,
        area,
        tokens,
        locations,
        bundle_features(model, card, bundle, torch_device, progress),
        per_location=max(head.trips for head in heads),
        seed=card["seed"],
        context=segment_context(bundle.network, tokens.hops) if needs_context else None,
    )
    table.precompute(progress)
    columns = _road_columns(network, table, encoders)
    columns["caution"] = _caution(area.to_local(*locations.lon_lat.T), columns["basis"], heads)
    for head, answers in zip(heads, _answers(heads, table, progress), strict=True):
        predicted = head.target.decode(answers)
        columns |= fields_of(head.task, predicted, head.conformal.radius(table.trips_through))
    layer = gpd.GeoDataFrame(columns, geometry=network.lines, crs=GEOGRAPHIC)
    if roads is not None:
        taken = [*columns, "fid", layer.geometry.name]
        layer = layer.join(source_attributes(roads, network.source_fid, bundle.road_options, taken))
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


@dataclass(frozen=True)
class _LoadedHead:
    """A head with what its entry in the card says about it."""

    task: Task
    module: TaskHead
    target: Target
    conformal: Conformal
    trips: int
    segment_context: bool


def _load_heads(
    model: Path, card: dict[str, Any], chosen: Sequence[str], encoders: TrajGANR
) -> list[_LoadedHead]:
    heads = []
    for name in chosen:
        description = card["heads"][name]
        module = blank_head(encoders.config, description)
        load_head(model, name, module, card)
        conformal = Conformal.from_dict(description["intervals"])
        if conformal.note:
            log.warning("%s: %s", task(name).title, conformal.note)
        heads.append(
            _LoadedHead(
                task(name),
                module.to(next(encoders.parameters()).device).eval(),
                target_from_dict(description["target"]),
                conformal,
                description["trips_per_location"],
                description["segment_context"],
            )
        )
    return heads


@torch.no_grad()
def _answers(
    heads: Sequence[_LoadedHead], table: EvidenceTable, progress: Progress
) -> list[torch.Tensor]:
    """Each head's answers to all rows; heads that look alike share the evidence.

    Roads with about as many trips are answered together: half of a city's roads have none, and
    would otherwise be padded to those that have most.
    """
    order = np.argsort(table.counts, kind="stable")
    answers: list[list[torch.Tensor]] = [[] for _ in heads]
    for start in range(0, len(order), CHUNK):
        progress("Predicting roads", start / len(order))
        rows = order[start : start + CHUNK]
        seen: dict[int, Evidence] = {}
        for head, parts in zip(heads, answers, strict=True):
            if head.trips not in seen:
                seen[head.trips] = table.evidence(table.select(rows, head.trips))
            evidence = seen[head.trips]
            if not head.segment_context:
                nothing = evidence.segment[:, :0]
                evidence = dataclasses.replace(evidence, segment=nothing, traffic=nothing)
            parts.append(head.module(evidence).float().cpu())
    back = torch.from_numpy(np.argsort(order))
    return [torch.cat(parts)[back] for parts in answers]


def _road_columns(network: Network, table: EvidenceTable, encoders: TrajGANR) -> dict[str, Any]:
    """The columns that do not belong to a task; :data:`~.tasks.COMMON_FIELDS` names them."""
    trips, images = table.trips_through, (table.locations.image >= 0).astype(np.int64)
    by_trips = (trips > 0) & encoders.config.sees("trajectory")
    by_image = (images > 0) & encoders.config.sees("image") & (encoders.image is not None)
    return {
        "source_fid": network.source_fid,
        "direction": np.where(network.forward, "forward", "backward").astype(object),
        "highway": network.highway,
        "name": network.name,
        "length_m": network.length_m.round(1),
        "trips": trips,
        "images": images,
        "basis": np.array(BASES, dtype=object)[by_trips + 2 * by_image],
    }


def _caution(
    xy: FloatArray, basis: npt.NDArray[np.object_], heads: Sequence[_LoadedHead]
) -> npt.NDArray[np.object_]:
    """Why to trust the predictions of roads at ``xy`` ``(n, 2)``, local metres, less; or empty.

    A road is far when it lies beyond :data:`FAR_M` of every road that some task has learned from.
    """
    far_m = np.max([head.module.distance(xy) for head in heads], axis=0)
    caution = np.where(basis == BASES[0], "no trips or image nearby", "").astype(object)
    for row in np.flatnonzero(far_m > FAR_M):
        far = f"{far_m[row] / 1000:.1f} km from the nearest road learned from"
        caution[row] = "; ".join(filter(None, (caution[row], far)))
    return caution
