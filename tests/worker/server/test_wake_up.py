"""A wait for sockets ends when something else asks for it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator

import pytest
import zmq
from hang import HANG_S

from trajganr_worker.server.wake_up import WakeUp


@pytest.fixture
def wake_up() -> Iterator[WakeUp]:
    wake_up = WakeUp()
    yield wake_up
    wake_up.close()


def wait(wake_up: WakeUp, seconds: float) -> bool:
    """Whether the wait ended early."""
    return bool(zmq.select([wake_up.fileno()], [], [], seconds)[0])


def test_another_thread_ends_the_wait(wake_up: WakeUp) -> None:
    threading.Thread(target=wake_up.set).start()
    assert wait(wake_up, HANG_S)


def test_a_call_before_the_wait_counts(wake_up: WakeUp) -> None:
    wake_up.set()
    assert wait(wake_up, HANG_S)


def test_after_clearing_one_waits_again(wake_up: WakeUp) -> None:
    for _ in range(3):
        wake_up.set()
    wake_up.clear()
    assert not wait(wake_up, 0.0)


def test_any_number_of_calls_neither_blocks_nor_fails(wake_up: WakeUp) -> None:
    for _ in range(10_000):
        wake_up.set()
    assert wait(wake_up, 0.0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_signal_before_the_wait_ends_it(wake_up: WakeUp) -> None:
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    try:
        wake_up.set_by_signals()
        signal.raise_signal(signal.SIGUSR1)
        assert wait(wake_up, 0.0)
        wake_up.close()
        assert signal.set_wakeup_fd(-1) == -1
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_call_after_the_end_does_nothing(wake_up: WakeUp) -> None:
    wake_up.close()
    wake_up.set()
