"""Pretraining on the tiny city."""

import dataclasses
import itertools
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.options.presets import PRESETS
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.data import mapped_trips
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.training.engine.loop import train
from trajganr_core.training.pretraining import pretrain as pretraining
from trajganr_core.training.pretraining.pretrain import (
    build_pretraining,
    bundle_images,
    late_fall,
    pretrain,
)
from trajganr_core.training.pretraining.pretrain_learner import Pretraining
from trajganr_core.utils.processor_times import ProcessorTimes

CPU = torch.device("cpu")


def untrained(bundle: Bundle, config: PretrainConfig) -> Pretraining:
    return build_pretraining([bundle], config, CPU, bundle_images([bundle], config, CPU)[0])


@pytest.fixture(scope="module")
def one_epoch(
    bundle: Bundle, small: PretrainConfig, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, torch.Tensor]:
    """The encoders' weights after one epoch."""
    out = tmp_path_factory.mktemp("one_epoch") / "model"
    pretrain([bundle], dataclasses.replace(small, epochs=1), out)
    return load_file(out / "encoders.safetensors")


def stopper(after: int) -> Callable[..., None]:
    """A progress that cancels after so many steps."""
    steps = 0

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        nonlocal steps
        steps += stage == "Pretraining"
        if steps == after:
            raise cancelled()

    return stop


def test_the_loss_falls_and_all_modalities_take_part(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    card = pretrain([bundle], dataclasses.replace(small, epochs=6), tmp_path / "model")
    history = card.pretraining.history
    assert [row["epoch"] for row in history] == [1, 2, 3, 4, 5, 6]
    assert all({"vg", "zv", "time"} <= set(row) for row in history)
    assert history[-1]["loss"] < history[0]["loss"]
    assert ["held_out_loss" in row for row in history] == [False] * 4 + [True] * 2
    assert card.pretraining.terms == ("time", "vg", "zv")


def test_images_on_test_roads_are_not_used_for_training(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    config = dataclasses.replace(small, fold=3, split="segment", seed=5)
    learner = untrained(bundle, config)
    split = split_edges(bundle.network, bundle.area, "segment", 3, 5)
    edge_of_image = bundle.images["edge"].to_numpy()
    on_test_roads = np.flatnonzero(np.isin(edge_of_image, split.edges("test")))
    assert len(on_test_roads)
    (area,) = learner.areas
    seen = np.unique(area.sampler.image)
    assert len(seen)
    assert not np.isin(seen, on_test_roads).any()
    rng = np.random.default_rng(0)
    for trips in (area.trips, area.held_out):
        drawn = area.sampler.draw(trips, rng)
        assert not np.isin(drawn.image, on_test_roads).any()


def test_pieces_of_one_trip_are_never_on_both_sides(bundle: Bundle, small: PretrainConfig) -> None:
    ids = bundle.matched.trip_id.copy()
    ids[:] = [f"trip {row // 4}" for row in range(len(ids))]
    pieces = dataclasses.replace(bundle, matched=dataclasses.replace(bundle.matched, trip_id=ids))
    (area,) = untrained(pieces, small).areas
    trip_id = area.sampler.trip_id
    assert len(area.held_out) > 1
    assert not set(trip_id[area.held_out]) & set(trip_id[area.trips])


def test_the_card_describes_the_training(bundle: Bundle, pretrained: Path) -> None:
    card = ModelCard.load(pretrained)
    assert card.name == "Tiny model"
    assert card.bundle.id == bundle.manifest.id
    assert card.device == "cpu"
    assert card.model.backbone == "test_vit"
    assert set(card.files) == {
        "encoders.safetensors",
        "backbone.safetensors",
        "road_function.safetensors",
    }


def test_the_same_seed_gives_the_same_weights(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig, one_epoch: dict[str, torch.Tensor]
) -> None:
    weights = []
    for seed in (small.seed, small.seed + 1):
        out = tmp_path / str(seed)
        pretrain([bundle], dataclasses.replace(small, epochs=1, seed=seed), out)
        weights.append(load_file(out / "encoders.safetensors"))
    again, other = weights
    assert all(one_epoch[key].equal(again[key]) for key in one_epoch)
    assert not one_epoch["trajectory.token.weight"].equal(other["trajectory.token.weight"])


def test_a_bundle_larger_than_memory_gives_the_same_weights(
    bundle: Bundle,
    tmp_path: Path,
    small: PretrainConfig,
    one_epoch: dict[str, torch.Tensor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(mapped_trips, "MAX_IN_MEMORY", 0)
    large = Bundle.load(bundle.path)
    assert (tmp_path / "cache" / "trips").is_dir()
    pretrain([large], dataclasses.replace(small, epochs=1), tmp_path / "large")
    weights = load_file(tmp_path / "large" / "encoders.safetensors")
    assert all(one_epoch[key].equal(weights[key]) for key in one_epoch)


def test_label_trips_have_no_effect_on_the_model(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig, one_epoch: dict[str, torch.Tensor]
) -> None:
    inputs = bundle.matched.take((~bundle.is_label).nonzero()[0])
    without = dataclasses.replace(
        bundle, matched=inputs, is_label=bundle.is_label[~bundle.is_label]
    )
    pretrain([without], dataclasses.replace(small, epochs=1), tmp_path / "without")
    weights = load_file(tmp_path / "without" / "encoders.safetensors")
    assert all(one_epoch[key].equal(weights[key]) for key in one_epoch)


def test_without_images_trajectory_and_location_are_aligned(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    blind = dataclasses.replace(bundle, images=bundle.images.iloc[:0])
    card = pretrain([blind], small, tmp_path / "model")
    assert card.model.image_features == 0
    assert not (tmp_path / "model" / "backbone.safetensors").exists()


def test_a_cancellation_leaves_only_the_checkpoint(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    with pytest.raises(TrajganrError) as caught:
        pretrain([bundle], small, tmp_path / "model", stopper(1))
    assert caught.value.code is Code.JOB_CANCELLED
    assert [path.name for path in tmp_path.iterdir()] == [".model.checkpoint"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"backbone": "no_such_model"}, Code.INPUT_FIELD),
        ({"weights": "/no/such/file.safetensors"}, Code.MODEL_MISSING),
        ({"device": "cuda"}, Code.ENV_DRIVER),
    ],
)
def test_unavailable_weights_and_devices_are_coded_errors(
    bundle: Bundle, tmp_path: Path, change: dict[str, str], code: Code, small: PretrainConfig
) -> None:
    with pytest.raises(TrajganrError) as caught:
        pretrain([bundle], dataclasses.replace(small, **change), tmp_path / "model")
    assert caught.value.code is code
    assert caught.value.next_action
    assert not (tmp_path / "model").exists()


def test_a_picture_that_does_not_decode_is_named(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 no picture")
    images = bundle.images.copy()
    images.loc[3, "path"] = str(broken)
    with pytest.raises(TrajganrError) as caught:
        pretrain([dataclasses.replace(bundle, images=images)], small, tmp_path / "model")
    assert caught.value.code is Code.INPUT_FORMAT
    assert "broken.jpg" in caught.value.message


def test_weights_of_another_backbone_are_refused(
    bundle: Bundle, pretrained: Path, tmp_path: Path, small: PretrainConfig
) -> None:
    config = dataclasses.replace(small, weights=str(pretrained / "encoders.safetensors"))
    with pytest.raises(TrajganrError) as caught:
        pretrain([bundle], config, tmp_path / "model")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_a_bundle_whose_trips_all_make_labels_is_refused(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    labels_only = dataclasses.replace(bundle, is_label=np.ones_like(bundle.is_label))
    with pytest.raises(TrajganrError) as caught:
        pretrain([labels_only], small, tmp_path / "model")
    assert caught.value.code is Code.INPUT_EMPTY
    assert "share of label drivers" in caught.value.next_action


def test_a_resumed_pretraining_gives_the_same_model_bit_for_bit(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    config = dataclasses.replace(small, learn_temperature=True)
    whole = pretrain([bundle], config, tmp_path / "whole")
    with pytest.raises(TrajganrError):
        pretrain([bundle], config, tmp_path / "model", stopper(2))
    resumed = pretrain([bundle], dataclasses.replace(config, name="Renamed"), tmp_path / "model")
    assert resumed.pretraining.history == whole.pretraining.history
    assert resumed.pretraining.temperature == whole.pretraining.temperature != 0.07
    a, b = (load_file(tmp_path / n / "encoders.safetensors") for n in ("whole", "model"))
    assert all(a[key].equal(b[key]) for key in a)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "whole"]


def test_a_resumed_pretraining_with_a_trainable_backbone_gives_the_same_model(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    config = dataclasses.replace(small, freeze_backbone=False, epochs=1)
    pretrain([bundle], config, tmp_path / "whole")
    with pytest.raises(TrajganrError):
        pretrain([bundle], config, tmp_path / "model", stopper(2))
    pretrain([bundle], config, tmp_path / "model")
    a, b = (load_file(tmp_path / n / "backbone.safetensors") for n in ("whole", "model"))
    assert all(a[key].equal(b[key]) for key in a)


def test_another_training_does_not_resume_from_the_checkpoint(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    with pytest.raises(TrajganrError):
        pretrain([bundle], small, tmp_path / "model", stopper(1))
    wider = dataclasses.replace(small, dimension=32)
    with pytest.raises(TrajganrError) as caught:
        pretrain([bundle], wider, tmp_path / "model")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "dimension was 16 and is 32" in caught.value.message


def test_a_checkpoint_of_another_version_of_the_preset_is_refused(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TrajganrError):
        pretrain([bundle], small, tmp_path / "model", stopper(1))
    changed = dataclasses.replace(PRESETS[small.preset], location_min_scale=0.123)
    monkeypatch.setitem(PRESETS, small.preset, changed)
    with pytest.raises(TrajganrError) as caught:
        pretrain([bundle], small, tmp_path / "model")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "location_min_scale was" in caught.value.message


@pytest.mark.parametrize("modalities", ["loc", "sv"])
def test_a_model_without_terms_is_refused_unless_it_stays_untrained(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig, modalities: str
) -> None:
    with pytest.raises(TrajganrError) as caught:
        dataclasses.replace(small, modalities=modalities)
    assert caught.value.code is Code.INPUT_FIELD
    assert "0 epochs" in caught.value.next_action
    config = dataclasses.replace(small, modalities=modalities, epochs=0)
    card = pretrain([bundle], config, tmp_path / "model")
    assert card.pretraining.history == ()
    assert (tmp_path / "model" / "encoders.safetensors").is_file()


def test_coordinates_that_are_not_finite_are_refused(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    lon = bundle.matched.lon.copy()
    lon[7] = np.nan
    broken = dataclasses.replace(bundle, matched=dataclasses.replace(bundle.matched, lon=lon))
    inputs_only = dataclasses.replace(broken, is_label=np.zeros_like(bundle.is_label))
    with pytest.raises(TrajganrError) as caught:
        pretrain([inputs_only], small, tmp_path / "model")
    assert caught.value.code is Code.INPUT_GEOMETRY


def test_a_foreign_folder_is_refused_before_any_work(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(TrajganrError) as caught:
        pretrain([bundle], small, tmp_path, stopper(1))
    assert caught.value.code is Code.INPUT_FIELD


def test_the_parameters_of_a_job_are_those_of_pretraining() -> None:
    """A parameter that only one of them has would break the job, or be ignored."""
    config, params = (
        {field.name: field.default for field in dataclasses.fields(of)}
        for of in (PretrainConfig, PretrainParams)
    )
    del (
        params["bundle"],
        params["further_bundles"],
        params["processes"],
    )  # … which are the job's own
    assert params == config


@pytest.mark.parametrize(
    "change",
    [
        {"preset": "best"},
        {"preset": "best", "alignment": "segment", "query_time": "masked"},
        {"preset": "paper", "attention": "joint", "space2vec": "grid"},
        {"preset": "paper", "freeze_backbone": False, "learn_temperature": True},
    ],
)
def test_bfloat16_reaches_the_loss_of_float32(
    bundle: Bundle, tmp_path: Path, small: PretrainConfig, change: dict[str, object]
) -> None:
    config = dataclasses.replace(small, epochs=1, **change)
    losses = []
    for precision in ("float32", "bfloat16"):
        precise = dataclasses.replace(config, precision=precision)
        card = pretrain([bundle], precise, tmp_path / precision)
        losses.append(card.pretraining.history[0]["loss"])
    assert losses[0] != losses[1]
    assert losses[1] == pytest.approx(losses[0], rel=0.02)


class TestBudget:
    @pytest.fixture(autouse=True)
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.slow_down(monkeypatch, seconds=1)
        monkeypatch.setattr(pretraining, "learn_roads", lambda *_, **__: (None, None))
        monkeypatch.setattr(pretraining, "time_roads", lambda *_: 0.0)
        monkeypatch.setattr(ProcessorTimes, "now", lambda: None)  # this machine may be busy

    @staticmethod
    def slow_down(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
        """So many seconds pass each time that the clock is read, about once a step."""
        passed = itertools.count(step=seconds)
        timed = partial(train, clock=lambda: float(next(passed)))
        monkeypatch.setattr(pretraining, "train", timed)

    def test_the_card_records_the_length_and_what_more_would_bring(
        self,
        bundle: Bundle,
        tmp_path: Path,
        small: PretrainConfig,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.INFO)
        config = dataclasses.replace(small, epochs=None, budget="60s", patience=0)
        card = pretrain([bundle], config, tmp_path / "model").pretraining
        assert (card.config.epochs, card.config.budget) == (None, "60s")
        assert 5 < card.figures["steps"] == card.figures["planned_steps"] < 60
        assert 50 < card.figures["seconds"] < 65
        assert card.history[-1]["epoch"] not in (1, 2)
        assert card.figures["held_out_loss"] == min(row["held_out_loss"] for row in card.history)
        assert 0 <= card.figures["late_fall"] < 1
        assert [line for line in caplog.messages if line.startswith("Longer training ")]
        assert ModelCard.load(tmp_path / "model").pretraining == card

    def test_on_a_processor_the_default_is_a_budget(
        self,
        bundle: Bundle,
        tmp_path: Path,
        small: PretrainConfig,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.slow_down(monkeypatch, seconds=60)
        config = dataclasses.replace(small, epochs=None, batch_size=16)
        card = pretrain([bundle], config, tmp_path / "model").pretraining
        assert (card.config.epochs, card.config.budget) == (100, "30min")
        # It ends the training long before 100 epochs; the clock is read again after its end.
        assert 5 < card.figures["steps"] == card.figures["planned_steps"] < 1800 / 60
        assert 1500 < card.figures["seconds"] <= 1800 + 2 * 60

    @pytest.mark.parametrize(("roads_s", "most_s"), [(1000, 30), (20, 40)])
    def test_learning_times_of_the_week_is_part_of_the_budget(
        self,
        roads_s: float,
        most_s: float,
        bundle: Bundle,
        tmp_path: Path,
        small: PretrainConfig,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        given = []

        def learn(*arguments: Any, **_: Any) -> tuple[None, None]:
            given.append(arguments[-1])
            return None, None

        monkeypatch.setattr(pretraining, "learn_roads", learn)
        monkeypatch.setattr(pretraining, "time_roads", lambda *_: roads_s)
        monkeypatch.setattr(pretraining, "time", SimpleNamespace(monotonic=lambda: 0.0))
        config = dataclasses.replace(
            small, epochs=None, budget="60s", patience=0, road_function=None, preset="best"
        )
        card = pretrain([bundle], config, tmp_path / "model").pretraining
        assert most_s - 10 < card.figures["seconds"] <= most_s + 2
        assert given == [max(60 - card.figures["seconds"], min(roads_s, 30))]

    def test_a_busy_machine_does_not_say_that_more_time_may_help(
        self,
        bundle: Bundle,
        tmp_path: Path,
        small: PretrainConfig,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        times = itertools.count()

        def busy() -> ProcessorTimes:
            return ProcessorTimes(ran=3.0 * (n := next(times)), waited=float(n))

        monkeypatch.setattr(ProcessorTimes, "now", busy)
        caplog.set_level(logging.INFO)
        config = dataclasses.replace(small, epochs=None, budget="60s", patience=0)
        card = pretrain([bundle], config, tmp_path / "model").pretraining
        assert "late_fall" not in card.figures
        assert not [line for line in caplog.messages if line.startswith("Longer training ")]
        assert [line for line in caplog.messages if "waited 25 % of its time" in line]

    def test_named_epochs_have_no_budget(
        self, bundle: Bundle, tmp_path: Path, small: PretrainConfig
    ) -> None:
        card = pretrain([bundle], dataclasses.replace(small, epochs=2), tmp_path / "model")
        assert card.pretraining.config.budget == ""
        assert [row["epoch"] for row in card.pretraining.history] == [1, 2]


def test_the_fall_of_the_loss_is_that_of_the_best_values_in_the_last_quarter() -> None:
    losses = [5.0, 4.0, 4.2, 3.8, 3.9, 3.0]
    history = [{"epoch": (n + 1) / 6, "loss": 0.0, "x": x} for n, x in enumerate(losses)]
    assert late_fall(history, "x") == pytest.approx(1 - 3.0 / 3.8)
    assert late_fall([*history[:-1], {"epoch": 1.0, "x": 9.0}], "x") == 0.0
    assert late_fall(history[-1:], "x") is None
    assert late_fall([{"epoch": 1, "loss": 0.0}], "x") is None
