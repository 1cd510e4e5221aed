"""Remarks that several readers and writers of layers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..contract.texts.text import Text

__all__ = ["days_of", "features_left_out", "present"]


def days_of(days: int) -> Text:
    """A number of days."""
    return Text("1 day" if days == 1 else "{n:,} days", n=days)


def present(*texts: Text) -> Iterable[Text]:
    """The texts whose first value is neither zero nor empty."""
    return (text for text in texts if next(iter(text.values.values())))


def features_left_out(dropped: Mapping[Text, int]) -> list[Text]:
    """Numbers of features that were left out, by reason."""
    return [
        Text(
            "Left out: 1 feature {why}." if n == 1 else "Left out: {n:,} features {why}.",
            n=n,
            why=why,
        )
        for why, n in dropped.items()
    ]
