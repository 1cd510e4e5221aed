"""Read trips of any recognised format into a layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..layers.columns import TRIP, Column, ColumnType
from ..options.data_config import CleaningOptions, TripOptions
from .algorithm import Algorithm, Count, OptionsOf
from .cost import BYTES, Cost, Line, of_files
from .files import Format, Table, named
from .kind import Command, Kind
from .params import BBox, File, JobParams, given
from .result import FilesResult

COLUMNS = (
    *TRIP,
    Column("speeds", "Measured speed at each fix", "km/h", ColumnType.TEXT),
    Column("headings", "Heading at each fix, clockwise from north", "°", ColumnType.TEXT),
)

TRIP_FILES = (
    "trips: the taxi challenge's CSV, a CSV or layer with one fix per row, measured lines, GPX, "
    "Moving Features JSON, or a folder of Cabspotting files; zipped or not"
)


@dataclass(frozen=True, kw_only=True)
class LoadTripsParams(TripOptions, CleaningOptions, JobParams, kind="load_trips"):
    """Read trips of any recognised format into a layer; the base classes have the options."""

    trips: tuple[File, ...] = given(TRIP_FILES, positional=True)
    bbox: BBox | None = given(
        "keep data in this area, degrees",
        default=None,
        absent="everywhere",
        title="Study area",
        help="Only trips in this area are read. If empty: all trips.",
    )


@dataclass(frozen=True, kw_only=True)
class LoadTripsResult(FilesResult, kind="load_trips", counts={"trips", "fixes"}):
    """Trips as a layer.

    Attributes:
        cleaning: what was dropped, by reason.
    """

    FILE: ClassVar[str] = "trips.gpkg"
    LAYER: ClassVar[str] = "trips"

    cleaning: Mapping[str, Any] = field(default_factory=dict)


KIND = Kind(
    title="Load trips",
    params=LoadTripsParams,
    result=LoadTripsResult,
    command=Command(
        "read and clean trips of any recognised format",
        "TRIPS.gpkg",
        "the layer to write",
        words=("load", "trips"),
    ),
    files=(
        named(
            LoadTripsResult.FILE,
            Format.GEOPACKAGE,
            Table(
                LoadTripsResult.LAYER,
                COLUMNS,
                output="OUTPUT",
                title="Trips",
                help="One line per trip, with times as M values.",
                geometry="lines",
            ),
        ),
    ),
    cost=Cost(BYTES, Line(0.6, 2.3e-8), Line(2.5e8, 2.1, 0.8e9), Line(0.0, 1.5), of_files("trips")),
    algorithm=Algorithm(
        "loadtrips",
        "Load trips",
        "Reads trips of many formats, cleans them, and creates a layer",
        ("gps", "gpx", "trajectory", "taxi", "csv", "trips", "track"),
        "data",
        "data.md#trips",
        picture=("page CSV …: files + fixes: or fixes", "trips"),
        fields=(*("trips", "bbox", OptionsOf("reading trips"), OptionsOf("cleaning trips")),),
        counts=(Count("TRIP_COUNT", "Number of trips", "trips"), Count("FIXES", "Number of fixes")),
        sized_by=("FILE",),
    ),
    awaited="always",
)
