"""The directed roads at a place, of which one is selected."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidgetItem

from trajganr_core.contract.protocol.place_answers import PlaceRoad

from ...i18n import tr
from ..widgets import RowList
from . import words

#: More are scrolled to.
ROWS_SHOWN = 4


class RoadList(RowList):
    """Roads from the nearest to the farthest, both directions of a road together."""

    #: Another road is selected: its index.
    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__(tr("Roads at the place"))
        self.setHeaderLabels([tr("Road"), tr("Direction"), tr("Distance")])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(self._choose)

    def show_roads(self, roads: Sequence[PlaceRoad]) -> None:
        """List other roads and select the first, without emitting :attr:`chosen`."""
        self.blockSignals(True)
        rows = [
            (
                words.road_name(road),
                words.direction_word(road.direction),
                words.metres(road.distance_m),
            )
            for road in roads
        ]
        self.show_rows(rows, ROWS_SHOWN)
        self.setCurrentItem(self.topLevelItem(0))
        self.blockSignals(False)
        self.setVisible(len(roads) > 1)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self.indexOfTopLevelItem(item))
