"""Executor that runs the parts of a job on a Ray cluster; ray is imported when it starts.

The job's process is the driver. It submits two parts for each processor of the cluster, one to run
and one to wait, and fetches each result when it is ready. A node that dies therefore loses only the
parts in progress, and Ray runs those again on other nodes.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.version import __version__
from trajganr_core.executors.base import Items, Work
from trajganr_core.utils.progress import Progress, silent

from .gdal_sandbox import SETTINGS

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")

#: The cluster that ``RAY_ADDRESS`` names, or that this machine is a node of.
AUTO = "auto"
#: How often a part is run again when its node or process dies.
RETRIES = 3
#: Interval of checks for finished parts and cancellation, seconds.
POLL_EVERY_S = 0.2
#: Submitted parts for each processor: one that runs and one that waits.
PARTS_A_PROCESSOR = 2
#: Timeout for an address, seconds: Ray's own timeout is many minutes.
ANSWER_WITHIN_S = 5.0
#: Time to wait for cancelled parts, seconds: they may write into the job's folder.
END_WITHIN_S = 5.0


class RayExecutor:
    """Runs parts as tasks of a Ray cluster, one processor each.

    Every node has this release of TrajGANR and ray in its Python, and sees files under the same
    paths as this machine, which is a node of the cluster too.

    Args:
        address: ``HOST:PORT`` of the cluster's head, or :data:`AUTO`.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without ray; ``INPUT.FIELD`` for another address.
    """

    def __init__(self, address: str = AUTO) -> None:
        if importlib.util.find_spec("ray") is None:
            raise TrajganrError(
                Code.ENV_MISSING_DEP,
                "The engine ray needs the package ray, which this Python does not have.",
                "Install it on every node: pip install 'trajganr[cluster]'.",
            )
        self._address = address
        self._head = None if address == AUTO else _host_and_port(address)

    def map(
        self,
        work: Work[Item, Result],
        items: Items[Item],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Result]:
        """See :meth:`~trajganr_core.executors.base.Executor.map`.

        Raises:
            TrajganrError: the work's own; ``TRANSPORT.DOWN`` where no cluster answers or a part was
                lost too often, ``RESOURCE.RAM`` where a node had too little memory for it,
                ``ENV.DRIVER`` where a GPU is needed and none is there, ``PROTOCOL.VERSION`` where a
                node has another release.
        """
        with self._connected():
            return _Run(work, items, self._address, gpu=gpu).finish(stage, progress)

    @contextmanager
    def _connected(self) -> Iterator[None]:
        import ray

        if self._head is not None:
            self._check_reachable(self._head)
        try:
            with _own_signals():
                ray.init(
                    self._address,
                    logging_level=logging.WARNING,
                    runtime_env={"env_vars": _environment()},
                )
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise self._down(str(error)) from error
        try:
            yield
        finally:
            ray.shutdown()

    def _check_reachable(self, head: tuple[str, int]) -> None:
        try:
            socket.create_connection(head, ANSWER_WITHIN_S).close()
        except OSError as error:
            raise self._down(str(error)) from error

    def _down(self, reason: str) -> TrajganrError:
        return TrajganrError(
            Code.TRANSPORT_DOWN,
            "No Ray cluster responds at {address}: {reason}",
            "Start one, add this machine to it (ray start --address HOST:PORT), and name it with "
            "--engine-address when you start the worker.",
            address=self._address,
            reason=reason,
        )


class _Run:
    """One call of :meth:`RayExecutor.map` on the connected cluster."""

    def __init__(self, work: Work[Any, Any], items: Items[Any], address: str, *, gpu: bool) -> None:
        import ray

        self._items = items
        self._address = address
        self._resource = "GPU" if gpu else "CPU"
        # Stored in the cluster once, not sent with every part.
        self._work = ray.put(work)
        self._task = ray.remote(num_cpus=1, num_gpus=int(gpu), max_retries=RETRIES)(_do)
        self._running: dict[Any, int] = {}
        self._results: dict[int, Any] = {}
        self._has_warned = False

    def finish(self, stage: str, progress: Progress) -> list[Any]:
        """Run all parts; when this returns or raises, none is still running."""
        count = len(self._items)
        self._check_resources()
        try:
            while len(self._results) < count:
                self._submit()
                self._fetch_results()
                progress(stage, len(self._results) / count)
        except BaseException:
            self._cancel()
            raise
        return [self._results[number] for number in range(count)]

    def _submit(self) -> None:
        """Submit as many parts as the cluster can run soon at its present size."""
        most = PARTS_A_PROCESSOR * self._resources()
        if not most and not self._has_warned:
            self._has_warned = True
            log.warning("The Ray cluster has lost all its nodes; waiting for others")
        begun = len(self._running) + len(self._results)
        for number in range(begun, min(begun + most - len(self._running), len(self._items))):
            part = self._task.remote([self._work], self._items[number], __version__)
            self._running[part] = number

    def _fetch_results(self) -> None:
        """Fetch the finished results before their nodes can die."""
        import ray

        if not self._running:  # there is no node at the moment
            time.sleep(POLL_EVERY_S)
            return
        done, _ = ray.wait(list(self._running), timeout=POLL_EVERY_S)
        for part in done:
            number = self._running.pop(part)
            self._results[number] = _answer_of(part)

    def _cancel(self) -> None:
        """Cancel the running parts, and wait until they have ended."""
        import ray

        if not self._running:
            return
        # Finished parts are skipped: Ray 2.60 ends this process if one is cancelled at that moment.
        _, parts = ray.wait(list(self._running), num_returns=len(self._running), timeout=0)
        for part in parts:
            ray.cancel(part, force=True)
        if parts:
            ray.wait(parts, num_returns=len(parts), timeout=END_WITHIN_S)

    def _resources(self) -> int:
        import ray

        return int(ray.cluster_resources().get(self._resource, 0))

    def _check_resources(self) -> None:
        if self._resources():
            return
        if self._resource == "GPU":
            raise TrajganrError(
                Code.ENV_DRIVER,
                "The Ray cluster at {address} has no GPU, and the model is on one here.",
                "Choose the device cpu, or add a node with a GPU to the cluster.",
                address=self._address,
            )
        raise TrajganrError(
            Code.TRANSPORT_DOWN,
            "The Ray cluster at {address} has no processor for tasks.",
            "Add a node to it: ray start --address HOST:PORT.",
            address=self._address,
        )


def _do(work: list[Any], item: Any, release: str) -> Any:
    """Run one part, in a process of the cluster.

    Args:
        work: its reference, in a list so that Ray does not resolve it.
        item: the part.
        release: of the driver.
    """
    if release != __version__:
        raise TrajganrError(
            Code.PROTOCOL_VERSION,
            "A node of the Ray cluster has TrajGANR {node}, the worker has {worker}.",
            "Install the same release on every node.",
            node=__version__,
            worker=release,
        )
    return _work_of(work[0])(item, silent)


@lru_cache(maxsize=1)
def _work_of(reference: Any) -> Work[Any, Any]:
    """The work, cached for later parts together with what it has built."""
    import ray

    work: Work[Any, Any] = ray.get(reference)
    return work


def _answer_of(part: Any) -> Any:
    import ray
    from ray.exceptions import OutOfMemoryError, RayError, RayTaskError

    try:
        return ray.get(part)
    except RayTaskError as error:
        log.error("A part of the work failed on the Ray cluster: %s", error)
        raise error.cause from None
    except OutOfMemoryError as error:
        raise TrajganrError(
            Code.RESOURCE_RAM,
            "A node of the Ray cluster had too little memory for a part of the work: {reason}",
            "Start the node with fewer processors (ray start --num-cpus), or use larger nodes; "
            "then resume the job.",
            reason=str(error),
        ) from error
    except RayError as error:
        raise TrajganrError(
            Code.TRANSPORT_DOWN,
            "The Ray cluster has lost a part of the work {count} times: {reason}",
            "Check the cluster's nodes (ray status); then resume the job.",
            count=RETRIES + 1,
            reason=str(error),
        ) from error


def _environment() -> dict[str, str]:
    """Environment of a task's process: one thread, and the GDAL sandbox of this process."""
    confined = {name: os.environ[name] for name in SETTINGS if name in os.environ}
    return {"OMP_NUM_THREADS": "1", **confined}


@contextmanager
def _own_signals() -> Iterator[None]:
    """Restore the job's signal handlers, which Ray replaces by ones that end the process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, handler)


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or "/" in host or not port.isdecimal():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{address} is not the address of a Ray cluster.",
            "Enter HOST:PORT of its head, as 'ray start --head' prints it, or auto.",
            address=address,
        )
    return host, int(port)
