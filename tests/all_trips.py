"""All input trips of a small bundle at once."""

from __future__ import annotations

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features.input_trips import InputTrips, input_trips
from trajganr_core.model.tokens import TripTokens


def all_of(inputs: InputTrips) -> MatchedTrips:
    return inputs.take(np.arange(len(inputs)))


def all_input_trips(bundle: Bundle) -> MatchedTrips:
    return all_of(input_trips(bundle))


def all_tokens(bundle: Bundle) -> TripTokens:
    return TripTokens(all_input_trips(bundle), bundle.area)
