"""What stops a run waits until what must be whole is whole."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

__all__ = ["interrupts_held"]

#: Of a user (Ctrl-C), and of a worker, torchrun or a batch system that ends a job.
INTERRUPTS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let a Ctrl-C or SIGTERM that comes within the block take effect right after it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # handlers of Python interrupt the main thread alone
        return
    held: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        held.append(number)

    def release() -> None:
        for number in held:
            signal.raise_signal(number)

    with ExitStack() as stack:
        stack.callback(release)  # runs last, when the handlers are those of before
        for number in INTERRUPTS:
            handler = signal.getsignal(number)
            if handler is not None:  # not of Python: it could not be put back
                stack.callback(signal.signal, number, handler)
                signal.signal(number, hold)
        yield
