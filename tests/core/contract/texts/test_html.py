"""Markup of texts: what anybody has written stays text."""

from __future__ import annotations

from trajganr_core.contract.texts.facts import Table
from trajganr_core.contract.texts.html import Html, bullets, document, element, facts_table, table
from trajganr_core.contract.texts.text import Text
from trajganr_core.utils.shipped_files import translator

HOSTILE = '<b>"&'


def test_texts_and_attributes_are_escaped_and_markup_is_not() -> None:
    inside = element("i", HOSTILE)
    assert element("p", HOSTILE, inside, class_=HOSTILE, font_size=2.5) == (
        '<p class="&lt;b&gt;&quot;&amp;" font-size="2.5">&lt;b&gt;&quot;&amp;'
        "<i>&lt;b&gt;&quot;&amp;</i></p>"
    )
    assert element("img", alt="a") == '<img alt="a">'
    assert bullets([]) == ""
    assert "<title>&lt;b&gt;" in document(HOSTILE, "", element("p", "a"))


def test_facts_within_facts_are_tables_and_sentences_are_lists() -> None:
    page = facts_table({HOSTILE: {"n": 3}, "remarks": [Text("{n:,} trips", n=1200)]})
    assert page.count("<table") == 2
    assert "<b>" not in page
    assert "<ul><li>1,200 trips</li></ul>" in page


def test_a_table_is_said_in_a_language_and_short_rows_span_it() -> None:
    rows: list[list[str]] = [
        [Text("Traffic speed")],
        ["MAE", Text("{n:.1f}", n=1.5), Html("<b>2</b>")],
        ["a", "b"],
    ]
    page = table(Table([Text("Model"), "", ""], rows), translator("de"))
    assert '<td colspan="3"><b>Verkehrsgeschwindigkeit</b></td>' in page
    assert "<td>MAE</td><td>1,5</td><td><b>2</b></td>" in page
    assert '<td>a</td><td colspan="2">b</td>' in page
    assert '<th align="left">Modell</th>' in page
