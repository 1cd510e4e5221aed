"""Charts of an evaluated model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolTip

from qgis_plugin.gui.evaluation_charts import EvaluationCharts, agreement, errors
from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.records.agreement import Agreement
from trajganr_core.contract.records.group_figures import GroupFigures

SPEED = Agreement(roads=((3, 1), (0, 5)), bounds=(0.0, 10.0, 20.0))
POPULARITY = Agreement(
    roads=tuple(tuple(int(a == b) for a in range(5)) for b in range(5)),
    classes=("very low", "low", "medium", "high", "very high"),
)


def group(name: str, coverage: float | None, by: str = "trips", tested: int = 20) -> GroupFigures:
    return GroupFigures(
        by=by,
        group=name,
        calibrated_on=3,
        tested=tested,
        error=1.0,
        trivial_error=2.0,
        coverage=coverage,
        size=7.5,
    )


GROUPS = (
    group("100 and more", 0.95),
    group("0", 0.8),
    replace(group("1\u20134", None), with_trips=20, passes_error=1.5),
    group("x", 0.5, "basis"),
    group("5\u201319", 0.5, tested=9),
)
RESULT = EvaluateResult(
    files=(EvaluateResult.FILE,),
    counts={"roads": 9},
    on=EvaluateResult.HELD_OUT,
    metrics={"speed": {}, "popularity": {}},
    groups={"speed": GROUPS, "popularity": ()},
    driving_side="right",
    agreement={"speed": SPEED, "popularity": POPULARITY},
)


@pytest.fixture
def charts(qtbot: Any) -> EvaluationCharts:
    charts = EvaluationCharts()
    qtbot.addWidget(charts)
    charts.show_result(RESULT)
    charts.resize(400, 260)
    charts.show()
    return charts


def test_cells_with_more_roads_are_stronger(charts: EvaluationCharts) -> None:
    chart = charts.agreement
    assert chart.accessibleDescription() == (
        "8 of 9 roads have label and prediction in the same class."
    )
    image = chart.grab().toImage()

    def colour(part: tuple[int, int]) -> Any:
        label, prediction = part
        area = chart.part_area(chart.figure.parts[1 - prediction][label])
        return image.pixelColor(int(area.left() + 0.2 * area.width()), int(area.center().y()))

    saturation = [colour(part).hsvSaturation() for part in ((1, 0), (0, 1), (0, 0), (1, 1))]
    assert saturation == sorted(saturation)
    assert len(set(saturation)) == 4


def test_cells_are_read_by_keys_from_the_largest_prediction_down(
    charts: EvaluationCharts, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, *more: shown.append(text))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(charts.agreement, key)
    assert shown == [
        "Label 0 \u2013 10 km/h, prediction 10 \u2013 20 km/h: roads: 1",
        "Label 0 \u2013 10 km/h, prediction 0 \u2013 10 km/h: roads: 3",
        "Label 10 \u2013 20 km/h, prediction 0 \u2013 10 km/h: roads: 0",
    ]


def test_tables_have_the_counted_roads(charts: EvaluationCharts) -> None:
    assert list(charts.agreement.figure.table)[1:] == [
        (0.0, 10.0, 0.0, 10.0, 3),
        (0.0, 10.0, 10.0, 20.0, 1),
        (10.0, 20.0, 10.0, 20.0, 5),
    ]
    assert list(charts.coverage.figure.table)[1:] == [
        ("0", 20, 0.8, 7.5),
        ("100 and more", 20, 0.95, 7.5),
    ]
    charts.tasks.setCurrentIndex(1)
    assert ("low", "low", 1) in charts.agreement.figure.table
    assert len(charts.coverage.figure.table) == 1


def test_coverage_is_by_number_of_trips(charts: EvaluationCharts) -> None:
    text = charts.coverage.accessibleDescription().split("\n")
    assert text[0] == "0 input trips: 80 % of the labels of 20 roads are in the interval"
    assert len(text) == 2
    few, many = map(charts.coverage.part_area, charts.coverage.figure.parts[0])
    assert few.right() <= many.left() + 1


def test_the_mean_of_own_trips_stands_before_the_model(charts: EvaluationCharts) -> None:
    chart = charts.errors
    assert [*chart.figure.table][1:] == [
        ("0", 20, None, 1.0),
        ("1\u20134", 20, 1.5, 1.0),
        ("100 and more", 20, None, 1.0),
    ]
    assert chart.accessibleDescription().split("\n")[1] == (
        "1\u20134 input trips: mean of own trips 1.5 km/h, model 1 km/h on 20 roads"
    )
    (plot,) = chart.figure.plots
    heights = [mark.points[1] for mark in plot.marks]
    assert heights[1:3] == [(1.5, 1.5), (pytest.approx(1.85), 1.0)]
    assert charts.row.charts[0] is chart


def test_an_axis_of_shares_ends_at_100_percent() -> None:
    (plot,) = errors("popularity", [group("0", 0.8)]).plots
    assert (plot.y.low, plot.y.high, plot.y.ticks[-1][1]) == (0, 1, "100 %")


def test_an_older_worker_has_no_cells(charts: EvaluationCharts) -> None:
    older = {k: v for k, v in RESULT.to_dict().items() if k != "agreement"}
    charts.show_result(EvaluateResult.from_dict(older))
    assert "Evaluate the model again" in charts.agreement.accessibleDescription()
    assert not charts.agreement.grab().isNull()
    assert len(charts.agreement.figure.table) == 1


@pytest.mark.parametrize("width", [60, 300, 1300])
@pytest.mark.parametrize("task", [0, 1])
def test_charts_are_drawn_at_all_widths(charts: EvaluationCharts, width: int, task: int) -> None:
    charts.tasks.setCurrentIndex(task)
    charts.agreement.resize(width, 150)
    charts.coverage.resize(width, 150)
    assert not charts.agreement.grab().isNull()
    assert not charts.coverage.grab().isNull()


def test_a_chart_has_a_line_for_the_name_of_each_class(charts: EvaluationCharts) -> None:
    functions = tuple(f"function {number}" for number in range(8))
    roads = tuple(tuple(int(a == b) for a in range(8)) for b in range(8))
    chart = charts.agreement
    chart.show_figure(agreement(Agreement(roads=roads, classes=functions), ""))
    chart.resize(chart.minimumSizeHint())
    part = chart.figure.parts[0][0]
    assert chart.part_area(part).height() > 0.98 * chart.fontMetrics().height()
