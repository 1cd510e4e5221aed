"""Rendered layers."""

from __future__ import annotations

from qgis.core import QgsMapRendererSequentialJob, QgsMapSettings, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

#: Pixels of a side.
SIZE = 100


def drawn(layer: QgsVectorLayer, background: str = "white") -> QImage:
    """The layer's first hundred metres."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setExtent(QgsRectangle(0, -50, 100, 50))
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor(background))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def inked_rows(image: QImage) -> list[int]:
    """Rows in which something is drawn."""
    white = QColor("white").rgba()
    return [y for y in range(SIZE) if any(image.pixel(x, y) != white for x in range(SIZE))]
