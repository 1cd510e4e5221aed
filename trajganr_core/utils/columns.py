"""Bases of dataclasses of arrays with a row each, and of counts that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Self

import numpy as np


class Columns:
    """A dataclass whose fields are arrays with the same rows, the first dimension of each."""

    def __len__(self) -> int:
        first, *_ = fields(self)  # type: ignore[arg-type]
        return len(getattr(self, first.name))

    def take(self, rows: Any) -> Self:
        """The chosen rows: those of a mask or a slice, or of indices, in their order."""
        names = (each.name for each in fields(self))  # type: ignore[arg-type]
        return type(self)(*(getattr(self, name)[rows] for name in names))

    @classmethod
    def concatenate(cls, parts: Sequence[Self]) -> Self:
        """The rows of all parts, at least one, in their order."""
        names = (each.name for each in fields(cls))  # type: ignore[arg-type]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


class Counts:
    """A dataclass whose fields are numbers, of one batch or of several together."""

    def __add__(self, other: Self) -> Self:
        names = (each.name for each in fields(self))  # type: ignore[arg-type]
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in names})
