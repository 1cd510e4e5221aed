"""Damaged bundles, models and files end the jobs that name them, and are listed as damaged."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_cards import card_of, head_of, manifest_of, put_model
from fake_worker import fake_worker
from steps import release
from waiting import error_of, finish, prepare_params, wait_for_state

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.records import DamagedRecord
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_worker.storage.manifest_reader import read_bundle, read_manifest

CARDS = {
    "none": None,
    "cut": "{",
    "no object": "[]",
    "of other types": '{"heads": []}',
    "too deep": "[" * 40 + "]" * 40,
    "too long": '{"name": "' + "x" * (1 << 20) + '"}',
    "half a letter": '{"name": "\\ud800"}',
    "an area of nothing": '{"bundle": {"path": "b"}, "area": {"bbox": [1, 2]}}',
    "without a bundle": '{"name": "m"}',
}


def of_made(folder: Path, text: str | None) -> Path:
    folder.mkdir(parents=True)
    if text is not None:
        (folder / "card.json").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("text", CARDS.values(), ids=CARDS)
def test_a_damaged_card_has_a_code(text: str | None, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        read_manifest("model", of_made(tmp_path / "m", text))
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert caught.value.next_action


def test_figures_that_json_lacks_are_unknown(tmp_path: Path) -> None:
    head = replace(head_of("speed"), metrics={"mae": float("nan"), "r2": 0.5})
    card_of(heads={"speed": head}).save(tmp_path)
    read = read_manifest("model", tmp_path)
    assert isinstance(read, ModelCard)
    assert read.heads["speed"].metrics == {"mae": None, "r2": 0.5}


def test_counts_of_another_type_are_damaged(tmp_path: Path) -> None:
    manifest = manifest_of().to_dict()
    manifest["counts"]["edges"] = "many"
    (tmp_path / "bundle.json").write_text(json.dumps(manifest))
    with pytest.raises(TrajganrError, match=r"counts\.edges") as caught:
        read_bundle(tmp_path)
    assert caught.value.code is Code.INPUT_FORMAT


@pytest.fixture(scope="module")
def with_bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Client, str]]:
    """The home of a running worker, a client of it and a bundle there."""
    folder = tmp_path_factory.mktemp("shared")
    with fake_worker(folder / "home") as home, Client.connect(home) as client:
        bundle = client.submit(prepare_params(client, folder))
        finish(client, bundle)
        yield home, client, bundle


@pytest.mark.parametrize("text", CARDS.values(), ids=CARDS)
def test_a_damaged_model_is_listed_ends_its_jobs_and_can_be_deleted(
    text: str | None, with_bundle: tuple[Path, Client, str]
) -> None:
    home, client, bundle = with_bundle
    of_made(home / "models" / "m", text)
    assert client.models() == []
    (listed,) = client.listed_models()
    assert isinstance(listed, DamagedRecord)
    assert (listed.id, listed.error["code"]) == ("m", "MODEL.INCOMPATIBLE")
    with pytest.raises(TrajganrError) as caught:
        client.card("m")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    params = FinetuneParams(model="m", bundle=bundle, tasks=("speed",))
    job_id = client.submit(params, after=[bundle])
    assert finish(client, job_id)[-1].state == "FAILED"
    assert error_of(client, job_id).code is Code.MODEL_INCOMPATIBLE
    client.delete_model("m")
    assert client.listed_models() == []


def test_a_repaired_manifest_is_accepted_again(client: Client, home: Path) -> None:
    folder = of_made(home / "models" / "m", "{")
    assert client.models() == []
    card_of(name="Porto").save(folder)
    assert [model.name for model in client.models()] == ["Porto"]
    assert client.card("m").name == "Porto"


def test_a_zip_of_another_age_ends_its_job_and_not_the_worker(
    client: Client, tmp_path: Path, prepare: Callable[[str], str]
) -> None:
    done = prepare("")
    finish(client, done)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", "")
    # Its entry wants a program of version 9.9.
    late = bytearray(file.getvalue())
    late[late.index(b"PK\1\2") + 6] = 99
    (tmp_path / "late.zip").write_bytes(late)
    params = LoadTripsParams(trips=(client.put_file(tmp_path / "late.zip"),))
    pid = client.status().pid
    finish(client, client.submit(params, after=[done]))
    client.estimate(params)
    assert client.status().pid == pid


def test_a_link_out_of_the_home_is_damaged(client: Client, home: Path, tmp_path: Path) -> None:
    (home / "models").mkdir()
    (home / "models" / "m").symlink_to(of_made(tmp_path / "elsewhere", '{"name": "x"}'))
    (listed,) = client.listed_models()
    assert isinstance(listed, DamagedRecord)


def test_a_folder_of_another_name_is_damaged(client: Client, home: Path) -> None:
    card_of(name="x").save(of_made(home / "models" / "old model", None))
    (home / "models" / os.fsdecode(b"half \xc3")).mkdir()  # no text: it could not be sent
    (listed,) = client.listed_models()
    assert isinstance(listed, DamagedRecord)
    assert (listed.id, listed.error["code"]) == ("old model", "INPUT.FORMAT")


def test_a_job_whose_model_is_damaged_while_it_waits_ends_by_name(
    client: Client, home: Path, prepare: Callable[[str], str]
) -> None:
    slow = prepare("steps 10 held 1")
    wait_for_state(client, slow, "RUNNING")
    put_model(home, "m")
    job_id = client.submit(PredictParams(model="m"), after=[slow])
    (home / "models" / "m" / "card.json").write_text("{")
    release(home, slow)
    assert finish(client, job_id)[-1].state == "FAILED"
    assert error_of(client, job_id).code is Code.MODEL_INCOMPATIBLE
    shutil.rmtree(home / "models" / "m")
    assert client.listed_models() == []


def test_a_chain_of_any_length_ends_with_its_first_job(
    client: Client, tmp_path: Path, prepare: Callable[[str], str]
) -> None:
    first = prepare("slow")
    params = prepare_params(client, tmp_path)
    chain = [first]
    for _ in range(1100):
        chain.append(client.submit(params, after=[chain[-1]]))
    client.cancel(first)
    finish(client, chain[-1])
    assert client.job(chain[-1]).state == "FAILED"
    assert error_of(client, chain[-1]).code is Code.JOB_DEPENDENCY
