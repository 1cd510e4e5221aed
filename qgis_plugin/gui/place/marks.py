"""Marks of a click on the map, above all layers: place, foot point, trips and their times.

They are not layers. They are redrawn when the map's CRS changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (  # type: ignore[attr-defined] # the stubs lack exceptions
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsLineString,
    QgsMultiLineString,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsRubberBand
from qgis.PyQt.QtCore import QRectF, Qt, QTimeZone
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter
from qgis.PyQt.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from trajganr_core.contract.protocol.place_answers import Passing, PlaceRoad

from ...i18n import tr
from ...layers.export import GEOGRAPHIC
from . import words

PLACE_COLOUR = QColor("#f6b13b")
FOOT_COLOUR = QColor("#20456e")
TRIPS_COLOUR = QColor(32, 69, 110, 90)
TRIP_COLOUR = QColor("#d6604d")
LABEL_GAP, LABEL_PAD = 12, 4
#: Times that a label lists; more are counted.
TIMES_NAMED = 3


class PlaceMarks:
    """The marks of one place on a canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._trips = _band(canvas, Qgis.GeometryType.Line, TRIPS_COLOUR, 2)
        self._trip = _band(canvas, Qgis.GeometryType.Line, TRIP_COLOUR, 3)
        self._pinned = _point(canvas, QgsRubberBand.IconType.ICON_BOX, PLACE_COLOUR)
        self._place = _point(canvas, QgsRubberBand.IconType.ICON_X, PLACE_COLOUR)
        self._foot = _point(canvas, QgsRubberBand.IconType.ICON_CIRCLE, FOOT_COLOUR)
        self._bands = (self._trips, self._trip, self._pinned, self._place, self._foot)
        #: What the bands show, in their order.
        self._geometries: tuple[QgsGeometry, ...] = ()
        self.label = _Label(canvas)
        self._label_text = ""
        self._label_at: Sequence[float] | None = None
        canvas.destinationCrsChanged.connect(self._mark)

    def show(
        self,
        place: Sequence[float] | None,
        entry: PlaceRoad | None = None,
        *,
        with_trips: bool = False,
        trip: int = -1,
        pinned: Sequence[float] | None = None,
        zone: QTimeZone | None = None,
    ) -> None:
        """Mark a place and remove the previous marks.

        Args:
            place: (lon, lat) that was clicked; None for none.
            entry: the selected road.
            with_trips: whether to draw the trips that pass it.
            trip: index of the selected trip among them; -1 for none.
            pinned: (lon, lat) of the place that is compared with.
            zone: time zone of the trips' times; UTC by default.
        """
        passes = entry.passes if entry and with_trips else ()
        selected = passes[trip : trip + 1] if trip >= 0 else ()
        foot = entry.location if entry and entry.edge is not None else None
        self._geometries = (
            _lines(passes),
            _lines(selected),
            *map(_point_at, (pinned, place, foot)),
        )
        self._label_text = _times(selected or passes, zone or QTimeZone.utc())
        self._label_at = foot if self._label_text else None
        self._mark()

    def clear(self) -> None:
        """Take everything off the map."""
        self.show(None)

    def remove(self) -> None:
        """Take everything off the canvas for good."""
        self._canvas.destinationCrsChanged.disconnect(self._mark)
        for item in (*self._bands, self.label):
            self._canvas.scene().removeItem(item)

    def _mark(self) -> None:
        for band, geometry in zip(self._bands, self._geometries, strict=False):
            band.setToGeometry(geometry, GEOGRAPHIC)
        at = None if self._label_at is None else self._on_map(self._label_at)
        self.label.show_text(self._label_text, at)

    def _on_map(self, lon_lat: Sequence[float]) -> QgsPointXY | None:
        crs = self._canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(GEOGRAPHIC, crs, QgsProject.instance())
        try:
            return transform.transform(QgsPointXY(*lon_lat))
        except QgsCsException:
            return None  # the place is outside this CRS


class _Label(QgsMapCanvasItem):
    """A text beside a place on the map."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.text = ""
        self._at: QgsPointXY | None = None
        self.setZValue(100)
        self.hide()

    def show_text(self, text: str, at: QgsPointXY | None) -> None:
        """Show a text at a place, in the CRS of the map; None for nowhere."""
        self.prepareGeometryChange()
        self.text, self._at = (text, at) if at is not None else ("", None)
        self.setVisible(at is not None)
        self.updatePosition()
        self.update()

    def updatePosition(self) -> None:
        if self._at is not None:
            self.setPos(self.toCanvasCoordinates(self._at))

    def boundingRect(self) -> QRectF:
        metrics = QFontMetricsF(QApplication.font())
        lines = self.text.split("\n")
        width = max(map(metrics.horizontalAdvance, lines))
        height = metrics.lineSpacing() * len(lines)
        return QRectF(LABEL_GAP, -height / 2, width, height).adjusted(
            0, -LABEL_PAD, 2 * LABEL_PAD, LABEL_PAD
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem | None = None,
        widget: QWidget | None = None,
    ) -> None:
        box = self.boundingRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(QApplication.font())
        painter.setPen(FOOT_COLOUR)
        painter.setBrush(QColor(255, 255, 255, 225))
        painter.drawRoundedRect(box, LABEL_PAD, LABEL_PAD)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text)


def _band(
    canvas: QgsMapCanvas, kind: Qgis.GeometryType, colour: QColor, width: int
) -> QgsRubberBand:
    band = QgsRubberBand(canvas, kind)
    band.setColor(colour)
    band.setWidth(width)
    return band


def _point(canvas: QgsMapCanvas, icon: QgsRubberBand.IconType, colour: QColor) -> QgsRubberBand:
    band = _band(canvas, Qgis.GeometryType.Point, colour, 3)
    band.setSecondaryStrokeColor(QColor("white"))
    band.setIcon(icon)
    band.setIconSize(11)
    return band


def _point_at(lon_lat: Sequence[float] | None) -> QgsGeometry:
    return QgsGeometry() if lon_lat is None else QgsGeometry.fromPointXY(QgsPointXY(*lon_lat))


def _lines(passes: Sequence[Passing]) -> QgsGeometry:
    lines = QgsMultiLineString()
    for one in passes:
        lon, lat, _ = zip(*one.path, strict=True) if one.path else ((), (), ())
        lines.addGeometry(QgsLineString(lon, lat))
    return QgsGeometry(lines)


def _times(passes: Sequence[Passing], zone: QTimeZone) -> str:
    """Times of trips; for a single trip also its speed; '' without trips."""
    named = [words.clock_with_zone(one.at, zone) for one in passes[:TIMES_NAMED]]
    if len(passes) == 1:
        return f"{named[0]}, {words.speed(passes[0].speed_kmh)}"
    more = len(passes) - len(named)
    if more:
        named.append(tr("and {count} more").format(count=more))
    return "\n".join(named)
