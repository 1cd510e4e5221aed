"""A prepared tiny city and models of it, made once for the tests of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_city import ELSEWHERE, TinyCity, make_tiny_city
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.training.finetuning.finetune import FinetuneConfig, finetune
from trajganr_core.training.pretraining.pretrain import PretrainConfig, pretrain


@pytest.fixture(scope="session")
def tiny_city(tmp_path_factory: pytest.TempPathFactory) -> TinyCity:
    return make_tiny_city(tmp_path_factory.mktemp("tiny_city"))


@pytest.fixture(scope="session")
def bundle(tiny_city: TinyCity, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return prepared(tiny_city, tmp_path_factory.mktemp("bundles") / "tiny", "Tiny city")


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """Another city, in another country."""
    city = make_tiny_city(tmp_path_factory.mktemp("elsewhere"), ELSEWHERE, seed=1)
    return prepared(city, tmp_path_factory.mktemp("bundles") / "elsewhere", "Elsewhere")


def prepared(city: TinyCity, out: Path, name: str) -> Bundle:
    """The bundle of a city."""
    prepare_bundle(
        trajectories=[city.trips],
        roads=city.roads,
        area=city.area,
        images=city.images,
        pois=city.pois,
        out=out,
        name=name,
    )
    return Bundle.load(out)


@pytest.fixture(scope="session")
def small() -> PretrainConfig:
    """Seconds, not minutes: what is tested is that it works, not how well."""
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
def pretrained(
    bundle: Bundle, small: PretrainConfig, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    out = tmp_path_factory.mktemp("models") / "pretrained"
    pretrain([bundle], small, out)
    return out


@pytest.fixture(scope="session")
def untrained(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_untrained(bundle, tmp_path_factory.mktemp("models") / "untrained")


@pytest.fixture(scope="session")
def finetuned(bundle: Bundle, untrained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Heads that see three of the trips through a road, which most roads have more of."""
    out = tmp_path_factory.mktemp("models") / "finetuned"
    tasks = ("speed", "popularity", "aoi")
    config = FinetuneConfig(
        tasks=tasks, epochs=4, trips_per_location=3, name="Tuned model", device="cpu"
    )
    finetune(untrained, bundle, config, out)
    return out
