"""A card as a person reads it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from trajganr_core.contract.records.group_figures import GroupFigures
from trajganr_core.contract.texts.model_facts import (
    figures_of,
    group_facts,
    model_facts,
    pretraining_facts,
    progress_text,
)
from trajganr_core.contract.texts.quantities import rounded
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.model_folder import pretrained_area, read_card

#: Figures whose names are words already.
COUNTS = {"trips"}


def test_metrics_are_shown_with_the_trivial_predictor_and_the_coverage() -> None:
    metrics = {"mae": 7.31, "rmse": 10.0, "r2": 0.7, "baseline_mae": 14.2}
    lines = figures_of("speed", {**metrics, "coverage": 0.912, "interval_width": 29.3})
    assert lines["MAE"] == "7.31 km/h (trivial 14.2 km/h)"
    assert lines["RMSE"] == "10 km/h"
    assert lines["R²"] == "0.7 (best 1)"
    assert lines["90 % intervals"] == "contain 91 % of the tested roads, 29.3 km/h wide on average"


def test_errors_and_intervals_are_described_by_group() -> None:
    row = partial(
        GroupFigures,
        calibrated_on=60,
        tested=130,
        error=4.27,
        trivial_error=None,
        coverage=0.912,
        size=3.21,
    )
    rows = [
        row(by="highway", group="primary"),
        row(by="trips", group="1–4", coverage=None, size=None, trivial_error=9.0, passes_error=5.0),
        row(by="trips", group="5–19", tested=9),
        row(by="district", group="north-west + north"),
        row(by="district", group="south", tested=3),
    ]
    text = "{} on 130 roads; 90 % intervals contain 91 %, {}, calibrated on 60 roads"
    wide = text.format("MAE 4.27 km/h", "3.21 km/h wide on average")
    assert group_facts("speed", rows) == {
        "By road class": {"primary": wide},
        "By number of input trips": {
            "1–4": "MAE 4.27 km/h on 130 roads; mean of own trips 5 km/h; trivial 9 km/h"
        },
        "By district": {"north-west + north": wide},
    }
    whole = row(by="district", group="north + south")
    assert group_facts("speed", [whole]) == {}
    wrong = group_facts("popularity", [row(by="basis", group="trips", error=0.43)])
    assert wrong["By basis"] == {
        "trips": text.format("43 % in a wrong class", "3.21 of 5 classes on average")
    }


def test_a_head_without_intervals_is_described() -> None:
    lines = figures_of("aoi", {"l1": 0.3, "cosine": 0.9, "coverage": None, "radius": None})
    assert lines["90 % intervals"].startswith("none")


def test_sets_of_nearly_all_classes_have_a_warning() -> None:
    metrics = {"f1_macro": 0.3, "coverage": 1.0, "set_size": 4.2}
    text = figures_of("popularity", metrics)["90 % intervals"]
    assert text == "tell almost nothing: they contain 4.2 of 5 classes on average"
    text = figures_of("popularity", {**metrics, "set_size": 1.8})["90 % intervals"]
    assert text == "contain 100 % of the tested roads, 1.8 of 5 classes on average"


def test_figures_of_pretraining_have_titles_and_their_best_values(pretrained: Path) -> None:
    figures = read_card(pretrained).pretraining.figures
    lines = pretraining_facts(figures)
    assert not [name for name in lines if "_" in name or name in figures.keys() - COUNTS]
    assert lines["held-out spread of street views"].endswith("(lower is better, 0: all alike)")
    assert lines["held-out trips that find their street view"].count("%") == 3


@pytest.mark.parametrize(
    ("fall", "text"),
    [(0.034, "may help; the held-out loss fell by 3.4 %"), (0.004, "help little")],
)
def test_a_summary_says_whether_more_time_may_help(fall: float, text: str) -> None:
    assert text in pretraining_facts({"late_fall": fall})["longer training"]


def test_the_length_of_a_training_by_budget_is_shown(pretrained: Path) -> None:
    card = read_card(pretrained)
    of = card.pretraining
    config = replace(of.config, epochs=None, budget="30min")
    short = replace(card, pretraining=replace(of, config=config, epoch=0.4375))
    assert model_facts(short)["pretraining"]["epoch"] == "0.4375, budget 30min"


def test_a_summary_says_whether_times_of_the_week_were_learned(pretrained: Path) -> None:
    card = read_card(pretrained)
    learned = card.road_function
    assert learned is not None
    passes, drivers = rounded(learned.passes), rounded(learned.drivers)
    text = f"speeds, learned from about {passes:,} passes of {drivers} drivers"
    assert model_facts(card)["times of the week"].startswith(text)
    without = replace(card, road_function=None)
    assert model_facts(without)["times of the week"].startswith("not learned")


def test_figures_of_progress_have_words_and_units() -> None:
    figures = {"epoch": 3.0, "loss": 2.31, "rate": 221.1, "downloaded": None}
    assert progress_text(figures) == (
        "epoch 3, loss 2.31 (lower is better), 221 training samples per second"
    )
    assert progress_text({"rate": 12345.6}) == "12346 training samples per second"
    assert progress_text({"validation_loss": 0.51234}) == (
        "validation loss 0.5123 (the same sum, of data kept aside)"
    )
    assert progress_text({"rate": 0.4321}) == "0.432 training samples per second"


@pytest.mark.parametrize(
    ("kind", "facts", "text"),
    [
        ("trees", {"trees": 40, "share": 0.0, "epoch": None}, "40 boosted trees"),
        (
            "trees",
            {"trees": 40, "share": 0.5, "epoch": None},
            "40 boosted trees and a small network",
        ),
        ("trees", {"trees": 40, "share": 1.0, "epoch": None}, "a small network"),
        ("trees", {"trees": 0, "share": 0.0, "epoch": None}, "the same for all roads"),
        ("mlp", {"trees": None, "epoch": 7}, "mlp, epoch 7"),
    ],
)
def test_the_kind_of_a_head_is_shown(
    pretrained: Path, finetuned: Path, kind: str, facts: dict[str, float | None], text: str
) -> None:
    speed = replace(read_card(finetuned).heads["speed"], kind=kind, **facts)
    card = replace(read_card(pretrained), heads={"speed": speed})
    assert model_facts(card)["heads"]["Traffic speed"]["head"] == text


def test_other_bundles_of_pretraining_are_shown(pretrained: Path, elsewhere: Bundle) -> None:
    card = read_card(pretrained)
    assert "pretrained on" not in model_facts(card)
    areas = (*card.pretraining.areas, pretrained_area(elsewhere))
    both = replace(card, pretraining=replace(card.pretraining, areas=areas))
    assert model_facts(both)["pretrained on"] == "Tiny city, Elsewhere"
