"""JSON objects as dataclasses: cards, manifests, results of jobs.

They are not trusted: files are read with limits of size and depth, and every value is checked
against the type of its field.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, TypeVar

from ..errors import TrajganrError
from ..files.atomic_io import open_regular
from ..texts.text import Text

#: The longest file that is read; a card with a head for every task has a fortieth of it.
MAX_BYTES = 4 << 20
#: Brackets within brackets.
MAX_DEPTH = 24
#: No count of bytes, roads or seconds is larger; JSON has numbers of any length.
MAX_INTEGER = 1 << 53
#: Metadata of a field that is absent from the JSON object while it is None.
OPTIONAL = {"optional": True}

Record = TypeVar("Record")


class FieldError(ValueError):
    """A field that is missing or has a value of another type.

    Attributes:
        field: its name, with those of the objects that it is in, separated by points.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field!r} {problem}")
        self.field = field


def is_number(value: Any) -> bool:
    """Whether a value is a finite number of usual size."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_INTEGER


def read_record(path: Path, most_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """The JSON object in a file.

    NaN, infinities and numbers too large for a float become None: JSON does not have them, but
    Python writes them.

    Raises:
        OSError: if the file cannot be read, and for anything but a regular file.
        ValueError: if it is longer than ``most_bytes``, nested deeper than :data:`MAX_DEPTH`, not
            a JSON object, or contains text that is not Unicode.
    """
    with open_regular(path) as file:
        text = file.read(most_bytes + 1)
    if len(text) > most_bytes:
        raise ValueError(f"it is longer than {most_bytes} bytes")
    try:
        content = json.loads(text, parse_constant=lambda name: None, parse_float=finite_or_none)
        depth = _depth(content)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if depth > MAX_DEPTH:
        raise ValueError("it is nested too deeply")
    if not isinstance(content, dict):
        raise ValueError("it is not a JSON object")
    # Half of a surrogate pair is not text, and could not be sent.
    json.dumps(content, ensure_ascii=False).encode("utf-8")
    return content


def reason_of(error: Exception) -> str:
    """Why a file could not be read, as a clause; details of a parser's error do not help anyone."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, json.JSONDecodeError | UnicodeError):
        return "it is not valid JSON"
    return str(error)[:200] or type(error).__name__


def decode(cls: type[Record], data: Any, where: str = "") -> Record:
    """Build a dataclass, and those nested in it, from a JSON object.

    Unknown keys are ignored, because a later release may add some. A field with a default may be
    absent.

    Args:
        cls: a dataclass whose fields are ``str``, ``int``, ``float``, ``bool``, ``Text``, ``Any``,
            enums of text, tuples, mappings with text keys, other such dataclasses, ``Annotated``
            with a function that accepts a value, or one of these and None.
        data: the object.
        where: the name of the object in messages; empty for the whole file.

    Raises:
        FieldError: for the first field that is missing or of another type.
    """
    if not isinstance(data, Mapping):
        raise FieldError(where, f"is {data!r:.50}")
    values: dict[str, Any] = {}
    for name, hint, is_required in _fields(typing.cast(Any, cls)):
        place = f"{where}.{name}" if where else name
        if name in data:
            values[name] = decode_value(hint, data[name], place)
        elif is_required:
            raise FieldError(place, "is missing")
    try:
        return cls(**values)
    except TrajganrError as error:  # a configuration that this release refuses
        raise FieldError(where, f"cannot be used: {error.message}") from error


def encode(record: Any) -> dict[str, Any]:
    """The JSON object of a dataclass; keys are in the order of its fields.

    A field with :data:`OPTIONAL` is left out while it is None.
    """
    return {
        field.name: _encoded(getattr(record, field.name))
        for field in dataclasses.fields(record)
        if getattr(record, field.name) is not None or "optional" not in field.metadata
    }


@functools.cache
def _fields(cls: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Name and type of each field, and whether it must be present."""
    hints = typing.get_type_hints(cls, include_extras=True)
    missing = dataclasses.MISSING
    return tuple(
        (field.name, hints[field.name], field.default is field.default_factory is missing)
        for field in dataclasses.fields(cls)
    )


def decode_value(
    hint: Any, value: Any, where: str, number: Callable[[float], float] = lambda number: number
) -> Any:
    """A value, checked against a type as :func:`decode` checks fields.

    Args:
        hint: the type.
        value: of JSON; lists become tuples.
        where: its name, for the error.
        number: what becomes of the values of ``float``. Unchanged, a file is written again as it
            was read: 7 stays 7.

    Raises:
        FieldError: for another type.
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return value
    if origin in (types.UnionType, typing.Union):
        if value is None and types.NoneType in arguments:
            return None
        hint = next(each for each in arguments if each is not types.NoneType)
        return decode_value(hint, value, where, number)
    if origin is Annotated and arguments[1](value):
        return value
    if hint is Text:
        try:
            return Text.from_dict(value)
        except ValueError as error:
            raise FieldError(where, f"cannot be used: {error}") from error
    if dataclasses.is_dataclass(hint):
        return decode(typing.cast(type, hint), value, where)
    if origin is tuple and isinstance(value, list | tuple):
        hints = len(value) * arguments[:1] if arguments[-1] is Ellipsis else arguments
        if len(hints) == len(value):
            pairs = zip(hints, value, strict=True)
            return tuple(decode_value(each, one, where, number) for each, one in pairs)
    if origin is Mapping and isinstance(value, Mapping):
        of = arguments[1]
        return {key: decode_value(of, v, f"{where}.{key}", number) for key, v in value.items()}
    if hint is float and is_number(value):
        return number(value)
    if hint in (str, int, bool) and type(value) is hint and (hint is not int or is_number(value)):
        return value
    if isinstance(hint, type) and issubclass(hint, Enum) and value in _values(hint):
        return hint(value)
    raise FieldError(where, f"is {value!r:.50}")


@functools.cache
def _values(cls: type[Enum]) -> list[Any]:
    return [each.value for each in cls]


def _encoded(value: Any) -> Any:
    if isinstance(value, Text):
        return value.to_dict()
    if dataclasses.is_dataclass(value):
        return encode(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _encoded(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_encoded(each) for each in value]
    return value


def finite_or_none(text: str) -> float | None:
    """A number in JSON; None for one that is too large."""
    number = float(text)
    return number if math.isfinite(number) else None


def _depth(value: Any) -> int:
    """How deeply objects and lists are nested."""
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
