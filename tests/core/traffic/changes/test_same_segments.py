"""Segments that two networks have in common."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.roads.network import Network
from trajganr_core.traffic.changes.same_segments import same_segments


def test_segments_are_found_by_their_vertices_in_their_direction(network: Network) -> None:
    order = np.random.default_rng(0).permutation(len(network))[: len(network) * 3 // 4]
    np.testing.assert_array_equal(same_segments(network, network.take(order)), order)
    found = same_segments(network.take(order), network)
    np.testing.assert_array_equal(found[order], np.arange(len(order)))
    assert (np.delete(found, order) == -1).all()


def test_networks_of_different_maps_are_refused(network: Network, winding: Network) -> None:
    with pytest.raises(TrajganrError, match="0 road segments in common") as caught:
        same_segments(network, winding)
    assert caught.value.code == Code.INPUT_FIELD
