"""The trips that pass a place: when and how fast, and whether they are drawn on the map."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt, QTimeZone, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QHeaderView, QLabel, QWidget

from trajganr_core.contract.protocol.place_answers import Passing, PlaceRoad

from ...i18n import tr
from ...untrusted_text import as_tip
from ..widgets import RowList, combo_box, stack
from . import words

ROWS_SHOWN = 5
#: The setting with the time zone that was chosen last.
ZONE = "trajganr/time_zone"
DATA, UTC, LOCAL = "data", "utc", "local"


class Trips(QWidget):
    """Passes of one road."""

    #: Trips are drawn or hidden from now on, or times are in another zone.
    changed = pyqtSignal()
    #: A trip is selected: its index; -1 for none.
    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self._count = QLabel()
        self._count.setWordWrap(True)
        self._check = QCheckBox(tr("Show &trips on the map"))
        self._check.setChecked(True)
        self._list = RowList(tr("Trips through the place"))
        self._passes: Sequence[Passing] = ()
        self._zones = combo_box(
            tr("Time zone of the trips' times"),
            tr("The time zone of the trips' times, here and on the map"),
        )
        self._data_zone = QTimeZone.utc()
        self._zones.addItem("", DATA)
        self._zones.addItem("UTC", UTC)
        here = words.zone_name(QTimeZone.systemTimeZone())
        self._zones.addItem(tr("This computer's: {zone}").format(zone=here), LOCAL)
        stored = self._zones.findData(QgsSettings().value(ZONE, DATA, str))
        self._zones.setCurrentIndex(max(0, stored))
        self._name_data_zone()
        self._show_times()  # the header has its columns from now on
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self._list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        zones = QFormLayout()
        zones.addRow(tr("Times &in"), self._zones)
        stack(self, self._count, self._check, zones, self._list)
        self._check.toggled.connect(lambda _: self.changed.emit())
        self._zones.activated.connect(self._change_zone)
        self._list.itemSelectionChanged.connect(self._choose)

    @property
    def are_drawn(self) -> bool:
        """Whether they are shown on the map."""
        return self._check.isChecked()

    @property
    def zone(self) -> QTimeZone:
        """The time zone of the times: the study area's, UTC, or this computer's."""
        chosen = self._zones.currentData()
        if chosen == DATA:
            return self._data_zone
        return QTimeZone.systemTimeZone() if chosen == LOCAL else QTimeZone.utc()

    def show_entry(self, entry: PlaceRoad, data_zone: str) -> None:
        """List the passes of another road.

        Args:
            entry: the answer about it.
            data_zone: IANA name of the study area's time zone; UTC stands for an unknown one.
        """
        zone = QTimeZone(data_zone.encode())
        self._data_zone = zone if zone.isValid() else QTimeZone.utc()
        self._name_data_zone()
        self._passes = passes = entry.passes
        self._list.blockSignals(True)
        rows = [("", "", words.speed(one.speed_kmh), str(one.trip)) for one in passes]
        self._list.show_rows(rows, ROWS_SHOWN)
        self._show_times()
        self._list.blockSignals(False)
        self._count.setText(_count(entry.trips, len(passes)))
        self._list.setVisible(bool(passes))
        self._check.setEnabled(bool(passes))

    def _show_times(self) -> None:
        """Fill in time and date, with the zone in the header."""
        zone = self.zone
        time = tr("Time (UTC)") if zone == QTimeZone.utc() else tr("Time (local)")
        self._list.setHeaderLabels([time, tr("Date"), tr("Speed"), tr("Trip")])
        self._list.headerItem().setToolTip(0, words.zone_name(zone))
        for row, one in enumerate(self._passes):
            item = self._list.topLevelItem(row)
            item.setText(0, words.clock(one.at, zone))
            item.setText(1, words.day(one.at, zone))
            item.setToolTip(3, as_tip(item.text(3)))

    def _name_data_zone(self) -> None:
        name = words.zone_name(self._data_zone)
        self._zones.setItemText(0, tr("The study area's: {zone}").format(zone=name))

    def _change_zone(self) -> None:
        QgsSettings().setValue(ZONE, self._zones.currentData())
        self._show_times()
        self.changed.emit()

    def _choose(self) -> None:
        selected = self._list.selectedItems()
        self.chosen.emit(self._list.indexOfTopLevelItem(selected[0]) if selected else -1)


def _count(trips: int, listed: int) -> str:
    if not trips:
        return tr("No trip passes here.")
    if listed < trips:
        return tr("{trips} trips pass here; {listed} of them are listed.").format(
            trips=trips, listed=listed
        )
    return tr("{trips} trips pass here.").format(trips=trips)
