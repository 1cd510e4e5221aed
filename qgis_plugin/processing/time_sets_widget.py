"""Form widgets for times of the week: they offer the named sets, and take any other as text."""

from __future__ import annotations

from collections.abc import Hashable

from processing.gui.wrappers import DIALOG_STANDARD
from qgis.core import Qgis
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.layers.road_times import SEPARATOR
from trajganr_core.contract.options.time_sets import NAMED_SETS, parse_time_set

from ..i18n import said, tr
from .combo_widget import ComboWidget


class TimeSetsWidget(ComboWidget):
    """A list of check boxes in forms; a combo box in batch tables and the Model Designer."""

    def createWidget(self) -> QWidget:
        """The list, or the box."""
        offered = _offered()
        if self.dialogType != DIALOG_STANDARD:
            box = self.create_box()
            self.fill((label, name) for name, label in offered)
            return box
        times = self.create_ticks(
            tr("Such as {times}").format(times=f"Mon-Fri 07:00-09:00 {SEPARATOR} Sat,Sun"),
            f" {SEPARATOR} ",
            len(offered),
            _key,
        )
        times.offer(offered)
        return times


class TimeSetWidget(ComboWidget):
    """A combo box for one of them."""

    def createWidget(self) -> QWidget:
        """The box."""
        box = self.create_box()
        box.setAccessibleName(self.parameterDefinition().description())
        if self.parameterDefinition().flags() & Qgis.ProcessingParameterFlag.Optional:
            box.addItem("", "")
        for name, label in _offered():
            box.addItem(label, name)
        self.add_sources(box)
        return box


def _offered() -> list[tuple[str, str]]:
    """The named sets with their labels."""
    return [(name, f"{said(name)}: {times}") for name, times in NAMED_SETS.items()]


def _key(text: str) -> Hashable:
    """Equal for two notations of the same times."""
    try:
        return parse_time_set(text)
    except TrajganrError:  # not finished, or wrong: the form's check says so
        return text
