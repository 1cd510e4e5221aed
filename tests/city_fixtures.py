"""A prepared tiny city and models of it, made once for all tests of a run.

Tests only read them. What only some tests need is imported when it is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from tiny_city import AREA, ELSEWHERE, TinyCity, city_in, make_tiny_city

if TYPE_CHECKING:
    from trajganr_core.contract.options.training_config import PretrainConfig
    from trajganr_core.data.bundle import Bundle

MakeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """A folder of this run, created by the first of pytest's processes that needs it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    shared.mkdir(exist_ok=True)

    def make_once(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name
        with FileLock(shared / f"{name}.lock"):
            if not folder.exists():
                partial = shared / f"{name}.partial"
                make(partial)
                partial.rename(folder)
        return folder

    return make_once


@pytest.fixture(scope="session")
def tiny_city(make_once: MakeOnce) -> TinyCity:
    return city_in(make_once("tiny_city", make_tiny_city))


@pytest.fixture(scope="session")
def bundle(tiny_city: TinyCity, make_once: MakeOnce) -> Bundle:
    return load_bundle(make_once("bundle", lambda out: prepare(tiny_city, out, "Tiny city")))


@pytest.fixture(scope="session")
def elsewhere(make_once: MakeOnce) -> Bundle:
    """Another city, in another country."""
    files = make_once("elsewhere_city", lambda out: make_tiny_city(out, ELSEWHERE, seed=1))
    city = city_in(files, ELSEWHERE)
    return load_bundle(make_once("elsewhere", lambda out: prepare(city, out, "Elsewhere")))


@pytest.fixture(scope="session")
def plain_bundle(tiny_city: TinyCity, make_once: MakeOnce) -> Path:
    """The folder of a bundle of the city without pictures and places."""
    from prepared_bundle import prepare_bundle

    from trajganr_core.contract.options.data_config import PrepareConfig

    def make(out: Path) -> None:
        files = {"trips": [tiny_city.trips], "roads": tiny_city.roads}
        prepare_bundle(**files, area=AREA, out=out, config=PrepareConfig(name="Tiny"))

    return make_once("plain_bundle", make)


@pytest.fixture(scope="session")
def short_pretraining() -> Iterator[None]:
    """Encode fewer negatives in each step, and learn roads in fewer rounds."""
    from trajganr_core.training.pretraining import training_area
    from trajganr_core.training.road_function import learn_roads

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training_area, "QUEUE", 256)
        patch.setattr(learn_roads, "ROUNDS", 4)
        yield


@pytest.fixture(scope="session")
def small(short_pretraining: None) -> PretrainConfig:
    """Small sizes: tests check that training works, not its quality."""
    from trajganr_core.contract.options.training_config import PretrainConfig

    return PretrainConfig(
        name="Tiny model",
        epochs=2,
        batch_size=16,
        dimension=16,
        layers=1,
        backbone="test_vit",
        weights="none",
        device="cpu",
    )


@pytest.fixture(scope="session")
def pretrained(bundle: Bundle, small: PretrainConfig, make_once: MakeOnce) -> Path:
    from trajganr_core.training.pretraining.pretrain import pretrain

    return make_once("pretrained", lambda out: pretrain([bundle], small, out))


@pytest.fixture
def shipped(pretrained: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pretrained model, in place of the shipped one."""
    from trajganr_core.training.road_function import city_model

    monkeypatch.setattr(city_model, "SHIPPED_FOLDER", pretrained)
    return pretrained


@pytest.fixture(scope="session")
def untrained(bundle: Bundle, make_once: MakeOnce) -> Path:
    from untrained import save_untrained

    return make_once("untrained", lambda out: save_untrained(bundle, out))


@pytest.fixture(scope="session")
def finetuned(bundle: Bundle, untrained: Path, make_once: MakeOnce) -> Path:
    """Heads that see three of the trips through a road, which most roads have more of."""
    from trajganr_core.contract.options.training_config import FinetuneConfig
    from trajganr_core.training.finetuning import boosted_trees
    from trajganr_core.training.finetuning.finetune import finetune

    tasks = ("speed", "popularity", "aoi")
    config = FinetuneConfig(
        tasks=tasks, epochs=4, trips_per_location=3, name="Tuned model", device="cpu"
    )

    def make(out: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(boosted_trees, "ROUNDS", 30)  # growing all takes most of the time
            finetune(untrained, bundle, config, out)

    return make_once("finetuned", make)


def load_bundle(folder: Path) -> Bundle:
    """The bundle in a folder."""
    from trajganr_core.data.bundle import Bundle

    return Bundle.load(folder)


def prepare(city: TinyCity, out: Path, name: str) -> None:
    """Prepare the bundle of a city."""
    from prepared_bundle import prepare_bundle

    from trajganr_core.contract.options.data_config import PrepareConfig

    prepare_bundle(
        trips=[city.trips],
        roads=city.roads,
        area=city.area,
        images=city.images,
        pois=city.pois,
        out=out,
        config=PrepareConfig(name=name),
    )
