"""Match trips to roads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..layers.columns import (
    DRIVER_ID,
    PIECE,
    PIECE_OF_TRIP,
    ROAD,
    TIME,
    TRIP_ID,
    Column,
    ColumnType,
)
from ..options.data_config import CleaningOptions, MatchOptions, RoadOptions, TripOptions
from .algorithm import Algorithm, Count, OptionsOf
from .cost import BYTES, Cost, Line, of_files
from .files import Format, Table, named
from .kind import Command, Kind
from .load_trips import TRIP_FILES
from .params import BBox, File, JobParams, given
from .result import FilesResult


def given_roads(**about: Any) -> Any:
    """A field for the roads that trips are matched to."""
    about = {"help": "Lines that share vertices at junctions.", **about}
    return given(
        "line layer, OpenStreetMap extract, folder or ZIP of GMNS, or segments of Overture",
        title="Roads",
        layer="roads",
        is_in_area=True,
        **about,
    )


@dataclass(frozen=True, kw_only=True)
class MatchParams(TripOptions, CleaningOptions, RoadOptions, MatchOptions, JobParams, kind="match"):
    """Match trips to roads; the base classes have the options."""

    trips: tuple[File, ...] = given(
        TRIP_FILES,
        title="Trips",
        help="The output of 'Load trips'.",
        layer="trips",
        is_in_area=True,
    )
    roads: File = given_roads()
    bbox: BBox | None = given(
        "study area, degrees",
        default=None,
        absent="that of the trips, as far as there are roads",
        title="Study area",
        help="If empty: that of the trips, as far as there are roads.",
    )


@dataclass(frozen=True, kw_only=True)
class MatchResult(FilesResult, kind="match", counts={"trips", "pieces", "fixes", "edges"}):
    """Matched trips, as layers.

    Attributes:
        cleaning, matching: what was dropped, by reason.
    """

    FILE: ClassVar[str] = "matched.gpkg"
    PATHS: ClassVar[str] = "paths"
    FIXES: ClassVar[str] = "fixes"
    EDGES: ClassVar[str] = "edges"

    cleaning: Mapping[str, Any] = field(default_factory=dict)
    matching: Mapping[str, Any] = field(default_factory=dict)


KIND = Kind(
    title="Match",
    params=MatchParams,
    result=MatchResult,
    command=Command(
        "match trips to roads",
        "MATCHED",
        "the file to write, .gpkg or .parquet",
        group="Data",
        epilog="A .gpkg gets the layers paths (along the roads, timed), fixes and edges (those of "
        "each path); a .parquet one of the last two.",
        endings=(".gpkg", ".parquet"),
    ),
    files=(
        named(
            MatchResult.FILE,
            Format.GEOPACKAGE,
            Table(
                MatchResult.PATHS,
                PIECE,
                output="PATHS",
                title="Matched paths",
                help="The path of each trip along the roads.",
                geometry="lines",
            ),
            Table(
                MatchResult.FIXES,
                (
                    *(*ROAD, TRIP_ID, DRIVER_ID, PIECE_OF_TRIP, TIME),
                    Column("lon", "Measured longitude", "°"),
                    Column("lat", "Measured latitude", "°"),
                    Column("speed_kmh", "Speed", "km/h"),
                    Column("matched_lon", "Longitude on the road", "°"),
                    Column("matched_lat", "Latitude on the road", "°"),
                    Column("distance_m", "Distance along the path", "m"),
                    Column("road_distance_m", "Distance from the road", "m"),
                    Column(
                        "edge_offset_m",
                        "Distance along the segment",
                        "m",
                        meaning="From the segment's start.",
                    ),
                ),
                output="FIXES",
                title="Matched fixes",
                help="Each fix at its position on a road.",
                geometry="points",
                is_optional=True,
            ),
            Table(
                MatchResult.EDGES,
                (
                    *(*ROAD, TRIP_ID, PIECE_OF_TRIP),
                    Column("number", "Number in the path", type=ColumnType.WHOLE),
                    Column("enter_t", "Time at which the segment is entered", type=ColumnType.TIME),
                    Column("exit_t", "Time at which the segment is left", type=ColumnType.TIME),
                    Column("enter_m", "Position on the segment where it is entered", "m"),
                    Column("exit_m", "Position on the segment where it is left", "m"),
                    Column(
                        "inferred",
                        "Between distant fixes",
                        type=ColumnType.FLAG,
                        meaning="Fixes more than 15 s apart: times are estimates.",
                    ),
                    Column(
                        "probability",
                        "Probability that the vehicle drove there",
                        meaning="1 between close fixes, below 0.5 where another way is as likely.",
                    ),
                ),
                output="EDGES",
                title="Edges of the paths",
                help="A table of the directed segments of each path, with times.",
                is_optional=True,
            ),
        ),
    ),
    cost=Cost(
        BYTES, Line(1.2, 1.0e-6), Line(2.6e8, 60.0, 1.6e9), Line(0.0, 18.0), of_files("trips")
    ),
    algorithm=Algorithm(
        "matchtrips",
        "Match trips to roads",
        "Finds which roads trips took, and when",
        ("map matching", "gps", "snap", "network", "route"),
        "data",
        "data.md#matching",
        picture=("trips + roads", "matched: paths"),
        fields=(
            *("trips", "roads", "bbox", OptionsOf("map matching")),
            *(OptionsOf("reading roads"), OptionsOf("cleaning trips")),
        ),
        counts=(
            Count("TRIP_COUNT", "Number of matched trips", "trips"),
            Count("PIECES", "Number of matched pieces"),
            Count("MATCHED_FIXES", "Number of matched fixes", "fixes"),
            Count("SEGMENTS", "Number of directed segments", "edges"),
        ),
        named_after="trips",
        sized_by=("TRIPS",),
    ),
    stages={
        "Reading roads": 5,
        "Preparing the network": 15,
        "Matching trips": 70,
        "Writing the layers": 10,
    },
)
