"""Changes between two sides as a report to print."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from plugin_tools import checked, memory_layer, run
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayerMetadata,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsProject,
    QgsVectorLayer,
)

from qgis_plugin.layers.changes_report import Group, chart, groups_of, report_of

FIELDS = (
    *("highway", "district", "known"),
    *("speed_changed", "popularity_changed", "slowdown_changed"),
)
#: Six compared roads of a class in the west, and one in the east that only one side knows.
ROADS = (
    *(("primary", "west", "both", "up", "no", None) for _ in range(3)),
    *(("primary", "west", "both", "down", "no", None) for _ in range(1)),
    *(("primary", "west", "both", "no", "no", None) for _ in range(2)),
    ("tertiary", "east", "before", None, None, None),
)


@pytest.fixture
def changes(qgis_new_project: None) -> QgsVectorLayer:
    fields = "&".join(f"field={name}:string" for name in FIELDS)
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{fields}", "changes", "memory")
    for number, values in enumerate(ROADS):
        feature = QgsFeature(layer.fields())
        north = 41.15 + 0.001 * number
        feature.setGeometry(QgsGeometry.fromWkt(f"LineString(-8.62 {north}, -8.61 {north})"))
        feature.setAttributes(list(values))
        assert layer.dataProvider().addFeature(feature)
    about = QgsLayerMetadata()
    about.setHistory(["before: Porto, 2013-07-01", "after: Porto, 2013-07-02"])
    about.setRights(["OpenStreetMap contributors"])
    layer.setMetadata(about)
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_a_pdf_has_two_pages(changes: QgsVectorLayer, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    assert run("changesreport", CHANGES=changes, TITLE="A", OUTPUT=str(path)) == {
        "OUTPUT": str(path)
    }
    assert path.read_bytes().startswith(b"%PDF")
    assert re.findall(rb"/Count (\d+)", path.read_bytes()) == [b"2"]


def test_pages_have_maps_with_legends_and_charts(changes: QgsVectorLayer) -> None:
    layout = report_of(QgsProject.instance(), changes, "Two days")
    pages = layout.pageCollection()

    def on(page: int, kind: type) -> list:
        return [each for each in pages.itemsOnPage(page) if isinstance(each, kind)]

    assert pages.pageCount() == 2
    assert [len(on(0, kind)) for kind in (QgsLayoutItemMap, QgsLayoutItemLegend)] == [3, 3]
    assert [len(on(1, kind)) for kind in (QgsLayoutItemMap, QgsLayoutItemPicture)] == [0, 6]
    texts = [each.text() for each in on(0, QgsLayoutItemLabel)]
    assert "Two days" in texts
    assert "Before: Porto, 2013-07-01   ·   After: Porto, 2013-07-02" in texts
    assert "Speed: 1 roads down, 3 up, of 6 compared" in texts
    assert any("OpenStreetMap contributors" in text for text in texts)
    for page in (0, 1):
        width, height = pages.page(page).rect().width(), pages.page(page).rect().height()
        for item in on(page, (QgsLayoutItemMap, QgsLayoutItemLegend, QgsLayoutItemPicture)):
            box = item.rect().translated(item.pagePos())
            assert box.right() <= width
            assert box.bottom() <= height


def test_roads_are_counted_by_class_and_district(changes: QgsVectorLayer) -> None:
    groups = groups_of(changes)
    assert groups["speed", "highway"] == [Group("primary", 6, 1, 3)]
    assert groups["popularity", "district"] == [Group("west", 6, 0, 0)]
    assert groups["slowdown", "district"] == []  # nothing was compared
    assert groups["speed", ""] == [Group("", 6, 1, 3)]


def test_bars_are_shares_of_the_compared_roads() -> None:
    groups = [Group("primary", 20, 2, 10), Group("a & b", 10, 0, 1), Group("few", 4, 4, 0)]
    root = ElementTree.fromstring(chart(groups, 130, 50))
    bars = [(each.get("x"), each.get("width")) for each in root if each.tag.endswith("rect")]
    # 36 mm for half of the roads, beside the middle at 66 mm
    assert bars == [("58.80", "7.20"), ("66.00", "36.00"), ("66.00", "0.00"), ("66.00", "7.20")]
    words = [each.text for each in root if each.tag.endswith("text")]
    assert words[:3] == ["50\u00a0%", "0", "50\u00a0%"]
    assert "2 / 10 of 20" in words
    assert "a & b" in words
    assert "few" not in words


def test_a_chart_without_groups_says_so() -> None:
    root = ElementTree.fromstring(chart([Group("few", 4, 4, 0)], 130, 50))
    assert [each.text for each in root] == ["No group has 5 compared roads or more."]


def test_a_layer_without_changes_is_refused(tmp_path: Path) -> None:
    roads = memory_layer("LineString", "edge:int", ["LineString(0 0, 1 1)"], [1], "roads")
    form = {"CHANGES": roads, "TITLE": "A", "OUTPUT": str(tmp_path / "report.pdf")}
    is_fine, reason = checked("changesreport", **form)
    assert not is_fine
    assert "Layer roads has no changes" in reason
