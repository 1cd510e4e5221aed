"""Checks of values that would fail late, or silently have another effect."""

from __future__ import annotations

import math
from collections.abc import Collection

from .errors import Code, TrajganrError

__all__ = ["check_choice", "check_not_negative", "check_positive"]


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
