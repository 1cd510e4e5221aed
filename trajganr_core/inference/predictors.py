"""Predictors of location features: a model's task heads, and its embedding."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import torch
from torch import Tensor

from ..contract.errors import Code, TrajganrError
from ..contract.records.model_card import ModelCard
from ..contract.tasks import BASES, FAR, NOTHING_NEARBY, Task, task
from ..data.bundle import title_of
from ..evaluation.conformal import Conformal
from ..features.location_features import LocationFeatureTable
from ..features.prediction_loop import BATCH, Predictor, predict
from ..model.card_limits import reading_card
from ..model.heads import embedding
from ..model.model_folder import load_head
from ..model.targets import Target, target_from_dict
from ..model.task_head import TaskHead, blank_head
from ..model.trajganr import TrajGANR
from ..utils.arrays import FloatArray, TextArray
from ..utils.progress import Progress, silent

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class LoadedHead(Predictor):
    """A task's head, with the content of its entry in the card.

    Attributes:
        task: what it predicts.
        target: the meaning of its outputs.
        conformal: its prediction intervals.
    """

    module: TaskHead
    task: Task
    target: Target
    conformal: Conformal


def embedder(encoders: TrajGANR, card: ModelCard) -> Predictor:
    """The embedding of places as one vector; see :func:`~..model.heads.embedding`.

    It uses as many trips of a place as the model's preset, whatever heads the model has.
    """
    config = encoders.config
    trips = card.finetune_defaults.trips_per_location
    return Predictor(module=partial(embedding, config=config), trips=trips)


def chosen_heads(model: Path, card: ModelCard, tasks: Sequence[str]) -> list[str]:
    """Ids of the requested tasks; where none is named, of all tasks with a head.

    Raises:
        TrajganrError: ``MODEL.MISSING`` when it has no head for one of them, or none at all.
    """
    chosen = [task(name).id for name in tasks] or list(card.heads)
    missing = [name for name in chosen if name not in card.heads]
    if missing or not chosen:
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The model {name!r} has no head for {missing}.",
            "Fine-tune it on the task first.",
            name=title_of(card.name, model),
            missing=", ".join(missing) or "any task",
        )
    return chosen


def load_heads(
    model: Path, card: ModelCard, chosen: Sequence[str], encoders: TrajGANR
) -> list[LoadedHead]:
    """Heads of a model on its encoders' device, in evaluation mode.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``.
    """
    heads = []
    for name in chosen:
        entry = card.heads[name]
        with reading_card(str(model)):
            module = blank_head(encoders.config, name, entry)
            load_head(model, name, module, entry)
            head = LoadedHead(
                module=module.to(next(encoders.parameters()).device).eval(),
                trips=entry.trips_per_location,
                segment_context=entry.trees is not None,
                task=task(name),
                target=target_from_dict(entry.target),
                conformal=Conformal.of_card(entry.intervals),
            )
        if head.conformal.note:
            log.warning("%s: %s", head.task.title, head.conformal.note)
        heads.append(head)
    return heads


def answers_of(
    predictors: Sequence[Predictor],
    table: LocationFeatureTable,
    stage: str,
    progress: Progress = silent,
) -> list[Tensor]:
    """Each predictor's answers ``(n, outputs)`` at all rows of a table, on the CPU.

    Roads with similar numbers of trips are computed together. Half of a city's roads have none, and
    would otherwise be padded to those that have most.

    Args:
        table: with segment features where a predictor uses them.
    """
    order = np.argsort(table.counts, kind="stable")
    batches = np.split(order, range(BATCH, len(order), BATCH))
    back = torch.from_numpy(np.argsort(order))
    return [raw[back] for raw in predict(predictors, table.at, batches, stage, progress)]


def input_counts(layer: gpd.GeoDataFrame) -> dict[str, int]:
    """How many rows of a layer have trips, and images.

    Args:
        layer: with columns of :func:`~..features.road_groups.basis_columns`.
    """
    return {f"with_{name}": int((layer[name] > 0).sum()) for name in ("trips", "images")}


def cautions(xy: FloatArray, basis: TextArray, heads: Sequence[LoadedHead]) -> TextArray:
    """Reasons to trust the predictions of roads at ``xy`` ``(n, 2)``, local metres, less; or empty.

    A road is far when it is beyond a distance of :data:`FAR` of every road that some task was
    trained on.
    """
    nothing = np.where(basis == BASES[0], NOTHING_NEARBY, "")
    far_m = np.max([np.zeros(len(xy)), *(head.module.distance(xy) for head in heads)], axis=0)
    far = np.array(["", *FAR.values()])[np.searchsorted(1000 * np.array([*FAR]), far_m)]
    found = ("; ".join(filter(None, both)) for both in zip(nothing, far, strict=True))
    return np.array([*found], dtype=object)
