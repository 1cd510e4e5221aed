"""What every part of the set-up looks like."""

from __future__ import annotations

from abc import abstractmethod

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QGroupBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trajganr_core.contract.errors import TrajganrError

from ...diagnosis.readiness import Finding, State
from ..widgets import text_label
from .folded import Folded

ICONS = {
    State.READY: "/mIconSuccess.svg",
    State.MISSING: "/mIconWarning.svg",
    State.OPTIONAL: "/mIconInfo.svg",
    State.UNKNOWN: "/mActionHelpContents.svg",
}
ICON_SIZE = 24


class Row(QGroupBox):
    """A part that is needed: its state, a sentence, the button that mends it, folded details."""

    def __init__(self, title: str, action: str) -> None:
        super().__init__(title)
        self._icon = QLabel()
        self._icon.setFixedWidth(ICON_SIZE + 6)
        self._text = text_label(title)
        self.button = QPushButton()
        self.name_action(action)
        self.button.clicked.connect(lambda: self.mend())
        line = QHBoxLayout()
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addWidget(self.button)
        self.body = QVBoxLayout(self)
        self.body.addLayout(line)
        self.state = State.UNKNOWN

    @abstractmethod
    def refresh(self) -> None:
        """Show what can be told without waiting, and what can be pressed now."""

    @abstractmethod
    def mend(self) -> None:
        """What the button does."""

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def show_finding(self, finding: Finding) -> None:
        """Show how the part is."""
        self.state = finding.state
        icon = QgsApplication.getThemeIcon(ICONS[finding.state])
        self._icon.setPixmap(icon.pixmap(ICON_SIZE, ICON_SIZE))
        self._icon.setAccessibleName(finding.state.value)
        self._text.setText(finding.text)

    def name_action(self, action: str) -> None:
        """Say what the button does."""
        self.button.setText(action)
        self.button.setAccessibleName(f"{self.title()}: {action.replace('&', '')}")

    def fold(self, title: str, *contents: QWidget) -> Folded:
        """Add details that are folded at first."""
        folded = Folded(title, *contents)
        self.body.addWidget(folded)
        return folded


def left(button: QPushButton) -> QWidget:
    """A button at the left of a line of its own."""
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(button)
    layout.addStretch()
    return line


def said(error: TrajganrError) -> str:
    """An error in a line."""
    return f"{error.message} {error.next_action} [{error.code.value}]"
