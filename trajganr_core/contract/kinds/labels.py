"""Write the labels of a bundle's roads as a layer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from ..layers.columns import ROAD, Column
from ..layers.styles import Style
from ..options.data_config import SPEED_UNITS
from ..options.option_fields import option
from ..tasks import AOI_CATEGORIES, TASKS
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, named
from .kind import Command, Kind
from .params import Bundle, JobParams, given_bundle
from .result import FilesResult

#: The column of speeds in each unit.
SPEED_LABELS = {
    "km/h": Column("speed_kmh", "Speed", "km/h"),
    "m/s": Column("speed_ms", "Speed", "m/s"),
    "mph": Column("speed_mph", "Speed", "mph"),
    "knots": Column("speed_knots", "Speed", "knots"),
}
LABELS = (
    *ROAD,
    *SPEED_LABELS.values(),
    Column("speed_passes", "Passes behind the speed"),
    Column("trip_count", "Trips", meaning="Label trips over the segment."),
    *(Column(f"aoi_{category}", f"Share of {category} places") for category in AOI_CATEGORIES),
    Column("poi_count", "Places around"),
    Column("braking_per_km", "Hard braking", "events per vehicle-km"),
    Column("braking_events", "Hard-braking events"),
    Column("braking_km", "Distance driven with measured speed", "vehicle-km"),
    Column("braking_passes", "Passes behind the braking rate"),
    Column("slowdown_mps2", "Slow-down intensity", "m/s²"),
    Column("slowdown_km", "Distance behind the slow-down intensity", "vehicle-km"),
    Column("slowdown_passes", "Passes behind the slow-down intensity"),
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


def _styles(result: LabelsResult, names: Collection[str]) -> list[Style]:
    """The style of predicted speeds, with labels converted to km/h."""
    return [
        Style(
            "speed",
            "TrajGANR",
            f'("{column.name}" * {SPEED_UNITS[unit]})',
            unknown="no label",
            legend=Text("Labels of speed, km/h"),
        )
        for unit, column in SPEED_LABELS.items()
        if column.name in names
    ]


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
                styles=_styles,
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
        picture=("bundle", "predicted: observed"),
        counts=tuple(
            Count(f"{task.id}_roads".upper(), f"Labelled segments: {task.title}", task.id)
            for task in TASKS.values()
        ),
    ),
    awaited="always",
)
