"""The blocking client of a worker, for the plugin, the command line and tests."""

from __future__ import annotations

import hashlib
import os
import socket
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import zmq

from ..errors import Code, TrajganrError
from .connection import ADDRESS_VARIABLE, Connection, default_home, worker_down
from .jobs import JobParams, secrets_of
from .messages import (
    CHUNK_BYTES,
    ERROR,
    MAX_FRAME_BYTES,
    Message,
    decode,
    encode,
    field_of,
)
from .states import TERMINAL

__all__ = ["Client"]

#: Requests of one transfer that may be unanswered, so that neither side queues a whole file.
WINDOW = 4
#: After so long without an event, :meth:`Client.follow` asks whether it missed any.
REPLAY_AFTER_S = 1.0
#: A worker that stops first lets its running job end.
STOP_TIMEOUT_S = 30.0

_TERMINAL = frozenset(state.value for state in TERMINAL)

Request = tuple[str, dict[str, Any], tuple[bytes, ...]]


class Client:
    """A conversation with one worker; a context manager, to be used by one thread only.

    Every method raises :class:`TrajganrError`: what the worker answered, or ``TRANSPORT.DOWN``
    when it does not answer.
    """

    def __init__(self, connection: Connection, *, timeout_s: float = 5.0) -> None:
        self._connection = connection
        self._timeout_s = timeout_s
        self._id = uuid.uuid4().hex
        self._unanswered: set[str] = set()
        self._answers: dict[str, Message] = {}
        self._context = zmq.Context()
        self._requests = self._socket(zmq.DEALER, connection.address)
        self._events = self._socket(zmq.SUB, connection.events)

    @classmethod
    def connect(
        cls, home: Path | None = None, *, address: str | None = None, timeout_s: float = 5.0
    ) -> Client:
        """Reach the worker of a home folder, or the one at the near end of an SSH tunnel.

        Args:
            home: of the worker; the default home where absent.
            address: ``tcp://127.0.0.1:PORT`` instead of a home. PORT and the port after it are
                forwarded to the worker's. ``$TRAJGANR_ADDRESS`` stands in where neither is given.
            timeout_s: how long each request waits for its answer, seconds.

        Raises:
            TrajganrError: ``TRANSPORT.DOWN`` where no worker answers, ``PROTOCOL.VERSION`` where
                it is of an incompatible release.
        """
        if home is None and address is None:
            address = os.environ.get(ADDRESS_VARIABLE) or None
        if address is not None:
            connection = Connection.through_tunnel(address)
        else:
            connection = Connection.read(home or default_home())
        if not _somebody_listens(connection.address):
            raise worker_down(connection.address)
        client = cls(connection, timeout_s=timeout_s)
        try:
            client._request("worker.hello")
        except TrajganrError:
            client.close()
            raise
        return client

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the sockets; what was submitted goes on."""
        self._context.destroy(linger=0)

    # The worker

    def status(self) -> dict[str, Any]:
        """``version, pid, home, device, queue: {queued, running}, jobs`` that run, ``uptime_s``."""
        return self._request("worker.status").content

    def stop_worker(self) -> None:
        """Stop the worker and wait until it has; a running job becomes INTERRUPTED."""
        self._request("worker.stop", timeout_s=STOP_TIMEOUT_S)

    # Files

    def put_file(self, path: Path, progress: Callable[[float], None] | None = None) -> str:
        """Give the worker a file, unless it has it already.

        Args:
            path: the file.
            progress: called with the fraction that was sent.

        Returns:
            The reference by which a job's parameters name the file.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, or ``INPUT.HASH`` where the file changed meanwhile.
        """
        report = progress or _ignore
        try:
            size = path.stat().st_size
            digest = _sha256(path)
        except OSError as error:
            raise _unreadable(path, error) from error
        what = {"sha256": digest, "name": path.name}
        if not field_of(self._request("data.stat", what).content, "present", bool):
            chunks = _chunks_of(path, size, what)
            for number, _ in enumerate(self._pipelined(chunks), start=1):
                report(min(1.0, number * CHUNK_BYTES / max(size, 1)))
        report(1.0)
        return f"sha256:{digest}/{path.name}"

    def fetch_file(
        self,
        job_id: str,
        name: str,
        path: Path,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        """Save a file of a job's result; ``path`` is there in full and unharmed, or not at all.

        Raises:
            TrajganrError: ``JOB.NOT_FOUND``, ``INPUT.NOT_FOUND``, or ``INPUT.HASH`` where what
                arrived is not what the worker made.
        """
        report = progress or _ignore
        what = {"job_id": job_id, "name": name}
        about = self._request("result.stat", what).content
        size = field_of(about, "size", int)
        pieces = (
            ("result.get", {**what, "offset": offset}, ()) for offset in range(0, size, CHUNK_BYTES)
        )
        partial = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.partial")
        hasher = hashlib.sha256()
        try:
            with partial.open("wb") as file:
                for answer in self._pipelined(pieces):
                    for piece in answer.buffers:
                        file.write(piece)
                        hasher.update(piece)
                    report(file.tell() / size)
            if hasher.hexdigest() != field_of(about, "sha256", str):
                raise TrajganrError(
                    Code.INPUT_HASH,
                    "{name} of job {job} was damaged on its way.",
                    "Fetch it again.",
                    name=name,
                    job=job_id,
                )
            partial.replace(path)
        except OSError as error:
            raise TrajganrError(
                Code.RESOURCE_DISK,
                "{path} could not be written: {reason}.",
                "Look at the folder's permissions and free space.",
                path=str(path),
                reason=error.strerror or str(error),
            ) from error
        finally:
            partial.unlink(missing_ok=True)

    # Jobs

    def submit(self, params: JobParams, *, idempotency_key: str | None = None) -> str:
        """Queue a job; answered once it is stored for good.

        Args:
            params: with references for files, and ids for bundles and models.
            idempotency_key: a second submit with the same key answers the first one's job.

        Returns:
            The job's id.
        """
        content = {
            "kind": params.kind,
            "params": params.to_dict(),
            "secrets": secrets_of(params),
            "idempotency_key": idempotency_key or uuid.uuid4().hex,
        }
        return field_of(self._request("job.submit", content).content, "job_id", str)

    def job(self, job_id: str) -> dict[str, Any]:
        """``job_id, kind, name, state, stage, fraction, figures, error, result`` and times.

        ``error`` is for :meth:`TrajganrError.from_dict`, or None; ``result`` is None until the job
        has succeeded; ``submitted_at, started_at, ended_at`` are Unix seconds, or None.
        """
        return field_of(self._request("job.get", {"job_id": job_id}).content, "job", dict)

    def jobs(self) -> list[dict[str, Any]]:
        """The worker's jobs as :meth:`job` describes them, newest first."""
        return field_of(self._request("job.list").content, "jobs", list)

    def cancel(self, job_id: str) -> None:
        """Ask a job to stop; it is CANCELLED once nothing of it runs any more."""
        self._request("job.cancel", {"job_id": job_id})

    def delete(self, job_id: str) -> None:
        """Forget an ended job, its log and its result; a bundle or model that it made stays."""
        self._request("job.delete", {"job_id": job_id})

    def logs(self, job_id: str) -> str:
        """The end of the job's log (256 KiB at most)."""
        return field_of(self._request("job.logs", {"job_id": job_id}).content, "text", str)

    def bundles(self) -> list[dict[str, Any]]:
        """The worker's bundles, newest first: ``id, name, created_at, manifest``."""
        return field_of(self._request("bundle.list").content, "bundles", list)

    def models(self) -> list[dict[str, Any]]:
        """The worker's models, newest first: ``id, name, created_at, card``."""
        return field_of(self._request("model.list").content, "models", list)

    # Events

    def events(self, job_id: str, since: int = 0) -> list[dict[str, Any]]:
        """Later events: ``job_id, seq, state, stage, fraction, figures, message`` (or None)."""
        events: list[dict[str, Any]] = []
        while True:
            content = {"job_id": job_id, "since": since}
            answer = self._request("job.events", content).content
            events += field_of(answer, "events", list)
            if not field_of(answer, "more", bool, False):
                return events
            since = events[-1]["seq"]

    def subscribe(self, job_id: str | None = None) -> None:
        """From now on hear of a job's events, or of every job's, with :meth:`next_event`."""
        self._events.subscribe(job_id or "")

    def next_event(self, timeout_s: float) -> dict[str, Any] | None:
        """The next event of the jobs subscribed to, with its ``job_id``; None if none came."""
        if not self._events.poll(int(timeout_s * 1000)):
            return None
        _, *frames = self._events.recv_multipart()
        return decode(frames).content

    def follow(
        self, job_id: str, poll: Callable[[], None] | None = None, interval_s: float = 0.1
    ) -> Iterator[dict[str, Any]]:
        """Every event of a job from its first to its last, waiting for those to come.

        Other jobs' events are not kept for :meth:`next_event` meanwhile.

        Args:
            job_id: the job.
            poll: called at least every ``interval_s``; it may call :meth:`cancel`.
            interval_s: seconds.
        """
        self.subscribe(job_id)
        last = 0
        try:
            events = self.events(job_id)
            asked_at = time.monotonic()
            while True:
                for event in events:
                    last = event["seq"]
                    yield event
                    if event["state"] in _TERMINAL:
                        return
                if poll is not None:
                    poll()
                heard = self.next_event(interval_s)
                if heard is not None and heard["job_id"] != job_id:
                    heard = None
                if heard is not None and heard["seq"] == last + 1:
                    events = [heard]
                elif _gap(heard, last) or time.monotonic() > asked_at + REPLAY_AFTER_S:
                    events = self.events(job_id, last)
                    asked_at = time.monotonic()
                else:
                    events = []
        finally:
            if not self._events.closed:
                self._events.unsubscribe(job_id)

    # Requests and answers

    def _socket(self, kind: int, address: str) -> zmq.Socket[bytes]:
        made = self._context.socket(kind)
        made.setsockopt(zmq.MAXMSGSIZE, MAX_FRAME_BYTES)
        made.setsockopt(zmq.SNDTIMEO, int(self._timeout_s * 1000))
        made.connect(address)
        return made

    def _request(
        self, verb: str, content: dict[str, Any] | None = None, *, timeout_s: float | None = None
    ) -> Message:
        return self._answer(self._send(verb, content or {}, ()), timeout_s)

    def _pipelined(self, requests: Iterable[Request]) -> Iterator[Message]:
        """The answers to the requests, in their order, with few of them on their way."""
        in_flight: deque[str] = deque()
        try:
            for request in requests:
                in_flight.append(self._send(*request))
                if len(in_flight) == WINDOW:
                    yield self._answer(in_flight.popleft())
            while in_flight:
                yield self._answer(in_flight.popleft())
        finally:
            for msg_id in in_flight:
                self._forget(msg_id)

    def _send(self, verb: str, content: dict[str, Any], buffers: tuple[bytes, ...]) -> str:
        message = Message(verb, content, buffers, client_id=self._id)
        try:
            self._requests.send_multipart(encode(message))
        except zmq.Again as error:
            raise worker_down(self._connection.address) from error
        self._unanswered.add(message.msg_id)
        return message.msg_id

    def _answer(self, msg_id: str, timeout_s: float | None = None) -> Message:
        deadline = time.monotonic() + (timeout_s or self._timeout_s)
        try:
            while msg_id not in self._answers:
                left_s = deadline - time.monotonic()
                if left_s <= 0 or not self._requests.poll(int(left_s * 1000) + 1):
                    raise worker_down(self._connection.address)
                heard = decode(self._requests.recv_multipart())
                # An answer that came too late belongs to nobody.
                if heard.parent_id in self._unanswered:
                    self._answers[heard.parent_id] = heard
            answer = self._answers[msg_id]
        finally:
            self._forget(msg_id)
        if answer.type == ERROR:
            raise TrajganrError.from_dict(answer.content)
        return answer

    def _forget(self, msg_id: str) -> None:
        self._unanswered.discard(msg_id)
        self._answers.pop(msg_id, None)


def _chunks_of(path: Path, size: int, what: dict[str, Any]) -> Iterator[Request]:
    """Requests that together carry the file; an empty file is one empty chunk."""
    with path.open("rb") as file:
        for offset in range(0, max(size, 1), CHUNK_BYTES):
            piece = file.read(min(CHUNK_BYTES, size - offset))
            yield "data.put", {**what, "size": size, "offset": offset}, (piece,)


def _sha256(path: Path) -> str:
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            hasher.update(piece)
    return hasher.hexdigest()


def _gap(event: dict[str, Any] | None, last: int) -> bool:
    return event is not None and bool(event["seq"] > last + 1)


def _ignore(fraction: float) -> None:
    """A progress that nobody watches."""


def _somebody_listens(address: str) -> bool:
    """Whether the address can be connected to; ZeroMQ itself would try for ever, in silence."""
    transport, _, place = address.partition("://")
    try:
        if transport == "tcp":
            host, _, port = place.rpartition(":")
            socket.create_connection((host, int(port)), timeout=5.0).close()
        else:
            with socket.socket(socket.AF_UNIX) as unix:
                unix.connect(place)
    except OSError:
        return False
    return True


def _unreadable(path: Path, error: OSError) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_NOT_FOUND,
        "{path} cannot be read: {reason}.",
        "Check the path and its permissions.",
        path=str(path),
        reason=error.strerror or str(error),
    )
