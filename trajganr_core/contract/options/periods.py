"""Periods of local days, such as ``2013-07-01/2013-09-30``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..errors import Code, TrajganrError

#: Longest text that is repeated in messages.
_MAX_LENGTH = 100
_UNIX_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Period:
    """Local days from the first to the last, both included."""

    first: date
    last: date

    @property
    def text(self) -> str:
        """The period as :func:`parse_period` reads it."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def days(self) -> tuple[int, int]:
        """First and last day, as days since 1 January 1970."""
        return self.first.toordinal() - _UNIX_EPOCH, self.last.toordinal() - _UNIX_EPOCH


def parse_period(text: str) -> Period | None:
    """The period of a text: a day, or the first and the last day with a slash between them.

    Returns:
        None for an empty text.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for another text, a day that does not exist, or a last day
            before the first.

    Example:
        >>> parse_period("2013-07-01/2013-07-02").days
        (15887, 15888)
    """
    if not text.strip():
        return None
    first, slash, last = text.partition("/")
    try:
        period = Period(
            date.fromisoformat(first.strip()),
            date.fromisoformat((last if slash else first).strip()),
        )
    except ValueError:
        raise _refused("The period {text!r} is no day and no two days.", text) from None
    if period.last < period.first:
        raise _refused("The period {text!r} ends before it begins.", text)
    return period


def _refused(reason: str, text: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        reason,
        "Write a day such as 2013-07-01, or the first and the last day such as "
        "2013-07-01/2013-09-30.",
        text=text[:_MAX_LENGTH],
    )
