"""TrajGANR as a system among others."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cells import SMALL, cell_of

from trajganr_comparison import trajganr
from trajganr_comparison.label_locations import label_locations
from trajganr_comparison.study import Study
from trajganr_comparison.trajganr import TrajGANRSystem
from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.records.model_card import SplitChoice
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation import splits
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.features.road_attributes import adjacent_edges
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.model.model_folder import read_card
from trajganr_core.model.targets import target_from_dict
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.utils.progress import silent

pytestmark = pytest.mark.usefixtures("short_finetuning")


@pytest.fixture
def system() -> TrajGANRSystem:
    return TrajGANRSystem("trajganr", "TrajGANR", "paper", {"alignment": "segment"})


def test_training_and_metrics_use_the_split_of_the_study(
    system: TrajGANRSystem, study: Study
) -> None:
    cell = cell_of(study, ("speed", "popularity"))
    outcome = system.answer(cell, silent)
    figures = cell.figures(outcome.raw)
    card = read_card(study.folder / "tuned")
    pretraining, tuning = card.pretraining.config, card.finetuning.config
    assert pretraining.preset == "paper"
    assert pretraining.alignment == "segment"
    assert pretraining.epochs == SMALL.pretraining["epochs"]
    assert tuning.epochs == SMALL.tuning["epochs"]
    for fit in cell.fits:
        head = card.heads[fit.task.id]
        assert head.split == study.split.to_card()
        assert head.held_out_in_pretraining is True
        assert head.locations == {part: len(rows) for part, rows in fit.rows.items()}
        assert target_from_dict(head.target) == fit.target
        # The mean of the passes is a system of its own here.
        of_trips = ("passes_", "trips_", "no_trips_")
        of_model = {k: value for k, value in head.metrics.items() if not k.startswith(of_trips)}
        assert figures[fit.task.id] == pytest.approx(of_model, rel=1e-4, abs=1e-6)
    assert outcome.parameters is not None
    assert outcome.parameters > 1000
    assert outcome.seconds > 0
    assert outcome.query_us > 0
    assert outcome.embedding is not None
    assert outcome.embedding.shape == (len(study.bundle.network), 3 * 16)


def test_studies_that_differ_in_labels_share_their_pretraining(
    system: TrajGANRSystem, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretrained = []

    def spied(*args: Any, **options: Any) -> dict[str, Any]:
        pretrained.append(args[1])
        return pretrain(*args, **options)

    monkeypatch.setattr(trajganr, "pretrain", spied)
    outcomes = []
    for number, share in enumerate((0.5, 1.0)):
        settings = dataclasses.replace(SMALL, tuning={**SMALL.tuning, "label_share": share})
        folder = study.folder / str(number)
        folder.mkdir()
        some = dataclasses.replace(study, folder=folder)
        outcomes.append(system.answer(cell_of(some, ("speed",), settings), silent))
    assert len(pretrained) == 1
    assert not outcomes[0].raw["speed"].equal(outcomes[1].raw["speed"])


def test_an_interrupted_pretraining_resumes(system: TrajGANRSystem, study: Study) -> None:
    longer = dataclasses.replace(system, pretraining={**system.pretraining, "epochs": 3})
    cell = cell_of(study, ("speed",))

    def cancel_in_the_second_epoch(stage: str, fraction: float, **figures: Any) -> None:
        if figures.get("epoch", 0) >= 2:
            raise cancelled()

    with pytest.raises(TrajganrError):
        longer.pretrained(cell, cancel_in_the_second_epoch)
    stages = []
    model, seconds = longer.pretrained(cell, lambda stage, *_, **figures: stages.append(figures))
    assert min(figures["epoch"] for figures in stages if "epoch" in figures) >= 2
    assert seconds >= read_card(model).pretraining.figures["seconds"]


def test_a_model_without_its_road_function_is_otherwise_the_same(
    pretrained: Path, study: Study
) -> None:
    out = trajganr._without_road_function(pretrained, study.folder / "less")
    before, after = read_card(pretrained), read_card(out)
    assert before.road_function is not None
    assert dataclasses.replace(before, road_function=None) == after
    assert LoadedModel.load(out, study.bundle, "cpu").known_roads is None


def test_without_the_road_graph_no_road_has_neighbours(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splits, "BLOCK_M", 150.0)  # the city is small
    monkeypatch.setattr(splits, "BUFFER_M", 10.0)
    blocks = split_edges(study.bundle.network, study.bundle.area, "block", 0, 0)
    cell = cell_of(dataclasses.replace(study, split=blocks), ("speed",))
    alone = trajganr._without_graph(cell).study.bundle
    again = split_edges(alone.network, alone.area, "block", 0, 0)
    assert np.array_equal(again.part, blocks.part)
    assert all(len(own) == 0 for own, _ in adjacent_edges(alone.network))
    system = TrajGANRSystem("g", "Graph", "best", {"epochs": 0}, without=frozenset({"road graph"}))
    outcome = system.answer(cell, silent)
    assert len(outcome.raw["speed"]) == len(cell.edge)


def test_without_the_road_graph_single_roads_cannot_be_held_out(study: Study) -> None:
    system = TrajGANRSystem("g", "Graph", "best", without=frozenset({"road graph"}))
    with pytest.raises(TrajganrError) as caught:
        system.answer(cell_of(study, ("speed",)), silent)
    assert caught.value.code is Code.INPUT_FIELD


def test_variants_with_the_same_encoders_share_their_pretraining(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretrained = []

    def spied(*args: Any, **options: Any) -> dict[str, Any]:
        pretrained.append(args[1])
        return pretrain(*args, **options)

    monkeypatch.setattr(trajganr, "pretrain", spied)
    whole = TrajGANRSystem("best", "Best", "best", {"epochs": 0, "road_function": True})
    less = dataclasses.replace(
        whole, id="less", without=frozenset({"road function"}), pretrained_as="best"
    )
    other = dataclasses.replace(whole, id="other", pretraining={"epochs": 0, "motion": False})
    answers = []
    for number, system in enumerate((whole, less, other)):
        folder = study.folder / str(number)
        folder.mkdir()
        cell = cell_of(dataclasses.replace(study, folder=folder), ("speed",))
        answers.append(system.answer(cell, silent).raw["speed"])
    assert len(pretrained) == 2
    assert not answers[0].equal(answers[1])


def test_a_model_with_nothing_to_align_is_not_pretrained(study: Study) -> None:
    system = TrajGANRSystem("loc", "Location alone", "paper", {"modalities": "loc"})
    outcome = system.answer(cell_of(study, ("speed",)), silent)
    assert "not pretrained" in outcome.origin


def test_a_variant_of_pictures_only_is_refused_without_pictures(study: Study) -> None:
    none = dataclasses.replace(study.bundle, images=study.bundle.images.iloc[:0])
    blind = dataclasses.replace(study, bundle=none)
    system = TrajGANRSystem("sv", "Street views alone", "best", {"modalities": "sv"})
    with pytest.raises(TrajganrError) as caught:
        system.answer(cell_of(blind, ("speed",)), silent)
    assert caught.value.code is Code.INPUT_EMPTY


def test_a_small_study_area_gets_the_minimum_number_of_steps(
    system: TrajGANRSystem, study: Study
) -> None:
    longer = dataclasses.replace(study, fewest_steps=12)
    trips = int((~study.bundle.is_label).sum())
    config = system._pretraining(cell_of(longer, ("speed",)))
    steps = -(-trips // config.batch_size)
    assert config.epochs == -(-12 // steps) > 1


def test_heads_use_the_seed_and_fold_of_the_study(system: TrajGANRSystem, study: Study) -> None:
    bundle = study.bundle
    other = dataclasses.replace(
        study, seed=3, split=split_edges(bundle.network, bundle.area, "segment", 2, 3)
    )
    cell = cell_of(other, ("speed",))
    system.answer(cell, silent)
    head = read_card(study.folder / "tuned").heads["speed"]
    assert head.split == SplitChoice("segment", 2, 3)
    (fit,) = cell.fits
    assert head.locations == {part: len(rows) for part, rows in fit.rows.items()}


def test_encoders_can_be_pretrained_on_another_bundle(study: Study, elsewhere: Bundle) -> None:
    system = TrajGANRSystem("there", "Elsewhere", "best", sources=[elsewhere])
    longer = dataclasses.replace(study, fewest_steps=12)
    cell = cell_of(longer, ("speed",))
    outcome = system.answer(cell, silent)
    card = read_card(study.folder / "tuned")
    (area,) = card.pretraining.areas
    assert area.bundle.id == elsewhere.manifest.id
    assert card.bundle.id == study.bundle.manifest.id
    assert card.heads["speed"].split == study.split.to_card()
    trips = int((~elsewhere.is_label).sum())
    steps = -(-trips // SMALL.pretraining["batch_size"])
    assert card.pretraining.config.epochs == -(-12 // steps)
    assert "pretrained on Elsewhere" in outcome.origin


def test_zero_epochs_are_not_raised_to_the_minimum_of_steps(study: Study) -> None:
    system = TrajGANRSystem("none", "Not pretrained", "best", {"epochs": 0})
    longer = dataclasses.replace(study, fewest_steps=12)
    outcome = system.answer(cell_of(longer, ("speed",)), silent)
    assert "not pretrained" in outcome.origin


def test_locations_can_be_held_out_instead_of_roads(system: TrajGANRSystem, study: Study) -> None:
    at = label_locations(study.bundle, ("speed",), 0, 0)
    cell = cell_of(dataclasses.replace(study, at=at), ("speed",))
    outcome = system.answer(cell, silent)
    head = read_card(study.folder / "tuned").heads["speed"]
    assert head.split == at.split
    assert head.held_out_in_pretraining is False
    assert outcome.embedding is None
    assert len(outcome.raw["speed"]) == len(at.part)
    assert cell.figures(outcome.raw)["speed"]["mae"] == pytest.approx(head.metrics["mae"])
