"""How large a job is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["JobSize"]


@dataclass(frozen=True)
class JobSize:
    """How large a job is, in the unit of its kind.

    Attributes:
        size: of what it reads; memory and disk follow it.
        work: what there is to do, which time follows: passes over what is read count.
    """

    size: float
    work: float
