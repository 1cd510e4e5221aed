"""Findings of the checks of a worker and its machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["Finding", "Level", "fine", "problem", "warning"]


class Level(str, Enum):
    """Severity of a finding: a problem stops something from working, or exposes it to others."""

    FINE = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """The result of one check. It contains no key and no token.

    Attributes:
        level: severity.
        text: what was found, a sentence.
        next_action: what to do about it; empty where nothing is to be done.
        check: name of the check, a word.
    """

    level: Level
    text: str
    next_action: str = ""
    check: str = ""


def fine(text: str, next_action: str = "") -> Finding:
    """No problem."""
    return Finding(Level.FINE, text, next_action)


def warning(text: str, next_action: str) -> Finding:
    """It works now, but may stop working, or does not work for everybody."""
    return Finding(Level.WARNING, text, next_action)


def problem(text: str, next_action: str) -> Finding:
    """It does not work, or exposes private data to others."""
    return Finding(Level.PROBLEM, text, next_action)
