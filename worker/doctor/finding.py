"""What a look at a worker and its machine finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["Finding", "Level", "fine", "problem", "warning"]


class Level(str, Enum):
    """How bad a finding is: with a problem something does not work, or is open to others."""

    FINE = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. It holds no key and no token.

    Attributes:
        level: how bad it is.
        text: what was found, a sentence.
        next_action: what to do about it; empty where nothing is to be done.
        check: what was looked at, a word.
    """

    level: Level
    text: str
    next_action: str = ""
    check: str = ""


def fine(text: str, next_action: str = "") -> Finding:
    """Nothing is wrong."""
    return Finding(Level.FINE, text, next_action)


def warning(text: str, next_action: str) -> Finding:
    """It works, and may not for long, or not for all."""
    return Finding(Level.WARNING, text, next_action)


def problem(text: str, next_action: str) -> Finding:
    """It does not work, or others can reach what they must not."""
    return Finding(Level.PROBLEM, text, next_action)
