"""Write the labels of a bundle's roads as a layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..options.data_config import SPEED_UNITS
from ..options.option_fields import option
from ..tasks import TASKS
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import ROAD, Format, Table, named
from .kind import Command, Kind
from .params import Bundle, JobParams, given_bundle
from .result import FilesResult

__all__ = ["KIND", "LABELS", "SPEED_LABELS", "LabelsParams", "LabelsResult"]

SPEED_LABELS = ("speed_kmh", "speed_ms", "speed_mph", "speed_knots")
LABELS = (
    *ROAD,
    *SPEED_LABELS,
    "speed_passes",
    *(
        name
        for task in TASKS.values()
        for name in (*task.labels, task.support, *task.counts, *task.extras)
    ),
)


@dataclass(frozen=True, kw_only=True)
class LabelsParams(JobParams, kind="labels"):
    """Write the labels of a bundle's roads as a layer."""

    bundle: Bundle = given_bundle()
    speed_unit: str = option(
        "km/h",
        title="Unit of speed",
        help="Of the speeds in the layer.",
        choices=tuple(SPEED_UNITS),
        advanced=False,
    )


@dataclass(frozen=True, kw_only=True)
class LabelsResult(FilesResult, kind="labels"):
    """Labels as a layer; ``counts`` are the labelled roads of each task.

    Attributes:
        driving_side: where each direction is drawn.
    """

    FILE: ClassVar[str] = "labels.gpkg"
    LAYER: ClassVar[str] = "labels"

    driving_side: str


KIND = Kind(
    title="Labels",
    params=LabelsParams,
    result=LabelsResult,
    command=Command("write the labels as a road layer", "LABELS.gpkg", words=("bundle", "labels")),
    files=(
        named(
            LabelsResult.FILE,
            Format.GEOPACKAGE,
            Table(
                LabelsResult.LAYER,
                LABELS,
                output="OUTPUT",
                title="Labels of roads",
                help="Each direction of each road with its labels.",
                geometry="lines",
            ),
        ),
    ),
    cost=Cost(SEGMENTS, Line(0.6, 1.3e-5), Line(2.2e8, 3.0e3), Line(1.3e5, 150.0), of_segments),
    algorithm=Algorithm(
        "derivelabels",
        "Derive labels",
        "Creates a layer of labels: speed, popularity, surroundings, braking",
        ("bundle", "speed", "observed", "training data"),
        "model",
        "data.md#labels",
        counts=tuple(
            Count(f"{task.id}_roads".upper(), f"Labelled segments: {task.title}", task.id)
            for task in TASKS.values()
        ),
    ),
    awaited="always",
)
