"""Numbers of things in sentences of logs and reports."""

from __future__ import annotations

__all__ = ["number_of"]


def number_of(count: int, noun: str, plural: str = "") -> str:
    """The number with its noun: "1 feature", "3,194 features".

    Args:
        plural: the noun with an s if absent.
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
