"""Matched trips: concatenation, and distances of fixes from their positions."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import numpy as np
import town
from matched_trips import assert_equal, match_trips
from winding import AREA, walks

from trajganr_core.data.matching.matched import (
    FIX_COLUMNS,
    PASS_COLUMNS,
    PIECE_COLUMNS,
    MatchedTrips,
    distances_m,
)
from trajganr_core.data.roads.network import Network


def test_every_column_is_of_a_piece_a_fix_or_a_pass() -> None:
    columns = {*PIECE_COLUMNS, *FIX_COLUMNS, *PASS_COLUMNS, "offsets", "pass_offsets"}
    assert columns == {field.name for field in dataclasses.fields(MatchedTrips)}


def test_parts_are_joined_in_their_order(network: Network) -> None:
    trips = walks(network, np.random.default_rng(0), 5)
    parts = [trips.take(np.array(part, dtype=np.int64)) for part in ([0, 1], [], [2, 3, 4])]
    assert_equal(MatchedTrips.concatenate(parts), trips)
    assert trips.fixes == 30


def test_nothing_joined_is_empty(network: Network) -> None:
    assert_equal(MatchedTrips.concatenate([]), MatchedTrips.empty())
    trips = walks(network, np.random.default_rng(0), 2)
    assert_equal(MatchedTrips.concatenate([MatchedTrips.empty(), trips]), trips)
    assert_equal(trips.take(np.empty(0, dtype=np.int64)), MatchedTrips.empty())


def test_without_some_fixes_the_path_stays_the_same(network: Network) -> None:
    trips = walks(network, np.random.default_rng(0), 3)
    kept = np.ones(trips.fixes, dtype=bool)
    kept[trips.offsets[1] + 1] = False
    fewer = trips.with_fixes(kept)
    assert (np.diff(trips.offsets) - np.diff(fewer.offsets)).tolist() == [0, 1, 0]
    np.testing.assert_array_equal(fewer.t, trips.t[kept])
    np.testing.assert_array_equal(fewer.pass_edge, trips.pass_edge)


def test_distances_are_those_to_the_matched_places(network: Network) -> None:
    path = [(20, 203), (100, 196), (180, 200)]
    matched = match_trips(town.trips([path]), network, town.AREA)
    np.testing.assert_allclose(distances_m(matched, network, town.AREA), [3, 4, 0], atol=0.05)
    np.testing.assert_allclose(matched.rms_m, [np.sqrt((9 + 16) / 3)], atol=0.05)
    assert len(distances_m(MatchedTrips.empty(), network, AREA)) == 0


def test_matched_trips_are_used_without_the_compiler_of_the_matcher() -> None:
    modules = (
        "bundle",
        "labels.derived",
        "mapped_trips",
        "matching.report",
        "trips.measured_lines",
    )
    program = "import sys, {}; sys.exit('numba' in sys.modules)".format(
        ", ".join(f"trajganr_core.data.{module}" for module in modules)
    )
    subprocess.run([sys.executable, "-c", program], check=True)
