"""Map matching: trips as positions along paths in the road network."""

from .matcher import Matcher
from .report import MatchReport

__all__ = ["MatchReport", "Matcher"]
