"""Fit task heads on a pretrained model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..options.option_fields import same_as
from ..options.training_config import FinetuneConfig
from ..tasks import TASKS
from .algorithm import Algorithm, OptionsOf
from .cost import SEGMENTS, Cost, Inputs, JobSize, Line
from .kind import Command, Kind
from .params import Bundle, JobParams, Model, given_bundle, given_model
from .pretrain import PretrainParams
from .result import Groups, Id, JobResult, Metrics


@dataclass(frozen=True, kw_only=True)
class FinetuneParams(FinetuneConfig, JobParams, kind="finetune", makes="model"):
    """Fit task heads on a pretrained model; the base class has the options."""

    model: Model | None = given_model(
        "output of pretrain", "The output of 'Pretrain model'; the dock lists it too."
    )
    bundle: Bundle = given_bundle("labels and trips, of any study area")
    processes: int = same_as(PretrainParams, "processes")


@dataclass(frozen=True, kw_only=True)
class FinetuneResult(JobResult, kind="finetune"):
    """A model with heads.

    Attributes:
        model: its id; the worker that runs the job sets it.
        metrics: of each task on held-out roads, by name.
        groups: errors and intervals of each task on held-out roads, by group of roads.
    """

    model: Id | None = None
    metrics: Metrics
    groups: Groups


def _finetuning(params: Any, inputs: Inputs) -> JobSize:
    edges = inputs.counts(params.bundle).edges
    # The model's preset is not known before it is read: trees take as long as that many epochs.
    return JobSize(edges, edges * params.epochs * len(params.tasks or TASKS))


KIND = Kind(
    title="Fine-tune",
    params=FinetuneParams,
    result=FinetuneResult,
    command=Command(
        "train a head for each task, and measure it on held-out roads",
        "MODEL",
        group="Models",
        epilog="Repeat the command to continue an interrupted training. Until MODEL is complete, "
        "its checkpoint is in the folder .MODEL.checkpoint beside it.",
        shared=("name", "seed"),
    ),
    cost=Cost(SEGMENTS, Line(4.0, 3.2e-4), Line(8.0e8, 2.6e4), Line(1.8e7, 4.0), _finetuning),
    algorithm=Algorithm(
        "finetune",
        "Fine-tune model",
        "Trains a model for labels of your own: speed, popularity, surroundings, braking",
        ("machine learning", "deep learning", "training", "head", "gpu"),
        "model",
        "user_guide.md#fine-tune",
        picture=("model + bundle", "tuned: tasks"),
        fields=(
            *("model", "bundle", "tasks", "epochs", "name"),
            *map(OptionsOf, ("labels and held-out roads", "head", "training", "")),
        ),
        # Their labels can be derived from any trips; other tasks need places, or dense or
        # sparse fixes.
        defaults={"tasks": ["speed", "popularity"]},
        proposed_name="Fine-tuned model",
        learns=True,
    ),
    stages={"Growing trees": 100},
)
