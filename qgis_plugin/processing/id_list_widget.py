"""Form widget for several bundles or models: check boxes by name, above the text of their ids."""

from __future__ import annotations

from processing.gui.wrappers import DIALOG_STANDARD
from qgis.PyQt.QtWidgets import QWidget

from ..client.catalogue import CATALOGUE
from ..i18n import tr
from .id_widget import IdWidget

#: Visible rows; the list scrolls.
MAX_ROWS = 5


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
            return
        listed = CATALOGUE.listed(self._kind)
        self._ticks.offer((id_, f"{name} ({id_})" if name else id_) for id_, name in listed)
