"""What is published of two sides that share passes, on a crossing whose trips are known by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
from crossing_bundle import WEST, edge, prepared

from trajganr_core.contract.options.periods import parse_period
from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.data.bundle import Bundle
from trajganr_core.traffic.changes.estimates import compare_sides
from trajganr_core.traffic.changes.published import published_sides, withhold
from trajganr_core.traffic.changes.sums import SidePasses, TwoSides, passes_of_side


def passes(bundle: Bundle, days: str = "") -> SidePasses:
    period = parse_period(days)
    return passes_of_side(bundle, "all", WHOLE_WEEK, period.days if period else None)


def on_west(bundle: Bundle, before: SidePasses, after: SidePasses, least: int) -> list[bool]:
    """Whether the sides are published of the segment in the west, over which four drivers drive."""
    published = published_sides(before, after, least)
    found: list[bool] = published.passes[published.edge == edge(bundle, WEST)][0].tolist()
    return found


def test_what_one_side_has_beside_the_other_must_be_of_enough_drivers(crossing: Bundle) -> None:
    """All four drive there on Monday, two of them on Saturday too."""
    week, monday = passes(crossing), passes(crossing, "2013-07-01")
    assert on_west(crossing, week, monday, 3) == [True, False]
    assert on_west(crossing, monday, week, 3) == [False, True]
    assert on_west(crossing, week, monday, 2) == [True, True]
    assert on_west(crossing, week, week, 4) == [True, True]
    assert published_sides(week, monday, 3).totals.tolist() == [True, False]


def test_a_trip_without_a_driver_in_two_bundles_is_one_driver(tmp_path: Path) -> None:
    before = prepared(tmp_path / "before", with_drivers=False)
    after = dataclasses.replace(before, manifest=dataclasses.replace(before.manifest, id="0" * 64))
    sides = [passes(each) for each in (before, after)]
    assert not set(sides[0].driver) & set(sides[1].driver)
    assert on_west(before, *sides, 6) == [True, True]
    assert on_west(before, *sides, 7) == [False, False]


def test_changes_lack_what_is_withheld_and_count_it(crossing: Bundle) -> None:
    week, monday = passes(crossing), passes(crossing, "2013-07-01")
    both = TwoSides(week, monday)
    compared = compare_sides(both.parts(), both.trips, min_drivers=3, seed=0)
    changes = withhold(compared, published_sides(week, monday, 3))
    row = int(np.flatnonzero(changes.edge == edge(crossing, WEST))[0])
    assert changes.trips[row].tolist() == [6, 0]
    assert changes.drivers[row].tolist() == [4, 0]
    for change in changes.measures.values():
        assert np.isnan(change.values[row, 1])
        assert np.isnan([change.change[row], change.probability[row], change.adjusted[row]]).all()
    assert (changes.withheld - compared.withheld).tolist() == [0, 1]
