"""The turning diagram of the junction at a place, from layers of movements in the project."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsPixmapLabel
from qgis.PyQt.QtCore import QByteArray, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPixmap
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.junctions import (
    JUNCTION,
    LEVEL,
    MOVEMENTS,
    OBSERVED,
)
from trajganr_core.contract.layers.columns import TIME_SET, ColumnType
from trajganr_core.contract.layers.turning_diagram import HEIGHT, WIDTH, turning_diagram

from ...i18n import localised, tr
from ...layers.described import side_of
from ...layers.export import GEOGRAPHIC
from ..chart_files import save_svg
from ..questions import ask_save
from ..widgets import combo_box, stack, text_label

#: A junction is at most so far from the place, degrees of latitude, and its arrows are in a square
#: of so many around it.
NEAR_DEG, AROUND_DEG = 0.0006, 0.006
#: Rows of a junction that are read at most, and characters of a name that are shown.
MAX_ROWS, MAX_NAME = 2000, 60
#: Movements that are said in words.
MAX_SAID = 6
#: A diagram is drawn finer than it is shown.
FINER = 2

Row = Mapping[str, Any]


class Junction(QWidget):
    """The diagram of a junction at chosen times, and its longest delays in words."""

    #: It could not be saved: the error.
    failed = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sets: dict[str, list[Row]] = {}
        self._side = self._svg = ""
        self.times = combo_box(tr("Times of the week"))
        self.picture = QgsPixmapLabel()
        self.picture.setAccessibleName(tr("Turning diagram"))
        self.picture.setMinimumSize(1, 1)
        self.about = text_label(tr("Movements"))
        self.save_button = QPushButton(tr("Sa&ve diagram as SVG…"))
        stack(self, self.times, self.picture, self.about, self.save_button)
        self.times.currentTextChanged.connect(self._draw)
        self.save_button.clicked.connect(self._ask)

    def show_place(self, place: tuple[float, float]) -> bool:
        """Show the junction at a place, degrees; whether a layer of the project has one there."""
        layers = QgsProject.instance().mapLayers().values()
        found = (movements_at(each, place) for each in layers if are_movements(each))
        layer, rows = next(filter(None, found), (None, []))
        self._sets = {}
        for row in rows:
            self._sets.setdefault(str(row[TIME_SET.name]), []).append(row)
        self._side = "" if layer is None else side_of(layer.metadata())
        chosen = self.times.currentText()
        self.times.blockSignals(True)
        self.times.clear()
        self.times.addItems(list(self._sets))
        self.times.setCurrentText(chosen)
        self.times.setVisible(len(self._sets) > 1)
        self.times.blockSignals(False)
        self._draw()
        return bool(self._sets)

    def _draw(self) -> None:
        """Draw the junction at the chosen times."""
        rows = self._sets.get(self.times.currentText())
        if not rows:
            return
        title = rows[0]["junction_name"]
        self._svg = turning_diagram(rows, self._side, title=title, tr=tr)
        self.picture.setPixmap(drawn(self._svg))
        text = "\n".join(sentences(rows))
        self.about.setText(text)
        self.picture.setAccessibleDescription(text)

    def _ask(self) -> None:
        proposal = Path(QgsProject.instance().homePath() or Path.home()) / "turning_diagram.svg"
        ask_save(self, tr("Save diagram"), proposal, self.save, title_of_files=tr("Picture"))

    def save(self, path: Path) -> None:
        """Write the diagram as SVG, or say why it cannot be written."""
        try:
            save_svg(path, self._svg)
        except TrajganrError as error:
            self.failed.emit(error)


def are_movements(layer: Any) -> bool:
    """Whether a layer is one of movements."""
    needed = {JUNCTION.name, TIME_SET.name, LEVEL.name, "approach_heading", "source"}
    return isinstance(layer, QgsVectorLayer) and needed <= set(layer.fields().names())


def movements_at(
    layer: QgsVectorLayer, place: tuple[float, float]
) -> tuple[QgsVectorLayer, list[Row]] | None:
    """The rows of the junction nearest to a place, with the columns that a diagram needs."""
    point = QgsGeometry.fromPointXY(QgsPointXY(*place))
    near = [
        (each.geometry().distance(point), each[JUNCTION.name])
        for each in layer.getFeatures(_around(place, NEAR_DEG))
        if isinstance(each[JUNCTION.name], int)
    ]
    if not near:
        return None
    number = min(near)[1]
    request = _around(place, AROUND_DEG)
    request.setFilterExpression(f'"{JUNCTION.name}" = {number}').setLimit(MAX_ROWS)
    return layer, [_row(each.attributeMap()) for each in layer.getFeatures(request)]


def _around(place: tuple[float, float], half: float) -> QgsFeatureRequest:
    """Features in a square around a place, in degrees."""
    (x, y), project = place, QgsProject.instance()
    request = QgsFeatureRequest(QgsRectangle(x - half, y - half, x + half, y + half))
    return request.setDestinationCrs(GEOGRAPHIC, project.transformContext())


def _row(values: Mapping[str, Any]) -> Row:
    """The declared columns of a row that may be anybody's: numbers, short texts, or None."""
    row: dict[str, Any] = {}
    for column in MOVEMENTS:
        value = values.get(column.name)
        if column.type is ColumnType.TEXT:
            row[column.name] = value[:MAX_NAME] if isinstance(value, str) else ""
        else:
            is_number = isinstance(value, int | float) and math.isfinite(value)
            row[column.name] = value if is_number else None
    return row


def sentences(rows: Sequence[Row]) -> list[str]:
    """The movements with the longest delays in words, observed ones first."""
    known = [row for row in rows if row["delay_s"] is not None]
    known.sort(key=lambda row: (row["source"] != OBSERVED, -row["delay_s"]))
    said = [_sentence(row) for row in known[:MAX_SAID]]
    rest = len(known) - len(said)
    return [*said, *([tr("Further movements: {n}").format(n=rest)] if rest else [])]


def _sentence(row: Row) -> str:
    """What is known of a movement."""
    known = {
        "start": row["from_name"] or "–",
        "end": row["to_name"] or "–",
        "turn": _turn_word(row["turn"]),
        "delay": round(row["delay_s"]),
        "level": row[LEVEL.name],
    }
    if row["source"] != OBSERVED:
        text = tr("{start} → {end}, {turn}: {delay} s, {level}, predicted")
        return text.format(**known)
    text = tr("{start} → {end}, {turn}: {delay} s, {level}, passes {n}")
    return text.format(**known, n=localised(f"{row['passes'] or 0:,}"))


def _turn_word(turn: str) -> str:
    words = {
        "left": tr("left turn"),
        "through": tr("through"),
        "right": tr("right turn"),
        "u_turn": tr("U-turn"),
    }
    return words.get(turn, "")


def drawn(svg: str) -> QPixmap:
    """A picture of a diagram that this plugin has made."""
    picture = QPixmap(int(FINER * WIDTH), int(FINER * HEIGHT))
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return picture
