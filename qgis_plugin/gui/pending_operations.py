"""Running operations of the user, with progress and cancel buttons."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from ..client.monitor import Monitor
from ..i18n import tr
from ..untrusted_text import as_tip


class PendingOperations(QWidget):
    """A row for each operation; hidden if there is none."""

    def __init__(self, monitor: Monitor) -> None:
        super().__init__()
        self._monitor = monitor
        self._rows: dict[str, _Row] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()
        monitor.operation_progressed.connect(self._show)
        monitor.operation_ended.connect(self._forget)

    def _show(self, key: str, title: str, fraction: float) -> None:
        if key not in self._rows:
            row = self._rows[key] = _Row(title)
            row.stop.clicked.connect(lambda: self._monitor.cancel_operation(key))
            self._layout.addWidget(row)
            self.show()
        self._rows[key].show_fraction(fraction)

    def _forget(self, key: str) -> None:
        row = self._rows.pop(key, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.deleteLater()
        self.setVisible(bool(self._rows))


class _Row(QWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.bar = QProgressBar()
        self.bar.setAccessibleName(title)
        name = tr("Cancel: {what}").format(what=title)
        self.stop = QToolButton()
        self.stop.setIcon(QgsApplication.getThemeIcon("/mTaskCancel.svg"))
        self.stop.setToolTip(as_tip(name))
        self.stop.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop)

    def show_fraction(self, fraction: float) -> None:
        """Show the completed fraction; negative if unknown."""
        self.bar.setMaximum(0 if fraction < 0 else 100)
        self.bar.setValue(round(100 * max(fraction, 0.0)))
        self.bar.setFormat(f"{self._title}: %p %")
