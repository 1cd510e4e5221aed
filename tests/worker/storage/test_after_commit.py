"""Callbacks wait for the commit and run once, or are discarded with it."""

from __future__ import annotations

from trajganr_worker.storage.after_commit import AfterCommit


def test_callbacks_run_in_order_and_once() -> None:
    done: list[int] = []
    after_commit = AfterCommit()
    for number in range(3):
        after_commit.add(lambda number=number: done.append(number))
    after_commit.run()
    after_commit.run()
    assert done == [0, 1, 2]


def test_callbacks_of_a_rolled_back_change_do_not_run() -> None:
    done: list[str] = []
    after_commit = AfterCommit()
    after_commit.add(lambda: done.append("kept"))
    mark = after_commit.mark()
    after_commit.add(lambda: done.append("taken back"))
    after_commit.discard_since(mark)
    after_commit.run()
    assert done == ["kept"]


def test_a_callback_that_fails_does_not_stop_the_others() -> None:
    done: list[str] = []
    after_commit = AfterCommit()
    after_commit.add(lambda: 1 / 0)
    after_commit.add(lambda: done.append("next"))
    after_commit.run()
    assert done == ["next"]
