"""An interrupt waits until what must be whole is whole."""

from __future__ import annotations

import signal
import threading

import pytest

from trajganr_core.training.engine.interrupts import interrupts_held


def test_an_interrupt_takes_effect_after_the_block(interrupt: signal.Signals) -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), interrupts_held():
        signal.raise_signal(interrupt)
        done.append("the rest of the block")
    assert done
    assert signal.getsignal(interrupt) is signal.default_int_handler


def test_without_an_interrupt_nothing_happens(interrupt: signal.Signals) -> None:
    with interrupts_held():
        pass
    assert signal.getsignal(interrupt) is signal.default_int_handler


def test_handlers_are_restored_after_a_failure(interrupt: signal.Signals) -> None:
    with pytest.raises(ValueError, match="a bug"), interrupts_held():
        raise ValueError("a bug")
    assert signal.getsignal(interrupt) is signal.default_int_handler


def test_interrupts_are_not_delayed_in_other_threads() -> None:
    done = []

    def work() -> None:
        with interrupts_held():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
