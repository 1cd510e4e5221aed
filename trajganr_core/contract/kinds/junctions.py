"""Measure where trips lose time: the movements through the junctions of a bundle, as layers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import ClassVar

from ..layers.columns import (
    COUNTS,
    HOURS_LOST,
    TIME_SET,
    VEHICLES_HOUR,
    Column,
    ColumnType,
    with_interval,
)
from ..layers.road_times import times_title
from ..layers.styles import Style
from ..options.choices import VECTOR_SUFFIXES
from ..options.option_fields import same_as
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .embed import EmbedParams
from .files import Table, layer_in_each_format
from .kind import OF_TRIPS, Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, given, given_bundle, given_counts
from .result import TrafficResult

WHOLE, TEXT = ColumnType.WHOLE, ColumnType.TEXT
*_, VEHICLES = COUNTS
#: Values of the column ``source``.
OBSERVED, PREDICTED = "observed", "predicted"
#: Values of the column ``kind`` of junctions.
SIGNAL, ROUNDABOUT, OTHER = "signal", "roundabout", "other"
JUNCTION = Column(
    "junction",
    "Junction",
    type=WHOLE,
    meaning="Smallest number of its nodes: from_node and to_node of roads.",
)
DELAY = with_interval(
    Column("delay_s", "Control delay", "s", meaning="Mean of what is lost beside free flow.")
)
LEVEL = Column(
    "level_of_service",
    "Level of service",
    type=TEXT,
    meaning="A to F of the delay, by the thresholds of the Highway Capacity Manual.",
)
#: Of all vehicles, where counts were given.
VOLUMES = (VEHICLES_HOUR[0], HOURS_LOST)
#: Of a row in the layer of junctions.
JUNCTIONS = (
    JUNCTION,
    Column("name", "Name", type=TEXT, meaning="Of the busiest streets that meet."),
    Column("kind", "Kind of junction", type=TEXT, meaning="roundabout, signal or other."),
    Column("signals", "Traffic signals", type=ColumnType.FLAG, meaning="Also at roundabouts."),
    Column("arms", "Arms", type=WHOLE),
    TIME_SET,
    Column("movements", "Movements", type=WHOLE, meaning="Observed ones that are written."),
    Column("passes", "Passes", type=WHOLE, meaning="Of these movements."),
    VEHICLES,
    *DELAY,
    LEVEL,
    Column("worst_level", "Worst level of service of a movement", type=TEXT),
    Column("worst_movement", "Movement of the worst level", type=TEXT),
    *VOLUMES,
    Column("rank", "Rank by hours lost", type=WHOLE, meaning="At these times. Only with counts."),
)
#: Of a row in the layer of movements.
MOVEMENTS = (
    JUNCTION,
    Column("junction_name", "Name of the junction", type=TEXT),
    TIME_SET,
    Column("from_name", "Street of the approach", type=TEXT),
    Column("to_name", "Street of the exit", type=TEXT),
    Column("turn", "Turn", type=TEXT, meaning="left, through, right or u_turn."),
    Column("from_edge", "Directed segment of the approach", type=WHOLE),
    Column("to_edge", "Directed segment of the exit", type=WHOLE),
    Column("approach_heading", "Direction of the approach", "°", meaning="Away, from north."),
    Column("exit_heading", "Direction of the exit", "°", meaning="Away, from north."),
    Column("source", "Observed or predicted", type=TEXT, meaning="observed or predicted."),
    Column("passes", "Passes", type=WHOLE, meaning="Empty if predicted, as all of trips."),
    VEHICLES,
    Column("share", "Share of the approach, 0 to 1", meaning="Of its movements that are written."),
    *DELAY,
    Column(
        "before_m",
        "Delay is measured from, before the junction",
        "m",
        meaning="Less than 100 where the next junction is near.",
    ),
    Column("after_m", "Delay is measured to, after the junction", "m"),
    Column("delay_p50_s", "Control delay, median", "s"),
    Column("delay_p95_s", "Control delay, 95th percentile", "s"),
    Column("delayed_share", "Share delayed, 0 to 1", meaning="By more than 10 s."),
    LEVEL,
    *VOLUMES,
)


@dataclass(frozen=True, kw_only=True)
class JunctionsParams(JobParams, kind="junctions"):
    """Measure where trips lose time: the movements through the junctions of a bundle."""

    bundle: Bundle = given_bundle()
    corrections: File | None = given(
        "layer of points or polygons that correct junctions",
        default=None,
        title="Corrections",
        help="A polygon makes one junction of the nodes in it. A point with 'apart' in its field "
        "junction parts the nearest one. The field signal of both says yes or no.",
        layer="corrections",
        is_left_empty=True,
        is_advanced=True,
    )
    counts: File | None = given_counts()
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    side: str = same_as(ObserveParams, "side")
    min_drivers: int = same_as(ObserveParams, "min_drivers")
    format: str = same_as(
        EmbedParams,
        "format",
        help="GeoPackage has both layers, the others have the movements.",
    )


@dataclass(frozen=True, kw_only=True)
class JunctionTimeSet:
    """What was observed in a time set.

    Attributes:
        name: of the time set; the value of the column ``time_set``.
        passes: through movements that are written.
        movements: observed ones in the layer.
        withheld: movements that too few drivers made, which are not written as observed.
    """

    name: str
    passes: int
    movements: int
    withheld: int


@dataclass(frozen=True, kw_only=True)
class JunctionsResult(
    TrafficResult,
    kind="junctions",
    counts={"junctions", "movements", "predicted", "passes", "withheld_rows"},
):
    """Junctions as points and their movements as arrows, a row for each and each time set.

    Attributes:
        time_sets: what was observed in each time set, in the order of the request.
    """

    STEM: ClassVar[str] = "junctions"
    JUNCTIONS: ClassVar[str] = "junctions"
    MOVEMENTS: ClassVar[str] = "movements"

    time_sets: tuple[JunctionTimeSet, ...]


def _styles(
    style: str, legend: Callable[[str], Text]
) -> Callable[[JunctionsResult, Collection[str]], list[Style]]:
    """A style for each time set, those with rows first; hours lost, where known, before delays."""

    def styles(result: JunctionsResult, names: Collection[str]) -> list[Style]:
        sets = sorted(result.time_sets, key=lambda each: not each.movements)
        found = [
            Style(style, title, rows={TIME_SET.name: each.name}, legend=legend(title))
            for each in sets
            for title in [times_title(each.name)]
        ]
        if HOURS_LOST.name not in names:
            return found
        hours = [
            replace(
                each,
                id=f"{style}_hours",
                title=Text("Hours lost, {times}", times=each.title),
                legend=Text("Hours lost by all vehicles a day, {times}", times=each.title),
            )
            for each in found
        ]
        return [*hours, *found]

    return styles


KIND = Kind(
    title="Junctions",
    params=JunctionsParams,
    result=JunctionsResult,
    command=Command(
        "write delays and turns at junctions at times of the week",
        "JUNCTIONS.gpkg",
        group=OF_TRIPS,
        shared=("seed",),
        endings=tuple(VECTOR_SUFFIXES.values()),
    ),
    files=tuple(
        layer_in_each_format(
            JunctionsResult.STEM,
            Table(
                JunctionsResult.MOVEMENTS,
                MOVEMENTS,
                styles=_styles(
                    "movements", lambda times: Text("Control delay, {times}", times=times)
                ),
                output="MOVEMENTS",
                title="Movements",
                help="An arrow for each way through a junction and each time of the week.",
                geometry="lines",
            ),
            Table(
                JunctionsResult.JUNCTIONS,
                JUNCTIONS,
                styles=_styles(
                    "junctions", lambda times: Text("Level of service, {times}", times=times)
                ),
                output="OUTPUT",
                title="Junctions",
                help="A point for each junction and each time of the week.",
                geometry="points",
            ),
        )
    ),
    cost=Cost(SEGMENTS, Line(2.5, 1.8e-4), Line(5.0e8, 2.7e4), Line(2.0e5, 1.3e3), of_segments),
    sums="passes",
    algorithm=Algorithm(
        "junctions",
        "Junctions",
        "Where trips lose time at junctions: delay, turns and level of service of each movement",
        ("bundle", "intersection", "turn", "control delay", "level of service", "HCM", "queue"),
        "model",
        "results.md#junctions",
        picture=("bundle + page 7:00: times", "crossing: junctions"),
        fields=(*("bundle", "corrections", "counts", "time_sets", "side", "min_drivers", "seed"),),
        counts=(
            Count("JUNCTION_COUNT", "Rows of junctions", "junctions"),
            Count("MOVEMENT_COUNT", "Rows of observed movements", "movements"),
            Count("PREDICTED", "Rows of predicted movements"),
            Count("PASSES", "Passes"),
            Count("WITHHELD_ROWS", "Rows of too few drivers, not written"),
        ),
    ),
    awaited="always",
)
