"""The trips that pass a place: when and how fast, and whether they are drawn on the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from . import words

ROWS_SHOWN = 5


class Trips(QWidget):
    """Passes of one road."""

    #: Whether trips are drawn was changed.
    toggled = pyqtSignal(bool)
    #: A trip is pointed at: its place among the passes; -1 for none.
    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self._count = QLabel()
        self._check = QCheckBox(tr("Show &trips on the map"))
        self._check.setChecked(True)
        self._list = QTreeWidget()
        self._list.setHeaderLabels([tr("Time (UTC)"), tr("Date"), tr("Speed"), tr("Trip")])
        self._list.setAccessibleName(tr("Trips through the place"))
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        header = self._list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._count, self._check, self._list):
            layout.addWidget(part)
        self._check.toggled.connect(self.toggled)
        self._list.itemSelectionChanged.connect(self._choose)

    @property
    def are_drawn(self) -> bool:
        """Whether a person wants to see them on the map."""
        return self._check.isChecked()

    def show_entry(self, entry: Mapping[str, Any]) -> None:
        """List the passes of another road."""
        passes = entry["passes"]
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addTopLevelItems(
            [
                QTreeWidgetItem(
                    [
                        words.clock(one["at"]),
                        words.day(one["at"]),
                        words.speed(one["speed_kmh"]),
                        str(one["trip"]),
                    ]
                )
                for one in passes
            ]
        )
        self._list.blockSignals(False)
        self._count.setText(_count(entry["trips"], len(passes)))
        self._list.setVisible(bool(passes))
        self._check.setEnabled(bool(passes))
        rows = min(max(len(passes), 1), ROWS_SHOWN)
        height = self._list.header().sizeHint().height() + rows * self._list.sizeHintForRow(0)
        self._list.setFixedHeight(height + 2 * self._list.frameWidth())

    def _choose(self) -> None:
        selected = self._list.selectedItems()
        self.chosen.emit(self._list.indexOfTopLevelItem(selected[0]) if selected else -1)


def _count(trips: int, told: int) -> str:
    if not trips:
        return tr("No trip passes here.")
    if told < trips:
        return tr("{trips} trips pass here; {told} of them are listed.").format(
            trips=trips, told=told
        )
    return tr("{trips} trips pass here.").format(trips=trips)
