"""Checks of values that would fail late, or silently have another effect."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from zoneinfo import ZoneInfo, available_timezones

from ..errors import Code, TrajganrError

_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_DURATION = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?(s|min|h)")


def check_positive(**options: float) -> None:
    """Refuse options that are not above zero, or not finite.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    for name, value in options.items():
        if not 0 < value < math.inf:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{option} is {value}; it must be a number above zero.",
                "Correct the option, or leave it out for its default.",
                option=name,
                value=value,
            )


def check_not_negative(**options: float) -> None:
    """Refuse options below zero, or not finite.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    for name, value in options.items():
        if not 0 <= value < math.inf:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{option} is {value}; it must be a number not below zero.",
                "Correct the option, or leave it out for its default.",
                option=name,
                value=value,
            )


def check_choice(name: str, value: str | int, choices: Collection[str] | Collection[int]) -> None:
    """Refuse a value that is none of the choices.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if value not in choices:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no {option} {value!r}.",
            "Choose one of {choices}.",
            option=name,
            value=value,
            choices=", ".join(map(str, choices)),
        )


def duration_s(name: str, text: str) -> float:
    """The seconds of a duration such as ``30min``, ``2h``, ``1.5 h`` or ``90s``.

    Args:
        name: of the option.
        text: its value.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for another notation, and for a duration of zero.
    """
    found = _DURATION.fullmatch(text.strip())
    seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if not seconds:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{option} is {value!r}, which is not a duration.",
            "Write a number above zero and s, min or h, such as 30min, 2h or 90s.",
            option=name,
            value=text[:50],
        )
    return seconds


def check_time_zone(name: str) -> None:
    """Refuse a name that is no IANA time zone; an empty one is accepted.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    try:
        ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        # Windows has no IANA tables: there the worker checks the name.
        if available_timezones():
            raise TrajganrError(
                Code.INPUT_FIELD,
                "There is no time zone {name!r}.",
                "Use an IANA name such as Europe/Lisbon.",
                name=name,
            ) from None
