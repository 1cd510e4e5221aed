"""Map matching: trips as positions along paths through the network."""

from .matcher import Matcher
from .report import MatchReport

__all__ = ["MatchReport", "Matcher"]
