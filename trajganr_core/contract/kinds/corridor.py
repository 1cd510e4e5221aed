"""Write how long a route takes, how reliably, and where along it time is lost."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

from ..errors import Code, TrajganrError
from ..layers.columns import COUNTS, HOURS_LOST, ROAD, TIME_SET, Column, ColumnType, with_interval
from ..layers.road_times import times_title
from ..layers.styles import Style
from ..options.option_fields import option, same_as
from ..options.periods import parse_period
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .changes import ChangesParams
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, named
from .kind import OF_TRIPS, Command, Kind
from .observe import FREE_FLOW, ObserveParams
from .observe import MEASURED as OBSERVED
from .params import IF_NO_MODEL, Bundle, File, JobParams, Model, given, given_bundle, given_counts
from .result import TrafficResult

#: The statistics of travel times; each has an interval.
MEASURED = (
    Column("mean_s", "Mean travel time", "s"),
    Column("p15_s", "Travel time, 15th percentile", "s"),
    Column("p50_s", "Travel time, median", "s"),
    Column("p85_s", "Travel time, 85th percentile", "s"),
    Column("p95_s", "Travel time, 95th percentile", "s"),
    Column("travel_time_index", "Travel-time index", meaning="Mean ÷ free-flow travel time."),
    *(column for column in OBSERVED if column.name.endswith("_index")),
)
SIDE = Column(
    "side",
    "Side",
    type=ColumnType.TEXT,
    meaning="all, or before, after and change: their difference.",
)
WHEN = (
    SIDE,
    TIME_SET,
    Column("day", "Weekday or weekend", type=ColumnType.TEXT, meaning="Of an hour of the day."),
    Column("hour", "Hour of the day, local time", type=ColumnType.WHOLE),
)
STRETCH = (
    Column("from_m", "From, metres along the route", "m"),
    Column("to_m", "To, metres along the route", "m"),
)
DRIVEN = (
    OBSERVED[0],
    Column(FREE_FLOW, "Free-flow speed", "km/h", meaning="That few exceed on such segments."),
    Column("delay_s", "Delay of a trip", "s", meaning="Mean seconds less those at free flow."),
)
COUNTED = (
    Column(
        "traversals", "Traversals", type=ColumnType.WHOLE, meaning="Trips that stay on the route."
    ),
    COUNTS[-1],
)


@dataclass(frozen=True, kw_only=True)
class CorridorParams(JobParams, kind="corridor"):
    """Write how long a route takes, how reliably, and where along it time is lost."""

    bundle: Bundle = given_bundle()
    route: File = given(
        "a line along roads, points from the first to the last, or segments with edge",
        positional=True,
        metavar="ROUTE",
        title="Route",
        help="A line, which is followed along the roads; points, between which the fastest way is "
        "taken; or features of a layer of the bundle's roads.",
        layer="route",
        is_in_area=True,
    )
    counts: File | None = given_counts()
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    after: Bundle | None = given_bundle(
        "the trips after, on the same roads",
        help="For a comparison: the trips after. If empty: the same bundle.",
        title="Bundle ID of the side after",
        default=None,
        absent="the same bundle",
        positional=False,
    )
    period: str = same_as(ChangesParams, "period")
    period_after: str = same_as(
        ChangesParams, "period_after", left_open="no comparison, unless there is a bundle after"
    )
    with_predicted: bool = option(
        False,
        title="Predicted travel times",
        help="Also what the model expects, at these times and each hour. Without a model, the "
        "shipped one is adapted to the bundle first, once, for up to half a minute.",
        flag="predicted",
        advanced=False,
    )
    model: Model | None = given(
        "output of pretrain, for predicted travel times",
        title="Model ID",
        help="For predicted travel times: a model that has learned times of the week.",
        if_empty=IF_NO_MODEL,
        default=None,
        absent="the shipped model, adapted to the bundle",
        is_advanced=True,
    )
    side: str = same_as(ObserveParams, "side", advanced=True)
    min_drivers: int = same_as(ObserveParams, "min_drivers")
    bottleneck_share: float = option(
        0.65,
        title="Bottlenecks below this share of the free-flow speed",
        help="Stretches where trips are slower on average are bottlenecks.",
        above=0,
        below=1,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        periods = [parse_period(text) for text in (self.period, self.period_after)]
        if self.period_after and periods[0] == periods[1] and self.after in (None, self.bundle):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Both sides are the same trips at the same times.",
                "Choose another bundle or other days for the side after.",
            )

    @property
    def are_compared(self) -> bool:
        """Whether there are two sides."""
        return bool(self.period_after) or self.after not in (None, self.bundle)


@dataclass(frozen=True, kw_only=True)
class CorridorResult(
    TrafficResult,
    kind="corridor",
    counts={"segments", "metres", "traversals", "rows", "bottlenecks"},
):
    """Travel times of a route, its profile and its bottlenecks, as layers.

    Attributes:
        sides: ``all``, or ``before`` and ``after``.
        time_sets: names of the asked ones.
        openlr: the OpenLR reference of the route; empty if it has none.
    """

    FILE: ClassVar[str] = "corridor.gpkg"
    PICTURE: ClassVar[str] = "time_space.png"
    CORRIDOR: ClassVar[str] = "corridor"
    BOTTLENECKS: ClassVar[str] = "bottlenecks"
    TIMES: ClassVar[str] = "travel_times"
    PROFILE: ClassVar[str] = "profile"

    sides: tuple[str, ...] = ("all",)
    time_sets: tuple[str, ...] = ()
    openlr: str = ""


def _drawn(id: str) -> Callable[[CorridorResult, Collection[str]], list[Style]]:
    """A style for each time set and side."""

    def styles(result: CorridorResult, names: Collection[str]) -> list[Style]:
        # Where counts were given, bottlenecks are of all vehicles.
        drawn = f"{id}_hours" if f"{id}_hours" in LEGENDS and HOURS_LOST.name in names else id
        found = []
        for time_set in result.time_sets:
            for side in result.sides:
                times = times_title(time_set)
                title = times if side == "all" else Text(SIDES[side], times=times)
                rows = {TIME_SET.name: time_set, SIDE.name: side}
                legend = Text(LEGENDS[drawn], times=title)
                found.append(Style(drawn, title, rows=rows, unknown="no passes", legend=legend))
        return found

    return styles


#: What styles draw.
LEGENDS = {
    "speed": "Observed speed, km/h, {times}",
    "bottlenecks": "Delay of a trip, {times}",
    "bottlenecks_hours": "Hours lost by all vehicles a day, {times}",
}
#: Titles of styles of a side.
SIDES = {"before": "Before, {times}", "after": "After, {times}"}

KIND = Kind(
    title="Corridor",
    params=CorridorParams,
    result=CorridorResult,
    command=Command(
        "write travel times along a route, and its bottlenecks",
        "CORRIDOR",
        group=OF_TRIPS,
        epilog="The folder gets corridor.gpkg, with the layers corridor, bottlenecks, travel_times "
        "and profile, and the picture time_space.png. A ROUTE is a layer of one line, of points or "
        "of segments with the column edge; or a CSV with lon and lat, or with edge.",
        holds=(CorridorResult.FILE,),
        shared=("seed",),
    ),
    files=(
        named(
            CorridorResult.FILE,
            Format.GEOPACKAGE,
            Table(
                CorridorResult.CORRIDOR,
                (*ROAD, SIDE, TIME_SET, *STRETCH, *DRIVEN, *COUNTED, HOURS_LOST),
                styles=_drawn("speed"),
                output="OUTPUT",
                title="Corridor",
                help="The segments of the route, with speeds and delays at each time.",
                geometry="lines",
            ),
            Table(
                CorridorResult.TIMES,
                (
                    *WHEN,
                    Column(
                        "source",
                        "Whole trips, composed ones, or predicted",
                        type=ColumnType.TEXT,
                        meaning="whole, composed or predicted.",
                    ),
                    Column(
                        "traversals",
                        "Traversals",
                        type=ColumnType.WHOLE,
                        meaning="Of composed trips: of the block of segments with the fewest.",
                    ),
                    COUNTED[1],
                    Column("recovered_share", "Share of recovered passes"),
                    *(column for measured in MEASURED for column in with_interval(measured)),
                ),
                output="TIMES",
                title="Travel times of the corridor",
                help="A table of the times of whole trips, of composed ones and, if asked for, of "
                "predicted ones, at each time and each hour of departure.",
            ),
            Table(
                CorridorResult.BOTTLENECKS,
                (
                    *(SIDE, TIME_SET),
                    Column("rank", "Rank by delay", type=ColumnType.WHOLE),
                    *(*STRETCH, *DRIVEN, HOURS_LOST),
                ),
                styles=_drawn("bottlenecks"),
                output="BOTTLENECKS",
                title="Bottlenecks",
                help="The stretches where most time is lost.",
                geometry="lines",
            ),
            Table(
                CorridorResult.PROFILE,
                (*WHEN, *STRETCH, *DRIVEN, *COUNTED),
                output="PROFILE",
                title="Profile along the way",
                help="A table of the speeds of short stretches at each time and hour.",
                is_optional=True,
            ),
        ),
        named(
            CorridorResult.PICTURE,
            Format.PNG,
            output="PICTURE",
            title="Time–space picture",
            help="Speeds along the way and over the day.",
        ),
    ),
    cost=Cost(SEGMENTS, Line(2.5, 6.0e-5), Line(3.5e8, 1.2e4), Line(4.0e6, 0.0), of_segments),
    sums="passes",
    algorithm=Algorithm(
        "corridor",
        "Corridor",
        "How long a route takes, how reliably, and where along it time is lost",
        ("bundle", "route", "planning-time index", "buffer index", "bottleneck", "time-space"),
        "model",
        "results.md#corridor",
        picture=("bundle + place: a route", "predicted: minutes"),
        fields=(
            *("bundle", "route", "counts", "time_sets", "with_predicted", "period", "period_after"),
            *("after", "model", "side", "min_drivers", "bottleneck_share", "seed"),
        ),
        counts=(
            Count("METRES", "Length of the route, m"),
            Count("TRAVERSALS", "Whole traversals"),
            Count("BOTTLENECK_COUNT", "Bottlenecks", "bottlenecks"),
        ),
    ),
    awaited="always",
)
