"""Jobs and events as a worker would describe them, for tests without one."""

from __future__ import annotations

from typing import Any

from trajganr_core.contract.protocol.answers import Event, JobRecord
from trajganr_core.contract.protocol.states import JobState


def job_of(job_id: str = "predict-1", name: str = "", **fields: Any) -> JobRecord:
    """A job that has succeeded, except for the given fields."""
    kind = job_id.partition("-")[0]
    usual = {"kind": kind, "state": "SUCCEEDED", "priority": "batch", "submitted_at": 0.0}
    made = {"job_id": job_id, "name": name, "waits_for": (), **usual, **fields}
    return JobRecord(**{**made, "state": JobState(made["state"])})


def event_of(seq: int = 1, **fields: Any) -> Event:
    """An event of a running job, except for the given fields."""
    made = {"job_id": "predict-1", "seq": seq, "at": 0.0, "state": "RUNNING", **fields}
    return Event(**{**made, "state": JobState(made["state"])})
