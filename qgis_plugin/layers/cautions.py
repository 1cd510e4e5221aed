"""Why predictions are trusted less: the data say it in English, a person reads it translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trajganr_core.contract.tasks import CAUTIONS

from ..i18n import tr

#: In a text, what differs from road to road: a number.
PLACE = re.compile(r"\{\w+\}")


def caution_text(caution: str) -> str:
    """What the data say of a road, in the person's language."""
    for known, said in reworded():
        caution = re.sub(known, said, caution)
    return caution


def reworded() -> Iterator[tuple[str, str]]:
    """Regular expressions of what the data say, and what replaces it."""
    for text in CAUTIONS.values():
        yield PLACE.sub(r"([\\d.]+)", text), PLACE.sub(r"\\1", tr(text))
