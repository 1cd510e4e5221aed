"""Bars of values and their uncertainty."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication

from qgis_plugin.gui.drawing import Drawing
from qgis_plugin.gui.place import words
from qgis_plugin.gui.place.bars import scale_for, value_figure


def test_the_uncertainty_of_shares_is_in_percentage_points(
    qgis_app: QgsApplication,
) -> None:
    assert "9 of 10 roads" in words.uncertainty_of_shares({"aoi_radius": 0.634})
    assert "at most 63 percentage points" in words.uncertainty_of_shares({"aoi_radius": 0.634})
    assert "do not use" in words.uncertainty_of_shares({"aoi_radius": 1.18})
    assert "unknown" in words.uncertainty_of_shares({"aoi_radius": None})


def test_the_scale_of_a_bar_never_shrinks(qgis_app: QgsApplication) -> None:
    tops = [0.0]
    for value, high in ((3.0, 4.2), (30.0, 41.0), (3.0, 4.2), (0.0, None)):
        tops.append(scale_for(value, high, tops[-1]))
    assert tops[1:] == [5.0, 50.0, 50.0, 50.0]


def test_a_bar_shows_its_interval_at_the_right_position(qgis_app: QgsApplication) -> None:
    bar = Drawing("Speed")
    bar.show_figure(value_figure(50.0, (40.0, 60.0), 100.0))
    bar.resize(500, bar.sizeHint().height())
    image = bar.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2).name() for x in range(bar.width())]
    outside, inside = row[50], row[int(0.43 * bar.width())]
    assert outside != inside
    assert row.count(inside) == pytest.approx(0.2 * bar.width(), abs=30)
