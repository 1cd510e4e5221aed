"""A list of check boxes above the text of their values, in which further values can be typed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..i18n import tr

VALUE = Qt.ItemDataRole.UserRole
UNTICKED = Qt.CheckState.Unchecked


class TickedText(QWidget):
    """The value is the text; the list ticks what the text has, and changes it."""

    changed = pyqtSignal()

    def __init__(
        self,
        name: str,
        placeholder: str,
        separator: str,
        most_rows: int,
        key: Callable[[str], Hashable] = str,
    ) -> None:
        """An empty list.

        Args:
            name: for screen readers.
            placeholder: of the text.
            separator: between values in the text, with its spaces.
            most_rows: visible rows; the list scrolls.
            key: equal for texts of the same value.
        """
        super().__init__()
        self._separator, self._most_rows, self._key = separator, most_rows, key
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setAccessibleDescription(tr("Press Space to tick the current item."))
        self._text = QLineEdit()
        self._text.setAccessibleName(tr("{name}, as text").format(name=name))
        self._text.setPlaceholderText(placeholder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        layout.addWidget(self._text)
        self._list.itemChanged.connect(self._take_ticks)
        self._text.textChanged.connect(self._show_ticks)

    def text(self) -> str:
        """The values with separators."""
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Show other values."""
        self._text.setText(text)

    def offer(self, values: Iterable[tuple[str, str]]) -> None:
        """List other values, each with its label; the text does not change."""
        self._list.blockSignals(True)
        self._list.clear()
        for value, label in values:
            item = QListWidgetItem(label, self._list)
            item.setData(VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self._list.blockSignals(False)
        rows = min(self._list.count(), self._most_rows)
        height = rows * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth()
        self._list.setFixedHeight(height)
        self._list.setVisible(rows > 0)
        self._show_ticks()

    def _values(self) -> list[str]:
        """The values in the text."""
        parts = self._text.text().split(self._separator.strip())
        return list(filter(None, map(str.strip, parts)))

    def _show_ticks(self) -> None:
        """Tick the values in the text."""
        named = set(map(self._key, self._values()))
        self._list.blockSignals(True)
        for item in self._items():
            is_named = self._key(item.data(VALUE)) in named
            item.setCheckState(Qt.CheckState.Checked if is_named else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self.changed.emit()

    def _take_ticks(self) -> None:
        """Remove unticked values from the text and append ticked ones."""
        values = {self._key(each): each for each in self._values()}
        for item in self._items():
            key = self._key(item.data(VALUE))
            if item.checkState() == UNTICKED:
                values.pop(key, None)
            else:
                values.setdefault(key, item.data(VALUE))
        self._text.setText(self._separator.join(values.values()))

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]
