"""Base of the results of every kind of job.

A job's function returns an instance, which is stored and sent as JSON. A client rebuilds it with
:meth:`JobResult.from_dict`, which checks every field, because the worker is not trusted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

from ..errors import Code, TrajganrError
from ..protocol.file_names import is_file_name
from ..records.group_figures import GroupFigures
from ..records.json_records import FieldError, decode, encode
from ..texts.text import Text

R = TypeVar("R", bound="JobResult")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def is_id(value: Any) -> bool:
    """Whether a value can be the id of a job, a bundle or a model."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_result_file(value: Any) -> bool:
    """Whether a value is the path of a file of a result, relative to its folder."""
    return isinstance(value, str) and all(map(is_file_name, value.split("/")))


ResultFile = Annotated[str, _is_result_file]
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

    files: tuple[ResultFile, ...]
    counts: Counts

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.files:
            raise FieldError("result.files", "is empty")


@dataclass(frozen=True, kw_only=True)
class TrafficResult(FilesResult):
    """The result of a job that publishes what drivers did.

    Attributes:
        time_zone: IANA name of the zone of the times of the week.
        min_drivers: rows of fewer drivers were withheld.
        driving_side: where each direction is drawn.
    """

    time_zone: str
    min_drivers: int
    driving_side: str


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
