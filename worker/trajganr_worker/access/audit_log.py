"""The audit log: refused requests, deletions, cancellations and changes, one line an event.

The lines go to ``audit.log`` in the worker's home, which only its owner can read, and to the
worker's own log under the name ``trajganr_worker.access.audit_log``. They hold names, ids, codes
and fingerprints of keys; no secrets and no content of files. Values are quoted and truncated, so
that no value can forge a line.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trajganr_core.contract.errors import Code

from ..storage.log_file import older

logger = logging.getLogger("trajganr_worker.access.audit_log")
logger.setLevel(logging.INFO)

#: Maximum size of the file; the previous file is kept beside it.
MAX_BYTES = 4 << 20
MAX_VALUE = 200
#: In each window of so many seconds …
WINDOW_S = 60.0
#: … at most so many lines are written for one event by one user or address, …
MAX_OF_ONE = 10
#: … and at most so many for refusals in total: further lines are only counted.
MAX_REFUSALS = 60

HANDSHAKE, REFUSAL = "handshake-refused", "request-refused"
REFUSALS = (HANDSHAKE, REFUSAL)
#: Error codes of requests for something that is absent, another user's or not allowed.
REFUSAL_CODES = frozenset(
    code.value
    for code in (
        Code.AUTH_DENIED,
        Code.JOB_NOT_FOUND,
        Code.INPUT_NOT_FOUND,
        Code.MODEL_MISSING,
        Code.PROTOCOL_SCHEMA,
    )
)
#: Name of the worker's owner.
HERE = "local"


class Audit:
    """Writes the audit log; may be used from any thread.

    A full disk loses lines but has no other effect. If ``is_worker``, the process's own log gets
    the lines as well.
    """

    def __init__(
        self, home: Path, clock: Callable[[], float] = time.monotonic, *, is_worker: bool = True
    ) -> None:
        self._path = home / "audit.log"
        self._is_worker = is_worker
        self._clock = clock
        self._lock = threading.Lock()
        self._window_at = clock()
        self._written: Counter[tuple[str, str]] = Counter()
        self._suppressed: Counter[str] = Counter()

    def note(self, event: str, user: str, **facts: object) -> None:
        """Write a line about an action, unless there were too many such lines in this window.

        Args:
            event: what happened, a word.
            user: name of a member, ``local`` for the worker's owner, an address or a fingerprint.
            **facts: names and ids that belong to it.
        """
        with self._lock:
            self._begin_window()
            if self._is_too_much(event, user):
                self._suppressed[event] += 1
                return
            self._written[event, user] += 1
            self._write(event, {"who": user, **facts})

    def refused(self, user: str, verb: str, code: str) -> None:
        """Write a line about a failed request if its error is one of :data:`REFUSAL_CODES`."""
        if user != HERE and code in REFUSAL_CODES:
            self.note(REFUSAL, user, verb=verb, code=code)

    def close(self) -> None:
        """Write how many lines were suppressed."""
        with self._lock:
            self._log_suppressed()

    def _is_too_much(self, event: str, user: str) -> bool:
        refusals = sum(count for (kind, _), count in self._written.items() if kind in REFUSALS)
        if event in REFUSALS and refusals >= MAX_REFUSALS:
            return True
        return self._written[event, user] >= MAX_OF_ONE

    def _begin_window(self) -> None:
        if self._clock() >= self._window_at + WINDOW_S:
            self._log_suppressed()
            self._window_at = self._clock()
            self._written.clear()

    def _log_suppressed(self) -> None:
        for event, count in self._suppressed.items():
            self._write("left-out", {"event": event, "count": count})
        self._suppressed.clear()

    def _write(self, event: str, facts: dict[str, object]) -> None:
        reported = " ".join(f"{name}={_quoted(value)}" for name, value in facts.items())
        if self._is_worker:
            logger.info("%s %s", event, reported)
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        # Opened for each line, because the command line may write to it while a worker runs.
        with contextlib.suppress(OSError):
            self._make_room()
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab", buffering=0) as file:
                file.write(f"{at} {event} {reported}\n".encode())

    def _make_room(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            if self._path.stat().st_size > MAX_BYTES:
                self._path.replace(older(self._path))


def fingerprint(public: str) -> str:
    """A short identifier of a public key."""
    return f"key:{hashlib.sha256(public.encode()).hexdigest()[:16]}"


def _quoted(value: object) -> str:
    text = str(value)
    return json.dumps(text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}…")
