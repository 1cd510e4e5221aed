"""Delays interrupts until a critical section is complete."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

#: Sent by a user (Ctrl-C), and by a worker, torchrun or a batch system that ends a job.
INTERRUPTS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Delay a Ctrl-C or SIGTERM that arrives within the block until its end."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python runs signal handlers in the main thread only
        return
    delayed: list[int] = []

    def delay(number: int, frame: FrameType | None) -> None:
        delayed.append(number)

    def release() -> None:
        for number in delayed:
            signal.raise_signal(number)

    with ExitStack() as stack:
        stack.callback(release)  # runs last, when the previous handlers are restored
        for number in INTERRUPTS:
            handler = signal.getsignal(number)
            if handler is not None:  # not set from Python: it could not be restored
                stack.callback(signal.signal, number, handler)
                signal.signal(number, delay)
        yield
