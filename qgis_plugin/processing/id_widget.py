"""Form widget for a bundle or a model: a list of names, in which other ids can be typed."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox

from ..client.catalogue import CATALOGUE
from ..i18n import tr
from .combo_widget import ComboWidget


class IdWidget(ComboWidget):
    """A combo box of the worker's bundles or models."""

    def createWidget(self, kind: str, empty: str = "") -> QComboBox:
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

    def _update(self) -> None:
        listed = CATALOGUE.listed(self._kind)
        items = ((f"{name} ({id_})" if name else id_, id_) for id_, name in listed)
        self.fill(items, self._empty)

    def _disconnect(self) -> None:
        CATALOGUE.changed.disconnect(self._update)
