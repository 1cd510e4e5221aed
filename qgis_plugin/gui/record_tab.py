"""What the tabs of areas, models and jobs share: a table, details, and actions on records."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction, QPushButton, QSplitter, QWidget

from ..client.monitor import Monitor
from .forms import Forms
from .record_table import RecordTable, Row
from .widgets import MARGIN, ButtonGrid, context_entry, shortcut, stack, table

#: Whether an action applies to the selected record.
Applies = Callable[[Any], bool]


class RecordTab(QWidget):
    """A table of records, details of the selected ones, and what can be done with them.

    Args:
        monitor: does it.
        forms: opens the forms of algorithms.
        rows: the records.
        name: of the table, for screen readers.
        *wide: columns that share the remaining width.
        several: whether several records may be selected.
    """

    def __init__(
        self,
        monitor: Monitor,
        forms: Forms,
        rows: RecordTable,
        name: str,
        *wide: int,
        several: bool = False,
    ) -> None:
        super().__init__()
        self._monitor = monitor
        self._forms = forms
        self.rows = rows
        self.table = table(rows, name, *wide, several=several)
        self.table.selectionModel().selectionChanged.connect(self.offer)
        self.buttons = ButtonGrid()
        self._controls: list[tuple[QPushButton | QAction, Applies]] = []

    def show_records(self, records: Sequence[Row]) -> None:
        """Show the current records; the selected ones stay selected."""
        self.rows.show(records, self.table)
        self.offer()

    def show_outdated(self, is_outdated: bool) -> None:
        """Grey what is shown while no worker answers."""
        self.rows.show_outdated(is_outdated)

    def selected(self) -> Any:
        """The only selected record; None without one."""
        chosen = self.rows.selected(self.table)
        return chosen[0] if len(chosen) == 1 else None

    def select(self, *ids: str) -> None:
        """Select records."""
        self.rows.select(self.table, set(ids))

    def offer(self) -> None:
        """Show the selected records, and enable the actions that apply to the only one."""
        record = self.selected()
        for control, applies in self._controls:
            control.setEnabled(record is not None and applies(record))
        self.describe(self.rows.selected(self.table))

    @abstractmethod
    def describe(self, chosen: Sequence[Any]) -> None:
        """Show the details of the selected records."""

    # Building

    def arrange(
        self, details: QWidget, *keys: tuple[Callable[[], object], str], is_divided: bool = True
    ) -> None:
        """Put table, details and buttons below each other.

        Args:
            details: of the selected records.
            *keys: of the table, with what they do.
            is_divided: whether a person divides the room between table and details; else the
                details get what they need.
        """
        parts: list[QWidget] = [self.table, details]
        if is_divided:
            splitter = QSplitter(Qt.Orientation.Vertical)
            splitter.setChildrenCollapsible(False)
            for number, part in enumerate(parts):
                splitter.addWidget(part)
                splitter.setStretchFactor(number, 1)
            parts = [splitter]
        stack(self, *parts, self.buttons, margin=MARGIN).setStretch(0, 1)
        for pressed, key in keys:
            shortcut(self.table, pressed, *((key, "Enter") if key == "Return" else (key,)))
        self.offer()

    def add_button(
        self,
        text: str,
        icon: str,
        tip: str,
        act: Callable[[Any], object] | None,
        applies: Applies = lambda record: True,
    ) -> QPushButton:
        """A button that does something with the selected record, as :func:`.widgets.button`."""
        added = self.buttons.add(text, icon, tip, act and self.with_selected(act))
        self._controls.append((added, applies))
        return added

    def add_entry(
        self, text: str, act: Callable[[Any], object], applies: Applies = lambda record: True
    ) -> QAction:
        """An entry of the table's context menu that does something with the selected record."""
        added = context_entry(self.table, text, self.with_selected(act))
        self._controls.append((added, applies))
        return added

    def with_selected(self, act: Callable[[Any], object]) -> Callable[[], None]:
        """What a button or key does: something with the selected record, if there is one."""

        def press() -> None:
            record = self.selected()
            if record is not None:
                act(record)

        return press

    def form_for(self, algorithm: str, parameter: str) -> Callable[[Any], None]:
        """Opens an algorithm's form with the selected record."""
        return lambda record: self._forms.open(f"trajganr:{algorithm}", {parameter: record.id})
