"""The figure of the speeds of a road over the day."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from fake_places import profile_of
from place_map import FARTHER, ON_ROAD, Map, rows
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QToolTip

from qgis_plugin.gui.place import words
from qgis_plugin.gui.place.day_profile import DayProfile, Hour, ProfileFigure
from trajganr_core.contract.road_times import HOURS

LARGEST = 2.0**53 - 1


def figure_of(profile: Any, width: int = 300) -> ProfileFigure:
    figure = ProfileFigure()
    figure.resize(width, figure.sizeHint().height())
    figure.show_profile(profile)
    return figure


def changed(name: str, value: Any, day: str = "weekday") -> Any:
    """A profile with the same value at all hours of a day."""
    profile = copy.deepcopy(profile_of(0))
    profile[day][name] = [value] * HOURS
    return profile


def colours(figure: ProfileFigure, at: Hour) -> set[str]:
    """The colours in an hour of the curve, without its passes."""
    image, cell = figure.grab().toImage(), figure._cell(at).toAlignedRect()
    below = figure._bars(figure._curve(0)).height()
    bottom = int(cell.bottom() - 2 * below)
    x = cell.center().x()
    return {image.pixelColor(x, y).name() for y in range(cell.top(), bottom)}


def test_the_panel_shows_the_profile_of_the_selected_road(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    panel = clicks.panel
    figure = panel._profile.figure
    assert panel._profile_box.isVisibleTo(panel)
    assert figure.accessibleDescription().split("\n") == [
        "Weekdays: 24 km/h at 08:00, 48 km/h at 00:00",
        "Weekend days: 38 km/h at 15:00, 48 km/h at 00:00",
    ]
    assert "Europe/Lisbon" in panel._profile._legend.text()
    listed = panel._roads
    assert len(rows(listed)) == 2
    listed.setCurrentItem(listed.topLevelItem(1))
    assert "21 km/h at 08:00" in figure.accessibleDescription()


def test_a_road_without_a_profile_has_no_figure(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    entry = clicks.panel._answer["roads"][0]
    for absent in ({**entry, "profile": None}, {k: v for k, v in entry.items() if k != "profile"}):
        clicks.panel._answer["roads"][0] = absent
        clicks.panel._look_at(0)
        assert not clicks.panel._profile_box.isVisibleTo(clicks.panel)
    clicks.ask(FARTHER)
    assert clicks.panel._profile_box.isVisibleTo(clicks.panel)


def test_each_hour_has_its_numbers() -> None:
    hours = profile_of(0)["weekday"]
    assert words.profile_hour(hours, "weekday", 8).split("\n") == [
        "Weekdays, 08:00 – 09:00",
        "Mean speed: 24 km/h (90 % interval 21 – 27)",
        "Vehicles: 15th percentile 17, median 24, 85th percentile 30 km/h",
        "Passes: 15",
    ]
    assert words.profile_hour(hours, "weekend", 23).startswith("Weekend days, 23:00 – 24:00")
    assert words.profile_hour(hours, "weekday", 3).endswith(
        "No passes: estimated from other hours and roads"
    )


def test_an_unknown_interval_is_replaced_by_the_percentiles_of_vehicles() -> None:
    profile = profile_of(0)
    for hours in profile.values():
        hours |= {end: [None] * HOURS for end in words.INTERVAL}
    figure = figure_of(profile)
    assert figure._band == words.PERCENTILES
    assert "15th to 85th percentile" in words.profile_legend(figure._band, "")
    assert "interval" not in words.profile_hour(profile["weekend"], "weekend", 8)
    assert figure_of(profile_of(0))._band == words.INTERVAL


def test_an_interval_that_is_unknown_at_some_hours_is_drawn_at_the_others() -> None:
    profile = copy.deepcopy(profile_of(0))
    for end in words.INTERVAL:
        profile["weekday"][end][12:14] = [None, None]
    figure = figure_of(profile)
    assert figure._band == words.INTERVAL
    complete = colours(figure_of(profile_of(0)), Hour("weekday", 12))
    assert len(colours(figure, Hour("weekday", 12))) < len(complete)


def test_the_scale_never_shrinks_and_ignores_wide_bands() -> None:
    figure = figure_of(profile_of(0))
    assert figure.top == 80.0
    figure.show_profile(profile_of(3))
    assert figure.top == 80.0
    figure.show_profile(changed("speed_kmh_high", 5000.0))
    assert figure.top == 100.0


def test_hours_without_passes_are_paler() -> None:
    figure = figure_of(changed("speed_kmh", 30.0))
    with_passes, without = Hour("weekday", 12), Hour("weekday", 2)
    strong = figure.colour(QPalette.ColorRole.Highlight).name()
    assert strong in colours(figure, with_passes)
    assert strong not in colours(figure, without)


def test_the_pointer_finds_the_hour_and_shows_its_numbers(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, *more: shown.append(text))
    figure = figure_of(profile_of(0))
    qtbot.addWidget(figure)
    figure.show()
    at = Hour("weekend", 7)
    centre = figure._cell(at).center()
    assert figure.hour_at(centre) == at
    assert figure.hour_at(QPointF(0, 0)) is None
    qtbot.mouseMove(figure, centre.toPoint())
    qtbot.waitUntil(lambda: bool(shown))
    assert "Weekend days, 07:00 – 08:00" in shown[-1]
    qtbot.mouseMove(figure, QPoint(1, 1))
    qtbot.waitUntil(lambda: figure._pointed is None)


def test_arrow_keys_go_through_the_hours(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, *more: shown.append(text))
    figure = figure_of(profile_of(0))
    qtbot.addWidget(figure)
    figure.show()
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_Left, keys.Key_Down, keys.Key_Right, keys.Key_Right):
        qtbot.keyClick(figure, key)
    assert [text.split("\n")[0] for text in shown] == [
        "Weekdays, 00:00 – 01:00",
        "Weekdays, 23:00 – 24:00",
        "Weekend days, 23:00 – 24:00",
        "Weekend days, 00:00 – 01:00",
        "Weekend days, 01:00 – 02:00",
    ]


@pytest.mark.parametrize("width", [40, 240, 1300])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("speed_kmh", 0),
        ("speed_kmh", LARGEST),
        ("speed_kmh_high", LARGEST),
        ("speed_kmh_low", None),
        ("passes", 0),
        ("passes", LARGEST),
        ("passes", 0.25),
    ],
)
def test_extreme_numbers_are_drawn(name: str, value: Any, width: int) -> None:
    profile = {day: changed(name, value, day)[day] for day in ("weekday", "weekend")}
    panel = DayProfile()
    panel.show_profile(profile, "x" * 5000)
    panel.figure.resize(width, panel.figure.sizeHint().height())
    assert not panel.figure.grab().isNull()
    assert len(panel._legend.text()) < 300
    assert words.profile_hour(profile["weekday"], "weekday", 0)


@pytest.mark.parametrize("window", ["#f0f0f0", "#202020"])
def test_the_figure_has_the_colours_of_the_theme(qgis_app: QgsApplication, window: str) -> None:
    figure = figure_of(profile_of(0))
    palette = figure.palette()
    ink = "#ffffff" if QColor(window).lightness() < 128 else "#000000"
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.magenta))
    figure.setPalette(palette)
    image = figure.grab().toImage()
    found = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(0, image.height(), 2)
    }
    assert {window, "#ff00ff"} <= found
