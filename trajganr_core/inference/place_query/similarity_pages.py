"""Similarities of all roads to one, as columns of raw numbers in pages that fit into messages.

:mod:`...contract.protocol.similarity_codec` defines the columns and joins the pages.
"""

from __future__ import annotations

import numpy as np

from ...contract.protocol.similarity_codec import PER_DEGREE, UNIT, UNKNOWN
from ...data.roads.network import Network
from ...utils.arrays import FloatArray

#: Maximum bytes of a page, small so that other queries are answered between pages.
PAGE_BYTES = 1 << 20
#: Bytes of a directed edge; of its offset; and of each of its vertices.
EDGE_BYTES, OFFSET_BYTES, VERTEX_BYTES = 2 + 8 + 8 + 4 + 4 + 1, 4, 8


def page_end(network: Network, first: int, *, geometry: bool) -> int:
    """The edge after the last one of the page that begins at ``first``."""
    size = EDGE_BYTES * np.arange(len(network) + 1 - first)
    if geometry:
        vertices = network.offsets[first:] - network.offsets[first]
        size += OFFSET_BYTES * (np.arange(len(size)) + 1) + VERTEX_BYTES * vertices
    fitting = int(np.searchsorted(size, PAGE_BYTES, side="right")) - 1
    return first + max(fitting, 1)


def page_columns(
    network: Network, first: int, cosine: FloatArray, *, geometry: bool
) -> list[bytes]:
    """The columns of the edges from ``first`` on, little-endian.

    Args:
        cosine: ``(n,)`` of it and those after it; NaN where unknown.
        geometry: whether to add offsets, and vertices in 1e-7 degrees.
    """
    rows = slice(first, first + len(cosine))
    similarity = np.where(np.isnan(cosine), UNKNOWN, np.rint(cosine.clip(-1, 1) * UNIT))
    columns = [
        similarity.astype("<i2"),
        network.source_fid[rows].astype("<i8"),
        network.osm_id[rows].astype("<i8"),
        network.source[rows].astype("<u4"),
        network.target[rows].astype("<u4"),
        (~network.forward[rows]).astype("<u1"),
    ]
    if geometry:
        offsets = network.offsets[first : rows.stop + 1]
        of_page = slice(offsets[0], offsets[-1])
        places = np.column_stack([network.lon[of_page], network.lat[of_page]])
        columns += [
            (offsets - offsets[0]).astype("<u4"),
            np.rint(places * PER_DEGREE).astype("<i4"),
        ]
    return [column.tobytes() for column in columns]
