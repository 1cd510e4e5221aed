"""Spans of time and sizes of files, as people say them."""

from __future__ import annotations

from .text import Text


def duration_text(seconds: float) -> Text:
    """A span of time in one or two units: ``3 min``, ``2 h 10 min``, ``7 d 2 h``."""
    if seconds < 60:
        return Text("{n} s", n=max(0, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return Text("{n} min", n=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return Text("{hours} h {minutes} min", hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return Text("{days} d {hours} h", days=days, hours=hours)


def bytes_text(count: float) -> Text:
    """A size of a file or of memory: ``119 kB``, ``1.3 GB``."""
    if count < 1e6:
        return Text("{n:.3g} kB", n=count / 1e3)
    if count < 1e9:
        return Text("{n:.3g} MB", n=count / 1e6)
    return Text("{n:.3g} GB", n=count / 1e9)


def rounded(count: float) -> int:
    """Two significant digits of a number, and tens at least, of what trips add up to.

    For what is published: the difference of two exact numbers would tell of one more person.
    """
    if count >= 100:
        return int(float(f"{count:.1e}"))
    return 10 * max(round(count / 10), 1) if count else 0
