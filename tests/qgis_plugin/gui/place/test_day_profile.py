"""The figure of the speeds of a road over the day."""

from __future__ import annotations

import copy
import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_places import profile_of, times_of
from place_map import FARTHER, ON_ROAD, Map, rows
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent, QPalette
from qgis.PyQt.QtWidgets import QApplication, QToolTip

from qgis_plugin.gui.chart import Chart
from qgis_plugin.gui.figure import Part, Shape
from qgis_plugin.gui.place import words
from qgis_plugin.gui.place.day_profile import DayProfile, band_of
from trajganr_core.contract.layers.road_times import DAY_TYPES, EXPECTED_PASSES_FIELDS, HOURS

MAX_SIZE = 2.0**53 - 1


def chart_of(profile: Any, width: int = 300) -> Chart:
    panel = DayProfile()
    show(panel, profile)
    chart = panel.chart
    chart.setParent(None)
    chart.resize(width, chart.sizeHint().height())
    return chart


def part_of(chart: Chart, day: str, hour: int) -> Part:
    return chart.figure.parts[list(DAY_TYPES).index(day)][hour]


def show(panel: DayProfile, profile: Any, zone: str = "") -> None:
    """Show a road whose speeds were not observed."""
    unknown = dict.fromkeys(DAY_TYPES, (None,) * HOURS)
    panel.show_times(times_of(0, profile=profile, days=unknown), zone)


def changed(name: str, value: Any, day: str = "weekday") -> Any:
    """A profile with the same value at all hours of a day."""
    profile = copy.deepcopy(profile_of(0))
    profile[day][name] = [value] * HOURS
    return profile


def colours(chart: Chart, at: tuple[str, int], *, expected: bool = False) -> set[str]:
    """The colours in an hour of the curve of speeds, or of expected passes."""
    part = part_of(chart, *at)
    image, x = chart.grab().toImage(), chart.part_area(part).toAlignedRect().center().x()
    area = chart.areas()[part.plots[1] if expected else part.plots[0]]
    return {image.pixelColor(x, y).name() for y in range(int(area.top()), int(area.bottom()))}


def move_pointer(chart: Chart, to: QPointF) -> None:
    """Not on the screen, where windows of other tests may be above the figure."""
    none = Qt.MouseButton.NoButton
    there = QPointF(chart.mapToGlobal(to.toPoint()))
    event = QMouseEvent(
        QEvent.Type.MouseMove, to, there, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(chart, event)


def without_expected() -> Any:
    """A profile as older workers send it."""
    return {
        day: {name: each for name, each in hours.items() if name not in EXPECTED_PASSES_FIELDS}
        for day, hours in profile_of(0).items()
    }


def test_the_panel_shows_the_profile_of_the_selected_road(clicks: Map) -> None:
    panel = clicks.panel
    chart = panel._profile.chart
    with clicks.qtbot.waitSignal(panel._queries.timed):
        clicks.ask(ON_ROAD)
    assert panel._profile_box.isVisibleTo(panel)
    assert chart.accessibleDescription().split("\n") == [
        "Weekdays: 24 km/h at 08:00, 48 km/h at 00:00",
        "Weekend days: 38 km/h at 15:00, 48 km/h at 00:00",
        "Weekdays: 0.05 expected passes per hour at 00:00, 6 at 13:00",
        "Weekend days: 0.05 expected passes per hour at 00:00, 1.9 at 13:00",
    ]
    assert "Europe/Lisbon" in panel._profile.legend.text()
    listed = panel._roads
    assert len(rows(listed)) == 2
    with clicks.qtbot.waitSignal(panel._queries.timed):
        listed.setCurrentItem(listed.topLevelItem(1))
        assert not chart.figure.parts  # that of the other road is gone
    assert "21 km/h at 08:00" in chart.accessibleDescription()


def test_a_road_without_a_profile_has_no_figure(clicks: Map) -> None:
    panel = clicks.panel
    with clicks.qtbot.waitSignal(panel._queries.timed):
        clicks.ask(ON_ROAD)
    panel._show_times(times_of(panel._entry.edge, profile=None))
    assert not panel._profile_box.isVisibleTo(panel)
    assert panel._observed_box.isVisibleTo(panel)
    with clicks.qtbot.waitSignal(panel._queries.timed):
        clicks.ask(FARTHER)
    assert panel._profile_box.isVisibleTo(panel)


def test_a_place_without_a_road_has_no_times(clicks: Map) -> None:
    panel = clicks.panel
    with clicks.qtbot.waitSignal(panel._queries.timed):
        clicks.ask(ON_ROAD)
    nowhere = replace(panel._answer.roads[0], edge=None)
    panel._answer = replace(panel._answer, roads=(nowhere,))
    panel._look_at(0)
    assert not panel._profile_box.isVisibleTo(panel)
    assert not panel._observed_box.isVisibleTo(panel)


def test_observed_speeds_are_drawn_beside_predicted_ones() -> None:
    panel = DayProfile()
    panel.show_times(times_of(0), "")
    chart = panel.chart
    [dots] = [mark for mark in chart.figure.plots[0].marks if mark.shape is Shape.DOTS]
    medians = dict(dots.points)
    assert medians[8.5] == profile_of(0)["weekday"]["speed_kmh"][8]
    assert 3.5 not in medians  # nobody drove
    assert "at least 5 drivers" in panel.legend.text()
    assert (
        "Observed: 15th percentile 19, median 24, 85th percentile 29 km/h"
        in part_of(chart, "weekday", 8).text
    )
    assert "Observed" not in part_of(chart, "weekday", 3).text
    chart.resize(300, chart.sizeHint().height())
    with_dots = colours(chart, ("weekday", 12))
    show(panel, profile_of(0))
    assert with_dots - colours(chart, ("weekday", 12))
    assert "Dots" not in panel.legend.text()


def test_a_type_of_day_that_only_a_newer_worker_knows_is_left_out(qtbot: Any) -> None:
    panel = DayProfile()
    panel.show_times(times_of(0, profile={**profile_of(0), "holiday": {}}), "")
    assert len(panel.chart.figure.parts) == len(DAY_TYPES)


def test_hours_of_too_few_drivers_are_pale_and_say_so() -> None:
    answer = times_of(0)
    hours, cells = answer.profile["weekday"], answer.days["weekday"]
    hours["speed_kmh"] = [30.0] * 24
    hours["passes"][12], cells[12] = None, None
    cells[13] = [None, 31.0, None]
    panel = DayProfile()
    panel.show_times(answer, "")
    chart = panel.chart
    text = part_of(chart, "weekday", 12).text
    assert "Passes: not shown, of too few drivers" in text
    assert "Observed" not in text
    assert "15th percentile –, median 31, 85th percentile –" in part_of(chart, "weekday", 13).text
    chart.resize(300, chart.sizeHint().height())
    strong = chart.colour(QPalette.ColorRole.Highlight).name()
    assert strong not in colours(chart, ("weekday", 12))
    assert strong in colours(chart, ("weekday", 14))


def test_each_hour_has_its_numbers() -> None:
    hours = profile_of(0)["weekday"]
    assert words.profile_hour(hours, "weekday", 8).split("\n") == [
        "Weekdays, 08:00 – 09:00",
        "Mean speed: 24 km/h (90 % interval 21 – 27)",
        "Vehicles: 15th percentile 17, median 24, 85th percentile 30 km/h",
        "Passes: 15",
        "Expected passes per hour: 3 (90 % interval 2.4 – 3.7)",
    ]
    assert words.profile_hour(hours, "weekend", 23).startswith("Weekend days, 23:00 – 24:00")
    assert words.profile_hour(hours, "weekday", 3).split("\n")[-2:] == [
        "No passes: estimated from other hours and roads",
        "Expected passes per hour: 0.05 (90 % interval 0.017 – 0.083)",
    ]


def test_an_unknown_interval_is_replaced_by_the_percentiles_of_vehicles() -> None:
    profile = profile_of(0)
    for hours in profile.values():
        hours |= {end: [None] * HOURS for end in words.INTERVAL}
    band = band_of(profile)
    assert band == words.PERCENTILES
    legend = words.profile_legend(band, "", shows_expected=False, observed_drivers=0)
    assert "15th to 85th percentile" in legend
    speed = words.profile_hour(profile["weekend"], "weekend", 8).split("\n")[1]
    assert speed.startswith("Mean speed")
    assert "interval" not in speed
    assert band_of(profile_of(0)) == words.INTERVAL


def test_an_interval_that_is_unknown_at_some_hours_is_drawn_at_the_others() -> None:
    profile = copy.deepcopy(profile_of(0))
    for end in words.INTERVAL:
        profile["weekday"][end][12:14] = [None, None]
    chart = chart_of(profile)
    assert band_of(profile) == words.INTERVAL
    complete = colours(chart_of(profile_of(0)), ("weekday", 12))
    assert len(colours(chart, ("weekday", 12))) < len(complete)


def test_the_scale_never_shrinks_and_ignores_wide_bands() -> None:
    panel = DayProfile()
    tops = []
    for profile in (profile_of(0), profile_of(3), changed("speed_kmh_high", 5000.0)):
        show(panel, profile)
        tops.append(panel.top)
        assert panel.chart.figure.plots[0].y.high == panel.top
    assert tops == [80.0, 80.0, 100.0]


def test_hours_without_passes_are_paler() -> None:
    chart = chart_of(changed("speed_kmh", 30.0))
    with_passes, without = ("weekday", 12), ("weekday", 2)
    strong = chart.colour(QPalette.ColorRole.Highlight).name()
    assert strong in colours(chart, with_passes)
    assert strong not in colours(chart, without)


def test_expected_passes_are_drawn_below_the_passes(qgis_app: QgsApplication) -> None:
    chart = chart_of(profile_of(0))
    assert chart.figure.plots[2].y.high == 8.0
    strong = chart.colour(QPalette.ColorRole.Highlight).name()
    drawn = colours(chart, ("weekday", 12), expected=True)
    assert strong in drawn
    assert strong not in colours(chart, ("weekday", 2), expected=True)  # no passes: pale
    line_only = chart_of(
        {
            day: {**hours, "expected_passes_low": [None] * HOURS}
            for day, hours in profile_of(0).items()
        }
    )
    found = colours(line_only, ("weekday", 12), expected=True)
    assert strong in found
    assert len(found) < len(drawn)
    assert "interval" not in part_of(line_only, "weekday", 8).text[-40:]


@pytest.mark.parametrize("absent", ["not sent", "unknown"])
def test_without_expected_passes_there_is_no_plot(absent: str) -> None:
    profile = without_expected()
    if absent == "unknown":
        for hours in profile.values():
            hours |= dict.fromkeys(EXPECTED_PASSES_FIELDS, [None] * HOURS)
    panel = DayProfile()
    show(panel, profile_of(0))
    complete = panel.chart.sizeHint().height()
    assert "Expected passes" in panel.legend.text()
    show(panel, profile)
    chart = panel.chart
    assert len(chart.figure.plots) == 2 * len(DAY_TYPES)
    assert chart.sizeHint().height() < complete
    for text in (
        panel.legend.text(),
        chart.accessibleDescription(),
        words.profile_hour(profile["weekday"], "weekday", 8),
    ):
        assert "xpected" not in text


def test_hours_without_expected_passes_are_left_out() -> None:
    profile = profile_of(0)
    for name in EXPECTED_PASSES_FIELDS:
        profile["weekday"][name][12:14] = [None, None]
        profile["weekend"][name] = [None] * HOURS
    chart = chart_of(profile)
    strong = chart.colour(QPalette.ColorRole.Highlight).name()
    assert strong not in colours(chart, ("weekday", 12), expected=True)
    assert strong in colours(chart, ("weekday", 14), expected=True)
    assert strong not in colours(chart, ("weekend", 15), expected=True)
    summary = words.profile_summary(profile).split("\n")
    assert summary[2:] == ["Weekdays: 0.05 expected passes per hour at 00:00, 6 at 14:00"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1e-300, "< 0.001"),
        (0.00123, "0.0012"),
        (2.345, "2.3"),
        (9.99, "10"),
        (1234, "1234"),
    ],
)
def test_expected_passes_are_rounded_for_reading(value: float, text: str) -> None:
    profile = changed("expected_passes", value)
    shown = words.profile_hour(profile["weekday"], "weekday", 0).split("\n")[-1]
    assert shown.startswith(f"Expected passes per hour: {text} (")


def test_the_pointer_finds_the_hour_and_shows_its_numbers(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, *more: shown.append(text))
    chart = chart_of(profile_of(0))
    qtbot.addWidget(chart)
    chart.show()
    at = part_of(chart, "weekend", 7)
    centre = chart.part_area(at).center()
    assert chart.part_at(centre) == at
    assert chart.part_at(QPointF(0, 0)) is None
    assert chart.hasMouseTracking()
    move_pointer(chart, centre)
    assert "Weekend days, 07:00 – 08:00" in shown[-1]
    move_pointer(chart, QPointF(1, 1))
    assert chart._pointed is None


def test_arrow_keys_go_through_the_hours(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, *more: shown.append(text))
    chart = chart_of(profile_of(0))
    qtbot.addWidget(chart)
    chart.show()
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_Left, keys.Key_Down, keys.Key_Right, keys.Key_Right):
        qtbot.keyClick(chart, key)
    assert [text.split("\n")[0] for text in shown] == [
        "Weekdays, 00:00 – 01:00",
        "Weekdays, 23:00 – 24:00",
        "Weekend days, 23:00 – 24:00",
        "Weekend days, 00:00 – 01:00",
        "Weekend days, 01:00 – 02:00",
    ]


def test_the_profile_is_saved_hour_by_hour(qtbot: Any, tmp_path: Path) -> None:
    panel = DayProfile()
    qtbot.addWidget(panel)
    show(panel, profile_of(0))
    panel.chart.save(tmp_path / "day.csv")
    with (tmp_path / "day.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * HOURS
    assert (rows[8]["day"], rows[8]["hour"], rows[8]["passes"]) == ("weekday", "8", "15")
    assert float(rows[8]["speed_kmh"]) == profile_of(0)["weekday"]["speed_kmh"][8]
    assert panel.row.save_button.menu().actions() == panel.chart.actions()


@pytest.mark.parametrize("width", [40, 240, 1300])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("speed_kmh", 0),
        ("speed_kmh", 5e-324),
        ("speed_kmh", MAX_SIZE),
        ("speed_kmh_high", MAX_SIZE),
        ("speed_kmh_low", None),
        ("passes", 0),
        ("passes", MAX_SIZE),
        ("passes", 0.25),
        *((name, each) for name in EXPECTED_PASSES_FIELDS for each in (0, MAX_SIZE, None, 5e-324)),
    ],
)
def test_extreme_numbers_are_drawn(name: str, value: Any, width: int) -> None:
    profile = {day: changed(name, value, day)[day] for day in ("weekday", "weekend")}
    panel = DayProfile()
    show(panel, profile, "x" * 5000)
    panel.chart.resize(width, panel.chart.sizeHint().height())
    assert not panel.chart.grab().isNull()
    assert len(panel.legend.text()) < 300
    assert words.profile_hour(profile["weekday"], "weekday", 0)


@pytest.mark.parametrize("window", ["#f0f0f0", "#202020"])
def test_the_figure_has_the_colours_of_the_theme(qgis_app: QgsApplication, window: str) -> None:
    chart = chart_of(profile_of(0))
    palette = chart.palette()
    ink = "#ffffff" if QColor(window).lightness() < 128 else "#000000"
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.magenta))
    chart.setPalette(palette)
    image = chart.grab().toImage()
    found = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(0, image.height(), 2)
    }
    assert {window, "#ff00ff"} <= found
