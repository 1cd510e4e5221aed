"""Facts as lines and sentences; a sentence is there if its fact is known."""

from __future__ import annotations

from trajganr_core.contract.texts.facts import (
    Table,
    filled,
    lines,
    markdown_table,
    sentences,
)
from trajganr_core.contract.texts.text import Text
from trajganr_core.utils.shipped_files import translator

FACTS = {
    Text("trips"): Text("{n:,}", n=1200),
    "speed": {"a": "b", "c": "d"},
    "remarks": [Text("{n:.1f} km", n=1.5)],
}


def test_facts_are_indented_lines_in_a_language() -> None:
    assert [*lines(FACTS, translator("de"))] == [
        *("Fahrten: 1.200", "speed:", "  a: b", "  c: d", "remarks:", "  1,5 km")
    ]


def test_facts_within_a_fact_are_one_sentence() -> None:
    shown = {name: FACTS[name] for name in ("trips", "speed")}
    assert sentences(shown) == ["trips: 1,200", "speed: a: b; c: d"]
    assert sentences({"nothing": ()}) == []


def test_a_sentence_is_told_where_the_fact_of_its_name_is_known() -> None:
    templates = {"few": "{few} of {all}", "none": "none", "sure": "sure", "zero": "{zero}"}
    facts = {"few": 3, "all": 9, "none": None, "sure": False, "zero": 0}
    assert filled(templates, facts) == ["3 of 9", "0"]


def test_a_table_in_markdown_has_no_markup_of_others() -> None:
    table = Table(["a", "b"], [["speed"], ["x|y", "*z*"]])
    assert markdown_table(table) == "| a | b |\n| --- | --- |\n| speed |  |\n| x\\|y | \\*z\\* |"
    assert markdown_table(Table(["a"], [])) == ""
