"""Estimate how many vehicles drive on each road of a bundle, from trips and counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import ClassVar

from ..layers.columns import DAILY, HOURS_LOST, ROAD, TIME_SET, VEHICLES_HOUR, Column, ColumnType
from ..layers.predicted_columns import OF_VOLUMES
from ..layers.road_times import times_title
from ..layers.styles import Style
from ..options.option_fields import same_as
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .changes import ChangesParams
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, named
from .kind import OF_TRIPS, Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, given_bundle, given_counts
from .result import TrafficResult

WHOLE, TEXT = ColumnType.WHOLE, ColumnType.TEXT
VOLUMES = (
    *(*ROAD, TIME_SET, *DAILY, *VEHICLES_HOUR),
    Column(
        "penetration",
        "Share of the vehicles that the trips hold, 0 to 1",
        meaning="Of a day; empty where passes are withheld.",
    ),
    Column("delay_s", "Delay of a vehicle", "s", meaning="Beside free flow, at least 0."),
    Column("delay_source", "What the delay rests on", type=TEXT, meaning="observed or class."),
    HOURS_LOST,
)
STATIONS = (
    Column("station", "Counting station", type=TEXT, meaning="Its place or road without a name."),
    Column("edge", "Directed segment", type=WHOLE, meaning="To which the station was snapped."),
    Column("other_edge", "Segment counted with it", type=WHOLE, meaning="Empty for one direction."),
    Column("metres", "Distance to the segment", "m"),
    Column("degrees", "From the stated direction", "°", meaning="Empty if none is stated."),
    Column("hours", "Hours counted", "h", meaning="An average day has 24."),
    Column("counted", "Vehicles counted", meaning="In these hours, on both segments together."),
    Column("estimated", "Vehicles estimated", meaning="In the same hours."),
    Column("held_out", "Vehicles estimated without this station", meaning="Empty with too few."),
    Column("difference_percent", "Error without this station", "%", meaning="Of what was counted."),
)
DAY = "On a day with these times."
TOTALS = (
    TIME_SET,
    Column("district", "District", type=TEXT, meaning="Of the middle of segments."),
    Column("highway", "Road class", type=TEXT),
    Column("length_km", "Length of directed segments", "km"),
    Column("vehicle_km", "Vehicle-kilometres", "km per day", meaning=DAY),
    Column("vehicle_hours", "Vehicle-hours", "h per day", meaning=DAY),
    HOURS_LOST,
)


@dataclass(frozen=True, kw_only=True)
class VolumesParams(JobParams, kind="volumes"):
    """Estimate how many vehicles drive on each road of a bundle, from trips and counts."""

    #: Volumes are of all trips.
    side: ClassVar[str] = "all"

    bundle: Bundle = given_bundle()
    counts: File = given_counts(needed=True)
    districts: File | None = same_as(ChangesParams, "districts")
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    district_field: str = same_as(ChangesParams, "district_field")
    min_drivers: int = same_as(ObserveParams, "min_drivers")


@dataclass(frozen=True, kw_only=True)
class VolumesResult(
    TrafficResult, kind="volumes", counts={"rows", "stations", "vehicle_km", "hours_lost"}
):
    """Volumes and their totals; the counts are of a day with the first of the ``time_sets``."""

    FILE: ClassVar[str] = "volumes.gpkg"
    VOLUMES: ClassVar[str] = "volumes"
    STATIONS: ClassVar[str] = "stations"
    TOTALS: ClassVar[str] = "totals"

    time_sets: tuple[str, ...] = ()


def _styles(result: VolumesResult, names: Collection[str]) -> list[Style]:
    """Vehicles a day once, and the hours lost of each time set."""
    styles = [replace(OF_VOLUMES, rows={TIME_SET.name: each}) for each in result.time_sets[:1]]
    for each in result.time_sets:
        times, rows = times_title(each), {TIME_SET.name: each}
        legend = Text("Hours lost a day and kilometre, {times}", times=times)
        title = Text("Hours lost, {times}", times=times)
        styles.append(Style("hours_lost", title, rows=rows, legend=legend))
    return styles


def _of_stations(result: VolumesResult, names: Collection[str]) -> list[Style]:
    legend = Text("Error without this station, %")
    return [Style("stations", Text("Error at counting stations"), unknown="unknown", legend=legend)]


KIND = Kind(
    title="Volumes",
    params=VolumesParams,
    result=VolumesResult,
    command=Command(
        "write vehicles a day and hours lost, from counts and trips",
        "VOLUMES.gpkg",
        group=OF_TRIPS,
        epilog="The layers are volumes, stations and totals, a table. Without counts, volumes "
        "cannot be estimated: trips are a sample of unknown size.",
        shared=("seed",),
    ),
    files=(
        named(
            VolumesResult.FILE,
            Format.GEOPACKAGE,
            Table(
                VolumesResult.VOLUMES,
                VOLUMES,
                styles=_styles,
                output="OUTPUT",
                title="Volumes",
                help="A feature for each direction of each road and each time of the week.",
                geometry="lines",
            ),
            Table(
                VolumesResult.STATIONS,
                STATIONS,
                styles=_of_stations,
                output="STATIONS",
                title="Counting stations",
                help="What was counted and estimated at each station, also without its own count.",
                geometry="points",
            ),
            Table(
                VolumesResult.TOTALS,
                TOTALS,
                output="TOTALS",
                title="Totals of volumes",
                help="A table of vehicle-kilometres, vehicle-hours and hours lost by district and "
                "road class.",
            ),
        ),
    ),
    cost=Cost(SEGMENTS, Line(3.0, 3.6e-4), Line(6.0e8, 4.5e4), Line(4.0e5, 350.0), of_segments),
    sums="passes",
    algorithm=Algorithm(
        "volumes",
        "Volumes",
        "How many vehicles drive on each road, and how much time they lose, from trips and counts",
        ("bundle", "counts", "AADT", "traffic volume", "vehicle-kilometres", "penetration"),
        "model",
        "results.md#volumes",
        picture=("bundle + bars: counts", "predicted: vehicles"),
        counts=(
            Count("STATION_COUNT", "Counting stations", "stations"),
            Count("VEHICLE_KM", "Vehicle-kilometres a day"),
            Count("HOURS_LOST", "Hours lost a day"),
        ),
    ),
    awaited="always",
)
