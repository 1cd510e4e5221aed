"""Messages: what is sent is what is received, and nothing else is believed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import (
    CHUNK_BYTES,
    ERROR,
    MAX_BUFFERS,
    MAX_FRAME_BYTES,
    MAX_HEADER_BYTES,
    PROTOCOL,
    Message,
    decode,
    encode,
    error_reply,
    field_of,
    msg_id_of,
)

finite = st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | finite | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def frames(**header: Any) -> list[bytes]:
    """The frames of a message, with fields of its header replaced."""
    magic, text, *rest = encode(Message("worker.hello"))
    return [magic, json.dumps({**json.loads(text), **header}).encode(), *rest]


def refusal(received: list[bytes]) -> Code:
    with pytest.raises(TrajganrError) as caught:
        decode(received)
    return caught.value.code


@given(st.dictionaries(st.text(), json_values), st.lists(st.binary(), max_size=MAX_BUFFERS))
def test_a_sent_message_is_received_unchanged(
    content: dict[str, Any], buffers: list[bytes]
) -> None:
    message = Message("data.put", content, tuple(buffers), client_id="c", parent_id="p")
    assert decode(encode(message)) == message


@given(st.lists(st.binary(max_size=50), max_size=8))
def test_random_frames_end_in_a_coded_error(received: list[bytes]) -> None:
    assert refusal(received) in (Code.PROTOCOL_SCHEMA, Code.PROTOCOL_TOO_LARGE)


def test_fields_of_a_newer_release_are_tolerated() -> None:
    assert decode(frames(colour="green")).type == "worker.hello"


@pytest.mark.parametrize(
    ("theirs", "from_client", "to_upgrade"),
    [
        (PROTOCOL - 1, False, "worker"),
        (PROTOCOL + 1, False, "plugin"),
        (PROTOCOL - 1, True, "plugin"),
        (PROTOCOL + 1, True, "worker"),
    ],
)
def test_a_peer_of_another_protocol_version_is_refused_with_the_side_to_upgrade(
    theirs: int, from_client: bool, to_upgrade: str
) -> None:
    with pytest.raises(TrajganrError) as caught:
        decode(frames(protocol=theirs), from_client=from_client)
    assert caught.value.code is Code.PROTOCOL_VERSION
    assert caught.value.next_action.startswith(f"Upgrade the {to_upgrade}")


@pytest.mark.parametrize("protocol", [None, "1", True, 1.5, [1], [], {}])
def test_a_malformed_version_is_a_schema_error(protocol: Any) -> None:
    assert refusal(frames(protocol=protocol)) is Code.PROTOCOL_SCHEMA


@pytest.mark.parametrize(
    "header",
    [{"type": 7}, {"type": None}, {"msg_id": []}, {"sent_at": "now"}, {"sent_at": 10**400}],
    ids=lambda header: str(header)[:20],
)
def test_a_header_field_of_another_type_is_a_schema_error(header: dict[str, Any]) -> None:
    assert refusal(frames(**header)) is Code.PROTOCOL_SCHEMA


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff\xfe",
        b'{"a":' * 100_000,
        b"[" * 100_000,
        b'{"a": 1e999}',
        b'{"a": [-1e999]}',
        b'{"a": NaN}',
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda content: str(content[:20]),
)
def test_content_that_is_not_a_json_object_is_a_schema_error(content: bytes) -> None:
    assert refusal([*frames()[:2], content]) is Code.PROTOCOL_SCHEMA


@pytest.mark.parametrize(
    "received",
    [
        [b"TGR1", b" " * (MAX_HEADER_BYTES + 1), b"{}"],
        [*frames(), b" " * (MAX_FRAME_BYTES + 1)],
        [*frames(), *[b""] * (MAX_BUFFERS + 1)],
    ],
    ids=["header", "frame", "frames"],
)
def test_messages_that_are_too_large_are_refused(received: list[bytes]) -> None:
    assert refusal(received) is Code.PROTOCOL_TOO_LARGE


def test_the_sender_learns_that_its_content_is_too_large() -> None:
    with pytest.raises(TrajganrError) as caught:
        encode(Message("job.submit", {"name": "x" * MAX_FRAME_BYTES}))
    assert caught.value.code is Code.PROTOCOL_TOO_LARGE


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", {1, 2}])
def test_values_that_json_does_not_have_are_not_sent(value: Any) -> None:
    with pytest.raises(TrajganrError) as caught:
        encode(Message("job.submit", {"value": value}))
    assert caught.value.code is Code.PROTOCOL_SCHEMA


def test_a_chunk_of_a_file_fits_into_a_frame() -> None:
    assert decode(encode(Message("data.put", {}, (bytes(CHUNK_BYTES),))))


def test_a_reply_names_its_request() -> None:
    request = Message("worker.status")
    assert request.reply({"pid": 1}).parent_id == request.msg_id


def test_a_sent_error_is_received_unchanged() -> None:
    error = TrajganrError(Code.INPUT_EMPTY, "{file} is empty.", "Choose another.", file="a.csv")
    received = decode(encode(error_reply("id", error)))
    rebuilt = TrajganrError.from_dict(received.content)
    assert (received.type, received.parent_id) == (ERROR, "id")
    assert (rebuilt.code, rebuilt.message) == (Code.INPUT_EMPTY, "a.csv is empty.")


def test_the_id_of_a_refused_message_is_read_if_possible() -> None:
    refused = frames(protocol=99, msg_id="abc")
    assert msg_id_of(refused) == "abc"
    assert msg_id_of([b"x"]) == ""


@pytest.mark.parametrize("value", [True, "7", None, 7.0])
def test_a_whole_number_of_another_type_is_refused(value: Any) -> None:
    with pytest.raises(TrajganrError, match="size"):
        field_of({"size": value}, "size", int)


def test_encoded_content_is_sent_unchanged() -> None:
    message = Message("reply", {}, encoded='{"name": "Rua São"}'.encode())
    assert decode(encode(message)).content == {"name": "Rua São"}
