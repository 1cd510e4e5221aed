"""Decides which job runs when and where, starts its process, and handles its end.

The store holds the state. A :class:`.job_attempt.JobAttempt` for each running job exists only in
this process. Its reports are stored step by step, so that a step that could not be stored is
repeated.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import zmq

from trajganr_core.contract.errors import TrajganrError, cancelled
from trajganr_core.contract.files.atomic_io import atomic_file, remove_leftovers, write_json
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.protocol.states import RESUMABLE, TERMINAL, JobState

from ..access.permissions import Permissions
from ..execution.executors import environment_of
from ..processes.outcome import Outcome
from ..processes.process_table import PROCESS, end_leftover
from ..storage import error_mapping, open_files
from ..storage.after_commit import AfterCommit
from ..storage.home import Home, resolve_params
from ..storage.job_store import Store
from ..storage.log_file import LimitedLog
from ..storage.owners import Owners
from ..storage.settings import Settings
from .awake_clock import AwakeClock
from .child_process import Child
from .crash_counter import MAX_CRASHES, CrashCounter
from .estimates import estimate, measured_size_of
from .free_slots import FreeSlots, fits_into_memory
from .job_attempt import JobAttempt
from .job_manifest import describe_job
from .job_states import JobStates
from .load import busy_factor
from .slots import Slot
from .time_remaining import StageClock

logger = logging.getLogger(__name__)

KILLED = -9
#: A job that has run this long did not crash at its start; its count of crashes is reset.
STEADY_S = 600.0
#: After so many deaths in a row of processes of a kind, jobs of the kind are not restarted.
DEATHS_OF_A_KIND = 6
#: Delay before a job is started again when there was no file descriptor for it, seconds.
OPEN_FILES_WAIT_S = 5.0
#: Interval of checks of the free disk space, seconds.
DISK_EVERY_S = 2.0

ACTIVE = (JobState.PREPARING, JobState.RUNNING, JobState.CANCELLING)


@dataclass(eq=False)
class Scheduler:
    """Starts, watches and ends jobs.

    Every method but :meth:`receive` is to be called within a transaction of the store.

    Args:
        _command: starts a job's process, given the home and the job's id as further arguments.
        _publish: called with every event, after it was stored.
    """

    _home: Home
    _store: Store
    _permissions: Permissions
    _owners: Owners
    _settings: Settings
    _slots: Sequence[Slot]
    _clock: AwakeClock
    _after_commit: AfterCommit
    _context: zmq.Context[zmq.Socket[bytes]]
    _command: Sequence[str]
    _publish: Callable[[dict[str, Any]], None]

    def __post_init__(self) -> None:
        self._states = JobStates(self._home, self._store, self._after_commit, self._publish)
        self._runs: dict[str, JobAttempt] = {}
        self._not_before: dict[str, float] = {}
        self._deaths: Counter[str] = Counter()
        self._stopping = False
        self._crashes = CrashCounter(self._home.path / "in_hand.json")
        self._disk_checked_at = -DISK_EVERY_S
        self._has_disk = True

    @property
    def busy(self) -> bool:
        """Whether a job's process exists."""
        return bool(self._runs)

    @property
    def has_disk(self) -> bool:
        """Whether the disk has room for another job."""
        return self._has_disk

    # Requests of clients

    def keep_secrets(self, job_id: str, secrets: dict[str, str]) -> None:
        """Keep a job's secrets, in memory only, until it has ended."""
        self._states.secrets[job_id] = secrets

    def cancel(self, job_id: str) -> None:
        """Remove a job from the queue or ask its process to stop; no effect on an ended job."""
        state = self._store.state(job_id)
        if state is JobState.QUEUED:
            self._states.end(job_id, JobState.CANCELLED, cancelled())
        elif state not in TERMINAL:
            if state is not JobState.CANCELLING:
                self._states.record(job_id, state=JobState.CANCELLING)
            run = self._runs.get(job_id)
            if run is not None:
                self._after_commit.add(run.cancel)

    def resume(self, job_id: str, secrets: dict[str, str]) -> None:
        """Queue an ended job again; a training continues from its checkpoint.

        Raises:
            TrajganrError: ``RESOURCE.LOCKED`` for one that has not ended, ``INPUT.FIELD`` for one
                that has succeeded, ``JOB.DEPENDENCY`` where one that it depends on has not.
        """
        facts = self._store.facts(job_id)
        state = JobState(facts["state"])
        if state not in RESUMABLE:
            raise error_mapping.cannot_resume(job_id, state)
        for needed, needed_state in self._store.unmet_needs(job_id).items():
            if needed_state in (JobState.FAILED, JobState.CANCELLED):
                raise error_mapping.needs_job(needed, needed_state)
        self._deaths[facts["kind"]] = 0
        changes: dict[str, Any] = {
            "interruptions": 0,
            "had_secrets": bool(facts["had_secrets"]) or any(secrets.values()),
        }
        if state is JobState.FAILED:  # it may start from the beginning; others continue
            changes["progress"] = 0.0
        self._states.requeue(job_id, "Resumed.", **changes)
        self._after_commit.add(partial(self.keep_secrets, job_id, secrets))

    def stop(self) -> None:
        """Start no further job and ask the running ones to stop; they become INTERRUPTED."""
        self._stopping = True
        for run in self._runs.values():
            run.cancel()

    # Steps of the worker's loop

    def recover(self) -> None:
        """End or requeue the jobs that an earlier worker left unfinished."""
        for folder in (self._home.path, *(self._home.path / "jobs").glob("*")):
            remove_leftovers(folder)  # partial output of killed processes
        steps = (
            (ACTIVE, self._recover),
            ((JobState.INTERRUPTED,), self._requeue_interrupted),
            ((JobState.QUEUED,), self._check_secrets),
        )
        for states, step in steps:
            for job_id in self._store.in_state(*states):
                with self._isolated(job_id):
                    step(job_id)
        if not any(slot.wants == "gpu" for slot in self._slots):
            self._store.use_cpu()

    def receive(self, key: str, line: bytes) -> None:
        """Handle a line of a job's process, or the empty line after its last."""
        run = self._runs.get(key.rpartition("/")[0])
        if run is not None and run.key == key:
            run.receive(line)

    def tick(self) -> None:
        """Store the reports of running jobs, finish ended ones, and start others."""
        self._crashes.finish()
        for run in list(self._runs.values()):
            with self._isolated(run.job_id):
                run.tick()
                if run.has_ended:
                    self._count_crashes(run.job_id)
                    self._store_start(run)
                    self._finish(run)
                else:
                    self._store_reports(run)
        self._start_ready()

    @contextlib.contextmanager
    def _isolated(self, job_id: str) -> Iterator[None]:
        """An exception in the block fails this job only, with an error.

        Raises:
            Exception: where nothing can be stored or opened; all of it is tried again later.
        """
        mark = self._after_commit.mark()
        try:
            with self._store.attempt():
                yield
        except Exception as error:
            if error_mapping.is_store_failure(error) or open_files.ran_out(error):
                raise
            self._after_commit.discard_since(mark)
            self._fail(job_id, error_mapping.coded(error))
        self._after_commit.add(partial(self._crashes.finish, job_id))

    def _fail(self, job_id: str, error: TrajganrError) -> None:
        """Fail a job after an exception; if that cannot be stored either, leave the job."""
        run = self._runs.get(job_id)
        mark = self._after_commit.mark()
        try:
            with self._store.attempt():
                self._states.end(job_id, JobState.FAILED, error)
        except Exception as further:
            if error_mapping.is_store_failure(further):
                raise
            self._after_commit.discard_since(mark)
            logger.exception("%s cannot be failed either and is left unchanged", job_id)
            self._not_before[job_id] = math.inf
        if run is not None:
            self._after_commit.add(run.abandon)
            self._after_commit.add(partial(self._forget, run))

    def _count_crashes(self, job_id: str) -> None:
        """Count a crash of the worker from now on until the changes that follow are stored.

        Raises:
            TrajganrError: ``JOB.INTERRUPTED`` if the worker has crashed with the job too often.
        """
        self._crashes.begin(job_id)
        if self._crashes.has_crashed_too_often(job_id):
            raise error_mapping.set_aside(MAX_CRASHES)

    def _store_reports(self, run: JobAttempt) -> None:
        """Store what a running job has reported since the last time."""
        self._watch_stall(run)
        state = self._store.state(run.job_id)
        if state is JobState.CANCELLING:
            return
        changes: dict[str, Any] = {}
        if run.has_begun and state is JobState.PREPARING:
            changes["state"] = JobState.RUNNING
        progress = run.progress
        if progress is not None:
            remaining = run.stages.remaining()
            changes |= {
                "stage": progress.stage,
                "fraction": progress.fraction,
                "progress": run.stages.progress,
                "figures": progress.figures,
                "remaining_s": remaining and remaining[0],
                "remaining_of": remaining and remaining[1],
            }
        if changes:
            self._states.record(run.job_id, **changes)
            self._after_commit.add(partial(run.forget_progress, progress))

    def _store_start(self, run: JobAttempt) -> None:
        """Store that a job has begun, if it ended before its first report was stored."""
        if run.has_begun and self._store.state(run.job_id) is JobState.PREPARING:
            self._states.record(run.job_id, state=JobState.RUNNING)

    def _watch_stall(self, run: JobAttempt) -> None:
        if run.silent_s > self._settings.stalled_end_s and not run.ended_for_stall:
            logger.warning("%s has stalled and is killed", run.job_id)
            run.end_stalled()
        elif run.silent_s > self._settings.stalled_after_s and not run.stall_reported:
            run.stall_reported = True
            logger.warning("%s gives no sign of life", run.job_id)
            message = f"No sign of life for {run.silent_s:.0f} s; still waiting."
            self._states.record(run.job_id, message=message)

    # Starting

    def _start_ready(self) -> None:
        if self._stopping or not self._check_disk():
            return
        free = FreeSlots(self._slots, [run.slot for run in self._runs.values()])
        reserved = set[str]()
        for slot in self._slots:
            while free.is_free(slot) and slot.wants not in reserved:
                job_id = self._store.next_ready(
                    slot.wants, interactive_only=slot.interactive_only, but=self._delayed()
                )
                if job_id is None or (slot.interactive_only and not self._may_run_beside(job_id)):
                    break
                with self._isolated(job_id):
                    assigned = free.slot_for(self._store.params(job_id), slot)
                    if assigned is None:  # it is next: the free slots are kept for it
                        reserved.add(slot.wants)
                    else:
                        self._assign(job_id, assigned)
                        free.take(assigned)

    def _may_run_beside(self, job_id: str) -> bool:
        """Whether the memory suffices for a job beside the running ones."""
        return not self._runs or fits_into_memory(self._store.estimate(job_id))

    def _delayed(self) -> list[str]:
        """Jobs whose restart is delayed."""
        now = self._clock.now()
        self._not_before = {job: time for job, time in self._not_before.items() if time > now}
        return list(self._not_before)

    def _assign(self, job_id: str, slot: Slot) -> None:
        """Give a job a slot; its process is started once that is stored.

        Raises:
            TrajganrError: for a job that cannot be started, such as one whose input was deleted.
        """
        self._count_crashes(job_id)
        facts = self._store.facts(job_id)
        params = self._permissions.check_job(facts["owner"], self._store.params(job_id))
        resolved = resolve_params(params, self._home)
        attempt = facts["attempt"] + 1
        past = self._store.history.of(params.kind, slot.wants)
        expected = estimate(resolved, past, slot.wants, busy=busy_factor())["seconds"]
        stages = StageClock(
            self._clock.now,
            [job.stages for job in past],
            KINDS[params.kind].stages,
            facts["progress"],
            expected["likely"] if expected is not None and attempt == 1 else None,
        )
        run = JobAttempt(
            job_id,
            params.kind,
            slot,
            attempt,
            measured_size_of(resolved, slot.wants),
            partial(self._start, job_id, slot),
            self._clock,
            stages,
        )
        manifest = describe_job(job_id, params, facts, attempt, slot, self._settings, self._home)
        self._states.record(
            job_id,
            state=JobState.PREPARING,
            attempt=attempt,
            device=slot.device,
            fraction=0.0,
            stage="",
            remaining_s=None,
            remaining_of=None,
        )
        self._after_commit.add(partial(self._begin, run, manifest))

    def _begin(self, run: JobAttempt, manifest: dict[str, Any]) -> None:
        self._runs[run.job_id] = run
        try:
            self._states.remove_work(run.job_id)
            self._home.work(run.job_id).mkdir(parents=True, exist_ok=True)
            with atomic_file(self._home.manifest(run.job_id)) as temporary:
                write_json(temporary, manifest)
            # Before there is anything to own, and on a disk that has room for a job.
            if makes := KINDS[run.kind].makes:
                self._owners.record(makes, run.job_id, manifest["owner"])
        except OSError as error:
            run.failure = error
            return
        run.start()

    def _start(self, job_id: str, slot: Slot, key: str) -> Child:
        return Child(
            self._context,
            key,
            [*self._command, str(self._home.path), job_id],
            LimitedLog(self._home.log(job_id), self._settings.most_log_bytes),
            json.dumps(self._states.secrets.get(job_id, {})),
            self._clock,
            {**slot.environment, **environment_of(self._settings)},
        )

    def _check_disk(self) -> bool:
        """Whether the disk has room for another job."""
        if self._clock.now() >= self._disk_checked_at + DISK_EVERY_S:
            self._disk_checked_at = self._clock.now()
            has_disk = self._home.free_bytes() >= self._settings.least_free_bytes
            if self._has_disk and not has_disk:
                logger.warning("The disk is nearly full: jobs wait until there is room")
            self._has_disk = has_disk
        return self._has_disk

    # Ends of jobs

    def _finish(self, run: JobAttempt) -> None:
        """Store the end of a job whose processes have all ended."""
        job_id = run.job_id
        outcome = run.outcome
        if outcome is None and run.failure is None:  # its process was started
            try:
                outcome = Outcome.read(self._home.job(job_id), run.attempt)
            except OSError:  # temporary: it is read at a later tick
                return
        if self._end_by_outcome(job_id, outcome, run):
            if outcome is not None and outcome.result is not None:
                self._deaths[run.kind] = 0
        elif self._stopping or outcome is not None:  # by us, or by a shutdown of the machine
            self._states.end(job_id, JobState.INTERRUPTED, error_mapping.interrupted())
        else:
            self._died(run)
        self._after_commit.add(partial(self._forget, run))

    def _end_by_outcome(self, job_id: str, outcome: Outcome | None, run: JobAttempt | None) -> bool:
        """End a job as its process reported, or as it was cancelled; False for any other end."""
        if outcome is not None and outcome.result is not None:  # also after a late cancel
            self._states.succeed(job_id, outcome, run)
        elif self._store.state(job_id) is JobState.CANCELLING:
            self._states.end(job_id, JobState.CANCELLED, cancelled())
        elif outcome is not None and outcome.error is not None and not outcome.was_stopped:
            error = TrajganrError.from_dict(outcome.error)
            self._states.end(job_id, JobState.FAILED, error)
        else:
            return False
        return True

    def _forget(self, run: JobAttempt) -> None:
        self._runs.pop(run.job_id, None)

    def _died(self, run: JobAttempt) -> None:
        """Handle a process that exited unexpectedly."""
        if run.failure is not None:
            if open_files.ran_out(run.failure):
                self._try_later(run)
            else:
                self._states.end(run.job_id, JobState.FAILED, error_mapping.coded(run.failure))
            return
        if run.status == KILLED and not run.ended_for_stall:
            error = error_mapping.out_of_memory(run.kind, run.memory_bytes)
            self._states.end(run.job_id, JobState.FAILED, error)
            return
        assert run.status is not None  # nosec B101 # holds by construction
        error = error_mapping.stalled() if run.ended_for_stall else error_mapping.died(run.status)
        deaths = self._deaths[run.kind] + 1
        self._after_commit.add(partial(self._deaths.__setitem__, run.kind, deaths))
        before = 0 if run.seconds > STEADY_S else self._store.facts(run.job_id)["interruptions"]
        if before >= self._settings.restarts or deaths >= DEATHS_OF_A_KIND:
            self._states.end(run.job_id, JobState.FAILED, error)
            return
        self._states.end(run.job_id, JobState.INTERRUPTED, error)
        wait_s = self._settings.restart_wait_s * 2**before
        message = f"Restarted automatically ({before + 1} of {self._settings.restarts})."
        self._states.requeue(run.job_id, message, interruptions=before + 1)
        self._not_before[run.job_id] = self._clock.now() + wait_s

    def _try_later(self, run: JobAttempt) -> None:
        """Queue a job again whose process could not be started; this is not an attempt."""
        text = "%s is not started yet: too many files are open"
        self._after_commit.add(partial(logger.warning, text, run.job_id))
        message = "The worker has too many files and connections open; it will retry."
        self._states.requeue(run.job_id, message, attempt=run.attempt - 1)
        self._not_before[run.job_id] = self._clock.now() + OPEN_FILES_WAIT_S

    def _recover(self, job_id: str) -> None:
        """End or requeue a job that was running when an earlier worker ended."""
        end_leftover(self._home.job(job_id) / PROCESS)
        self._count_crashes(job_id)
        facts = self._store.facts(job_id)
        outcome = Outcome.read(self._home.job(job_id), facts["attempt"])
        if not self._end_by_outcome(job_id, outcome, None):
            steady = self._store.seconds_until_last_event(job_id) > STEADY_S
            count = 1 if steady else facts["interruptions"] + 1
            error = error_mapping.interrupted()
            self._states.end(job_id, JobState.INTERRUPTED, error, interruptions=count)

    def _requeue_interrupted(self, job_id: str) -> None:
        """Queue a job again that was interrupted as an earlier worker ended."""
        facts = self._store.facts(job_id)
        if facts["had_secrets"]:
            self._states.end(job_id, JobState.INTERRUPTED, error_mapping.forgotten_secrets())
        elif facts["interruptions"] <= self._settings.restarts:
            self._states.requeue(job_id, "The worker was restarted; the job continues.")

    def _check_secrets(self, job_id: str) -> None:
        if self._store.facts(job_id)["had_secrets"]:
            self._states.end(job_id, JobState.INTERRUPTED, error_mapping.forgotten_secrets())
