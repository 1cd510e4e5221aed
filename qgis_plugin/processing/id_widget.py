"""Form widgets for bundles or models: names to choose from, and other ids can be typed."""

from __future__ import annotations

from processing.gui.wrappers import DIALOG_STANDARD
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..client.catalogue import CATALOGUE
from ..i18n import tr
from .combo_widget import ComboWidget

#: Visible rows of a list; it scrolls.
MAX_ROWS = 5


class IdWidget(ComboWidget):
    """A combo box of the worker's bundles or models."""

    def createWidget(self, kind: str, empty: str = "") -> QWidget:
        """The box.

        Args:
            kind: ``bundle`` or ``model``.
            empty: what no id stands for.
        """
        self._kind, self._empty = kind, empty
        box = self.create_box()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if not self._empty:
            box.lineEdit().setPlaceholderText(tr("Choose one, or type an id"))
        self._update()
        CATALOGUE.changed.connect(self._update)
        box.destroyed.connect(self._disconnect)
        return box

    def _listed(self) -> list[tuple[str, str]]:
        """The ids that the worker has, with their labels."""
        listed = CATALOGUE.listed(self._kind)
        return [(id_, f"{name} ({id_})" if name else id_) for id_, name in listed]

    def _update(self) -> None:
        self.fill(((label, id_) for id_, label in self._listed()), self._empty)

    def _disconnect(self) -> None:
        CATALOGUE.changed.disconnect(self._update)


class IdListWidget(IdWidget):
    """A list of check boxes in forms; a combo box in batch tables and the Model Designer."""

    def createWidget(self, kind: str) -> QWidget:
        """The list, or the box.

        Args:
            kind: ``bundle`` or ``model``.
        """
        if self.dialogType != DIALOG_STANDARD:
            return super().createWidget(kind)
        self._kind = kind
        ids = self.create_ticks(tr("Comma-separated ids"), ", ", MAX_ROWS)
        self._update()
        connection = CATALOGUE.changed.connect(self._update)
        # Not a method, because the wrapper may be deleted before its widget.
        ids.destroyed.connect(lambda: CATALOGUE.disconnect(connection))  # type: ignore[call-arg] # of PyQt
        return ids

    def _update(self) -> None:
        if self._ticks is None:
            super()._update()
        else:
            self._ticks.offer(self._listed())
