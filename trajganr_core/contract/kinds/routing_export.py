"""Write the speeds of roads in the formats that routing programs read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from ..layers.columns import ROAD, Column, ColumnType
from ..layers.predicted_columns import column_at_times
from ..options.option_fields import option, same_as
from .algorithm import Algorithm
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, OutputFile, Table, named
from .junctions import JunctionsParams
from .kind import Command, Kind
from .load_osm import OSM_FILES
from .observe import ObserveParams
from .params import Bundle, File, JobParams, Model, given, given_bundle_or_own, given_model
from .result import FilesResult

#: Of a segment.
REFERENCE = Column(
    "openlr",
    "OpenLR reference",
    type=ColumnType.TEXT,
    meaning="Binary version 3 in base64; empty for a segment that is too long for one.",
)


@dataclass(frozen=True, kw_only=True)
class RoutingExportParams(JobParams, kind="routing_export"):
    """Write the speeds of roads in the formats that routing programs read."""

    model: Model | None = given_model(
        "output of pretrain or finetune",
        "A model that has learned times of the week; the dock says which have.",
    )
    bundle: Bundle | None = given_bundle_or_own("trips and roads", "Provides trips and roads.")
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    extract: File | None = given(
        "extract of OpenStreetMap that OSRM's graph is made from",
        default=None,
        metavar="OSM",
        title="Extract for OSRM",
        help="The OpenStreetMap file that OSRM's graph is made from. If empty: no file for OSRM.",
        filter=OSM_FILES,
    )
    tiles: File | None = given(
        "archive of Valhalla's tiles, .tar",
        default=None,
        metavar="TAR",
        title="Tiles of Valhalla",
        help="The archive that valhalla_build_extract makes. If empty: no files for Valhalla.",
        filter="Archives of tiles (*.tar);;All files (*)",
    )
    overture: File | None = given(
        "Overture's segments, GeoParquet",
        default=None,
        title="Overture's segments",
        help="GeoParquet of Overture's type segment. If empty: no table of Overture's ids.",
        filter="GeoParquet (*.parquet *.zip);;All files (*)",
    )
    gmns: bool = option(
        False,
        title="Junctions for GMNS",
        help="Also writes nodes, links with their speeds and movements with their delays as tables "
        "of GMNS, the General Modeling Network Specification.",
    )
    openlr: bool = option(
        False,
        title="OpenLR references",
        help="Also writes an OpenLR reference of each segment, by which programs with other maps "
        "find it.",
    )
    counts: File | None = same_as(JunctionsParams, "counts")
    min_drivers: int = same_as(
        ObserveParams,
        "min_drivers",
        help="Delays in the tables of GMNS that fewer drivers had are predicted.",
        advanced=True,
    )


@dataclass(frozen=True, kw_only=True)
class RoutingExportResult(FilesResult, kind="routing_export", counts={"roads"}):
    """Speeds for routing programs; files of OSRM, Valhalla and GMNS are in folders of their own.

    ``counts`` are the directed segments, with an extract the ``node_pairs`` and with tiles the
    ``valhalla_edges`` that have speeds, for GMNS the ``movements``, and for OpenLR the
    ``references``.

    Attributes:
        time_sets: names of the times of the week, in the order of the parameters.
        time_zone: IANA name of the zone of these times.
    """

    CSV: ClassVar[str] = "speeds.csv"
    PARQUET: ClassVar[str] = "speeds.parquet"
    OSRM: ClassVar[str] = "osrm"
    VALHALLA: ClassVar[str] = "valhalla"
    GMNS: ClassVar[str] = "gmns"
    OVERTURE: ClassVar[str] = "overture_ids.csv"
    OPENLR: ClassVar[str] = "openlr.csv"

    time_sets: tuple[str, ...]
    time_zone: str


KIND = Kind(
    title="Export for routing programs",
    params=RoutingExportParams,
    result=RoutingExportResult,
    command=Command(
        "write the speeds of roads for routing programs",
        "FOLDER",
        group="Share",
        epilog="Speeds are written as CSV and GeoParquet, with --extract for OSRM, and with "
        "--tiles for Valhalla; with --gmns, junctions as tables; with --openlr, references of "
        "segments; with --overture, Overture's ids. A MODEL must have learned times of the week.",
        holds=(
            RoutingExportResult.CSV,
            RoutingExportResult.PARQUET,
            RoutingExportResult.OSRM,
            RoutingExportResult.VALHALLA,
            RoutingExportResult.GMNS,
            RoutingExportResult.OVERTURE,
            RoutingExportResult.OPENLR,
        ),
    ),
    files=(
        named(RoutingExportResult.CSV, Format.CSV, Table("", ROAD, column_at_times)),
        named(RoutingExportResult.PARQUET, Format.PARQUET),
        OutputFile(re.compile(rf"{RoutingExportResult.OSRM}/[a-z0-9_]+\.csv"), Format.CSV),
        OutputFile(re.compile(rf"{RoutingExportResult.VALHALLA}/[0-9/]+\.csv"), Format.CSV),
        OutputFile(re.compile(rf"{RoutingExportResult.GMNS}/[a-z_]+\.csv"), Format.CSV),
        named(RoutingExportResult.OVERTURE, Format.CSV),
        named(RoutingExportResult.OPENLR, Format.CSV, Table("", (ROAD[0], REFERENCE))),
    ),
    cost=Cost(SEGMENTS, Line(4.0, 1.5e-3), Line(7.0e8, 6.0e4), Line(1e6, 3e3), of_segments),
    algorithm=Algorithm(
        "routingexport",
        "Export for routing programs",
        "Writes the speeds of roads at times of the week for Valhalla, OSRM and others",
        ("valhalla", "osrm", "gmns", "openlr", "route", "csv", "geoparquet", "traffic", "save"),
        "export",
        "routing.md",
        picture=("model + page 7:00: times", "page CSV: speeds"),
        folder=("The folder for the files.", "Files of speeds"),
        named_after="model",
        predicts=True,
        at_times=True,
    ),
    awaited="always",
    sums="passes",
)
