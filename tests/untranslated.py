"""Which parts of a text a person would read in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from trajganr_core.contract.texts.text import Text
from trajganr_core.contract.texts.translations import read_translations

FOLDER = Path(__file__).parents[1] / "resources" / "i18n"


def untranslated(texts: Iterable[str]) -> list[str]:
    """The templates in texts without a translation into all languages, and plain sentences."""
    known = [read_translations(path) for path in sorted(FOLDER.glob("*.ts"))]
    templates = [each for text in texts for each in _templates(text)]
    return [each for each in templates if not all(one.get(each) for one in known)]


def _templates(text: str) -> Iterator[str]:
    if not isinstance(text, Text):
        yield text
        return
    if re.search("[A-Za-z]", re.sub(r"\{[^{}]*\}", "", text.template)):
        yield text.template
    for value in text.values.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Text):
                yield from _templates(each)
