"""Temporal properties of layers, for QGIS' temporal controller."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsExpression,
    QgsInterval,
    QgsMapLayer,
    QgsProject,
    QgsReadWriteContext,
    QgsTemporalNavigationObject,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerTemporalProperties,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ..i18n import tr

#: Columns of the start and end of a trip, and of the time of a fix.
START, END = "start_time", "end_time"
TIME = "time"
#: The decoration of the map with a title, in a project, and the number of its usual place.
TITLE, TOP_CENTRE = "TitleLabel", 4
#: Number of a weekday in Qt.
FRIDAY = 5


def set_times(layer: QgsVectorLayer) -> None:
    """Show trips during their time, and fixes at their time, in the temporal controller.

    Layers without times, for example shapefiles, do not change.
    """
    timed = {field.name() for field in layer.fields().toList() if field.isDateOrTime()}
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


def follow_controller(layer: QgsVectorLayer, *, follows: bool) -> None:
    """Redraw all features at each frame of the temporal controller, or ignore it."""
    properties = layer.temporalProperties()
    properties.setMode(Qgis.VectorTemporalMode.RedrawLayerOnly)
    properties.setIsActive(follows)


def offer_typical_days(project: QgsProject, controller: QgsTemporalNavigationObject | None) -> None:
    """Set the temporal controller to a weekday and a weekend day in hours, if it is not in use.

    It is in use if the project has a temporal range or temporal layers, or if navigation is on.

    Args:
        project: that the layer is loaded into.
        controller: of the map; None without a window.
    """
    off = Qgis.TemporalNavigationMode.Disabled
    settings = project.timeSettings()
    is_used = (
        not settings.temporalRange().isInfinite()
        or (controller is not None and controller.navigationMode() != off)
        or any(_is_temporal(layer) for layer in project.mapLayers().values())
    )
    if is_used:
        return
    days = typical_days(QDate.currentDate())
    settings.setTemporalRange(days)
    settings.setTimeStep(1)
    settings.setTimeStepUnit(Qgis.TemporalUnit.Hours)
    if controller is not None:
        controller.setTemporalExtents(days)
        controller.setFrameDuration(QgsInterval(1, Qgis.TemporalUnit.Hours))


def show_hour(project: QgsProject) -> bool:
    """Let the map's title say the hour that the temporal controller shows, if it has none.

    Exported animations have the title too.

    Returns:
        Whether the project has got that title; the window must read it.
    """
    if project.readEntry(TITLE, "/Label")[0] or project.readBoolEntry(TITLE, "/Enabled")[0]:
        return False
    days = (tr("Weekend"), *[tr("Weekday")] * 5, tr("Weekend"))
    names = ", ".join(map(QgsExpression.quotedString, days))
    hour = f"array_get(array({names}), day_of_week(@map_start_time))"
    hour += " || format_date(@map_start_time, ', HH:00')"
    project.writeEntry(TITLE, "/Label", f"[% coalesce({hour}, '') %]")
    project.writeEntry(TITLE, "/BackgroundColor", "0,0,0,0")
    project.writeEntry(TITLE, "/Font", _title_format())
    project.writeEntry(TITLE, "/Placement", TOP_CENTRE)
    project.writeEntry(TITLE, "/Enabled", True)
    return True


def _title_format() -> str:
    """Dark text with a light edge, which any base map shows."""
    title, edge = QgsTextFormat(), QgsTextBufferSettings()
    edge.setEnabled(True)
    edge.setSize(1)
    edge.setColor(QColor("white"))
    title.setSize(18)
    title.setColor(QColor("#22303c"))
    title.setBuffer(edge)
    document = QDomDocument()
    document.appendChild(title.writeXml(document, QgsReadWriteContext()))
    return document.toString()


def typical_days(today: QDate) -> QgsDateTimeRange:
    """Friday and Saturday of the week of a date, from midnight to midnight."""
    friday = today.addDays(FRIDAY - today.dayOfWeek())
    begin, end = (
        QDateTime(day, QTime(0, 0), Qt.TimeSpec.UTC) for day in (friday, friday.addDays(2))
    )
    return QgsDateTimeRange(begin, end, True, False)


def _is_temporal(layer: QgsMapLayer) -> bool:
    """Whether a layer has times of its own."""
    properties = layer.temporalProperties()
    if properties is None or not properties.isActive():
        return False
    is_vector = isinstance(properties, QgsVectorLayerTemporalProperties)
    return not is_vector or properties.mode() != Qgis.VectorTemporalMode.RedrawLayerOnly
