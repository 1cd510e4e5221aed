"""Small parts that all tabs are made of: buttons, tables and keys that work alike."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QShortcut,
    QSizePolicy,
    QTableView,
    QWidget,
)

COLUMNS_OF_BUTTONS = 3
#: That the narrowest column of a table has room for.
CHARACTERS_OF_COLUMN = 7


def button(
    text: str, icon: str, tip: str, pressed: Callable[[], object] | None = None
) -> QPushButton:
    """A button with a theme icon, which a screen reader describes as its tip does."""
    made = QPushButton(QgsApplication.getThemeIcon(icon), text)
    made.setAccessibleName(text.replace("&", "").rstrip("…"))
    made.setAccessibleDescription(tip)
    made.setToolTip(tip)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if pressed is not None:
        made.clicked.connect(lambda: pressed())
    return made


def grid(*buttons: QWidget) -> QGridLayout:
    """Buttons side by side in equal columns, read row by row."""
    layout = QGridLayout()
    for number, one in enumerate(buttons):
        layout.addWidget(one, *divmod(number, COLUMNS_OF_BUTTONS))
    for column in range(COLUMNS_OF_BUTTONS):
        layout.setColumnStretch(column, 1)
    return layout


def text_label(name: str = "", text: str = "") -> QLabel:
    """Text over several lines that can be selected; ``name`` is for screen readers."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def table(model: QAbstractTableModel, name: str, *wide: int, several: bool = False) -> QTableView:
    """A table whose rows are selected whole.

    Args:
        model: what it shows.
        name: for screen readers.
        *wide: columns that share what is left by the others, which are as wide as what they say.
        several: whether several rows may be selected.
    """
    mode = QAbstractItemView.SelectionMode
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    view.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setAlternatingRowColors(True)
    view.verticalHeader().hide()
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(CHARACTERS_OF_COLUMN * view.fontMetrics().averageCharWidth())
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setResizeContentsPrecision(0)  # of thousands of rows only those are measured that show
    for column in wide:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return view


def selected_rows(view: QTableView) -> list[int]:
    """The rows that are selected, from the top."""
    return sorted(index.row() for index in view.selectionModel().selectedRows())


def shortcut(widget: QWidget, keys: str, pressed: Callable[[], object]) -> QShortcut:
    """A key that works while the focus is in a widget, and nowhere else in QGIS."""
    made = QShortcut(QKeySequence(keys), widget)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: pressed())
    return made
