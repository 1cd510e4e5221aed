"""The states of a job."""

from __future__ import annotations

from enum import Enum


class JobState(str, Enum):
    """From ``QUEUED`` through ``PREPARING`` and ``RUNNING`` to one of :data:`TERMINAL`.

    A job in :data:`RESUMABLE` can be queued again. The worker resumes interrupted jobs itself.
    """

    QUEUED = "QUEUED"
    PREPARING = "PREPARING"
    RUNNING = "RUNNING"
    CANCELLING = "CANCELLING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    INTERRUPTED = "INTERRUPTED"


TERMINAL = frozenset(
    {JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED}
)
RESUMABLE = TERMINAL - {JobState.SUCCEEDED}
