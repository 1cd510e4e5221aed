"""The menu entry *User guide*, and its window, which works offline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QSignalBlocker, QSize, QTimer, QUrl
from qgis.PyQt.QtGui import (
    QDesktopServices,
    QImageReader,
    QPixmap,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from qgis.PyQt.QtWidgets import QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from .. import resources
from ..i18n import tr
from .menu_entry import MenuEntry, Window

GUIDE = resources.ROOT.parent / "docs" / "user_guide.md"
SIZE = QSize(1000, 760)
#: Wider pictures are scaled down to this, pixels, so that lines fit the window.
WIDEST = 620
CELL_PADDING = 3
#: State of the first block of a page that has been formatted; pages that Qt loads have another.
FORMATTED = 1


class GuideEntry(MenuEntry):
    """The entry and its window."""

    def __init__(self, iface: QgisInterface, menu: str) -> None:
        super().__init__(iface, menu, tr("User guide"), "TrajganrUserGuide", GuideWindow)

    def show(self) -> None:
        """Show the guide, or the project's page if the guide is not installed."""
        if GUIDE.is_file():
            super().show()
        else:
            QDesktopServices.openUrl(project_page())


class GuideWindow(Window):
    """Shows the guide and the pages that it links to, in a window of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("TrajganrGuide")
        self.setWindowTitle(tr("TrajGANR: user guide"))
        self.resize(SIZE.boundedTo(self.screen().availableSize()))
        self.pages = Pages()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        contents = buttons.addButton(tr("C&ontents"), QDialogButtonBox.ButtonRole.ActionRole)
        contents.clicked.connect(lambda: self.pages.open(GUIDE))
        back = buttons.addButton(tr("&Back"), QDialogButtonBox.ButtonRole.ActionRole)
        back.clicked.connect(lambda: self.pages.backward())
        back.setEnabled(False)
        self.pages.backwardAvailable.connect(back.setEnabled)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages)
        layout.addWidget(buttons)
        self.pages.open(GUIDE)


class Pages(QTextBrowser):
    """Shows Markdown with pictures.

    The guide has thirty pictures, and reading one takes some milliseconds. They are therefore read
    one by one from the event loop; a blank of the same size is shown until then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("User guide"))
        self.setOpenLinks(False)
        #: The name of a picture in the page, and its address.
        self._awaited: list[tuple[QUrl, QUrl]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_a_picture)
        self.anchorClicked.connect(self.follow)
        self.sourceChanged.connect(self._arrive)

    def open(self, page: Path) -> None:
        """Show a page from its beginning."""
        self._show(QUrl.fromLocalFile(str(page)))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def follow(self, link: QUrl) -> None:
        """Open a page of the guide here, and what is not part of the plugin in the browser."""
        address = self.source().resolved(link)
        page = Path(address.toLocalFile())
        if not address.isLocalFile():
            QDesktopServices.openUrl(address)
        elif page.suffix == ".md" and page.is_file():
            self._show(address)
        else:
            QDesktopServices.openUrl(project_page())

    def loadResource(self, kind: int, name: QUrl) -> Any:
        """A blank for a picture that will be read later; anything else as Qt does."""
        if kind != QTextDocument.ResourceType.ImageResource:
            return super().loadResource(kind, name)
        address = self.source().resolved(name)
        self._awaited.append((name, address))
        self._timer.start()
        blank = QPixmap(_shown_size(QImageReader(address.toLocalFile()).size()))
        blank.fill(self.palette().alternateBase().color())
        return blank

    def _show(self, address: QUrl) -> None:
        self.setSource(address, QTextDocument.ResourceType.MarkdownResource)

    def _read_a_picture(self) -> None:
        if not self._awaited:
            self._timer.stop()
            return
        name, address = self._awaited.pop(0)
        if self.source().resolved(name) != address:
            return  # another page is shown now
        reader = QImageReader(address.toLocalFile())
        reader.setScaledSize(_shown_size(reader.size()))
        self.document().addResource(
            QTextDocument.ResourceType.ImageResource, name, QPixmap.fromImageReader(reader)
        )
        self.viewport().update()

    def _arrive(self, address: QUrl) -> None:
        """Add anchors and thin lines, which Qt's Markdown lacks, and scroll to the anchor."""
        first_block = self.document().begin()
        if first_block.userState() != FORMATTED:
            with QSignalBlocker(self.document()):  # Qt loads a changed page again at every link
                _mark_headings(self.document())
                _draw_thin_lines(self.document())
            first_block.setUserState(FORMATTED)
        self.scrollToAnchor(address.fragment())


def _mark_headings(page: QTextDocument) -> None:
    """Give headings the anchors that links refer to."""
    block = page.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            cursor = QTextCursor(block)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            style = cursor.charFormat()
            style.setAnchor(True)
            style.setAnchorNames([resources.anchor(block.text())])
            cursor.setCharFormat(style)
        block = block.next()


def _draw_thin_lines(page: QTextDocument) -> None:
    """Draw tables with a single line between cells."""
    for frame in page.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            style = frame.format()
            style.setBorderCollapse(True)
            style.setCellPadding(CELL_PADDING)
            frame.setFormat(style)


def project_page() -> QUrl:
    """The project's page."""
    return QUrl(resources.project_page())


def _shown_size(size: QSize) -> QSize:
    wide = max(1, size.width())
    return size if wide <= WIDEST else QSize(WIDEST, size.height() * WIDEST // wide)
