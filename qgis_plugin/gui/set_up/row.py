"""Base class of the rows of the set-up dialog."""

from __future__ import annotations

from abc import abstractmethod

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QGroupBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trajganr_core.contract.health import Finding, Level

from ..widgets import collapsible, text_label
from .running_tasks import RunningTasks

ICONS = {
    Level.FINE: "/mIconSuccess.svg",
    Level.WARNING: "/mIconWarning.svg",
    Level.PROBLEM: "/mIconWarning.svg",
    Level.OPTIONAL: "/mIconInfo.svg",
    Level.UNKNOWN: "/mActionHelpContents.svg",
}
ICON_SIZE = 24


class Row(QGroupBox):
    """A component: its status, a sentence, a button that fixes problems, collapsible details."""

    def __init__(self, tasks: RunningTasks, title: str, action: str) -> None:
        super().__init__(title)
        self._tasks = tasks
        self._icon = QLabel()
        self._icon.setFixedWidth(ICON_SIZE + 6)
        self.text = text_label(title)
        self.button = QPushButton()
        self.name_action(action)
        self.button.clicked.connect(lambda: self.run_action())
        line = QHBoxLayout()
        line.addWidget(self._icon)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        self.body = QVBoxLayout(self)
        self.body.addLayout(line)
        self.level = Level.UNKNOWN

    @abstractmethod
    def refresh(self) -> None:
        """Update status and button, without waiting for anything."""

    @abstractmethod
    def run_action(self) -> None:
        """The action of the button."""

    def show_finding(self, finding: Finding) -> None:
        """Show the component's status."""
        self.level = finding.level
        icon = QgsApplication.getThemeIcon(ICONS[finding.level])
        self._icon.setPixmap(icon.pixmap(ICON_SIZE, ICON_SIZE))
        self._icon.setAccessibleName(finding.level.value)
        self.text.setText(finding.text)

    def name_action(self, action: str) -> None:
        """Set the text of the button."""
        self.button.setText(action)
        self.button.setAccessibleName(f"{self.title()}: {action.replace('&', '')}")

    def add_section(self, title: str, *contents: QWidget) -> QWidget:
        """Add details, collapsed at first."""
        section = collapsible(title, *contents, collapsed=True)
        self.body.addWidget(section)
        return section


def left(button: QPushButton) -> QWidget:
    """A button at the left of a line of its own."""
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(button)
    layout.addStretch()
    return line
