"""Translation of the cautions in the data, which are English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trajganr_core.contract.tasks import CAUTIONS

from ..i18n import tr

#: A placeholder in a text, for a number.
PLACEHOLDER = re.compile(r"\{\w+\}")


def caution_text(caution: str) -> str:
    """The caution of a road in the user's language."""
    for pattern, replacement in reworded():
        caution = re.sub(pattern, replacement, caution)
    return caution


def reworded() -> Iterator[tuple[str, str]]:
    """Regular expressions of cautions in the data, and their replacements."""
    for text in CAUTIONS.values():
        yield PLACEHOLDER.sub(r"([\\d.]+)", text), PLACEHOLDER.sub(r"\\1", tr(text))
