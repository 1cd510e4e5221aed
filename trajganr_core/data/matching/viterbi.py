"""The most likely path of each trip, by a hidden Markov model over candidate edges.

After Newson and Krumm 2009, "Hidden Markov map matching through noise and sparseness": fixes are
off their edges by a normal error, and the path between two fixes is longer than the straight line
by an exponential one. A candidate's score is the logarithm of the likelihood of the best path to
it. The forward-backward algorithm (Rabiner 1989) over the same lattice gives the posterior
probability of each candidate.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ...utils.arrays import BoolArray, Float32Array, FloatArray, Int32Array, IntArray
from .candidates import CANDIDATES, SegmentGrid, nearest_edges
from .compiled import njit
from .shortest_paths import (
    NO_EDGE,
    Graph,
    PathTable,
    Search,
    find_paths,
    first_edge,
    new_search,
    slot_of,
)

__all__ = ["ESTIMATED", "FASTEST_MPS", "FoundFixes", "match_trips"]

#: In place of a GPS error: it is estimated from the fixes of each trip …
ESTIMATED = 0.0
#: … starting from this error, metres, which counts as much as so many fixes.
USUAL_ERROR_M = 10.0
USUAL_ERROR_FIXES = 20
#: An estimate that differs by less than this ratio is not applied.
CLOSE_RATIO = 1.25
#: Ratio of the standard deviation of a normal variable to the median of its absolute value.
SIGMA_OF_MEDIAN = 1.4826
#: Fixes closer to the one before than so many GPS errors, within these limits in metres, are not
#: matched but placed on the path afterwards. The noise of dense fixes would be matched as detours
#: and U-turns.
STEP_ERRORS = 5.0
SHORTEST_STEP_M, LONGEST_STEP_M = 20.0, 150.0
#: Scale of the path's surplus over the straight line: metres, and metres a metre of the line.
SURPLUS_M, SURPLUS_RATIO = 8.0, 0.05
#: A U-turn costs as much as this reduction of the score.
U_TURN = 6.0
#: Up to so many GPS errors backwards on an edge count as standing.
STANDING_ERRORS = 3.0
#: Paths between two fixes are at most this fast, m/s (144 km/h), after an allowance for
#: GPS errors …
FASTEST_MPS = 40.0
ALLOWED_M, ALLOWED_ERRORS = 20.0, 4.0
#: … and hardly longer than the straight line, unless they are slow, m/s (50 km/h): a fast detour
#: through city streets is a wrong match.
NEARLY_STRAIGHT, CITY_MPS = 1.3, 14.0
#: At most so many times as long as the straight line plus some metres, and at most so long.
LONGEST_DETOUR, DETOUR_ALLOWED_M = 2.0, 250.0
LONGEST_PATH_M = 5000.0
#: Paths whose scores are lower than the best one's by more than this have no probability.
NEGLIGIBLE_SCORE = -15.0
#: So many consecutive fixes without a path to them are skipped; at the next one the trip is cut.
MOST_SKIPPED = 10


class FoundFixes(NamedTuple):
    """Where the fixes of trips are on the roads.

    Attributes:
        edge: ``(fixes,)`` the edge, or :data:`NO_EDGE` for a fix that was not matched.
        offset_m: ``(fixes,)`` metres on it.
        before: ``(fixes,)`` the matched fix before, from which a path leads here; -1 for none.
        path_m: ``(fixes,)`` length of that path without its first and last edge, metres;
            -1 if it stays on one edge.
        candidate, posterior: ``(fixes, CANDIDATES)`` the edges near a matched fix, and their
            probabilities given all fixes of the piece; 0 for none.
        is_off_path: ``(fixes,)`` whether no edge is near the fix or no path leads to it, or to the
            fix that it is near to.
        error_m: ``(trips,)`` the GPS error that was assumed or estimated, metres.
        too_fast, detours: ``(trips,)`` number of cuts because the only paths are too fast, and
            because they are too long.
    """

    edge: Int32Array
    offset_m: FloatArray
    before: IntArray
    path_m: Float32Array
    candidate: Int32Array
    posterior: Float32Array
    is_off_path: BoolArray
    error_m: FloatArray
    too_fast: IntArray
    detours: IntArray

    @classmethod
    def empty(cls, trips: int, fixes: int) -> FoundFixes:
        """Memory for the results of some trips."""
        return cls(
            edge=np.full(fixes, NO_EDGE, dtype=np.int32),
            offset_m=np.zeros(fixes),
            before=np.full(fixes, -1, dtype=np.int64),
            path_m=np.full(fixes, -1.0, dtype=np.float32),
            candidate=np.zeros((fixes, CANDIDATES), dtype=np.int32),
            posterior=np.zeros((fixes, CANDIDATES), dtype=np.float32),
            is_off_path=np.zeros(fixes, dtype=np.bool_),
            error_m=np.zeros(trips),
            too_fast=np.zeros(trips, dtype=np.int64),
            detours=np.zeros(trips, dtype=np.int64),
        )


class _Fixes(NamedTuple):
    """``x, y``: local metres; ``t``: seconds; all ``(fixes,)``."""

    x: FloatArray
    y: FloatArray
    t: FloatArray


class _Lattice(NamedTuple):
    """The candidates of the fixes of a trip that are matched.

    Attributes:
        fix: ``(n,)`` number of the fix.
        near_until: ``(n,)`` time of the last fix that was left out because it is near, seconds.
        candidates: ``(n,)`` number of candidates.
        edge, offset_m, squared_m: ``(n, CANDIDATES)`` as of :func:`nearest_edges`.
        best: ``(n, CANDIDATES)`` the best candidate of the fix before.
        path_m: ``(n, CANDIDATES)`` length of the path from it, as of :class:`FoundFixes`.
        share: ``(n, CANDIDATES, CANDIDATES)`` probability of each candidate of the fix before
            (last axis), given this one and the fixes so far.
        before: ``(n,)`` the fix before as a row of this table, -1 for none.
    """

    fix: IntArray
    near_until: FloatArray
    candidates: IntArray
    edge: Int32Array
    offset_m: FloatArray
    squared_m: FloatArray
    best: IntArray
    path_m: Float32Array
    share: Float32Array
    before: IntArray


class _Scores(NamedTuple):
    """Scores of the candidates of a fix.

    Attributes:
        best: ``(CANDIDATES,)`` of the best path to each, -infinity if there is none.
        all: ``(CANDIDATES,)`` of all paths to each: logarithm of the sum of their likelihoods.
        path: ``(CANDIDATES,)`` of all paths to one candidate by that of the fix before; memory of
            :func:`_advance`.
    """

    best: FloatArray
    all: FloatArray
    path: FloatArray


class _Links(NamedTuple):
    """Shortest paths from the ends of the candidates of a fix to the starts of those of the next.

    Attributes:
        from_node, to_node: the different nodes.
        from_of: ``(CANDIDATES,)`` position in ``from_node`` of each candidate's end.
        first_to, to_of: candidate c starts at ``to_of[first_to[c]:first_to[c + 1]]``, positions in
            ``to_node``.
        length_m, first: ``(from_node, to_node)`` length and first edge of each path; infinite if
            there is none, :data:`NO_EDGE` if it has no edge.
    """

    from_node: Int32Array
    from_of: IntArray
    to_node: Int32Array
    first_to: IntArray
    to_of: IntArray
    length_m: Float32Array
    first: Int32Array


@njit
def match_trips(
    first: int,
    last: int,
    offsets: IntArray,
    x: FloatArray,
    y: FloatArray,
    t: FloatArray,
    graph: Graph,
    table: PathTable,
    grid: SegmentGrid,
    gps_error_m: float,
    found: FoundFixes,
) -> None:
    """Match the trips ``first … last-1``; what is found for one is independent of the others.

    Args:
        first, last: numbers of trips.
        offsets: ``(n+1,)`` of all trips.
        x, y, t: ``(fixes,)`` local metres and seconds of all fixes, finite.
        graph, table, grid: the roads.
        gps_error_m: standard deviation of the fixes across their edges, metres, or
            :data:`ESTIMATED`.
        found: receives the results.
    """
    longest = 0
    for trip in range(first, last):
        longest = max(longest, offsets[trip + 1] - offsets[trip])
    lattice, links, search = _new_lattice(longest), _new_links(graph), new_search(graph)
    fixes = _Fixes(x, y, t)
    for trip in range(first, last):
        begin, end = offsets[trip], offsets[trip + 1]
        error_m = gps_error_m if gps_error_m > 0 else USUAL_ERROR_M
        rows = _match(
            *(trip, begin, end, fixes, graph, table, grid),
            *(error_m, lattice, links, search, found),
        )
        if gps_error_m > 0:
            continue
        estimate_m = _estimated_error(rows, lattice, found)
        if max(estimate_m / error_m, error_m / estimate_m) > CLOSE_RATIO:
            _match(
                *(trip, begin, end, fixes, graph, table, grid),
                *(estimate_m, lattice, links, search, found),
            )


@njit
def _match(
    trip: int,
    begin: int,
    end: int,
    fixes: _Fixes,
    graph: Graph,
    table: PathTable,
    grid: SegmentGrid,
    error_m: float,
    lattice: _Lattice,
    links: _Links,
    search: Search,
    found: FoundFixes,
) -> int:
    """Match a trip, given the GPS error; returns the number of rows of its lattice."""
    found.edge[begin:end], found.before[begin:end] = NO_EDGE, -1
    found.error_m[trip] = error_m
    found.too_fast[trip] = found.detours[trip] = 0
    step_m = min(max(STEP_ERRORS * error_m, SHORTEST_STEP_M), LONGEST_STEP_M)
    is_chosen = found.is_off_path[begin:end]
    rows = _choose_fixes(begin, fixes, step_m, grid, lattice, is_chosen)
    scores, next_scores = _new_scores(), _new_scores()
    start = 0
    while start < rows:
        previous, skipped = start, 0
        lattice.before[start] = -1
        for candidate in range(lattice.candidates[start]):
            emission = _emission(lattice.squared_m[start, candidate], error_m)
            scores.best[candidate] = scores.all[candidate] = emission
        for row in range(start + 1, rows):
            by_time_m, by_detour_m = _limits(previous, row, lattice, fixes, error_m, step_m)
            limit_m = min(by_time_m, by_detour_m)
            _link(previous, row, limit_m, graph, table, lattice, links, search)
            if _advance(
                *(previous, row, limit_m, error_m, fixes, graph),
                *(lattice, links, scores, next_scores),
            ):
                scores, next_scores = next_scores, scores
                lattice.before[row] = previous
                previous, skipped = row, 0
            else:
                skipped += 1
                if skipped > MOST_SKIPPED:
                    break
        if skipped:
            # At the last fix that was reached; the reason is that of the next one.
            by_time_m, by_detour_m = _limits(
                previous, previous + 1, lattice, fixes, error_m, step_m
            )
            found.too_fast[trip] += by_time_m < by_detour_m
            found.detours[trip] += by_time_m >= by_detour_m
        _write_path(start, previous, scores, lattice, found)
        start = previous + 1
    is_off_path = False
    for fix in range(begin, end):
        if is_chosen[fix - begin]:
            is_off_path = found.edge[fix] == NO_EDGE
        found.is_off_path[fix] = is_off_path
    return rows


@njit
def _choose_fixes(
    begin: int,
    fixes: _Fixes,
    step_m: float,
    grid: SegmentGrid,
    lattice: _Lattice,
    is_chosen: BoolArray,
) -> int:
    """Choose the fixes that are matched, and fill the lattice; returns the number of its rows.

    These are the first, every one that is a step from the chosen one before, and the last. Chosen
    fixes without an edge nearby have no row.

    Args:
        begin: the trip's first fix.
        is_chosen: ``(fixes of the trip,)`` receives which fixes are chosen.
    """
    rows, chosen = 0, -1
    is_near_row = False
    end = begin + len(is_chosen)
    for fix in range(begin, end):
        is_near = (
            chosen >= 0
            and math.hypot(fixes.x[fix] - fixes.x[chosen], fixes.y[fix] - fixes.y[chosen]) < step_m
        )
        is_chosen[fix - begin] = not is_near or fix == end - 1
        if not is_chosen[fix - begin]:
            if is_near_row:
                lattice.near_until[rows - 1] = fixes.t[fix]
            continue
        chosen = fix
        count = nearest_edges(
            *(grid, fixes.x[fix], fixes.y[fix]),
            *(lattice.edge[rows], lattice.offset_m[rows], lattice.squared_m[rows]),
        )
        is_near_row = count > 0
        if is_near_row:
            lattice.fix[rows], lattice.candidates[rows] = fix, count
            lattice.near_until[rows] = fixes.t[fix]
            rows += 1
    return rows


@njit
def _limits(
    previous: int, row: int, lattice: _Lattice, fixes: _Fixes, error_m: float, step_m: float
) -> tuple[float, float]:
    """Maximum length of a path from one row to another: by its time, and by its distance."""
    here, there = lattice.fix[previous], lattice.fix[row]
    # Fixes that were left out are near the first one, so the path is driven after the last of them.
    by_time_m = min(
        FASTEST_MPS * (fixes.t[there] - fixes.t[here]),
        FASTEST_MPS * (fixes.t[there] - lattice.near_until[previous]) + step_m,
    )
    straight_m = math.hypot(fixes.x[there] - fixes.x[here], fixes.y[there] - fixes.y[here])
    allowed_m = ALLOWED_M + ALLOWED_ERRORS * error_m
    by_detour_m = max(
        NEARLY_STRAIGHT * straight_m + allowed_m,
        min(
            LONGEST_DETOUR * straight_m + DETOUR_ALLOWED_M,
            CITY_MPS * (fixes.t[there] - fixes.t[here]),
        ),
    )
    return by_time_m + allowed_m, min(by_detour_m, LONGEST_PATH_M)


@njit
def _link(
    previous: int,
    row: int,
    limit_m: float,
    graph: Graph,
    table: PathTable,
    lattice: _Lattice,
    links: _Links,
    search: Search,
) -> None:
    """Find the shortest paths between the candidates of two rows, up to a length."""
    origins = goals = starts = 0
    for candidate in range(lattice.candidates[previous]):
        node = graph.target[lattice.edge[previous, candidate]]
        place = _place_of(node, links.from_node, origins)
        links.from_of[candidate] = place
        origins = max(origins, place + 1)
    for candidate in range(lattice.candidates[row]):
        edge = lattice.edge[row, candidate]
        for at in range(graph.first_start[edge], graph.first_start[edge + 1]):
            place = _place_of(graph.start_node[at], links.to_node, goals)
            links.to_of[starts] = place
            goals, starts = max(goals, place + 1), starts + 1
        links.first_to[candidate + 1] = starts
    for origin in range(origins):
        from_node = links.from_node[origin]
        is_lacking = False
        for goal in range(goals):
            slot = slot_of(table, from_node, links.to_node[goal])
            if links.to_node[goal] == from_node:
                links.length_m[origin, goal], links.first[origin, goal] = 0.0, NO_EDGE
            elif slot >= 0:
                links.length_m[origin, goal] = table.length_m[slot]
                links.first[origin, goal] = table.first[slot]
            else:
                links.length_m[origin, goal] = np.inf
                is_lacking = True
        if not is_lacking or limit_m <= table.longest_m:
            continue
        find_paths(graph, search, from_node, limit_m)
        for goal in range(goals):
            node = links.to_node[goal]
            if (
                links.length_m[origin, goal] == np.inf
                and search.search_of[node] == search.searches[0]
            ):
                links.length_m[origin, goal] = search.length_m[node]
                links.first[origin, goal] = first_edge(search, from_node, node)


@njit
def _place_of(node: int, nodes: Int32Array, count: int) -> int:
    """Position of a node in the first ``count`` of some; it is added after them if it is new."""
    place = 0
    while place < count and nodes[place] != node:
        place += 1
    nodes[place] = node
    return place


@njit
def _advance(
    previous: int,
    row: int,
    limit_m: float,
    error_m: float,
    fixes: _Fixes,
    graph: Graph,
    lattice: _Lattice,
    links: _Links,
    scores: _Scores,
    next_scores: _Scores,
) -> bool:
    """Score the candidates of a row by the paths to each; whether there is any path."""
    here, there = lattice.fix[previous], lattice.fix[row]
    straight_m = math.hypot(fixes.x[there] - fixes.x[here], fixes.y[there] - fixes.y[here])
    scale_m = SURPLUS_M + SURPLUS_RATIO * straight_m
    is_reached = False
    for candidate in range(lattice.candidates[row]):
        edge, offset_m = lattice.edge[row, candidate], lattice.offset_m[row, candidate]
        best, best_score, best_path_m = -1, -np.inf, np.float32(-1.0)
        scores.path[:] = -np.inf
        for before in range(lattice.candidates[previous]):
            if scores.best[before] == -np.inf:
                continue
            last_edge, last_m = lattice.edge[previous, before], lattice.offset_m[previous, before]
            driven_m, path_m, cost = offset_m - last_m, np.float32(-1.0), 0.0
            if edge == last_edge and driven_m >= -STANDING_ERRORS * error_m:
                driven_m = max(driven_m, 0.0)
            else:
                origin = links.from_of[before]
                goal = links.to_of[links.first_to[candidate]]
                for at in range(links.first_to[candidate] + 1, links.first_to[candidate + 1]):
                    if links.length_m[origin, links.to_of[at]] < links.length_m[origin, goal]:
                        goal = links.to_of[at]
                path_m, first = links.length_m[origin, goal], links.first[origin, goal]
                driven_m += graph.length_m[last_edge] + path_m
                if (edge if first == NO_EDGE else first) == graph.reverse[last_edge]:
                    cost = U_TURN
            if driven_m > limit_m:
                continue
            transition = -abs(driven_m - straight_m) / scale_m - cost
            scores.path[before] = scores.all[before] + transition
            path_score = scores.best[before] + transition
            if path_score > best_score:
                best, best_score, best_path_m = before, path_score, path_m
        lattice.best[row, candidate], lattice.path_m[row, candidate] = best, best_path_m
        emission = _emission(lattice.squared_m[row, candidate], error_m)
        next_scores.best[candidate] = best_score + emission
        next_scores.all[candidate] = emission + _logarithm_of_sum(
            scores.path, lattice.candidates[previous], lattice.share[row, candidate]
        )
        is_reached = is_reached or best >= 0
    return is_reached


@njit
def _logarithm_of_sum(scores: FloatArray, count: int, share: Float32Array) -> float:
    """Logarithm of the sum of the exponentials of some scores; the share of each in the sum.

    Args:
        scores: -infinity for a candidate without a path.
        count: number of scores.
        share: ``(CANDIDATES,)`` receives the shares.
    """
    highest = -np.inf
    for candidate in range(count):
        highest = max(highest, scores[candidate])
    if highest == -np.inf:
        share[:count] = 0.0
        return -np.inf
    total = 0.0
    for candidate in range(count):
        score = scores[candidate] - highest
        likelihood = math.exp(score) if score > NEGLIGIBLE_SCORE else 0.0
        share[candidate] = likelihood
        total += likelihood
    factor = np.float32(1.0 / total)
    for candidate in range(count):
        share[candidate] *= factor
    return highest + math.log(total)


@njit
def _emission(squared_m: float, error_m: float) -> float:
    """Score of a distance from the road: Newson and Krumm's equation 1 without its constant."""
    return -0.5 * squared_m / (error_m * error_m)


@njit
def _write_path(
    start: int, row: int, scores: _Scores, lattice: _Lattice, found: FoundFixes
) -> None:
    """Write the best path from a first row to the last one that was reached.

    A single row is no path.
    """
    if row == start:
        return
    candidate = np.argmax(scores.best[: lattice.candidates[row]])
    posterior, posterior_before = np.empty(CANDIDATES, np.float32), np.empty(CANDIDATES, np.float32)
    _logarithm_of_sum(scores.all, lattice.candidates[row], posterior)
    while row >= 0:
        fix, before = lattice.fix[row], lattice.before[row]
        found.edge[fix] = lattice.edge[row, candidate]
        found.offset_m[fix] = lattice.offset_m[row, candidate]
        found.before[fix] = lattice.fix[before] if before >= 0 else -1
        found.path_m[fix] = lattice.path_m[row, candidate]
        count = lattice.candidates[row]
        found.candidate[fix, :count] = lattice.edge[row, :count]
        found.posterior[fix, :count] = posterior[:count]
        found.posterior[fix, count:] = 0.0
        if before >= 0:
            _step_back(row, lattice.candidates[before], lattice, posterior, posterior_before)
            posterior, posterior_before = posterior_before, posterior
        row, candidate = before, lattice.best[row, candidate]


@njit
def _step_back(
    row: int,
    count: int,
    lattice: _Lattice,
    posterior: Float32Array,
    posterior_before: Float32Array,
) -> None:
    """Posterior probabilities of the ``count`` candidates of the fix before a row."""
    posterior_before[:] = 0.0
    for candidate in range(lattice.candidates[row]):
        if posterior[candidate] == 0.0:
            continue
        for before in range(count):
            posterior_before[before] += posterior[candidate] * lattice.share[row, candidate, before]


@njit
def _estimated_error(rows: int, lattice: _Lattice, found: FoundFixes) -> float:
    """GPS error of a matched trip, metres: Newson and Krumm's equation 6, with a usual value.

    The median distance of fixes to their edges, times a constant; fixes count as much as so many
    of a usual error do.
    """
    distances_m = np.empty(rows)
    count = 0
    for row in range(rows):
        edge = found.edge[lattice.fix[row]]
        for candidate in range(lattice.candidates[row]):
            if edge != NO_EDGE and lattice.edge[row, candidate] == edge:
                distances_m[count] = math.sqrt(lattice.squared_m[row, candidate])
                count += 1
    if not count:
        return USUAL_ERROR_M
    measured_m = SIGMA_OF_MEDIAN * np.median(distances_m[:count])
    return math.sqrt(
        (count * measured_m**2 + USUAL_ERROR_FIXES * USUAL_ERROR_M**2) / (count + USUAL_ERROR_FIXES)
    )


@njit
def _new_lattice(rows: int) -> _Lattice:
    shape = (max(rows, 1), CANDIDATES)
    return _Lattice(
        np.empty(rows, np.int64),
        np.empty(rows, np.float64),
        np.empty(rows, np.int64),
        np.empty(shape, np.int32),
        np.empty(shape, np.float64),
        np.empty(shape, np.float64),
        np.empty(shape, np.int64),
        np.empty(shape, np.float32),
        np.empty((max(rows, 1), CANDIDATES, CANDIDATES), np.float32),
        np.empty(rows, np.int64),
    )


@njit
def _new_scores() -> _Scores:
    return _Scores(np.empty(CANDIDATES), np.empty(CANDIDATES), np.empty(CANDIDATES))


@njit
def _new_links(graph: Graph) -> _Links:
    starts = CANDIDATES * np.max(np.diff(graph.first_start))
    return _Links(
        np.empty(CANDIDATES, np.int32),
        np.empty(CANDIDATES, np.int64),
        np.empty(starts, np.int32),
        np.zeros(CANDIDATES + 1, np.int64),
        np.empty(starts, np.int64),
        np.empty((CANDIDATES, starts), np.float32),
        np.empty((CANDIDATES, starts), np.int32),
    )
