"""Stores changes of jobs' states with their consequences: events, dependent jobs, files."""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.files.atomic_io import checkpoint_beside
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.protocol.states import TERMINAL, JobState

from ..processes.outcome import Outcome
from ..storage import error_mapping
from ..storage.after_commit import AfterCommit
from ..storage.home import OUTPUT, Home
from ..storage.job_history import PastJob
from ..storage.job_store import Store
from .job_attempt import JobAttempt

logger = logging.getLogger(__name__)


@dataclass(eq=False)
class JobStates:
    """Changes the states of jobs, within a transaction of the store.

    Attributes:
        secrets: of each job that has not ended; they are in memory only.
    """

    _home: Home
    _store: Store
    _after_commit: AfterCommit
    _publish: Callable[[dict[str, Any]], None]
    secrets: dict[str, dict[str, str]] = field(default_factory=dict)

    def record(self, job_id: str, **changes: Any) -> None:
        """Store changes of a job, and publish the event that reports them."""
        event = self._store.record(job_id, **changes)
        if changes.get("state") in TERMINAL:
            self._after_commit.add(partial(self.secrets.pop, job_id, None))
        self._publish(event)

    def requeue(self, job_id: str, message: str, **changes: Any) -> None:
        """Queue a job again."""
        self.record(job_id, state=JobState.QUEUED, message=message, **changes)

    def succeed(self, job_id: str, outcome: Outcome, run: JobAttempt | None) -> None:
        """Move the job's output to its destination, then store that the job has succeeded.

        Args:
            job_id: the job.
            outcome: with the result.
            run: the attempt; None where an earlier worker started it.
        """
        facts = self._store.facts(job_id)
        makes = KINDS[facts["kind"]].makes
        # A bundle or model has the id of the job that makes it.
        target = self._home.artifact(makes, job_id) if makes else self._home.result(job_id)
        try:
            _move(self._home.work(job_id) / OUTPUT, target)
        except OSError as error:
            self.end(job_id, JobState.FAILED, error_mapping.coded(error))
            return
        if run is not None and run.attempt == 1 and run.job_size is not None:
            stages = run.stages.seconds()
            used = (outcome.memory_bytes, outcome.disk_bytes)
            past = PastJob(run.job_size, run.seconds / run.busy, *used, stages)
            self._store.history.add(run.kind, facts["wants"], past, facts["owner"])
        self.record(
            job_id,
            state=JobState.SUCCEEDED,
            fraction=1.0,
            progress=1.0,
            result={**(outcome.result or {}), **({makes: job_id} if makes else {})},
            files=outcome.files,
        )
        self._after_commit.add(partial(self.remove_work, job_id, keep_checkpoint=False))

    def end(self, job_id: str, state: JobState, error: TrajganrError, **changes: Any) -> None:
        """End a job without a result, fail the jobs that need it, and remove its partial output.

        A checkpoint is kept in the job's folder until the job is deleted.
        """
        self._end_alone(job_id, state, error, **changes)
        ended = deque([(job_id, state)])
        while ended:  # dependent jobs form chains of any length
            needed, needed_state = ended.popleft()
            if needed_state is not JobState.INTERRUPTED:
                for waiting in self._store.needed_by(needed):
                    error = error_mapping.needs_job(needed, needed_state)
                    self._end_alone(waiting, JobState.FAILED, error)
                    ended.append((waiting, JobState.FAILED))

    def remove_work(self, job_id: str, *, keep_checkpoint: bool = True) -> None:
        """Delete what the job has written."""
        work = self._home.work(job_id)
        checkpoint = checkpoint_beside(Path(OUTPUT)).name
        for path in work.glob("*"):
            if not (keep_checkpoint and path.name == checkpoint):
                self._home.trash.throw(path)
        with contextlib.suppress(OSError):  # it was never created, or contains the checkpoint
            work.rmdir()

    def _end_alone(
        self, job_id: str, state: JobState, error: TrajganrError, **changes: Any
    ) -> None:
        self._after_commit.add(partial(self.remove_work, job_id))
        error = error_mapping.shortened(error)
        # Not before: while the disk is full, the same end is tried every second.
        self._after_commit.add(partial(logger.info, "%s %s: %s", job_id, state.value, error))
        self.record(job_id, state=state, error=error.to_dict(), message=error.message, **changes)


def _move(output: Path, target: Path) -> None:
    """Move the output to its destination, unless an earlier, unstored attempt has done so."""
    if output.exists() or not target.exists():
        target.parent.mkdir(exist_ok=True)
        output.replace(target)
