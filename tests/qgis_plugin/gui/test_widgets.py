"""Widgets that windows share."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QStandardItemModel
from qgis.PyQt.QtWidgets import QLabel, QToolButton

from qgis_plugin.gui.widgets import collapsible, table


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


def test_the_selected_row_stays_visible_in_a_table_that_becomes_lower(qtbot: Any) -> None:
    model = QStandardItemModel(12, 1)
    view = table(model, "Jobs", 0)
    qtbot.addWidget(view)
    view.resize(200, 600)
    view.show()
    view.selectRow(8)
    view.resize(200, 120)
    assert view.viewport().rect().contains(view.visualRect(model.index(8, 0)))


def test_a_narrow_table_leaves_out_columns_that_are_told_elsewhere(qtbot: Any) -> None:
    view = table(QStandardItemModel(1, 5), "Jobs", 0, 1)
    qtbot.addWidget(view)
    view.show()
    view.resize(260, 100)
    assert [column for column in range(5) if view.isColumnHidden(column)] == [1, 4]
    view.resize(900, 100)
    assert not any(map(view.isColumnHidden, range(5)))
