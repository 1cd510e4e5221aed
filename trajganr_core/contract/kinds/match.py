"""Match trips to roads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..options.data_config import CleaningOptions, MatchOptions, RoadOptions, TripOptions
from .cost import BYTES, Cost, Line, of_files
from .files import PIECE, ROAD, Format, Table, named
from .kind import Command, Kind
from .load_trips import TRAJECTORIES
from .params import BBox, File, JobParams, given
from .result import FilesResult

__all__ = ["KIND", "MatchParams", "MatchResult"]


@dataclass(frozen=True, kw_only=True)
class MatchParams(TripOptions, CleaningOptions, RoadOptions, MatchOptions, JobParams, kind="match"):
    """Match trips to roads; the base classes have the options."""

    trajectories: tuple[File, ...] = given(TRAJECTORIES)
    roads: File = given("line layer or OpenStreetMap extract")
    bbox: BBox | None = given(
        "study area, degrees", default=None, absent="where trips and a road layer overlap"
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
        epilog="A .gpkg gets the layers paths (along the roads, timed), fixes and edges (those of "
        "each path); a .parquet one of the last two.",
        endings=(".gpkg", ".parquet"),
    ),
    files=(
        named(
            MatchResult.FILE,
            Format.GEOPACKAGE,
            Table(MatchResult.PATHS, PIECE),
            Table(
                MatchResult.FIXES,
                (
                    *(*ROAD, "trip_id", "driver_id", "piece", "time", "lon", "lat", "speed_kmh"),
                    *("matched_lon", "matched_lat", "distance_m", "road_distance_m"),
                    "edge_offset_m",
                ),
            ),
            Table(
                MatchResult.EDGES,
                (
                    *(*ROAD, "trip_id", "piece", "number", "enter_t", "exit_t", "enter_m"),
                    *("exit_m", "inferred", "certain"),
                ),
            ),
        ),
    ),
    cost=Cost(
        BYTES,
        Line(1.2, 1.0e-6),
        Line(2.6e8, 60.0, 1.6e9),
        Line(0.0, 18.0),
        of_files("trajectories"),
    ),
    stages={"Reading roads": 5, "Preparing the network": 15, "Matching trips": 80},
)
