"""How a model compares with the mean of the road's own trips, in a sentence."""

from __future__ import annotations

import pytest
from untranslated import untranslated

from trajganr_core.contract.texts.model_facts import figure_table, figures_of
from trajganr_core.contract.texts.verdicts import speeds_text, verdict_text

SPEED = {
    "mae": 4.0,
    "passes_mae": 4.3,
    "trips_roads": 212.0,
    "trips_mean": 4.3,
    "trips_model": 3.8,
    "trips_low": 0.21,
    "trips_high": 0.83,
    "no_trips_roads": 0.0,
}
NUMBERS = (
    "On 212 tested roads with trips the mean of their own trips is off by 4.3 km/h, this model by "
    "3.8 km/h."
)


@pytest.mark.parametrize(
    ("interval", "claim"),
    [
        ((0.21, 0.83), "The model is better (95 % interval of the difference: 0.21 km/h to 0.83"),
        ((-0.9, -0.2), "The mean is better (95 % interval of the difference: −0.9 km/h to −0.2"),
        ((-0.1, 0.8), "The difference may be chance (95 % interval: −0.1 km/h to 0.8 km/h)"),
    ],
)
def test_no_sentence_is_stronger_than_its_interval(
    interval: tuple[float, float], claim: str
) -> None:
    text = verdict_text("speed", {**SPEED, "trips_low": interval[0], "trips_high": interval[1]})
    assert text is not None
    assert text.startswith(f"{NUMBERS} {claim}")
    assert ("Observed traffic" in text) == (interval[0] < 0)
    assert not untranslated([text])


def test_roads_without_trips_have_a_sentence_of_their_own() -> None:
    without = {"no_trips_roads": 14.0, "no_trips_mean": 8.0, "no_trips_model": 5.1}
    text = verdict_text("speed", {**SPEED, **without})
    assert text is not None
    assert text.endswith(
        "On 14 tested roads without trips the mean of their road class is off by 8 km/h, this "
        "model by 5.1 km/h."
    )
    assert verdict_text("speed", {"no_trips_roads": 14.0, "trips_roads": 0.0}) is None
    table = figure_table({"speed": {**SPEED, **without}})
    assert ["4.3 on 212 roads", "4", "–"] in [[*row[1:]] for row in table.rows]


def test_classes_are_compared_by_wrong_ones_and_places_not_at_all() -> None:
    classes = {**SPEED, "trips_mean": 0.45, "trips_model": 0.4, "trips_low": 0.01}
    text = verdict_text("popularity", classes)
    assert text is not None
    assert text.startswith(
        "On 212 tested roads the number of their own trips gives 45 % a wrong class, this model "
        "40 %. The model is better"
    )
    assert "do not show which places" in str(verdict_text("aoi", {"l1": 0.3}))


def test_the_verdict_stands_first_and_once_wherever_figures_do() -> None:
    assert next(iter(figures_of("speed", SPEED))) == "Is the mean enough?"
    assert figures_of("speed", SPEED)["MAE"] == "4 km/h (mean of own trips 4.3 km/h)"


def test_speeds_without_training_are_compared_on_drivers_kept_aside() -> None:
    assert str(speeds_text(SPEED)).startswith(
        "On 212 roads, measured by drivers kept aside, the mean of the other trips is off by 4.3 "
        "km/h, this model by 3.8 km/h. The model is better"
    )
    assert speeds_text({"membership_0_auc": 0.5}) is None  # the shipped function, of no area
