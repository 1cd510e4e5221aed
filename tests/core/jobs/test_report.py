"""The quality report."""

from __future__ import annotations

import base64
import dataclasses
import io
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

import trajganr_core as tg
from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.data.bundle import Bundle
from trajganr_core.jobs import report


class Page(HTMLParser):
    """Titles, pictures and text of a page; notes what it would fetch from elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        result = dict(attrs)
        source = result.get("src") or result.get("href")
        prefix = "data:image/png;base64,"
        if source and source.startswith(prefix):
            self.pictures[str(result["alt"])] = base64.b64decode(source[len(prefix) :])
        elif source:
            self.fetched.append(source)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Page:
    out = tmp_path_factory.mktemp("report") / "report"
    tg.report(bundle, out=out, progress=False)
    return Page((out / "report.html").read_text(encoding="utf-8"))


def test_the_report_loads_nothing_from_elsewhere(page: Page) -> None:
    assert page.fetched == []
    assert "script" not in page.tags


def test_the_report_has_all_pictures(page: Page) -> None:
    assert list(page.pictures) == [
        "Where trips are",
        "Trips per road segment",
        "Sampling",
        "Distance to the road",
        "Where street views are",
        "Street views per road segment",
        "Trips per street view",
        "Traffic speed",
        "Traffic speed, distribution",
        "Road popularity",
        "Road popularity, distribution",
        "Area-of-interest function",
        "Slow-down intensity",
        "Slow-down intensity, distribution",
    ]


def test_the_pictures_are_not_empty(page: Page) -> None:
    for title, content in page.pictures.items():
        with Image.open(io.BytesIO(content)) as picture:
            assert min(picture.size) > 300, title
            colours = picture.convert("RGB").getcolors(1 << 20)
        assert colours is None or len(colours) > 20, title


def test_the_report_lists_dropped_data_and_sources(page: Page, bundle: Bundle) -> None:
    for lines in bundle.manifest.remarks.values():
        for line in lines:
            assert line in page.text
    for source in bundle.manifest.sources:
        assert source.name in page.text
        assert source.sha256[:16] in page.text
    assert "Hard braking needs measured speed" in page.text


@pytest.fixture
def other(bundle: Bundle, tmp_path: Path) -> Path:
    """A copy of the bundle, to be changed."""
    return Path(shutil.copytree(bundle.path, tmp_path / "bundle"))


def test_names_are_text_and_never_markup(
    other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "_figure", lambda picture: "")  # drawing takes most of the time
    manifest = BundleManifest.load(other)
    name = '"><img src=x onerror=alert(1)>.csv'
    sources = (dataclasses.replace(manifest.sources[0], name=name), *manifest.sources[1:])
    changed = dataclasses.replace(manifest, name="<script>alert(1)</script>", sources=sources)
    changed.save(other)
    tg.report(other, out=tmp_path / "report", progress=False)
    html = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "script" not in Page(html).tags
    assert Page(html).fetched == []
    assert re.search(r"<title>&lt;script", html)


def test_a_cancelled_report_leaves_nothing(other: Path, tmp_path: Path) -> None:
    def cancel(stage: str, fraction: float, /, **figures: float) -> None:
        raise cancelled()

    with pytest.raises(TrajganrError):
        tg.report(other, out=tmp_path / "report", progress=cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


@pytest.mark.malformed
def test_a_bundle_without_a_table_is_refused(other: Path, tmp_path: Path) -> None:
    (other / "coverage.parquet").unlink()
    with pytest.raises(TrajganrError) as error:
        tg.report(other, out=tmp_path / "report", progress=False)
    assert error.value.code is Code.INPUT_NOT_FOUND
    assert not (tmp_path / "report").exists()
