"""TrajGANR as a system among others."""

from __future__ import annotations

import dataclasses

import pytest
from cells import SMALL, cell_of

from trajganr_core.benchmark.study import Study
from trajganr_core.benchmark.trajganr import TrajGANRSystem
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.progress import silent
from trajganr_core.training.checkpoint import read_card
from trajganr_core.training.targets import target_from_dict


@pytest.fixture
def system() -> TrajGANRSystem:
    return TrajGANRSystem(
        "trajganr", "TrajGANR", "paper", {"alignment": "segment"}, {"trips_per_location": 2}
    )


def test_it_is_trained_and_measured_on_the_roads_of_the_study(
    system: TrajGANRSystem, study: Study
) -> None:
    cell = cell_of(study, ("speed", "popularity"))
    outcome = system.answer(cell, silent)
    card = read_card(study.folder / "tuned")
    pretraining, tuning = card["pretraining"]["config"], card["finetuning"]["config"]
    assert pretraining["preset"] == "paper"
    assert pretraining["alignment"] == "segment"
    assert pretraining["epochs"] == SMALL.pretraining["epochs"]
    assert tuning["epochs"] == SMALL.tuning["epochs"]
    for fit in cell.fits:
        head = card["heads"][fit.task.id]
        assert head["split"] == study.split.to_dict()
        assert head["held_out_in_pretraining"] is True
        assert head["trips_per_location"] == 2
        assert head["locations"] == {part: len(rows) for part, rows in fit.rows.items()}
        assert target_from_dict(head["target"]) == fit.target
        assert outcome.figures[fit.task.id] == head["metrics"]
    assert outcome.parameters is not None
    assert outcome.parameters > 1000
    assert outcome.seconds > 0
    assert outcome.query_us > 0


def test_another_seed_shuffles_the_roads_as_the_study_does(
    system: TrajGANRSystem, study: Study
) -> None:
    bundle = study.bundle
    other = dataclasses.replace(
        study, seed=3, split=split_edges(bundle.network, bundle.area, "segment", 2, 3)
    )
    cell = cell_of(other, ("speed",))
    system.answer(cell, silent)
    head = read_card(study.folder / "tuned")["heads"]["speed"]
    assert head["split"] == {"kind": "segment", "fold": 2, "seed": 3}
    (fit,) = cell.fits
    assert head["locations"] == {part: len(rows) for part, rows in fit.rows.items()}
