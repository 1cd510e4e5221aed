"""Map matching: trips as positions along paths through the network."""

from ..matched import MatchedTrips
from .matcher import Matcher, match_trips
from .report import MatchReport

__all__ = ["MatchReport", "MatchedTrips", "Matcher", "match_trips"]
