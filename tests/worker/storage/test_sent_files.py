"""Uploaded files are removed when no job needs them any more, and not before."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from fake_worker import fake_worker
from waiting import finish, prepare_params, wait_for_state, wait_until

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.protocol.client import Client
from trajganr_worker.access.auth import LOCAL, Caller
from trajganr_worker.server.uploads import Uploads
from trajganr_worker.storage.home import Home, Reference
from trajganr_worker.storage.settings import Settings

#: Longer than a file is kept that nobody asks for.
DAYS = 3 * 24 * 3600.0


def path_of(home: Path, reference: str) -> Path:
    return Home(home).data(Reference.parse(reference))


def make_old(*paths: Path) -> None:
    """Make the files look unused for days."""
    then = time.time() - DAYS
    for path in paths:
        os.utime(path, (then, then))


def test_files_of_a_deleted_job_go_with_it(home: Path, client: Client, tmp_path: Path) -> None:
    params = prepare_params(client, tmp_path)
    job_id = client.submit(params)
    finish(client, job_id)
    roads, (trips,) = path_of(home, params.roads), params.trips
    assert roads.is_file()
    client.delete(job_id)
    wait_until(lambda: not roads.parent.exists() and not path_of(home, trips).parent.exists())
    wait_until(lambda: not any((home / ".trash").iterdir()))
    # The client learns of it, and sends them again.
    finish(client, client.submit(prepare_params(client, tmp_path)))
    assert roads.is_file()


def test_files_that_another_job_needs_stay(home: Path, client: Client, tmp_path: Path) -> None:
    params = prepare_params(client, tmp_path)
    first, running = client.submit(params), client.submit(prepare_params(client, tmp_path, "slow"))
    finish(client, first)
    wait_for_state(client, running, "RUNNING")
    make_old(path_of(home, params.roads))
    client.delete(first)
    _delete_another(client, home, tmp_path)
    assert path_of(home, params.roads).is_file()
    client.cancel(running)
    finish(client, running)
    client.resume(running)  # it can be resumed, and needs them still
    wait_for_state(client, running, "RUNNING")
    client.cancel(running)
    finish(client, running)
    client.delete(running)
    wait_until(lambda: not path_of(home, params.roads).exists())


def test_a_recently_looked_up_file_is_kept(home: Path, client: Client, tmp_path: Path) -> None:
    params = prepare_params(client, tmp_path)
    job_id = client.submit(params)
    finish(client, job_id)
    prepare_params(client, tmp_path)  # as before a submit
    client.delete(job_id)
    _delete_another(client, home, tmp_path)
    assert path_of(home, params.roads).is_file()
    finish(client, client.submit(params))


def test_a_starting_worker_removes_unneeded_files(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with fake_worker(home), Client.connect(home) as client:
        params = prepare_params(client, tmp_path)
        finish(client, client.submit(params))
        (tmp_path / "old.csv").write_text("old")
        (tmp_path / "new.csv").write_text("new")
        old, new = (path_of(home, client.put_file(tmp_path / f"{n}.csv")) for n in ("old", "new"))
    make_old(old, path_of(home, params.roads))
    (home / "data" / "00-a-file-of-somebody").write_text("")
    with fake_worker(home):
        wait_until(lambda: not old.exists())
        assert new.is_file()
        assert path_of(home, params.roads).is_file()


def test_a_name_of_the_same_content_that_is_needed_stays(
    home: Path, client: Client, tmp_path: Path
) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("the same")
    one, other = (client.put_file(tmp_path / name) for name in ("a.csv", "b.csv"))
    roads = prepare_params(client, tmp_path).roads
    jobs = [
        client.submit(PrepareParams(trips=(trips,), roads=roads, bbox=(-8.7, 41.1, -8.5, 41.2)))
        for trips in (one, other)
    ]
    for job_id in jobs:
        finish(client, job_id)
    client.delete(jobs[0])
    wait_until(lambda: not path_of(home, one).exists())
    assert path_of(home, other).is_file()


def test_a_lookup_postpones_the_removal_of_a_file(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    uploads = Uploads(home, Settings())
    empty = Reference("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "a")
    uploads.put(LOCAL, empty, 0, 0, b"")
    make_old(home.data(empty))
    assert uploads.received(Caller("ann", is_admin=False), empty) == 0  # it is not hers
    assert home.data(empty).stat().st_mtime < time.time() - DAYS / 2
    assert uploads.received(LOCAL, empty) is None
    assert home.data(empty).stat().st_mtime > time.time() - DAYS / 2


def test_a_missing_input_file_is_named(home: Path, client: Client, tmp_path: Path) -> None:
    params = prepare_params(client, tmp_path)
    path_of(home, params.roads).unlink()
    with pytest.raises(TrajganrError) as caught:
        client.submit(params)
    assert caught.value.code is Code.INPUT_NOT_FOUND


def _delete_another(client: Client, home: Path, folder: Path) -> None:
    """Delete a job with files of its own, and wait until these are gone: others would be too."""
    trips = folder / "others.csv"
    trips.write_text("other trips")
    reference = client.put_file(trips)
    job_id = client.submit(LoadTripsParams(trips=(reference,)))
    finish(client, job_id)
    client.delete(job_id)
    wait_until(lambda: not path_of(home, reference).exists())
