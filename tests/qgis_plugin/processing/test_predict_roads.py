"""What a GeoPackage of predicted roads says when it is opened, here or in another QGIS."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from osgeo import gdal
from predicted_roads import SEGMENTS, predicted_layer
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from qgis_plugin.layers import described
from qgis_plugin.layers.described import offer_styles
from qgis_plugin.layers.map_tip import map_tip
from qgis_plugin.layers.roads import complete_roads
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.geopackage_styles import (
    DRIVING_SIDE,
    LEFT,
    store_styles,
    stored_styles,
)
from trajganr_core.contract.layers.styles import OFFSET_MM
from trajganr_core.contract.tasks import TASKS

STYLES = [style.title for task in TASKS.values() for style in task.styles]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of predicted roads that the plugin has fetched."""
    path = tmp_path / "roads.gpkg"
    predicted_layer(path)
    return path


def opened(path: Path) -> QgsVectorLayer:
    """As QGIS opens a layer that is dragged from its browser."""
    options = QgsVectorLayer.LayerOptions()
    options.loadAllStoredStyles = True
    return QgsVectorLayer(str(path), "roads", "ogr", options)


def test_another_qgis_loads_all_styles_and_the_first_task(path: Path) -> None:
    layer = opened(path)
    assert sorted(layer.styleManager().styles()) == sorted(STYLES)
    assert layer.styleManager().currentStyle() == "Traffic speed"
    assert layer.renderer().ranges()[1].label() == "90 km/h and more"
    assert layer.mapTipTemplate()
    for style in STYLES:
        layer.styleManager().setCurrentStyle(style)
        assert (layer.diagramRenderer() is not None) == (style == "Area-of-interest mix")
    layer.styleManager().setCurrentStyle("Road popularity")
    assert layer.renderer().classAttribute() == "popularity_class"


def test_roads_are_drawn_on_the_side_that_the_file_names(path: Path) -> None:
    assert f'"{OFFSET_MM}' in stored_styles(path, "roads")["Traffic speed"]
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.GetLayerByName("roads").SetMetadataItem(DRIVING_SIDE, LEFT)
    dataset.Close()
    complete_roads(path, {})
    assert all(f'"-{OFFSET_MM}' in qml for qml in stored_styles(path, "roads").values())


@pytest.mark.parametrize("titles", [(), STYLES, ("another",)])
def test_styles_in_the_file_are_not_used(titles: tuple[str, ...], path: Path) -> None:
    hostile = '<qgis><mapTip>[% env("HOME") %]</mapTip><expressionfields/></qgis>'
    store_styles(path, "roads", dict.fromkeys(titles, hostile))
    complete_roads(path, {})
    styles = stored_styles(path, "roads")
    assert list(styles) == STYLES
    assert not any("HOME" in qml for qml in styles.values())


def test_the_first_predicted_task_is_drawn(tmp_path: Path) -> None:
    layer = predicted_layer(tmp_path / "some.gpkg", ("aoi", "braking"))
    assert layer.styleManager().currentStyle() == "Area-of-interest function"
    assert layer.styleManager().styles() == [
        "Area-of-interest function",
        "Area-of-interest mix",
        "Hard braking",
    ]


def test_styles_are_replaced(path: Path) -> None:
    complete_roads(path, {})
    count, _, names, _, _ = opened(path).listStylesInDatabase()
    assert sorted(names[:count]) == sorted(STYLES)
    assert list(stored_styles(path, "roads")) == STYLES


def test_the_users_own_style_is_kept(path: Path) -> None:
    layer = opened(path)
    layer.styleManager().addStyleFromLayer("mine")
    offer_styles(layer, stored_styles(path, "roads"))
    assert sorted(layer.styleManager().styles()) == sorted([*STYLES, "mine"])


def test_the_metadata_contain_provenance_extent_time_and_licence(path: Path) -> None:
    layer = opened(path)
    metadata = layer.metadata()
    assert "model: m" in metadata.history()  # what the caller knows is over what the file says
    assert metadata.licenses() == ["ODbL 1.0"]
    assert metadata.rights() == ["© A"]
    assert metadata.crs().authid() == "EPSG:4326"
    (area,) = metadata.extent().spatialExtents()
    assert area.bounds.toRectangle().contains(layer.extent().center())
    assert area.extentCrs.authid() == "EPSG:4326"
    created = metadata.dateTime(Qgis.MetadataDateType.Created)
    assert created.toUTC().toString("yyyy-MM-dd") == "2026-01-01"


def test_the_number_of_segments_is_returned(path: Path) -> None:
    assert complete_roads(path, {}) == SEGMENTS


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    path.write_text("not a GeoPackage", encoding="utf-8")
    with pytest.raises(TrajganrError) as caught:
        complete_roads(path, {})
    assert caught.value.code is Code.INPUT_FORMAT


def test_a_file_that_cannot_be_written_is_an_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(described, "store_styles", is_full)
    with pytest.raises(TrajganrError, match="disk is full") as caught:
        complete_roads(path, {})
    assert caught.value.code is Code.RESOURCE_DISK


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("high", "Road popularity: high<br>"),
        ("medium; high", "Road popularity: high (between medium and high)<br>"),
        ("very low; low; medium; high; very high", "Road popularity: high (undecided)<br>"),
        (None, "Road popularity: high<br>"),
    ],
)
def test_a_map_tip_shows_the_range_of_classes(classes: str | None, expected: str) -> None:
    fields = QgsFields()
    for name in ("popularity", "popularity_class", "popularity_set"):
        fields.append(QgsField(name, QMetaType.Type.QString))
    feature = QgsFeature(fields)
    feature.setAttributes(["high", "3", classes])
    context = QgsExpressionContext()
    context.setFields(fields)
    context.setFeature(feature)
    tip = map_tip(fields.names())
    assert expected in QgsExpression.replaceExpressionText(tip, context)


@pytest.mark.parametrize(
    ("mean", "alias"),
    [
        ("space", "Traffic speed, space mean (km/h)"),
        ("time", "Traffic speed, time mean (km/h)"),
        ("", "Traffic speed (km/h)"),
    ],
)
def test_the_speed_s_alias_names_its_mean(mean: str, alias: str, path: Path) -> None:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.GetLayerByName("roads").SetMetadataItem("SPEED_MEAN", mean)
    dataset.Close()
    complete_roads(path, {})
    layer = opened(path)
    assert layer.attributeDisplayName(layer.fields().indexOf("speed_kmh")) == alias


def test_the_metadata_contain_the_calibration_of_intervals(path: Path) -> None:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.GetLayerByName("roads").SetMetadataItem("INTERVALS", "Traffic speed: …")
    dataset.Close()
    complete_roads(path, {})
    assert "intervals: Traffic speed: …" in opened(path).metadata().history()


def test_a_task_with_few_labels_is_named_in_its_style_and_in_the_metadata(path: Path) -> None:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.GetLayerByName("roads").SetMetadataItem("FEW_DATA", "aoi unknown")
    dataset.Close()
    complete_roads(path, {})
    titles = stored_styles(path, "roads")
    assert {"Area-of-interest function (few data)", "Traffic speed"} <= {*titles}
    about = opened(path).metadata().abstract()
    assert about.endswith("Few data, do not rely on: Area-of-interest function.")
