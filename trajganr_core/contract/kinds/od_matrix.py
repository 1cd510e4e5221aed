"""Count the trips of a bundle from zone to zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..options.option_fields import option, same_as
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, named
from .kind import Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, given
from .result import TrafficResult
from .select_link import COUNTS, FlowTimeSet, SelectLinkParams

__all__ = ["KIND", "OdMatrixParams", "OdMatrixResult"]


@dataclass(frozen=True, kw_only=True)
class OdMatrixParams(JobParams, kind="od_matrix"):
    """Count the trips of a bundle from zone to zone."""

    bundle: Bundle = given("output of prepare", positional=True)
    zones: File = given("polygon layer in any CRS")
    zone_field: str = option(
        "",
        title="Field with the names of zones",
        help="Polygons of the same name are one zone.",
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
    MATRIX: ClassVar[str] = "matrix"
    LINES: ClassVar[str] = "lines"

    time_sets: tuple[FlowTimeSet, ...]


KIND = Kind(
    title="OD matrix",
    params=OdMatrixParams,
    result=OdMatrixResult,
    command=Command(
        "write the numbers of trips from zone to zone, as a table and as lines",
        "OD.gpkg",
        epilog="The layers are lines and matrix, a table that also has the trips within each zone.",
    ),
    files=(
        named(
            OdMatrixResult.FILE,
            Format.GEOPACKAGE,
            Table(OdMatrixResult.MATRIX, ("time_set", "origin", "destination", *COUNTS)),
            Table(OdMatrixResult.LINES, ("time_set", "origin", "destination", *COUNTS)),
        ),
    ),
    cost=Cost(SEGMENTS, Line(1.2, 5.0e-5), Line(2.5e8, 1.0e4), Line(2.0e5, 20.0), of_segments),
    awaited="always",
)
