"""Deeds wait for the commit, and happen or do not."""

from __future__ import annotations

from worker.storage.after_commit import AfterCommit


def test_deeds_happen_in_order_and_once() -> None:
    done: list[int] = []
    effects = AfterCommit()
    for number in range(3):
        effects.after_commit(lambda number=number: done.append(number))
    effects.happen()
    effects.happen()
    assert done == [0, 1, 2]


def test_deeds_of_what_was_taken_back_do_not_happen() -> None:
    done: list[str] = []
    effects = AfterCommit()
    effects.after_commit(lambda: done.append("kept"))
    mark = effects.mark()
    effects.after_commit(lambda: done.append("taken back"))
    effects.forget_since(mark)
    effects.happen()
    assert done == ["kept"]


def test_a_deed_that_fails_keeps_no_other_from_happening() -> None:
    done: list[str] = []
    effects = AfterCommit()
    effects.after_commit(lambda: 1 / 0)
    effects.after_commit(lambda: done.append("next"))
    effects.happen()
    assert done == ["next"]
