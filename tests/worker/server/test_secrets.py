"""A job's secrets reach it and nothing else."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_worker import FAKE_RUNNER, fake_worker
from waiting import finish, prepare_params

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.fetch_street_view import (
    FetchStreetViewParams,
    FetchStreetViewResult,
)
from trajganr_core.contract.kinds.labels import LabelsParams
from trajganr_core.contract.kinds.params import secrets_of
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.job_parsing import params_from_dict
from trajganr_worker.storage.home import Home

TOKEN = "MLY|1234|very-secret"
TOKEN_REMARK = f"token: {hashlib.sha256(TOKEN.encode()).hexdigest()}"
PARAMS = FetchStreetViewParams(bbox=(-8.63, 41.14, -8.61, 41.15), token=TOKEN, proxy="http://u:p@h")


@pytest.fixture
def home(shared_home: Path) -> Path:
    """No test without a restart needs a worker of its own."""
    return shared_home


def files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def test_a_secret_reaches_the_job_and_is_written_nowhere(home: Path, client: Client) -> None:
    job_id = client.submit(PARAMS)
    finish(client, job_id)
    job = client.job(job_id)
    assert TOKEN_REMARK in FetchStreetViewResult.of(job).remarks
    assert [path for path in files_under(home) if TOKEN.encode() in path.read_bytes()] == []
    assert TOKEN not in repr(job) + client.logs(job_id) + repr(client.events(job_id))


def test_a_job_with_secrets_is_interrupted_by_a_restart(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    with fake_worker(home), Client.connect(home) as client:
        client.submit(FetchStreetViewParams(bbox=PARAMS.bbox, token=TOKEN, name="slow"))
        waiting = client.submit(PARAMS)
        client.stop_worker()
    with fake_worker(home), Client.connect(home) as client:
        job = client.job(waiting)
        assert job.state == "INTERRUPTED"
        assert "no longer has the token" in TrajganrError.from_dict(job.error).message
        client.resume(waiting, {"token": TOKEN})
        finish(client, waiting)
        result = FetchStreetViewResult.of(client.job(waiting))
    assert TOKEN_REMARK in result.remarks


def test_a_job_resumed_with_secrets_is_interrupted_by_a_restart(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with fake_worker(home), Client.connect(home) as client:
        job_id = client.submit(FetchStreetViewParams(bbox=PARAMS.bbox, name="slow"))
        client.cancel(job_id)
        finish(client, job_id)
        client.resume(job_id, {"proxy": "http://u:p@h"})
        client.stop_worker()
    with fake_worker(home), Client.connect(home) as client:
        job = client.job(job_id)
    assert job.state == "INTERRUPTED"
    assert "no longer has" in TrajganrError.from_dict(job.error).message


@pytest.mark.parametrize("verb", ["job.submit", "job.estimate"])
def test_no_other_parameter_is_accepted_among_the_secrets(
    verb: str, client: Client, tmp_path: Path
) -> None:
    job: dict[str, Any] = {"kind": PARAMS.kind, "params": PARAMS.to_dict(), "idempotency_key": ""}
    for secrets in ({"coverage_only": True}, {"token": 1}, {"password": "x"}):
        with pytest.raises(TrajganrError) as caught:
            client._requests.request(verb, {**job, "secrets": secrets})
        assert caught.value.code is Code.PROTOCOL_SCHEMA
    client._requests.request(verb, {**job, "secrets": {"token": TOKEN}})


def test_a_resume_changes_no_parameter(client: Client, tmp_path: Path) -> None:
    failed = client.submit(prepare_params(client, tmp_path, "fail"))
    finish(client, failed)
    for secrets in ({"name": "other"}, {"roads": client.job(failed).params["roads"]}):
        with pytest.raises(TrajganrError) as caught:
            client.resume(failed, secrets)
        assert caught.value.code is Code.PROTOCOL_SCHEMA
    assert client.job(failed).state == "FAILED"


def test_a_process_takes_no_other_parameter_for_a_secret(tmp_path: Path) -> None:
    """Whatever the supervisor passes on, what was checked when the job was submitted stays."""
    home = Home(tmp_path / "home")
    for bundle in ("own", "other"):
        (home.path / "bundles" / bundle).mkdir(parents=True)
    home.work("job").mkdir(parents=True)
    manifest = {
        "job_id": "job",
        "kind": "labels",
        "attempt": 1,
        "owner": "",
        "private_endpoints": True,
        "params": LabelsParams(bundle="own").to_dict(),
        "versions": {},
    }
    home.manifest("job").write_text(json.dumps(manifest))
    for secrets, status in (({"bundle": "other"}, 1), ({}, 0)):
        process = subprocess.Popen(
            [*FAKE_RUNNER, str(home.path), "job"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(secrets).encode() + b"\n")
        process.stdin.flush()
        answer = process.stdout.read().decode()
        process.stdin.close()
        assert process.wait() == status, answer
        if status:
            assert Code.PROTOCOL_SCHEMA.value in answer


def test_secrets_are_no_part_of_the_written_parameters() -> None:
    assert not {"token", "proxy"} & set(PARAMS.to_dict())
    assert secrets_of(PARAMS) == {"token": TOKEN, "proxy": "http://u:p@h"}
    assert TOKEN not in repr(PARAMS)
    again = params_from_dict(PARAMS.kind, {**PARAMS.to_dict(), **secrets_of(PARAMS)})
    assert again == PARAMS
