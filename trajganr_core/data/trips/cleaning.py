"""Cleaning of trips, with counts of all losses.

Every rule is an option, works on a whole batch of trips, and counts what it drops.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import CleaningOptions
from ...contract.texts.facts import filled
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray
from ...utils.columns import Counts
from ...utils.ragged import row_of_each, runs
from ...utils.study_area import StudyArea, check_lon_lat
from .outliers import is_jump, is_unreachable
from .report_gaps import is_after_gap
from .stops import is_in_stop
from .trajectories import Trajectories, is_first

KMH = 1 / 3.6
#: A gap is longer than this, seconds, unless the vehicle reports seldom.
USUAL_GAP_S = 600.0
#: What is said of each count that is not 0.
LOSSES = {
    "fixes_incomplete": "Dropped {fixes_incomplete:,} fixes without coordinates or time.",
    "fixes_off_earth": "Dropped {fixes_off_earth:,} fixes outside ±180/±90 degrees.",
    "trips_reordered": "Sorted the fixes of {trips_reordered:,} trips by time.",
    "fixes_back_in_time": "Dropped {fixes_back_in_time:,} fixes earlier than one before them.",
    "fixes_repeated": "Dropped {fixes_repeated:,} fixes that repeat another one's time and place.",
    "fixes_of_same_time": "Dropped {fixes_of_same_time:,} fixes at the time of another, at another "
    "place.",
    "outliers_by_speed": "Dropped {outliers_by_speed:,} fixes that exceed the maximum speed.",
    "outliers_by_jump": "Dropped {outliers_by_jump:,} fixes far from the ones before and after "
    "them.",
    "fixes_near_ends": "Dropped {fixes_near_ends:,} fixes at the ends of trips.",
    "cuts_at_gaps": "Cut trips at {cuts_at_gaps:,} gaps.",
    "trips_reporting_seldom": "{trips_reporting_seldom:,} trips report seldom: a gap in them is "
    "longer than three of their usual intervals.",
    "fixes_in_stops": "Dropped {fixes_in_stops:,} fixes of stops and cut the trips there.",
    "fixes_outside_area": "Dropped {fixes_outside_area:,} fixes outside the study area.",
    "pieces_too_short": "Dropped {pieces_too_short:,} trips and pieces of trips with too few fixes "
    "({fixes_of_short_pieces:,} fixes).",
}
KEPT = (
    "Kept {fixes_kept:,} of {fixes_read:,} fixes, in {pieces_kept:,} pieces of {trips_kept:,} of "
    "{trips_read:,} trips."
)


@dataclass(frozen=True)
class CleaningReport(Counts):
    """Counts of the input, losses and result of cleaning.

    Every fix is counted once: ``fixes_read`` is the sum of ``fixes_kept``, the other ``fixes_…``
    and the ``outliers_…``. :data:`LOSSES` says what the others are.

    Attributes:
        trips_read, fixes_read: input.
        trips_located: trips with at least two complete fixes on Earth.
        trips_timed: trips with at least two distinct times after that.
        trips_kept: trips with at least one kept piece.
        pieces_kept, fixes_kept: the result; a trip that was cut has several pieces.
    """

    trips_read: int = 0
    fixes_read: int = 0
    fixes_incomplete: int = 0
    fixes_off_earth: int = 0
    trips_located: int = 0
    trips_reordered: int = 0
    fixes_back_in_time: int = 0
    fixes_repeated: int = 0
    fixes_of_same_time: int = 0
    trips_timed: int = 0
    outliers_by_speed: int = 0
    outliers_by_jump: int = 0
    fixes_near_ends: int = 0
    cuts_at_gaps: int = 0
    trips_reporting_seldom: int = 0
    fixes_in_stops: int = 0
    fixes_outside_area: int = 0
    pieces_too_short: int = 0
    fixes_of_short_pieces: int = 0
    trips_kept: int = 0
    pieces_kept: int = 0
    fixes_kept: int = 0

    def lines(self) -> list[Text]:
        """One sentence for each loss, and a last one for the result."""
        counts = asdict(self)
        return [
            *filled(LOSSES, {**counts, **{name: None for name in LOSSES if not counts[name]}}),
            Text(KEPT, **counts),
        ]

    def refuse_nothing_left(self, outside: Callable[[], TrajganrError] | None = None) -> None:
        """Refuse an empty result, with the code of the rule that removed the last fixes.

        Args:
            outside: the error where fixes were clipped to a study area; it may read them again.

        Raises:
            TrajganrError: ``INPUT.TOO_FEW_POINTS``, ``INPUT.TIME`` or ``INPUT.EMPTY`` (nothing in
                the study area).
        """
        if self.fixes_kept:
            return
        if not self.trips_located:
            raise TrajganrError(
                Code.INPUT_TOO_FEW_POINTS,
                "None of {trips} trips has two fixes with longitude, latitude and time.",
                "Check which fields contain the trip ID (not the ID of the fix), the time and the "
                "coordinates; of GTFS-Realtime, more than one feed is needed.",
                trips=self.trips_read,
            )
        if not self.trips_timed:
            raise TrajganrError(
                Code.INPUT_TIME,
                "Time increases from fix to fix in none of {trips} trips.",
                "Check which field contains the time and that it has at least whole seconds, or "
                "sort fixes by time.",
                trips=self.trips_read,
            )
        if outside is not None and self.fixes_outside_area:
            raise outside()
        raise TrajganrError(
            Code.INPUT_TOO_FEW_POINTS,
            "Cleaning dropped all {trips} trips: {losses}",
            "Allow a higher speed, longer gaps or fewer fixes, or trim less of the ends of trips.",
            trips=self.trips_read,
            losses=" ".join(self.lines()[:-1]),
        )


def clean(
    trips: Trajectories, area: StudyArea | None, options: CleaningOptions = CleaningOptions()
) -> tuple[Trajectories, CleaningReport]:
    """Remove unusable fixes, cut trips at gaps and stops, and clip them to the study area.

    In this order: fixes without position or time; order of times; fixes with repeated times;
    outliers by speed, then by jump; ends of trips; gaps; stops; the study area; the minimum number
    of fixes. A piece keeps the ids of its trip and the times of its fixes, which are strictly
    increasing.

    Returns:
        The remaining pieces, possibly none, and the counts.

    Raises:
        TrajganrError: ``INPUT.CRS`` if most coordinates cannot be degrees.
    """
    is_known = np.isfinite(trips.lon) & np.isfinite(trips.lat) & np.isfinite(trips.t)
    complete = trips.take_fixes(is_known)
    on_earth = complete.take_fixes(_is_on_earth(complete))
    ordered, reordered = _in_time_order(on_earth, options.unordered)
    repeats, conflicts = _of_same_time(ordered)
    forward = ordered.take_fixes(~(repeats | conflicts))
    reachable = forward.take_fixes(~is_unreachable(forward, options.max_speed_kmh * KMH))
    whole = reachable.take_fixes(~is_jump(reachable, options.max_jump_m))
    smooth = whole.take_fixes(~_is_near_end(whole, options.trim_ends_m))

    gap, seldom = is_after_gap(smooth, options.max_gap_s, USUAL_GAP_S)
    begins = is_first(smooth) | gap
    stays = is_in_stop(smooth, begins, options.stop_s, options.stop_radius_m)
    everywhere = np.ones(smooth.fixes, dtype=bool)
    inside = everywhere if area is None else area.contains(smooth.lon, smooth.lat)
    begin, end = runs(~stays & inside, begins)
    long_enough = end - begin >= options.min_fixes
    begin, end = begin[long_enough], end[long_enough]
    kept = smooth.pieces(begin, end)
    return kept, CleaningReport(
        trips_read=len(trips),
        fixes_read=trips.fixes,
        fixes_incomplete=trips.fixes - complete.fixes,
        fixes_off_earth=complete.fixes - on_earth.fixes,
        trips_located=_trips_of_two(on_earth),
        trips_reordered=reordered,
        fixes_back_in_time=on_earth.fixes - ordered.fixes,
        fixes_repeated=int(repeats.sum()),
        fixes_of_same_time=int(conflicts.sum()),
        trips_timed=_trips_of_two(forward),
        outliers_by_speed=forward.fixes - reachable.fixes,
        outliers_by_jump=reachable.fixes - whole.fixes,
        fixes_near_ends=whole.fixes - smooth.fixes,
        cuts_at_gaps=int(gap.sum()),
        trips_reporting_seldom=seldom,
        fixes_in_stops=int(stays.sum()),
        fixes_outside_area=int((~stays & ~inside).sum()),
        pieces_too_short=int((~long_enough).sum()),
        fixes_of_short_pieces=int((~stays & inside).sum()) - kept.fixes,
        trips_kept=len(np.unique(row_of_each(smooth.offsets)[begin])),
        pieces_kept=len(kept),
        fixes_kept=kept.fixes,
    )


def _is_on_earth(trips: Trajectories) -> BoolArray:
    """Which coordinates are valid degrees; raises if most are not."""
    possible = (np.abs(trips.lon) <= 180) & (np.abs(trips.lat) <= 90)
    if trips.fixes and possible.mean() < 0.5:
        check_lon_lat(trips.lon, trips.lat, "Trajectories")
    return possible


def _in_time_order(trips: Trajectories, unordered: str) -> tuple[Trajectories, int]:
    """Trips with non-decreasing times, and the number of trips that were already in order."""
    back = np.flatnonzero((np.diff(trips.t) < 0) & ~is_first(trips)[1:])
    if not len(back):
        return trips, 0
    trip = row_of_each(trips.offsets)
    if unordered == "sort":
        return trips.in_order(np.lexsort((trips.t, trip))), len(np.unique(trip[back]))
    # Ranks are exact integers, so adding the trip's number loses no precision.
    rank = np.unique(trips.t, return_inverse=True)[1].reshape(-1)
    key = rank + trip * (int(rank.max()) + 1)
    return trips.take_fixes(key >= np.maximum.accumulate(key)), 0


def _of_same_time(trips: Trajectories) -> tuple[BoolArray, BoolArray]:
    """Which fixes repeat time and position of an earlier fix, and which repeat only its time."""
    same_time = np.r_[False, (np.diff(trips.t) == 0)][: trips.fixes] & ~is_first(trips)
    first = np.maximum.accumulate(np.where(same_time, 0, np.arange(trips.fixes)))
    same_place = (trips.lon == trips.lon[first]) & (trips.lat == trips.lat[first])
    return same_time & same_place, same_time & ~same_place


def _is_near_end(trips: Trajectories, distance_m: float) -> BoolArray:
    """Which fixes are near the beginning or the end of a trip.

    They are before it has left the circle around its first fix, or after it has entered the one
    around its last fix for good.
    """
    if not distance_m or not trips.fixes:
        return np.zeros(trips.fixes, dtype=bool)
    trip = row_of_each(trips.offsets)
    first, last = trips.offsets[:-1][trip], trips.offsets[1:][trip] - 1
    from_first, from_last = (
        StudyArea.short_distances_m(trips.lon, trips.lat, trips.lon[end], trips.lat[end])
        > distance_m
        for end in (first, last)
    )
    left, entered = np.cumsum(from_first), np.cumsum(from_last)
    is_before = left == left[first]
    is_after: BoolArray = entered - from_last == entered[last]
    return np.asarray(is_before | is_after)


def _trips_of_two(trips: Trajectories) -> int:
    return int((np.diff(trips.offsets) >= 2).sum())
