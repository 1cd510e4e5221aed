"""A Ray cluster of several nodes on this machine, which nobody else can reach; and work for it."""

from __future__ import annotations

import os
import signal
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from waiting import pause, wait_until

from trajganr_core.executors.base import Executor, Items, Work
from trajganr_core.utils.progress import Progress

TESTS = Path(__file__).parents[1]
#: For the node's object store; the least that Ray takes.
STORE_BYTES = 80 << 20
#: A node whose port is closed is given up soon. One that is slow is not: the machine may be busy.
SOON = {"health_check_period_ms": 200, "health_check_timeout_ms": 60_000}
#: Files that tell parts what to do.
FIRST, GO_ON = "first", "go on"
NODE = {"object_store_memory": STORE_BYTES, "node_ip_address": "127.0.0.1"}


class RayCluster:
    """A head without processors, and nodes with one each."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster

        head = {"num_cpus": 0, "include_dashboard": False, **NODE}
        head["_system_config"] = SOON
        self._cluster = Cluster(initialize_head=True, head_node_args=head)
        self._nodes: list[Any] = []

    @property
    def address(self) -> str:
        """Of the head."""
        return str(self._cluster.address)

    def have(self, nodes: int) -> None:
        """Have as many nodes; those that were killed are replaced."""
        while len(self._nodes) < nodes:
            self._nodes.append(self._cluster.add_node(num_cpus=1, **NODE))

    def kill(self, part: Part) -> None:
        """Kill a node in the middle of a part, as when its machine loses power."""
        (node,) = (node for node in self._nodes if node.node_id == part.node)
        self._nodes.remove(node)
        pause(part.process)  # it would go on for a moment without its node
        self._cluster.remove_node(node, allow_graceful=False)
        os.kill(part.process, signal.SIGKILL)

    def shutdown(self) -> None:
        """End all nodes."""
        self._cluster.shutdown()


@contextmanager
def ray_cluster() -> Iterator[RayCluster]:
    """A cluster whose nodes are on this machine, for the length of a ``with`` block."""
    with (
        # Not below the folder of the tests: the paths of sockets are short.
        tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_TMPDIR", folder)
        # With this Ray uses the loopback interface alone, on Linux too; it is read on import.
        patch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        importable = (TESTS.parent, TESTS.parent / "worker", TESTS, TESTS / "worker")
        patch.setenv("PYTHONPATH", os.pathsep.join(map(str, importable)))
        cluster = RayCluster()
        try:
            yield cluster
        finally:
            cluster.shutdown()


@dataclass(frozen=True)
class Part:
    """A run of a part of some work.

    Attributes:
        node: of the cluster.
        process: on it.
        file: that tells of it.
    """

    node: str
    process: int
    file: Path

    @property
    def is_done(self) -> bool:
        """Whether it came to its end."""
        return self.file.with_suffix(".done").exists()


@dataclass(frozen=True)
class TracedWork:
    """Work that writes a file for each part that begins and ends.

    One part is done at once; the others wait until they may go on.

    Attributes:
        work: what is done.
        folder: of the traces.
    """

    work: Work[Any, Any]
    folder: Path

    def __call__(self, item: Any, progress: Progress, /) -> Any:
        import ray

        node = ray.get_runtime_context().get_node_id()
        trace = self.folder / f"{node}-{os.getpid()}-{uuid.uuid4().hex}.begun"
        trace.touch()
        if not self._is_first():
            wait_until((self.folder / GO_ON).exists)
        answer = self.work(item, progress)
        trace.with_suffix(".done").touch()
        return answer

    def _is_first(self) -> bool:
        try:
            (self.folder / FIRST).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def parts(self) -> list[Part]:
        """All that were begun."""
        files = [(file.name.split("-"), file) for file in self.folder.glob("*.begun")]
        return [Part(node, int(process), file) for (node, process, _), file in files]


class KillingEngine:
    """An engine that counts the parts, and kills a node in the middle of one.

    Args:
        engine: does the work.
        cluster: has the node.
        folder: an empty one.
    """

    def __init__(self, engine: Executor, cluster: RayCluster, folder: Path) -> None:
        self.killed: Part | None = None
        self.count = 0
        self._engine = engine
        self._cluster = cluster
        self._folder = folder

    @property
    def begun(self) -> int:
        """How many parts were begun, the one that was killed with its node among them."""
        return len(list(self._folder.glob("*.begun")))

    def map(
        self,
        work: Work[Any, Any],
        items: Items[Any],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Any]:
        self.count = len(items)
        result = TracedWork(work, self._folder)

        def watch(stage: str, fraction: float, /, **figures: float) -> None:
            progress(stage, fraction, **figures)
            if self.killed is None and fraction > 0:
                self._kill(result.parts())

        return self._engine.map(result, items, stage, watch, gpu=gpu)

    def _kill(self, parts: Sequence[Part]) -> None:
        """Kill the node of a part, but not the one without which this process would end."""
        import ray

        own = ray.get_runtime_context().get_node_id()
        for part in parts:
            if part.node != own and not part.is_done:
                self.killed = part
                self._cluster.kill(part)
                (self._folder / GO_ON).touch()
                return
