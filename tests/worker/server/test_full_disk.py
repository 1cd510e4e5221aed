"""A disk that is full costs time, and no job."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fake_worker import fake_worker
from small_disk import fill, may_mount, small_disk
from steps import steps_done
from waiting import (
    error_of,
    finish,
    prepare_params,
    process_of,
    runs,
    wait_for_state,
    wait_until,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client

pytestmark = pytest.mark.skipif(not may_mount(), reason="needs the right to mount a small disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 24) as disk:
        yield disk


@pytest.fixture
def home(disk: Path) -> Iterator[Path]:
    """A worker on a small disk, which it would fill to the last byte."""
    with fake_worker(disk / "home", least_free_bytes=0) as home:
        yield home


def test_a_submit_that_cannot_be_stored_is_refused_and_may_be_repeated(
    client: Client, disk: Path, tmp_path: Path
) -> None:
    params = prepare_params(client, tmp_path)
    ballast = fill(disk)
    refused = 0
    for number in range(3000):  # what SQLite has set aside is used up first
        try:
            client.submit(params, idempotency_key=str(number))
        except TrajganrError as error:
            assert error.code is Code.RESOURCE_DISK
            refused += 1
            break
    assert refused == 1
    client.ping()
    assert client.status().pid
    ballast.unlink()
    job_id = client.submit(params, idempotency_key=str(number))
    assert client.submit(params, idempotency_key=str(number)) == job_id
    assert len(client.jobs(limit=5000)) == number + 1


def test_a_job_that_ends_while_the_disk_is_full_has_ended_when_there_is_room(
    client: Client, disk: Path, home: Path, tmp_path: Path
) -> None:
    job_id = client.submit(prepare_params(client, tmp_path, "steps 30 held 4"))
    pid = process_of(client, job_id)
    wait_until(lambda: len(steps_done(home, job_id)) == 4)
    ballast = fill(disk)
    wait_until(lambda: not runs(pid))  # its own files find no room
    ballast.unlink()
    assert finish(client, job_id)[-1].state == "FAILED"
    assert error_of(client, job_id).code is Code.RESOURCE_DISK
    client.resume(job_id)
    assert finish(client, job_id)[-1].state == "SUCCEEDED"
    assert sorted({step for step, _ in steps_done(home, job_id)}) == list(range(30))


def test_room_can_be_made_by_deleting_a_job(
    client: Client, disk: Path, home: Path, tmp_path: Path
) -> None:
    job_id = client.submit(prepare_params(client, tmp_path))
    finish(client, job_id)
    (home / "jobs" / job_id / "large").write_bytes(bytes(4 << 20))
    fill(disk)
    client.delete(job_id)
    assert os.statvfs(disk).f_bavail > 0
    assert job_id not in [job.job_id for job in client.jobs()]


def test_an_upload_resumes_when_there_is_room_again(
    client: Client, disk: Path, tmp_path: Path
) -> None:
    (tmp_path / "large.csv").write_bytes(os.urandom(8_000_000))
    ballast = fill(disk)
    with pytest.raises(TrajganrError) as caught:
        client.put_file(tmp_path / "large.csv")
    assert caught.value.code is Code.RESOURCE_DISK
    ballast.unlink()
    assert client.put_file(tmp_path / "large.csv")


def test_the_store_is_intact_after_hostile_messages(disk: Path, tmp_path: Path) -> None:
    home = disk / "home"
    with fake_worker(home, least_free_bytes=0), Client.connect(home) as client:
        job_id = client.submit(prepare_params(client, tmp_path, "slow"))
        wait_for_state(client, job_id, "RUNNING")
        ballast = fill(disk)
        with pytest.raises(TrajganrError):
            for _ in range(3000):
                client.submit(prepare_params(client, tmp_path))
        ballast.unlink()
        client.cancel(job_id)
        finish(client, job_id)
    with closing(sqlite3.connect(home / "jobs.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with fake_worker(home), Client.connect(home) as client:
        assert client.job(job_id).state == "CANCELLED"
