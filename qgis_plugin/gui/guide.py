"""The menu entry *User guide*: the plugin's pages for the system's browser, also offline."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QTextCursor, QTextDocument

from .. import resources, settings
from ..background_task import BackgroundTask
from ..i18n import tr
from .forms import open_in_browser
from .menu_entry import MenuEntry

GUIDE = resources.ROOT.parent / "docs" / "user_guide.md"
#: Pages that the guide links to.
LINKED = re.compile(r"\]\(([\w/]+\.md)")
#: Addresses of links and pictures in HTML, besides those within the page.
ADDRESS = re.compile(r'(href|src)="(?!https?:|#)([^"#]+)(#[^"]*)?"')
#: In place of the font and the margins that Qt writes: wide pictures fit.
STYLE = (
    '<meta charset="utf-8"><style>body {max-width: 50em; margin: auto; font-family: sans-serif} '
    "img {max-width: 100%} table {border-collapse: collapse} td {padding: 3px 8px}</style>"
    "</head><body>"
)


class GuideEntry(MenuEntry):
    """The entry."""

    def __init__(self, iface: QgisInterface, menu: str) -> None:
        super().__init__(iface, menu, tr("User guide"), "TrajganrUserGuide")

    def show(self) -> None:
        """Open the guide, or the project's page if the guide is not installed."""
        if not GUIDE.is_file():
            QDesktopServices.openUrl(QUrl(resources.project_page()))
            return
        write = partial(write_pages, GUIDE, settings.data_folder() / "guide")
        task = BackgroundTask(tr("User guide"), lambda report: write())
        task.succeeded.connect(open_in_browser)
        task.begin()


def write_pages(guide: Path, folder: Path) -> Path:
    """Write the guide, and the pages that it links to, as HTML.

    Args:
        guide: in Markdown.
        folder: for the HTML files; pictures stay where they are.

    Returns:
        The HTML file of the guide.
    """
    named = {guide.parent / name for name in LINKED.findall(guide.read_text(encoding="utf-8"))}
    pages = {
        page.resolve(): folder / page.relative_to(guide.parent).with_suffix(".html")
        for page in (guide, *named)
        if page.is_file()
    }
    for page, written in pages.items():
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(_as_html(page, pages), encoding="utf-8")
    return pages[guide.resolve()]


def _as_html(page: Path, pages: dict[Path, Path]) -> str:
    """A page as HTML, whose links lead to the others' HTML, or to the project's page."""
    document = QTextDocument()
    document.setMarkdown(page.read_text(encoding="utf-8"))
    _mark_headings(document)

    def resolved(address: re.Match[str]) -> str:
        attribute, name, anchor = address[1], address[2], address[3] or ""
        target = (page.parent / name).resolve()
        if target in pages:
            return f'{attribute}="{pages[target].as_uri()}{anchor}"'
        if target.is_file() and target.suffix != ".md":
            return f'{attribute}="{target.as_uri()}"'
        return f'{attribute}="{resources.project_page()}"'

    html = re.sub(r"</head><body[^>]*>", STYLE, document.toHtml())
    return ADDRESS.sub(resolved, html)


def _mark_headings(page: QTextDocument) -> None:
    """Give headings the anchors that links refer to, which Qt's Markdown lacks."""
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
