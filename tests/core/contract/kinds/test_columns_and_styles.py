"""The columns and styles that kinds of jobs declare for their layers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from trajganr_core.contract.kinds import KINDS, table_of
from trajganr_core.contract.kinds.changes import ChangesResult
from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.kinds.labels import LabelsResult
from trajganr_core.contract.kinds.observe import ObserveResult, TimeSetResult
from trajganr_core.contract.kinds.od_matrix import OdMatrixResult
from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.kinds.select_link import FlowTimeSet, SelectLinkResult
from trajganr_core.contract.kinds.travel_times import TravelTimesResult
from trajganr_core.contract.layers.columns import ROAD
from trajganr_core.contract.layers.predicted_columns import PLAYED, road_styles
from trajganr_core.contract.layers.road_times import HOUR_COLUMNS, PLAYED_TITLE, SPEED_PLAYED
from trajganr_core.contract.layers.styles import OFFSET_MM, Style
from trajganr_core.contract.texts.text import Text
from trajganr_core.utils.shipped_files import shipped_folder

ROADS = [column.name for column in ROAD]
LIMIT = "Share of the limit"
#: Of roads of the second time set only.
FLOWS = (
    FlowTimeSet(name="Sun", trips=0, rows=0, withheld=0),
    FlowTimeSet(name="weekend", trips=4, rows=3, withheld=0),
)


def result(kind: type[JobResult], **fields: Any) -> Any:
    """A result with the fields that its styles need."""
    made = object.__new__(kind)
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    return made


def styles(of: JobResult, layer: str, *names: str, side: str = "right") -> dict[str, str]:
    """The styles of a layer: QML by title."""
    declared = table_of(of.kind, layer).styles
    assert declared is not None
    return {str(style.title): qml(style, side) for style in declared(of, (*ROADS, *names))}


def qml(style: Style, side: str = "right") -> str:
    return style.qml(lambda name: (shipped_folder("styles") / f"{name}.qml").read_text(), side)


def test_columns_have_different_names_and_units_only_with_an_alias() -> None:
    for kind in KINDS.values():
        for table in (table for file in kind.files for table in file.tables):
            names = [column.name for column in table.columns]
            assert len(set(names)) == len(names), (kind.name, table.name)
            assert all(column.alias for column in table.columns if column.unit)


def test_composed_aliases_can_be_translated() -> None:
    column = table_of("changes", ChangesResult.LAYER).column("speed_kmh_change_low")
    assert column is not None
    assert isinstance(column.alias, Text)
    words = {"Change of speed": "Änderung", "{name}, 90 % interval from": "{name}, ab"}
    assert column.alias.said(lambda text: words.get(text, text)) == "Änderung, ab"


def test_observed_traffic_has_a_style_of_each_time_set_those_with_rows_first() -> None:
    sets = (
        TimeSetResult(name="Mon 10:00-11:00", passes=0, segments=0, withheld=0),
        TimeSetResult(name="whole week", passes=2, segments=1, withheld=0),
    )
    found = styles(result(ObserveResult, time_sets=sets), ObserveResult.LAYER)
    names = ["whole week", "Mon 10:00-11:00"]
    assert list(found) == [*names, *(f"Share of the limit, {name}" for name in names)]
    drawn = (
        "CASE WHEN &quot;time_set&quot; = 'whole week' AND true THEN coalesce(&quot;speed_kmh&quot;"
    )
    assert drawn in found["whole week"]
    assert 'label="Observed speed, km/h, whole week"' in found["whole week"]
    assert "&quot;time_set&quot; = 'whole week' AND coalesce(&quot;direction" in found["whole week"]
    assert "no passes" in found["whole week"]
    assert "not predicted" not in found["whole week"]


def test_flows_have_styles_of_each_time_set_those_with_rows_first() -> None:
    lines = styles(result(OdMatrixResult, time_sets=FLOWS), OdMatrixResult.LINES)
    chosen = result(SelectLinkResult, time_sets=FLOWS)
    roads, ends = (
        styles(chosen, layer) for layer in (SelectLinkResult.ROADS, SelectLinkResult.ENDS)
    )
    assert list(lines) == list(roads) == ["weekend", "Sun"]
    assert list(ends)[:2] == ["Origins, weekend", "Destinations, weekend"]
    drawn = "&quot;time_set&quot; = 'weekend' AND &quot;share&quot; &lt; 0."
    assert all(drawn in each["weekend"] for each in (lines, roads))
    drawn = "&quot;time_set&quot; = 'weekend' AND &quot;end&quot; = 'origin' AND &quot;share&quot;"
    assert drawn in ends["Origins, weekend"]


def test_reached_roads_and_isochrones_have_a_class_for_each_limit_and_no_other() -> None:
    times = result(TravelTimesResult, limits_min=(2.5, 10.0))
    (roads,) = styles(times, TravelTimesResult.REACHED).values()
    (areas,) = styles(times, TravelTimesResult.ISOCHRONES).values()
    for style in (roads, areas):
        assert re.findall(r'<rule filter="([^"]*)".* label="([^"]*)"', style) == [
            ("&quot;within_min&quot; = 2.5", "0 – 2.5 min"),
            ("&quot;within_min&quot; = 10.0", "2.5 – 10 min"),
        ]


def test_changes_have_a_style_of_each_measure_and_of_compared_predictions() -> None:
    titles = ["Change of speed", "Change of popularity", "Change of slow-down"]
    for has_predictions, more in ((False, []), (True, ["Change of predicted speed"])):
        changes = result(ChangesResult, has_predictions=has_predictions)
        assert list(styles(changes, ChangesResult.LAYER)) == [*titles, *more]


def test_an_evaluation_has_a_style_of_each_task_in_it() -> None:
    found = styles(result(EvaluateResult), EvaluateResult.LAYER, "speed_kmh_true", "aoi_main_true")
    assert list(found) == ["Traffic speed: residual", "Area-of-interest function: residual"]


@pytest.mark.parametrize(
    ("column", "factor"), [("speed_kmh", "1.0"), ("speed_ms", "3.6"), ("speed_mph", "1.609344")]
)
def test_labels_of_any_unit_are_drawn_in_the_classes_of_speeds(column: str, factor: str) -> None:
    (found,) = styles(result(LabelsResult), LabelsResult.LAYER, column).values()
    assert f"(&quot;{column}&quot; * {factor})" in found
    assert 'label="Labels of speed, km/h"' in found
    assert "no label" in found
    assert not styles(result(LabelsResult), LabelsResult.LAYER, "trip_count")


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (("speed_kmh", "popularity"), ["Traffic speed", "Road popularity"]),
        (("aoi_main",), ["Area-of-interest function", "Area-of-interest mix"]),
        (
            ("slowdown_mps2", "speed_kmh_whole_week", "passes_whole_week"),
            ["Traffic speed, whole week", f"{LIMIT}, whole week", "Slow-down intensity"],
        ),
        (
            ("speed_kmh", "speed_kmh_sun", "passes_sun", "speed_kmh_weekday_07"),
            ["Traffic speed", "Traffic speed, Sun", f"{LIMIT}, Sun", PLAYED_TITLE],
        ),
    ],
)
def test_predictions_have_styles_of_tasks_and_times_and_show_speeds_first(
    names: tuple[str, ...], titles: list[str]
) -> None:
    found = styles(result(PredictResult, time_sets=("Sun", "whole week")), "roads", *names)
    assert list(found) == titles
    assert "&quot;speed_kmh&quot;" not in found.get("Traffic speed, Sun", "")
    assert SPEED_PLAYED.split("(")[0] in found.get(PLAYED_TITLE, SPEED_PLAYED)


@pytest.mark.parametrize(("side", "sign"), [("right", ""), ("left", "-")])
def test_each_direction_is_drawn_on_its_driving_side(side: str, sign: str) -> None:
    found = styles(result(PredictResult, time_sets=()), "roads", "speed_kmh", side=side)
    assert f'value="{sign}{OFFSET_MM} ' in found["Traffic speed"]


@pytest.mark.parametrize(
    ("more", "titles"),
    [
        ((), ["Traffic speed"]),
        (("speed_p15_kmh", "speed_p50_kmh"), ["Traffic speed", "Reliability"]),
        (
            ("speed_kmh_night_free_flow",),
            ["Traffic speed", "Share of free flow", "Level of service"],
        ),
        (HOUR_COLUMNS[:5], ["Traffic speed", "Share of free flow", "Level of service"]),
        (HOUR_COLUMNS[:4], ["Traffic speed"]),
        (("maxspeed_kmh",), ["Traffic speed", LIMIT]),
    ],
)
def test_what_is_computed_from_speeds_has_a_style_if_its_columns_exist(
    more: tuple[str, ...], titles: list[str]
) -> None:
    names = [f"{name}_sun" if "_p" in name else name for name in more]
    found = road_styles(["speed_kmh_sun", "passes_sun", *names], "Sun")
    kept = [style for style in found if style is not PLAYED]
    assert [str(style.title) for style in kept] == [f"{title}, Sun" for title in titles]
    assert all(style.legend.endswith(", Sun") for style in kept)


def test_the_free_flow_speed_is_that_of_the_night_or_of_its_hours() -> None:
    night = road_styles(["speed_kmh_sun", "passes_sun", "speed_kmh_night_free_flow"], "Sun")[1]
    assert night.value == '(100.0 * "speed_kmh_sun" / "speed_kmh_night_free_flow")'
    hours = road_styles(["speed_kmh_sun", "passes_sun", *HOUR_COLUMNS[:5]], "Sun")[1]
    assert '(5.0 / (1 / "speed_kmh_weekday_00" + ' in hours.value
