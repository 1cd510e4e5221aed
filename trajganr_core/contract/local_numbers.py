"""Numbers in the language of a text."""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import Any

__all__ = ["SAMPLE", "fill", "local_number"]

#: Its translation shows a language's separators of thousands and decimals.
SAMPLE = "1,234.5"


def local_number(number: str, tr: Callable[[str], str]) -> str:
    """A number that Python has formatted, with the separators of the language of ``tr``.

    Args:
        number: such as ``f"{km:,.1f}"``; what is not a separator is kept.
        tr: translates texts, among them :data:`SAMPLE`.
    """
    sample = tr(SAMPLE)
    return number.translate({ord(","): sample[1], ord("."): sample[5]})


def fill(template: str, tr: Callable[[str], str], **values: Any) -> str:
    """``template.format(**values)``, its formatted numbers in the language of ``tr``.

    Numbers without a format specification, such as ports, stay as they are.
    """
    return _Filler(tr).vformat(template, (), values)


class _Filler(string.Formatter):
    def __init__(self, tr: Callable[[str], str]) -> None:
        self._tr = tr

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        return local_number(text, self._tr) if format_spec else text
