"""Write travel times between points at a time of the week, and the roads that they reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from ..errors import Code, TrajganrError
from ..layers.columns import ROAD, TIME_SET, Column
from ..layers.styles import Style
from ..options.option_fields import option, same_as
from ..options.time_sets import NAMED_SETS, parse_time_set
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, Table, matrices, named
from .kind import Command, Kind
from .od_matrix import OdMatrixParams
from .params import Bundle, File, JobParams, Model, given, given_bundle_or_own, given_model
from .result import FilesResult

ORIGIN = Column("origin_fid", "Origin", meaning="Id in its layer; in a CSV, the row from 0.")
WITHIN = Column(
    "within_min", "Reached within", "min", meaning="The smallest chosen number that holds."
)
#: Limits of reached roads, which are as many colours.
MAX_LIMITS = 6
#: Largest distance of isochrones from reached roads, metres: beyond it they say little about roads.
WIDEST_M = 2000


@dataclass(frozen=True, kw_only=True)
class TravelTimesParams(JobParams, kind="travel_times"):
    """Write travel times between points at a time of the week, and the roads that they reach.

    Isochrones are polygons around the reached roads.
    """

    model: Model | None = given_model(
        "output of pretrain or finetune",
        "A model that has learned times of the week; the dock says which have.",
    )
    origins: File = given(
        "points where routes begin",
        positional=True,
        title="Origins",
        layer="points",
        is_in_area=True,
    )
    destinations: File | None = given(
        "points where routes end",
        default=None,
        absent="the origins",
        title="Destinations",
        layer="points",
        is_in_area=True,
    )
    bundle: Bundle | None = given_bundle_or_own("trips and roads", "Provides trips and roads.")
    time_set: str = option(
        "whole week",
        title="Time of the week",
        help="In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of "
        f"the names {', '.join(NAMED_SETS)}.",
        flag="at",
        advanced=False,
        parse=parse_time_set,
    )
    reach: tuple[str, ...] = option(
        (),
        title="Reached roads within",
        help=f"Minutes, such as 5, 10 and 15, at most {MAX_LIMITS} numbers: the parts of roads "
        "that can be reached from each origin in this time.",
        unit="min",
        left_open="no reached roads",
        advanced=False,
    )
    with_isochrones: bool = option(
        False,
        title="Isochrones",
        help="Polygons around the reached roads of each origin and number of minutes.",
        flag="isochrones",
    )
    isochrone_distance_m: float = option(
        100.0,
        title="Distance of isochrones from reached roads",
        help="Isochrones are the places up to this distance from reached roads, in a straight "
        "line. A larger one closes the gaps between roads, and reaches farther than they do.",
        unit="m",
        above=0,
        maximum=WIDEST_M,
    )
    snap_m: float = option(
        200.0,
        title="Largest distance of a point from a road",
        help="Points farther from all roads are refused. The way from a point to its road takes no "
        "time.",
        unit="m",
        above=0,
    )
    format: str = same_as(OdMatrixParams, "format")

    def __post_init__(self) -> None:
        super().__post_init__()
        limits = self.limits_min  # refuses wrong ones
        if self.with_isochrones and not limits:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Isochrones have no minutes within which roads are reached.",
                "Give some minutes, such as 5, 10 and 15, or leave isochrones out.",
            )

    @property
    def limits_min(self) -> tuple[float, ...]:
        """The limits of :attr:`reach`, minutes, ascending.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for a text that is no positive number, a limit that is
                given twice, or more than :data:`MAX_LIMITS`.
        """
        try:
            limits = sorted(float(text) for text in self.reach)
        except ValueError:
            limits = [math.nan]
        is_fine = all(0 < each < math.inf for each in limits) and len({*limits}) == len(limits)
        if not is_fine or len(limits) > MAX_LIMITS:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The minutes within which roads are reached are {limits}.",
                "Give at most {most} different positive numbers of minutes, such as 5, 10 and 15.",
                limits=", ".join(self.reach)[:200],
                most=MAX_LIMITS,
            )
        return tuple(limits)


@dataclass(frozen=True, kw_only=True)
class TravelTimesResult(
    FilesResult, kind="travel_times", counts={"origins", "destinations", "pairs", "unreachable"}
):
    """Travel times as a table, and reached roads and isochrones as layers if they were asked for.

    Attributes:
        time_set: name of the time of the week.
        time_zone: IANA name of the zone of the times of the week.
        limits_min: of reached roads, ascending.
        driving_side: where each direction is drawn.
    """

    FILE: ClassVar[str] = "travel_times.gpkg"
    OMX: ClassVar[str] = "travel_times.omx"
    TIMES: ClassVar[str] = "travel_times"
    REACHED: ClassVar[str] = "reached_roads"
    ISOCHRONES: ClassVar[str] = "isochrones"

    time_set: str
    time_zone: str
    limits_min: tuple[float, ...] = ()
    driving_side: str


KIND = Kind(
    title="Travel times",
    params=TravelTimesParams,
    result=TravelTimesResult,
    command=Command(
        "write travel times between points, and the roads they reach",
        "TIMES.gpkg",
        group="Models",
        epilog="Times are those at a time of the week. Points are a layer, or a CSV with lon and "
        "lat. A MODEL must have learned times of "
        "the week. An .omx has matrices of the times alone.",
        endings=(".gpkg", ".omx"),
    ),
    files=(
        named(
            TravelTimesResult.FILE,
            Format.GEOPACKAGE,
            Table(
                TravelTimesResult.TIMES,
                (
                    ORIGIN,
                    Column("destination_fid", "Destination"),
                    Column(
                        "minutes",
                        "Mean travel time",
                        "min",
                        meaning="On the fastest route; empty if none.",
                    ),
                    Column(
                        "minutes_low",
                        "Mean travel time, interval from",
                        "min",
                        meaning="All segments at the lower end of their interval.",
                    ),
                    Column(
                        "minutes_high",
                        "Mean travel time, interval to",
                        "min",
                        meaning="All segments at the upper end of their interval.",
                    ),
                    Column(
                        "drive_minutes_median",
                        "Median of drives",
                        "min",
                        meaning="Half of single drives are shorter.",
                    ),
                    Column("drive_minutes_low", "Nine of ten drives, from", "min"),
                    Column("drive_minutes_high", "Nine of ten drives, to", "min"),
                    Column("metres", "Length of the fastest route", "m"),
                ),
                output="OUTPUT",
                title="Travel times",
                help="A table with a row for each pair of an origin and a destination.",
            ),
            Table(
                TravelTimesResult.REACHED,
                (
                    *(*ROAD, ORIGIN, WITHIN),
                    Column("begin_min", "Travel time to the start of the part", "min"),
                    Column("end_min", "Travel time to the end of the part", "min"),
                ),
                styles=lambda result, names: [
                    Style("reached", "Reached roads", limits_min=result.limits_min)
                ],
                output="REACHED",
                title="Reached roads",
                help="The parts of roads that are reached from each origin within the given "
                "minutes.",
                geometry="lines",
                is_optional=True,
            ),
            Table(
                TravelTimesResult.ISOCHRONES,
                (
                    *(ORIGIN, TIME_SET, WITHIN),
                    Column(
                        "from_min",
                        "Not reached within",
                        "min",
                        meaning="The next smaller chosen number, or 0.",
                    ),
                    Column("area_km2", "Area", "km²"),
                ),
                styles=lambda result, names: [
                    Style("isochrones", "Isochrones", limits_min=result.limits_min)
                ],
                output="ISOCHRONES",
                title="Isochrones",
                help="A polygon for each origin and number of minutes: the places near reached "
                "roads.",
                geometry="polygons",
                is_optional=True,
            ),
        ),
        matrices(
            TravelTimesResult.OMX,
            "Minutes and metres as Open Matrix (OMX): a row for each origin, a column for each "
            "destination.",
        ),
    ),
    cost=Cost(SEGMENTS, Line(5.6, 3.7e-4), Line(7.5e8, 8.0e3), Line(5.7e7, 0.0), of_segments),
    algorithm=Algorithm(
        "traveltimes",
        "Travel times",
        "Minutes between points at a time of the week, and the roads that are reached",
        ("isochrone", "origin-destination matrix", "route", "accessibility", "service area"),
        "predict",
        "results.md#travel-times",
        picture=("model + places: points", "predicted: minutes"),
        fields=(
            *("model", "origins", "destinations", "bundle", "time_set", "reach"),
            *("isochrone_distance_m", "snap_m"),
        ),
        defaults={"reach": ("5", "10", "15")},
        counts=(
            Count("PAIRS", "Number of pairs"),
            Count("UNREACHABLE", "Number of pairs without a route"),
            Count("PARTS", "Number of reached parts of roads"),
            Count("ISOCHRONE_COUNT", "Number of isochrones", "isochrones"),
        ),
        named_after="time_set",
        predicts=True,
    ),
    awaited="always",
)
