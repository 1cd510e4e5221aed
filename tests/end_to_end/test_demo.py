"""The demo, as far as `make demo` does not show it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hang import HANG_S
from harness import ROOT


@pytest.mark.slow
def test_an_interrupted_demo_leaves_no_process_behind(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        [sys.executable, ROOT / "resources" / "demo" / "run.py", tmp_path / "demo"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    jobs = tmp_path / "demo" / "home" / "jobs"
    while demo.poll() is None and not list(jobs.glob("load_trips-*")):
        time.sleep(0.1)
    os.killpg(demo.pid, signal.SIGINT)  # as Ctrl-C does
    output, _ = demo.communicate(timeout=HANG_S)
    assert demo.returncode == 130
    assert "Stopped, together with the worker." in output
    left = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True)
    assert left.stdout == ""
