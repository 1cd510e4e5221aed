"""Matched trips compared."""

from __future__ import annotations

import dataclasses

import numpy as np

from trajganr_core.data.matching.matched import MatchedTrips


def assert_equal(one: MatchedTrips, other: MatchedTrips) -> None:
    """Every column is the same, and of the same type."""
    for field in dataclasses.fields(MatchedTrips):
        a, b = getattr(one, field.name), getattr(other, field.name)
        np.testing.assert_array_equal(a, b, err_msg=field.name)
        assert a.dtype == b.dtype, field.name
