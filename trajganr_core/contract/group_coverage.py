"""Coverage and size of 90 % intervals, by group of roads."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GROUPINGS", "TRIP_RANGES", "GroupCoverage"]

#: What roads are grouped by, with titles.
GROUPINGS = {
    "highway": "90 % intervals by road class",
    "trips": "90 % intervals by number of input trips",
    "basis": "90 % intervals by basis",
}
#: The groups by number of input trips: the least number and the name of each.
TRIP_RANGES = {0: "0", 1: "1–4", 5: "5–19", 20: "20–99", 100: "100 and more"}


@dataclass(frozen=True, kw_only=True)
class GroupCoverage:
    """The intervals of a group of roads.

    Attributes:
        by: a key of :data:`GROUPINGS`.
        group: a road class, a name of :data:`TRIP_RANGES`, or a basis of predictions.
        calibrated_on: number of calibration roads in the group.
        tested: number of tested roads in the group.
        coverage: share of the tested roads whose label is in the interval or set; None without
            tested roads or intervals.
        size: mean width of the intervals in the task's unit, number of classes of the sets, or
            radius of shares; None like the coverage.
    """

    by: str
    group: str
    calibrated_on: int
    tested: int
    coverage: float | None
    size: float | None
