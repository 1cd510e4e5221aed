"""Search for places that are about in order."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.data.matching.ordered_search import last_in_order
from trajganr_core.utils.ragged import last_before, offsets_of, row_of_each


@pytest.mark.parametrize("is_ordered", [True, False])
def test_a_search_in_order_finds_what_bisection_finds(is_ordered: bool) -> None:
    rng = np.random.default_rng(0)
    offsets, places = offsets_of(rng.integers(2, 9, 50)), offsets_of(rng.integers(0, 9, 50))
    values = np.cumsum(rng.integers(0, 3, offsets[-1])).astype(np.float64)
    row = row_of_each(places)
    wanted = values[offsets[row]] + rng.integers(-2, 12, len(row))
    if is_ordered:
        wanted = wanted[np.lexsort((wanted, row))]
    found = last_in_order(values, offsets, wanted, places)
    np.testing.assert_array_equal(found, last_before(values, offsets, wanted, row))
