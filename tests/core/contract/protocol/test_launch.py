"""Starting a worker from another program."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.launch import start_worker, worker_log, worker_python

PYTHON = Path(sys.executable)


def test_a_worker_is_started_once_and_outlives_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As QGIS sets it for its own Python; another Python could not start with it.
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    assert start_worker(PYTHON, tmp_path) is True
    try:
        assert start_worker(PYTHON, tmp_path) is False
        with Client.connect(tmp_path) as client:
            status = client.status()
        assert status.home == str(tmp_path.resolve())
    finally:
        with Client.connect(tmp_path) as client:
            client.stop_worker()
    with pytest.raises(TrajganrError):
        Client.connect(tmp_path)
    deadline = time.monotonic() + 60
    while _exists(status.pid):  # a zombie would stay until this process ends
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_worker_that_does_not_start_shows_the_end_of_its_own_log(tmp_path: Path) -> None:
    worker_log(tmp_path).write_text("an older worker\n")
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho it is broken >&2\nexit 1\n")
    python.chmod(0o700)
    with pytest.raises(TrajganrError, match="it is broken") as caught:
        start_worker(python, tmp_path)
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "older" not in caught.value.message


def test_no_worker_is_started_at_an_open_address_without_keys(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        start_worker(PYTHON, tmp_path, ["--address", "tcp://0.0.0.0:5570"])
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "AUTH.DENIED" in caught.value.message
    assert "trajganr worker keys make" in caught.value.message


def test_the_interpreter_is_named_by_the_environment_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.touch()
    (tmp_path / "worker-env.json").write_text(json.dumps({"python": str(other)}))
    monkeypatch.delenv("TRAJGANR_WORKER_PYTHON", raising=False)
    assert worker_python(tmp_path) == other
    monkeypatch.setenv("TRAJGANR_WORKER_PYTHON", str(PYTHON))
    assert worker_python(tmp_path) == PYTHON


@pytest.mark.parametrize("settings", [None, "", "{}", "[]", '{"python": "/no/such/python"}'])
def test_without_an_interpreter_the_error_names_what_to_set_up(
    settings: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAJGANR_WORKER_PYTHON", raising=False)
    if settings is not None:
        (tmp_path / "worker-env.json").write_text(settings)
    with pytest.raises(TrajganrError) as caught:
        start_worker(home=tmp_path)
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert "TRAJGANR_WORKER_PYTHON" in caught.value.next_action
