"""Compare two bundles, periods or times of the week: what changed on which road."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from ..errors import Code, TrajganrError
from ..layers.columns import ROAD, Column, ColumnType, with_interval
from ..layers.styles import Style
from ..options.option_fields import option, same_as
from ..options.periods import parse_period
from ..options.time_sets import NAMED_SETS, parse_time_set
from ..texts.text import Text
from .algorithm import Algorithm, Count
from .cost import Cost, Inputs, JobSize, Line
from .files import Format, Table, named
from .kind import Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, given, given_bundle
from .result import TrafficResult


@dataclass(frozen=True, kw_only=True)
class ChangedMeasure:
    """How many directed segments changed in a measure.

    Attributes:
        name: ``speed``, ``popularity`` or ``slowdown``.
        tested: segments with enough drivers on both sides.
        up, down: those of them that are flagged: larger or smaller after than before.
    """

    name: str
    tested: int
    up: int
    down: int


TEXT = ColumnType.TEXT
#: The measures: what they are flagged by.
MEASURES = {
    "speed": ("Change of speed", "Speed changed: up, down or no"),
    "popularity": ("Change of popularity", "Popularity changed: up, down or no"),
    "slowdown": ("Change of slow-down", "Slow-down changed: up, down or no"),
}
CHANGED = (
    *ROAD,
    Column(
        "district",
        "District of the road",
        type=TEXT,
        meaning="A ninth of the area, or one of your polygons.",
    ),
    Column(
        "known",
        "Known on both sides, or before or after only",
        type=TEXT,
        meaning="both, before, after, or neither: predictions only.",
    ),
    Column("trips_before", "Trips before", meaning="Empty for too few drivers."),
    Column("trips_after", "Trips after"),
    Column("vehicles_before", "Drivers or vehicles before"),
    Column("vehicles_after", "Drivers or vehicles after"),
    Column("speed_kmh_before", "Speed before", "km/h"),
    Column("speed_kmh_after", "Speed after", "km/h"),
    *with_interval(
        Column("speed_kmh_change", "Change of speed", "km/h", meaning="After less before.")
    ),
    Column(
        "trip_share_before",
        "Share of the trips before, 0 to 1",
        meaning="Of all trips of the side.",
    ),
    Column("trip_share_after", "Share of the trips after, 0 to 1"),
    *with_interval(Column("trip_share_change", "Change of the share of the trips")),
    Column("slowdown_mps2_before", "Slow-down intensity before", "m/s²"),
    Column("slowdown_mps2_after", "Slow-down intensity after", "m/s²"),
    *with_interval(Column("slowdown_mps2_change", "Change of slow-down intensity", "m/s²")),
    *(
        column
        for name, (change, flag) in MEASURES.items()
        for column in (
            Column(f"{name}_p", Text("{name}, probability by chance", name=Text(change))),
            Column(f"{name}_q", Text("{name}, false-discovery rate", name=Text(change))),
            Column(f"{name}_changed", flag, type=TEXT),
        )
    ),
    Column("predicted_speed_kmh_before", "Predicted speed before", "km/h"),
    Column("predicted_speed_kmh_after", "Predicted speed after", "km/h"),
    Column("predicted_speed_kmh_change", "Change of predicted speed", "km/h"),
    Column("predicted_popularity_class_before", "Predicted class of popularity before"),
    Column("predicted_popularity_class_after", "Predicted class of popularity after"),
    Column("predicted_popularity_class_change", "Change of predicted class of popularity"),
    Column("predicted_slowdown_mps2_before", "Predicted slow-down intensity before", "m/s²"),
    Column("predicted_slowdown_mps2_after", "Predicted slow-down intensity after", "m/s²"),
    Column("predicted_slowdown_mps2_change", "Change of predicted slow-down", "m/s²"),
)
GROUPED = (
    Column("measure", "Compared measure", type=TEXT),
    Column("kind", "Kind of group: road class or district", type=TEXT),
    Column("group", "Road class or district", type=TEXT),
    Column("roads", "Compared roads"),
    Column("km", "Length of the compared roads", "km"),
    Column("roads_up", "Roads that are flagged as up"),
    Column("roads_down", "Roads that are flagged as down"),
    Column("change_p25", "Change, 25th percentile of the roads"),
    Column("change_median", "Change, median of the roads"),
    Column("change_p75", "Change, 75th percentile of the roads"),
)


@dataclass(frozen=True, kw_only=True)
class ChangesParams(JobParams, kind="changes"):
    """Compare two bundles, periods or times of the week: what changed on which road."""

    bundle: Bundle = given_bundle(
        "output of prepare, with the trips before",
        "The trips before: the output of 'Prepare study area'.",
    )
    after: Bundle | None = given_bundle(
        "the trips after, on the same roads",
        help="",
        title="Bundle ID of the side after",
        default=None,
        absent="the same bundle",
        positional=False,
    )
    predicted_before: File | None = given(
        "predicted roads of the bundle before, to compare them too",
        default=None,
        metavar="ROADS.gpkg",
        title="Predicted roads before",
        help="The output of 'Predict roads' for the bundle before, to compare it too.",
        layer="predicted",
        is_advanced=True,
        is_left_empty=True,
    )
    predicted_after: File | None = given(
        "predicted roads after",
        default=None,
        metavar="ROADS.gpkg",
        absent="those before, at the time of the week after",
        title="Predicted roads after",
        help="If empty: those before, at the time of the week after.",
        layer="predicted",
        is_advanced=True,
        is_left_empty=True,
    )
    districts: File | None = given(
        "polygon layer in any CRS",
        default=None,
        absent="ninths of the study area",
        title="Districts",
        help="Polygons. If empty: ninths of the study area.",
        layer="polygons",
    )
    period: str = option(
        "",
        title="Days before",
        help="A local day such as 2013-07-01, or the first and the last day such as "
        "2013-07-01/2013-09-30.",
        left_open="all days",
        flag="days",
        advanced=False,
    )
    period_after: str = option(
        "",
        title="Days after",
        help="Written like the days before.",
        left_open="all days",
        flag="days-after",
        advanced=False,
    )
    time_set: str = option(
        "whole week",
        title="Time of the week before",
        help="In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of "
        f"the names {', '.join(NAMED_SETS)}.",
        flag="at",
        advanced=False,
    )
    time_set_after: str = option(
        "",
        title="Time of the week after",
        help="Written like the time before.",
        left_open="the time before",
        flag="at-after",
        advanced=False,
    )
    side: str = same_as(ObserveParams, "side", advanced=True)
    min_drivers: int = same_as(
        ObserveParams,
        "min_drivers",
        help="Values of a side with fewer drivers are not written, nor any from which they follow "
        "by subtraction.",
    )
    false_discovery: float = option(
        0.05,
        title="False-discovery rate",
        help="Of the roads that are flagged as changed, at most this share is expected to be "
        "flagged by chance, for each measure.",
        above=0,
        below=1,
    )
    district_field: str = option(
        "",
        title="Field with the names of districts",
        help="Polygons of the same name are one district.",
        field_of="districts",
        left_open="the numbers of the features",
        advanced=False,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        times = [
            parse_time_set(text) for text in (self.time_set, self.time_set_after or self.time_set)
        ]
        periods = [parse_period(text) for text in (self.period, self.period_after)]
        same = times[0] == times[1] and periods[0] == periods[1]
        if same and self.after in (None, self.bundle):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Both sides are the same trips at the same times.",
                "Choose another bundle, other days or another time of the week for the side after.",
            )


@dataclass(frozen=True, kw_only=True)
class ChangesResult(
    TrafficResult,
    kind="changes",
    counts={
        "segments",
        "both",
        "only_before",
        "only_after",
        "changed",
        "withheld_before",
        "withheld_after",
    },
):
    """Differences of roads between two sides, and their numbers by road class and district.

    Attributes:
        measures: what changed.
        before, after: the sides in words.
        has_predictions: whether predicted roads were compared as well.
        false_discovery: the rate that the flags keep.
    """

    FILE: ClassVar[str] = "changes.gpkg"
    LAYER: ClassVar[str] = "changes"
    GROUPS: ClassVar[str] = "groups"

    measures: tuple[ChangedMeasure, ...]
    before: str
    after: str
    has_predictions: bool
    false_discovery: float


def _changes(params: Any, inputs: Inputs) -> JobSize:
    """Trips of both sides, whose passes are held, and segments, which are compared."""
    sides = {params.bundle, params.after or params.bundle}
    counts = [inputs.counts(bundle) for bundle in sides]
    return JobSize(sum(each.trips for each in counts), max(each.edges for each in counts))


def _styles(result: ChangesResult, names: Collection[str]) -> list[Style]:
    """A style of each measure, and one of predicted speeds where they are compared."""
    styles = [Style(f"{name}_changes", change) for name, (change, _) in MEASURES.items()]
    predicted = Style("predicted_changes", "Change of predicted speed")
    return [*styles, predicted] if result.has_predictions else styles


KIND = Kind(
    title="Before and after",
    params=ChangesParams,
    result=ChangesResult,
    command=Command(
        "compare two bundles, periods or times: what changed where",
        "CHANGES.gpkg",
        group="From trips alone",
        epilog="The layers are changes and groups, a table of the changes by road class and "
        "district.",
        shared=("seed",),
    ),
    files=(
        named(
            ChangesResult.FILE,
            Format.GEOPACKAGE,
            Table(
                ChangesResult.LAYER,
                CHANGED,
                styles=_styles,
                output="OUTPUT",
                title="Changes",
                help="A feature for each direction of each road on which enough drivers drove "
                "before or after.",
                geometry="lines",
            ),
            Table(
                ChangesResult.GROUPS,
                GROUPED,
                output="GROUPS",
                title="Changes by road class and district",
                help="A table with the numbers of changed roads, and the median change.",
                is_optional=True,
            ),
        ),
    ),
    cost=Cost("trips", Line(3.2, 1.5e-4), Line(6.0e8, 2.0e3), Line(5.0e6, 300.0), _changes),
    sums="passes",
    algorithm=Algorithm(
        "changes",
        "Before and after",
        "What changed on which road between two bundles, periods or times of the week",
        ("bundle", "comparison", "difference", "before-after study", "significance"),
        "model",
        "results.md#before-and-after",
        picture=("bundle: before + bundle: after", "changes"),
        fields=(
            *("bundle", "after", "period", "period_after", "time_set", "time_set_after"),
            *("districts", "district_field", "predicted_before", "predicted_after"),
            *("side", "min_drivers", "false_discovery", "seed"),
        ),
        counts=(
            Count("SEGMENTS", "Roads"),
            Count("BOTH", "Roads known on both sides"),
            Count("ONLY_BEFORE", "Roads known before only"),
            Count("ONLY_AFTER", "Roads known after only"),
            Count("CHANGED", "Roads flagged as changed"),
        ),
        facts=("before", "after"),
    ),
    awaited="always",
)
