"""A job's secrets reach it and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from fake_worker import fake_worker
from waiting import finish

from trajganr_core.errors import TrajganrError
from trajganr_core.protocol.client import Client
from trajganr_core.protocol.jobs import FetchStreetViewParams, params_from_dict, secrets_of

TOKEN = "MLY|1234|very-secret"
PARAMS = FetchStreetViewParams(bbox=(-8.63, 41.14, -8.61, 41.15), token=TOKEN, proxy="http://u:p@h")


def files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def test_a_secret_reaches_the_job_and_is_written_nowhere(home: Path, client: Client) -> None:
    job_id = client.submit(PARAMS)
    finish(client, job_id)
    job = client.job(job_id)
    assert job["result"]["token_sha256"] == hashlib.sha256(TOKEN.encode()).hexdigest()
    assert [path for path in files_under(home) if TOKEN.encode() in path.read_bytes()] == []
    assert TOKEN not in repr(job) + client.logs(job_id) + repr(client.events(job_id))


def test_a_worker_that_was_restarted_waits_for_the_secrets_that_it_has_forgotten(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    with fake_worker(home), Client.connect(home) as client:
        client.submit(FetchStreetViewParams(bbox=PARAMS.bbox, token=TOKEN, name="slow"))
        waiting = client.submit(PARAMS)
        client.stop_worker()
    with fake_worker(home), Client.connect(home) as client:
        job = client.job(waiting)
        assert job["state"] == "INTERRUPTED"
        assert "has forgotten the token" in TrajganrError.from_dict(job["error"]).message
        client.resume(waiting, {"token": TOKEN})
        finish(client, waiting)
        result = client.job(waiting)["result"]
    assert result["token_sha256"] == hashlib.sha256(TOKEN.encode()).hexdigest()


def test_secrets_are_no_part_of_the_written_parameters() -> None:
    assert not {"token", "proxy"} & set(PARAMS.to_dict())
    assert secrets_of(PARAMS) == {"token": TOKEN, "proxy": "http://u:p@h"}
    assert TOKEN not in repr(PARAMS)
    again = params_from_dict(PARAMS.kind, {**PARAMS.to_dict(), **secrets_of(PARAMS)})
    assert again == PARAMS
