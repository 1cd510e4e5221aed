"""Predict every road of a layer, also at times of the week."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from ..errors import Code, TrajganrError
from ..layers.predicted_columns import PREDICTED, column_at_times, road_styles
from ..layers.road_times import SEPARATOR
from ..layers.styles import Style
from ..options.option_fields import option, same_as
from ..options.training_config import PretrainConfig
from ..tasks import TASKS
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Inputs, JobSize, Line
from .files import Format, Table, named
from .junctions import JunctionsParams
from .kind import Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, Model, given, given_bundle_or_own, given_model
from .result import Counts, FilesResult

#: What a time of the week, and the hours of both kinds of days, add to a prediction: the share of
#: the time and of the output of its tasks. Measured on 16,936 segments of Porto, 30 November 2026.
TIME_SET_WORK, TIME_SET_WRITTEN = 0.15, 0.36
HOURS_WORK, HOURS_WRITTEN = 1.15, 1.5


@dataclass(frozen=True, kw_only=True)
class PredictParams(JobParams, kind="predict"):
    """Predict every road of a layer, also at times of the week."""

    model: Model | None = given_model(
        "output of pretrain or finetune",
        "The output of 'Fine-tune model', for the tasks that it was fine-tuned for, or of "
        "'Pretrain model'; the dock lists it too.",
    )
    roads: File | None = given(
        "line layer",
        default=None,
        absent="the bundle's own roads",
        title="Roads",
        help="If empty: the roads of the bundle.",
        layer="roads",
        is_left_empty=True,
        is_in_area=True,
    )
    bundle: Bundle | None = given_bundle_or_own(
        "input trips and pictures", "Provides trips and street views."
    )
    tasks: tuple[str, ...] = option(
        (),
        title="Tasks",
        help="Only tasks that the model was fine-tuned for.",
        choices={task.id: task.title for task in TASKS.values()},
        flag="task",
        left_open="all tasks of the model",
        advanced=False,
    )
    time_sets: tuple[str, ...] = same_as(
        ObserveParams, "time_sets", left_open="the whole week without tasks, no times beside them"
    )
    each_hour: bool = option(
        False,
        title="Each hour of a weekday and of a weekend day",
        help="Adds the traffic speed at each hour, which QGIS' temporal controller can play.",
        advanced=False,
    )
    counts: File | None = same_as(JunctionsParams, "counts")
    device: str = same_as(PretrainConfig, "device")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.tasks and not self.model:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Tasks can be chosen for a fine-tuned model only: {tasks}.",
                "Leave the tasks out: the shipped model predicts speeds, expected passes and "
                "slow-down. Or fine-tune a model for them.",
                tasks=", ".join(self.tasks),
            )


@dataclass(frozen=True, kw_only=True)
class PredictResult(FilesResult, kind="predict", counts={"roads"}):
    """Predicted roads as a layer.

    Attributes:
        time_sets: names of the times of the week that were predicted.
        time_zone: IANA name of the zone of the times of the week.
        few: the tasks with few labels, whose predictions are not to be relied on.
        half_widths_kmh: half the width of the 90 % interval of the speed of a typical segment (the
            median), by ``with_trips`` and ``without_trips``; only where it was predicted.
    """

    FILE: ClassVar[str] = "roads.gpkg"
    LAYER: ClassVar[str] = "roads"

    time_sets: tuple[str, ...] = ()
    time_zone: str = ""
    few: tuple[str, ...] = ()
    half_widths_kmh: Counts = field(default_factory=dict)


def _styles(result: FilesResult, names: Collection[str]) -> list[Style]:
    # An export of many layers predicts the whole week.
    times = SEPARATOR.join(getattr(result, "time_sets", ()))
    return road_styles(names, times, getattr(result, "few", ()))


PREDICTIONS = Table(PredictResult.LAYER, PREDICTED, column_at_times, styles=_styles)


def _predicting(params: Any, inputs: Inputs) -> JobSize:
    """Segments; times of the week and hours add work, and columns to the output."""
    edges = inputs.counts(params.bundle).edges
    sets, hours = len(params.time_sets), int(params.each_hour)
    return JobSize(
        edges,
        edges * (1 + TIME_SET_WORK * sets + HOURS_WORK * hours),
        1 + TIME_SET_WRITTEN * sets + HOURS_WRITTEN * hours,
    )


KIND = Kind(
    title="Predict",
    params=PredictParams,
    result=PredictResult,
    command=Command(
        "predict every road of a layer, also at times of the week",
        "ROADS.gpkg",
        "the file to write, with its styles",
        group="Models",
        epilog="Without MODEL, the shipped model is adapted to the trips of --bundle, which takes "
        "half a minute the first time: it predicts speeds and expected passes, over the "
        "whole week or at the times of --at, and slow-down where the fixes show it. The tasks need "
        "a fine-tuned model.",
    ),
    files=(
        named(
            PredictResult.FILE,
            Format.GEOPACKAGE,
            replace(PREDICTIONS, has_own=True, geometry="lines"),
            output="OUTPUT",
            title="Predicted roads",
            help="A GeoPackage with a line for each direction of each road and a style for each "
            "task and time of the week. A temporary layer that is loaded is saved in a file; "
            "the log shows its path.",
        ),
    ),
    cost=Cost(SEGMENTS, Line(3.9, 1.0e-3), Line(8.5e8, 2.5e4), Line(1.6e5, 330.0), _predicting),
    algorithm=Algorithm(
        "predictroads",
        "Predict roads",
        "Predicts every direction of every road, with 90 % intervals",
        ("traffic", "speed", "braking", "inference", "machine learning"),
        "predict",
        "user_guide.md#predict-without-training",
        picture=("tuned: model + bundle", "predicted"),
        fields=(
            *("bundle", "model", "roads", "tasks", "time_sets", "each_hour"),
            *("counts", "name", "device"),
        ),
        counts=(Count("SEGMENTS", "Number of directed segments", "roads"),),
        result="Predicted roads",
        predicts=True,
    ),
    stages={"Embedding trips": 5, "Predicting roads": 95},
    awaited="if short",
)
