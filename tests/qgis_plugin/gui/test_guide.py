"""The user guide in a window of QGIS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import MenuRecorder
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QImageReader, QPixmap, QTextDocument
from qgis.PyQt.QtWidgets import QWidget

from qgis_plugin.gui import guide
from qgis_plugin.gui.guide import GUIDE, GuideEntry, GuideWindow, Pages
from qgis_plugin.resources import anchor

TEXT = GUIDE.read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT)
CONTENTS = re.findall(r"^\d+\. \[[^]]+\]\(#([^)]+)\)", TEXT, re.MULTILINE)


@pytest.fixture
def entry(iface: MenuRecorder) -> Iterator[GuideEntry]:
    made = GuideEntry(iface, "TrajGANR")
    yield made
    made.leave()


@pytest.fixture
def window(entry: GuideEntry, qtbot: Any) -> GuideWindow:
    entry.action.trigger()
    assert entry.window is not None
    qtbot.waitExposed(entry.window)
    return entry.window


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the system's browser was to open."""
    addresses: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(url.toString()))
    return addresses


def test_the_guide_opens_with_all_its_pictures(window: GuideWindow, qtbot: Any) -> None:
    assert not window.isModal()
    assert "From trips to predicted roads" in window.pages.toPlainText()
    for name in PICTURES:
        assert QImageReader(str(GUIDE.parent / name)).canRead(), name
        qtbot.waitUntil(lambda name=name: is_drawn(window.pages, name))


def is_drawn(pages: Pages, name: str) -> bool:
    """Whether a picture, of several colours, has taken the place that was kept for it."""
    kind = QTextDocument.ResourceType.ImageResource
    picture = pages.document().resource(kind, QUrl(name))
    assert isinstance(picture, QPixmap)
    assert 0 < picture.width() <= guide.WIDEST
    image = picture.toImage()
    seen = {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(image.height())}
    return len(seen) > 1


def test_the_contents_link_to_each_chapter(window: GuideWindow) -> None:
    assert len(CONTENTS) > 10
    before = -1
    for name in CONTENTS:
        window.pages.follow(QUrl(f"#{name}"))
        place = window.pages.verticalScrollBar().value()
        assert place > before or place == window.pages.verticalScrollBar().maximum()
        before = place


def test_a_link_within_the_page_does_not_load_it_again(
    window: GuideWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[int] = []
    monkeypatch.setattr(Pages, "loadResource", lambda pages, kind, name: loaded.append(kind))
    window.pages.follow(QUrl(f"#{CONTENTS[-1]}"))
    assert window.pages.verticalScrollBar().value() > 0
    assert QTextDocument.ResourceType.MarkdownResource not in loaded


def test_all_links_of_the_guide_resolve() -> None:
    headings = {anchor(line.lstrip("# ")) for line in TEXT.splitlines() if line.startswith("#")}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings
    for page, name in re.findall(r"\]\(([\w/]+\.md)#([^)]+)\)", TEXT):
        other = (GUIDE.parent / page).read_text(encoding="utf-8")
        lines = [line for line in other.splitlines() if line.startswith("#")]
        assert name in {anchor(line.lstrip("# ")) for line in lines}


def test_a_linked_page_opens_at_its_anchor_and_back_returns(
    window: GuideWindow,
) -> None:
    window.pages.follow(QUrl("worker.md#home-folder"))
    assert "trajganr worker" in window.pages.toPlainText()
    assert window.pages.verticalScrollBar().value() > 0
    window.pages.backward()
    assert "From trips to predicted roads" in window.pages.toPlainText()


def test_links_to_other_files_open_in_the_browser(window: GuideWindow, opened: list[str]) -> None:
    window.pages.follow(QUrl("https://arxiv.org/abs/2605.06990"))
    window.pages.follow(QUrl("no_such_page.md"))
    assert opened[0] == "https://arxiv.org/abs/2605.06990"
    assert opened[1] == guide.project_page().toString() != ""
    assert "From trips to predicted roads" in window.pages.toPlainText()


def test_without_the_guide_the_projects_page_is_opened(
    entry: GuideEntry, opened: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(guide, "GUIDE", tmp_path / "user_guide.md")
    entry.action.trigger()
    assert entry.window is None
    assert opened == [guide.project_page().toString()]


def test_unloading_the_plugin_closes_the_guide(iface: MenuRecorder, qtbot: Any) -> None:
    entry = GuideEntry(iface, "TrajGANR")
    entry.show()
    window = entry.window
    entry.leave()
    assert iface.menu == []
    assert not window.isVisible()
    assert isinstance(window.parent(), QWidget)
