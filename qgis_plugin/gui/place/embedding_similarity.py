"""Similarity of two places: the cosines of their embeddings, whole and in parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

from trajganr_core.contract.errors import Code, TrajganrError

#: The parts of an embedding, in order; each has length one, or is zero if absent.
PARTS = ("picture", "place", "trips")
#: Stands for an embedding as a whole.
WHOLE = "whole"


def compare(first: Sequence[float], second: Sequence[float]) -> dict[str, float | None]:
    """Compare two embeddings ``[picture ; place ; trips]`` of one model.

    Returns:
        Cosines from -1 to 1 of :data:`PARTS` and :data:`WHOLE`; None if a part is absent on either
        side.

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
    cosines = {WHOLE: _cosine(first, second)}
    for number, name in enumerate(PARTS):
        part = slice(number * size, (number + 1) * size)
        cosines[name] = _cosine(first[part], second[part])
    return cosines


def _cosine(first: Sequence[float], second: Sequence[float]) -> float | None:
    lengths = math.hypot(*first) * math.hypot(*second)
    if not lengths:
        return None
    return max(-1.0, min(1.0, sum(map(mul, first, second)) / lengths))
