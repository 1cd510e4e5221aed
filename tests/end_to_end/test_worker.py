"""A real worker with real trainings: recovery, waiting jobs, and clicks during a training."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from harness import WORKER_PYTHON, stop_worker
from tiny_city import AREA, TinyCity

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import Connection
from trajganr_core.contract.protocol.launch import start_worker
from trajganr_core.contract.protocol.states import JobState

#: Small steps, and enough of them to interrupt the training.
LONG: dict[str, Any] = {
    "epochs": 200,
    "batch_size": 16,
    "dimension": 16,
    "layers": 1,
    "weights": "none",
    "backbone": "test_vit",
    "device": "cpu",
}


@pytest.fixture
def killed_home(tmp_path: Path) -> Iterator[Path]:
    """The home of a worker that the test may kill."""
    start_worker(WORKER_PYTHON, tmp_path / "home")
    yield tmp_path / "home"
    stop_worker(tmp_path / "home")


@pytest.fixture
def client(home: Path) -> Iterator[Client]:
    with Client.connect(home) as client:
        yield client


def done(client: Client, job_id: str) -> str:
    """The job's id, once it has succeeded."""
    last = list(client.follow(job_id))[-1]
    assert last.state == "SUCCEEDED", f"{last} {client.logs(job_id)}"
    return job_id


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + HANG_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def trains(client: Client, job_id: str, fraction: float) -> bool:
    """Whether a training has done so much."""
    job = client.job(job_id)
    assert job.state != JobState.SUCCEEDED, "the training was too short"
    return job.stage == "Pretraining" and job.fraction > fraction


def test_a_training_waits_for_its_bundle_and_continues_after_a_stop_and_a_kill_of_the_worker(
    killed_home: Path, tiny_city: TinyCity
) -> None:
    with Client.connect(killed_home) as client:
        params = PrepareParams(
            trips=(client.put_file(tiny_city.trips),),
            roads=client.put_file(tiny_city.roads),
            bbox=AREA.bbox,
        )
        bundle = client.submit(params)
        job_id = client.submit(PretrainParams(bundle=bundle, **LONG))
        assert client.job(job_id).waits_for == (bundle,)
        wait_until(lambda: trains(client, job_id, 0.2))
        # A stop writes a checkpoint; the kill loses only the work after it.
        client.stop_worker()
    start_worker(WORKER_PYTHON, killed_home)
    with Client.connect(killed_home) as again:
        wait_until(lambda: trains(again, job_id, 0.3))
        os.kill(Connection.read(killed_home).pid, signal.SIGKILL)
    start_worker(WORKER_PYTHON, killed_home)
    with Client.connect(killed_home) as last:
        done(last, job_id)
        assert last.job(job_id).attempt == 3
        log = last.logs(job_id)
        assert log.count("Resuming from the checkpoint") == 2
        states = [event.state for event in last.events(job_id)]
        assert states.count("INTERRUPTED") == 2


def test_a_click_is_answered_during_a_training_that_is_then_cancelled_and_resumed(
    client: Client, bundle_id: str, model_id: str
) -> None:
    west, south, east, north = AREA.bbox
    place = (west + east) / 2, (south + north) / 2
    # Starts the process that answers clicks, which then prepares the roads.
    client.similar(model_id, *place, preparing=lambda error: None)
    job_id = client.submit(PretrainParams(bundle=bundle_id, **LONG))
    wait_until(lambda: trains(client, job_id, 0.0))
    answer = client.query(model_id, *place, nearest=3)
    assert client.job(job_id).state == "RUNNING"
    for road in answer.roads:
        assert len(road.embedding) == 3 * LONG["dimension"]
        assert set(road.predictions) == {"speed", "popularity"}
    # The list of loaded models is updated after the answer is sent.
    wait_until(lambda: [about.model for about in client.status().models] == [model_id])
    with pytest.raises(TrajganrError) as caught:
        client.query(model_id, 0.0, 0.0)
    assert caught.value.code is Code.INPUT_GEOMETRY

    wait_until(lambda: trains(client, job_id, 0.3))
    client.cancel(job_id)
    assert list(client.follow(job_id))[-1].state == "CANCELLED"
    client.resume(job_id)
    wait_until(lambda: client.job(job_id).stage == "Pretraining")
    assert client.job(job_id).fraction > 0.2
    done(client, job_id)
    trained = [event for event in client.events(job_id) if event.stage == "Pretraining"]
    *_, estimate = (event for event in trained if event.remaining_s is not None)
    assert estimate.remaining_of == "job"  # such a one was trained for the model
    assert estimate.remaining_s < 10 * (client.job(job_id).ended_at - estimate.at) + 5
    step = next(event for event in reversed(trained) if "rate" in event.figures)
    assert {"loss", "epoch"} <= set(step.figures)
    assert {"loss", "epoch", "validation_loss"} <= set(trained[-1].figures)


def test_estimates_use_the_speed_of_earlier_jobs_on_this_worker(
    client: Client, bundle_id: str, model_id: str
) -> None:
    result = client.estimate(PretrainParams(bundle=bundle_id, **LONG))
    assert "on this worker" in result.basis
    for name in ("seconds", "memory_bytes", "disk_bytes"):
        assert (
            0
            < getattr(result, name).low
            <= getattr(result, name).likely
            <= getattr(result, name).high
        )


def test_the_versions_of_libraries_are_stored_with_a_job(
    client: Client, home: Path, model_id: str
) -> None:
    manifest = (home / "jobs" / model_id / "job.json").read_text(encoding="utf-8")
    for name in ("torch", "timm", "numpy", "geopandas", "trajganr", "python"):
        assert f'"{name}"' in manifest
