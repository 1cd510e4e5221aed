"""The result of each kind of job: one class per kind, with the names of its files and layers.

A job's function returns an instance, which is stored and sent as JSON. A client rebuilds it with
:meth:`JobResult.from_dict`, which checks every field, because the worker is not trusted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

from .agreement import Agreement
from .errors import Code, TrajganrError
from .group_figures import GroupFigures
from .json_records import FieldError, decode, encode
from .protocol.file_names import is_file_name
from .texts import Text

__all__ = [
    "RESULTS",
    "AreaReportResult",
    "ChangedMeasure",
    "ChangesResult",
    "DownloadResult",
    "EmbedResult",
    "EvaluateResult",
    "ExportResult",
    "FetchOsmResult",
    "FetchStreetViewResult",
    "FilesResult",
    "FinetuneResult",
    "FlowTimeSet",
    "JobResult",
    "LabelsResult",
    "LoadOsmResult",
    "LoadTripsResult",
    "MatchResult",
    "ObserveResult",
    "OdMatrixResult",
    "PredictResult",
    "PrepareResult",
    "PretrainResult",
    "ReportResult",
    "RoutingExportResult",
    "SelectLinkResult",
    "TimeSetResult",
    "TravelTimesResult",
    "WebpageResult",
    "is_id",
    "refused_answer",
    "result_of",
]

R = TypeVar("R", bound="JobResult")

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def is_id(value: Any) -> bool:
    """Whether a value can be the id of a job, a bundle or a model."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_result_file(value: Any) -> bool:
    """Whether a value is the path of a file of a result, relative to its folder."""
    return isinstance(value, str) and all(map(is_file_name, value.split("/")))


File = Annotated[str, _is_result_file]
Id = Annotated[str, is_id]
Counts = Mapping[str, float]
Metrics = Mapping[str, Mapping[str, float | None]]
Groups = Mapping[str, tuple[GroupFigures, ...]]


class HasResult(Protocol):
    """The part of a job that its result is made from."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def result(self) -> Mapping[str, Any] | None:
        """Its result as JSON; None until it has succeeded."""


#: The result of each kind of job; the classes below add themselves.
RESULTS: dict[str, type[JobResult]] = {}


@dataclass(frozen=True, kw_only=True)
class JobResult:
    """The fields that every result has. A subclass names its kind in the class statement.

    Attributes:
        remarks: what was left out and why, for people.
    """

    kind: ClassVar[str] = ""
    #: Names that ``counts`` always has.
    required_counts: ClassVar[Set[str]] = frozenset()

    remarks: tuple[Text, ...] = ()

    def __init_subclass__(cls, kind: str = "", counts: Set[str] = frozenset()) -> None:
        if kind:
            cls.kind, cls.required_counts = kind, counts
            RESULTS[kind] = cls

    def __post_init__(self) -> None:
        missing = self.required_counts - getattr(self, "counts", {}).keys()
        if missing:
            raise FieldError(f"result.counts.{min(missing)}", "is missing")

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, without fields that are None; numbers that are not finite become None."""
        content = {name: _plain(value) for name, value in encode(self).items()}
        return {name: value for name, value in content.items() if value is not None}

    @classmethod
    def from_dict(cls: type[R], data: Any) -> R:
        """Rebuild a result from :meth:`to_dict`; fields of other releases are ignored.

        Raises:
            TrajganrError: ``PROTOCOL.SCHEMA``, naming what is missing or of another type.
        """
        try:
            return decode(cls, data, "result")
        except FieldError as error:
            raise refused_answer(error.field) from error

    @classmethod
    def of(cls: type[R], job: HasResult) -> R:
        """The result of a job that has succeeded; errors as :meth:`from_dict`."""
        return cls.from_dict(job.result)


@dataclass(frozen=True, kw_only=True)
class FilesResult(JobResult):
    """The result of a job that writes files.

    Attributes:
        files: their names, with folders separated by slashes.
        counts: numbers of things, by name.
    """

    files: tuple[File, ...]
    counts: Counts

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.files:
            raise FieldError("result.files", "is empty")


@dataclass(frozen=True, kw_only=True)
class DownloadResult(FilesResult):
    """The result of a job whose data has a licence.

    Attributes:
        licence, attribution: of the data.
    """

    licence: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class LoadTripsResult(FilesResult, kind="load_trips", counts={"trips", "fixes"}):
    """Trips as a layer.

    Attributes:
        cleaning: what was dropped, by reason.
    """

    FILE: ClassVar[str] = "trips.gpkg"
    LAYER: ClassVar[str] = "trips"

    cleaning: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LoadOsmResult(DownloadResult, kind="load_osm", counts={"roads", "places"}):
    """Roads and places of an extract, as layers."""

    FILE: ClassVar[str] = "osm.gpkg"
    ROADS: ClassVar[str] = "roads"
    PLACES: ClassVar[str] = "places"


@dataclass(frozen=True, kw_only=True)
class FetchOsmResult(LoadOsmResult, kind="fetch_osm", counts=LoadOsmResult.required_counts):
    """Downloaded roads and places.

    Attributes:
        timestamp: of the data, ISO 8601; '' where not known.
        retrieved_at: when they were downloaded, ISO 8601.
        endpoint: URL of the service, without a login.
        area: the study area.
    """

    EXTRACT: ClassVar[str] = "osm.osm"

    timestamp: str | None = None
    retrieved_at: str = ""
    endpoint: str = ""
    area: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FetchStreetViewResult(DownloadResult, kind="fetch_street_view", counts={"images"}):
    """Street views, or their coverage.

    Attributes:
        dropped: pictures that were left out, by reason.
        tiles: of the coverage.
        retrieved_at: when they were downloaded, ISO 8601.
        filter: the options that select pictures.
        area: the study area.
    """

    PICTURES: ClassVar[str] = "street_view.zip"
    LAYER_FILE: ClassVar[str] = "street_view.gpkg"
    COVERAGE_FILE: ClassVar[str] = "coverage.gpkg"
    COVERAGE: ClassVar[str] = "coverage"

    dropped: Mapping[str, float] = field(default_factory=dict)
    tiles: Any = None
    retrieved_at: str = ""
    filter: Mapping[str, Any] = field(default_factory=dict)
    area: Mapping[str, Any] = field(default_factory=dict)


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


@dataclass(frozen=True, kw_only=True)
class PrepareResult(JobResult, kind="prepare", counts={"trips", "edges", "images"}):
    """A bundle.

    Attributes:
        bundle: its id; the worker that runs the job sets it.
        counts: how many trips, edges, images and so on it has.
        tasks: how many labelled edges each task has.
        notes: on tasks without labels.
        dropped: what was left out, by stage.
    """

    bundle: Id | None = None
    counts: Counts
    tasks: Mapping[str, float]
    notes: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LabelsResult(FilesResult, kind="labels"):
    """Labels as a layer; ``counts`` are the labelled roads of each task.

    Attributes:
        driving_side: where each direction is drawn.
    """

    FILE: ClassVar[str] = "labels.gpkg"
    LAYER: ClassVar[str] = "labels"

    driving_side: str


@dataclass(frozen=True, kw_only=True)
class TimeSetResult:
    """What was observed in a time set.

    Attributes:
        name: of the time set; the value of the column ``time_set``.
        passes: number of passes; 0 if the trips have none at these times.
        segments: directed segments in the layer.
        withheld: directed segments with passes of too few drivers, which were not written.
    """

    name: str
    passes: int
    segments: int
    withheld: int


@dataclass(frozen=True, kw_only=True)
class ObserveResult(FilesResult, kind="observe", counts={"rows", "passes", "withheld_rows"}):
    """Observed traffic as a layer, a row for each directed segment and time set.

    Attributes:
        time_sets: what was observed in each time set, in the order of the request.
        time_zone: IANA name of the zone of the times of the week.
        min_drivers: rows of fewer drivers were withheld.
        driving_side: where each direction is drawn.
    """

    FILE: ClassVar[str] = "observed.gpkg"
    LAYER: ClassVar[str] = "observed"

    time_sets: tuple[TimeSetResult, ...]
    time_zone: str
    min_drivers: int
    driving_side: str


@dataclass(frozen=True, kw_only=True)
class FlowTimeSet:
    """Which trips were counted in a time set.

    Attributes:
        name: of the time set; the value of the column ``time_set``.
        trips: number of trips; 0 if fewer drivers than the minimum made them.
        rows: of the first layer, for this time set.
        withheld: rows of it with trips of too few drivers, which were not written.
    """

    name: str
    trips: int
    rows: int
    withheld: int


@dataclass(frozen=True, kw_only=True)
class SelectLinkResult(
    FilesResult,
    kind="select_link",
    counts={"trips", "roads", "cells", "hours", "withheld_rows"},
):
    """Trips through chosen roads: other roads, origins and destinations, and hours, as layers.

    Attributes:
        time_sets: what was counted in each time set, in the order of the request.
        time_zone: IANA name of the zone of the times of the week.
        min_drivers: rows of fewer drivers were withheld.
        driving_side: where each direction is drawn.
    """

    FILE: ClassVar[str] = "select_link.gpkg"
    ROADS: ClassVar[str] = "roads"
    ENDS: ClassVar[str] = "ends"
    HOURS: ClassVar[str] = "hours"

    time_sets: tuple[FlowTimeSet, ...]
    time_zone: str
    min_drivers: int
    driving_side: str


@dataclass(frozen=True, kw_only=True)
class OdMatrixResult(
    FilesResult, kind="od_matrix", counts={"trips", "rows", "zones", "outside", "withheld_rows"}
):
    """Trips between zones as a table and as lines.

    The count ``outside`` is 0 also if fewer drivers than the minimum made these trips.

    Attributes:
        time_sets: what was counted in each time set, in the order of the request.
        time_zone: IANA name of the zone of the times of the week.
        min_drivers: rows of fewer drivers were withheld.
        driving_side: on which side of a line its direction is drawn.
    """

    FILE: ClassVar[str] = "od_matrix.gpkg"
    MATRIX: ClassVar[str] = "matrix"
    LINES: ClassVar[str] = "lines"

    time_sets: tuple[FlowTimeSet, ...]
    time_zone: str
    min_drivers: int
    driving_side: str


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


@dataclass(frozen=True, kw_only=True)
class ChangesResult(
    FilesResult,
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
        time_zone: IANA name of the zone of days and times.
        min_drivers: values of fewer drivers were withheld.
        false_discovery: the rate that the flags keep.
        driving_side: on which side of a line its direction is drawn.
    """

    FILE: ClassVar[str] = "changes.gpkg"
    LAYER: ClassVar[str] = "changes"
    GROUPS: ClassVar[str] = "groups"

    measures: tuple[ChangedMeasure, ...]
    before: str
    after: str
    has_predictions: bool
    time_zone: str
    min_drivers: int
    false_discovery: float
    driving_side: str


@dataclass(frozen=True, kw_only=True)
class ReportResult(FilesResult, kind="report"):
    """A quality report."""

    FILE: ClassVar[str] = "report.html"


@dataclass(frozen=True, kw_only=True)
class WebpageResult(FilesResult, kind="webpage", counts={"roads", "streets", "views"}):
    """A page with a map of roads."""

    FILE: ClassVar[str] = "roads.html"


@dataclass(frozen=True, kw_only=True)
class AreaReportResult(FilesResult, kind="area_report", counts={"pages", "roads"}):
    """A report of a study area."""

    FILE: ClassVar[str] = "report.pdf"


@dataclass(frozen=True, kw_only=True)
class PretrainResult(JobResult, kind="pretrain"):
    """A model.

    Attributes:
        model: its id; the worker that runs the job sets it.
        figures: of the epoch that was kept.
    """

    model: Id | None = None
    figures: Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True)
class FinetuneResult(JobResult, kind="finetune"):
    """A model with heads.

    Attributes:
        model: its id; the worker that runs the job sets it.
        metrics: of each task on held-out roads, by name.
        groups: errors and intervals of each task on held-out roads, by group of roads.
    """

    model: Id | None = None
    metrics: Metrics
    groups: Groups


@dataclass(frozen=True, kw_only=True)
class PredictResult(FilesResult, kind="predict", counts={"roads"}):
    """Predicted roads as a layer.

    Attributes:
        time_sets: names of the times of the week that were predicted.
        time_zone: IANA name of the zone of the times of the week.
    """

    FILE: ClassVar[str] = "roads.gpkg"
    LAYER: ClassVar[str] = "roads"

    time_sets: tuple[str, ...] = ()
    time_zone: str = ""


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
    TIMES: ClassVar[str] = "travel_times"
    REACHED: ClassVar[str] = "reached_roads"
    ISOCHRONES: ClassVar[str] = "isochrones"

    time_set: str
    time_zone: str
    limits_min: tuple[float, ...] = ()
    driving_side: str


@dataclass(frozen=True, kw_only=True)
class EmbedResult(FilesResult, kind="embed", counts={"with_trips", "with_images", "dimensions"}):
    """Embeddings as a layer, whose file has its name; ``counts`` has ``roads`` or ``locations``."""

    LAYER: ClassVar[str] = "embeddings"


@dataclass(frozen=True, kw_only=True)
class ExportResult(FilesResult, kind="export"):
    """A file for each exported layer; ``counts`` are the features of each layer."""


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


@dataclass(frozen=True, kw_only=True)
class EvaluateResult(FilesResult, kind="evaluate", counts={"roads"}):
    """Metrics and residuals; ``counts`` are the ``roads`` and those of each task.

    Attributes:
        on: the evaluated roads, :attr:`HELD_OUT` or :attr:`OTHER_BUNDLE`.
        metrics: of each task, by name.
        groups: errors and intervals of each task, by group of roads.
        driving_side: where each direction is drawn.
        agreement: of each task, numbers of roads by label and prediction.
    """

    REPORT: ClassVar[str] = "evaluation.json"
    FILE: ClassVar[str] = "evaluation.gpkg"
    LAYER: ClassVar[str] = "roads"
    HELD_OUT: ClassVar[str] = "held-out roads"
    OTHER_BUNDLE: ClassVar[str] = "all labelled roads of another bundle"

    on: str
    metrics: Metrics
    groups: Groups
    driving_side: str
    agreement: Mapping[str, Agreement] = field(default_factory=dict)


def result_of(job: HasResult) -> JobResult | None:
    """The result of a job of any kind; None until it has succeeded.

    Raises:
        TrajganrError: as :meth:`JobResult.from_dict`.
    """
    if job.result is None:
        return None
    return RESULTS.get(job.kind, JobResult).from_dict(job.result)


def refused_answer(what: str) -> TrajganrError:
    """The error for an answer of a worker with a missing or malformed part, ``what``."""
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The worker's answer was refused: {what} is missing or malformed.",
        "Plugin and worker should be of the same release. If they are, do not trust this worker.",
        what=what[:200],
    )


def _plain(value: Any) -> Any:
    """A value with None for numbers that JSON does not have."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
