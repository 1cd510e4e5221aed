"""Paths of trips take no forbidden turn."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from drives import driven_metres, drives, fixes_of, matched_metres, overlap
from winding import AREA

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.utils.arrays import IntArray
from trajganr_core.utils.study_area import StudyArea

EXTRACT = Path(__file__).parents[5] / "shared/data/porto/porto_2022-11.osm.gz"
PORTO = StudyArea(-8.64, 41.14, -8.6, 41.17)


def turns_of(matched: MatchedTrips) -> IntArray:
    """``(t, 2)`` pairs of consecutive edges."""
    edge, piece = matched.pass_edge, matched.trip_of_pass
    pairs = np.column_stack([edge[:-1], edge[1:]])
    return pairs[(piece[1:] == piece[:-1]) & (edge[1:] != edge[:-1])]


def restricted(network: Network, rng: np.random.Generator, share: float) -> Network:
    """The network with a share of the turns at its crossings forbidden."""
    order = np.argsort(network.source, kind="stable")
    first, end = (
        np.searchsorted(network.source[order], network.target, side=side)
        for side in ("left", "right")
    )
    turns = np.array(
        [
            (last, following)
            for last, (begin, stop) in enumerate(zip(first, end, strict=True))
            if stop - begin > 1
            for following in np.sort(order[begin:stop])
        ]
    )
    return dataclasses.replace(network, forbidden_turns=turns[rng.random(len(turns)) < share])


def numbers(pairs: IntArray) -> set[tuple[int, int]]:
    return {(int(last), int(following)) for last, following in pairs}


@pytest.mark.parametrize("seconds", [1, 15, 60])
def test_drives_are_matched_without_forbidden_turns(winding: Network, seconds: float) -> None:
    rng = np.random.default_rng(8)
    network = restricted(winding, rng, 0.2)
    fixes = fixes_of(
        drives(winding, rng, 40, 500, 2000), winding, AREA, rng, seconds=seconds, noise_m=10
    )
    forbidden = numbers(network.forbidden_turns)
    free, bound = (Matcher(each, AREA).match(fixes)[0] for each in (winding, network))
    assert forbidden & numbers(turns_of(free))
    assert len(bound)
    assert not forbidden & numbers(turns_of(bound))


def test_drives_that_keep_to_the_restrictions_are_matched_as_before(winding: Network) -> None:
    """Restrictions elsewhere change nothing."""
    rng = np.random.default_rng(9)
    driven = drives(winding, rng, 20, 500, 2000)
    fixes = fixes_of(driven, winding, AREA, rng, seconds=5, noise_m=5)
    expected, _ = Matcher(winding, AREA).match(fixes)
    edges = np.unique(expected.pass_edge)
    network = restricted(winding, rng, 0.5)
    elsewhere = ~np.isin(network.forbidden_turns[:, 0], edges)
    assert elsewhere.any()
    network = dataclasses.replace(network, forbidden_turns=network.forbidden_turns[elsewhere])
    found, _ = Matcher(network, AREA).match(fixes)
    np.testing.assert_array_equal(found.pass_edge, expected.pass_edge)


def test_restrictions_that_drivers_obey_make_the_matching_better(winding: Network) -> None:
    rng = np.random.default_rng(10)
    driven = drives(winding, rng, 40, 500, 2000)
    fixes = fixes_of(driven, winding, AREA, rng, seconds=30, noise_m=15)
    taken = numbers(np.concatenate([np.column_stack([d.edges[:-1], d.edges[1:]]) for d in driven]))
    turns = restricted(winding, rng, 0.8).forbidden_turns
    obeyed = np.array([turn for turn in turns.tolist() if tuple(turn) not in taken])
    network = dataclasses.replace(winding, forbidden_turns=obeyed)
    truth = driven_metres(driven, winding, 30)
    free, bound = (
        overlap(matched_metres(Matcher(each, AREA).match(fixes)[0], len(driven)), truth)
        for each in (winding, network)
    )
    assert bound > free


@pytest.mark.skipif(
    not EXTRACT.exists(), reason="the real Porto data are not beside the repository"
)
def test_drives_in_porto_are_matched_without_forbidden_turns() -> None:
    roads = read_roads(EXTRACT, PORTO)
    rng = np.random.default_rng(8)
    network = restricted(roads, rng, 0.1)
    fixes = fixes_of(drives(roads, rng, 50, 1000, 4000), roads, PORTO, rng, seconds=15, noise_m=10)
    forbidden = numbers(network.forbidden_turns)
    assert forbidden & numbers(turns_of(Matcher(roads, PORTO).match(fixes)[0]))
    matched, _ = Matcher(network, PORTO).match(fixes)
    assert len(matched)
    assert not forbidden & numbers(turns_of(matched))
