"""The engine is chosen in one place: by the environment, which a worker sets for its jobs."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_city import AREA, make_tiny_city
from waiting import error_of, finish

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.executors.base import SERIAL
from trajganr_core.executors.process_pool import ProcessPool
from trajganr_worker.execution.executors import (
    ADDRESS,
    ENGINE,
    chosen_executor,
    engine_of,
    environment_of,
)
from trajganr_worker.execution.ray_executor import RayExecutor
from trajganr_worker.storage.settings import Settings

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def closed_address() -> str:
    """An address without a listening process."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


def test_the_default_executor_is_the_jobs_own_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (ENGINE, ADDRESS):
        monkeypatch.delenv(name, raising=False)
    assert chosen_executor() is SERIAL
    for name, value in environment_of(Settings()).items():
        monkeypatch.setenv(name, value)
    assert chosen_executor() is SERIAL


def test_the_settings_of_a_worker_reach_its_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    for settings in (Settings(engine="ray"), Settings(engine="ray", engine_address="head:6379")):
        for name, value in environment_of(settings).items():
            monkeypatch.setenv(name, value)
        assert isinstance(chosen_executor(), RayExecutor)


def test_processes_of_this_machine_are_an_engine() -> None:
    assert isinstance(engine_of("processes", None), ProcessPool)


@pytest.mark.parametrize(
    ("name", "address"),
    [("dask", None), ("in-process", "head:6379"), ("processes", "head:6379")],
)
def test_an_invalid_engine_or_address_is_refused(name: str, address: str | None) -> None:
    with pytest.raises(TrajganrError) as caught:
        engine_of(name, address)
    assert caught.value.code is Code.INPUT_FIELD


def test_a_worker_does_not_start_with_an_invalid_address(run: Run) -> None:
    answer = run("worker", "start", "--engine", "ray", "--engine-address", "head", "--json")
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["error"]["code"] == "INPUT.FIELD"


def test_a_job_of_a_worker_reports_that_its_cluster_is_down(
    run: Run, closed_address: str, tmp_path: Path
) -> None:
    city = make_tiny_city(tmp_path)
    run("worker", "start", "--engine", "ray", "--engine-address", closed_address)
    try:
        with Client.connect(tmp_path / "home") as client:
            params = PrepareParams(
                trips=(client.put_file(city.trips),),
                roads=client.put_file(city.roads),
                bbox=AREA.bbox,
            )
            job_id = client.submit(params)
            finish(client, job_id)
            error = error_of(client, job_id)
        assert error.code is Code.TRANSPORT_DOWN
        assert closed_address in error.message
        manifest = (tmp_path / "home" / "jobs" / job_id / "job.json").read_text(encoding="utf-8")
        assert json.loads(manifest)["engine"] == "ray"
    finally:
        run("worker", "stop")


def test_a_job_of_a_worker_does_its_parts_in_processes(run: Run, tmp_path: Path) -> None:
    city = make_tiny_city(tmp_path)
    header, *rows = city.trips.read_text(encoding="utf-8").splitlines(keepends=True)
    files = []
    for number, some in enumerate((rows[::2], rows[1::2])):
        files.append(tmp_path / f"trips{number}.csv")
        files[-1].write_text(header + "".join(some), encoding="utf-8")
    run("worker", "start", "--engine", "processes")
    try:
        with Client.connect(tmp_path / "home") as client:
            params = PrepareParams(
                trips=tuple(map(client.put_file, files)),
                roads=client.put_file(city.roads),
                bbox=AREA.bbox,
            )
            job_id = client.submit(params)
            finish(client, job_id)
            job = client.job(job_id)
        assert job.state == "SUCCEEDED", job.error
        assert job.result["counts"]["trips"] == len(rows)
    finally:
        run("worker", "stop")
