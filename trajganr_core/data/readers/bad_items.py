"""Unreadable rows and features: a few are dropped; more than half refuse the source."""

from __future__ import annotations

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ..files import shortened
from .source import Dropped

__all__ = ["BadItems"]

#: Longest quotation from a source, characters.
MAX_QUOTE = 100


class BadItems:
    """Counts unreadable items of a source, such as "rows whose time cannot be read"."""

    def __init__(self, reason: Text, where: str, code: Code = Code.INPUT_FORMAT) -> None:
        self._code = code
        self._reason = reason
        self._where = where
        self._items = self._bad = 0
        self._first = ""

    def add(self, items: int, bad: int, example: str, dropped: Dropped) -> None:
        """Count items and bad items, with an example; bad ones are added to ``dropped``."""
        self._items += items
        self._bad += bad
        dropped[self._reason] += bad
        if bad and not self._first:
            self._first = example

    def refuse_most(self) -> None:
        """Refuse a source if more than half of its items are bad.

        Raises:
            TrajganrError: ``INPUT.FORMAT``, or the given code.
        """
        if 2 * self._bad > self._items:
            raise TrajganrError(
                self._code,
                "{where}: {bad:,} of {items:,} are {reason}; the first is {first}.",
                "Correct or remove them. If at most half were bad, they would be dropped and "
                "counted.",
                where=self._where,
                bad=self._bad,
                items=self._items,
                reason=self._reason,
                first=shortened(self._first, MAX_QUOTE),
            )
