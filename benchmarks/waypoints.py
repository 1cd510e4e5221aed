"""How coarse is a segment? Waypoints of a trip on the segments that it passes.

    python benchmarks/waypoints.py build/simulated_porto/bundle

Alignment by segment asks a trip for the mean of its waypoints on a segment, or for the nearest one
where none lies there (paper, section 4.3). With no more than one that is one waypoint, hardly
coarser than a query at the place itself. Of a long trip those count that the encoder sees.
docs/benchmarks/comparison.md, "Granularity of the alignment".
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features.location_features import LONGEST
from trajganr_core.model.tokens import seen_columns
from trajganr_core.utils.arrays import FloatArray, IntArray


def main() -> None:
    """Print a row for each bundle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundles", type=Path, nargs="+")
    print("| bundle | waypoints on the segment: none | one | more |")
    print("|---|---|---|---|")
    for path in parser.parse_args().bundles:
        shares = shares_of_the_way(Bundle.load(path).trips)
        print(f"| {path.parent.name} | {' | '.join(f'{share:.1%}' for share in shares)} |")


def shares_of_the_way(trips: MatchedTrips) -> FloatArray:
    """Shares of the metres driven, where the places lie that a trip is asked about.

    Args:
        trips: as prepared.

    Returns:
        ``(3,)`` on segments with no waypoint of the trip, with one, and with more; their sum is 1.
    """
    found = np.minimum(waypoints_of_passes(trips), 2)
    metres = np.bincount(found, trips.pass_exit_m - trips.pass_enter_m, minlength=3)
    return metres / metres.sum()


def waypoints_of_passes(trips: MatchedTrips) -> IntArray:
    """``(passes,)`` how many of its trip's waypoints lie on each pass."""
    counts = np.zeros(len(trips.pass_s), dtype=np.int64)
    for fixes, passes in zip(_slices(trips.offsets), _slices(trips.pass_offsets), strict=True):
        (seen,), _ = seen_columns(np.array([fixes.stop - fixes.start]), LONGEST)
        # The first pass begins at the first fix.
        of_fix = np.searchsorted(trips.pass_s[passes], trips.s[fixes][seen], side="right") - 1
        np.add.at(counts, passes.start + np.maximum(of_fix, 0), 1)
    return counts


def _slices(offsets: IntArray) -> list[slice]:
    return [slice(begin, end) for begin, end in pairwise(offsets.tolist())]


if __name__ == "__main__":
    main()
