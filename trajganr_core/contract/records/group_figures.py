"""Errors, and coverage and size of 90 % intervals, by group of roads."""

from __future__ import annotations

from dataclasses import dataclass

#: What roads are grouped by, with titles.
GROUPINGS = {
    "highway": "By road class",
    "trips": "By number of input trips",
    "basis": "By basis",
    "district": "By district",
}
#: The groups by number of input trips: the least number and the name of each.
TRIP_RANGES = {0: "0", 1: "1–4", 5: "5–19", 20: "20–99", 100: "100 and more"}


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """The predictions and intervals of a group of roads.

    The error of a road is the absolute error of a value, 1 for a wrong class and 0 for the right
    one, or the L1 distance of shares.

    Attributes:
        by: a key of :data:`GROUPINGS`.
        group: a road class, a name of :data:`TRIP_RANGES`, a basis of predictions, or districts
            (:mod:`..options.districts`).
        calibrated_on: number of calibration roads in the group.
        tested: number of tested roads in the group.
        error: mean error of the tested roads; None without any.
        trivial_error: of the trivial prediction; None if there is none.
        with_trips: number of the tested roads with input trips of their own.
        passes_error: of the mean of the own trips on these roads; None if there are none.
        coverage: share of the tested roads whose label is in the interval or set; None without
            tested roads or intervals.
        size: mean width of the intervals in the task's unit, number of classes of the sets, or
            radius of shares; None like the coverage.
    """

    by: str
    group: str
    calibrated_on: int
    tested: int
    error: float | None
    trivial_error: float | None
    with_trips: int = 0
    passes_error: float | None = None
    coverage: float | None
    size: float | None
