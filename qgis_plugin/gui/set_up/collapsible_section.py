"""A section that is collapsed at first."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolButton, QVBoxLayout, QWidget


class CollapsibleSection(QWidget):
    """A title with an arrow that shows or hides the contents, by mouse or keyboard."""

    def __init__(self, title: str, *contents: QWidget) -> None:
        super().__init__()
        self._arrow = QToolButton()
        self._arrow.setText(title)
        self._arrow.setAccessibleName(title)
        self._arrow.setCheckable(True)
        self._arrow.setAutoRaise(True)
        self._arrow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(24, 0, 0, 0)
        for content in contents:
            inside.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._arrow)
        layout.addWidget(self._inside)
        self._arrow.toggled.connect(self.set_expanded)
        self.set_expanded(False)

    def set_expanded(self, is_open: bool) -> None:
        """Show or hide the contents."""
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self._arrow.setArrowType(arrow)
        self._arrow.setChecked(is_open)
        self._inside.setVisible(is_open)
