"""Measures a frame of the temporal controller: roads with speeds at each hour, drawn by QGIS.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.plugin.temporal [ROADS.gpkg]

Run by the Python that has QGIS. Prints seconds. Without a layer, it makes up 21,000 segments.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime

from trajganr_core.contract.layers.geopackage_styles import RIGHT
from trajganr_core.contract.layers.predicted_columns import PLAYED

from .predicted import grid, shipped, write_predicted

SEGMENTS = 21_000
#: Of the map in a window of 1366 × 768 pixels.
SIZE = QSize(1060, 610)
#: Hours of a weekday that are played; the middle of their times counts.
HOURS = range(6, 11)


def temporal_frame_s(roads: Path | None = None) -> float:
    """Median seconds of a frame that shows the whole layer in the style of the controller's hour.

    They are the processor's, on which QGIS draws a layer with one thread: other programs do not
    count. Needs a :class:`QgsApplication`.

    Args:
        roads: predicted with each hour; made up if None.
    """
    if roads is None:
        with tempfile.TemporaryDirectory() as folder:
            made_up = Path(folder) / "roads.gpkg"
            write_predicted(made_up, grid(SEGMENTS), ("speed",), each_hour=True)
            return temporal_frame_s(made_up)
    layer = QgsVectorLayer(f"{roads}|layername=roads", "roads", "ogr")
    style = Path(tempfile.mkdtemp()) / "played.qml"
    style.write_text(PLAYED.qml(shipped, RIGHT), encoding="utf-8")
    layer.loadNamedStyle(str(style))
    return sorted(_frame_s(layer, hour) for hour in HOURS)[len(HOURS) // 2]


def _frame_s(layer: QgsVectorLayer, hour: int) -> float:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(SIZE)
    metres = QgsCoordinateReferenceSystem("EPSG:32629")
    transform = QgsCoordinateTransform(layer.crs(), metres, QgsProject.instance())
    settings.setDestinationCrs(metres)
    settings.setExtent(transform.transformBoundingBox(layer.extent()))
    begin = QDateTime(QDate(2026, 11, 27), QTime(hour, 0), Qt.TimeSpec.UTC)
    settings.setTemporalRange(QgsDateTimeRange(begin, begin.addSecs(3600), True, False))
    settings.setIsTemporal(True)
    scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    context = QgsExpressionContext(scopes)
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    begun = time.process_time()
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return time.process_time() - begun


def main() -> None:
    """Print the seconds."""
    application = QgsApplication([], False)
    application.initQgis()
    print(f"{temporal_frame_s(Path(sys.argv[1]) if len(sys.argv) > 1 else None):.2f}")
    application.exitQgis()


if __name__ == "__main__":
    main()
