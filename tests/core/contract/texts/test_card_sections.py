"""The sections of a card in sentences, and the card as Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_cards import DATA, GAP, card_of, group_of, head_of

from trajganr_core.contract.records.bundle_manifest import Quantiles
from trajganr_core.contract.records.model_card import HeadCard, ModelCard, SplitChoice
from trajganr_core.contract.texts.card_sections import card_markdown, card_sections
from trajganr_core.contract.texts.text import Text
from trajganr_core.model.model_folder import read_card
from trajganr_core.utils.shipped_files import translator


def with_head(**changes: Any) -> ModelCard:
    return card_of(heads={"speed": replace(head_of("speed"), **changes)})


def section(card: ModelCard, name: str) -> str:
    return "\n".join(card_sections(card)[name])


def test_the_largest_difference_between_districts_comes_first() -> None:
    first = card_sections(with_head())["fairness"][0]
    assert first == (
        "Traffic speed: the largest difference is between north-west + north (MAE 4 km/h) and "
        "centre (MAE 2.5 km/h); the 95 % interval of the difference is 0.4 km/h to 2.6 km/h."
    )


def test_a_difference_that_may_be_chance_is_said_to_be() -> None:
    card = with_head(district_gap=replace(GAP, low=-0.3))
    first = card_sections(card)["fairness"][0]
    assert first.endswith("is −0.3 km/h to 2.6 km/h. This may be chance.")


def test_without_enough_roads_districts_are_not_compared() -> None:
    fairness = card_sections(with_head(district_gap=None, groups=()))["fairness"]
    assert fairness[0].startswith("Traffic speed: too few tested roads to say whether")


def test_the_share_of_recovered_passes_is_said_where_there_are_any() -> None:
    assert "Recovered" not in section(with_head(), "data")
    card = replace(with_head(), data=replace(DATA, recovered_share=0.107))
    assert "Recovered: 10.7 % of the passes" in section(card, "data")


def test_coverage_and_inputs_of_districts_are_compared() -> None:
    text = section(with_head(), "fairness")
    assert "contain between 84 % (north-west + north) and 92 % (centre)" in text
    assert "Input trips use between 25 % (north) and 100 % (centre)" in text
    assert "Districts without roads: north-west, north-east, west," in text


def test_wrong_classes_are_compared_in_per_cent() -> None:
    groups = (
        group_of("district", "north-west + north", 50, 0.61, 0.9),
        group_of("district", "centre", 60, 0.4, 0.9),
    )
    head = replace(head_of("popularity"), groups=groups, district_gap=replace(GAP, low=0.05))
    text = section(card_of(heads={"popularity": head}), "fairness")
    assert "north-west + north (61 % in a wrong class)" in text
    assert "is 5 % to 260 %" in text


def test_the_intended_use_follows_from_area_fleet_and_tasks() -> None:
    use = section(with_head(), "use")
    assert "for every road, in each direction: Traffic speed." in use
    assert "Porto only, from -8.63, 41.14 to -8.6, 41.16" in use
    assert "about 10 trips of 10 drivers, 2013-07-01 to 2013-07-02 (Europe/Lisbon)" in use
    assert "It predicts no attribute of roads until it is fine-tuned" in section(card_of(), "use")
    assert "times of the week: the model has not learned them." in section(card_of(), "misuse")
    slow = card_of(heads={"slowdown": head_of("slowdown")})
    assert "slow-down intensity measures neither" in section(slow, "misuse")


def test_the_period_is_in_utc_where_time_zones_are_missing() -> None:
    day = 86_400.0
    for zone, period, text in (
        ("Nowhere/At_all", (day, 2 * day), "1970-01-02 to 1970-01-03 (UTC)"),
        ("../etc/passwd", (day, 2 * day), "1970-01-02 to 1970-01-03 (UTC)"),
        ("Europe/Lisbon", (None, day), "unknown period"),
        ("Europe/Lisbon", (day, 1e300), "unknown period"),
    ):
        card = replace(card_of(), data=replace(DATA, time_zone=zone, period=period))
        assert f"10 drivers, {text}." in section(card, "use")


def test_limits_are_computed_from_the_data() -> None:
    limits = section(with_head(), "limits")
    for text in (
        "50 % of the directed segments have no input trip",
        "No input trip on: Wed, Thu, Fri, Sat, Sun.",
        "those of fewer than",
        "no street views",
        "too far apart to show hard braking",
        "Hard braking: Hard braking needs measured speed.",
    ):
        assert text in limits
    dense = replace(
        DATA,
        images=9,
        drivers=900,
        fixes_by_hour=(1,) * 168,
        interval_s=Quantiles(p5=1.0, median=1.0, p95=1.0),
        notes={},
    )
    text = section(replace(with_head(), data=dense), "limits")
    for absent in (
        "No input trip",
        "those of fewer than",
        "no street views",
        "hard braking",
        "Hard braking",
    ):
        assert absent not in text
    assert "0 % of the directed segments have a street view of their own" in text


def test_hours_of_the_day_without_trips_are_listed() -> None:
    day = [0, 0, *[1] * 20, 0, 0]
    card = replace(with_head(), data=replace(DATA, fixes_by_hour=tuple(7 * day)))
    text = "No input trip on any day at: 00:00–02:00, 22:00–24:00."
    assert text in card_sections(card)["limits"]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_days_without_trips_end_their_sentence_with_one_stop(language: str) -> None:
    card = replace(with_head(), data=replace(DATA, fixes_by_hour=(*[1] * 120, *[0] * 48)))
    tr = translator(language)
    sentence = tr("No input trip on: {empty_days}.").format(empty_days=f"{tr('Sat')}, {tr('Sun')}")
    assert sentence in [text.said(tr) for text in card_sections(card)["limits"]]
    assert not sentence.endswith("..")


def limits_of(**changes: Any) -> str:
    """The limits of a head without any but ``changes``."""
    head: HeadCard = replace(
        head_of("speed", split=SplitChoice("block", 0, 0)),
        metrics={"mae": 3.0, "baseline_mae": 9.0},
        locations={"test": 500},
        groups=(),
        intervals=replace(head_of("speed").intervals, calibrated_on=(300,)),
    )
    card = card_of(heads={"speed": replace(head, **changes)})
    lines = card_sections(card)["limits"]
    return "\n".join(line for line in lines if line.startswith("Traffic speed: "))


def test_limits_of_a_head_are_said_where_they_apply() -> None:
    assert limits_of() == ""
    intervals = head_of("speed").intervals
    for changes, text in (
        ({"metrics": {"mae": 9.1, "baseline_mae": 9.0}}, "than the mean or the usual class"),
        (
            {"metrics": {"mae": 9.1, "trips_model": 9.1, "trips_mean": 9.0}},
            "than the mean of the road's own trips: use Observed traffic",
        ),
        ({"intervals": replace(intervals, calibrated_on=(41,))}, "calibrated on 41 roads only"),
        ({"intervals": replace(intervals, note=Text("No intervals: why."))}, "No intervals: why."),
        ({"locations": {"test": 34}}, "from 34 tested roads only"),
        ({"label_share": 0.1}, "fitted on 10 % of the labels"),
        ({"few": (Text("80 places only."),)}, "few data, do not rely on it. 80 places only."),
        ({"held_out_in_pretraining": None}, "may have seen pictures or labels"),
        ({"split": SplitChoice("segment", 0, 0)}, "tested roads lie among training roads"),
        (
            {"groups": (group_of("trips", "0", 40, 3.0, 0.7),)},
            "contain only 70 % of 40 tested roads",
        ),
    ):
        assert text in limits_of(**changes)


def test_a_limit_of_several_tasks_is_said_once() -> None:
    card = card_of(heads={name: head_of(name) for name in ("speed", "aoi")})
    lines = [line for line in card_sections(card)["limits"] if "tested roads lie among" in line]
    assert len(lines) == 1
    assert lines[0].startswith("Traffic speed, Area-of-interest function: ")


def test_the_markdown_card_has_all_sections_and_shows_hostile_names_literally() -> None:
    text = card_markdown(replace(with_head(), name="<script>|*x*\n# y"))
    assert text.startswith("# Model card: \\<script\\>\\|\\*x\\* # y\n")
    titles = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert titles == [
        *("Intended use", "Figures on held-out roads", "Limits", "Fairness across districts"),
        *("Data", "Training"),
    ]
    assert "| Traffic speed |  |\n| north-west + north |" in text
    assert "| centre | MAE 2.5 km/h on 60 roads; trivial 5 km/h;" in text
    assert "- roads: roads.gpkg; licence: ODbL 1.0, © OpenStreetMap contributors." in text
    assert "$" not in text


def test_cards_of_real_trainings_are_written(pretrained: Path, finetuned: Path) -> None:
    assert "Not fine-tuned" in card_markdown(read_card(pretrained))
    text = card_markdown(read_card(finetuned))
    assert "too few tested roads to say whether errors differ" in text
    assert "| MAE (km/h) |" in text
