"""Which directed segments two networks have in common."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...data.roads.network import Network
from ...utils.arrays import IntArray

#: Networks with a smaller share of segments in common are of different maps.
MIN_IN_COMMON = 0.5
#: Decimals of degrees within which vertices are the same, a centimetre.
DECIMALS = 7


def same_segments(before: Network, after: Network) -> IntArray:
    """``(E_after,)`` the segment before with the same vertices as each segment after, or -1.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if less than half of the segments of the smaller network are
            in the other.
    """
    number = {key: edge for edge, key in enumerate(_keys(before))}
    found = np.array([number.get(key, -1) for key in _keys(after)], dtype=np.int64)
    common = int((found >= 0).sum())
    if common < MIN_IN_COMMON * min(len(before), len(after)):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The two bundles have {common} road segments in common, of {before} before and {after} "
            "after.",
            "Prepare both study areas with the same road layer and extent.",
            common=common,
            before=len(before),
            after=len(after),
        )
    return found


def _keys(network: Network) -> list[bytes]:
    """The vertices of each segment, in its direction."""
    rounded = np.column_stack([network.lon, network.lat]).round(DECIMALS)
    offsets = network.offsets.tolist()
    return [rounded[a:b].tobytes() for a, b in pairwise(offsets)]
