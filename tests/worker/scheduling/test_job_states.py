"""What follows from a change of a job's state follows once the change is stored."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from stored_jobs import add

from trajganr_core.contract.errors import cancelled
from trajganr_core.contract.protocol.states import JobState
from trajganr_worker.scheduling.job_states import JobStates
from trajganr_worker.storage.after_commit import AfterCommit
from trajganr_worker.storage.home import Home
from trajganr_worker.storage.job_store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "jobs.sqlite")
    yield store
    store.close()


def test_an_end_that_cannot_be_stored_is_not_logged_again_and_again(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    after_commit = AfterCommit()
    states = JobStates(Home(tmp_path / "home"), store, after_commit, print)
    add(store, "a")

    def end(full: bool) -> None:
        try:
            with store.transaction():
                states.end("a", JobState.CANCELLED, cancelled())
                if full:
                    raise sqlite3.OperationalError("database or disk is full")
        except sqlite3.OperationalError:
            after_commit.discard_since()
        after_commit.run()

    with caplog.at_level(logging.INFO):
        for full in (True, True, True, False):
            end(full)
    assert [record.getMessage()[:11] for record in caplog.records] == ["a CANCELLED"]
