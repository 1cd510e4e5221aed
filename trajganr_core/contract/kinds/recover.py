"""Recover the ways and times of trips whose fixes are minutes apart."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

from ..layers.columns import (
    DRIVER_ID,
    PIECE,
    PIECE_OF_TRIP,
    PROBABILITY,
    ROAD,
    TIME,
    TRIP_ID,
    Column,
    ColumnType,
    with_interval,
)
from ..layers.styles import Style
from ..options.option_fields import option
from ..texts.text import Text
from .algorithm import Algorithm, Count, OptionsOf
from .cost import BYTES, Cost, Line, of_files
from .files import Format, Table, named
from .kind import Command, Kind
from .load_trips import TRIP_FILES
from .match import MatchParams, MatchResult, given_roads
from .params import File, given

#: What a position says of its road.
OF_ROAD = ("source_fid", "osm_id", "direction", "name")


@dataclass(frozen=True, kw_only=True)
class RecoverParams(MatchParams, kind="recover"):
    """Recover the ways and times of trips whose fixes are minutes apart."""

    trips: tuple[File, ...] = given(
        TRIP_FILES,
        positional=True,
        metavar="TRIPS",
        title="Trips",
        help="A layer, or a file of any format of 'Load trips'; the format is detected.",
        layer="trips",
        is_in_area=True,
        takes_file=True,
    )
    roads: File = given_roads(
        help="A line layer, or a file: of lines, or an OpenStreetMap extract.", takes_file=True
    )
    every_s: float = option(
        15.0,
        title="Time between positions",
        help="Between two fixes there is a position at least this often.",
        unit="s",
        minimum=1,
        flag="every",
        advanced=False,
    )


@dataclass(frozen=True, kw_only=True)
class RecoverResult(
    MatchResult, kind="recover", counts={"trips", "pieces", "fixes", "gaps", "positions"}
):
    """Recovered trips, as layers."""

    FILE: ClassVar[str] = "recovered.gpkg"
    POSITIONS: ClassVar[str] = "positions"
    GAPS: ClassVar[str] = "gaps"


def _drawn(id: str, legend: Text) -> Callable[[RecoverResult, Collection[str]], list[Style]]:
    return lambda result, names: [Style(id, Text("Probability of the way"), legend=legend)]


KIND = Kind(
    title="Recover sparse trips",
    params=RecoverParams,
    result=RecoverResult,
    command=Command(
        "find ways and times of trips whose fixes are minutes apart",
        "RECOVERED.gpkg",
        group="Data",
        epilog="The layers are positions (one every so many seconds), gaps (the ways between "
        "distant fixes, in stretches of one probability) and paths (whole trips along the roads).",
    ),
    files=(
        named(
            RecoverResult.FILE,
            Format.GEOPACKAGE,
            Table(
                RecoverResult.GAPS,
                (
                    *(TRIP_ID, DRIVER_ID, PIECE_OF_TRIP),
                    Column(
                        "gap",
                        "Gap",
                        type=ColumnType.WHOLE,
                        meaning="Number of the fix before it in the piece, from 0.",
                    ),
                    Column("start_time", "Start", type=ColumnType.TIME),
                    Column("end_time", "End", type=ColumnType.TIME),
                    Column("length_m", "Length", "m"),
                    Column("speed_kmh", "Speed", "km/h"),
                    PROBABILITY,
                ),
                styles=_drawn("recovered_gaps", Text("Way between two fixes, probability, %")),
                output="GAPS",
                title="Recovered ways",
                help="The way between each two distant fixes, in stretches of one probability.",
                geometry="lines",
            ),
            Table(
                RecoverResult.POSITIONS,
                (
                    *(TRIP_ID, DRIVER_ID, PIECE_OF_TRIP, *with_interval(TIME)),
                    Column(
                        "recovered",
                        "Between two fixes",
                        type=ColumnType.FLAG,
                        meaning="Fixes themselves are at their place on the road.",
                    ),
                    PROBABILITY,
                    Column("distance_m", "Distance along the path", "m"),
                    *(column for column in ROAD if column.name in OF_ROAD),
                ),
                styles=_drawn("recovered_positions", Text("Position, probability of its way, %")),
                output="POSITIONS",
                title="Recovered positions",
                help="Where each vehicle was, every so many seconds.",
                geometry="points",
            ),
            Table(
                RecoverResult.PATHS,
                PIECE,
                output="PATHS",
                title="Recovered paths",
                help="The whole path of each trip along the roads.",
                geometry="lines",
                is_optional=True,
            ),
        ),
    ),
    cost=Cost(
        BYTES, Line(10.0, 2.0e-5), Line(3.0e8, 60.0, 2.0e9), Line(0.0, 60.0), of_files("trips")
    ),
    algorithm=Algorithm(
        "recovertrips",
        "Recover sparse trips",
        "Finds the likeliest ways and times of trips whose fixes are minutes apart",
        ("map matching", "gps", "sparse", "gap", "imputation", "tracker", "trajectory"),
        "data",
        "guides/sparse_trips.md",
        picture=("fixes: few fixes + roads", "recovered: whole trips"),
        fields=(
            *("trips", "roads", "every_s", "bbox", OptionsOf("map matching")),
            *map(OptionsOf, ("reading trips", "reading roads", "cleaning trips")),
        ),
        counts=(
            Count("TRIP_COUNT", "Number of recovered trips", "trips"),
            Count("GAP_COUNT", "Number of gaps between distant fixes", "gaps"),
            Count("POSITION_COUNT", "Number of positions", "positions"),
        ),
        named_after="trips",
        sized_by=("TRIPS",),
    ),
    stages={
        "Reading roads": 5,
        "Preparing the network": 10,
        "Matching trips": 25,
        "Learning from the trips": 15,
        "Recovering ways in gaps": 35,
        "Writing the layers": 10,
    },
)
