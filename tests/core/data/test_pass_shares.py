"""Shares of recovered passes and of those that are left out, by class."""

from __future__ import annotations

import dataclasses

import numpy as np
import town
from matched_trips import match_trips

from trajganr_core.data.pass_shares import PassShares
from trajganr_core.data.roads.network import Network

ALONG = [(20, 200), (120, 200), (240, 200), (330, 200)]
CORNERS = [(10, 0), (390, 390)]


def test_fixes_that_follow_each_other_need_no_sentence(network: Network) -> None:
    shares = PassShares.of(match_trips(town.trips([ALONG]), network, town.AREA), network)
    assert shares.of_class == {"residential": (2, 0, 0)}
    assert shares.lines() == []


def test_recovered_and_left_out_passes_are_counted_by_class(network: Network) -> None:
    south = network.lat[network.offsets[:-1]] < np.median(network.lat)
    classes = np.where(south, "primary", "residential").astype(object)
    mixed = dataclasses.replace(network, highway=classes)
    matched = match_trips(town.trips([CORNERS], seconds=60), mixed, town.AREA)
    shares = PassShares.of(matched, mixed)
    passes, recovered, left_out = np.sum(list(shares.of_class.values()), axis=0)
    assert passes == recovered == len(matched.pass_edge)
    assert left_out == (matched.pass_probability < 0.5).sum() > 0
    assert shares.lines()[0].startswith("Passes on all roads: 100.0 % are recovered")
    assert {"primary", "residential"} == set(shares.of_class)
    assert len(shares.lines()) == 3
    assert (shares + shares).of_class["primary"][0] == 2 * shares.of_class["primary"][0]
    assert (shares + PassShares()).of_class == shares.of_class
