"""A process is known by its number and its beginning, and ended with what it started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_worker import ROOT
from waiting import runs, wait_until

from trajganr_worker.processes.process_table import (
    cpu_seconds,
    end_leftover,
    memory_bytes,
    remember_self,
)

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")

#: Writes down what it is, starts another process, says its number, and waits.
SCRIPT = """
import subprocess, sys, time
from pathlib import Path
from trajganr_worker.processes.process_table import remember_self
remember_self(Path(sys.argv[1]))
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(other.pid, flush=True)
time.sleep(600)
"""


def start(file: Path) -> tuple[subprocess.Popen[str], int]:
    """A process in a group of its own, and the number of what it started."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(file)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "worker")))},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


@posix_only
def test_a_process_of_an_earlier_worker_is_killed_with_its_children(tmp_path: Path) -> None:
    process, other = start(tmp_path / "process.json")
    end_leftover(tmp_path / "process.json")
    assert not runs(other)
    assert process.wait(10) == -9


@posix_only
def test_remaining_children_of_a_process_are_killed(tmp_path: Path) -> None:
    process, other = start(tmp_path / "process.json")
    process.kill()
    process.wait()
    assert runs(other)
    end_leftover(tmp_path / "process.json")
    assert not runs(other)


@posix_only
def test_a_number_that_was_given_again_is_not_touched(tmp_path: Path) -> None:
    process, _ = start(tmp_path / "process.json")
    record = json.loads((tmp_path / "process.json").read_text())
    assert record["pid"] == process.pid
    (tmp_path / "process.json").write_text(json.dumps({**record, "began": "before"}))
    end_leftover(tmp_path / "process.json")
    assert runs(process.pid)
    (tmp_path / "process.json").write_text(json.dumps(record))
    end_leftover(tmp_path / "process.json")
    process.wait(10)


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"pid": "x", "began": 1}'])
def test_without_a_process_there_is_nothing_to_end(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "process.json").write_text(text)
    end_leftover(tmp_path / "process.json")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it in a file")
def test_a_process_that_works_takes_processor_time_and_memory(tmp_path: Path) -> None:
    before = cpu_seconds(os.getpid())
    assert before is not None
    begun = time.process_time()
    while time.process_time() < begun + 0.1:
        pass
    assert (cpu_seconds(os.getpid()) or 0) > before
    assert (memory_bytes(os.getpid()) or 0) > 1 << 20
    assert (cpu_seconds(2**22 + 1), memory_bytes(2**22 + 1)) == (None, None)


def test_remembering_leaves_no_half_a_file(tmp_path: Path) -> None:
    remember_self(tmp_path / "process.json")
    assert [path.name for path in tmp_path.iterdir()] == ["process.json"]
    wait_until(lambda: json.loads((tmp_path / "process.json").read_text())["pid"] == os.getpid())
