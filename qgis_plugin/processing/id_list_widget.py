"""Form widget for several bundles or models: check boxes by name, above the text of their ids."""

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
UNTICKED = Qt.CheckState.Unchecked
#: Visible rows; the list scrolls.
MAX_ROWS = 5


class IdListWidget(IdWidget):
    """A list of check boxes in forms; a combo box in batch tables and the Model Designer.

    The value is the text below the list, in which other ids can be typed.
    """

    def createWidget(self, kind: str) -> QWidget:
        """The list, or the box.

        Args:
            kind: ``bundle`` or ``model``.
        """
        if self.dialogType != DIALOG_STANDARD:
            return super().createWidget(kind)
        self._kind = kind
        name = self.parameterDefinition().description()
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setAccessibleDescription(tr("Press Space to tick the current item."))
        self._text = QLineEdit()
        self._text.setAccessibleName(tr("{name}, as text").format(name=name))
        self._text.setPlaceholderText(tr("Comma-separated ids"))
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        layout.addWidget(self._text)
        self._update()
        self._list.itemChanged.connect(self._take_ticks)
        self._text.textChanged.connect(self._show_ticks)
        connection = CATALOGUE.changed.connect(self._update)
        # Not a method, because the wrapper may be deleted before its widget.
        widget.destroyed.connect(lambda: CATALOGUE.disconnect(connection))
        return widget

    def setValue(self, value: Any) -> None:
        """Set the text, and tick its ids."""
        if self.dialogType != DIALOG_STANDARD:
            super().setValue(value)
        else:
            self._text.setText(value or "")

    def value(self) -> Any:
        """The comma-separated ids."""
        if self.dialogType != DIALOG_STANDARD:
            return super().value()
        return self._text.text()

    def _update(self) -> None:
        if self.dialogType != DIALOG_STANDARD:
            super()._update()
            return
        contents = CATALOGUE.listed(self._kind)
        self._list.blockSignals(True)
        self._list.clear()
        for id_, name in contents:
            item = QListWidgetItem(f"{name} ({id_})" if name else id_, self._list)
            item.setData(ID, id_)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self._list.blockSignals(False)
        rows = min(len(contents), MAX_ROWS)
        height = rows * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth()
        self._list.setFixedHeight(height)
        self._list.setVisible(bool(contents))
        self._show_ticks()

    def _show_ticks(self) -> None:
        """Tick the ids in the text."""
        named = listed(self._text.text())
        self._list.blockSignals(True)
        for item in self._items():
            is_named = item.data(ID) in named
            item.setCheckState(Qt.CheckState.Checked if is_named else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self.widgetValueHasChanged.emit(self)

    def _take_ticks(self) -> None:
        """Remove unticked ids from the text and append ticked ones."""
        ticks = {item.data(ID): item.checkState() for item in self._items()}
        ids = [each for each in listed(self._text.text()) if ticks.get(each) != UNTICKED]
        ticked = [each for each, state in ticks.items() if state != UNTICKED]
        self._text.setText(", ".join(dict.fromkeys([*ids, *ticked])))

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]
