"""A store of another schema is refused and left as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_worker.storage.job_store import NewJob, Store
from trajganr_worker.storage.schema import VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one job."""
    path = tmp_path / "jobs.sqlite"
    store = Store(path)
    store.add(NewJob("a", PretrainParams(bundle="b"), "ann", "key", "d", 1, "cpu"))
    store.close()
    return path


def test_a_store_of_this_release_is_opened_again(path: Path) -> None:
    assert Store(path).find_key("ann", "key") == ("a", "d")


@pytest.mark.parametrize(
    ("version", "reason", "next_action"),
    [
        (0, "an earlier development version", "Move this file"),
        (VERSION - 1, "an earlier development version", "Move this file"),
        (VERSION + 1, "a newer release", "Start the worker of that release"),
    ],
)
def test_a_store_of_another_schema_is_refused_and_not_changed(
    version: int, reason: str, next_action: str, path: Path
) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(TrajganrError, match=reason) as caught:
        Store(path)
    assert caught.value.code is Code.PROTOCOL_VERSION
    assert next_action in caught.value.next_action
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT job_id FROM jobs").fetchall() == [("a",)]
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
