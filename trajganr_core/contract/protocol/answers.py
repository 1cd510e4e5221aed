"""The expected form of a worker's answers, checked by the client.

A worker is not trusted: its answers become names of files, numbers and texts. Fields that are not
listed here are allowed, because a newer worker may have more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..json_records import LARGEST_INTEGER, is_number
from ..results import is_id, refused_answer, result_of
from ..road_times import (
    DAY_TYPES,
    EXPECTED_PASSES_FIELDS,
    HOURS,
    OBSERVED_BINS,
    PROFILE_FIELDS,
)
from .file_names import is_file_name
from .jobs import KINDS
from .states import JobState

__all__ = [
    "BUNDLE",
    "ESTIMATE",
    "EVENT",
    "HELLO",
    "JOB",
    "JOB_ID",
    "MODEL",
    "PLACE",
    "ROAD_TIMES",
    "STATUS",
    "Shape",
    "checked",
    "checked_job",
]

#: A type; a predicate; a list of one shape; ``{str: shape}`` for any names; or a shape for each
#: field. Fields whose names end in ``?`` may be absent.
Shape = type | Callable[[Any], bool] | list[Any] | dict[Any, Any]

#: The end of the year 9998: the latest time that every system can write as a date.
_LAST_SECOND = 253_370_764_799


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_INTEGER


def _time(value: Any) -> bool:
    return is_number(value) and 0 <= value <= _LAST_SECOND


def _state(value: Any) -> bool:
    return isinstance(value, str) and value in JobState.__members__


def _lon_lat(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_number, value))


def _scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | bool) or is_number(value)


def _amount(value: Any) -> bool:
    return is_number(value) and 0 <= value <= LARGEST_INTEGER


def _each_hour(shape: Shape) -> Callable[[Any], bool]:
    return lambda value: not _misfit(value, [shape], "it") and len(value) == HOURS


def _or_none(shape: Shape) -> Callable[[Any], bool]:
    return lambda value: value is None or not _misfit(value, shape, "it")


JOB_ID: Shape = is_id
_RANGE = _or_none({"low": is_number, "likely": is_number, "high": is_number})
_COSTS = {"seconds": _RANGE, "memory_bytes": _RANGE, "disk_bytes": _RANGE, "basis": str}
_PROGRESS = {
    "job_id": is_id,
    "state": _state,
    "stage": _or_none(str),
    "fraction": _or_none(is_number),
    "progress": _or_none(is_number),
    "remaining_s": _or_none(is_number),
    "figures": _or_none({str: _or_none(is_number)}),
}
EVENT: Shape = {**_PROGRESS, "seq": _whole, "at": _time, "message": _or_none(str)}
JOB: Shape = {
    **_PROGRESS,
    "kind": str,
    "name": str,
    "remaining_of": _or_none(str),
    "error": _or_none(dict),
    "result": _or_none(dict),
    "device": _or_none(str),
    "position": _or_none(_whole),
    "behind": _or_none({"job_id": str, "name": str}),
    "estimate": _or_none(_COSTS),
    "waits_for": [is_id],
    "bundle": _or_none(str),
    "model": _or_none(str),
    "params?": dict,
    "priority": str,
    "submitted_at": _or_none(_time),
    "started_at": _or_none(_time),
    "ended_at": _or_none(_time),
}
#: The id may be the name of any folder that a person has put there; it is listed as damaged.
_RECORD = {
    "id": is_file_name,
    "name": str,
    "created_at": _time,
    "damaged?": bool,
    "error?": dict,
}
BUNDLE: Shape = {**_RECORD, "manifest": dict}
MODEL: Shape = {**_RECORD, "card": dict}
HELLO: Shape = {
    "release": str,
    "requests": [str],
    "jobs": {str: {str: bool}},
    "owner": str,
    "is_admin": bool,
    "topics": str,
}
_BYTES = {"free_bytes": _or_none(_whole), "total_bytes": _or_none(_whole)}
STATUS: Shape = {
    "version": str,
    "pid": _whole,
    "home": str,
    "device": str,
    "places": [{"name": str, "device": str, "slots": _whole, "memory_bytes": _or_none(_whole)}],
    "queue": {"queued": _whole, "running": _whole},
    "most_queued": _whole,
    "waits_for_disk": bool,
    "jobs": [JOB],
    "memory": _BYTES,
    "disk": _BYTES,
    "models": list,
    "uptime_s": is_number,
}
ESTIMATE: Shape = {**_COSTS, "free_disk_bytes": _whole}
#: Speeds and passes at each hour of a type of day; intervals may be unknown.
_HOURS = {
    name: _each_hour(_or_none(_amount) if name.endswith(("_low", "_high", "passes")) else _amount)
    for name in PROFILE_FIELDS
} | {f"{name}?": _each_hour(_or_none(_amount)) for name in EXPECTED_PASSES_FIELDS}
_ROAD = {
    "edge": _or_none(_whole),
    "source_fid": _or_none(is_number),
    "osm_id": _or_none(_whole),
    "direction": _or_none(str),
    "name": _or_none(str),
    "location": _lon_lat,
}
PLACE: Shape = {
    "location": _lon_lat,
    "model": str,
    "time_zone?": str,
    "photo": _or_none(
        {
            "image": str,
            "lon": is_number,
            "lat": is_number,
            "heading": _or_none(is_number),
            "captured_at": _or_none(str),
            "distance_m": is_number,
            "licence": str,
            "attribution": str,
        }
    ),
    "roads": [
        {
            **_ROAD,
            "highway": _or_none(str),
            "length_m": _or_none(is_number),
            "distance_m": _or_none(is_number),
            "offset_m": _or_none(is_number),
            "trips": _or_none(is_number),
            "images": _or_none(is_number),
            "basis": _or_none(str),
            "caution": _or_none(str),
            "embedding": list,
            "predictions": {str: {str: _scalar}},
            "nearest": [{**_ROAD, "similarity": _or_none(is_number)}],
            "passes": [{"trip": str, "at": _time, "speed_kmh": _or_none(is_number), "path": list}],
        }
    ],
}


def _row_of(count: int, shape: Shape) -> Callable[[Any], bool]:
    return lambda value: not _misfit(value, [shape], "it") and len(value) == count


#: Percentiles of observed speeds, with and without the number of passes; None where too few drivers
#: made them.
_CELL, _PERCENTILES = (_or_none(_row_of(count, _or_none(_amount))) for count in (4, 3))
ROAD_TIMES: Shape = {
    "edge": _whole,
    "profile": _or_none(dict.fromkeys(DAY_TYPES, _HOURS)),
    "min_drivers": _whole,
    "week": _row_of(7 * HOURS, _CELL),
    "days": dict.fromkeys(DAY_TYPES, _row_of(HOURS, _PERCENTILES)),
    "speeds": _row_of(OBSERVED_BINS, _or_none(_whole)),
}


def checked(value: Any, shape: Shape, name: str) -> Any:
    """An answer, or a part of one, unchanged.

    Args:
        value: what the worker sent.
        shape: its expected form.
        name: of the value, for the error.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``.
    """
    if wrong := _misfit(value, shape, name):
        raise refused_answer(wrong)
    return value


def checked_job(job: dict[str, Any]) -> dict[str, Any]:
    """A job, unchanged; if it has succeeded, with the result of its kind.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``.
    """
    result = result_of(job)
    if job["state"] != JobState.SUCCEEDED.value or job["kind"] not in KINDS:
        return job
    makes = KINDS[job["kind"]].makes
    if result is None or (makes and getattr(result, makes) is None):
        raise refused_answer(f"the job's result, {makes}" if makes else "the job's result")
    return job


def _misfit(value: Any, shape: Shape, where: str) -> str:
    """The part that does not have the shape; '' if there is none."""
    if isinstance(shape, type):
        is_right = isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
        return "" if is_right else where
    if isinstance(shape, list):
        if not isinstance(value, list):
            return where
        return next(filter(None, (_misfit(each, shape[0], where) for each in value)), "")
    if isinstance(shape, dict):
        return _misfit_of_fields(value, shape, where)
    return "" if shape(value) else where


def _misfit_of_fields(value: Any, shape: Mapping[Any, Any], where: str) -> str:
    if not isinstance(value, dict):
        return where
    if str in shape:
        return next(filter(None, (_misfit(v, shape[str], where) for v in value.values())), "")
    for name, field in shape.items():
        plain = name.removesuffix("?")
        if plain != name and plain not in value:
            continue
        if wrong := _misfit(value.get(plain), field, f"{where}, {plain}"):
            return wrong
    return ""
