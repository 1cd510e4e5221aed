"""Fake jobs and clicks that tell which bundle they would open, by the rule of the real ones.

As a script it is a job's process; with a third argument, the one that answers clicks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import fake_jobs
from fake_place_query_process import FakeModel

from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.jobs import Job
from trajganr_core.utils.progress import Progress
from trajganr_worker.processes.job_process import run_job, take_over_stdout
from trajganr_worker.processes.place_query_process import answer_queries

RUNNER = (sys.executable, __file__)
PLACE_QUERY_PROCESS = (sys.executable, __file__, "clicks")


def opened(model: Any, bundle: Any) -> str:
    """The name of the bundle that a model is used with."""
    folder = Path(bundle) if bundle else ModelCard.load(Path(model)).bundle.folder(Path(model))
    return BundleManifest.load(folder).name


def find(kind: str) -> Job:
    """A job that prints which bundle it opens before it does what the fake one does."""

    def run(params: Any, out: Path, progress: Progress) -> JobResult:
        values = vars(params)
        if "bundle" in values:
            print("opened", opened(values.get("model"), values["bundle"]), flush=True)
        return fake_jobs.JOBS[kind](params, out, progress)

    return run


def load(model: Path, bundle: Path | None, progress: Progress) -> FakeModel:
    """A model that gives the name of its bundle in its answers."""
    return FakeModel(opened(model, bundle), model.name)


if __name__ == "__main__":
    if sys.argv[1] == "clicks":
        raise SystemExit(answer_queries(load, 1 << 30, take_over_stdout()))
    raise SystemExit(run_job(Path(sys.argv[1]), sys.argv[2], find))
