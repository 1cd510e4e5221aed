"""Count the trips through chosen roads of a bundle: where else they drive, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import Code, TrajganrError
from ..layers.columns import COUNTS, ROAD, TIME_SET, Column, ColumnType
from ..layers.road_times import times_title
from ..layers.styles import Style
from ..options.option_fields import about, option, same_as
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, named
from .kind import Command, Kind
from .observe import ObserveParams
from .params import MAX_VALUES, Bundle, JobParams, given_bundle
from .result import TrafficResult

#: Values of the column ``end``, and titles of the styles of the cells.
ENDS = {"origin": "Origins, {time_set}", "destination": "Destinations, {time_set}"}


@dataclass(frozen=True, kw_only=True)
class FlowTimeSet:
    """Which trips were counted in a time set.

    Attributes:
        name: of the time set; the value of the column ``time_set``.
        trips: number of trips; 0 if fewer drivers than the minimum made them.
        rows: of the first layer, for this time set.
        withheld: rows of it with trips of too few drivers, which were not written.
    """

    name: str
    trips: int
    rows: int
    withheld: int


def drawn_first(time_sets: Iterable[FlowTimeSet]) -> list[str]:
    """The names of time sets, those with rows first: the first style is shown."""
    return [each.name for each in sorted(time_sets, key=lambda each: not each.rows)]


def shares_at_times(style: str, time_sets: Iterable[FlowTimeSet]) -> list[Style]:
    """A style of shares for each time set."""
    return [
        Style(style, times_title(name), rows={"time_set": name}) for name in drawn_first(time_sets)
    ]


@dataclass(frozen=True, kw_only=True)
class SelectLinkParams(JobParams, kind="select_link"):
    """Count the trips through chosen roads of a bundle: where else they drive, and when."""

    bundle: Bundle = given_bundle()
    through: tuple[int, ...] = field(
        metadata=about(
            title="Chosen roads",
            help="Directed segments: trips over any of these are counted. Their numbers are in the "
            "column edge of layers of the bundle's roads.",
            advanced=False,
        )
    )
    then: tuple[int, ...] = option(
        (),
        title="Roads after these",
        help="Only trips that later drive over one of these segments are counted.",
        left_open="all trips through the chosen roads",
        advanced=False,
    )
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    side: str = same_as(ObserveParams, "side")
    min_drivers: int = same_as(
        ObserveParams,
        "min_drivers",
        help="Nothing that trips of fewer drivers did is written, nor anything from which it "
        "follows by subtraction.",
    )
    cell_m: float = option(
        500.0,
        title="Side of the cells",
        help="Origins and destinations are counted in squares of this size.",
        unit="m",
        minimum=100,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, chosen in (("through", self.through), ("then", self.then)):
            if len(chosen) > MAX_VALUES:
                raise TrajganrError(
                    Code.INPUT_FIELD,
                    "{name} has {count} directed segments; the limit is {most}.",
                    "Choose fewer roads: those at the place that you ask about.",
                    name=name,
                    count=len(chosen),
                    most=MAX_VALUES,
                )


@dataclass(frozen=True, kw_only=True)
class SelectLinkResult(
    TrafficResult, kind="select_link", counts={"trips", "roads", "cells", "hours", "withheld_rows"}
):
    """Trips through chosen roads: other roads, origins and destinations, and hours, as layers.

    Attributes:
        time_sets: what was counted in each time set, in the order of the request.
    """

    FILE: ClassVar[str] = "select_link.gpkg"
    ROADS: ClassVar[str] = "roads"
    ENDS: ClassVar[str] = "ends"
    HOURS: ClassVar[str] = "hours"

    time_sets: tuple[FlowTimeSet, ...]


def _styles_of_roads(result: SelectLinkResult, names: Collection[str]) -> list[Style]:
    return shares_at_times("select_link", result.time_sets)


def _styles_of_ends(result: SelectLinkResult, names: Collection[str]) -> list[Style]:
    return [
        Style(
            "select_link_ends",
            Text(ENDS[end], time_set=times_title(name)),
            rows={"time_set": name, "end": end},
        )
        for name in drawn_first(result.time_sets)
        for end in ENDS
    ]


KIND = Kind(
    title="Select link",
    params=SelectLinkParams,
    result=SelectLinkResult,
    command=Command(
        "write where the trips through chosen roads come from and go",
        "FLOWS.gpkg",
        group="From trips alone",
        epilog="The layers are roads, where else the trips drive; ends, the cells in which they "
        "begin and end; and hours.",
    ),
    files=(
        named(
            SelectLinkResult.FILE,
            Format.GEOPACKAGE,
            Table(
                SelectLinkResult.ROADS,
                (
                    *(*ROAD, TIME_SET, *COUNTS),
                    Column("chosen", "Chosen road: through, or then", type=ColumnType.TEXT),
                ),
                styles=_styles_of_roads,
                output="OUTPUT",
                title="Trips through the chosen roads",
                help="The share of these trips on each direction of each road.",
                geometry="lines",
            ),
            Table(
                SelectLinkResult.ENDS,
                (
                    *(TIME_SET, *COUNTS),
                    Column("end", "Origin or destination", type=ColumnType.TEXT),
                ),
                styles=_styles_of_ends,
                output="ENDS",
                title="Origins and destinations",
                help="The cells in which these trips begin and end.",
                geometry="polygons",
            ),
            Table(
                SelectLinkResult.HOURS,
                (
                    *(TIME_SET, *COUNTS),
                    Column("day", "Weekday or weekend", type=ColumnType.TEXT),
                    Column("hour", "Hour of the day, local time"),
                    Column(
                        "trips_per_day",
                        "Trips per weekday, or per day of weekends",
                        meaning="Trips ÷ days with trips.",
                    ),
                ),
                output="HOURS",
                title="Hours of the trips",
                help="A table of the hours at which these trips enter the chosen roads.",
            ),
        ),
    ),
    cost=Cost(SEGMENTS, Line(1.2, 1.0e-4), Line(2.5e8, 1.2e4), Line(2.0e5, 150.0), of_segments),
    sums="trips on roads",
    algorithm=Algorithm(
        "selectlink",
        "Select link",
        "Where the trips through chosen roads drive, begin and end, and at which hours",
        ("bundle", "flows", "routes", "origin", "destination", "through traffic"),
        "model",
        "results.md#select-link",
        picture=("bundle + place: a road", "alike: their trips"),
        counts=(
            Count("TRIP_COUNT", "Trips through the chosen roads", "trips"),
            Count("ROADS", "Rows of roads"),
            Count("WITHHELD_ROWS", "Rows of too few drivers, not written"),
        ),
    ),
    awaited="always",
)
