"""Compare two bundles, periods or times of the week: what changed on which road."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..errors import Code, TrajganrError
from ..options.option_fields import option, same_as
from ..options.periods import parse_period
from ..options.time_sets import NAMED_SETS, parse_time_set
from .algorithm import Algorithm, Count
from .cost import Cost, Inputs, JobSize, Line
from .files import ROAD, Format, Table, named
from .kind import Command, Kind
from .observe import ObserveParams
from .params import Bundle, File, JobParams, given, given_bundle
from .result import TrafficResult

__all__ = ["CHANGED", "KIND", "ChangedMeasure", "ChangesParams", "ChangesResult"]


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


CHANGED = (
    *(f"{name}_{side}" for name in ("trips", "vehicles") for side in ("before", "after")),
    *(
        f"{name}_{end}"
        for name in ("speed_kmh", "trip_share", "slowdown_mps2")
        for end in ("before", "after", "change", "change_low", "change_high")
    ),
    *(
        f"{name}_{end}"
        for name in ("speed", "popularity", "slowdown")
        for end in ("p", "q", "changed")
    ),
    *(
        f"predicted_{name}_{end}"
        for name in ("speed_kmh", "popularity_class", "slowdown_mps2")
        for end in ("before", "after", "change")
    ),
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


KIND = Kind(
    title="Before and after",
    params=ChangesParams,
    result=ChangesResult,
    command=Command(
        "compare two bundles, periods or times of the week: what changed on which road",
        "CHANGES.gpkg",
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
                (*ROAD, "district", "known", *CHANGED),
                output="OUTPUT",
                title="Changes",
                help="A feature for each direction of each road on which enough drivers drove "
                "before or after.",
                geometry="lines",
            ),
            Table(
                ChangesResult.GROUPS,
                (
                    *("measure", "kind", "group", "roads", "km", "roads_up", "roads_down"),
                    *("change_p25", "change_median", "change_p75"),
                ),
                output="GROUPS",
                title="Changes by road class and district",
                help="A table with the numbers of changed roads, and the median change.",
                is_optional=True,
            ),
        ),
    ),
    cost=Cost("trips", Line(3.2, 1.5e-4), Line(6.0e8, 2.0e3), Line(5.0e6, 300.0), _changes),
    algorithm=Algorithm(
        "changes",
        "Before and after",
        "What changed on which road between two bundles, periods or times of the week",
        ("bundle", "comparison", "difference", "before-after study", "significance"),
        "model",
        "results.md#before-and-after",
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
