"""Columns of all roads come page by page, each small enough to be sent."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.contract.protocol.messages import Message
from trajganr_core.contract.protocol.similarity_codec import SimilarRoads, gather
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import Network
from trajganr_core.inference.place_query import similarity_pages
from trajganr_core.inference.place_query.similarity_pages import page_columns, page_end


def gathered(network: Network, cosine: np.ndarray, *, geometry: bool) -> tuple[SimilarRoads, int]:
    """All pages put together, and their number."""
    result = []

    def ask(first: int) -> Message:
        until = page_end(network, first, geometry=geometry)
        columns = page_columns(network, first, cosine[first:until], geometry=geometry)
        result.append(sum(map(len, columns)))
        about = {
            "model": "",
            "edge": None,
            "location": [0.0, 0.0],
            "driving_side": "right",
            "count": len(cosine),
        }
        return Message("reply", {**about, "first": first, "until": until}, tuple(columns))

    roads = gather(ask)
    assert max(result) <= similarity_pages.PAGE_BYTES or len(result) == len(cosine)
    return roads, len(result)


@pytest.mark.parametrize("geometry", [False, True])
@pytest.mark.parametrize("page_bytes", [1, 500, 1 << 20])
def test_the_pages_contain_the_whole_network(
    geometry: bool, page_bytes: int, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similarity_pages, "PAGE_BYTES", page_bytes)
    network = bundle.network
    cosine = np.linspace(-1.0000001, 1.0000001, len(network))
    cosine[3] = np.nan
    roads, pages = gathered(network, cosine, geometry=geometry)
    assert pages == {1: len(network), 1 << 20: 1}.get(page_bytes, pages)
    assert roads.cosine(3) is None
    cosines = [roads.cosine(edge) for edge in range(len(network)) if edge != 3]
    np.testing.assert_allclose(cosines, np.delete(cosine, 3), atol=2e-5)
    assert list(roads.source_fid) == network.source_fid.tolist()
    assert list(roads.osm_id) == network.osm_id.tolist()
    assert list(roads.from_node) == network.source.tolist()
    assert list(roads.to_node) == network.target.tolist()
    assert list(roads.direction) == (~network.forward).astype(int).tolist()
    if geometry:
        for edge in range(len(network)):
            rows = slice(network.offsets[edge], network.offsets[edge + 1])
            line = np.column_stack([network.lon[rows], network.lat[rows]])
            np.testing.assert_allclose(roads.line(edge), line, atol=6e-8)
