"""What past jobs took is kept for estimates."""

from __future__ import annotations

import pytest

from trajganr_worker.storage import job_history
from trajganr_worker.storage.job_history import JobSize, PastJob
from trajganr_worker.storage.job_store import Store


def test_a_past_job_is_read_as_it_was_recorded(store: Store) -> None:
    past = PastJob(JobSize(1.0, 2.0), 3.0, 4.0, None, {"reading": 1.0, "training": 2.0})
    store.history.add("pretrain", "gpu", past, "ann")
    assert store.history.of("pretrain", "gpu") == [past]
    assert store.history.of("pretrain", "gpu", owner="bob") == []


def test_the_usual_output_of_a_job_that_wrote_more_is_recorded(store: Store) -> None:
    past = PastJob(JobSize(1.0, 1.0, 2.5), 1.0, None, 50.0, {})
    store.history.add("predict", "cpu", past)
    (read,) = store.history.of("predict", "cpu")
    assert (read.disk_bytes, read.job_size) == (20.0, JobSize(1.0, 1.0))


def test_past_jobs_are_kept_per_user(store: Store) -> None:
    past = PastJob(JobSize(1.0, 1.0), 1.0, None, 7.0, {})
    store.history.add("prepare", "cpu", past, "ann")
    for _ in range(40):
        store.history.add("prepare", "cpu", past, "bob")
    assert len(store.history.of("prepare", "cpu", owner="ann")) == 1
    assert len(store.history.of("prepare", "cpu")) == 31


def test_only_the_latest_past_jobs_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_history, "MAX_OF_A_KIND", 2)
    for seconds in (1.0, 2.0, 3.0):
        store.history.add(
            "pretrain",
            "cpu",
            PastJob(JobSize(1.0, 10.0), seconds, None, 7.0, {"training": seconds}),
        )
    store.history.add("prepare", "cpu", PastJob(JobSize(1.0, 1.0), 9.0, 1.0, 1.0, {}))
    assert [one.seconds for one in store.history.of("pretrain", "cpu")] == [3.0, 2.0]
    assert store.history.of("pretrain", "cpu")[0].stages == {"training": 3.0}
    assert store.history.of("pretrain", "gpu") == []
