"""Counts of cleaning: fixes and trips read, dropped and kept, by reason."""

from __future__ import annotations

from dataclasses import dataclass

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.columns import Counts
from ...utils.study_area import StudyArea

__all__ = ["CleaningReport"]


@dataclass(frozen=True)
class CleaningReport(Counts):
    """Counts of the input, losses and result of cleaning.

    Every fix is counted once: ``fixes_read`` is the sum of ``fixes_kept``, the other ``fixes_…``
    and the ``outliers_…``.

    Attributes:
        trips_read, fixes_read: input.
        fixes_incomplete: longitude, latitude or time is missing or not a number.
        fixes_off_earth: outside ±180/±90 degrees.
        trips_located: trips with at least two complete fixes on Earth.
        trips_reordered: trips whose fixes were sorted by time.
        fixes_back_in_time: earlier than a previous fix; dropped if fixes are not sorted.
        fixes_repeated: at the time and position of another fix of the trip.
        fixes_of_same_time: at the time of another fix of the trip, but at another position.
        trips_timed: trips with at least two distinct times after that.
        outliers_by_speed: not reachable at the highest speed.
        outliers_by_jump: far from the previous and the next fix.
        fixes_near_ends: at the beginning or the end of a trip that was trimmed.
        cuts_at_gaps: number of cuts at gaps in time.
        fixes_in_stops: while the vehicle was standing.
        fixes_outside_area: outside the study area.
        pieces_too_short, fixes_of_short_pieces: pieces with too few fixes.
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
    fixes_in_stops: int = 0
    fixes_outside_area: int = 0
    pieces_too_short: int = 0
    fixes_of_short_pieces: int = 0
    trips_kept: int = 0
    pieces_kept: int = 0
    fixes_kept: int = 0

    def lines(self) -> list[Text]:
        """One sentence for each loss, and a last one for the result."""
        losses = [
            Text("Dropped {fixes_incomplete:,} fixes without coordinates or time.", self),
            Text("Dropped {fixes_off_earth:,} fixes outside ±180/±90 degrees.", self),
            Text("Sorted the fixes of {trips_reordered:,} trips by time.", self),
            Text("Dropped {fixes_back_in_time:,} fixes earlier than one before them.", self),
            Text(
                "Dropped {fixes_repeated:,} fixes that repeat another one's time and place.", self
            ),
            Text(
                "Dropped {fixes_of_same_time:,} fixes at the time of another, at another place.",
                self,
            ),
            Text("Dropped {outliers_by_speed:,} fixes that exceed the maximum speed.", self),
            Text(
                "Dropped {outliers_by_jump:,} fixes far from the ones before and after them.", self
            ),
            Text("Dropped {fixes_near_ends:,} fixes at the ends of trips.", self),
            Text("Cut trips at {cuts_at_gaps:,} gaps.", self),
            Text("Dropped {fixes_in_stops:,} fixes of stops and cut the trips there.", self),
            Text("Dropped {fixes_outside_area:,} fixes outside the study area.", self),
            Text(
                "Dropped {pieces_too_short:,} trips and pieces of trips with too few fixes "
                "({fixes_of_short_pieces:,} fixes).",
                self,
            ),
        ]
        return [
            *(loss for loss in losses if next(iter(loss.values.values()))),
            Text(
                "Kept {fixes_kept:,} of {fixes_read:,} fixes, in {pieces_kept:,} pieces of "
                "{trips_kept:,} of {trips_read:,} trips.",
                self,
            ),
        ]

    def refuse_nothing_left(self, area: StudyArea | None) -> None:
        """Refuse an empty result, with the code of the rule that removed the last fixes.

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
                "coordinates.",
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
        if area is not None and self.fixes_outside_area:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "None of {trips} trips is in the study area {bbox}: {fixes} fixes are outside.",
                "Check the study area, and the order of longitude and latitude.",
                trips=self.trips_timed,
                bbox=list(area.bbox),
                fixes=self.fixes_outside_area,
            )
        raise TrajganrError(
            Code.INPUT_TOO_FEW_POINTS,
            "Cleaning dropped all {trips} trips: {losses}",
            "Allow a higher speed, longer gaps or fewer fixes, or trim less of the ends of trips.",
            trips=self.trips_read,
            losses=" ".join(self.lines()[:-1]),
        )
