"""The answer about a place arrives as it was sent."""

from __future__ import annotations

import copy
import dataclasses
import json
from typing import Any

import numpy as np
import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import REPLY, Message, decode, encode
from trajganr_core.contract.protocol.place_query_codec import pack, unpack

ANSWER: dict[str, Any] = {
    "location": [-8.6, 41.1],
    "photo": None,
    "roads": [
        {
            "edge": 4,
            "embedding": (0.1234567, -0.0, 1.0),
            "passes": [
                {"trip": "a", "at": 5.5, "path": ((-8.61, 41.1, 5.0), (-8.6, 41.1, 6.123))},
                {"trip": "b", "at": 7.0, "path": ((-8.6, 41.2, 7.0),)},
            ],
        },
        {"edge": 5, "embedding": (0.0, 0.5, 0.25), "passes": []},
        {"edge": None, "embedding": (), "passes": [{"trip": "a", "at": 1.0, "path": ()}]},
    ],
}


def in_memory(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as a query engine gives it, with arrays."""
    made = copy.deepcopy(answer)
    for road in made["roads"]:
        road["embedding"] = np.array(road["embedding"])
        for one in road["passes"]:
            one["path"] = np.array(one["path"])
    return made


def sent(content: dict[str, Any], *buffers: bytes) -> Message:
    return decode(encode(Message(REPLY, content, buffers)))


def test_an_answer_is_unpacked_unchanged() -> None:
    answer = in_memory(ANSWER)
    content, buffers = pack(answer)
    assert unpack(sent(content, *buffers)) == ANSWER
    np.testing.assert_equal(answer, in_memory(ANSWER))


def test_long_columns_are_raw_bytes() -> None:
    content, buffers = pack(in_memory(ANSWER))
    assert "0.1234567" not in json.dumps(content)
    assert [len(buffer) for buffer in buffers] == [6 * 8, 9 * 8]


@pytest.mark.parametrize(
    "broken",
    [
        lambda message: dataclasses.replace(message, buffers=()),
        lambda message: dataclasses.replace(message, buffers=(b"", b"")),
        lambda message: dataclasses.replace(message, buffers=(message.buffers[0], b"1234567")),
        lambda message: dataclasses.replace(message, content={"location": [0, 0]}),
        lambda message: dataclasses.replace(
            message, content={"roads": [{"embedding": "3", "passes": []}]}
        ),
        lambda message: dataclasses.replace(
            message, content={"roads": [{"embedding": -1, "passes": []}]}
        ),
        lambda message: dataclasses.replace(message, content={"roads": [7]}),
    ],
)
def test_malformed_answers_are_refused(broken: Any) -> None:
    content, buffers = pack(in_memory(ANSWER))
    with pytest.raises(TrajganrError) as caught:
        unpack(broken(sent(content, *buffers)))
    assert caught.value.code is Code.PROTOCOL_SCHEMA
