"""Temporal properties of layers, for QGIS' temporal controller."""

from __future__ import annotations

from qgis.core import Qgis, QgsVectorLayer

#: Columns between which a trip lasts, and the one that names the moment of a fix.
START, END = "start_time", "end_time"
MOMENT = "time"


def set_times(layer: QgsVectorLayer) -> None:
    """Have the temporal controller show trips while they last, and fixes at their time.

    A layer whose format keeps no times, as a shapefile, is left as it is, as is one without any.
    """
    timed = {field.name() for field in layer.fields() if field.isDateOrTime()}
    properties = layer.temporalProperties()
    if {START, END} <= timed:
        properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
        properties.setStartField(START)
        properties.setEndField(END)
        properties.setIsActive(True)
    elif MOMENT in timed:
        properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
        properties.setStartField(MOMENT)
        properties.setIsActive(True)
