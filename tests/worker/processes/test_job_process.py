"""Reports of a job's process."""

import io
import json
import time

from trajganr_worker.processes.job_process import PROGRESS_INTERVAL_S, _ProgressReporter


def test_the_worker_learns_of_every_stage_however_short() -> None:
    pipe = io.StringIO()
    reporter = _ProgressReporter(pipe)
    for number in range(50):
        reporter.progress(f"Stage {number}", 0.5)
        reporter.progress(f"Stage {number}", 1.0)
    reporter.finish(ended=None)
    reports = [json.loads(line) for line in pipe.getvalue().splitlines()]
    stages = [report["stage"] for report in reports if report.get("fraction") == 1.0]
    assert stages == [f"Stage {number}" for number in range(50)]
    assert "ended" in reports[-1]


def test_stages_that_alternate_are_not_reported_each_time() -> None:
    pipe = io.StringIO()
    reporter = _ProgressReporter(pipe)
    begun = time.monotonic()
    for number in range(500):
        reporter.progress(f"Stage {number % 2}", number / 500)
    reporter.finish(ended=None)
    reports = len(pipe.getvalue().splitlines())
    intervals = (time.monotonic() - begun) / PROGRESS_INTERVAL_S
    assert reports <= 2 + intervals + 2
