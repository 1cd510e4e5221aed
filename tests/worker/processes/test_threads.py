"""Threads that wait leave their core to others, in a job and on the command line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

#: Loads the OpenMP of torch, which reads its settings then.
LOAD_OPENMP = """
import ctypes, importlib.util, pathlib
(folder,) = importlib.util.find_spec("torch").submodule_search_locations
ctypes.CDLL(str(next(pathlib.Path(folder, "lib").glob("libgomp*"))))
"""


def openmp_settings(module: str, **environment: str) -> str:
    """OpenMP's settings if it is loaded after ``module`` is imported."""
    inherited = {key: value for key, value in os.environ.items() if key != "OMP_WAIT_POLICY"}
    return subprocess.run(
        [sys.executable, "-c", f"import {module}{LOAD_OPENMP}"],
        env={**inherited, "OMP_DISPLAY_ENV": "TRUE", **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="torch brings another OpenMP elsewhere")
@pytest.mark.parametrize("module", ["trajganr_worker.processes.job_process", "trajganr_worker.cli"])
def test_waiting_threads_do_not_spin(module: str) -> None:
    assert "OMP_WAIT_POLICY = 'PASSIVE'" in openmp_settings(module)


@pytest.mark.skipif(sys.platform != "linux", reason="torch brings another OpenMP elsewhere")
def test_a_user_setting_for_spinning_is_kept() -> None:
    settings = openmp_settings("trajganr_worker.processes.job_process", OMP_WAIT_POLICY="ACTIVE")
    assert "OMP_WAIT_POLICY = 'ACTIVE'" in settings
