"""A worker's answers as dataclasses, parsed by the client.

A worker is not trusted: its answers become names of files, numbers and texts, so every value is
checked against the annotation of its field. Fields that are not listed here are ignored, because a
newer worker may have more; fields that may be None may be absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Any, TypeVar

from ..kinds import KINDS, result_of
from ..kinds.result import is_id, refused_answer
from ..records.json_records import MAX_INTEGER, FieldError, decode, is_number
from .file_names import is_file_name
from .states import JobState

T = TypeVar("T")

#: The end of the year 9998: the latest time that every system can write as a date.
_LAST_SECOND = 253_370_764_799


def _is_whole(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MAX_INTEGER


def _is_time(value: Any) -> bool:
    return is_number(value) and 0 <= value <= _LAST_SECOND


Id = Annotated[str, is_id]
Whole = Annotated[int, _is_whole]
#: Unix seconds.
Time = Annotated[float, _is_time]


@dataclass(frozen=True, kw_only=True)
class Hello:
    """Who the client is for the worker, and what the worker supports.

    Attributes:
        release: of the worker.
        requests: that it answers.
        jobs: the parameters of each kind of job, and whether each is required.
        owner: of the jobs that this client submits.
        is_admin: whether the client sees the jobs of everybody.
        topics: that the events of all visible jobs begin with.
    """

    release: str
    requests: tuple[str, ...]
    jobs: Mapping[str, Mapping[str, bool]]
    owner: str
    is_admin: bool
    topics: str


@dataclass(frozen=True)
class Span:
    """An estimated number: its range, and its likely value."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What a job is expected to need; None where that is not known.

    Attributes:
        seconds, memory_bytes, disk_bytes: of the job.
        basis: a sentence on their origin.
    """

    seconds: Span | None = None
    memory_bytes: Span | None = None
    disk_bytes: Span | None = None
    basis: str


@dataclass(frozen=True, kw_only=True)
class Estimate(Costs):
    """The costs of a job that was not submitted, and the free disk space of the worker."""

    free_disk_bytes: Whole


@dataclass(frozen=True, kw_only=True)
class Progressed:
    """How far a job is.

    Attributes:
        job_id: the job.
        state: of it.
        stage: what it does, for people.
        fraction: of the stage, 0 to 1.
        progress: of the job, 0 to 1.
        remaining_s: estimated seconds.
        remaining_of: ``job`` if these are of the whole job, else of the stage.
        figures: of a training, by name.
    """

    job_id: Id
    state: JobState
    stage: str = ""
    fraction: float = 0.0
    progress: float = 0.0
    remaining_s: float | None = None
    remaining_of: str | None = None
    figures: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Event(Progressed):
    """A change of a job.

    Attributes:
        seq: its number among the events of the job, from 1.
        at: Unix seconds.
        message: for people.
    """

    seq: Whole
    at: Time
    message: str | None = None


@dataclass(frozen=True)
class Submitted:
    """A job that was queued."""

    job_id: Id


@dataclass(frozen=True)
class Ahead:
    """The job that a queued one waits for; without id and name if it is another person's."""

    job_id: str
    name: str

    @property
    def title(self) -> str:
        """Its name; its id if it has none."""
        return self.name or self.job_id


@dataclass(frozen=True, kw_only=True)
class JobRecord(Progressed):
    """A job.

    Attributes:
        kind: one of :data:`.jobs.KINDS`, or of a newer release.
        name: given by a person, or empty.
        priority: ``interactive`` or ``batch``.
        error: for :meth:`.TrajganrError.from_dict`.
        result: None until the job has succeeded; for :func:`..kinds.result_of`.
        device: where it runs.
        position: in the queue.
        behind: the job before it in the queue, or the one whose result it needs.
        waits_for: jobs whose results it needs.
        estimate: made when it was submitted.
        bundle, model: of its parameters.
        params: its parameters; only in the answer about one job.
        number: in the order of submission.
        owner: who submitted it; '' for the worker's owner.
        attempt: how often it was started.
        submitted_at, started_at, ended_at: Unix seconds.
    """

    kind: str
    name: str
    priority: str
    error: Mapping[str, Any] | None = None
    result: Mapping[str, Any] | None = None
    device: str | None = None
    position: Whole | None = None
    behind: Ahead | None = None
    waits_for: tuple[Id, ...]
    estimate: Costs | None = None
    bundle: str | None = None
    model: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    number: Whole | None = None
    owner: str | None = None
    attempt: Whole | None = None
    submitted_at: Time
    started_at: Time | None = None
    ended_at: Time | None = None

    @property
    def title(self) -> str:
        """Its name; its id if it has none."""
        return self.name or self.job_id

    def after(self, event: Event) -> JobRecord:
        """The job with the progress of an event.

        Other fields, such as the result or the place in the queue, change only with the state of
        some job.
        """
        progress = {each.name: getattr(event, each.name) for each in fields(Progressed)}
        return replace(self, **progress)

    def checked(self) -> JobRecord:
        """The job itself; if it has succeeded, with the result of its kind.

        Raises:
            TrajganrError: ``PROTOCOL.SCHEMA``.
        """
        result = result_of(self)
        if self.state is JobState.SUCCEEDED and self.kind in KINDS:
            makes = KINDS[self.kind].makes
            if result is None or (makes and getattr(result, makes) is None):
                raise refused_answer(f"the job's result, {makes}" if makes else "the job's result")
        return self


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The common fields of bundles and models in a worker's lists.

    Attributes:
        id: may be the name of any folder that a person has put there; it is listed as damaged.
        name: given by a person; the id if there is none.
        created_at: Unix seconds.
        damaged: whether it can only be deleted.
        error: the reason.
    """

    id: Annotated[str, is_file_name]
    name: str
    created_at: Time
    damaged: bool = False
    error: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class ListedBundle(Listed):
    """A bundle in a worker's list."""

    manifest: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ListedModel(Listed):
    """A model in a worker's list."""

    card: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where jobs run: a device, with the number of jobs that it can run at once."""

    name: str
    device: str
    slots: Whole
    memory_bytes: Whole | None = None


@dataclass(frozen=True)
class Queue:
    """Numbers of jobs."""

    queued: Whole
    running: Whole


@dataclass(frozen=True)
class Resource:
    """Memory or disk space; None where that is not known."""

    free_bytes: Whole | None = None
    total_bytes: Whole | None = None


@dataclass(frozen=True)
class LoadedModel:
    """A model in memory for queries, with its bundle."""

    model: str
    bundle: str
    bytes: Whole


@dataclass(frozen=True, kw_only=True)
class WorkerStatus:
    """The state of a worker. A client that is not an administrator sees no paths.

    Attributes:
        version: its release.
        pid: its process.
        home: its folder.
        device: the names of its GPUs, or ``cpu``.
        places: where jobs run.
        queue: numbers of jobs.
        most_queued: limit on queued jobs.
        waits_for_disk: whether jobs wait until the disk has room.
        jobs: that run; the client's own, unless it is an administrator.
        memory, disk: of the machine.
        models: that are loaded for queries.
        uptime_s: seconds.
    """

    version: str
    pid: Whole
    home: str
    device: str
    places: tuple[Place, ...]
    queue: Queue
    most_queued: Whole
    waits_for_disk: bool
    jobs: tuple[JobRecord, ...]
    memory: Resource
    disk: Resource
    models: tuple[LoadedModel, ...]
    uptime_s: float


def parsed(cls: type[T], value: Any, name: str) -> T:
    """An answer, or a part of one, as a dataclass.

    Args:
        cls: the dataclass.
        value: what the worker sent.
        name: of the value, for the error.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``.
    """
    try:
        return decode(cls, value, name)
    except FieldError as error:
        raise refused_answer(error.field) from error
