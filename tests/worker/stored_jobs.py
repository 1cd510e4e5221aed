"""Jobs for tests of the job store."""

from __future__ import annotations

from typing import Any

from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_worker.storage.job_store import NewJob, Store

PARAMS = PretrainParams(bundle="b", name="Porto")


def add(store: Store, job_id: str, *, owner: str = "", priority: int = 1, **more: Any) -> None:
    """Add a queued job whose idempotency key is its id."""
    fields = {"wants": "cpu", "params": PARAMS, **more}
    params = fields.pop("params")
    store.add(NewJob(job_id, params, owner, job_id, "digest", priority, **fields))
