"""A store of an older release is brought up to date, with all that is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.jobs import PretrainParams
from worker.storage import schema
from worker.storage.job_store import NewJob, Store
from worker.storage.schema import STEPS


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of the first release, which did not count its steps, with a job and its events."""
    path = tmp_path / "jobs.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(STEPS[0])
        db.execute(
            "INSERT INTO jobs (job_id, idempotency_key, client_id, kind, name, params, state,"
            " result, submitted_at) VALUES"
            " ('a', 'key', 'c', 'pretrain', 'Porto', '{\"bundle\": \"b\"}', 'SUCCEEDED', '{}', 7)"
        )
        db.executemany(
            "INSERT INTO events VALUES ('a', ?, ?, '', 0, '{}', NULL)",
            [(1, "QUEUED"), (2, "SUCCEEDED")],
        )
    return path


def test_nothing_of_an_older_store_is_lost(old: Path) -> None:
    store = Store(old)
    job = store.job("a")
    assert (job["state"], job["name"], job["submitted_at"]) == ("SUCCEEDED", "Porto", 7)
    assert (job["owner"], job["result"], job["waits_for"]) == ("", {}, [])
    assert [event["state"] for event in store.events("a", 0)[0]] == ["QUEUED", "SUCCEEDED"]
    assert store.params("a") == PretrainParams(bundle="b")
    # A submit that was not acknowledged before the upgrade may be repeated after it.
    assert store.find_key("", "key") == ("a", "")


def test_an_older_store_works_as_a_new_one_does(old: Path) -> None:
    store = Store(old)
    store.add(NewJob("b", PretrainParams(bundle="b"), "ann", "key", "d", 1, "cpu", needs=["a"]))
    assert store.next_ready("cpu", interactive_only=False, but=[]) == "b"
    store.delete("a")
    assert [job["job_id"] for job in store.jobs()[0]] == ["b"]


def test_each_step_is_taken_once(old: Path) -> None:
    Store(old).close()
    Store(old).close()
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_step_that_fails_leaves_the_store_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (*STEPS[:1], "CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr(schema, "STEPS", broken)
    with pytest.raises(sqlite3.Error):
        Store(old)
    monkeypatch.undo()
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()
    assert Store(old).job("a")["state"] == "SUCCEEDED"


def test_a_store_of_a_newer_release_is_left_alone(old: Path) -> None:
    with closing(sqlite3.connect(old)) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = old.read_bytes()
    with pytest.raises(TrajganrError, match="newer release") as caught:
        Store(old)
    assert caught.value.code is Code.PROTOCOL_VERSION
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("SELECT COUNT(*) FROM jobs").fetchone() == (1,)
    assert len(before) == old.stat().st_size
