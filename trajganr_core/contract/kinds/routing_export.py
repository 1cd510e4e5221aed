"""Write the speeds of roads in the formats that routing programs read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from ..options.option_fields import same_as
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import ROAD, Format, OutputFile, Table, named
from .kind import Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, Model, given
from .predict import AT_TIMES
from .result import FilesResult

__all__ = ["KIND", "RoutingExportParams", "RoutingExportResult"]


@dataclass(frozen=True, kw_only=True)
class RoutingExportParams(JobParams, kind="routing_export"):
    """Write the speeds of roads in the formats that routing programs read."""

    model: Model | None = given(
        "output of pretrain or finetune",
        default=None,
        absent="the shipped model, adapted to the bundle",
        positional=True,
    )
    bundle: Bundle | None = given(
        "trips and roads", default=None, absent="the training bundle of MODEL"
    )
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    extract: File | None = given(
        "extract of OpenStreetMap that OSRM's graph is made from", default=None, metavar="OSM"
    )
    tiles: File | None = given("archive of Valhalla's tiles, .tar", default=None, metavar="TAR")


@dataclass(frozen=True, kw_only=True)
class RoutingExportResult(FilesResult, kind="routing_export", counts={"roads"}):
    """Speeds for routing programs; files of OSRM and Valhalla are in folders of their own.

    ``counts`` are the directed segments, and with an extract the ``node_pairs`` and with tiles the
    ``valhalla_edges`` that have speeds.

    Attributes:
        time_sets: names of the times of the week, in the order of the parameters.
        time_zone: IANA name of the zone of these times.
    """

    CSV: ClassVar[str] = "speeds.csv"
    PARQUET: ClassVar[str] = "speeds.parquet"
    OSRM: ClassVar[str] = "osrm"
    VALHALLA: ClassVar[str] = "valhalla"

    time_sets: tuple[str, ...]
    time_zone: str


KIND = Kind(
    title="Export for routing programs",
    params=RoutingExportParams,
    result=RoutingExportResult,
    command=Command(
        "write the speeds of roads at times of the week for routing programs",
        "FOLDER",
        epilog="Speeds are written as CSV and GeoParquet, with --extract for OSRM, and with "
        "--tiles for Valhalla. A MODEL must have learned times of the week.",
        holds=(
            RoutingExportResult.CSV,
            RoutingExportResult.PARQUET,
            RoutingExportResult.OSRM,
            RoutingExportResult.VALHALLA,
        ),
    ),
    files=(
        named(RoutingExportResult.CSV, Format.CSV, Table("", ROAD, AT_TIMES)),
        named(RoutingExportResult.PARQUET, Format.PARQUET),
        OutputFile(re.compile(rf"{RoutingExportResult.OSRM}/[a-z0-9_]+\.csv"), Format.CSV),
        OutputFile(re.compile(rf"{RoutingExportResult.VALHALLA}/[0-9/]+\.csv"), Format.CSV),
    ),
    cost=Cost(SEGMENTS, Line(4.0, 1.5e-3), Line(7.0e8, 6.0e4), Line(1e6, 3e3), of_segments),
    awaited="always",
)
