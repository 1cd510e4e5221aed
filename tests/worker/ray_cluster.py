"""A Ray cluster of several nodes on this machine, which nobody else can reach; and work for it."""

from __future__ import annotations

import os
import signal
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.engine import Engine, Work
from trajganr_core.progress import Progress

TESTS = Path(__file__).parents[1]
#: For the node's object store; the least that Ray takes.
STORE_BYTES = 80 << 20
#: A node that does not answer is given up soon, unlike on a real network.
SOON = {"health_check_period_ms": 200, "health_check_timeout_ms": 1000}
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
        os.kill(part.process, signal.SIGSTOP)  # it would go on for a moment without its node
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
        importable = (TESTS.parent, TESTS, TESTS / "worker")
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
        begun: when, by the wall clock.
        file: that tells of it.
    """

    node: str
    process: int
    begun: float
    file: Path

    @property
    def is_done(self) -> bool:
        """Whether it came to its end."""
        return self.file.with_suffix(".done").exists()


@dataclass(frozen=True)
class Told:
    """Some work that leaves a trace of each part that is begun and done, and takes its time.

    Attributes:
        work: what is done.
        folder: of the traces.
        seconds: that each part takes longer.
    """

    work: Work[Any, Any]
    folder: Path
    seconds: float = 0.5

    def __call__(self, item: Any, progress: Progress, /) -> Any:
        import ray

        node = ray.get_runtime_context().get_node_id()
        trace = self.folder / f"{node}-{os.getpid()}-{time.time()}-{uuid.uuid4().hex}.begun"
        trace.touch()
        time.sleep(self.seconds)
        answer = self.work(item, progress)
        trace.with_suffix(".done").touch()
        return answer

    def parts(self) -> list[Part]:
        """All that were begun."""
        files = [(file.name.split("-"), file) for file in self.folder.glob("*.begun")]
        return [Part(node, int(pid), float(begun), file) for (node, pid, begun, _), file in files]


class KillingEngine:
    """An engine that counts the parts, and kills a node in the middle of one.

    Args:
        engine: does the work.
        cluster: has the node.
        folder: an empty one.
    """

    def __init__(self, engine: Engine, cluster: RayCluster, folder: Path) -> None:
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
        items: Sequence[Any],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Any]:
        self.count = len(items)
        told = Told(work, self._folder)

        def watch(stage: str, fraction: float, /, **figures: float) -> None:
            progress(stage, fraction, **figures)
            just_begun = [
                part
                for part in told.parts()
                if not part.is_done and time.time() < part.begun + told.seconds / 2
            ]
            if self.killed is None and fraction > 0 and just_begun:
                self.killed = just_begun[0]
                self._cluster.kill(self.killed)

        return self._engine.map(told, items, stage, watch, gpu=gpu)
