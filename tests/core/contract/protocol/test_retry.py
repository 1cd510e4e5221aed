"""A worker that is away is waited for, for a while."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol import retry as patience_module
from trajganr_core.contract.protocol.connection import worker_down
from trajganr_core.contract.protocol.retry import RetryPolicy


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, as a list of one, that goes by only as somebody waits."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(patience_module.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(patience_module.time, "sleep", sleep)
    return now


def away_for(times: int, error: TrajganrError | None = None) -> Callable[[], str]:
    """Fails so many times, then answers."""
    left = [times]

    def act() -> str:
        if left[0]:
            left[0] -= 1
            raise error or worker_down("here", is_local=True)
        return "done"

    return act


def test_an_action_that_succeeds_later_returns_its_result() -> None:
    assert RetryPolicy(60.0, lambda: None).attempt(away_for(5)) == "done"


def test_repetition_ends_after_the_time() -> None:
    with pytest.raises(TrajganrError) as caught:
        RetryPolicy(60.0, lambda: None).attempt(away_for(1000))
    assert caught.value.code is Code.TRANSPORT_DOWN


def test_waits_between_attempts_become_longer(clock: list[float]) -> None:
    RetryPolicy(600.0, lambda: None).attempt(away_for(20))
    assert clock[0] > 20.0


def test_a_success_restarts_the_time(clock: list[float]) -> None:
    patience = RetryPolicy(10.0, lambda: None)
    for _ in range(5):
        clock[0] += 9.0
        assert patience.attempt(away_for(1)) == "done"


def test_other_errors_are_raised_at_once(clock: list[float]) -> None:
    error = TrajganrError(Code.JOB_NOT_FOUND, "No.", "No.")
    with pytest.raises(TrajganrError):
        RetryPolicy(60.0, lambda: None).attempt(away_for(1, error))
    assert clock[0] == 0.0


def test_the_callback_can_stop_the_repetition() -> None:
    def give_up() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        RetryPolicy(60.0, give_up).attempt(away_for(1))
