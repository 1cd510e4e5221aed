"""Remarks that several readers and writers of layers share."""

from __future__ import annotations

from collections.abc import Mapping

from ..contract.texts.text import Text

__all__ = ["days_of", "features_left_out"]


def days_of(days: int) -> Text:
    """A number of days."""
    return Text("1 day" if days == 1 else "{n:,} days", n=days)


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
