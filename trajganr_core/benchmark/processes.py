"""Cells of a benchmark that are computed at once, in processes of their own."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

import torch

from ..errors import Code, TrajganrError, cancelled
from ..progress import Progress
from .machine import cores

__all__ = ["in_processes", "usual_processes"]

Item = TypeVar("Item")
Result = TypeVar("Result")

TELL_EVERY_S = 0.5
#: What sets how many threads torch and scikit-learn begin with.
THREADS = "OMP_NUM_THREADS"


def usual_processes(device: torch.device) -> int:
    """How many cells at once make good use of a machine.

    The trainings of a small city keep one core busy, and no second one; a GPU takes one at a time.
    More than two would need memory that a desktop may not have.
    """
    return 1 if device.type == "cuda" else min(2, cores())


def in_processes(
    work: Callable[[Item, Progress], Result],
    items: Sequence[Item],
    processes: int,
    progress: Progress,
) -> list[Result]:
    """``work`` of each item, several at once; the processors are shared out among the processes.

    Args:
        work: can be pickled, and is, once a process; its progress tells nothing, and cancels.
        items: in the order in which they are begun.
        processes: at once.
        progress: told how many items are finished.

    Returns:
        In the order of the items.

    Raises:
        TrajganrError: ``JOB.CANCELLED``; ``RESOURCE.RAM`` when a process is killed, as the system
            does when memory runs out.
    """
    context = multiprocessing.get_context("spawn")  # torch's threads do not survive a fork
    stop = context.Event()
    with (
        _threads(max(1, cores() // processes)),
        ProcessPoolExecutor(processes, context, _begin, (work, stop)) as pool,
    ):
        futures = [pool.submit(_work, item) for item in items]
        try:
            _watch(futures, progress)
        except BrokenProcessPool as error:
            raise TrajganrError(
                Code.RESOURCE_RAM,
                "One of {processes} processes was killed, as the system does when memory runs out.",
                "Repeat the command with fewer processes: what is finished is kept.",
                processes=processes,
            ) from error
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise
        return [future.result() for future in futures]


def _watch(futures: Sequence[Future[Any]], progress: Progress) -> None:
    """Wait for all, and raise what the first that fails does."""
    running = set(futures)
    while running:
        finished = len(futures) - len(running)
        progress(f"{finished} of {len(futures)} finished", finished / len(futures))
        ended, running = wait(running, TELL_EVERY_S, FIRST_COMPLETED)
        for future in ended:
            future.result()


@contextlib.contextmanager
def _threads(number: int) -> Iterator[None]:
    """Have processes that are started begin with so many threads."""
    before = os.environ.get(THREADS)
    os.environ[THREADS] = str(number)
    try:
        yield
    finally:
        del os.environ[THREADS]
        if before is not None:
            os.environ[THREADS] = before


class _Task:
    """What a process was started for."""

    def __init__(self, work: Callable[[Any, Progress], Any], stop: Event) -> None:
        self.work = work
        self._stop = stop

    def progress(self, stage: str, fraction: float, /, **figures: float) -> None:
        """Tell nobody; stop when asked to, or when nobody waits any more."""
        parent = multiprocessing.parent_process()
        if self._stop.is_set() or not (parent and parent.is_alive()):
            raise cancelled()


#: Of this process, where :func:`_begin` has begun it.
_task: _Task | None = None


def _begin(work: Callable[[Any, Progress], Any], stop: Event) -> None:
    global _task
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process decides
    _task = _Task(work, stop)


def _work(item: Any) -> Any:
    assert _task is not None
    return _task.work(item, _task.progress)
