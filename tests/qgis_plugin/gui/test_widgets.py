"""Widgets that windows share."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QToolButton

from qgis_plugin.gui.widgets import collapsible


def test_a_collapsible_box_is_opened_with_the_keyboard(qgis_app: Any, qtbot: Any) -> None:
    content = QLabel("Content")
    box = collapsible("Details", content, collapsed=True)
    qtbot.addWidget(box)
    box.show()
    assert not content.isVisible()
    arrow = box.findChild(QToolButton)
    assert arrow.accessibleName() == "Details"
    assert arrow.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(arrow, Qt.Key.Key_Space)
    assert content.isVisible()
