"""Confidence in matched paths."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest
import town

from trajganr_core.contract.options.data_config import MatchOptions
from trajganr_core.data.matching.candidates import CANDIDATES, SegmentGrid, nearest_edges
from trajganr_core.data.matching.confidence import path_probability
from trajganr_core.data.matching.lattice import NEGLIGIBLE
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.road_graph import RoadGraph
from trajganr_core.data.matching.shortest_paths import (
    ALL_NODES,
    NO_EDGE,
    Graph,
    find_paths,
    first_edge,
    new_search,
)
from trajganr_core.data.matching.viterbi import (
    DETOUR_ALLOWED_M,
    MAX_DETOUR,
    STANDING_ERRORS,
    SURPLUS_M,
    SURPLUS_RATIO,
    U_TURN,
)
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray
from trajganr_core.utils.progress import silent

ERROR_M, RADIUS_M = 15.0, 50.0
#: Between fixes: so long that no path is too fast.
SECONDS = 60.0
#: Smaller probabilities are not pursued.
MIN_VALUE = float(np.exp(-NEGLIGIBLE))
#: Edge, offset and squared distance.
Candidate = tuple[int, float, float]


def confidence_of(network: Network, path: npt.ArrayLike, gps_error_m: float = 10.0) -> float:
    matcher = Matcher(network, town.AREA, MatchOptions(gps_error_m=gps_error_m))
    return float(matcher.match(town.trips([path]))[0].confidence.item())


def transition(
    one: Candidate, other: Candidate, straight_m: float, network: Network, graph: Graph
) -> float:
    """Score of the path between two candidates."""
    driven_m, cost = other[1] - one[1], 0.0
    if not (one[0] == other[0] and driven_m >= -STANDING_ERRORS * ERROR_M):
        search = new_search(graph)
        start, goal = network.target[one[0]], network.source[other[0]]
        find_paths(graph, search, start, 5000.0, ALL_NODES)
        if search.search_of[goal] != search.searches[0]:
            return -np.inf
        driven_m += network.length_m[one[0]] + search.length_m[goal]
        first = NO_EDGE if start == goal else first_edge(search, start, goal)
        if (other[0] if first == NO_EDGE else first) == network.reverse[one[0]]:
            cost = U_TURN
    driven_m = max(driven_m, 0.0)
    if driven_m > MAX_DETOUR * straight_m + DETOUR_ALLOWED_M:
        return -np.inf
    return -abs(driven_m - straight_m) / (SURPLUS_M + SURPLUS_RATIO * straight_m) - cost


def posteriors_by_enumeration(xy: FloatArray, network: Network) -> list[dict[int, float]]:
    """Probability of each edge near each fix, summed over all sequences of candidates."""
    vertices = town.AREA.to_local(network.lon, network.lat)
    graph = Graph.of(network, vertices)
    grid = SegmentGrid.of(network, vertices, RADIUS_M)
    candidates: list[list[Candidate]] = []
    for x, y in xy:
        edge, segment = np.empty((2, CANDIDATES), np.int32)
        offset, squared = np.empty((2, CANDIDATES))
        count = nearest_edges(grid, x, y, edge, segment, offset, squared)
        candidates.append(
            list(zip(edge[:count].tolist(), offset[:count], squared[:count], strict=True))
        )
    straight_m = np.hypot(*np.diff(xy, axis=0).T)
    scores = [
        {
            (one, other): transition(one, other, metres, network, graph)
            for one in before
            for other in after
        }
        for metres, (before, after) in zip(straight_m, itertools.pairwise(candidates), strict=True)
    ]
    total: list[dict[int, float]] = [{} for _ in xy]
    for sequence in itertools.product(*candidates):
        score = sum(-0.5 * squared / ERROR_M**2 for _, _, squared in sequence)
        pairs = itertools.pairwise(sequence)
        score += sum(score_of[pair] for score_of, pair in zip(scores, pairs, strict=True))
        for of_fix, (edge, _, _) in zip(total, sequence, strict=True):
            of_fix[edge] = of_fix.get(edge, 0.0) + float(np.exp(score))
    return [{edge: p / sum(of_fix.values()) for edge, p in of_fix.items()} for of_fix in total]


@pytest.mark.parametrize("seed", range(5))
def test_posteriors_are_those_of_all_sequences_of_candidates(network: Network, seed: int) -> None:
    rng = np.random.default_rng(seed)
    path = np.array([(20, 200), (150, 200), (200, 330), (330, 400)]) + rng.normal(0, 15, (4, 2))
    trips = town.trips([path], seconds=SECONDS)
    xy = town.AREA.to_local(trips.lon, trips.lat)
    graph = RoadGraph(network, town.AREA.to_local(network.lon, network.lat), RADIUS_M, 1)
    found, hops = graph.match(
        *(xy, trips.t, trips.speed, trips.heading, trips.offsets, ERROR_M, silent),
    )
    assert len(hops) == 3
    paths = [hops.edges[a:b] for a, b in itertools.pairwise(hops.edge_offsets)]
    on_path = [paths[0], [*paths[0], *paths[1]], [*paths[1], *paths[2]], paths[2]]
    probability = path_probability(found, hops)
    for fix, expected in enumerate(posteriors_by_enumeration(xy, network)):
        posterior = dict(zip(found.candidate[fix], found.posterior[fix], strict=True))
        for edge, value in expected.items():
            assert posterior[edge] == pytest.approx(value, abs=MIN_VALUE)
        assert probability[fix] == pytest.approx(
            sum(value for edge, value in expected.items() if edge in on_path[fix]), abs=MIN_VALUE
        )


def test_between_two_equal_roads_confidence_is_a_half() -> None:
    parallel = [town.line([(0, y), (400, y)]) for y in (0, 20)]
    network = town.noded(parallel, oneway=1)
    middle, south = ([(x, y) for x in range(10, 400, 100)] for y in (10, 0))
    assert confidence_of(network, middle) == pytest.approx(0.5, abs=0.02)
    assert confidence_of(network, south, gps_error_m=5.0) > 0.99


def test_at_a_crossing_both_edges_of_the_path_count(network: Network) -> None:
    across = [(60, 200), (199, 200), (340, 200)]
    assert confidence_of(network, across) > 0.99


def test_a_larger_gps_error_lowers_confidence() -> None:
    parallel = [town.line([(0, y), (400, y)]) for y in (0, 40)]
    network = town.noded(parallel, oneway=1)
    path = [(x, 5) for x in range(10, 400, 100)]
    assert confidence_of(network, path, 10.0) > confidence_of(network, path, 25.0) > 0.5
