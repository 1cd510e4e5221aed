"""The shipped model is adapted to a city once, and used like any other model."""

import dataclasses
import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.model.model_folder import read_card
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.training.road_function import city_model
from trajganr_core.training.road_function.city_model import chosen_model, model_of_city

ENCODERS, FUNCTION = "encoders.safetensors", "road_function.safetensors"


@pytest.fixture
def of_one_driver(bundle: Bundle) -> Bundle:
    alone = np.full(len(bundle.matched), "one", dtype=object)
    trips = dataclasses.replace(bundle.matched, driver_id=alone)
    return dataclasses.replace(bundle, matched=trips, cache_key="one driver")


def weights(model: Path, name: str) -> list[bytes]:
    return [value.numpy().tobytes() for value in load_file(model / name).values()]


def test_its_road_function_is_learned_in_the_city_and_its_encoders_are_the_shipped_ones(
    elsewhere: Bundle, shipped: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        folder = model_of_city(elsewhere)
    assert weights(folder, ENCODERS) == weights(shipped, ENCODERS)
    assert weights(folder, FUNCTION) != weights(shipped, FUNCTION)
    card = read_card(folder)
    assert card.bundle.id == elsewhere.manifest.id
    assert card.is_city_model
    assert card.shipped is not None
    known = card.shipped.drivers + card.shipped.held_out
    assert known == len(input_passes(elsewhere).drivers)
    assert card.shipped.remark in caplog.messages


def test_it_is_made_once_for_all_that_ask(
    bundle: Bundle, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    learn = city_model.learn_roads
    monkeypatch.setattr(
        city_model, "learn_roads", lambda *how, **more: made.append(1) or learn(*how, **more)
    )
    fresh = dataclasses.replace(bundle, cache_key="asked twice")
    with ThreadPoolExecutor(2) as both:
        one, two = both.map(model_of_city, [fresh, fresh])
    assert (one, made) == (two, [1])


def test_another_shipped_model_or_bundle_makes_another(
    bundle: Bundle,
    elsewhere: Bundle,
    shipped: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = model_of_city(bundle)
    assert model_of_city(elsewhere) != one
    newer = Path(shutil.copytree(shipped, tmp_path / "newer"))
    dataclasses.replace(read_card(newer), created_at="2027-01-01").save(newer)
    monkeypatch.setattr(city_model, "SHIPPED_FOLDER", newer)
    assert model_of_city(bundle) != one


def test_what_fails_leaves_no_model(
    bundle: Bundle, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = dataclasses.replace(bundle, cache_key="fails")

    def fail(*how: object, **more: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="no room"):
        patch.setattr(city_model, "learn_roads", fail)
        model_of_city(fresh)
    assert read_card(model_of_city(fresh)).is_city_model


def test_for_too_few_drivers_the_shipped_function_is_used_as_it_is_and_that_is_said(
    of_one_driver: Bundle, shipped: Path
) -> None:
    opened = LoadedModel.load(None, of_one_driver, "cpu")
    assert weights(opened.path, FUNCTION) == weights(shipped, FUNCTION)
    (remark,) = opened.remarks
    assert "too few drivers" in remark
    assert "calibrated in other cities" in remark


def test_a_named_model_is_used_and_nothing_is_adapted(bundle: Bundle, pretrained: Path) -> None:
    assert chosen_model(pretrained, bundle) == pretrained
    assert LoadedModel.load(pretrained, bundle, "cpu").remarks == []
    with pytest.raises(TrajganrError) as caught:
        chosen_model(None, None)
    assert caught.value.code is Code.INPUT_FIELD


def test_it_can_be_fine_tuned_and_is_then_a_model_of_its_own(
    bundle: Bundle, shipped: Path, tmp_path: Path
) -> None:
    config = FinetuneConfig(tasks=("speed",), head="mlp", epochs=1, device="cpu")
    card = finetune(model_of_city(bundle), bundle, config, tmp_path / "tuned")
    assert card.shipped is not None  # whose data have owners
    assert not card.is_city_model
    assert LoadedModel.load(tmp_path / "tuned", bundle, "cpu").origin == "tuned"


def test_a_pretraining_begins_with_the_shipped_road_function_and_is_no_city_model(
    bundle: Bundle,
    shipped: Path,
    small: PretrainConfig,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    untrained = dataclasses.replace(small, epochs=0, road_function=True)
    with caplog.at_level(logging.INFO):
        card = pretrain([bundle], untrained, tmp_path / "own", roads_from=shipped)
    assert "Pretraining gains nothing for speeds" in caplog.text
    assert card.shipped is not None
    assert card.shipped.sources == read_card(shipped).data.sources
    assert not card.is_city_model
    scratch = pretrain([bundle], untrained, tmp_path / "scratch")
    assert scratch.shipped is None
    assert weights(tmp_path / "own", FUNCTION) != weights(tmp_path / "scratch", FUNCTION)
