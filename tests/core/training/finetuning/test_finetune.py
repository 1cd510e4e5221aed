"""Fine-tuning on the tiny city."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from braking import with_braking
from job_runs import predict_roads
from safetensors.torch import load_file
from untrained import save_untrained
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.contract.records.model_card import SplitChoice
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.model.trajganr import TrajGANR
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import pretrain

pytestmark = pytest.mark.usefixtures("short_finetuning")

CONFIG = FinetuneConfig(tasks=("speed", "popularity", "aoi"), epochs=8, device="cpu")
NETWORKS = dataclasses.replace(CONFIG, head="mlp")
#: A head that hardly needs training.
SHORT = FinetuneConfig(tasks=("speed",), head="mlp", epochs=1, device="cpu")


def test_heads_report_held_out_figures_beside_trivial_ones_and_those_of_the_passes(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    card = finetune(untrained, bundle, CONFIG, tmp_path / "model")
    assert set(card.heads) == {"speed", "popularity", "aoi"}
    speed = card.heads["speed"]
    assert {name for name in speed.metrics if "trips_" not in name} == {
        *(of + metric for metric in ("mae", "rmse", "r2") for of in ("", "baseline_", "passes_")),
        "coverage",
        "interval_width",
    }
    # North is twice as fast as south, and the trips say so.
    assert speed.metrics["mae"] < speed.metrics["baseline_mae"]
    assert speed.kind == "trees"
    assert speed.trees > 0
    assert speed.share in {0.0, 0.5, 1.0}
    assert speed.pictures == 0
    assert card.heads["aoi"].pictures > 0
    assert speed.trips_per_location == 0
    assert speed.split == SplitChoice("segment", 0, 0)
    assert speed.held_out_in_pretraining is True
    assert set(card.heads["popularity"].metrics) >= {"coverage", "set_size"}
    assert set(card.heads["aoi"].metrics) >= {"coverage", "radius"}
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_each_network_is_kept_from_its_best_epoch(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    card = finetune(untrained, bundle, NETWORKS, tmp_path / "model")
    history = card.finetuning.history
    assert [row["epoch"] for row in history] == list(range(1, NETWORKS.epochs + 1))
    for name, head in card.heads.items():
        assert (head.kind, head.trips_per_location) == ("mlp", 32)
        assert head.epoch == min(history, key=lambda row: row[f"{name}_loss"])["epoch"]
    # The loss that is reported beside that of the training is the same sum, of other roads.
    for row in history:
        losses = [row[f"{name}_loss"] for name in card.heads]
        assert row["validation_loss"] == pytest.approx(sum(losses))


def test_trees_encode_no_trip(
    bundle: Bundle, untrained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrajGANR, "embed_trajectory", lambda *args: pytest.fail("it was encoded"))
    finetune(untrained, bundle, CONFIG, tmp_path / "model")
    predict_roads(tmp_path / "model", tmp_path / "roads.gpkg", device="cpu")


def test_encoders_cannot_be_trained_through_trees(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    with pytest.raises(TrajganrError) as caught:
        finetune(untrained, bundle, dataclasses.replace(CONFIG, freeze=False), tmp_path / "model")
    assert caught.value.code is Code.INPUT_FIELD
    assert list(tmp_path.iterdir()) == []


def test_the_defaults_are_those_of_the_pretrained_model(
    bundle: Bundle, pretrained: Path, tmp_path: Path
) -> None:
    speed = finetune(pretrained, bundle, SHORT, tmp_path / "model").heads["speed"]
    assert speed.held_out_in_pretraining is True


def test_the_parts_are_those_of_the_split_that_pretraining_held_out(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    config = dataclasses.replace(SHORT, seed=7, fold=2)
    speed = finetune(untrained, bundle, config, tmp_path / "model").heads["speed"]
    labels = bundle.labels
    labelled = np.flatnonzero((labels["speed_passes"] >= 3) & labels["speed_kmh"].notna())
    split = split_edges(bundle.network, bundle.area, "segment", 2, seed=0)
    for part, count in speed.locations.items():
        assert count == np.isin(split.edges(part), labelled).sum()
    assert speed.held_out_in_pretraining is False


def test_the_default_split_is_that_of_pretraining(bundle: Bundle, tmp_path: Path) -> None:
    model = save_untrained(bundle, tmp_path / "untrained", preset="paper", fold=3)
    config = dataclasses.replace(CONFIG, tasks=("speed",), epochs=1)
    speed = finetune(model, bundle, config, tmp_path / "model").heads["speed"]
    assert speed.split == SplitChoice("segment", 3, 0)
    assert speed.held_out_in_pretraining is True
    assert (speed.kind, speed.trips_per_location) == ("mlp", 16)


def test_the_card_explains_why_intervals_are_missing(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    split = split_edges(bundle.network, bundle.area, "segment", 0, seed=0)
    labels = bundle.labels.copy()
    labels.loc[split.edges("calibration"), "speed_kmh"] = np.nan
    fewer = dataclasses.replace(bundle, labels=labels)
    speed = finetune(untrained, fewer, SHORT, tmp_path / "model").heads["speed"]
    assert speed.locations["calibration"] == 0
    assert speed.intervals.quantiles == ()
    assert "0 labelled roads" in speed.intervals.note
    assert speed.metrics["coverage"] is None


def test_the_card_keeps_all_bundles_that_the_encoders_learned_from(
    bundle: Bundle, tmp_path: Path
) -> None:
    untrained = save_untrained(bundle, tmp_path / "untrained", preset="paper")
    manifest = dataclasses.replace(bundle.manifest, id="other")
    other = dataclasses.replace(bundle, manifest=manifest)
    frozen = SHORT
    full = dataclasses.replace(NETWORKS, tasks=("speed",), epochs=1, freeze=False)

    def tuned(model: Path, on: Bundle, config: FinetuneConfig, name: str) -> bool | None:
        card = finetune(model, on, config, tmp_path / name)
        held_out: bool | None = card.heads["speed"].held_out_in_pretraining
        return held_out

    assert tuned(untrained, other, frozen, "elsewhere") is None
    assert tuned(tmp_path / "elsewhere", other, frozen, "again") is None
    assert tuned(untrained, bundle, dataclasses.replace(full, fold=1), "full") is False
    # Its head is replaced by one of the first split, which the encoders still do not know anew.
    assert tuned(tmp_path / "full", bundle, full, "both") is False
    assert tuned(tmp_path / "both", bundle, frozen, "last") is False


def test_frozen_encoders_are_unchanged_and_earlier_heads_are_kept(
    bundle: Bundle, untrained: Path, finetuned: Path, tmp_path: Path
) -> None:
    braking = dataclasses.replace(CONFIG, tasks=("braking",), epochs=1)
    card = finetune(finetuned, with_braking(bundle), braking, tmp_path / "model")
    assert set(card.heads) == {"speed", "popularity", "aoi", "braking"}
    before = load_file(untrained / "encoders.safetensors")
    after = load_file(tmp_path / "model" / "encoders.safetensors")
    assert all(before[key].equal(after[key]) for key in before)


def test_trained_encoders_change_and_earlier_heads_are_dropped(
    bundle: Bundle, untrained: Path, finetuned: Path, tmp_path: Path
) -> None:
    full = dataclasses.replace(NETWORKS, tasks=("aoi",), epochs=1, freeze=False)
    card = finetune(finetuned, bundle, full, tmp_path / "full")
    assert set(card.heads) == {"aoi"}
    assert [path.name for path in (tmp_path / "full" / "heads").iterdir()] == ["aoi.safetensors"]
    before = load_file(untrained / "encoders.safetensors")
    after = load_file(tmp_path / "full" / "encoders.safetensors")
    for part in ("trajectory.", "location.", "image."):
        assert any(not before[key].equal(after[key]) for key in before if key.startswith(part))


def test_training_works_in_bfloat16(bundle: Bundle, untrained: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(NETWORKS, tasks=("speed",), epochs=1, freeze=False)
    losses = []
    for precision in ("float32", "bfloat16"):
        one = dataclasses.replace(config, precision=precision)
        card = finetune(untrained, bundle, one, tmp_path / precision)
        losses.append(card.finetuning.history[0]["loss"])
    assert losses[0] != losses[1]
    assert losses[0] == pytest.approx(losses[1], rel=0.05)


def test_an_interrupted_run_resumes_to_the_same_heads(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    config = dataclasses.replace(NETWORKS, tasks=("speed", "aoi"), epochs=2, batch_size=32)
    finetune(untrained, bundle, config, tmp_path / "whole")

    def interrupt(stage: str, done: float, **figures: float) -> None:
        if stage == "Fine-tuning" and done > 0.5:
            raise cancelled()

    with pytest.raises(TrajganrError):
        finetune(untrained, bundle, config, tmp_path / "model", interrupt)
    assert not (tmp_path / "model").exists()
    finetune(untrained, bundle, config, tmp_path / "model")
    for task in config.tasks:
        name = f"heads/{task}.safetensors"
        whole, parts = load_file(tmp_path / "whole" / name), load_file(tmp_path / "model" / name)
        assert all(whole[key].equal(parts[key]) for key in whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "whole"]


def test_a_label_share_applies_to_the_training_part_only(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    few = dataclasses.replace(SHORT, label_share=0.1)
    every = dataclasses.replace(few, label_share=1.0)
    some = finetune(untrained, bundle, few, tmp_path / "few").heads["speed"].locations
    all_of = finetune(untrained, bundle, every, tmp_path / "all").heads["speed"].locations
    assert some["train"] == pytest.approx(0.1 * all_of["train"], abs=2)
    assert {**some, "train": 0} == {**all_of, "train": 0}


@pytest.mark.parametrize("modalities", ["loc", "traj+loc", "sv"])
def test_a_network_without_a_modality_is_fine_tuned_without_it(
    bundle: Bundle, tmp_path: Path, modalities: str
) -> None:
    model = save_untrained(bundle, tmp_path / "model", preset="paper", modalities=modalities)
    config = dataclasses.replace(CONFIG, tasks=("aoi",), epochs=1)
    finetune(model, bundle, config, tmp_path / "out")
    names = load_file(tmp_path / "out" / "heads" / "aoi.safetensors")
    assert any("aggregator" in name for name in names) == ("traj" in modalities)
    assert any("absent_image" in name for name in names) == ("sv" in modalities)


@pytest.mark.parametrize("modalities", ["loc", "traj+loc", "sv"])
def test_trees_without_a_modality_are_grown_without_it(
    bundle: Bundle, tmp_path: Path, modalities: str
) -> None:
    model = save_untrained(bundle, tmp_path / "model", modalities=modalities)
    config = dataclasses.replace(CONFIG, tasks=("speed", "aoi"))
    heads = finetune(model, bundle, config, tmp_path / "out").heads
    assert bool(heads["aoi"].pictures) == ("sv" in modalities)
    if "traj" not in modalities:
        assert heads["speed"].shrinkage is None


def test_a_rate_is_learned_from_its_counts(bundle: Bundle, untrained: Path, tmp_path: Path) -> None:
    braking = with_braking(bundle)
    config = dataclasses.replace(NETWORKS, tasks=("braking",), epochs=30, learning_rate=2e-3)
    head = finetune(untrained, braking, config, tmp_path / "model").heads["braking"]
    assert head.target["kind"] == "rate"
    assert head.metrics["mae"] < head.metrics["baseline_mae"]


def test_blocks_can_be_held_out_instead_of_segments(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    # The city is 800 m wide, hardly more than a block of 500 m: too few blocks to hold some out.
    config = dataclasses.replace(CONFIG, split="block")
    with pytest.raises(TrajganrError) as caught:
        finetune(untrained, bundle, config, tmp_path / "model")
    assert caught.value.code is Code.INPUT_EMPTY


class TestElsewhere:
    """A model that was pretrained in another city."""

    SPEED = dataclasses.replace(CONFIG, tasks=("speed",), epochs=2)

    def test_it_is_fine_tuned_in_the_frame_of_the_bundle_with_a_remark(
        self, bundle: Bundle, elsewhere: Bundle, untrained: Path, tmp_path: Path
    ) -> None:
        card = finetune(untrained, elsewhere, self.SPEED, tmp_path / "model")
        assert card.area == elsewhere.area.to_area()
        assert card.bundle.id == elsewhere.manifest.id
        speed = card.heads["speed"]
        assert speed.metrics["mae"] < speed.metrics["baseline_mae"]
        (remark,) = card.finetuning.remarks
        assert bundle.manifest.name in remark
        assert "in this study area's own frame" in remark
        # Nothing of this city can have been seen in the other one.
        assert speed.held_out_in_pretraining is True

    def test_it_predicts_in_the_new_area_and_not_in_the_old_one(
        self, bundle: Bundle, elsewhere: Bundle, untrained: Path, tmp_path: Path
    ) -> None:
        finetune(untrained, elsewhere, SHORT, tmp_path / "model")
        counts = predict_roads(tmp_path / "model", tmp_path / "roads.gpkg", device="cpu").counts
        assert counts["roads"] == len(elsewhere.network)
        with pytest.raises(TrajganrError) as caught:
            LoadedModel.load(tmp_path / "model", bundle, "cpu")
        assert caught.value.code is Code.MODEL_INCOMPATIBLE

    def test_heads_of_the_other_city_are_left_out_with_a_remark(
        self, elsewhere: Bundle, finetuned: Path, tmp_path: Path
    ) -> None:
        card = finetune(finetuned, elsewhere, SHORT, tmp_path / "here")
        assert set(card.heads) == {"speed"}
        assert any("popularity" in remark for remark in card.finetuning.remarks)
        assert not untranslated(card.finetuning.remarks)

    def test_any_pretraining_area_counts_as_the_models_own(
        self, bundle: Bundle, elsewhere: Bundle, small: PretrainConfig, tmp_path: Path
    ) -> None:
        config = dataclasses.replace(small, epochs=1)
        pretrain([bundle, elsewhere], config, tmp_path / "both")
        assert LoadedModel.load(tmp_path / "both", elsewhere, "cpu").area == elsewhere.area
        card = finetune(tmp_path / "both", elsewhere, SHORT, tmp_path / "model")
        assert card.finetuning.remarks == ()
        assert card.heads["speed"].held_out_in_pretraining is True
        other_fold = dataclasses.replace(SHORT, fold=1)
        card = finetune(tmp_path / "both", elsewhere, other_fold, tmp_path / "other")
        assert card.heads["speed"].held_out_in_pretraining is False

    def test_without_pictures_networks_see_none(
        self, elsewhere: Bundle, untrained: Path, tmp_path: Path
    ) -> None:
        blind = dataclasses.replace(elsewhere, images=elsewhere.images.iloc[:0])
        config = dataclasses.replace(self.SPEED, tasks=("aoi",))
        head = finetune(untrained, blind, config, tmp_path / "model").heads["aoi"]
        assert head.pictures == 0

    @pytest.mark.parametrize(("modalities", "has_remark"), [("all", True), ("traj+loc", False)])
    def test_unused_pictures_are_remarked(
        self, bundle: Bundle, tmp_path: Path, modalities: str, has_remark: bool
    ) -> None:
        shape = {"image_features": 0, "modalities": modalities}
        model = save_untrained(bundle, tmp_path / "untrained", **shape)
        remarks = finetune(model, bundle, SHORT, tmp_path / "model").finetuning.remarks
        unused = f"the {len(bundle.images)} of the bundle are not used"
        assert [unused in remark for remark in remarks] == ([True] if has_remark else [])


def test_the_error_for_a_task_without_labels_has_the_reason(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    config = dataclasses.replace(CONFIG, tasks=("braking",))
    with pytest.raises(TrajganrError) as caught:
        finetune(untrained, bundle, config, tmp_path / "model")
    assert caught.value.code is Code.INPUT_FIELD
    assert "2 s" in caught.value.message
    assert list(tmp_path.iterdir()) == []


def test_impossible_labels_are_refused(bundle: Bundle, untrained: Path, tmp_path: Path) -> None:
    labels = bundle.labels.assign(speed_kmh=-bundle.labels["speed_kmh"])
    wrong = dataclasses.replace(bundle, labels=labels)
    with pytest.raises(TrajganrError) as caught:
        finetune(untrained, wrong, CONFIG, tmp_path / "model")
    assert caught.value.code is Code.INPUT_FIELD
    assert list(tmp_path.iterdir()) == []
