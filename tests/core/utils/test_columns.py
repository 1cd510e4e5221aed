"""Dataclasses of arrays and of counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.columns import Columns, Counts


@dataclass(frozen=True)
class Places(Columns):
    number: IntArray
    xy: FloatArray


@dataclass(frozen=True, kw_only=True)
class Losses(Counts):
    read: int = 0
    kept: int = 0


def test_rows_are_taken_from_all_columns_and_joined_again() -> None:
    places = Places(np.arange(4), np.arange(8.0).reshape(4, 2))
    parts = [places.take(np.array([2, 0])), places.take(places.number > 2), places.take(slice(1))]
    joined = Places.concatenate(parts)
    assert joined.number.tolist() == [2, 0, 3, 0]
    assert joined.xy.tolist() == [[4, 5], [0, 1], [6, 7], [0, 1]]
    assert len(joined) == 4


def test_counts_of_batches_add_up() -> None:
    losses = Losses(read=3, kept=2) + Losses(read=1)
    assert losses == Losses(read=4, kept=2)
    losses += Losses(kept=1)
    assert losses == Losses(read=4, kept=3)
