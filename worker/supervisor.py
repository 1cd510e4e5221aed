"""The worker's process: answers clients, publishes events, and leaves all heavy work to children.

One thread and one loop own the sockets, the store and the scheduler. torch and NumPy are never
imported here, so that the worker starts at once, stays small and always answers.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import secrets
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import zmq

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.connection import (
    Connection,
    events_address,
    local_addresses,
)
from trajganr_core.protocol.jobs import params_from_dict, secrets_of
from trajganr_core.protocol.messages import (
    CHUNK_BYTES,
    EVENT,
    MAX_FRAME_BYTES,
    Message,
    decode,
    encode,
    error_reply,
    field_of,
    msg_id_of,
)
from trajganr_core.protocol.states import TERMINAL, JobState
from trajganr_core.version import __version__

from .child import LINES_ADDRESS
from .failures import coded
from .home import Home, Reference, resolve_params
from .scheduler import Scheduler
from .store import Store
from .uploads import Uploads

__all__ = ["RUNNER", "Supervisor"]

logger = logging.getLogger(__name__)

#: Starts the process of a job, given the home and the job's id.
RUNNER = (sys.executable, "-m", "worker.runner")

LOG_TAIL_BYTES = 256 << 10
IDLE_POLL_MS = 200
BUSY_POLL_MS = 100
#: Messages taken from one socket before the others have their turn.
BURST = 64
LINGER_MS = 1000

#: Answers a request of the sender with that socket identity; None where the answer comes later.
Handler = Callable[[bytes, Message], Message | None]


class Supervisor:
    """A worker in its home folder.

    Args:
        home_path: the home; made if absent.
        address: ``tcp://127.0.0.1:PORT`` for requests, the events on the port after it; chosen,
            and reachable by this person only, where absent.
        runner: starts the process of a job.

    Raises:
        TrajganrError: ``RESOURCE.LOCKED`` where the home or the address is in use,
            ``AUTH.DENIED`` for an address that other machines could reach.
    """

    def __init__(
        self, home_path: Path, *, address: str | None = None, runner: Sequence[str] = RUNNER
    ) -> None:
        self._home = Home(home_path)
        addresses = (
            (address, events_address(address)) if address else local_addresses(self._home.path)
        )
        self._lock = self._home.lock()
        self._context = zmq.Context()
        try:
            self._requests = self._bind(zmq.ROUTER, addresses[0])
            self._events = self._bind(zmq.XPUB, addresses[1])
            self._lines = self._bind(zmq.PULL, LINES_ADDRESS)
        except TrajganrError:
            self._context.destroy(linger=0)
            self._lock.close()
            raise
        self._connection = Connection(
            _endpoint(self._requests), _endpoint(self._events), os.getpid()
        )
        self._session = uuid.uuid4().hex
        self._device = _device_name()
        self._started_at = time.monotonic()
        self._stopping = False
        self._stop_requests: list[tuple[bytes, Message]] = []
        self._uploads = Uploads(self._home)
        self._store = Store(self._home.store)
        self._scheduler = Scheduler(self._home, self._store, self._context, runner, self._publish)
        self._handlers: dict[str, Handler] = {
            "worker.hello": self._hello,
            "worker.status": self._status,
            "worker.stop": self._stop,
            "data.stat": self._stat_data,
            "data.put": self._put_data,
            "bundle.list": self._list_bundles,
            "model.list": self._list_models,
            "job.submit": self._submit,
            "job.get": self._get_job,
            "job.list": self._list_jobs,
            "job.events": self._list_events,
            "job.logs": self._read_log,
            "job.cancel": self._cancel,
            "job.delete": self._delete,
            "result.stat": self._stat_result,
            "result.get": self._get_result,
        }

    def serve(self) -> None:
        """Work until :meth:`stop`; the running job, if any, is then ended first."""
        self._scheduler.recover()
        self._scheduler.start_next()
        self._connection.write(self._home.path)
        logger.info("Worker %s serves %s", __version__, self._home.path)
        poller = zmq.Poller()
        for socket in (self._requests, self._events, self._lines):
            poller.register(socket, zmq.POLLIN)
        while not self._stopping or self._scheduler.busy:
            if self._stopping:
                self._scheduler.stop()
            ready = dict(poller.poll(BUSY_POLL_MS if self._scheduler.busy else IDLE_POLL_MS))
            if self._lines in ready:
                self._drain(self._lines, self._hear_child)
            if self._requests in ready:
                self._drain(self._requests, self._answer)
            if self._events in ready:
                self._drain(self._events, _ignore_subscription)
            self._scheduler.tick()
            self._uploads.tick()
        self._close()

    def stop(self) -> None:
        """End :meth:`serve` soon; may be called from a signal handler or another thread."""
        self._stopping = True

    # Sockets

    def _bind(self, kind: int, address: str) -> zmq.Socket[bytes]:
        socket = self._context.socket(kind)
        socket.setsockopt(zmq.MAXMSGSIZE, MAX_FRAME_BYTES)
        try:
            socket.bind(address)
        except zmq.ZMQError as error:
            raise TrajganrError(
                Code.RESOURCE_LOCKED,
                "The worker cannot listen at {address}: {reason}.",
                "Choose another port, or stop what uses this one.",
                address=address,
                reason=error.strerror,
            ) from error
        return socket

    def _drain(self, socket: zmq.Socket[bytes], take: Callable[[list[bytes]], None]) -> None:
        for _ in range(BURST):
            try:
                frames = socket.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            take(frames)

    def _answer(self, frames: list[bytes]) -> None:
        """Answer one request, whatever it holds."""
        sender, *frames = frames
        try:
            request = decode(frames)
            handler = self._handlers.get(request.type)
            if handler is None:
                raise _unknown_verb(request.type)
            answer = handler(sender, request)
            if answer is not None:
                self._send(sender, answer)
        except Exception as error:
            self._send(sender, error_reply(msg_id_of(frames), coded(error)))

    def _send(self, receiver: bytes, message: Message) -> None:
        message = dataclasses.replace(message, session=self._session)
        self._requests.send_multipart([receiver, *encode(message)])

    def _publish(self, event: dict[str, Any]) -> None:
        message = Message(EVENT, event, session=self._session)
        self._events.send_multipart([event["job_id"].encode(), *encode(message)])

    def _hear_child(self, frames: list[bytes]) -> None:
        self._scheduler.hear(frames[0].decode(), frames[1])

    def _close(self) -> None:
        """Leave nothing behind, then tell those who asked for it."""
        self._connection.remove(self._home.path)
        self._uploads.close()
        self._store.close()
        self._lock.close()
        for sender, request in self._stop_requests:
            self._send(sender, request.reply({}))
        self._context.destroy(linger=LINGER_MS)
        logger.info("Worker stopped")

    # The worker

    def _hello(self, sender: bytes, request: Message) -> Message:
        return request.reply({"version": __version__})

    def _status(self, sender: bytes, request: Message) -> Message:
        running = self._store.in_state(JobState.PREPARING, JobState.RUNNING, JobState.CANCELLING)
        return request.reply(
            {
                "version": __version__,
                "pid": os.getpid(),
                "home": str(self._home.path),
                "device": self._device,
                "queue": {
                    "queued": len(self._store.in_state(JobState.QUEUED)),
                    "running": len(running),
                },
                "jobs": [self._store.job(job_id) for job_id in running],
                "uptime_s": time.monotonic() - self._started_at,
            }
        )

    def _stop(self, sender: bytes, request: Message) -> None:
        self._stop_requests.append((sender, request))
        self.stop()

    # Files, bundles, models

    def _stat_data(self, sender: bytes, request: Message) -> Message:
        return request.reply({"present": self._home.data(_reference(request)).is_file()})

    def _put_data(self, sender: bytes, request: Message) -> Message:
        self._uploads.put(
            sender,
            _reference(request),
            size=field_of(request.content, "size", int),
            offset=field_of(request.content, "offset", int),
            piece=b"".join(request.buffers),
        )
        return request.reply({})

    def _list_bundles(self, sender: bytes, request: Message) -> Message:
        return request.reply({"bundles": self._home.list_made("bundle")})

    def _list_models(self, sender: bytes, request: Message) -> Message:
        return request.reply({"models": self._home.list_made("model")})

    # Jobs

    def _submit(self, sender: bytes, request: Message) -> Message:
        key = field_of(request.content, "idempotency_key", str)
        known = self._store.find_key(key)
        if known is not None:
            return request.reply({"job_id": known})
        job_secrets = field_of(request.content, "secrets", dict, {})
        params = params_from_dict(
            field_of(request.content, "kind", str),
            {**field_of(request.content, "params", dict), **job_secrets},
        )
        # What the job names must be there: better said now than after hours in the queue.
        resolve_params(params, self._home)
        job_id = f"{params.kind}-{secrets.token_hex(4)}"
        event = self._store.add(job_id, params, idempotency_key=key, client_id=request.client_id)
        self._publish(event)
        self._scheduler.keep_secrets(job_id, secrets_of(params))
        self._scheduler.start_next()
        return request.reply({"job_id": job_id})

    def _get_job(self, sender: bytes, request: Message) -> Message:
        return request.reply({"job": self._store.job(_job_id(request))})

    def _list_jobs(self, sender: bytes, request: Message) -> Message:
        return request.reply({"jobs": self._store.jobs()})

    def _list_events(self, sender: bytes, request: Message) -> Message:
        since = field_of(request.content, "since", int, 0)
        events, more = self._store.events(_job_id(request), since)
        return request.reply({"events": events, "more": more})

    def _read_log(self, sender: bytes, request: Message) -> Message:
        job_id = _job_id(request)
        self._store.state(job_id)
        return request.reply({"text": _tail(self._home.log(job_id))})

    def _cancel(self, sender: bytes, request: Message) -> Message:
        self._scheduler.cancel(_job_id(request))
        return request.reply({})

    def _delete(self, sender: bytes, request: Message) -> Message:
        job_id = _job_id(request)
        if self._store.state(job_id) not in TERMINAL:
            raise TrajganrError(
                Code.RESOURCE_LOCKED,
                "Job {job} has not ended.",
                "Cancel it first.",
                job=job_id,
            )
        self._store.delete(job_id)
        shutil.rmtree(self._home.job(job_id), ignore_errors=True)
        return request.reply({})

    def _stat_result(self, sender: bytes, request: Message) -> Message:
        return request.reply(self._result_file(request)[1])

    def _get_result(self, sender: bytes, request: Message) -> Message:
        path, _ = self._result_file(request)
        with path.open("rb") as file:
            file.seek(max(0, field_of(request.content, "offset", int)))
            return request.reply({}, file.read(CHUNK_BYTES))

    def _result_file(self, request: Message) -> tuple[Path, dict[str, Any]]:
        """A file of a job's result, with its size and hash: one that the job itself listed."""
        job_id = _job_id(request)
        name = field_of(request.content, "name", str)
        about = self._store.files(job_id).get(name)
        if about is None:
            raise TrajganrError(
                Code.INPUT_NOT_FOUND,
                "Job {job} has no file {name!r} in its result.",
                "See 'files' in the job's result.",
                job=job_id,
                name=name[:200],
            )
        return self._home.result(job_id) / name, about


def _job_id(request: Message) -> str:
    return field_of(request.content, "job_id", str)


def _reference(request: Message) -> Reference:
    return Reference(
        field_of(request.content, "sha256", str), field_of(request.content, "name", str)
    )


def _unknown_verb(verb: str) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "The worker does not know the request {verb!r}.",
        "Plugin and worker should be of the same release.",
        verb=verb[:200],
    )


def _ignore_subscription(frames: list[bytes]) -> None:
    """ZeroMQ tells who subscribes to what; everybody may."""


def _endpoint(socket: zmq.Socket[bytes]) -> str:
    return socket.getsockopt_string(zmq.LAST_ENDPOINT)


def _tail(path: Path) -> str:
    """The end of a log; nothing where the job has not begun."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - LOG_TAIL_BYTES))
            return file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def _device_name() -> str:
    """The GPU that the driver names, else ``cpu``; torch is not asked, it is not here."""
    if shutil.which("nvidia-smi") is None:
        return "cpu"
    command = ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return ", ".join(answer.stdout.split("\n")).strip(", ") or "cpu"
