"""Two places side by side: similarity of their embeddings, and predictions for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ...i18n import tr
from ...untrusted_text import as_tip
from ..widgets import text_label
from . import words
from .embedding_similarity import PARTS, compare


class Comparison(QWidget):
    """The cosines of two embeddings, and a row a task with both predictions."""

    def __init__(self) -> None:
        super().__init__()
        self._cosines = text_label(tr("Similarity of the places"), is_html=True)
        self._table = QTreeWidget()
        self._table.setHeaderLabels(["", tr("Place A"), tr("Place B")])
        self._table.setAccessibleName(tr("Predictions of two places"))
        self._table.setRootIsDecorated(False)
        for column in range(self._table.columnCount()):
            self._table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._cosines)
        layout.addWidget(self._table)

    def show_places(self, first: Mapping[str, Any], second: Mapping[str, Any] | None) -> None:
        """Show two entries of one model; the first alone while the second is not there yet."""
        self._cosines.setText(_likeness(first, second))
        rows = [(tr("Road"), *(words.road_name(each) if each else "" for each in (first, second)))]
        rows += [
            (
                words.title(name),
                words.prediction(name, fields),
                words.prediction(name, second["predictions"][name]) if second else "",
            )
            for name, fields in first["predictions"].items()
        ]
        self._table.clear()
        # The unit and the interval have a line of their own: three columns are narrow.
        lines = ([text.replace(" (", "\n(") for text in row] for row in rows)
        self._table.addTopLevelItems([QTreeWidgetItem(row) for row in lines])
        items = [self._table.topLevelItem(row) for row in range(len(rows))]
        for item, row in zip(items, rows, strict=True):
            for column, text in enumerate(row):
                item.setToolTip(column, as_tip(text))
        height = self._table.header().sizeHint().height()
        height += sum(self._table.visualItemRect(item).height() for item in items)
        self._table.setFixedHeight(height + 2 * self._table.frameWidth())


def _likeness(first: Mapping[str, Any], second: Mapping[str, Any] | None) -> str:
    if second is None:
        return tr("This is place A. Click place B on the map.")
    likeness = compare(first["embedding"], second["embedding"])
    parts = ", ".join(f"{tr(part)} {words.cosine(getattr(likeness, part))}" for part in PARTS)
    return tr("<b>Similarity {whole}</b> (cosine; {parts})").format(
        whole=words.cosine(likeness.whole), parts=parts
    )
