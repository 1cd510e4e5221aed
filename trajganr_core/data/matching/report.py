"""Counts of map matching."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ...contract.errors import Code, TrajganrError
from ...contract.texts.facts import filled
from ...contract.texts.text import Text
from ...utils.columns import Counts
from .gaps import GAP_S

#: What is said, by the fact that it needs.
SAID = {
    "trips": "Matched {fixes_matched:,} of {fixes:,} fixes to roads, in {pieces:,} pieces of "
    "{trips_matched:,} of {trips:,} trips; the others are dropped.",
    "fixes_unmatched": "Of {fixes_unmatched:,} unmatched fixes {fixes_far_from_roads:,} are far "
    "from every road; the others have no path to a fix before or after.",
    "fixes_skipped": "Skipped {fixes_skipped:,} of the unmatched fixes as outliers: a path passes "
    "them by.",
    "gps_error_m": "The GPS error is {gps_error_m:.0f} m, on average of the trips.",
    "cuts": "Cut trips at {cuts_too_fast:,} places where every path would be faster than any "
    "vehicle, and at {cuts_detour:,} where it would be a detour.",
    "gaps": "{recovered_km:,.1f} km of the paths are recovered: they bridge {gaps:,} gaps of more "
    "than {gap_s:.0f} s between fixes. On {uncertain_km:,.1f} km another way is about as fast.",
}


@dataclass(frozen=True)
class MatchReport(Counts):
    """Counts of one batch, or the sum of several.

    Attributes:
        trips: input trips.
        trips_matched: trips with at least one matched piece.
        pieces: matched pieces; a trip is cut where no plausible path leads on.
        fixes: input fixes.
        fixes_matched: fixes in a piece.
        fixes_far_from_roads: unmatched fixes without a road within the search radius; the other
            unmatched ones have no plausible path to a neighbour.
        fixes_skipped: those of the others that lie between two matched fixes of a piece.
        cuts_too_fast, cuts_detour: places where a trip was cut because the only paths are too fast,
            and because they are too long.
        gps_errors_cm: sum of the GPS errors of the matched trips, centimetres.
        gaps: gaps between consecutive fixes of a piece, see :mod:`~.gaps`;
        recovered_cm: the length of the paths in them, centimetres;
        uncertain_cm: the length of passes that another way avoids in about the same time.
    """

    trips: int = 0
    trips_matched: int = 0
    pieces: int = 0
    fixes: int = 0
    fixes_matched: int = 0
    fixes_far_from_roads: int = 0
    fixes_skipped: int = 0
    cuts_too_fast: int = 0
    cuts_detour: int = 0
    gps_errors_cm: int = 0
    gaps: int = 0
    recovered_cm: int = 0
    uncertain_cm: int = 0

    @property
    def fixes_unmatched(self) -> int:
        """Number of unmatched fixes."""
        return self.fixes - self.fixes_matched

    @property
    def gps_error_m(self) -> float:
        """Mean GPS error of the matched trips, metres."""
        return self.gps_errors_cm / 100 / max(self.trips_matched, 1)

    def to_dict(self) -> dict[str, int]:
        """JSON-able form, for manifests."""
        return {**asdict(self), "fixes_unmatched": self.fixes_unmatched}

    def lines(self) -> list[Text]:
        """The result and each loss, one sentence each."""
        facts = {
            **self.to_dict(),
            "gps_error_m": self.gps_error_m if self.trips_matched else None,
            "fixes_unmatched": self.fixes_unmatched or None,
            "fixes_skipped": self.fixes_skipped or None,
            "cuts": bool(self.cuts_too_fast or self.cuts_detour),
            "gaps": self.gaps or None,
            "recovered_km": self.recovered_cm / 100_000,
            "gap_s": GAP_S,
            "uncertain_km": self.uncertain_cm / 100_000,
        }
        return filled(SAID, facts)

    def refuse_nothing_matched(self) -> None:
        """Refuse a result without any match.

        Raises:
            TrajganrError: ``INPUT.EMPTY``.
        """
        if self.pieces:
            return
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "None of {trips} trips matches the roads.",
            "Check that trips and roads are of the same place, and that the roads are drivable.",
            trips=self.trips,
        )
