"""Confidence in matched paths."""

from __future__ import annotations

import numpy as np

from ...utils.arrays import BoolArray, Float32Array, IntArray
from .candidates import CANDIDATES
from .compiled import njit
from .hops import Hops
from .viterbi import FoundFixes


def path_probability(found: FoundFixes, hops: Hops) -> Float32Array:
    """Probability that each fix at which a hop starts or ends is on the path there; ``(fixes,)``.

    It is the sum of the posterior probabilities of the candidate edges that are part of the path
    from the matched fix before or to the next one. At a junction, the edge before and the edge
    after it belong to the same path, although only one of them is chosen.
    """
    is_on_path = np.zeros((len(found.edge), CANDIDATES), dtype=np.bool_)
    probability = np.zeros(len(found.edge), dtype=np.float32)
    for fix in (hops.start, hops.end):
        _add(fix, hops.edge_offsets, hops.edges, found, is_on_path, probability)
    return np.minimum(probability, 1.0, out=probability)  # the parts are rounded


@njit
def _add(
    fix: IntArray,
    edge_offsets: IntArray,
    edges: IntArray,
    found: FoundFixes,
    is_on_path: BoolArray,
    probability: Float32Array,
) -> None:
    """Add the probabilities of candidates that are edges of a hop to that of the hop's fix.

    ``is_on_path`` has the candidates that have been added.
    """
    for hop in range(len(fix)):
        place = fix[hop]
        for candidate in range(CANDIDATES):
            if found.posterior[place, candidate] == 0.0 or is_on_path[place, candidate]:
                continue
            for at in range(edge_offsets[hop], edge_offsets[hop + 1]):
                if found.candidate[place, candidate] == edges[at]:
                    is_on_path[place, candidate] = True
                    probability[place] += found.posterior[place, candidate]
                    break
