"""Write the observed traffic of a bundle's roads at times of the week, without a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..layers.road_times import MIN_DRIVERS
from ..options.option_fields import option
from ..options.time_sets import NAMED_SETS, parse_time_sets
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import ROAD, Format, Table, named
from .kind import Command, Kind
from .params import Bundle, JobParams, given_bundle
from .result import TrafficResult

__all__ = ["INTERVAL", "KIND", "OBSERVED", "ObserveParams", "ObserveResult", "TimeSetResult"]

INTERVAL = ("", "_low", "_high")
OBSERVED = tuple(
    f"{name}{end}"
    for name in (
        *("speed_kmh", "speed_p15_kmh", "speed_p50_kmh", "speed_p85_kmh"),
        *("buffer_index", "planning_time_index"),
    )
    for end in INTERVAL
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
        reads=parse_time_sets,
        left_open="the whole week",
        flag="at",
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


KIND = Kind(
    title="Observed traffic",
    params=ObserveParams,
    result=ObserveResult,
    command=Command(
        "write speeds and reliability of roads at times of the week, from trips, without a model",
        "OBSERVED.gpkg",
        shared=("seed",),
    ),
    files=(
        named(
            ObserveResult.FILE,
            Format.GEOPACKAGE,
            Table(
                ObserveResult.LAYER,
                (
                    *(*ROAD, "time_set", "passes", "vehicles", "passes_per_hour"),
                    *(*OBSERVED, "free_flow_kmh", "free_flow_of"),
                ),
                output="OUTPUT",
                title="Observed traffic",
                help="A feature for each direction of each road and each time of the week.",
                geometry="lines",
            ),
        ),
    ),
    cost=Cost(SEGMENTS, Line(2.3, 1.1e-4), Line(3.7e8, 2.8e4), Line(2.0e5, 260.0), of_segments),
    algorithm=Algorithm(
        "observedtraffic",
        "Observed traffic",
        "Speeds of roads at times of the week, and how reliable they are, from trips",
        ("bundle", "speed", "percentiles", "reliability", "peak hour", "buffer index"),
        "model",
        "results.md#observed-traffic",
        counts=(
            Count("ROWS", "Rows"),
            Count("PASSES", "Passes"),
            Count("WITHHELD_ROWS", "Rows of too few drivers, not written"),
        ),
    ),
    awaited="always",
)
