"""A worker with fake jobs, and clients of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from command_line import call
from fake_worker import ROOT, fake_worker
from hang import HANG_S
from waiting import clear, prepare_params

from trajganr_core.contract.protocol.client import Client


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """The home of a running worker."""
    with fake_worker(tmp_path / "home") as home:
        yield home


@pytest.fixture(scope="module")
def shared_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a worker that the tests of a module share."""
    with fake_worker(tmp_path_factory.mktemp("shared") / "home") as home:
        yield home


@pytest.fixture
def shared_home(shared_worker: Path) -> Iterator[Path]:
    """The home of the shared worker, without jobs, bundles and models of other tests."""
    yield shared_worker
    with Client.connect(shared_worker) as client:
        clear(client)


@pytest.fixture
def client(home: Path) -> Iterator[Client]:
    """A client of the worker."""
    with Client.connect(home) as client:
        yield client


@pytest.fixture
def prepare(client: Client, tmp_path: Path) -> Callable[[str], str]:
    """Submits a job whose name asks for a behaviour (see fake_jobs)."""
    return lambda name: client.submit(prepare_params(client, tmp_path, name))


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a command line whose worker's home is ``tmp_path / "home"``."""
    monkeypatch.delenv("TRAJGANR_ADDRESS", raising=False)
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "worker"))),
        "TRAJGANR_HOME": str(tmp_path / "home"),
    }


@pytest.fixture
def run_process(
    environment: dict[str, str], tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``trajganr`` in ``tmp_path``, in a process of its own."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "trajganr_worker", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=HANG_S,
            check=False,
        )

    return run


@pytest.fixture
def run(
    environment: dict[str, str], tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """As :func:`run_process`, in this process."""
    return partial(call, cwd=tmp_path, environment=environment)
