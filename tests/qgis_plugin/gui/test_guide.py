"""The user guide as HTML for the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import MenuRecorder
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QImageReader

from qgis_plugin.gui import guide
from qgis_plugin.gui.guide import GUIDE, GuideEntry, write_pages
from qgis_plugin.resources import anchor, project_page

TEXT = GUIDE.read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT)
CONTENTS = re.findall(r"^\d+\. \[[^]]+\]\(#([^)]+)\)", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def page(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(GUIDE, tmp_path_factory.mktemp("guide"))


@pytest.fixture
def entry(iface: MenuRecorder) -> Iterator[GuideEntry]:
    made = GuideEntry(iface, "TrajGANR")
    yield made
    made.leave()
    assert iface.menu == []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the system's browser was to open."""
    addresses: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(url.toString()))
    return addresses


def links_of(page: Path) -> list[str]:
    return re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8"))


def test_the_entry_opens_the_guide_in_the_browser(
    entry: GuideEntry,
    opened: list[str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(guide.settings, "data_folder", lambda: tmp_path)
    entry.action.trigger()
    qtbot.waitUntil(lambda: len(opened) == 1)
    html = Path(QUrl(opened[0]).toLocalFile()).read_text(encoding="utf-8")
    assert "From trips to predicted roads" in html


def test_the_guide_has_all_its_pictures(page: Path) -> None:
    sources = re.findall(r'src="([^"]+)"', page.read_text(encoding="utf-8"))
    assert len(sources) == len(PICTURES)
    for source in sources:
        assert QImageReader(QUrl(source).toLocalFile()).canRead(), source


def test_the_contents_link_to_each_chapter(page: Path) -> None:
    assert len(CONTENTS) > 10
    html = page.read_text(encoding="utf-8")
    assert {f"#{name}" for name in CONTENTS} <= set(links_of(page))
    assert all(f'name="{name}"' in html for name in CONTENTS)


def test_all_links_of_the_guide_resolve() -> None:
    headings = {anchor(line.lstrip("# ")) for line in TEXT.splitlines() if line.startswith("#")}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings
    for page, name in re.findall(r"\]\(([\w/]+\.md)#([^)]+)\)", TEXT):
        other = (GUIDE.parent / page).read_text(encoding="utf-8")
        lines = [line for line in other.splitlines() if line.startswith("#")]
        assert name in {anchor(line.lstrip("# ")) for line in lines}


def test_linked_pages_are_written_with_their_anchors(page: Path) -> None:
    linked = next(QUrl(link) for link in links_of(page) if "worker.html#home-folder" in link)
    html = Path(linked.toLocalFile()).read_text(encoding="utf-8")
    assert "trajganr worker" in html
    assert f'name="{linked.fragment()}"' in html


def test_what_is_not_shipped_is_on_the_projects_page(tmp_path: Path, qgis_app: Any) -> None:
    (tmp_path / "user_guide.md").write_text(
        "# Guide\n[Paper](https://arxiv.org/abs/2605.06990), [gone](no_such_page.md#x)\n",
        encoding="utf-8",
    )
    page = write_pages(tmp_path / "user_guide.md", tmp_path / "html")
    assert links_of(page) == ["https://arxiv.org/abs/2605.06990", project_page()]


def test_without_the_guide_the_projects_page_is_opened(
    entry: GuideEntry, opened: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(guide, "GUIDE", tmp_path / "user_guide.md")
    entry.action.trigger()
    assert opened == [project_page()]
