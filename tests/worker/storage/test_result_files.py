"""The files of results can be read in another thread."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from stored_jobs import add

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.states import JobState
from trajganr_worker.storage.job_store import Store
from trajganr_worker.storage.result_files import ResultFiles


def test_another_thread_can_read_the_files_of_a_result(store: Store, tmp_path: Path) -> None:
    add(store, "a", owner="ann")
    files = {"roads.gpkg": {"size": 1, "sha256": "x"}}
    store.record("a", state=JobState.SUCCEEDED, result={}, files=files)
    found: list[Any] = []

    def read() -> None:
        reader = ResultFiles(tmp_path / "jobs.sqlite")
        found.append(reader.of("a"))
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found == [("ann", files)]


def test_a_job_that_does_not_exist_has_no_files(store: Store, tmp_path: Path) -> None:
    reader = ResultFiles(tmp_path / "jobs.sqlite")
    with pytest.raises(TrajganrError) as caught:
        reader.of("none")
    assert caught.value.code is Code.JOB_NOT_FOUND
    reader.close()
