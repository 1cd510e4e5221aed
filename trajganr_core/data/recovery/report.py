"""Counts of recovery."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ...contract.texts.facts import filled
from ...contract.texts.text import Text
from ...utils.columns import Counts

#: What is said, by the fact that it needs.
SAID = {
    "gaps_recovered": "Recovered the ways of {gaps_recovered:,} of {gaps:,} gaps between distant "
    "fixes; on average a way is {likely:.0f} % likely.",
    "pieces_kept": "{pieces_kept:,} pieces of trips keep their shortest paths, because no way "
    "leads from fix to fix.",
}


@dataclass(frozen=True)
class RecoveryReport(Counts):
    """Counts of one batch, or the sum of several.

    Attributes:
        gaps: distant hops.
        gaps_recovered: those with a way by the learned choice.
        pieces_kept: pieces that keep the matcher's paths, because a hop has no way.
        likely_permille: sum of the probabilities of the ways, in thousandths.
    """

    gaps: int = 0
    gaps_recovered: int = 0
    pieces_kept: int = 0
    likely_permille: int = 0

    def to_dict(self) -> dict[str, int]:
        """JSON-able form, for manifests."""
        return asdict(self)

    def lines(self) -> list[Text]:
        """What was done, one sentence each."""
        likely = self.likely_permille / 10 / max(self.gaps_recovered, 1)
        facts = {
            **self.to_dict(),
            "gaps_recovered": self.gaps_recovered or None,
            "pieces_kept": self.pieces_kept or None,
            "likely": likely,
        }
        return filled(SAID, facts)
