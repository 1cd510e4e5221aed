"""Whose a bundle or model is stays known without the job store."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fake_cards import put_model
from stored_jobs import add

from worker.storage.home import Home
from worker.storage.job_store import Store
from worker.storage.owners import NOBODY, Owners, Ownership


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    put_model(home.path, "m", "b")
    return home


def test_a_folder_that_no_job_made_is_nobodys(home: Home) -> None:
    assert Owners(home).of("model", "m") == NOBODY == Ownership(None, is_shared=False)
    assert Owners(home).of("model", "../m") == NOBODY


def test_an_owner_stays_recorded_whatever_is_shared(home: Home) -> None:
    Owners(home).record("model", "m", "ann")
    for is_shared in (True, False):
        Owners(home).share("model", "m", is_shared=is_shared)
        assert Owners(home).of("model", "m") == Ownership("ann", is_shared)
    Owners(home).share("model", "m", is_shared=True)
    Owners(home).record("model", "m", "ann")  # its job is started again
    assert Owners(home).of("model", "m") == Ownership("ann", is_shared=True)
    assert Owners(home).of("bundle", "m") == NOBODY


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"owner": "bob"}', '{"owner": 1, "shared": true}', '"bob"']
)
def test_a_damaged_record_opens_nothing(text: str, home: Home) -> None:
    Owners(home).record("model", "m", "ann")
    home.owner_file("model", "m").write_text(text)
    assert Owners(home).of("model", "m") == NOBODY


def test_owners_of_an_earlier_release_are_adopted(home: Home, store: Store, tmp_path: Path) -> None:
    """From its table or its jobs and, where its store was moved away, from the jobs' manifests."""
    for name in ("in table", "in jobs", "of a job", "of another job"):
        put_model(home.path, name.replace(" ", "-"))
    with closing(sqlite3.connect(tmp_path / "jobs.sqlite")) as db, db:
        db.execute("INSERT INTO made VALUES ('model', 'in-table', 'ann')")
    add(store, "in-jobs", owner="bob")
    for name, job_id in (("of-a-job", "of-a-job"), ("of-another-job", "x")):
        manifest = {"job_id": job_id, "kind": "pretrain", "owner": "cleo"}
        home.job(name).mkdir(parents=True)
        home.manifest(name).write_text(json.dumps(manifest))
    owners = Owners(home)
    owners.share("model", "m", is_shared=True)
    owners.adopt(store)
    found = {name: owners.of("model", name).owner for name in ("in-table", "in-jobs", "of-a-job")}
    assert found == {"in-table": "ann", "in-jobs": "bob", "of-a-job": "cleo"}
    assert owners.of("model", "of-another-job") == NOBODY
    assert owners.of("model", "m") == Ownership(None, is_shared=True)
