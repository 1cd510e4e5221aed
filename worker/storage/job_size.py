"""How large a job is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["JobSize"]


@dataclass(frozen=True)
class JobSize:
    """How large a job is, in the unit of its kind.

    Attributes:
        size: amount of input; memory and disk grow with it.
        work: amount of work, which time grows with: each pass over the input counts.
    """

    size: float
    work: float
