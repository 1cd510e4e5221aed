"""An executor that runs parts in parallel processes on this machine."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, MutableSequence, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

from ..contract.errors import Code, TrajganrError, cancelled
from ..utils.progress import Progress
from .base import SERIAL, Items, Work

Item = TypeVar("Item")
Result = TypeVar("Result")

REPORT_EVERY_S = 0.5
#: Environment variable for the initial number of threads of torch and scikit-learn.
THREADS = "OMP_NUM_THREADS"


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ProcessPool:
    """Runs several parts at once; the processors are divided among the processes.

    Args:
        count: number of processes; one per processor if None.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = cores() if count is None else count

    def map(
        self,
        work: Work[Item, Result],
        items: Items[Item],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Result]:
        """See :meth:`~.base.Executor.map`; parts that need the GPU run one after another.

        Raises:
            TrajganrError: raised by the work; ``JOB.CANCELLED``; ``RESOURCE.RAM`` when a process
                is killed, as the system does when memory runs out.
        """
        count = min(self.count, len(items))
        if gpu or count < 2:
            return SERIAL.map(work, items, stage, progress, gpu=gpu)
        context = multiprocessing.get_context("spawn")  # torch's threads do not survive a fork
        # The processes write, each for its own parts, how much of them is done.
        stop, shares = context.Event(), context.Array("d", len(items), lock=False)
        with (
            _threads(max(1, cores() // count)),
            ProcessPoolExecutor(count, context, _begin, (work, stop, shares)) as pool,
        ):
            parts: list[Future[Result]] = []

            def report() -> None:
                done = sum(1.0 if p.done() else shares[n] for n, p in enumerate(parts))
                progress(stage, done / len(items))

            try:
                for number in range(len(items)):
                    _wait_for_capacity(parts, 2 * count, report)
                    parts.append(pool.submit(_process, number, items[number]))
                _wait_for_capacity(parts, 0, report)
            except BrokenProcessPool as error:
                raise TrajganrError(
                    Code.RESOURCE_RAM,
                    "One of {processes} processes was killed, as the system does when memory runs "
                    "out.",
                    "Repeat it with fewer processes, or with the engine in-process.",
                    processes=count,
                ) from error
            except BaseException:
                stop.set()
                pool.shutdown(cancel_futures=True)
                raise
            return [part.result() for part in parts]


def _wait_for_capacity(parts: Sequence[Future[Any]], most: int, report: Callable[[], None]) -> None:
    """Wait until at most so many parts run; raise the error of the first part that fails."""
    while True:
        running = {part for part in parts if not part.done()}
        for part in parts:
            if part.done():
                part.result()
        report()
        if len(running) <= most:
            return
        wait(running, REPORT_EVERY_S, FIRST_COMPLETED)


@contextlib.contextmanager
def _threads(number: int) -> Iterator[None]:
    """Let processes that are started in this context begin with so many threads."""
    before = os.environ.get(THREADS)
    os.environ[THREADS] = str(number)
    try:
        yield
    finally:
        del os.environ[THREADS]
        if before is not None:
            os.environ[THREADS] = before


#: The work of a pool process, its event of a cancellation, and the shares of all parts that are
#: done, set by :func:`_begin`.
_work: Work[Any, Any]
_stop: Event
_shares: MutableSequence[float]


def _begin(work: Work[Any, Any], stop: Event, shares: MutableSequence[float]) -> None:
    global _work, _stop, _shares
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    _work, _stop, _shares = work, stop, shares
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """Exit at once when the parent process is killed.

    An idle process would wait for work forever, and a busy one would write into a folder that
    another run may continue by then.
    """
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _process(number: int, item: Any) -> Any:
    def report(stage: str, fraction: float, /, **figures: float) -> None:
        """Record the share; raise when cancelled, or when the parent process has exited."""
        _shares[number] = max(_shares[number], fraction)
        parent = multiprocessing.parent_process()
        if _stop.is_set() or not (parent and parent.is_alive()):
            raise cancelled()

    return _work(item, report)
