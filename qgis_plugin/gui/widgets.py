"""Widgets that the tabs share: buttons, tables, shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QAbstractTableModel, QEvent, QSize, Qt
from qgis.PyQt.QtGui import QKeySequence, QPaintEvent, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QShortcut,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTableView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

MAX_COLUMNS_OF_BUTTONS = 3
#: The least width of our docks, in pixels before scaling, for small screens.
DOCK_WIDTH = 300
#: Around the contents of a tab, pixels.
MARGIN = 6
#: The width of the narrowest column of a table, characters.
CHARACTERS_OF_COLUMN = 7
#: A table that is narrower leaves out columns.
NARROW_CHARACTERS = 50
#: Rows of a table, visible ones and their neighbours, by which its columns get their widths.
MEASURED_ROWS = 50


def button(
    text: str, icon: str, tip: str, pressed: Callable[[], object] | None = None
) -> QPushButton:
    """A button with a theme icon; its tip is also read by screen readers."""
    created = QPushButton(QgsApplication.getThemeIcon(icon), text)
    created.setAccessibleName(text.replace("&", "").rstrip("…"))
    created.setAccessibleDescription(tip)
    created.setToolTip(tip)
    created.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if pressed is not None:
        created.clicked.connect(lambda: pressed())
    return created


class Columns(QWidget):
    """Widgets in equal columns, row by row; as many columns as the width allows.

    Args:
        most: columns at most.
        least_width: of a column, pixels; by default, that of the widest widget's hint.
    """

    def __init__(self, most: int, least_width: Callable[[], int] | None = None) -> None:
        super().__init__()
        self._most = self._columns = most
        self._least_width = least_width or self._widest_hint
        self._widgets: list[QWidget] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def append(self, widget: QWidget) -> None:
        """Add a widget behind the others."""
        self._widgets.append(widget)
        self._arrange(self._columns)

    def minimumSizeHint(self) -> QSize:
        """One column is enough."""
        widths = (widget.minimumSizeHint().width() for widget in self._widgets)
        return QSize(max(widths, default=0), self._layout.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_within(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Arrange the widgets again for another font or style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange_within(self.width())

    def _widest_hint(self) -> int:
        return max(widget.sizeHint().width() for widget in self._widgets)

    def _arrange_within(self, width: int) -> None:
        gap = self._layout.horizontalSpacing()
        fitting = (width + gap) // (self._least_width() + gap)
        columns = max(1, min(fitting, self._most))
        if columns != self._columns:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for number, widget in enumerate(self._widgets):
            self._layout.addWidget(widget, *divmod(number, columns))
        for column in range(self._most):
            self._layout.setColumnStretch(column, int(column < columns))
        self.updateGeometry()


class ButtonGrid(Columns):
    """Buttons in equal columns."""

    def __init__(self, most_columns: int = MAX_COLUMNS_OF_BUTTONS) -> None:
        super().__init__(most_columns)

    def add(
        self, text: str, icon: str, tip: str, pressed: Callable[[], object] | None = None
    ) -> QPushButton:
        """Add a button as :func:`button` creates it."""
        added = button(text, icon, tip, pressed)
        self.append(added)
        return added


def stack(parent: QWidget, *parts: QWidget | QLayout, margin: int = 0) -> QVBoxLayout:
    """Put widgets and layouts below each other."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def collapsible(title: str, *contents: QWidget, collapsed: bool = False) -> QWidget:
    """A box whose title shows or hides its contents, by mouse or keyboard."""
    box = QgsCollapsibleGroupBoxBasic(title)
    layout = QVBoxLayout(box)
    for content in contents:
        layout.addWidget(content)
    box.setCollapsed(collapsed)
    box.findChild(QToolButton, "collapseButton").setAccessibleName(title)
    return box


class _ComboBox(QComboBox):
    """A box of choices that leaves out the middle of a long name: its ends tell it from others."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        middle = Qt.TextElideMode.ElideMiddle
        width = room.width() - self.fontMetrics().averageCharWidth()
        option.currentText = self.fontMetrics().elidedText(option.currentText, middle, width)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def combo_box(name: str = "", tip: str = "") -> QComboBox:
    """A box of choices, with a name for screen readers, narrower than its longest entry."""
    box = _ComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.currentTextChanged.connect(lambda text: box.setToolTip(f"{text}\n{tip}".strip()))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


class RowList(QTreeWidget):
    """A list of rows with columns, as high as its rows; its name is for screen readers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)

    def show_rows(self, rows: Sequence[Sequence[str]], most_rows: int) -> None:
        """Show other rows; more than ``most_rows`` are scrolled to."""
        self.clear()
        self.addTopLevelItems([QTreeWidgetItem(row) for row in rows])
        shown = [self.topLevelItem(row) for row in range(min(len(rows), most_rows))]
        height = sum(self.visualItemRect(item).height() for item in shown)
        header = self.header().sizeHint().height()
        self.setFixedHeight(header + height + 2 * self.frameWidth())


def scrolled(content: QWidget) -> QScrollArea:
    """A page that scrolls if the screen is too low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(content)
    return area


def text_label(name: str = "", text: str = "", *, is_html: bool = False) -> QLabel:
    """Text over several lines that can be selected.

    Args:
        name: for screen readers.
        text: the initial text.
        is_html: whether texts are HTML; untrusted parts must go through ``as_html``.
    """
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText if is_html else Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    # A long path without spaces must not widen the dock.
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    return label


class _Table(QTableView):
    """A table whose first selected row stays visible when the table becomes lower.

    While it is narrow, it leaves out its spare columns, which its tips and the box below tell too.
    """

    spare: Set[int] = frozenset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = event.size().width() < NARROW_CHARACTERS * self.fontMetrics().averageCharWidth()
        for column in self.spare:
            self.setColumnHidden(column, is_narrow)
        super().resizeEvent(event)
        for index in self.selectionModel().selectedRows()[:1]:
            self.scrollTo(index)


def table(model: QAbstractTableModel, name: str, *wide: int, several: bool = False) -> QTableView:
    """A table with selection by rows.

    Args:
        model: of the table.
        name: for screen readers.
        *wide: columns that share the remaining width; the others are as wide as their contents.
            In a narrow table, only the first one of them is left, and not the last column.
        several: whether several rows may be selected.
    """
    mode = QAbstractItemView.SelectionMode
    view = _Table()
    view.setModel(model)
    view.spare = {*wide[1:], model.columnCount() - 1}.difference(wide[:1])
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    view.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setAlternatingRowColors(True)
    view.verticalHeader().hide()
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setResizeContentsPrecision(MEASURED_ROWS)
    for column in wide:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    # A narrow table scrolls sideways instead of cutting off its titles.
    least = CHARACTERS_OF_COLUMN * view.fontMetrics().averageCharWidth()
    header.setMinimumSectionSize(max(least, *map(header.sectionSizeHint, wide)))
    return view


def context_entry(widget: QWidget, text: str, chosen: Callable[[], object]) -> QAction:
    """An entry of a widget's context menu."""
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    action = QAction(text, widget)
    action.triggered.connect(lambda: chosen())
    widget.addAction(action)
    return action


def shortcut(widget: QWidget, pressed: Callable[[], object], *keys: str) -> None:
    """Keys that work while the focus is in a widget, and nowhere else in QGIS."""
    for key in keys:
        created = QShortcut(QKeySequence(key), widget)
        created.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        created.activated.connect(lambda: pressed())
