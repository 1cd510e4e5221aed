"""Tables on pages of a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_core.contract.texts.facts import Table
from trajganr_core.publish.pdf_pages import BOTTOM, Page, PdfReport

LONG = "A sentence of some length that takes more than a line of its column, as many remarks do. "


def test_tables_go_on_in_the_next_column_and_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written: list[tuple[float, str]] = []
    usual = Page.write

    def write(self: Page, x: float, y: float, text: str, **options: object) -> None:
        written.append((y, text))
        usual(self, x, y, text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "write", write)
    rows = [(f"row {number}", LONG) for number in range(60)]
    with PdfReport(tmp_path / "report.pdf", "A", "B") as report:
        report.tables("Many", {"First": Table((), rows), "None": Table(("a",), [])})
        assert report.pages > 1
    texts = [text for _, text in written]
    assert [text for text in texts if text.startswith("row")] == [name for name, _ in rows]
    assert texts.count("First") == 1
    assert "None" not in texts
    assert "Many (continued)" in texts
    footers = 0.046  # of two lines
    assert all(y > BOTTOM - 0.03 or y < footers for y, _ in written)
