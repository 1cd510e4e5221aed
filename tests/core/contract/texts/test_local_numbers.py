"""Numbers have the separators of the language."""

from __future__ import annotations

import pytest

from trajganr_core.contract.texts.local_numbers import fill, local_number
from trajganr_core.utils.shipped_files import translator


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "1,234,567.8"), ("de", "1.234.567,8"), ("fr", "1\u202f234\u202f567,8")],
)
def test_thousands_and_decimals_are_separated_as_in_the_language(
    language: str, written: str
) -> None:
    assert local_number(f"{1_234_567.8:,}", translator(language)) == written


def test_only_formatted_numbers_of_a_text_are_written_in_the_language() -> None:
    german = translator("de")
    text = fill("{km:,.1f} km, {name}, {port}", german, km=1234.56, name="a.b", port=8765)
    assert text == "1.234,6 km, a.b, 8765"
