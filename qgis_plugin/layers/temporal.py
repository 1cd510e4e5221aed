"""Temporal properties of layers, for QGIS' temporal controller."""

from __future__ import annotations

from qgis.core import Qgis, QgsVectorLayer

#: Columns of the start and end of a trip, and of the time of a fix.
START, END = "start_time", "end_time"
TIME = "time"


def set_times(layer: QgsVectorLayer) -> None:
    """Show trips during their time, and fixes at their time, in the temporal controller.

    Layers without times, for example shapefiles, do not change.
    """
    timed = {field.name() for field in layer.fields() if field.isDateOrTime()}
    properties = layer.temporalProperties()
    if {START, END} <= timed:
        properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
        properties.setStartField(START)
        properties.setEndField(END)
        properties.setIsActive(True)
    elif TIME in timed:
        properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
        properties.setStartField(TIME)
        properties.setIsActive(True)
