"""Remarks are translated by their templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import trajganr_core
from trajganr_core.contract.local_numbers import local_number
from trajganr_core.contract.remarks import LONGEST, PLACE, REMARKS, translated_remark
from trajganr_core.utils.shipped_texts import translator

GERMAN = translator("de")
#: Shorter pieces of a template may be joined from others, such as a number and its noun.
LONG = 40


def filled(template: str, number: str) -> str:
    """A remark with that number at all places for one."""
    return PLACE.sub(lambda place: number if place[2] == ":n" else "x.y", template)


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_remark_of_each_template_is_translated_by_it(language: str) -> None:
    tr = translator(language)
    number = local_number("1,234.5", tr)
    for template in REMARKS:
        assert translated_remark(filled(template, "1,234.5"), tr) == filled(tr(template), number)


def test_parts_of_a_remark_are_translated_and_names_are_not() -> None:
    remark = (
        "Places: 1,185 kept (tourism 11, transport 174); left out: 1,251 outside the study area."
    )
    assert translated_remark(remark, GERMAN) == (
        "Orte: 1.185 bleiben (Tourismus 11, Verkehr 174); ausgelassen: 1.251 außerhalb des "
        "Untersuchungsgebiets."
    )
    remark = "Trips.gpkg: layer Trips of measured lines: trip in Trips, speed in v (km/h)."
    assert translated_remark(remark, GERMAN) == (
        "Trips.gpkg: Layer Trips mit Linien mit M-Werten: Fahrt in Trips, Geschwindigkeit in v "
        "(km/h)."
    )


def test_what_is_not_known_stays_english() -> None:
    for text in ("A remark of a newer version, 12 of 13.", "x, " * LONGEST):
        assert translated_remark(text, GERMAN) == text


@pytest.mark.parametrize("piece", ["a: ", "Left out ", "1 feature ", "Left out: 1 pass "])
def test_parts_of_parts_of_a_hostile_remark_stay_english(piece: str) -> None:
    text = piece * (LONGEST // len(piece))
    assert translated_remark(text, GERMAN).endswith(text[-LONGEST // 2 :])


def test_templates_have_the_words_of_remarks() -> None:
    folder = Path(trajganr_core.__file__).parent
    modules = [path for path in folder.rglob("*.py") if path.name != "remarks.py"]
    lines = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    texts = re.sub(r'"\s+f?"', "", lines)  # as Python joins them
    words = [
        piece.strip(" .(")
        for template in REMARKS
        for piece in re.split(
            r"\{[^{}]*\}%?|: |\. |rows (?=whose)|fixes (?=whose)|line layer ", template
        )
    ]
    assert not [piece for piece in words if len(piece) > LONG and piece not in texts]
