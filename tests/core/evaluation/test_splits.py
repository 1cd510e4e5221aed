"""Held-out places are held out."""

import numpy as np
import pytest

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.evaluation.splits import split_groups, square_blocks


def test_every_row_is_in_one_part_and_no_group_in_two() -> None:
    group = np.random.default_rng(0).integers(0, 60, 500)
    split = split_groups(group, seed=1)
    rows = np.concatenate([split.train, split.validation, split.test])
    assert sorted(rows) == list(range(500))
    parts = [set(group[part]) for part in (split.train, split.validation, split.test)]
    assert not parts[0] & parts[1]
    assert not parts[0] & parts[2]
    assert not parts[1] & parts[2]
    assert len(parts[2]) == 12


def test_the_seed_decides() -> None:
    group = np.arange(100)
    assert np.array_equal(split_groups(group, 3).test, split_groups(group, 3).test)
    assert not np.array_equal(split_groups(group, 3).test, split_groups(group, 4).test)


def test_too_few_places_are_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        split_groups(np.arange(9), seed=0)
    assert caught.value.code is Code.INPUT_EMPTY


def test_blocks_are_squares_of_metres() -> None:
    xy = np.array([[-1.0, 10], [1, 10], [499, 499], [501, 10], [1, 501]])
    blocks = square_blocks(xy, 500)
    assert blocks[1] == blocks[2]
    assert len(set(blocks.tolist())) == 4
