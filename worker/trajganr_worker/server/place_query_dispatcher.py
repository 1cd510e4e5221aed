"""Passes place queries to a process that keeps models loaded, whether or not jobs run."""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zmq

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.messages import MAX_FRAME_BYTES, Message, error_reply

from ..scheduling.awake_clock import AwakeClock
from ..scheduling.child_process import Child
from ..storage import error_mapping
from ..storage.home import Home
from ..storage.log_file import LimitedLog
from ..storage.settings import Settings
from .router_socket import IncomingRequest

logger = logging.getLogger(__name__)

KEY = "place_queries/"
#: Maximum number of waiting queries, of all users and of one member; a later click would wait too
#: long.
MAX_WAITING, MAX_OF_ONE = 32, 16
#: Maximum bytes of queries sent to the process before it answers. The pipe of every system can hold
#: these; a process whose pipe is full is killed.
MAX_AHEAD_BYTES = 8 << 10
#: A process that does not respond for this long while a query waits is killed.
SILENT_S = 100.0
#: After this number of deaths within so many seconds, the process is not started for as long.
DEATHS, DEATHS_WITHIN_S = 3, 60.0
KILLED = -9

Answer = Callable[[IncomingRequest, Message], None]


@dataclass
class _Query:
    request: IncomingRequest
    line: str
    is_sent: bool = False


class PlaceQueryDispatcher:
    """Passes queries to the process that answers them, and starts it at the first one.

    Args:
        command: starts the process, given its memory limit for models in bytes, or "auto".
        answer: sends an answer to the client of a request.
    """

    def __init__(
        self,
        home: Home,
        settings: Settings,
        clock: AwakeClock,
        context: zmq.Context[zmq.Socket[bytes]],
        command: Sequence[str],
        answer: Answer,
    ) -> None:
        self._home = home.path
        self._settings = settings
        self._clock = clock
        self._context = context
        limit = settings.max_model_bytes
        self._command = [*command, "auto" if limit is None else str(limit)]
        self._log = LimitedLog(home.path / "place_queries.log", settings.most_log_bytes)
        self._answer = answer
        self._child: Child | None = None
        self._started = self._count = 0
        self._waiting: dict[int, _Query] = {}
        self._deaths: list[float] = []
        self._queried_at = self._received_at = 0.0
        self._loaded: list[dict[str, Any]] = []

    @property
    def busy(self) -> bool:
        """Whether a query waits for its answer."""
        return bool(self._waiting)

    @property
    def loaded(self) -> list[dict[str, Any]]:
        """The models that are loaded: ``model, bundle, bytes``."""
        return self._loaded

    def submit(
        self, request: IncomingRequest, model: Path | None, bundle: Path, content: dict[str, Any]
    ) -> None:
        """Queue a query; it is answered later.

        Args:
            request: the request.
            model: folder of the model; None for the shipped one.
            bundle: folder of the bundle.
            content: ``verb``, and its arguments.

        Raises:
            TrajganrError: ``RESOURCE.QUEUE_FULL``, or ``INTERNAL`` if the process dies repeatedly.
        """
        caller = request.caller
        own = sum(other.request.caller == caller for other in self._waiting.values())
        if len(self._waiting) >= MAX_WAITING or (own >= MAX_OF_ONE and not caller.is_admin):
            raise TrajganrError(
                Code.RESOURCE_QUEUE_FULL,
                "Too many place queries: {count} are waiting for an answer.",
                "Try again in a moment.",
                count=len(self._waiting),
            )
        self._queried_at = self._clock.now()
        if self._child is None:
            self._start()
        self._count += 1
        about = {"id": self._count, "model": model and str(model), "bundle": str(bundle)}
        line = json.dumps({**about, **content})
        if not self._waiting:
            self._received_at = self._clock.now()
        self._waiting[self._count] = _Query(request, line)
        self._send_ahead()

    def receive(self, key: str, head: bytes, *parts: bytes) -> None:
        """Handle a frame of the process; an empty one is its last."""
        if self._child is None or self._child.key != key:
            return
        if not head:
            self._child.close_output()
            return
        self._received_at = self._clock.now()
        try:
            reported = json.loads(head)
            self._loaded = list(reported.get("loaded", self._loaded))
            if "id" not in reported:  # a sign of life
                return
            query = self._waiting.pop(reported["id"], None)
            if query is not None:
                self._send_ahead()
                self._reply(query, reported, *parts)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            logger.warning("The place query process sent an invalid frame: %.200r", head)

    def tick(self) -> None:
        """Detect the end of the process, a process that does not respond, and idle models."""
        if self._child is None:
            return
        status = self._child.tick()
        if status is not None:
            self._clean_up(status)
            return
        now = self._clock.now()
        if self._waiting and now > self._received_at + SILENT_S:
            logger.warning("The place query process does not respond and is killed")
            self._child.kill()
        elif not self._waiting and now > self._queried_at + self._settings.model_idle_s:
            self._child.close()  # it exits at the end of its input

    def end(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()

    def _send_ahead(self) -> None:
        """Send the next queries, as many as the pipe holds, and at least one."""
        assert self._child is not None  # nosec B101 # holds by construction
        ahead = 0
        for query in self._waiting.values():
            ahead += len(query.line)
            if query.is_sent:
                continue
            if ahead > max(MAX_AHEAD_BYTES, len(query.line)):
                return
            query.is_sent = True
            self._child.send(query.line)

    def _start(self) -> None:
        now = self._clock.now()
        self._deaths = [at for at in self._deaths if at > now - DEATHS_WITHIN_S]
        if len(self._deaths) >= DEATHS:
            raise TrajganrError(
                Code.INTERNAL,
                "The process that answers place queries has crashed several times.",
                "Read place_queries.log in the worker's home. The worker tries again in a minute.",
            )
        self._started += 1
        self._child = Child(
            self._context,
            f"{KEY}{self._started}",
            self._command,
            self._log,
            "{}",
            self._clock,
            most_frame_bytes=MAX_FRAME_BYTES,
        )

    def _clean_up(self, status: int) -> None:
        assert self._child is not None  # nosec B101 # holds by construction
        self._child.close()
        self._child, self._loaded = None, []
        if status == 0:  # it was idle; queries that have arrived since are sent to a new process
            if self._waiting:
                self._send_again()
            return
        self._deaths.append(self._clock.now())
        logger.warning("The place query process exited with status %d", status)
        error = (
            error_mapping.out_of_memory("query") if status == KILLED else error_mapping.died(status)
        )
        self._refuse_waiting(error)

    def _send_again(self) -> None:
        """Send all waiting queries to a new process."""
        try:
            self._start()
        except (OSError, TrajganrError) as error:
            self._refuse_waiting(error_mapping.coded(error))
            return
        for query in self._waiting.values():
            query.is_sent = False
        self._send_ahead()

    def _refuse_waiting(self, error: TrajganrError) -> None:
        waiting, self._waiting = self._waiting, {}
        for query in waiting.values():
            self._answer(query.request, error_reply(query.request.msg_id, error))

    def _reply(self, query: _Query, reported: dict[str, Any], *parts: bytes) -> None:
        """Answer; content and buffers are passed on unread, because parsing takes too long."""
        message = query.request.message
        assert message is not None  # nosec B101 # holds by construction
        if reported.get("error"):
            error = error_mapping.without_home(
                TrajganrError.from_dict(reported["error"]), self._home
            )
            self._answer(query.request, error_reply(message.msg_id, error))
        else:
            content, *buffers = parts
            reply = message.reply({}, *buffers)
            self._answer(query.request, dataclasses.replace(reply, encoded=content))
