"""A card as a person reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_core.card_summary import (
    describe_metrics,
    known_areas,
    pretrained_areas,
    summarise,
)
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.checkpoint import pretrained_area, read_card


def test_figures_stand_beside_the_trivial_ones_and_say_what_the_intervals_hold() -> None:
    metrics = {"mae": 7.31, "rmse": 10.0, "r2": 0.7, "baseline_mae": 14.2}
    said = describe_metrics("speed", {**metrics, "coverage": 0.912, "interval_width": 29.3})
    assert said["MAE"] == "7.31 (trivial 14.2)"
    assert said["90 % intervals"] == "hold 91 % of the tested roads, 29.3 km/h wide on average"


def test_a_head_without_intervals_says_so() -> None:
    said = describe_metrics("aoi", {"l1": 0.3, "cosine": 0.9, "coverage": None, "radius": None})
    assert said["90 % intervals"].startswith("none")


@pytest.mark.parametrize(("trees", "said"), [(40, "25 % of the answer by 40 trees"), (0, "epoch")])
def test_trees_beside_the_networks_are_told(
    pretrained: Path, finetuned: Path, trees: int, said: str
) -> None:
    card = {**read_card(pretrained), "heads": read_card(finetuned)["heads"]}
    card["heads"]["speed"].update(trees=trees, shares={"everything": 0.75, "trees": 0.25})
    head = summarise(card)["heads"]["Traffic speed"]["head"]
    assert said in head
    assert ("trees" in head) == bool(trees)


def test_where_a_model_was_pretrained_is_told_where_it_is_not_its_own_bundle(
    pretrained: Path, elsewhere: Bundle
) -> None:
    card = read_card(pretrained)
    assert "pretrained on" not in summarise(card)
    card["pretraining"]["areas"].append(pretrained_area(elsewhere))
    assert summarise(card)["pretrained on"] == "Tiny city, Elsewhere"


def test_a_model_is_asked_where_it_was_pretrained_and_heads_where_they_were_tuned(
    pretrained: Path, finetuned: Path, elsewhere: Bundle
) -> None:
    card = read_card(pretrained)
    card["pretraining"]["areas"].append(pretrained_area(elsewhere))
    assert known_areas(card) == [card["area"], elsewhere.area.to_dict()]
    card["heads"] = read_card(finetuned)["heads"]
    assert known_areas(card) == [card["area"]]


def test_a_card_from_before_there_were_several_areas_names_its_own(pretrained: Path) -> None:
    card = read_card(pretrained)
    (own,) = card["pretraining"].pop("areas")
    assert pretrained_areas(card) == [own]
