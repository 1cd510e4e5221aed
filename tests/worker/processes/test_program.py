"""A worker whose program is replaced while it runs, as QGIS does when it updates the plugin."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from waiting import error_of, finish, wait_until

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.protocol.client import Client

ROOT = Path(__file__).parents[3]


def put_program(folder: Path) -> None:
    for name in ("trajganr_core", "worker"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "metadata.txt", folder)


def answers(home: Path) -> bool:
    try:
        Client.connect(home, timeout_s=2.0).close()
    except TrajganrError:
        return False
    return True


def test_no_job_is_started_from_another_program(tmp_path: Path) -> None:
    program, home = tmp_path / "program", tmp_path / "home"
    (tmp_path / "trips.csv").write_text("trips")
    put_program(program)
    command = [
        sys.executable,
        "-m",
        "trajganr_worker",
        "worker",
        "start",
        "--foreground",
        "--home",
        home,
    ]
    environment = {**os.environ, "PYTHONPATH": str(program / "worker")}
    process = subprocess.Popen(command, cwd=program, env=environment)
    try:
        wait_until(lambda: answers(home))
        shutil.rmtree(program)
        put_program(program)
        with Client.connect(home) as client:
            trips = (client.put_file(tmp_path / "trips.csv"),)
            job = client.submit(LoadTripsParams(trips=trips))
            finish(client, job)
            assert error_of(client, job).code is Code.PROTOCOL_VERSION
    finally:
        process.kill()
        process.wait()
