"""Summaries as HTML tables."""

from __future__ import annotations

from trajganr_core.utils.html_table import html_table


def test_nested_summaries_are_nested_tables_and_texts_are_escaped() -> None:
    page = html_table("<b>", {"trips": 3, "heads": {"speed": "a & b"}})
    assert page.startswith("<strong>&lt;b&gt;</strong><table>")
    assert page.count("<table>") == page.count("</table>") == 2
    assert "a &amp; b" in page
