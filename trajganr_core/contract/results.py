"""What each kind of job returns: one class a kind, used by worker, command line, plugin and tests.

A job's function returns an instance. It is stored and sent as JSON, see :meth:`JobResult.to_dict`.
A client rebuilds it with :meth:`JobResult.from_dict`, which checks every field, because the worker
may be anybody's. A newer worker may send further fields; they are left out. Names of files and
layers that both sides need are constants of these classes. Standard library only.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar

from .errors import Code, TrajganrError
from .json_records import FieldError, decode, encode
from .protocol.file_names import is_file_name

__all__ = [
    "RESULTS",
    "BenchmarkResult",
    "DownloadResult",
    "EmbedResult",
    "EvaluateResult",
    "ExportResult",
    "FetchOsmResult",
    "FetchStreetViewResult",
    "FilesResult",
    "FinetuneResult",
    "JobResult",
    "LabelsResult",
    "LoadOsmResult",
    "LoadTripsResult",
    "MatchResult",
    "PredictResult",
    "PrepareResult",
    "PretrainResult",
    "Ranked",
    "ReportResult",
    "Standing",
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
    """Whether a value names a file of a result, in a folder below it or not."""
    return isinstance(value, str) and all(map(is_file_name, value.split("/")))


File = Annotated[str, _is_result_file]
Id = Annotated[str, is_id]
Counts = Mapping[str, float]
Metrics = Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True, kw_only=True)
class JobResult:
    """What every kind of job returns.

    Attributes:
        remarks: for people: what was left out, and why.
    """

    kind: ClassVar[str] = ""
    #: Names that ``counts`` always has.
    COUNTS: ClassVar[frozenset[str]] = frozenset()

    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        missing = self.COUNTS - getattr(self, "counts", {}).keys()
        if missing:
            raise FieldError(f"result.counts.{min(missing)}", "is missing")

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, without what is not set; numbers that are not finite become None."""
        content: dict[str, Any] = _plain(encode(self))
        return {name: value for name, value in content.items() if value is not None}

    @classmethod
    def from_dict(cls: type[R], data: Any) -> R:
        """Rebuild a result from :meth:`to_dict`; fields of other releases are left out.

        Raises:
            TrajganrError: ``PROTOCOL.SCHEMA``, naming what is missing or of another type.
        """
        try:
            return decode(cls, data, "result")
        except FieldError as error:
            raise refused_answer(error.field) from error

    @classmethod
    def of(cls: type[R], job: Mapping[str, Any]) -> R:
        """The result of a job that has succeeded, as :meth:`from_dict`."""
        return cls.from_dict(job["result"])


@dataclass(frozen=True, kw_only=True)
class FilesResult(JobResult):
    """The result of a job that leaves files.

    Attributes:
        files: their names, with folders separated by slashes.
        counts: how many things of each kind.
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
class LoadTripsResult(FilesResult):
    """Trips as a layer.

    Attributes:
        cleaning: what was dropped, by reason.
    """

    kind: ClassVar[str] = "load_trips"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"trips", "fixes"})
    FILE: ClassVar[str] = "trips.gpkg"
    LAYER: ClassVar[str] = "trips"

    cleaning: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LoadOsmResult(DownloadResult):
    """Roads and places of an extract, as layers."""

    kind: ClassVar[str] = "load_osm"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"roads", "places"})
    FILE: ClassVar[str] = "osm.gpkg"
    ROADS: ClassVar[str] = "roads"
    PLACES: ClassVar[str] = "places"


@dataclass(frozen=True, kw_only=True)
class FetchOsmResult(LoadOsmResult):
    """The same, downloaded.

    Attributes:
        timestamp: of the data, ISO 8601; '' where not known.
        retrieved_at: when they were downloaded, ISO 8601.
        endpoint: URL of the service, without a login.
        area: the study area.
    """

    kind: ClassVar[str] = "fetch_osm"
    EXTRACT: ClassVar[str] = "osm.osm"

    timestamp: str | None = None
    retrieved_at: str = ""
    endpoint: str = ""
    area: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FetchStreetViewResult(DownloadResult):
    """Street views, or where there are any.

    Attributes:
        dropped: pictures that were left out, by reason.
        tiles: of the coverage.
        retrieved_at: when they were downloaded, ISO 8601.
        filter: which pictures were asked for.
        area: the study area.
    """

    kind: ClassVar[str] = "fetch_street_view"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"images"})
    PICTURES: ClassVar[str] = "street_view.zip"
    LAYER_FILE: ClassVar[str] = "street_view.gpkg"
    COVERAGE_FILE: ClassVar[str] = "coverage.gpkg"
    COVERAGE: ClassVar[str] = "coverage"

    dropped: Mapping[str, float] = dataclasses.field(default_factory=dict)
    tiles: Any = None
    retrieved_at: str = ""
    filter: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    area: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MatchResult(FilesResult):
    """Matched trips, as layers.

    Attributes:
        cleaning, matching: what was dropped, by reason.
    """

    kind: ClassVar[str] = "match"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"trips", "pieces", "fixes", "edges"})
    FILE: ClassVar[str] = "matched.gpkg"
    PATHS: ClassVar[str] = "paths"
    FIXES: ClassVar[str] = "fixes"

    cleaning: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    matching: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PrepareResult(JobResult):
    """A bundle.

    Attributes:
        bundle: its id; the worker that runs the job sets it.
        counts: how many trips, edges, images and so on it has.
        tasks: how many labelled edges each task has.
        notes: on tasks without labels.
        dropped: what was left out, by stage.
    """

    kind: ClassVar[str] = "prepare"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"trips", "edges", "images"})

    bundle: Id | None = None
    counts: Counts
    tasks: Mapping[str, float]
    notes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    dropped: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LabelsResult(FilesResult):
    """Labels as a layer; ``counts`` are the labelled roads of each task.

    Attributes:
        driving_side: where each direction is drawn.
    """

    kind: ClassVar[str] = "labels"
    FILE: ClassVar[str] = "labels.gpkg"
    LAYER: ClassVar[str] = "labels"

    driving_side: str


@dataclass(frozen=True, kw_only=True)
class ReportResult(FilesResult):
    """A quality report."""

    kind: ClassVar[str] = "report"
    FILE: ClassVar[str] = "report.html"


@dataclass(frozen=True, kw_only=True)
class PretrainResult(JobResult):
    """A model.

    Attributes:
        model: its id; the worker that runs the job sets it.
        figures: of the epoch that was kept.
    """

    kind: ClassVar[str] = "pretrain"

    model: Id | None = None
    figures: Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True)
class FinetuneResult(JobResult):
    """A model with heads.

    Attributes:
        model: its id; the worker that runs the job sets it.
        metrics: of each task on held-out roads, by name.
    """

    kind: ClassVar[str] = "finetune"

    model: Id | None = None
    metrics: Metrics


@dataclass(frozen=True, kw_only=True)
class PredictResult(FilesResult):
    """Predicted roads as a layer."""

    kind: ClassVar[str] = "predict"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"roads"})
    FILE: ClassVar[str] = "roads.gpkg"
    LAYER: ClassVar[str] = "roads"


@dataclass(frozen=True, kw_only=True)
class EmbedResult(FilesResult):
    """Embeddings as a layer, whose file has its name; ``counts`` has ``roads`` or ``locations``."""

    kind: ClassVar[str] = "embed"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"with_trips", "with_images", "dimensions"})
    LAYER: ClassVar[str] = "embeddings"


@dataclass(frozen=True, kw_only=True)
class ExportResult(FilesResult):
    """A file for each exported layer; ``counts`` are the features of each layer."""

    kind: ClassVar[str] = "export"


@dataclass(frozen=True, kw_only=True)
class EvaluateResult(FilesResult):
    """Metrics and residuals; ``counts`` are the ``roads`` and those of each task.

    Attributes:
        on: which roads were evaluated, :attr:`HELD_OUT` or :attr:`OTHER_BUNDLE`.
        metrics: of each task, by name.
        driving_side: where each direction is drawn.
    """

    kind: ClassVar[str] = "evaluate"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"roads"})
    REPORT: ClassVar[str] = "evaluation.json"
    FILE: ClassVar[str] = "evaluation.gpkg"
    LAYER: ClassVar[str] = "roads"
    HELD_OUT: ClassVar[str] = "held-out roads"
    OTHER_BUNDLE: ClassVar[str] = "all labelled roads of another bundle"

    on: str
    metrics: Metrics
    driving_side: str


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A system in the standings of a task.

    Attributes:
        title: of the system.
        value: of the task's leading metric.
        is_ours: whether it is a preset of TrajGANR.
    """

    title: str
    value: float
    is_ours: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The systems on a task, the best first.

    Attributes:
        task, metric, split: ids.
        systems: at least one.
    """

    task: str
    metric: str
    split: str
    systems: tuple[Ranked, ...]


@dataclass(frozen=True, kw_only=True)
class BenchmarkResult(FilesResult):
    """A comparison of systems.

    Attributes:
        standings: of each task.
        is_final: whether another run could not add systems.
    """

    kind: ClassVar[str] = "benchmark"
    COUNTS: ClassVar[frozenset[str]] = frozenset({"systems", "rows"})
    PAGE: ClassVar[str] = "comparison.html"
    FIGURES: ClassVar[str] = "figures"

    standings: tuple[Standing, ...]
    is_final: bool


RESULTS: dict[str, type[JobResult]] = {
    cls.kind: cls
    for cls in (
        LoadTripsResult,
        LoadOsmResult,
        FetchStreetViewResult,
        FetchOsmResult,
        MatchResult,
        PrepareResult,
        LabelsResult,
        ReportResult,
        PretrainResult,
        FinetuneResult,
        PredictResult,
        EmbedResult,
        ExportResult,
        EvaluateResult,
        BenchmarkResult,
    )
}


def result_of(job: Mapping[str, Any]) -> JobResult | None:
    """The result of a job of any kind; None until it has succeeded.

    Raises:
        TrajganrError: as :meth:`JobResult.from_dict`.
    """
    if job["result"] is None:
        return None
    return RESULTS.get(job["kind"], JobResult).from_dict(job["result"])


def refused_answer(what: str) -> TrajganrError:
    """The error for an answer of a worker that is not as it must be.

    Args:
        what: names the part of it.
    """
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The worker's answer was refused: {what} is missing or not what it should be.",
        "Plugin and worker should be of the same release. If they are, do not trust this worker.",
        what=what[:200],
    )


def _plain(value: Any) -> Any:
    """JSON's types alone: tuples become lists, numbers that JSON lacks None."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
