"""Numbers in the language of a text."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from typing import Any

#: Its translation shows a language's separators of thousands and decimals.
SAMPLE = "1,234.5"
#: Limits on format specifications in templates, such as ``,.1f``.
_MAX_SPEC, _LARGE_NUMBER = 10, re.compile(r"\d{3}")


def local_number(number: str, tr: Callable[[str], str]) -> str:
    """A number that Python has formatted, with the separators of the language of ``tr``.

    Args:
        number: such as ``f"{km:,.1f}"``; what is not a separator is kept.
        tr: translates texts, among them :data:`SAMPLE`.
    """
    sample = tr(SAMPLE)
    return number.translate({ord(","): sample[1], ord("."): sample[5]})


def fill(template: str, tr: Callable[[str], str], /, **values: Any) -> str:
    """``template.format(**values)``, its formatted numbers in the language of ``tr``.

    Numbers without a format specification, such as ports, stay as they are. Anybody may have
    written the template: it has no attributes, items or large padding.

    Raises:
        KeyError, IndexError, ValueError, TypeError: if the values do not fill it.
    """
    return _Filler(tr).vformat(template, (), values)


class _Filler(string.Formatter):
    def __init__(self, tr: Callable[[str], str]) -> None:
        self._tr = tr

    def get_field(self, name: str, args: Any, kwargs: Any) -> Any:
        return kwargs[name], name

    def format_field(self, value: Any, spec: str) -> str:
        if len(spec) > _MAX_SPEC or _LARGE_NUMBER.search(spec):
            raise ValueError(spec)
        text = str(super().format_field(value, spec))
        if spec.endswith("%") and self._tr(SAMPLE) != SAMPLE:
            text = text.replace("%", "\u00a0%")
        return local_number(text, self._tr) if spec else text
