"""Inputs that a job's parameters may leave out."""

from __future__ import annotations

from pathlib import Path

from ..data.bundle import Bundle

__all__ = ["bundle_at", "path_at"]


def path_at(text: str | None) -> Path | None:
    """The path of an input, None if it is left out."""
    return None if text is None else Path(text)


def bundle_at(text: str | None) -> Bundle | None:
    """The bundle in a folder, None if it is left out."""
    return None if text is None else Bundle.load(Path(text))
