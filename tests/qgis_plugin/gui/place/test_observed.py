"""Observed speeds of a road: requested with its profile, drawn, read and saved."""

from __future__ import annotations

from typing import Any

import pytest
from fake_places import times_of
from place_map import ON_ROAD, Map
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolTip

from qgis_plugin.gui.place.observed import SCALE, Observed, speeds_figure, week_figure
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.road_times import OBSERVED_BINS
from trajganr_core.contract.protocol.place_answers import RoadTimes


@pytest.fixture
def observed(qtbot: Any) -> Observed:
    observed = Observed()
    qtbot.addWidget(observed)
    observed.show_observed(times_of(0))
    observed.resize(400, 300)
    observed.show()
    return observed


def test_the_times_of_a_road_are_requested_when_it_is_selected(clicks: Map) -> None:
    panel = clicks.panel
    received: list[RoadTimes] = []
    panel._queries.timed.connect(received.append)
    clicks.ask(ON_ROAD)
    clicks.qtbot.waitUntil(lambda: len(received) == 1)
    assert received[0].edge == panel._entry.edge
    assert panel._observed.row.isVisibleTo(panel._observed)
    panel._look_at(1)
    assert not panel._observed.row.isVisibleTo(panel._observed)  # those of the other road are gone
    clicks.qtbot.waitUntil(lambda: len(received) == 2)
    assert received[1].edge == panel._entry.edge != received[0].edge
    panel._show_times(received[0])  # late: another road has been selected
    assert panel._timed_edge == received[1].edge
    assert panel._profile.chart.accessibleDescription().startswith("Weekdays: 21 km/h at 08:00")


def test_a_sentence_says_which_share_of_the_passes_is_recovered(observed: Observed) -> None:
    assert "recovered" not in observed._about.text()
    observed.show_observed(times_of(0, recovered_share=0.3))
    assert "About 30 % of the passes are recovered" in observed._about.text()


def test_hours_are_colours_from_dark_to_bright(observed: Observed) -> None:
    week, cells = observed.week, times_of(0).week
    image = week.grab().toImage()

    def colour(part: int) -> str:
        centre = week.part_area(week.figure.parts[part // 24][part % 24]).center().toPoint()
        return str(image.pixelColor(centre).name())

    known = [number for number, cell in enumerate(cells) if cell]
    by_speed = sorted(known, key=lambda number: cells[number][2])
    assert colour(by_speed[0]) == SCALE[0].name()
    assert colour(by_speed[-1]) == SCALE[-1].name()
    slowest, fastest = week.accessibleDescription().split("\n")
    assert slowest.startswith("Slowest: Mon 08:00")
    assert "km/h" in fastest


def test_hours_and_ranges_are_read_by_keys(
    observed: Observed, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, *more: shown.append(text))
    qtbot.keyClick(observed.week, Qt.Key.Key_Right)
    qtbot.keyClick(observed.week, Qt.Key.Key_Left)
    qtbot.keyClick(observed.week, Qt.Key.Key_Down)
    assert shown[0] == "Mon 00:00 – 01:00: not shown, or no passes"
    assert [text[:9] for text in shown[1:]] == ["Mon 23:00", "Tue 23:00"]
    assert observed.week.figure.parts[0][8].text.startswith(
        "Mon 08:00 – 09:00: median 24, P15 19.2"
    )
    assert observed.speeds.figure.parts[0][3].text == "15 – 20 km/h: not shown"
    assert observed.speeds.figure.parts[0][7].text == "35 – 40 km/h: passes 61"
    assert "35 – 40 km/h" in observed.speeds.accessibleDescription()


def test_tables_leave_out_what_is_withheld(observed: Observed) -> None:
    hours = list(observed.week.figure.table)
    answer = times_of(0)
    assert len(hours) == 1 + sum(map(bool, answer.week))
    assert hours[1][:2] == (1, next(n for n, cell in enumerate(answer.week) if cell))
    speeds = list(observed.speeds.figure.table)
    assert speeds[4:6] == [(15, ""), (20, 12)]


def test_percentiles_of_few_drivers_are_left_out(observed: Observed) -> None:
    cells: list[list[float | None] | None] = [None] * 168
    cells[0], cells[1], cells[2] = [9, None, 30.0, None], [7, None, None, None], [40, 1, 50, 60]
    observed.week.show_figure(week_figure(cells))
    assert observed.week.figure.parts[0][0].text.endswith("median 30, P15 –, P85 – km/h, passes 9")
    assert observed.week.figure.parts[0][1].text.endswith("median –, P15 –, P85 – km/h, passes 7")
    assert observed.week.accessibleDescription().startswith("Slowest: Mon 00:00")
    assert list(observed.week.figure.table)[1:3] == [(1, 0, 9, "", 30.0, ""), (1, 1, 7, "", "", "")]
    assert not observed.week.grab().isNull()


def test_a_road_of_few_drivers_has_words_in_place_of_charts(observed: Observed) -> None:
    few = [0, None] + [0] * (OBSERVED_BINS - 2)
    observed.show_observed(times_of(1, week=[None] * 168, speeds=few))
    assert not observed.row.isVisibleTo(observed)
    assert observed._about.text().startswith("Fewer than 5 drivers")
    observed.show_error(TrajganrError(Code.PROTOCOL_SCHEMA, "It failed.", "Do this."))
    assert "Do this." in observed._about.text()


@pytest.mark.parametrize("width", [40, 240, 1300])
@pytest.mark.parametrize("count", [1, 2**53 - 1])
def test_extreme_numbers_are_drawn(observed: Observed, count: int, width: int) -> None:
    cells = [[count, 5e-324, float(count), float(count)]] + [None] * 167
    observed.week.show_figure(week_figure(cells))
    observed.speeds.show_figure(speeds_figure([0] * (OBSERVED_BINS - 1) + [count]))
    for chart in observed.row.charts:
        chart.resize(width, 120)
        assert not chart.grab().isNull()
