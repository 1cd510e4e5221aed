"""Passes questions about places to a process that keeps models loaded, whatever else trains."""

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
from trajganr_core.contract.protocol.messages import Message, error_reply

from ..processes.place_query_process import MOST_FRAME_BYTES
from ..scheduling.awake_clock import AwakeClock
from ..scheduling.child_process import Child
from ..storage import error_mapping
from ..storage.home import Home
from ..storage.log_file import LimitedLog
from ..storage.settings import Settings
from .router_socket import IncomingRequest

__all__ = ["PlaceQueryDispatcher"]

logger = logging.getLogger(__name__)

KEY = "place_queries/"
#: Questions that may wait, of all people and of one member; a click behind them comes too late.
MOST_WAITING, MOST_OF_ONE = 32, 16
#: Bytes of questions that are sent to the process before it has answered: the pipe of every system
#: holds so many, and a process whose pipe is full is taken for one that no longer reads.
MOST_AHEAD_BYTES = 8 << 10
#: A process that gives no sign of life for so long while it is asked is ended.
SILENT_S = 100.0
#: If the process dies so often within so many seconds, it is not started again for as long.
DEATHS, DEATHS_WITHIN_S = 3, 60.0
KILLED = -9

Answer = Callable[[IncomingRequest, Message], None]


@dataclass
class _Question:
    asked: IncomingRequest
    line: str
    is_sent: bool = False


class PlaceQueryDispatcher:
    """Passes questions to the process that answers them, and starts it when there is one.

    Args:
        home: has the log.
        settings: limits.
        clock: the supervisor's.
        context: of the supervisor's sockets.
        command: starts the process, given the most bytes of models that it may hold, or "auto".
        answer: sends an answer to who asked.
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
        most = settings.most_hot_bytes
        self._command = [*command, "auto" if most is None else str(most)]
        self._log = LimitedLog(home.path / "place_queries.log", settings.most_log_bytes)
        self._answer = answer
        self._child: Child | None = None
        self._started = self._count = 0
        self._waiting: dict[int, _Question] = {}
        self._deaths: list[float] = []
        self._asked_at = self._received_at = 0.0
        self._loaded: list[dict[str, Any]] = []

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._waiting)

    @property
    def loaded(self) -> list[dict[str, Any]]:
        """The models that are loaded: ``model, bundle, bytes``."""
        return self._loaded

    def ask(
        self, asked: IncomingRequest, model: Path, bundle: Path | None, question: dict[str, Any]
    ) -> None:
        """Have a question answered, later.

        Args:
            asked: the request.
            model: folder of the model.
            bundle: folder of the bundle; the model's own where absent.
            question: ``verb``, and what goes with it.

        Raises:
            TrajganrError: ``RESOURCE.QUEUE_FULL``, or ``INTERNAL`` where the process dies again and
                again.
        """
        caller = asked.caller
        own = sum(other.asked.caller == caller for other in self._waiting.values())
        if len(self._waiting) >= MOST_WAITING or (own >= MOST_OF_ONE and not caller.is_admin):
            raise _too_many(len(self._waiting))
        self._asked_at = self._clock.now()
        if self._child is None:
            self._start()
        self._count += 1
        about = {"id": self._count, "model": str(model), "bundle": bundle and str(bundle)}
        line = json.dumps({**about, **question})
        if not self._waiting:
            self._received_at = self._clock.now()
        self._waiting[self._count] = _Question(asked, line)
        self._send_ahead()

    def receive(self, key: str, head: bytes, *parts: bytes) -> None:
        """Take a frame of the process; an empty one is its last."""
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
            question = self._waiting.pop(reported["id"], None)
            if question is not None:
                self._send_ahead()
                self._reply(question, reported, *parts)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            logger.warning("The process that answers questions sent something else: %.200r", head)

    def tick(self) -> None:
        """Notice the process' end, questions that take too long, and that nobody asks any more."""
        if self._child is None:
            return
        status = self._child.tick()
        if status is not None:
            self._clean_up(status)
            return
        now = self._clock.now()
        if self._waiting and now > self._received_at + SILENT_S:
            logger.warning("The process that answers questions does nothing any more; it is ended")
            self._child.kill()
        elif not self._waiting and now > self._asked_at + self._settings.hot_idle_s:
            self._child.close()  # it ends when nobody can ask any more

    def end(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()

    def _send_ahead(self) -> None:
        """Send the process the next questions, as many as its pipe holds, and at least one."""
        assert self._child is not None  # nosec B101 # holds by construction
        ahead = 0
        for question in self._waiting.values():
            ahead += len(question.line)
            if question.is_sent:
                continue
            if ahead > max(MOST_AHEAD_BYTES, len(question.line)):
                return
            question.is_sent = True
            self._child.send(question.line)

    def _start(self) -> None:
        now = self._clock.now()
        self._deaths = [at for at in self._deaths if at > now - DEATHS_WITHIN_S]
        if len(self._deaths) >= DEATHS:
            raise _keeps_dying()
        self._started += 1
        self._child = Child(
            self._context,
            f"{KEY}{self._started}",
            self._command,
            self._log,
            "{}",
            self._clock,
            most_frame_bytes=MOST_FRAME_BYTES,
        )

    def _clean_up(self, status: int) -> None:
        assert self._child is not None  # nosec B101 # holds by construction
        self._child.close()
        self._child, self._loaded = None, []
        if status == 0:  # it was let go as nobody asked; who has asked since is not forgotten
            if self._waiting:
                self._ask_again()
            return
        self._deaths.append(self._clock.now())
        logger.warning("The process that answers questions ended with status %d", status)
        error = (
            error_mapping.out_of_memory("query") if status == KILLED else error_mapping.died(status)
        )
        self._refuse_waiting(error)

    def _ask_again(self) -> None:
        """Ask a new process what waits for an answer."""
        try:
            self._start()
        except (OSError, TrajganrError) as error:
            self._refuse_waiting(error_mapping.coded(error))
            return
        for question in self._waiting.values():
            question.is_sent = False
        self._send_ahead()

    def _refuse_waiting(self, error: TrajganrError) -> None:
        waiting, self._waiting = self._waiting, {}
        for question in waiting.values():
            self._answer(question.asked, error_reply(question.asked.msg_id, error))

    def _reply(self, question: _Question, reported: dict[str, Any], *parts: bytes) -> None:
        """Answer; content and buffers are passed on as they came: reading them takes too long."""
        message = question.asked.message
        assert message is not None  # nosec B101 # holds by construction
        if reported.get("error"):
            error = error_mapping.without_home(
                TrajganrError.from_dict(reported["error"]), self._home
            )
            self._answer(question.asked, error_reply(message.msg_id, error))
        else:
            content, *buffers = parts
            reply = message.reply({}, *buffers)
            self._answer(question.asked, dataclasses.replace(reply, encoded=content))


def _too_many(count: int) -> TrajganrError:
    return TrajganrError(
        Code.RESOURCE_QUEUE_FULL,
        "{count} questions wait for an answer already.",
        "Ask again in a moment.",
        count=count,
    )


def _keeps_dying() -> TrajganrError:
    return TrajganrError(
        Code.INTERNAL,
        "The process that answers questions about places has died several times.",
        "Read place_queries.log in the worker's home. It is tried again in a minute.",
    )
