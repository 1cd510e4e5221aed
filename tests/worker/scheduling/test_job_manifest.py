"""A job's folder has a manifest of its inputs."""

from __future__ import annotations

import json
from pathlib import Path

from waiting import finish, prepare_params

from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.version import __version__


def manifest_of(home: Path, job_id: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((home / "jobs" / job_id / "job.json").read_text())
    return found


def test_parameters_hashes_versions_seed_and_device_are_kept(
    client: Client, home: Path, tmp_path: Path
) -> None:
    params = prepare_params(client, tmp_path, "Porto")
    job_id = client.submit(params)
    finish(client, job_id)
    manifest = manifest_of(home, job_id)
    assert manifest["params"] == json.loads(json.dumps(params.to_dict()))
    assert (manifest["kind"], manifest["seed"], manifest["device"]) == ("prepare", 0, "cpu")
    assert (manifest["crs"], manifest["attempt"]) == ("EPSG:4326", 1)
    inputs = manifest["inputs"]
    assert isinstance(inputs, dict)
    assert inputs["roads"][0]["sha256"] == params.roads.split(":")[1].split("/")[0]
    versions = manifest["versions"]
    assert isinstance(versions, dict)
    assert versions["trajganr"] == __version__
    assert {"python", "system", "protocol"} <= set(versions)


def test_inputs_of_a_job_are_identified_by_content(
    client: Client, home: Path, tmp_path: Path
) -> None:
    bundle = client.submit(prepare_params(client, tmp_path))
    finish(client, bundle)
    job_id = client.submit(PretrainParams(bundle=bundle))
    finish(client, job_id)
    inputs = manifest_of(home, job_id)["inputs"]
    assert isinstance(inputs, dict)
    (read,) = inputs["bundle"]
    assert (read["bundle"], read["content"]) == (bundle, "0" * 64)
    assert read["area"]["crs"] == "EPSG:4326"
