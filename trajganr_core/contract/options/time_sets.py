"""Sets of times of the week, such as ``Mon-Fri 07:00-09:00``, in a study area's local time.

A set is written as days, times or both: ``Sat,Sun``, ``22:00-05:00``, or
``Mon-Fri 07:00-09:00,16:00-19:00``. Several of these are joined by ``;``. Days without times are
whole days; times without days are those of every day. A time that ends before it begins ends on the
following day. The usual sets have names (:data:`NAMED_SETS`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ..errors import Code, TrajganrError

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MINUTES_PER_DAY = 24 * 60
MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY

#: The sets that have names, and their times.
NAMED_SETS = {
    "weekday morning peak": "Mon-Fri 07:00-09:00",
    "weekday midday": "Mon-Fri 09:00-16:00",
    "weekday evening peak": "Mon-Fri 16:00-19:00",
    "night free flow": "00:00-05:00",
    "weekdays": "Mon-Fri",
    "weekend": "Sat,Sun",
    "whole week": "Mon-Sun",
}

_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_NUMBERS = {
    name.casefold(): number for names in (DAYS, _FULL_DAYS) for number, name in enumerate(names)
}
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
#: Why a set is refused.
_REASONS = {
    "empty": "The time set is empty.",
    "long": "The time set {text!r} is too long.",
    "day": "The time set {text!r} has the day {item!r}, which does not exist.",
    "length": "The time set {text!r} is empty: it begins and ends at {item}.",
    "begin": "The time set {text!r} begins at {item}; write 00:00.",
    "item": "The time set {text!r} has {item!r}, which is neither a day nor a time.",
    "time": "The time set {text!r} has the time {item}, which does not exist.",
}
#: Longest text that is parsed and repeated in messages.
_MAX_LENGTH = 500


@dataclass(frozen=True)
class TimeSet:
    """A set of times of the week; two sets of the same times are equal.

    Attributes:
        intervals: minutes since the beginning of Monday, in local time: disjoint half-open
            intervals ``(begin, end)``, ascending, with ``0 <= begin < end <= 10080``. At least one.
    """

    intervals: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The set in its shortest usual notation, which :func:`parse_time_set` reads."""
        parts = []
        for times, days in self.times_by_days():
            words = (_days_text(days), ",".join(map(_time_text, times)))
            parts.append(" ".join(filter(None, words)) or "Mon-Sun")
        return "; ".join(parts)

    @property
    def name(self) -> str:
        """The name of a named set, otherwise the text."""
        return _names().get(self, self.text)

    @property
    def minutes(self) -> int:
        """How long the set is."""
        return sum(end - begin for begin, end in self.intervals)

    @property
    def hours_a_day(self) -> float:
        """How long the set is on a day that has some of it, on average."""
        return self.minutes / 60 / sum(len(days) for _, days in self.times_by_days())

    @property
    def slug(self) -> str:
        """The name for columns: lower-case letters, digits and underscores.

        Example:
            >>> parse_time_set("Mon-Fri 07:30-09:00").slug
            'mon_to_fri_0730_to_0900'
        """
        text = self.name.lower().replace(":", "").replace("-", "_to_")
        return re.sub(r"[^a-z0-9]+", "_", text)

    def column(self, name: str) -> str:
        """The column of a layer that has values at these times."""
        return f"{name}_{self.slug}"

    def times_by_days(self) -> list[tuple[tuple[tuple[int, int], ...], list[int]]]:
        """The times of a day, minutes, and the days that have them, in the order of the first day.

        Monday is 0. Times that end on the next day end after 1440.
        """
        of_day: dict[int, list[tuple[int, int]]] = {}
        for begin, end in self._wrapped():
            day = begin // MINUTES_PER_DAY
            start, length = begin % MINUTES_PER_DAY, end - begin
            while length > 0:
                # Less than a day may run over midnight; longer intervals are cut into days.
                part = length if length < MINUTES_PER_DAY else MINUTES_PER_DAY - start
                of_day.setdefault(day % 7, []).append((start, start + part))
                day, start, length = day + 1, 0, length - part
        days = sorted(of_day)
        groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
        for day in days:
            groups.setdefault(tuple(sorted(of_day[day])), []).append(day)
        return list(groups.items())

    def _wrapped(self) -> list[tuple[int, int]]:
        """The intervals, with one that runs over the week's end as one of at most a week."""
        (first, until), (last, end) = self.intervals[0], self.intervals[-1]
        if len(self.intervals) > 1 and first == 0 and end == MINUTES_PER_WEEK:
            return [*self.intervals[1:-1], (last, end + until)]
        return list(self.intervals)


def parse_time_set(text: str) -> TimeSet:
    """The set of a text; see the module for the notation.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if it is empty or wrong.

    Example:
        >>> parse_time_set("Mon 07:00-09:00").intervals
        ((420, 540),)
        >>> parse_time_set("weekend").text
        'Sat,Sun'
    """
    plain = " ".join(text.replace("–", "-").split()).casefold()
    if not plain:
        raise _refused("empty", text)
    if len(plain) > _MAX_LENGTH:
        raise _refused("long", text)
    if plain in NAMED_SETS:
        plain = NAMED_SETS[plain].casefold()
    intervals: list[tuple[int, int]] = []
    for part in plain.split(";"):
        intervals += _intervals_of(part.strip(), text)
    return TimeSet(_merged(intervals))


def parse_time_sets(texts: Sequence[str]) -> tuple[TimeSet, ...]:
    """The sets of several texts, in their order.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if one is empty or wrong, or the same as another.
    """
    found: list[TimeSet] = []
    for text in texts:
        each = parse_time_set(text)
        if each in found:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The time set {text!r} is given twice.",
                "Name each time set once.",
                text=text[:_MAX_LENGTH],
            )
        found.append(each)
    return tuple(found)


def _intervals_of(part: str, text: str) -> list[tuple[int, int]]:
    """Intervals of days and times without ``;``; they may end after the week's end."""
    days: list[int] = []
    times: list[tuple[int, int]] = []
    # Spaces may be around commas and hyphens; the one between days and times separates them.
    for item in re.sub(r"\s*([,-])\s*", r"\1", part).replace(" ", ",").split(","):
        begin, _, end = item.partition("-")
        if begin in _DAY_NUMBERS and not times:
            days += _days_between(begin, end or begin, text)
        else:
            times.append(_minutes_between(begin, end, text))
    return [
        (day * MINUTES_PER_DAY + begin, day * MINUTES_PER_DAY + end)
        for day in days or range(7)
        for begin, end in times or [(0, MINUTES_PER_DAY)]
    ]


def _days_between(begin: str, end: str, text: str) -> list[int]:
    if end not in _DAY_NUMBERS:
        raise _refused("day", text, end)
    first, last = _DAY_NUMBERS[begin], _DAY_NUMBERS[end]
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _minutes_between(begin: str, end: str, text: str) -> tuple[int, int]:
    first, last = _minute_of_day(begin, text), _minute_of_day(end, text)
    if first == last:
        raise _refused("length", text, begin)
    if first == MINUTES_PER_DAY:
        raise _refused("begin", text, begin)
    return first, last if first < last else last + MINUTES_PER_DAY


def _minute_of_day(time: str, text: str) -> int:
    found = _TIME.fullmatch(time)
    if not found:
        raise _refused("item", text, time)
    hour, minute = map(int, found.groups())
    if minute > 59 or 60 * hour + minute > MINUTES_PER_DAY:
        raise _refused("time", text, time)
    return 60 * hour + minute


def _merged(intervals: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Disjoint ascending intervals within the week."""
    inside: list[tuple[int, int]] = []
    for begin, end in intervals:
        inside.append((begin, min(end, MINUTES_PER_WEEK)))
        if end > MINUTES_PER_WEEK:
            inside.append((0, end - MINUTES_PER_WEEK))
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(inside):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def _days_text(days: Sequence[int]) -> str:
    """Days such as ``Mon-Fri``; nothing for every day."""
    if len(days) == 7:
        return ""
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), lambda item: item[1] - item[0])
    ]
    return ",".join(
        f"{DAYS[run[0]]}-{DAYS[run[-1]]}" if len(run) > 2 else ",".join(DAYS[day] for day in run)
        for run in runs
    )


def _time_text(time: tuple[int, int]) -> str:
    return "" if time == (0, MINUTES_PER_DAY) else "-".join(map(clock, time))


def clock(minute: int, colon: str = ":") -> str:
    """The time of day of a minute, which may be of the next day; ``24:00`` is the day's end."""
    if minute > MINUTES_PER_DAY:
        minute -= MINUTES_PER_DAY
    return f"{minute // 60:02}{colon}{minute % 60:02}"


def _refused(reason: str, text: str, item: str = "") -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        _REASONS[reason],
        "Write days, times or both, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun', '22:00-05:00' or "
        "'00:00-24:00', or one of the names {names}.",
        text=text[:_MAX_LENGTH],
        item=item[:20],
        names=", ".join(NAMED_SETS),
    )


@cache
def _names() -> dict[TimeSet, str]:
    return {parse_time_set(text): name for name, text in NAMED_SETS.items()}


#: All times.
WHOLE_WEEK = TimeSet(((0, MINUTES_PER_WEEK),))
