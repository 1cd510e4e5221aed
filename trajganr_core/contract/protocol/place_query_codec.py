"""The encoding of an answer to a place query: arrays of numbers as raw bytes, the rest as JSON.

As JSON, the numbers of a busy crossing would make a click slow.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from math import isfinite
from typing import Any

from ..errors import Code, TrajganrError
from .messages import Message, whole_number

#: Numbers per vertex: lon, lat, t.
VERTEX = 3


def pack(answer: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """An answer as content and buffers.

    Args:
        answer: as :meth:`trajganr_core.inference.place_query.query_engine.QueryEngine.query`
            gives it: embeddings and paths are arrays of float64 in memory.

    Returns:
        The same, with counts for the ``embedding`` of roads and the ``path`` of passes; and the
        numbers of all embeddings, and of all paths, float64, little-endian.
    """
    roads = [{**road, "embedding": len(road["embedding"])} for road in answer["roads"]]
    for road in roads:
        road["passes"] = [{**one, "path": len(one["path"])} for one in road["passes"]]
    embeddings = _raw(road["embedding"] for road in answer["roads"])
    paths = _raw(one["path"] for one in _passes(answer["roads"]))
    return {**answer, "roads": roads}, [embeddings, paths]


def unpack(message: Message) -> dict[str, Any]:
    """The answer in a message of :func:`pack`.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` if it is malformed.
    """
    try:
        embeddings, vertices = map(_numbers, message.buffers)
        roads = message.content["roads"]
        for road in roads:
            road["embedding"] = _next(embeddings, whole_number(road, "embedding"))
        for one in _passes(roads):
            flat = _next(vertices, VERTEX * whole_number(one, "path"))
            one["path"] = tuple(zip(*(flat[axis::VERTEX] for axis in range(VERTEX)), strict=True))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TrajganrError(
            Code.PROTOCOL_SCHEMA,
            "The answer about the place was not understood: {reason}.",
            "Plugin and worker should be of the same release.",
            reason=repr(error),
        ) from error
    return message.content


def _passes(roads: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return chain.from_iterable(road["passes"] for road in roads)


def _next(numbers: Iterator[float], count: int) -> tuple[float, ...]:
    taken = tuple(islice(numbers, count))
    if len(taken) < count:
        raise ValueError(f"{len(taken)} numbers instead of {count}")
    return taken


def _raw(arrays: Iterable[Any]) -> bytes:
    raw = b"".join(memoryview(each).tobytes() for each in arrays)
    if sys.byteorder == "big":
        column = array("d", raw)
        column.byteswap()
        return column.tobytes()
    return raw


def _numbers(raw: bytes) -> Iterator[float]:
    column = array("d")
    column.frombytes(raw)
    if sys.byteorder == "big":
        column.byteswap()
    numbers = column.tolist()
    if not all(map(isfinite, numbers)):
        raise ValueError("a number is not finite")
    return iter(numbers)
