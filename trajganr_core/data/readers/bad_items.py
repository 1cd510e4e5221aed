"""Rows and features that cannot be read: some are left out, most of them refuse the source."""

from __future__ import annotations

from ...contract.errors import Code, TrajganrError
from .source import Dropped

__all__ = ["BadItems"]

#: Of what is quoted of a source, characters.
LONGEST_QUOTE = 100


class BadItems:
    """Counts items that cannot be read.

    Args:
        reason: what is left out, such as "rows whose time cannot be read".
        where: the source, for messages.
        code: of the refusal.
    """

    def __init__(self, reason: str, where: str, code: Code = Code.INPUT_FORMAT) -> None:
        self._code = code
        self._reason = reason
        self._where = where
        self._items = self._bad = 0
        self._first = ""

    def add(self, items: int, bad: int, example: str, dropped: Dropped) -> None:
        """Count items, some of them bad, such as the example, and add these to what is dropped."""
        self._items += items
        self._bad += bad
        dropped[self._reason] += bad
        if bad and not self._first:
            self._first = example

    def refuse_most(self) -> None:
        """Refuse a source of which more than half was bad.

        Raises:
            TrajganrError: ``INPUT.FORMAT``, or the code that was given.
        """
        if 2 * self._bad > self._items:
            quote = self._first
            raise TrajganrError(
                self._code,
                "{where}: {bad:,} of {items:,} are {reason}, the first {first}.",
                "Correct or remove them. Fewer than half would be left out.",
                where=self._where,
                bad=self._bad,
                items=self._items,
                reason=self._reason,
                first=quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…",
            )
