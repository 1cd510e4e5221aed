"""How a form asks for several bundles or models: ticked by name, above the text of their ids."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import DIALOG_STANDARD
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..client.catalogue import CATALOGUE
from ..i18n import tr
from .id_widget import IdWidget
from .options import listed

ID = Qt.ItemDataRole.UserRole
#: More are scrolled to.
ROWS_SHOWN = 5


class IdListWidget(IdWidget):
    """A list to be ticked in a form; in a table of batch runs and in the Model Designer a box.

    The text below the list is what counts: ids that the worker does not list can be typed there.
    """

    def createWidget(self, kind: str) -> QWidget:
        """The list, or the box.

        Args:
            what: ``bundle`` or ``model``.
        """
        if self.dialogType != DIALOG_STANDARD:
            return super().createWidget(kind)
        self._kind = kind
        name = self.parameterDefinition().description()
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setAccessibleDescription(tr("Space ticks the one that is marked."))
        self._text = QLineEdit()
        self._text.setAccessibleName(tr("{name}, as text").format(name=name))
        self._text.setPlaceholderText(tr("Ids, with commas between them"))
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        layout.addWidget(self._text)
        self._offer()
        self._list.itemChanged.connect(self._take_ticks)
        self._text.textChanged.connect(self._show_ticks)
        result = CATALOGUE.changed.connect(self._offer)
        # Not by a method: the wrapper may be gone before its widget.
        widget.destroyed.connect(lambda: CATALOGUE.disconnect(result))
        return widget

    def setValue(self, value: Any) -> None:
        """Tick ids; others are told in the text alone."""
        if self.dialogType != DIALOG_STANDARD:
            super().setValue(value)
        else:
            self._text.setText(value or "")

    def value(self) -> Any:
        """The ids with commas between them."""
        if self.dialogType != DIALOG_STANDARD:
            return super().value()
        return self._text.text()

    def _offer(self) -> None:
        """List what there is now; what is ticked or typed stays."""
        if self.dialogType != DIALOG_STANDARD:
            super()._offer()
            return
        listed = CATALOGUE.listed(self._kind)
        self._list.blockSignals(True)
        self._list.clear()
        for made_id, name in listed:
            item = QListWidgetItem(f"{name} ({made_id})" if name else made_id, self._list)
            item.setData(ID, made_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self._list.blockSignals(False)
        rows = min(len(listed), ROWS_SHOWN)
        height = rows * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth()
        self._list.setFixedHeight(height)
        self._list.setVisible(bool(listed))
        self._show_ticks()

    def _show_ticks(self) -> None:
        """Tick what the text names."""
        named = listed(self._text.text())
        self._list.blockSignals(True)
        for item in self._items():
            is_named = item.data(ID) in named
            item.setCheckState(Qt.CheckState.Checked if is_named else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self.widgetValueHasChanged.emit(self)

    def _take_ticks(self) -> None:
        """Name in the text what is ticked, after what else it names."""
        ticks = {item.data(ID): item.checkState() for item in self._items()}
        named = listed(self._text.text())
        kept = [one for one in named if ticks.get(one) != Qt.CheckState.Unchecked]
        new = [
            one
            for one, state in ticks.items()
            if state == Qt.CheckState.Checked and one not in named
        ]
        self._text.setText(", ".join([*kept, *new]))

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]
