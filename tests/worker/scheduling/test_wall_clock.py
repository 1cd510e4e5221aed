"""Jumps of the wall clock do not affect deadlines or order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_worker import fake_worker
from waiting import finish, prepare_params, process_of, runs, states, wait_for_state

from trajganr_core.contract.protocol.client import Client


@pytest.fixture(scope="module")
def shared_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("shared") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAKE_CLOCK", "jumps")
        with fake_worker(home, stalled_after_s=30.0, stalled_end_s=60.0):
            yield home


@pytest.fixture
def home(shared_home: Path) -> Path:
    return shared_home


def test_the_clock_of_this_worker_does_jump(client: Client, tmp_path: Path) -> None:
    job_id = client.submit(prepare_params(client, tmp_path, "steps 10 0.05"))
    times = [event.at for event in finish(client, job_id)]
    assert times != sorted(times)
    assert max(times) - min(times) > 3600


def test_jobs_are_done_in_their_order_and_events_keep_theirs(
    client: Client, tmp_path: Path
) -> None:
    jobs = [client.submit(prepare_params(client, tmp_path)) for _ in range(4)]
    for job_id in jobs:
        events = finish(client, job_id)
        assert states(events) == ["QUEUED", "PREPARING", "RUNNING", "SUCCEEDED"]
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [job.job_id for job in client.jobs()] == jobs[::-1]


def test_a_job_is_neither_given_up_nor_killed_too_early(client: Client, tmp_path: Path) -> None:
    job_id = client.submit(prepare_params(client, tmp_path, "steps 30 0.05"))
    assert states(finish(client, job_id))[-1] == "SUCCEEDED"
    assert client.job(job_id).attempt == 1


def test_a_cancel_takes_its_time_and_no_more(client: Client, tmp_path: Path) -> None:
    job_id = client.submit(prepare_params(client, tmp_path, "slow"))
    pid = process_of(client, job_id)
    wait_for_state(client, job_id, "RUNNING")
    client.cancel(job_id)
    assert states(finish(client, job_id))[-1] == "CANCELLED"
    assert not runs(pid)


def test_recent_uploads_are_not_discarded(client: Client, tmp_path: Path) -> None:
    (tmp_path / "large.csv").write_bytes(bytes(5_000_000))
    assert client.put_file(tmp_path / "large.csv")
