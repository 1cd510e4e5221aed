"""Choice of the time zone of trips."""

from __future__ import annotations

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QTimeZone, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox

from ...i18n import tr
from . import words

#: The zone that was chosen last.
REMEMBERED = "trajganr/time_zone"
UTC, LOCAL = "utc", "local"


class ZoneChooser(QComboBox):
    """UTC, in which trips are stored, or this computer's zone; the choice is stored."""

    #: Times are shown in another zone from now on.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Time zone of the trips' times"))
        self.setToolTip(tr("The time zone of the trips' times, here and on the map"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem("UTC", UTC)
        here = words.zone_name(QTimeZone.systemTimeZone())
        self.addItem(tr("This computer's: {zone}").format(zone=here), LOCAL)
        self.setCurrentIndex(max(0, self.findData(QgsSettings().value(REMEMBERED, UTC, str))))
        self.activated.connect(self._remember)

    @property
    def is_local(self) -> bool:
        """Whether it is this computer's."""
        return bool(self.currentData() == LOCAL)

    @property
    def zone(self) -> QTimeZone:
        """The chosen one."""
        return QTimeZone.systemTimeZone() if self.is_local else QTimeZone.utc()

    def _remember(self) -> None:
        QgsSettings().setValue(REMEMBERED, self.currentData())
        self.changed.emit()
