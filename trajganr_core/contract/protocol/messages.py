"""Messages between client and worker: ``"TGR1" | header | content | buffers…``.

Header and content are JSON objects, buffers are raw bytes. A ROUTER socket prepends the sender's
identity, the socket of events the topic (the job's id). Messages are not trusted: number and sizes
of frames and the depth of JSON are checked before parsing. Unknown fields are ignored.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

from ..errors import Code, TrajganrError
from ..records.json_records import finite_or_none

MAGIC = b"TGR1"
#: Version of these frames; :mod:`.abilities` compares what a worker supports.
PROTOCOL = 1
#: Files travel in pieces of this size …
CHUNK_BYTES = 1 << 20
#: … of which so many may be unanswered, so that neither side queues a whole file.
CREDITS = 10
#: The sockets refuse longer frames before reading them (``ZMQ_MAXMSGSIZE``): a client's …
MAX_FRAME_BYTES = 4 << 20
#: … and a worker's, which has many clients: a piece of a file is the longest that it needs.
MAX_REQUEST_BYTES = CHUNK_BYTES + (64 << 10)
MAX_HEADER_BYTES = 16 << 10
MAX_BUFFERS = 8
#: Limit on nested brackets in a JSON frame, because parsers are recursive.
MAX_JSON_DEPTH = 32

#: Types of the messages that a worker sends; what a client sends has a verb for its type.
REPLY = "reply"
ERROR = "error"
EVENT = "job.event"

T = TypeVar("T")

#: An unclosed string extends to the end; otherwise the time would be quadratic in the quotes.
_JSON_STRING = re.compile(rb'"(?:[^"\\]+|\\.)*"?', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


@dataclass(frozen=True)
class Message:
    """One request, reply, error or event.

    Attributes:
        type: a verb such as ``job.submit``, or one of REPLY, ERROR and EVENT.
        content: JSON-able.
        buffers: raw bytes, at most :data:`MAX_BUFFERS`.
        client_id: of the client.
        session: id of the worker's process; it changes when the worker is restarted.
        parent_id: of a reply, the ``msg_id`` of its request.
        protocol: of the sender.
        sent_at: Unix seconds.
        encoded: the content as JSON, if another process has encoded it.
    """

    type: str
    content: dict[str, Any] = field(default_factory=dict)
    buffers: tuple[bytes, ...] = ()
    client_id: str = ""
    session: str = ""
    parent_id: str = ""
    msg_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    protocol: int = PROTOCOL
    sent_at: float = field(default_factory=time.time)
    encoded: bytes = b""

    def reply(self, content: dict[str, Any], *buffers: bytes) -> Message:
        """The answer to this request."""
        return Message(REPLY, content, buffers, parent_id=self.msg_id)


def error_reply(parent_id: str, error: TrajganrError) -> Message:
    """The answer to a request that failed or could not be decoded."""
    return Message(ERROR, error.to_dict(), parent_id=parent_id)


def encode(message: Message, limit: int = MAX_FRAME_BYTES) -> list[bytes]:
    """The frames of a message, none longer than ``limit`` bytes.

    Raises:
        TrajganrError: ``PROTOCOL.TOO_LARGE``; ``PROTOCOL.SCHEMA`` for content that JSON lacks.
    """
    header = {
        "msg_id": message.msg_id,
        "client_id": message.client_id,
        "session": message.session,
        "protocol": message.protocol,
        "type": message.type,
        "parent_id": message.parent_id,
        "sent_at": message.sent_at,
    }
    try:
        content = message.encoded or _encoded(message.content)
    except (TypeError, ValueError) as error:
        raise _schema_error("the content is not JSON: {reason}", reason=str(error)) from error
    frames = [MAGIC, json.dumps(header).encode(), content, *message.buffers]
    _check_sizes(frames, limit)
    return frames


def _encoded(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()


def decode(frames: Sequence[bytes], *, from_client: bool = False) -> Message:
    """The message in untrusted frames.

    Args:
        frames: as received.
        from_client: whether a client has sent them; the error for another protocol version says
            which side to upgrade.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``, ``PROTOCOL.TOO_LARGE`` or, for a peer of another
            protocol version, ``PROTOCOL.VERSION``.
    """
    if len(frames) < 3 or frames[0] != MAGIC:
        raise _schema_error("it does not begin with {magic}", magic=MAGIC.decode())
    _check_sizes(frames, MAX_FRAME_BYTES)
    header = _json_object("header", frames[1])
    protocol = _check_version(header, from_client)
    return Message(
        type=field_of(header, "type", str),
        content=_json_object("content", frames[2]),
        buffers=tuple(frames[3:]),
        client_id=field_of(header, "client_id", str, ""),
        session=field_of(header, "session", str, ""),
        parent_id=field_of(header, "parent_id", str, ""),
        msg_id=field_of(header, "msg_id", str),
        protocol=protocol,
        sent_at=number_of(header, "sent_at", 0.0),
    )


def msg_id_of(frames: Sequence[bytes]) -> str:
    """The id of a message that :func:`decode` refused, for the answer; or ""."""
    try:
        return field_of(_json_object("header", frames[1]), "msg_id", str, "")
    except (TrajganrError, IndexError):
        return ""


@overload
def field_of(content: Mapping[str, Any], name: str, kind: type[T]) -> T: ...
@overload
def field_of(content: Mapping[str, Any], name: str, kind: type[T], default: T) -> T: ...
@overload
def field_of(
    content: Mapping[str, Any], name: str, kind: tuple[type[Any], ...], default: Any
) -> Any: ...
def field_of(content: Mapping[str, Any], name: str, kind: Any, default: Any = None) -> Any:
    """A checked field of a header or content; required without a default.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``.
    """
    value = content.get(name, default)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _schema_error("its field {name!r} is missing or of another type", name=name)
    return value


def whole_number(
    content: Mapping[str, Any], name: str, default: int | None = None, *, most: int = 1 << 53
) -> int:
    """A field that is a whole number from 0 to ``most``; required without a default.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``.
    """
    value: int = field_of(content, name, (int,), default)
    if not 0 <= value <= most:
        raise _schema_error("its field {name!r} is not from 0 to {most}", name=name, most=most)
    return value


def number_of(content: Mapping[str, Any], name: str, default: float | None = None) -> float:
    """A field that is a number; required without a default.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``, also for a whole number beyond those of ``float``.
    """
    try:
        return float(field_of(content, name, (int, float), default))
    except OverflowError as error:
        raise _schema_error("its field {name!r} is too large", name=name) from error


def _check_sizes(frames: Sequence[bytes], limit: int) -> None:
    if len(frames) > 3 + MAX_BUFFERS:
        raise _too_large("{size} frames", len(frames), 3 + MAX_BUFFERS)
    if len(frames[1]) > MAX_HEADER_BYTES:
        raise _too_large("a header of {size} bytes", len(frames[1]), MAX_HEADER_BYTES)
    longest = max(map(len, frames))
    if longest > limit:
        raise _too_large("a frame of {size} bytes", longest, limit)


def _check_version(header: Mapping[str, Any], from_client: bool) -> int:
    theirs = header.get("protocol")
    if not isinstance(theirs, int) or isinstance(theirs, bool):
        raise _schema_error("its header names no protocol version")
    if theirs != PROTOCOL:
        raise _other_protocol(theirs, is_worker_older=(theirs < PROTOCOL) is not from_client)
    return theirs


def _json_object(part: str, frame: bytes) -> dict[str, Any]:
    if json_depth(frame) > MAX_JSON_DEPTH:
        raise _schema_error("its {part} is nested too deeply", part=part)
    try:
        text = frame.decode("utf-8")
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
        if b"\\u" in frame:  # half of a surrogate pair is not text and could not be sent
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise _schema_error("its {part} is not JSON", part=part) from error
    if not isinstance(value, dict):
        raise _schema_error("its {part} is not a JSON object", part=part)
    return value


def json_depth(frame: bytes) -> int:
    """The depth of nested brackets in any bytes, counted up to the limit."""
    depth = deepest = 0
    for bracket in _JSON_STRING.sub(b"", frame).translate(None, _NO_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > deepest:
            deepest = depth
            if deepest > MAX_JSON_DEPTH:
                break
    return deepest


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python's parser accepts and JSON does not have."""
    raise ValueError(name)


def _finite(text: str) -> float:
    """Refuse 1e999, which Python's parser reads as infinity."""
    number = finite_or_none(text)
    if number is None:
        raise ValueError(text[:20])
    return number


def _schema_error(template: str, **parameters: Any) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        f"A message was not understood: {template}.",
        "Plugin and worker should be of the same release.",
        **parameters,
    )


def _other_protocol(theirs: int, *, is_worker_older: bool) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_VERSION,
        "Plugin and worker use different versions of the protocol: {versions}.",
        "Upgrade the worker to the plugin's release, then start it again."
        if is_worker_older
        else "Upgrade the plugin, or the command line, to the worker's release.",
        versions=" / ".join(map(str, sorted((theirs, PROTOCOL)))),
    )


def _too_large(part: str, size: int, limit: int) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_TOO_LARGE,
        f"A message has {part}; the limit is {{limit}}.",
        "Send large data as files.",
        size=size,
        limit=limit,
    )
