"""Remarks that several readers and writers of layers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..contract.texts.text import Text

#: What is said of one thing that was left out, and of several.
LEFT_OUT = {
    "counts": ("Left out: 1 count {why}.", "Left out: {n:,} counts {why}."),
    "features": ("Left out: 1 feature {why}.", "Left out: {n:,} features {why}."),
    "passes": ("Left out: 1 pass {why}.", "Left out: {n:,} passes {why}."),
    "pictures": ("Left out: 1 picture {why}.", "Left out: {n:,} pictures {why}."),
    "street views": ("Left out: 1 street view {why}.", "Left out: {n:,} street views {why}."),
}


def days_of(days: int) -> Text:
    """A number of days."""
    return Text("1 day" if days == 1 else "{n:,} days", n=days)


def present(*texts: Text) -> Iterable[Text]:
    """The texts whose first value is neither zero nor empty."""
    return (text for text in texts if next(iter(text.values.values())))


def left_out(dropped: Mapping[Text, int], things: str = "features") -> list[Text]:
    """Numbers of things that were left out, by reason; of :data:`LEFT_OUT`."""
    return [Text(LEFT_OUT[things][n > 1], n=n, why=why) for why, n in dropped.items() if n]
