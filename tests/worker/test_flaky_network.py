"""Over a network that delays, loses and cuts, everything completes."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_worker import fake_worker
from flaky_network import FlakyNetwork, Weather
from waiting import finish, free_ports, prepare_params

from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.protocol.client import Client


@pytest.fixture
def weather() -> Weather:
    return Weather()


@pytest.fixture
def network(tmp_path: Path, weather: Weather) -> Iterator[FlakyNetwork]:
    port = free_ports()
    home = tmp_path / "home"
    with fake_worker(home, f"tcp://127.0.0.1:{port}"), FlakyNetwork(port, weather) as network:
        yield network


@pytest.fixture
def client(network: FlakyNetwork) -> Iterator[Client]:
    with Client.connect(address=network.address, timeout_s=2.0) as client:
        yield client


def test_an_interrupted_upload_resumes(
    client: Client, network: FlakyNetwork, weather: Weather, tmp_path: Path
) -> None:
    content = os.urandom(20_000_000)
    (tmp_path / "trips.csv").write_bytes(content)
    weather.cut_after, weather.swallow = 4_000_000, 0.3
    seen: list[float] = []
    reference = client.put_file(tmp_path / "trips.csv", seen.append)
    digest = reference.removeprefix("sha256:").partition("/")[0]
    assert (tmp_path / "home" / "data" / digest / "trips.csv").read_bytes() == content
    assert network.cuts >= 2
    # Of what had arrived no more was sent again than was on its way.
    backwards = [later - before for before, later in itertools.pairwise(seen)]
    assert min(backwards) > -0.6


def test_an_interrupted_result_download_resumes(
    client: Client, network: FlakyNetwork, weather: Weather, tmp_path: Path
) -> None:
    (tmp_path / "trips.csv").write_text("trips")
    trips = client.put_file(tmp_path / "trips.csv")
    job_id = client.submit(LoadTripsParams(trips=(trips,), name="large 20"))
    finish(client, job_id)
    weather.cut_after, weather.swallow = 4_000_000, 0.3
    client.fetch_file(job_id, "large.bin", tmp_path / "large.bin")
    made = tmp_path / "home" / "jobs" / job_id / "result" / "large.bin"
    assert (tmp_path / "large.bin").read_bytes() == made.read_bytes()
    assert network.cuts >= 2


def test_a_job_is_submitted_once_and_followed_to_its_end(
    client: Client, network: FlakyNetwork, weather: Weather, tmp_path: Path
) -> None:
    params = prepare_params(client, tmp_path, "steps 60 0.05")
    weather.delay_s = 0.01
    with network.cutting_every(0.4):
        job_id = client.submit(params)
        events = list(client.follow(job_id))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert events[-1].state == "SUCCEEDED"
    assert network.cuts > 3
    assert client.events(job_id) == events
    assert [job.job_id for job in client.jobs()] == [job_id]


def test_a_network_that_is_gone_for_a_while_is_waited_for(
    client: Client, network: FlakyNetwork, weather: Weather, tmp_path: Path
) -> None:
    job_id = client.submit(prepare_params(client, tmp_path, "steps 20 0.05"))
    followed = client.follow(job_id)
    events = [next(followed)]

    def come_back() -> None:
        time.sleep(3.0)
        weather.is_down = False

    weather.is_down = True
    network.cut_all()
    threading.Thread(target=come_back).start()
    events += list(followed)
    assert events[-1].state == "SUCCEEDED"
    assert [event.seq for event in events] == list(range(1, len(events) + 1))


def test_a_slow_network_is_slow_and_nothing_else(
    client: Client, weather: Weather, tmp_path: Path
) -> None:
    weather.delay_s = 0.05
    job_id = client.submit(prepare_params(client, tmp_path))
    assert finish(client, job_id)[-1].state == "SUCCEEDED"
