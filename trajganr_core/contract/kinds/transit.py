"""Write how fast buses are between stops, how long they stand there, and how late they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from ..layers.columns import COUNTS, TIME_SET, Column, ColumnType
from ..layers.road_times import times_title
from ..layers.styles import Style
from ..layers.traffic_styles import Speeds
from ..options.option_fields import same_as
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .cost import BYTES, Cost, Line, of_files
from .download import DownloadResult
from .files import Format, Table, named
from .kind import Command, Kind
from .observe import MEASURED, ObserveParams
from .params import File, JobParams, given

TEXT = ColumnType.TEXT
ROUTE = (
    Column("route", "Route", type=TEXT),
    Column("direction_id", "Direction of the route", type=TEXT, meaning="0 or 1."),
    *(Column("stop_id", "Stop ID", type=TEXT), Column("stop", "Stop", type=TEXT)),
    Column("next_stop_id", "Next stop ID", type=TEXT),
    Column("next_stop", "Next stop", type=TEXT),
    *(TIME_SET, Column("runs", "Runs", type=ColumnType.WHOLE), COUNTS[-1]),
)
BETWEEN_STOPS = (
    *ROUTE,
    Column("length_m", "Length", "m"),
    *(each for each in MEASURED if each.unit),
    Column("running_s", "Running time, median", "s", meaning="Without dwell at the stops."),
    Column("error_s", "Error of a running time", "s", meaning="Standard deviation for one run."),
    Column("delay_s", "Delay at the next stop, median", "s"),
    Column("delay_change_s", "Delay that is new, median", "s", meaning="Negative: made up."),
)
STOPS = (
    *ROUTE,
    Column("dwell_p15_s", "Dwell, 15th percentile", "s"),
    Column("dwell_p50_s", "Dwell, median", "s"),
    Column("dwell_p85_s", "Dwell, 85th percentile", "s"),
    Column("delay_s", "Delay at departure, median", "s"),
)


@dataclass(frozen=True, kw_only=True)
class TransitParams(JobParams, kind="transit"):
    """Write how fast buses are between stops, how long they stand there, and how late they are."""

    feeds: File = given(
        "a saved feed of GTFS-Realtime positions, or a folder or ZIP of them",
        positional=True,
        metavar="FEEDS",
        title="Feeds of positions",
        help="A ZIP of saved GTFS-Realtime feeds.",
    )
    schedule: File = given(
        "the GTFS schedule of the same publisher, a ZIP or a folder",
        positional=True,
        metavar="SCHEDULE",
        title="Schedule",
        help="A ZIP: GTFS of the same publisher, valid on the days of the feeds.",
    )
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    min_drivers: int = same_as(
        ObserveParams,
        "min_drivers",
        title="Minimum number of vehicles",
        help="Nothing that fewer vehicles did is written, nor what it follows from: each has a "
        "driver.",
    )


@dataclass(frozen=True, kw_only=True)
class TransitResult(DownloadResult, kind="transit", counts={"rows", "runs", "withheld_rows"}):
    """Times between stops and at stops, as layers, at the named times in a time zone."""

    FILE: ClassVar[str] = "transit.gpkg"
    BETWEEN: ClassVar[str] = "between_stops"
    STOPS: ClassVar[str] = "stops"

    time_zone: str
    min_drivers: int
    time_sets: tuple[str, ...]


def _styles(result: TransitResult, names: Collection[str]) -> list[Style]:
    styles = []
    for name in result.time_sets:
        title, rows = times_title(name), {TIME_SET.name: name}
        speeds = Speeds(title, '"speed_kmh"', rows=rows, unknown="no runs")
        styles += speeds.styles(title, Text("Speed between stops, km/h, {times}", times=title))
    return styles


def _of_stops(result: TransitResult, names: Collection[str]) -> list[Style]:
    titles = {name: times_title(name) for name in result.time_sets}
    return [
        Style(
            "dwell",
            Text("Dwell, {times}", times=title),
            rows={TIME_SET.name: name},
            legend=Text("Dwell at stops, median, {times}", times=title),
        )
        for name, title in titles.items()
    ]


KIND = Kind(
    title="Public transport speeds",
    params=TransitParams,
    result=TransitResult,
    command=Command(
        "write speeds of buses between stops, dwell and delays",
        "TRANSIT.gpkg",
        words=("load", "transit"),
        epilog="The layers are between_stops and stops.",
    ),
    files=(
        named(
            TransitResult.FILE,
            Format.GEOPACKAGE,
            Table(
                TransitResult.BETWEEN,
                BETWEEN_STOPS,
                styles=_styles,
                output="OUTPUT",
                title="Speeds between stops",
                help="A line from each stop to the next one, for each route, direction and time.",
                geometry="lines",
            ),
            Table(
                TransitResult.STOPS,
                STOPS,
                styles=_of_stops,
                output="STOPS",
                title="Dwell at stops",
                help="A point at each stop, for each route, direction, next stop and time.",
                geometry="points",
            ),
        ),
    ),
    cost=Cost(BYTES, Line(3.0, 1e-7), Line(3e8, 2.0), Line(1e6, 0.1), of_files("feeds")),
    algorithm=Algorithm(
        "publictransportspeeds",
        "Public transport speeds",
        "Speeds of buses between stops, dwell at stops and delays, from saved feeds of positions",
        ("bus", "tram", "gtfs", "realtime", "dwell", "delay", "punctuality", "public transport"),
        "data",
        "results.md#public-transport",
        picture=("page GTFS: feeds, schedule + page 7:00: times", "predicted: speeds + places"),
        counts=(
            Count("ROWS", "Rows"),
            Count("RUNS", "Runs"),
            Count("WITHHELD_ROWS", "Rows of too few vehicles, not written"),
        ),
        sized_by=("FEEDS",),
        named_after="feeds",
    ),
    awaited="if short",
)
