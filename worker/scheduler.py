"""Which job runs: one at a time, in the order of submission, each in a child process."""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import zmq

from trajganr_core.errors import Code, TrajganrError, cancelled
from trajganr_core.protocol.states import TERMINAL, JobState
from trajganr_core.storage import checkpoint_beside
from trajganr_core.version import __version__

from .child import Child
from .failures import coded, out_of_memory
from .home import Home
from .runner import OUTPUT
from .store import Store

__all__ = ["Scheduler"]

logger = logging.getLogger(__name__)

KILLED = -9


class Scheduler:
    """Starts, watches and ends jobs.

    Args:
        home: where jobs have their folders.
        store: the jobs.
        context: of the supervisor's sockets.
        command: starts a job's process, given the home and the job's id as further arguments.
        publish: called with every event, after it was stored.
    """

    def __init__(
        self,
        home: Home,
        store: Store,
        context: zmq.Context[zmq.Socket[bytes]],
        command: Sequence[str],
        publish: Callable[[dict[str, Any]], None],
    ) -> None:
        self._home = home
        self._store = store
        self._context = context
        self._command = command
        self._publish = publish
        self._secrets: dict[str, dict[str, str]] = {}
        self._child: Child | None = None
        self._status: int | None = None
        self._told_all = False
        self._outcome: dict[str, Any] = {}
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Whether a job's process exists."""
        return self._child is not None

    def recover(self) -> None:
        """Close the books on jobs that an earlier worker left running."""
        for job_id in self._store.in_state(JobState.PREPARING, JobState.RUNNING):
            self._end(job_id, JobState.INTERRUPTED, _interrupted())
        for job_id in self._store.in_state(JobState.CANCELLING):
            self._end(job_id, JobState.CANCELLED, cancelled())

    def keep_secrets(self, job_id: str, secrets: dict[str, str]) -> None:
        """Remember a job's secrets, in memory only, until it has ended."""
        self._secrets[job_id] = secrets

    def start_next(self) -> None:
        """Start the oldest queued job, if none runs."""
        queued = self._store.in_state(JobState.QUEUED)
        if self.busy or self._stopping or not queued:
            return
        job_id = queued[0]
        params = self._store.params(job_id)
        manifest = {
            "job_id": job_id,
            "kind": params.kind,
            "params": params.to_dict(),
            "version": __version__,
        }
        self._home.work(job_id).mkdir(parents=True, exist_ok=True)
        (self._home.job(job_id) / "job.json").write_text(json.dumps(manifest), encoding="utf-8")
        self._record(job_id, state=JobState.PREPARING)
        self._status, self._told_all, self._outcome = None, False, {}
        command = [*self._command, str(self._home.path), job_id]
        secrets = self._secrets.get(job_id, {})
        self._child = Child(self._context, job_id, command, self._home.log(job_id), secrets)

    def cancel(self, job_id: str) -> None:
        """Take a job out of the queue or ask its process to stop; no matter for an ended job."""
        state = self._store.state(job_id)
        if state is JobState.QUEUED:
            self._end(job_id, JobState.CANCELLED, cancelled())
        elif state not in TERMINAL and self._child is not None:
            if state is not JobState.CANCELLING:
                self._record(job_id, state=JobState.CANCELLING)
            self._child.cancel()

    def stop(self) -> None:
        """Start no further job and ask the running one to stop; it becomes INTERRUPTED."""
        self._stopping = True
        if self._child is not None:
            self._child.cancel()

    def hear(self, job_id: str, line: bytes) -> None:
        """Take a line of a job's process, or the empty line after its last."""
        child = self._child
        if child is None or child.job_id != job_id:
            return
        if not line:
            self._told_all = True
            self.tick()
            return
        changes: dict[str, Any] = json.loads(line)
        if "result" in changes or "error" in changes:
            self._outcome = changes
        elif self._store.state(job_id) is not JobState.CANCELLING:
            if "state" in changes:
                changes["state"] = JobState(changes["state"])
            self._record(job_id, **changes)

    def tick(self) -> None:
        """Insist on cancellations and notice ends; to be called often while :attr:`busy`."""
        if self._child is None:
            return
        if self._status is None:
            self._status = self._child.tick()
        # Its last lines may still be on their way when the process has ended, and the other way.
        if self._status is not None and self._told_all:
            self._finish(self._child, self._status)

    def _finish(self, child: Child, status: int) -> None:
        """Decide what became of a job of which nothing runs any more."""
        child.close()
        self._child = None
        job_id = child.job_id
        if self._store.state(job_id) is JobState.CANCELLING:
            self._end(job_id, JobState.CANCELLED, cancelled())
        elif self._stopping:
            self._end(job_id, JobState.INTERRUPTED, _interrupted())
        elif "result" in self._outcome:
            self._succeed(job_id)
        elif "error" in self._outcome:
            self._end(job_id, JobState.FAILED, TrajganrError.from_dict(self._outcome["error"]))
        else:
            self._end(job_id, JobState.FAILED, _died(status))
        self.start_next()

    def _succeed(self, job_id: str) -> None:
        """Put the job's output in its place, then say that it is there."""
        makes = self._store.params(job_id).makes
        target = self._target(job_id)
        result = {**self._outcome["result"], **({makes: job_id} if makes else {})}
        try:
            target.parent.mkdir(exist_ok=True)
            (self._home.work(job_id) / OUTPUT).replace(target)
        except OSError as error:
            self._end(job_id, JobState.FAILED, coded(error))
            return
        self._record(
            job_id,
            state=JobState.SUCCEEDED,
            fraction=1.0,
            result=result,
            files=self._outcome["files"],
        )
        self._remove_work(job_id)

    def _end(self, job_id: str, state: JobState, error: TrajganrError) -> None:
        """End a job without a result; nothing half-written stays.

        A checkpoint is not half-written: it stays in the job's folder until the job is deleted.
        """
        self._remove_work(job_id, but=checkpoint_beside(Path(OUTPUT)).name)
        shutil.rmtree(self._target(job_id), ignore_errors=True)
        logger.info("%s %s: %s", job_id, state.value, error)
        self._record(job_id, state=state, error=error.to_dict(), message=error.message)

    def _target(self, job_id: str) -> Path:
        """Where the output of the job belongs: what it makes is called as the job is."""
        makes = self._store.params(job_id).makes
        return self._home.made(makes, job_id) if makes else self._home.result(job_id)

    def _remove_work(self, job_id: str, *, but: str = "") -> None:
        """Delete what the job has written, except for the folder of that name."""
        work = self._home.work(job_id)
        for path in work.glob("*"):
            if path.name == but:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # it was never made, or the checkpoint is in it
            work.rmdir()

    def _record(self, job_id: str, **changes: Any) -> None:
        if changes.get("state") in TERMINAL:
            self._secrets.pop(job_id, None)
        self._publish(self._store.record(job_id, **changes))


def _interrupted() -> TrajganrError:
    return TrajganrError(
        Code.JOB_INTERRUPTED,
        "The worker stopped while the job was running.",
        "Submit the job again.",
    )


def _died(status: int) -> TrajganrError:
    if status == KILLED:
        return out_of_memory()
    return TrajganrError(
        Code.INTERNAL,
        "The job's process ended without a word, with status {status}.",
        "Read the end of the job's log, and report it with the log.",
        status=status,
    )
