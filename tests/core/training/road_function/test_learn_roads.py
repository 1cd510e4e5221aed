"""The road function of a model is learned from a bundle's input trips."""

import dataclasses
import logging
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.contract.records.json_records import encode
from trajganr_core.contract.texts.model_facts import model_facts
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.model.model_folder import load_road_function, read_card
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.training.road_function import learn_roads as learn_roads_module
from trajganr_core.training.road_function.learn_roads import learn_roads
from trajganr_core.training.road_function.train_road_function import RoadTraining


@pytest.fixture
def of_one_driver(bundle: Bundle) -> Bundle:
    alone = np.full(len(bundle.matched), "one", dtype=object)
    return dataclasses.replace(bundle, matched=dataclasses.replace(bundle.matched, driver_id=alone))


def test_it_never_sees_trips_that_labels_are_made_from(bundle: Bundle) -> None:
    ends = np.flatnonzero(~bundle.is_label)
    trips = bundle.matched.take(ends)
    seen = input_passes(bundle)
    assert 0 < len(seen) <= trips.pass_offsets[-1]
    assert set(seen.piece.tolist()) <= set(range(len(ends)))
    of_label = np.repeat(bundle.is_label, np.diff(bundle.matched.offsets))
    garbled = dataclasses.replace(bundle.matched, t=np.where(of_label, 0, bundle.matched.t))
    again = input_passes(dataclasses.replace(bundle, matched=garbled))
    np.testing.assert_array_equal(seen.seconds, again.seconds)


def test_the_same_seed_gives_the_same_function(bundle: Bundle) -> None:
    (one, card), (two, again) = learn_roads(bundle, 3), learn_roads(bundle, 3)
    assert card is not None
    assert again is not None
    assert encode(card) == encode(again)
    assert one is not None
    assert two is not None
    assert all(a.equal(b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_the_function_of_a_model_is_adapted_to_the_passes_of_a_bundle(
    pretrained: Path, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learn_roads_module, "ADAPTING", RoadTraining(rounds=2))
    before = load_road_function(pretrained, read_card(pretrained))
    adapted, card = learn_roads(bundle, 1, start=pretrained)
    assert before is not None
    assert adapted is not None
    assert card is not None
    assert len(card.losses) == 2
    assert card.bundle == bundle.manifest.id
    assert adapted.centre.equal(before.centre)
    assert adapted.low.equal(before.low)
    assert card.figures is not None
    assert card.figures.keys() >= {"trips_roads", "trips_model", "trips_mean"}
    assert (
        "measured by drivers kept aside, the mean of the other trips"
        in model_facts(dataclasses.replace(read_card(pretrained), road_function=card))[
            "times of the week"
        ]
    )


def test_too_few_drivers_are_said_and_do_not_stop_a_training(
    of_one_driver: Bundle,
    small: PretrainConfig,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert learn_roads(of_one_driver, 0) == (None, None)
    with caplog.at_level(logging.WARNING):
        assert pretrain([of_one_driver], small, tmp_path / "model").road_function is None
    assert "does not predict times of the week" in caplog.text


def test_too_few_drivers_for_a_function_that_is_asked_for_are_refused_before_the_training(
    of_one_driver: Bundle, small: PretrainConfig, tmp_path: Path
) -> None:
    asked = dataclasses.replace(small, road_function=True)
    with pytest.raises(TrajganrError, match="too few") as caught:
        pretrain([of_one_driver], asked, tmp_path / "asked")
    assert caught.value.code is Code.INPUT_EMPTY
    assert not list(tmp_path.iterdir())


def test_cancelling_it_ends_the_training(bundle: Bundle, caplog: pytest.LogCaptureFixture) -> None:
    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        learn_roads(bundle, 0, stop)
    assert caught.value.code is Code.JOB_CANCELLED
    assert not caplog.messages


def test_preset_paper_learns_no_times_unless_it_is_asked_to(
    bundle: Bundle, small: PretrainConfig, tmp_path: Path
) -> None:
    paper = dataclasses.replace(small, preset="paper", epochs=1)
    assert pretrain([bundle], paper, tmp_path / "paper").road_function is None
    asked = dataclasses.replace(small, preset="paper", epochs=0, road_function=True)
    assert pretrain([bundle], asked, tmp_path / "asked").road_function is not None


def test_fine_tuning_keeps_it(pretrained: Path, bundle: Bundle, tmp_path: Path) -> None:
    config = FinetuneConfig(tasks=("speed",), head="mlp", epochs=1, device="cpu")
    finetune(pretrained, bundle, config, tmp_path / "tuned")
    before, after = read_card(pretrained), read_card(tmp_path / "tuned")
    assert before.road_function == after.road_function
    name = "road_function.safetensors"
    one, two = load_file(pretrained / name), load_file(tmp_path / "tuned" / name)
    assert all(one[key].equal(two[key]) for key in one)
