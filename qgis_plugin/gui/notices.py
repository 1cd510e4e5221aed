"""Messages above the map with something to press."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtWidgets import QPushButton

TITLE = "TrajGANR"


def notify(
    bar: QgsMessageBar,
    text: str,
    level: Qgis.MessageLevel,
    actions: dict[str, Callable[[], object]],
) -> QgsMessageBarItem:
    """Say something until it is dismissed or one of its buttons is pressed.

    Args:
        bar: of QGIS' window.
        text: a sentence or two.
        level: how bad it is.
        actions: what the buttons do, by their text.
    """
    item = QgsMessageBar.createMessage(TITLE, text)
    for name, act in actions.items():
        item.layout().addWidget(_button(bar, item, name, act))
    bar.pushWidget(item, level, 0)
    return item


def _button(
    bar: QgsMessageBar, item: QgsMessageBarItem, name: str, act: Callable[[], object]
) -> QPushButton:
    button = QPushButton(name, item)
    button.setAccessibleName(name)

    def press() -> None:
        act()
        bar.popWidget(item)

    button.clicked.connect(press)
    return button
