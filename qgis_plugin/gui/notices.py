"""Messages above the map, with buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QPushButton

from ..untrusted_text import as_html

TITLE = "TrajGANR"
#: The visible messages. QGIS does not own the Python object of a message: without a reference, it
#: would be garbage-collected with its callbacks, and QGIS would crash when a button is pressed.
_shown: list[tuple[QgsMessageBar, QgsMessageBarItem]] = []


def notify(
    bar: QgsMessageBar,
    text: str,
    level: Qgis.MessageLevel,
    actions: Mapping[str, Callable[[], object]],
) -> QgsMessageBarItem:
    """Show a message until it is dismissed or one of its buttons is pressed.

    Args:
        bar: of QGIS' window.
        text: a sentence or two.
        level: severity.
        actions: callbacks by the text of their button.
    """
    item = QgsMessageBar.createMessage(TITLE, as_html(text))
    for name, act in actions.items():
        item.layout().addWidget(_button(bar, item, name, act))
    bar.pushWidget(item, level, 0)
    _shown[:] = [*_still_shown(), (bar, item)]
    return item


def show_message(bar: QgsMessageBar, text: str, level: Qgis.MessageLevel) -> None:
    """Show a message until it is dismissed."""
    bar.pushMessage(TITLE, as_html(text), level, 0)


def dismiss_all() -> None:
    """Dismiss all messages; call it before the plugin is unloaded."""
    for bar, item in _still_shown():
        bar.popWidget(item)
    _shown.clear()


def _still_shown() -> list[tuple[QgsMessageBar, QgsMessageBarItem]]:
    return [(bar, item) for bar, item in _shown if not sip.isdeleted(item)]


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
