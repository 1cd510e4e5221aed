"""Bundles, models or jobs as a table: a row a record, each with an id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
)
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QApplication, QTableView

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.records import BundleRecord, DamagedRecord, ModelRecord

from ..i18n import tr
from ..untrusted_text import as_tip

Record = BundleRecord | ModelRecord | DamagedRecord
Row = Record | JobRecord


class RecordTable(QAbstractTableModel):
    """Rows are records, in the order that they are given.

    Args:
        columns: title, and the text of a record's cell.
        tip: the tool tip of a record.
    """

    def __init__(
        self, columns: Sequence[tuple[str, Callable[[Any], str]]], tip: Callable[[Any], str]
    ) -> None:
        super().__init__()
        self._columns = columns
        self._tip = tip
        self._records: Sequence[Any] = []
        self._is_outdated = False

    @property
    def records(self) -> Sequence[Any]:
        """The records that are shown."""
        return self._records

    def show(self, records: Sequence[Row], view: QTableView) -> None:
        """Show the current records; selection and scroll position of the view are kept."""
        if [*map(_id_of, records)] == [*map(_id_of, self._records)]:
            self._records = records
            if records:
                last = self.index(len(records) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        selected = {_id_of(record) for record in self.selected(view)}
        self.beginResetModel()
        self._records = records
        self.endResetModel()
        self.select(view, selected)

    def show_outdated(self, is_outdated: bool) -> None:
        """Grey the records, of which nobody knows whether they have changed, or no longer."""
        if is_outdated != self._is_outdated:
            self._is_outdated = is_outdated
            self.layoutChanged.emit()

    def selected(self, view: QTableView) -> list[Any]:
        """The records that are selected in a view of this table."""
        rows = sorted(index.row() for index in view.selectionModel().selectedRows())
        return [self._records[row] for row in rows]

    def select(self, view: QTableView, ids: set[str]) -> None:
        """Select the records with these ids in a view, if they exist."""
        selection = QItemSelection()
        for row, record in enumerate(self._records):
            if _id_of(record) in ids:
                selection.select(self.index(row, 0), self.index(row, len(self._columns) - 1))
        view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not selection.isEmpty():
            view.scrollTo(selection.indexes()[0])

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal
        if is_title and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][0]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self._records[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(record, index.column())
        if role == Qt.ItemDataRole.UserRole:
            return record
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(damage_of(record) or self._tip(record))
        if role == Qt.ItemDataRole.ForegroundRole and self._is_outdated:
            disabled = QPalette.ColorGroup.Disabled
            return QApplication.palette().color(disabled, QPalette.ColorRole.Text)
        return None

    def _text(self, record: Row, column: int) -> str:
        if column and damage_of(record):
            return tr("damaged") if column == 1 else ""
        return self._columns[column][1](record)


def _id_of(record: Row) -> str:
    return record.job_id if isinstance(record, JobRecord) else record.id


def damage_of(record: Row) -> str:
    """Why a bundle or model is damaged, and what to do; "" if it is not."""
    if not isinstance(record, DamagedRecord):
        return ""
    error = TrajganrError.from_dict(record.error)
    return f"{error.message} {error.next_action}"
