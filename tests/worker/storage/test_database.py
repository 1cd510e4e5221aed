"""Changes of the job store are stored completely or not at all."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from stored_jobs import add

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.states import JobState
from trajganr_worker.storage.job_store import Store


def test_a_transaction_that_raises_stores_nothing(store: Store) -> None:
    add(store, "a")
    with pytest.raises(ZeroDivisionError), store.transaction():
        add(store, "b")
        store.record("a", fraction=0.5)
        raise ZeroDivisionError
    assert [job["job_id"] for job in store.jobs()[0]] == ["a"]
    assert len(store.events("a", 0)[0]) == 1


def test_a_nested_attempt_is_rolled_back_alone(store: Store) -> None:
    with store.transaction():
        add(store, "a")
        with pytest.raises(ZeroDivisionError), store.attempt():
            add(store, "b")
            raise ZeroDivisionError
        add(store, "c")
    assert [job["job_id"] for job in store.jobs()[0]] == ["c", "a"]


def test_a_damaged_store_is_refused_with_a_next_action(tmp_path: Path) -> None:
    (tmp_path / "jobs.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(TrajganrError, match="Move it away") as caught:
        Store(tmp_path / "jobs.sqlite")
    assert caught.value.code is Code.INPUT_FORMAT


def test_a_nested_transaction_is_rolled_back_with_the_outer_one(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        with store.transaction():
            add(store, "a")
        raise ZeroDivisionError
    assert store.jobs() == ([], None)


def test_a_slow_commit_lets_other_work_go_on(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit is held up until the callback has run, which would otherwise never happen."""
    called = threading.Event()
    commit = store._committer.submit
    monkeypatch.setattr(
        store._committer, "submit", lambda *work: commit(lambda: (called.wait(), work[0](work[1])))
    )
    with store.transaction(called.set):
        add(store, "a")
    assert Store(tmp_path / "jobs.sqlite").state("a") is JobState.QUEUED


def test_a_failed_commit_raises_and_stores_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("disk full")

    commit = store._committer.submit
    monkeypatch.setattr(store._committer, "submit", lambda *work: commit(fail))
    with pytest.raises(sqlite3.OperationalError), store.transaction(lambda: None):
        add(store, "a")
    assert store.jobs() == ([], None)
