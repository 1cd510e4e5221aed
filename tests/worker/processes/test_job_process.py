"""Reports of a job's process."""

import io
import json

from worker.processes.job_process import _ProgressReporter


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
