"""Write the observed traffic of a bundle's roads at times of the week, without a model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from ..layers.columns import ROAD, SPEED_LIMIT, TIME_SET, Column, ColumnType, with_interval
from ..layers.road_times import MIN_DRIVERS, times_title
from ..layers.styles import Style
from ..layers.traffic_styles import Speeds, quoted
from ..options.option_fields import option
from ..options.time_sets import NAMED_SETS, parse_time_sets
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, named
from .kind import Command, Kind
from .params import Bundle, JobParams, given_bundle
from .result import TrafficResult

FREE_FLOW = "free_flow_kmh"
#: What is measured on a road; the layer has an interval of each.
MEASURED = (
    Column("speed_kmh", "Speed", "km/h", meaning="Space mean: metres ÷ seconds of all passes."),
    Column("speed_p15_kmh", "Speed, 15th percentile", "km/h", meaning="15 % of passes are slower."),
    Column("speed_p50_kmh", "Speed, median", "km/h"),
    Column("speed_p85_kmh", "Speed, 85th percentile", "km/h", meaning="85 % of passes are slower."),
    Column(
        "buffer_index", "Buffer index", meaning="(95th percentile − mean) ÷ mean of travel times."
    ),
    Column(
        "planning_time_index",
        "Planning-time index",
        meaning="95th percentile ÷ free-flow travel time.",
    ),
)
OBSERVED = (
    *ROAD,
    TIME_SET,
    Column(
        "passes",
        "Passes",
        meaning="Over at least half of the segment, and more likely than not.",
    ),
    Column("vehicles", "Drivers or vehicles", meaning="Vehicles if there are no drivers."),
    Column(
        "passes_per_hour",
        "Passes in an hour with trips",
        "per hour",
        meaning="Passes ÷ hours with trips.",
    ),
    Column(
        "recovered_share",
        "Share of recovered passes",
        meaning="Between fixes more than 15 s apart: their ways and times are estimates.",
    ),
    *(column for measured in MEASURED for column in with_interval(measured)),
    Column(
        FREE_FLOW, "Free-flow speed", "km/h", meaning="85th percentile at night, or of the week."
    ),
    Column(
        "free_flow_of",
        "Times of the free-flow speed",
        type=ColumnType.TEXT,
        meaning="The whole week if the night has too few passes.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class TimeSetResult:
    """What was observed in a time set.

    Attributes:
        name: of the time set; the value of the column ``time_set``.
        passes: number of passes; 0 if the trips have none at these times.
        segments: directed segments in the layer.
        withheld: directed segments with passes of too few drivers, which were not written.
    """

    name: str
    passes: int
    segments: int
    withheld: int


@dataclass(frozen=True, kw_only=True)
class ObserveParams(JobParams, kind="observe"):
    """Write the observed traffic of a bundle's roads at times of the week, without a model."""

    bundle: Bundle = given_bundle()
    time_sets: tuple[str, ...] = option(
        (),
        title="Times of the week",
        help="In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of "
        f"the names {', '.join(NAMED_SETS)}.",
        left_open="the whole week",
        flag="at",
        parse=parse_time_sets,
        advanced=False,
    )
    side: str = option(
        "all",
        title="Trips",
        help="Trips that labels are made from are not model inputs.",
        choices={
            "all": "All trips",
            "input": "Input trips of models",
            "label": "Trips that labels are made from",
        },
        advanced=False,
    )
    min_drivers: int = option(
        MIN_DRIVERS,
        title="Minimum number of drivers",
        help="Nothing that fewer drivers made at a time of the week is written, nor anything from "
        "which it follows by subtraction.",
        minimum=1,
        advanced=False,
    )


@dataclass(frozen=True, kw_only=True)
class ObserveResult(TrafficResult, kind="observe", counts={"rows", "passes", "withheld_rows"}):
    """Observed traffic as a layer, a row for each directed segment and time set.

    Attributes:
        time_sets: what was observed in each time set, in the order of the request.
    """

    FILE: ClassVar[str] = "observed.gpkg"
    LAYER: ClassVar[str] = "observed"

    time_sets: tuple[TimeSetResult, ...]


def _styles(result: ObserveResult, names: Collection[str]) -> list[Style]:
    """The styles of each time set, those with rows first; all speeds before what is of them."""
    columns = ("speed_p50_kmh", "speed_p15_kmh", FREE_FLOW, SPEED_LIMIT.name)
    median, slow, free_flow, limit = (quoted(name, names) for name in columns)
    styles = []
    for each in sorted(result.time_sets, key=lambda each: not each.segments):
        title, rows = times_title(each.name), {TIME_SET.name: each.name}
        speeds = Speeds(
            *(title, '"speed_kmh"', median, slow, free_flow, limit), rows, unknown="no passes"
        )
        legend = Text("Observed speed, km/h, {times}", times=title)
        styles.append(speeds.styles(title, legend))
    return [first for first, *_ in styles] + [style for _, *more in styles for style in more]


KIND = Kind(
    title="Observed traffic",
    params=ObserveParams,
    result=ObserveResult,
    command=Command(
        "write speeds and reliability of roads at times of the week",
        "OBSERVED.gpkg",
        group="From trips alone",
        shared=("seed",),
    ),
    files=(
        named(
            ObserveResult.FILE,
            Format.GEOPACKAGE,
            Table(
                ObserveResult.LAYER,
                OBSERVED,
                styles=_styles,
                output="OUTPUT",
                title="Observed traffic",
                help="A feature for each direction of each road and each time of the week.",
                geometry="lines",
            ),
        ),
    ),
    cost=Cost(SEGMENTS, Line(2.3, 1.1e-4), Line(3.7e8, 2.8e4), Line(2.0e5, 260.0), of_segments),
    sums="passes",
    algorithm=Algorithm(
        "observedtraffic",
        "Observed traffic",
        "Speeds of roads at times of the week, and how reliable they are, from trips",
        ("bundle", "speed", "percentiles", "reliability", "peak hour", "buffer index"),
        "model",
        "results.md#observed-traffic",
        picture=("bundle + page 7:00: times", "predicted: observed"),
        counts=(
            Count("ROWS", "Rows"),
            Count("PASSES", "Passes"),
            Count("WITHHELD_ROWS", "Rows of too few drivers, not written"),
        ),
    ),
    awaited="always",
)
