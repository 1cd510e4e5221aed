"""Parts of jobs on a Ray cluster: as on one machine, also when a node dies."""

from __future__ import annotations

import functools
import importlib.util
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import pandas as pd
import pytest
import ray_works
import torch
from prepared_bundle import prepare_bundle
from ray_cluster import KillingEngine, RayCluster, ray_cluster
from tiny_city import AREA, TinyCity
from waiting import wait_until

from trajganr_comparison.profiles import PROFILES
from trajganr_comparison.runner import run_benchmark
from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.executors.base import SERIAL, Executor
from trajganr_core.inference import tiles
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.predict import predicted_layer
from trajganr_core.utils.progress import silent
from trajganr_worker.execution import gdal_sandbox, ray_executor
from trajganr_worker.execution.ray_executor import PARTS_A_PROCESSOR, RayExecutor

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kills nodes as Linux does"),
]

NODES = 2
FILES = 6


@pytest.fixture(scope="module")
def running() -> Iterator[RayCluster]:
    with ray_cluster() as cluster:
        yield cluster


@pytest.fixture
def cluster(running: RayCluster) -> RayCluster:
    """With all its nodes, whatever an earlier test has done to them."""
    running.have(NODES)
    return running


@pytest.fixture
def executor(cluster: RayCluster) -> RayExecutor:
    return RayExecutor(cluster.address)


@pytest.fixture
def killing(executor: RayExecutor, cluster: RayCluster, tmp_path: Path) -> KillingEngine:
    (tmp_path / "parts").mkdir()
    return KillingEngine(executor, cluster, tmp_path / "parts")


@pytest.fixture(scope="module")
def trip_files(tiny_city: TinyCity, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The city's trips in several files."""
    trips = pd.read_csv(tiny_city.trips)
    folder = tmp_path_factory.mktemp("trips")
    parts = trips["TRIP_ID"].rank(method="dense").astype(int) % FILES
    files = [folder / f"{number}.csv" for number in range(FILES)]
    for number, file in enumerate(files):
        trips[parts == number].to_csv(file, index=False)
    return files


@pytest.fixture
def small_tiles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Several tiles, and sums in the order in which a process with one processor makes them."""
    monkeypatch.setattr(tiles, "PLACES_A_TILE", 17)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def test_a_prepared_study_area_is_the_same_when_a_node_dies(
    killing: KillingEngine, tiny_city: TinyCity, trip_files: list[Path], tmp_path: Path
) -> None:
    def prepare(name: str, cache: str, executor: Executor = SERIAL) -> str:
        manifest = prepare_bundle(
            trips=trip_files,
            roads=tiny_city.roads,
            area=AREA,
            images=tiny_city.images,
            out=tmp_path / name,
            cache=StageCache(tmp_path / cache),
            executor=executor,
        )
        return str(manifest.id)

    # The id is a hash of all files of the bundle.
    assert prepare("cluster", "kept", killing) == prepare("one machine", "own")
    assert killing.killed is not None
    assert (killing.count, killing.begun) == (FILES, FILES + 1)
    kept = set((tmp_path / "kept" / "trips").iterdir())
    assert len(kept) == FILES
    prepare("again", "kept")
    assert set((tmp_path / "kept" / "trips").iterdir()) == kept


@pytest.mark.usefixtures("small_tiles")
def test_predictions_are_the_same_when_a_node_dies(
    killing: KillingEngine, bundle: Bundle, finetuned: Path
) -> None:
    opened = LoadedModel.load(finetuned, bundle, "cpu")
    expected, _ = predicted_layer(opened)
    found, _ = predicted_layer(opened, executor=killing)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)
    assert killing.killed is not None
    assert killing.count > 5
    assert killing.begun == killing.count + 1


def test_compared_systems_have_the_same_results_when_a_node_dies(
    killing: KillingEngine, bundle: Bundle, tmp_path: Path
) -> None:
    compare = functools.partial(
        run_benchmark,
        bundle,
        PROFILES["quick"],
        tables=["main"],
        splits=["segment", "random"],
        systems=["training_mean", "segment_mean", "nearest_label", "pass_mean"],
        device="cpu",
    )
    expected, found = compare(tmp_path / "one"), compare(tmp_path / "cluster", executor=killing)
    pd.testing.assert_frame_equal(found.rows, expected.rows, check_exact=True)
    pd.testing.assert_frame_equal(found.predictions, expected.predictions, check_exact=True)
    assert not found.failures
    assert killing.killed is not None
    assert killing.begun == killing.count + 1


class Made(Sequence[int]):
    """Parts that are made when they are asked for."""

    def __init__(self, count: int) -> None:
        self.made: list[int] = []
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> int: ...
    @overload
    def __getitem__(self, number: slice) -> list[int]: ...
    def __getitem__(self, number: int | slice) -> int | list[int]:
        assert isinstance(number, int)
        self.made.append(number)
        return number


def test_parts_run_a_few_at_a_time_and_return_in_order(executor: RayExecutor) -> None:
    items, waiting = Made(20), []

    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        waiting.append(len(items.made) - round(fraction * len(items)))

    answers = executor.map(ray_works.double, items, "doubling", progress)
    assert answers == [2 * number for number in range(20)]
    assert items.made == list(range(20))
    assert max(waiting) <= PARTS_A_PROCESSOR * NODES


def test_parts_have_one_thread_and_trust_no_file_more_than_the_job_does(
    executor: RayExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in gdal_sandbox.SETTINGS.items():
        monkeypatch.setenv(name, value)
    names = ["OMP_NUM_THREADS", *gdal_sandbox.SETTINGS]
    found = executor.map(ray_works.environment, names, "asking", silent)
    assert found == ["1", *gdal_sandbox.SETTINGS.values()]


def test_a_coded_error_comes_back_as_itself(executor: RayExecutor) -> None:
    with pytest.raises(TrajganrError) as caught:
        executor.map(ray_works.refuse, ["a.csv"], "reading", silent)
    assert caught.value.code is Code.INPUT_FORMAT
    assert caught.value.message == "a.csv is damaged."


def test_an_unforeseen_error_comes_back_as_itself(executor: RayExecutor) -> None:
    with pytest.raises(KeyError, match="a"):
        executor.map(ray_works.stumble, ["a.csv"], "reading", silent)


def test_a_cancel_ends_the_parts_that_run(executor: RayExecutor, tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(5)]

    def cancel(stage: str, fraction: float, /, **figures: float) -> None:
        if sum(file.exists() for file in files) == NODES:
            raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        executor.map(ray_works.beat, files, "beating", cancel)
    assert caught.value.code is Code.JOB_CANCELLED

    def has_stopped() -> bool:
        before = [file.read_text() for file in files if file.exists()]
        time.sleep(0.3)
        return before == [file.read_text() for file in files if file.exists()]

    wait_until(has_stopped)


def test_ray_does_not_replace_the_signal_handlers_of_a_job(executor: RayExecutor) -> None:
    before = signal.getsignal(signal.SIGTERM)
    executor.map(ray_works.double, [1], "doubling", silent)
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_node_of_another_release_is_refused(
    executor: RayExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_executor, "__version__", "0.0.0")
    with pytest.raises(TrajganrError) as caught:
        executor.map(ray_works.double, [1], "doubling", silent)
    assert caught.value.code is Code.PROTOCOL_VERSION


def test_a_gpu_that_no_node_has_is_no_reason_to_wait(executor: RayExecutor) -> None:
    with pytest.raises(TrajganrError) as caught:
        executor.map(ray_works.double, [1], "doubling", silent, gpu=True)
    assert caught.value.code is Code.ENV_DRIVER


def test_an_unreachable_address_is_reported_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(TrajganrError) as caught:
        RayExecutor(f"127.0.0.1:{port}").map(ray_works.double, [1], "doubling", silent)
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert caught.value.retryable


@pytest.mark.parametrize("address", ["ray://head:10001", "head", "head:port", ":6379"])
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        RayExecutor(address)
    assert caught.value.code is Code.INPUT_FIELD


def test_without_ray_the_error_explains_its_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(TrajganrError) as caught:
        RayExecutor()
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert "trajganr[cluster]" in caught.value.next_action
