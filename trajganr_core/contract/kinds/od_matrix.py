"""Count the trips of a bundle from zone to zone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from ..layers.columns import COUNTS, TIME_SET, Column, ColumnType
from ..layers.styles import Style
from ..options.option_fields import option, same_as
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, matrices, named
from .kind import Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, given, given_bundle
from .result import TrafficResult
from .select_link import FlowTimeSet, SelectLinkParams, shares_at_times

FORMATS = {"gpkg": "GeoPackage", "omx": "GeoPackage and Open Matrix"}
BETWEEN_ZONES = (
    TIME_SET,
    Column("origin", "Zone where the trips begin", type=ColumnType.TEXT),
    Column("destination", "Zone where the trips end", type=ColumnType.TEXT),
    *COUNTS,
)


@dataclass(frozen=True, kw_only=True)
class OdMatrixParams(JobParams, kind="od_matrix"):
    """Count the trips of a bundle from zone to zone."""

    bundle: Bundle = given_bundle()
    zones: File = given(
        "polygon layer in any CRS",
        title="Zones",
        help="Polygons, such as districts.",
        layer="polygons",
    )
    zone_field: str = option(
        "",
        title="Field with the names of zones",
        help="Polygons of the same name are one zone.",
        field_of="zones",
        left_open="the numbers of the features",
        advanced=False,
    )
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    side: str = same_as(ObserveParams, "side")
    min_drivers: int = same_as(SelectLinkParams, "min_drivers")
    noise: float | None = option(
        None,
        title="Noise for open data, ε",
        help="Adds random noise to the numbers of trips, for tables that everybody may read: with "
        "and without a driver, a table is as likely up to a factor of exp(ε). 1 is usual; smaller "
        "numbers are noisier.",
        left_open="exact numbers",
        minimum=0.01,
        maximum=100,
    )
    format: str = option(
        "gpkg",
        title="Format",
        help="Open Matrix (OMX), for planning programs, is written beside the GeoPackage.",
        choices=FORMATS,
    )


@dataclass(frozen=True, kw_only=True)
class OdMatrixResult(
    TrafficResult, kind="od_matrix", counts={"trips", "rows", "zones", "outside", "withheld_rows"}
):
    """Trips between zones as a table and as lines.

    The count ``outside`` is 0 also if fewer drivers than the minimum made these trips.

    Attributes:
        time_sets: what was counted in each time set, in the order of the request.
    """

    FILE: ClassVar[str] = "od_matrix.gpkg"
    OMX: ClassVar[str] = "od_matrix.omx"
    MATRIX: ClassVar[str] = "matrix"
    LINES: ClassVar[str] = "lines"

    time_sets: tuple[FlowTimeSet, ...]


def _styles(result: OdMatrixResult, names: Collection[str]) -> list[Style]:
    return shares_at_times("od_lines", result.time_sets)


KIND = Kind(
    title="OD matrix",
    params=OdMatrixParams,
    result=OdMatrixResult,
    command=Command(
        "write the numbers of trips from zone to zone",
        "OD.gpkg",
        group="From trips alone",
        epilog="The layers are lines and matrix, a table, also of the trips within each zone. An "
        ".omx has matrices alone.",
        endings=(".gpkg", ".omx"),
    ),
    files=(
        named(
            OdMatrixResult.FILE,
            Format.GEOPACKAGE,
            Table(
                OdMatrixResult.LINES,
                BETWEEN_ZONES,
                styles=_styles,
                output="OUTPUT",
                title="Desire lines",
                help="A line from zone to zone, wider for more trips.",
                geometry="lines",
            ),
            Table(
                OdMatrixResult.MATRIX,
                BETWEEN_ZONES,
                output="MATRIX",
                title="Trips between zones",
                help="A table with a row for each pair of zones, also of trips within a zone.",
            ),
        ),
        matrices(
            OdMatrixResult.OMX,
            "Numbers of trips as Open Matrix (OMX), a matrix for each time of the week.",
        ),
    ),
    cost=Cost(SEGMENTS, Line(1.2, 5.0e-5), Line(2.5e8, 1.0e4), Line(2.0e5, 20.0), of_segments),
    sums="trips between zones",
    algorithm=Algorithm(
        "odmatrix",
        "Origin–destination matrix",
        "How many trips lead from zone to zone, as a table and as desire lines",
        ("bundle", "flows", "desire lines", "zones", "origin", "destination", "trip table"),
        "model",
        "results.md#origin-destination-matrices",
        fields=("bundle", "zones", "zone_field", "time_sets", "side", "min_drivers", "noise"),
        picture=("bundle + squares: zones", "vectors: from, to"),
        counts=(
            Count("TRIP_COUNT", "Trips between zones", "trips"),
            Count("ROWS", "Rows"),
            Count("OUTSIDE", "Trips that begin or end outside all zones"),
            Count("WITHHELD_ROWS", "Rows of too few drivers, not written"),
        ),
    ),
    awaited="always",
)
