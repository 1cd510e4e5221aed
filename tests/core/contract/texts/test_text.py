"""Texts are data: they are said in any language, and those of strangers are checked."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from trajganr_core.contract.texts.text import DEEPEST, MAX_LENGTH, MAX_VALUES, Text
from trajganr_core.utils.shipped_files import translator

PLACES = Text(
    "Places: {places:,} kept ({categories}); left out: {what}.",
    places=1185,
    categories=[Text("{name} {n:,}", name=Text("tourism"), n=1011)],
    what=[Text("{n:,} {why}", n=1251, why=Text("outside the study area"))],
)


def text(template: str = "Roads: {what}.", **values: Any) -> dict[str, Any]:
    return {"text": template, "values": values}


def test_a_text_is_its_english_sentence() -> None:
    english = "Places: 1,185 kept (tourism 1,011); left out: 1,251 outside the study area."
    assert english == PLACES
    assert (type(str(PLACES)), f"{PLACES}") == (str, english)


def test_its_parts_and_numbers_are_said_in_a_language_and_names_are_not() -> None:
    assert PLACES.said(translator("de")) == (
        "Orte: 1.185 bleiben (Tourismus 1.011); ausgelassen: 1.251 außerhalb des "
        "Untersuchungsgebiets."
    )
    named = Text("trip in {field}", field="Places, 1.5")
    assert named.said(translator("fr")) == "trajet dans Places, 1.5"


def test_a_percentage_is_spaced_as_in_the_language() -> None:
    share = Text("{name} {share:.0%}", name="lanes", share=0.12)
    assert [share.said(translator(each)) for each in ("en", "fr")] == [
        "lanes 12%",
        "lanes 12\u00a0%",
    ]


def test_a_template_without_a_translation_stays_english() -> None:
    newer = Text("A remark of a newer version, {n:,} of {all:,}.", n=12, all=1300)
    assert newer.said(translator("de")) == "A remark of a newer version, 12 of 1.300."


@pytest.mark.parametrize("copy", ["json", "pickle"])
def test_a_text_is_the_same_after_it_was_sent(copy: str) -> None:
    sent = (
        pickle.loads(pickle.dumps(PLACES))
        if copy == "pickle"
        else Text.from_dict(json.loads(json.dumps(PLACES.to_dict())))
    )
    assert (sent, sent.template, sent.values) == (PLACES, PLACES.template, PLACES.values)


def nested(depth: int) -> dict[str, Any]:
    return text(what=nested(depth - 1)) if depth else text(what="")


def doubled(depth: int) -> dict[str, Any]:
    """A text that is twice as long with each level."""
    return text("{a}" * MAX_VALUES, a=doubled(depth - 1) if depth else "x" * 1000)


@pytest.mark.malformed
@pytest.mark.parametrize(
    "data",
    [
        "Roads: none.",
        None,
        {"text": "Roads"},
        {"text": "Roads", "values": {}, "more": 1},
        {"text": 1, "values": {}},
        {"text": "Roads", "values": []},
        text(),
        text("{", n=1),
        text("{}", n=1),
        text("{what.__class__}", what=1),
        text("{what:999999999}", what=1),
        text("{what!x}", what=1),
        text("{n:,}", n="x"),
        text(what=None),
        text(what=True),
        text(what=1 << 60),
        text(what=float("nan")),
        text(what=[[1]]),
        text(what=[1, None]),
        text("x" * 2001),
        text("{what}" * (MAX_VALUES + 1), what=1),
        text(**dict.fromkeys(map("n{}".format, range(MAX_VALUES + 1)), 1), what=1),  # type: ignore[arg-type]
        text(what="x" * MAX_LENGTH),
        nested(DEEPEST + 1),
        doubled(DEEPEST),
    ],
)
def test_hostile_texts_are_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"text|template|long"):
        Text.from_dict(data)


def test_as_many_texts_within_texts_as_are_allowed_are_read() -> None:
    assert Text.from_dict(nested(DEEPEST)) == "Roads: " * (DEEPEST + 1) + "." * (DEEPEST + 1)
