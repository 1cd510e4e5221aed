"""How predicted roads are drawn."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from qgis_plugin import resources
from trajganr_core.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS

FIELDS = "speed_kmh:double", "popularity_class:int", "aoi_main:string", "braking_per_km:double"
EASTWARDS = "LineString(0 0, 100 0)"
SIZE = 100


def styled(task: str, values: list[object], wkt: str = EASTWARDS) -> QgsVectorLayer:
    fields = "&".join(f"field={field}" for field in FIELDS)
    layer = QgsVectorLayer(f"LineString?crs=EPSG:3857&{fields}", "roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    feature.setAttributes(values)
    assert layer.dataProvider().addFeature(feature)
    message, is_loaded = layer.loadNamedStyle(
        str(resources.style(task)), True, QgsMapLayer.StyleCategory.Symbology
    )
    assert is_loaded, message
    return layer


def drawn(layer: QgsVectorLayer) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setExtent(QgsRectangle(0, -50, 100, 50))
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def inked_rows(image: QImage) -> list[int]:
    white = QColor("white")
    return [y for y in range(SIZE) if any(image.pixelColor(x, y) != white for x in range(SIZE))]


KNOWN = [30.0, 2, "food", 0.4]


@pytest.mark.parametrize("task", TASKS)
def test_a_road_is_drawn_right_of_its_direction_of_travel(task: str) -> None:
    rows = inked_rows(drawn(styled(task, KNOWN)))
    assert rows
    assert min(rows) >= SIZE // 2  # rows count downwards: right of eastwards is south


@pytest.mark.parametrize("task", TASKS)
def test_a_road_without_a_prediction_is_drawn_grey(task: str) -> None:
    image = drawn(styled(task, [None] * 4))
    inked = {image.pixelColor(x, y).name() for x in range(SIZE) for y in inked_rows(image)} - {
        "#ffffff"
    }
    assert inked
    assert all(QColor(name).hsvSaturation() < 10 for name in inked)


def legend(task: str) -> list[str]:
    layer = styled(task, KNOWN)
    return [item.label() for item in layer.renderer().legendSymbolItems() if item.label()]


def test_legends_say_units_and_classes() -> None:
    assert legend("speed")[0] == "below 15 km/h"
    assert legend("braking")[1] == "0.1 – 0.25 per vehicle-km"
    assert legend("popularity") == [*POPULARITY_CLASSES, "not predicted"]
    assert legend("aoi") == [*AOI_CATEGORIES, "not predicted"]


@pytest.mark.parametrize(
    ("task", "values"),
    [
        ("speed", [[speed, 0, "", 0.0] for speed in (0.0, 15.0, 59.9, 60.0, 130.0)]),
        ("braking", [[0.0, 0, "", rate] for rate in (0.0, 0.1, 1.99, 2.0, 50.0)]),
    ],
)
def test_every_value_falls_into_exactly_one_class(task: str, values: list[list[object]]) -> None:
    for row in values:
        layer = styled(task, row)
        renderer = layer.renderer().clone()
        renderer.startRender(QgsRenderContext(), layer.fields())
        feature = next(layer.getFeatures())
        assert len(renderer.originalSymbolsForFeature(feature, QgsRenderContext())) == 1
        renderer.stopRender(QgsRenderContext())
