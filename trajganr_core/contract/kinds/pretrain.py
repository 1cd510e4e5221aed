"""Train the encoders on bundles, without labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Code, TrajganrError
from ..options.option_fields import option, same_as
from ..options.training_config import EPOCHS, PretrainConfig
from .algorithm import Algorithm, OptionsOf
from .cost import Cost, Inputs, JobSize, Line
from .kind import Command, Kind
from .params import Bundle, File, JobParams, given_bundle
from .result import Id, JobResult

#: Learning times of the week after a pretraining takes as long as so many epochs of full size.
ROAD_EPOCHS = 4


@dataclass(frozen=True, kw_only=True)
class PretrainParams(PretrainConfig, JobParams, kind="pretrain", makes="model"):
    """Train the encoders on bundles, without labels; the base class has the options."""

    bundle: Bundle = given_bundle()
    further_bundles: tuple[Bundle, ...] = given_bundle(
        "further study areas to train on; each keeps its own frame",
        "Comma-separated ids; the dock lists them. The model also learns from these cities, so "
        "that it can be fine-tuned in a new one.",
        title="Bundles of further study areas",
        is_advanced=True,
        default=(),
    )
    weights: File = same_as(PretrainConfig, "weights")
    processes: int = option(
        1,
        title="Processes that train together",
        help="Each uses its own GPU if the worker has GPUs.",
        group="training",
        minimum=1,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        bundles = (self.bundle, *self.further_bundles)
        if len(set(bundles)) < len(bundles):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "A bundle is named twice: {bundles}.",
                "Name each bundle once.",
                bundles=", ".join(bundles),
            )


@dataclass(frozen=True, kw_only=True)
class PretrainResult(JobResult, kind="pretrain"):
    """A model.

    Attributes:
        model: its id; the worker that runs the job sets it.
        figures: of the epoch that was kept.
    """

    model: Id | None = None
    figures: Mapping[str, float | None]


def _road_work(params: Any, inputs: Inputs) -> float:
    """Work of learning times of the week, of which the first bundle has the trips."""
    if not params.of_preset.road_function:
        return 0.0
    return ROAD_EPOCHS * inputs.counts(params.bundle).trips


def _pretraining(params: Any, inputs: Inputs) -> JobSize:
    """Trips times passes over them; the transformer's cost grows with the square of its width.

    Learning times of the week comes on top.
    """
    bundles = (params.bundle, *params.further_bundles)
    trips = sum(inputs.counts(bundle).trips for bundle in bundles)
    epochs = EPOCHS if params.epochs is None else params.epochs
    work = trips * epochs * (params.dimension / 256) ** 2 * params.layers / 4
    return JobSize(trips, work + _road_work(params, inputs))


KIND = Kind(
    title="Pretrain",
    params=PretrainParams,
    result=PretrainResult,
    command=Command(
        "train the encoders on bundles, without labels",
        "MODEL",
        group="Models",
        epilog="Repeat the command to continue an interrupted training. Until MODEL is complete, "
        "its checkpoint is in the folder .MODEL.checkpoint beside it.",
        shared=("name", "seed"),
    ),
    cost=Cost("trips", Line(4.9, 2.7e-3), Line(1.3e9, 1.2e5), Line(1.4e7, 0.0), _pretraining),
    algorithm=Algorithm(
        "pretrain",
        "Pretrain model",
        "Trains the encoders on a bundle, without labels",
        ("machine learning", "deep learning", "training", "embedding", "gpu"),
        "model",
        "user_guide.md#pretrain",
        picture=("bundle", "model"),
        fields=(
            *("bundle", "preset", "further_bundles", "epochs", "budget", "name"),
            *map(OptionsOf, ("model", "switches of the preset", "training", "")),
        ),
        proposed_name="Pretrained model",
    ),
    stages={
        "Loading the street-view backbone": 5,
        "Reading street views": 25,
        "Pretraining": 65,
        "Learning times of the week": 5,
    },
)
