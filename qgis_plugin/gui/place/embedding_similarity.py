"""Similarity of two places: the cosines of their embeddings, whole and in parts.

Standard library only: the plugin compares the answers to two clicks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from trajganr_core.contract.errors import Code, TrajganrError

__all__ = ["PARTS", "Likeness", "compare"]

#: The parts of an embedding, in order; each has length one, or is zero if absent.
PARTS = ("picture", "place", "trips")


@dataclass(frozen=True)
class Likeness:
    """Cosines from -1 to 1; None if a part is absent on either side.

    Attributes:
        whole: of the embeddings.
        picture, place, trips: of their parts.
    """

    whole: float | None
    picture: float | None
    place: float | None
    trips: float | None


def compare(first: Sequence[float], second: Sequence[float]) -> Likeness:
    """Compare two embeddings ``[picture ; place ; trips]`` of one model.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for embeddings that are not of one model.
    """
    if len(first) != len(second) or len(first) % len(PARTS):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Embeddings of {first} and {second} numbers cannot be compared.",
            "Ask the same model about both places.",
            first=len(first),
            second=len(second),
        )
    size = len(first) // len(PARTS)
    parts = {
        name: _cosine(first[begin : begin + size], second[begin : begin + size])
        for name, begin in zip(PARTS, range(0, len(first), max(size, 1)), strict=False)
    }
    return Likeness(whole=_cosine(first, second), **parts)


def _cosine(first: Sequence[float], second: Sequence[float]) -> float | None:
    lengths = math.hypot(*first) * math.hypot(*second)
    if not lengths:
        return None
    return max(-1.0, min(1.0, sum(map(mul, first, second)) / lengths))
