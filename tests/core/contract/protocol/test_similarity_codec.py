"""Pages of similarities become one table; pages that do not fit together are refused."""

from __future__ import annotations

import dataclasses
import struct
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import Message
from trajganr_core.contract.protocol.similarity_codec import UNIT, UNKNOWN, gather

SIMILARITY: Sequence[float] = (UNIT, UNKNOWN, -UNIT)
FIDS: Sequence[int] = (7, 7, 1 << 40)
WAYS: Sequence[int] = (1 << 40, 1 << 40, 0)
NODES: Sequence[Sequence[int]] = ((0, 1, 4), (1, 0, 5))
LINES: Sequence[Sequence[tuple[float, float]]] = (
    [(1.5, 2.0), (1.6, 2.0)],
    [(1.6, 2.0), (1.5, 2.0)],
    [(-8.0, 41.0), (0.0, 0.0), (3.0, 4.0)],
)


def page(first: int, until: int, *, geometry: bool = True, **content: Any) -> Message:
    rows = slice(first, until)
    count = until - first
    lines = LINES[rows]
    buffers = [
        struct.pack(f"<{count}h", *SIMILARITY[rows]),
        struct.pack(f"<{count}q", *FIDS[rows]),
        struct.pack(f"<{count}q", *WAYS[rows]),
        *(struct.pack(f"<{count}I", *nodes[rows]) for nodes in NODES),
        bytes((0, 1, 0)[rows]),
    ]
    if geometry:
        ends = [sum(map(len, lines[:number])) for number in range(count + 1)]
        flat = [round(1e7 * degrees) for line in lines for place in line for degrees in place]
        buffers += [struct.pack(f"<{count + 1}I", *ends), struct.pack(f"<{len(flat)}i", *flat)]
    about = {"model": "m", "edge": 2, "location": [-8, 41.5], "driving_side": "left", "count": 3}
    result = {**about, "first": first, "until": until, **content}
    return Message("reply", result, tuple(buffers))


def answers(*pages: Message) -> Callable[[int], Message]:
    """Answers whichever page begins at the edge."""
    return {each.content["first"]: each for each in pages}.__getitem__


def refused(*pages: Message) -> bool:
    rest = iter(pages)
    with pytest.raises(TrajganrError) as caught:
        gather(lambda _: next(rest))
    return caught.value.code is Code.PROTOCOL_SCHEMA


@pytest.mark.parametrize(
    "pages", [(page(0, 3),), (page(0, 1), page(1, 3)), (page(0, 2), page(2, 3))]
)
def test_pages_are_joined(pages: tuple[Message, ...]) -> None:
    roads = gather(answers(*pages))
    assert (roads.model, roads.edge, roads.location, len(roads)) == ("m", 2, (-8.0, 41.5), 3)
    assert roads.driving_side == "left"
    assert tuple(roads.similarity) == SIMILARITY
    assert [roads.cosine(edge) for edge in range(3)] == [1.0, None, -1.0]
    assert tuple(roads.source_fid) == FIDS
    assert tuple(roads.osm_id) == WAYS
    assert (tuple(roads.from_node), tuple(roads.to_node)) == NODES
    assert list(roads.direction) == [0, 1, 0]
    assert [roads.line(edge) for edge in range(3)] == list(LINES)


def test_without_geometry_there_are_no_lines() -> None:
    roads = gather(answers(page(0, 2, geometry=False), page(2, 3, geometry=False)))
    assert len(roads) == 3
    assert not roads.offsets
    assert not roads.vertices


def test_pages_of_different_answers_are_refused() -> None:
    assert refused(page(0, 1), page(1, 3, model="other"))
    assert refused(page(0, 1), page(1, 3, count=4))
    assert refused(page(0, 1), page(2, 3))


def test_inconsistent_pages_are_refused() -> None:
    whole = page(0, 3)
    for number in range(len(whole.buffers)):
        cut = [*whole.buffers]
        cut[number] = cut[number][:-2] if len(cut[number]) > 3 else cut[number][:-1]
        assert refused(dataclasses.replace(whole, buffers=tuple(cut)))
    assert refused(dataclasses.replace(whole, buffers=whole.buffers[:-1]))
    assert refused(dataclasses.replace(whole, content={**whole.content, "until": 0}))
    assert refused(page(0, 3, location=[1]))
    assert refused(page(0, 3, count=None))
