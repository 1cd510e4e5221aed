"""Districts of a study area, and the largest difference between their errors."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.contract.options.districts import DISTRICTS, MIN_BLOCKS, MIN_ROADS
from trajganr_core.evaluation.districts import (
    districts_of,
    largest_gap,
    merged_districts,
)
from trajganr_core.utils.arrays import FloatArray, IntArray, TextArray
from trajganr_core.utils.study_area import StudyArea


def roads(blocks: dict[str, int]) -> tuple[TextArray, IntArray]:
    """District and block of ten roads in each block; the number of blocks of each district."""
    district = np.repeat(np.array([*blocks], dtype=object), [10 * n for n in blocks.values()])
    return district, np.arange(len(district)) // 10


def errors(district: TextArray, mean: dict[str, float], seed: int = 0) -> FloatArray:
    """Errors whose means differ between blocks, too."""
    rng = np.random.default_rng(seed)
    of_block = np.repeat(rng.gamma(8, 1 / 8, size=len(district) // 10), 10)
    means = np.array([mean.get(name, 1.0) for name in district])
    return np.asarray(means * of_block * rng.gamma(4, 1 / 4, size=len(district)))


def test_districts_are_named_by_where_they_are_on_a_map() -> None:
    area = StudyArea(-9.0, 41.0, -6.0, 44.0)
    lon = np.array([-8.9, -7.5, -6.1, -8.9, -7.5, -6.1, -8.9, -7.5, -6.1, -9.5])
    lat = np.array([43.9, 43.9, 43.9, 42.5, 42.5, 42.5, 41.1, 41.1, 41.1, 40.0])
    assert [*districts_of(area, lon, lat)] == [*DISTRICTS, "south-west"]


def test_small_districts_are_merged_with_the_nearest_one() -> None:
    names = merged_districts(*roads({"north-west": 1, "north": 9, "east": 20, "centre": 30}))
    assert names["north-west"] == names["north"] == "north-west + north"
    assert names["east"] == "east"
    assert names["south"] == "south"  # without tested roads


def test_districts_are_merged_until_all_are_large_enough() -> None:
    small = dict.fromkeys(DISTRICTS, MIN_BLOCKS - 1)
    district, block = roads(small)
    names = np.array([merged_districts(district, block)[name] for name in district])
    for name in set(names):
        assert len(np.unique(block[names == name])) >= MIN_BLOCKS
    assert len(set(names)) > 1


def test_a_difference_beyond_chance_is_found() -> None:
    district, block = roads({"north": 30, "centre": 30, "south": 30})
    gap = largest_gap(district, block, errors(district, {"south": 2.5, "centre": 0.9}))
    assert gap is not None
    assert (gap.worst, gap.best) == ("south", "centre")
    assert 0 < gap.low < gap.difference < gap.high


def test_differences_by_chance_are_rarely_called_more() -> None:
    district, block = roads(dict.fromkeys(DISTRICTS, 9))
    gaps = [largest_gap(district, block, errors(district, {}, seed)) for seed in range(100)]
    assert sum(gap is not None and gap.low > 0 for gap in gaps) <= 8


@pytest.mark.parametrize("blocks", [{"north": 40}, {"north": 40, "south": MIN_BLOCKS - 1}])
def test_few_roads_allow_no_comparison(blocks: dict[str, int]) -> None:
    district, block = roads(blocks)
    assert largest_gap(district, block, errors(district, {})) is None


def test_many_blocks_with_few_roads_are_too_few() -> None:
    district, block = roads({"north": 40, "south": 40})
    rows = np.r_[0:400, 400 : 400 + 10 * (MIN_ROADS - 1) : 10]
    assert largest_gap(district[rows], block[rows], errors(district, {})[rows]) is None
