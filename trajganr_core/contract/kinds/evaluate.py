"""Measure a fine-tuned model on held-out roads, or on all labelled roads of another bundle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ..layers.columns import ROAD, SUPPORT, Column, ColumnType, phrase
from ..layers.styles import Style
from ..options.option_fields import same_as
from ..options.training_config import PretrainConfig
from ..records.agreement import Agreement
from ..tasks import AOI_CATEGORIES, TASKS, Task
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, named
from .kind import Command, Kind
from .params import Bundle, JobParams, Model, given, given_bundle
from .predict import PredictParams
from .result import FilesResult, Groups, Metrics

#: Ends of the columns of an evaluation, and what they add to a prediction's name.
COMPARED = {
    "_true": "{name}, label",
    "_predicted": "{name}, predicted",
    "_residual": "{name}, label minus prediction",
}


def _compared(task: Task) -> Iterator[Column]:
    """The columns of a task: of its main prediction, and of each share."""
    shares = {f"aoi_{category}" for category in AOI_CATEGORIES}
    for column in task.fields:
        if column is task.fields[0] or column.name in shares:
            for end, template in COMPARED.items():
                alias = Text(template, name=phrase(column.alias))
                type = ColumnType.NUMBER if end == "_residual" else column.type
                yield Column(f"{column.name}{end}", alias, column.unit, type)


@dataclass(frozen=True, kw_only=True)
class EvaluateParams(JobParams, kind="evaluate"):
    """Measure a fine-tuned model on held-out roads, or on all labelled roads of another bundle."""

    model: Model = given(
        "output of finetune",
        positional=True,
        title="Model ID",
        help="The output of 'Fine-tune model'; the dock lists it too.",
    )
    bundle: Bundle | None = given_bundle(
        "labels",
        "Provides the labels. If empty: the held-out roads of the bundle of fine-tuning.",
        default=None,
        absent="the fine-tuning bundle",
        positional=False,
    )
    tasks: tuple[str, ...] = same_as(PredictParams, "tasks")
    device: str = same_as(PretrainConfig, "device")


@dataclass(frozen=True, kw_only=True)
class EvaluateResult(FilesResult, kind="evaluate", counts={"roads"}):
    """Metrics and residuals; ``counts`` are the ``roads`` and those of each task.

    Attributes:
        on: the evaluated roads, :attr:`HELD_OUT` or :attr:`OTHER_BUNDLE`.
        metrics: of each task, by name.
        groups: errors and intervals of each task, by group of roads.
        driving_side: where each direction is drawn.
        agreement: of each task, numbers of roads by label and prediction.
    """

    REPORT: ClassVar[str] = "evaluation.json"
    FILE: ClassVar[str] = "evaluation.gpkg"
    LAYER: ClassVar[str] = "roads"
    HELD_OUT: ClassVar[str] = "held-out roads"
    OTHER_BUNDLE: ClassVar[str] = "all labelled roads of another bundle"

    on: str
    metrics: Metrics
    groups: Groups
    driving_side: str
    agreement: Mapping[str, Agreement] = field(default_factory=dict)


def _styles(result: EvaluateResult, names: Collection[str]) -> list[Style]:
    """A style of the residuals of each evaluated task."""
    return [
        Style(f"{task.id}_residual", Text("{task}: residual", task=Text(task.title)))
        for task in TASKS.values()
        if f"{task.fields[0].name}_true" in names
    ]


KIND = Kind(
    title="Evaluate",
    params=EvaluateParams,
    result=EvaluateResult,
    command=Command(
        "measure a fine-tuned model, and map its errors",
        "FOLDER",
        "the folder to make, with evaluation.json and evaluation.gpkg",
        group="Models",
        epilog="On the fine-tuning bundle, the metrics are those of the held-out roads; on another"
        " bundle of the same area, those of all its labelled roads.",
        holds=(EvaluateResult.REPORT, EvaluateResult.FILE),
    ),
    files=(
        named(EvaluateResult.REPORT, Format.JSON),
        named(
            EvaluateResult.FILE,
            Format.GEOPACKAGE,
            Table(
                EvaluateResult.LAYER,
                (
                    *ROAD,
                    *SUPPORT,
                    *(column for task in TASKS.values() for column in _compared(task)),
                ),
                styles=_styles,
                geometry="lines",
            ),
            output="OUTPUT",
            title="Residuals",
            help="A GeoPackage with a style for each task: the label minus the prediction.",
        ),
    ),
    cost=Cost(SEGMENTS, Line(4.1, 1.1e-3), Line(8.5e8, 2.6e4), Line(1.1e5, 30.0), of_segments),
    algorithm=Algorithm(
        "evaluate",
        "Evaluate model",
        "Compares a fine-tuned model with labels",
        (
            *("accuracy", "error", "residual", "metrics", "validation", "machine learning"),
            "baseline",
        ),
        "model",
        "results.md#evaluation",
        picture=("tuned: model + bundle: labels", "residuals"),
        fields=("model", "bundle", "tasks", "name", "device"),
        counts=(Count("ROAD_COUNT", "Number of directed segments", "roads"),),
        result="Evaluation",
        predicts=True,
        learns=True,
    ),
    awaited="if short",
)
