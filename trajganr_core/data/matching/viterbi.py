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
from .candidates import CANDIDATES, SegmentGrid
from .compiled import njit
from .emission import Motion, write_emissions
from .lattice import (
    NEGLIGIBLE,
    Fixes,
    Lattice,
    choose_fixes,
    estimated_error,
    new_lattice,
    step_of,
    thin_fixes,
)
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

#: In place of a GPS error: it is estimated from the fixes of each trip.
ESTIMATED = 0.0
#: Scale of the path's surplus over the straight line: metres, and metres a metre of the line.
SURPLUS_M, SURPLUS_RATIO = 8.0, 0.05
#: A U-turn costs as much as this reduction of the score.
U_TURN = 6.0
#: Up to so many GPS errors backwards on an edge count as standing.
STANDING_ERRORS = 3.0
#: No path between two fixes is faster than the highest speed of the roads of the fixes, after an
#: allowance for GPS errors …
ALLOWED_M, ALLOWED_ERRORS = 20.0, 4.0
#: … and hardly longer than the straight line, unless they are slow, m/s (50 km/h): a fast detour
#: through city streets is a wrong match.
NEARLY_STRAIGHT, CITY_MPS = 1.3, 14.0
#: At most so many times as long as the straight line plus some metres.
MAX_DETOUR, DETOUR_ALLOWED_M = 2.0, 250.0
#: Fixes so far apart may have any path between them that city traffic has time for, seconds: a
#: vehicle that comes back in this time has a long path and a short straight line.
DISTANT_S = 45.0
#: So many consecutive fixes without a path to them are skipped, as outliers; at the next one the
#: trip is cut. More of them are on a road that the network lacks, or forbids to drive, and the path
#: that avoids it is not the one driven.
MAX_SKIPPED = 1
#: Before a fix is skipped, so many rows before it are scored anew with all of their candidates.
WIDENED = 3


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


class _Step(NamedTuple):
    """Memory for the step from one fix to the next.

    Attributes:
        order: ``(CANDIDATES,)`` the candidates of the fix before that have a path, best first.
        path: ``(CANDIDATES, CANDIDATES)`` score of all paths to a candidate of the next fix (first
            axis) by one of the fix before.
        goals: nodes at which candidates of the next fix begin.
        search: for paths that the table lacks.
    """

    order: IntArray
    path: FloatArray
    goals: Int32Array
    search: Search


@njit
def match_trips(
    first: int,
    last: int,
    offsets: IntArray,
    x: FloatArray,
    y: FloatArray,
    t: FloatArray,
    speed: Float32Array,
    heading: Float32Array,
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
        speed, heading: ``(fixes,)`` m/s, and degrees clockwise from north; NaN where unknown.
        graph, table, grid: the roads.
        gps_error_m: standard deviation of the fixes across their edges, metres, or
            :data:`ESTIMATED`.
        found: receives the results.
    """
    longest = 0
    for trip in range(first, last):
        longest = max(longest, offsets[trip + 1] - offsets[trip])
    lattice, step = new_lattice(longest), _new_step(graph)
    fixes, motion = Fixes(x, y, t), Motion(speed, heading)
    for trip in range(first, last):
        begin, end = offsets[trip], offsets[trip + 1]
        found.edge[begin:end], found.before[begin:end] = NO_EDGE, -1
        is_chosen = found.is_off_path[begin:end]
        rows = choose_fixes(begin, fixes, grid, lattice, is_chosen)
        error_m = gps_error_m
        if gps_error_m == ESTIMATED:
            error_m = estimated_error(rows, fixes, grid, lattice)
        found.error_m[trip] = error_m
        rows = thin_fixes(begin, fixes, rows, error_m, lattice, is_chosen)
        write_emissions(rows, fixes, motion, grid, error_m, lattice)
        _write_highest_speeds(rows, graph, lattice)
        _match(trip, rows, fixes, graph, table, error_m, lattice, step, found)
        _mark_off_path(begin, end, is_chosen, found)


@njit
def _write_highest_speeds(rows: int, graph: Graph, lattice: Lattice) -> None:
    for row in range(rows):
        highest_mps = 0.0
        for candidate in range(lattice.candidates[row]):
            highest_mps = max(highest_mps, graph.highest_mps[lattice.edge[row, candidate]])
        lattice.highest_mps[row] = highest_mps


@njit
def _match(
    trip: int,
    rows: int,
    fixes: Fixes,
    graph: Graph,
    table: PathTable,
    error_m: float,
    lattice: Lattice,
    step: _Step,
    found: FoundFixes,
) -> None:
    """Match a trip whose lattice has so many rows."""
    start = 0
    while start < rows:
        lattice.before[start] = -1
        for candidate in range(lattice.candidates[start]):
            emission = lattice.emission[start, candidate]
            lattice.score[start, candidate] = lattice.total[start, candidate] = emission
        last, row = start, start
        while row >= 0:
            last = row
            row = _next_row(last, rows, error_m, fixes, graph, table, lattice, step)
        if last < rows - 1:
            tried = min(last + MAX_SKIPPED + 1, rows - 1)  # the last one: it had the most time
            by_time_m, by_detour_m = _limits(last, tried, True, lattice, fixes, error_m)
            found.too_fast[trip] += by_time_m < by_detour_m
            found.detours[trip] += by_time_m >= by_detour_m
        _write_path(start, last, lattice, found)
        start = last + 1


@njit
def _next_row(
    last: int,
    rows: int,
    error_m: float,
    fixes: Fixes,
    graph: Graph,
    table: PathTable,
    lattice: Lattice,
    step: _Step,
) -> int:
    """Score the next row to which a path leads from the last one; -1 if there is none.

    Where no path leads from the last row although the vehicle could be there in time, its fix may
    be an outlier, beside a road from which nothing leads on. So it is left out if a path leads from
    the row before it.
    """
    before = lattice.before[last]
    for row in range(last + 1, min(last + MAX_SKIPPED + 2, rows)):
        if _advance(last, row, False, error_m, fixes, graph, table, lattice, step):
            lattice.before[row] = last
            return row
        by_time_m, _ = _limits(last, row, True, lattice, fixes, error_m)
        is_in_time = _straight_m(last, row, lattice, fixes) <= by_time_m
        if not is_in_time:
            continue
        is_next = row == last + 1
        if is_next and _advance_widely(last, error_m, fixes, graph, table, lattice, step):
            return row
        if before < 0:
            continue
        if _advance(before, row, False, error_m, fixes, graph, table, lattice, step):
            lattice.before[row] = before
            return row
    return -1


@njit
def _advance_widely(
    last: int,
    error_m: float,
    fixes: Fixes,
    graph: Graph,
    table: PathTable,
    lattice: Lattice,
    step: _Step,
) -> bool:
    """Score the row after the last one by all candidates of the last rows, unlikely ones too."""
    chain = np.empty(WIDENED + 1, np.int64)
    chain[0], rows = last, 1
    while rows <= WIDENED and lattice.before[chain[rows - 1]] >= 0:
        chain[rows] = lattice.before[chain[rows - 1]]
        rows += 1
    for at in range(rows - 1, 0, -1):
        _advance(chain[at], chain[at - 1], True, error_m, fixes, graph, table, lattice, step)
    if not _advance(last, last + 1, True, error_m, fixes, graph, table, lattice, step):
        return False
    lattice.before[last + 1] = last
    return True


@njit
def _mark_off_path(begin: int, end: int, is_chosen: BoolArray, found: FoundFixes) -> None:
    """Mark the chosen fixes without a match and those near to them, in place of ``is_chosen``."""
    is_off_path = False
    for fix in range(begin, end):
        if is_chosen[fix - begin]:
            is_off_path = found.edge[fix] == NO_EDGE
        found.is_off_path[fix] = is_off_path


@njit
def _limits(
    previous: int, row: int, is_wide: bool, lattice: Lattice, fixes: Fixes, error_m: float
) -> tuple[float, float]:
    """Maximum length of a path from one row to another: by its time, and by its distance.

    A path that skips fixes is nearly straight; any other leaves the skipped ones aside.
    """
    here, there = lattice.fix[previous], lattice.fix[row]
    highest_mps = max(lattice.highest_mps[previous], lattice.highest_mps[row])
    by_time_m = _reached_m(highest_mps, previous, row, lattice, fixes, error_m)
    straight_m = _straight_m(previous, row, lattice, fixes)
    allowed_m = ALLOWED_M + ALLOWED_ERRORS * error_m
    by_detour_m = NEARLY_STRAIGHT * straight_m + allowed_m
    if row == previous + 1:
        seconds = fixes.t[there] - fixes.t[here]
        in_city_m = CITY_MPS * seconds
        if not (is_wide and seconds >= DISTANT_S):
            in_city_m = min(MAX_DETOUR * straight_m + DETOUR_ALLOWED_M, in_city_m)
        by_detour_m = max(by_detour_m, in_city_m)
    return by_time_m, by_detour_m


@njit
def _reached_m(
    mps: float, previous: int, row: int, lattice: Lattice, fixes: Fixes, error_m: float
) -> float:
    """Maximum length of a path from one row to another at a speed, m/s."""
    here, there = lattice.fix[previous], lattice.fix[row]
    # Fixes that were left out are near the first one, so the path is driven after the last of them.
    reached_m = min(
        mps * (fixes.t[there] - fixes.t[here]),
        mps * (fixes.t[there] - lattice.near_until[previous]) + step_of(error_m),
    )
    return reached_m + ALLOWED_M + ALLOWED_ERRORS * error_m


@njit
def _straight_m(row: int, other: int, lattice: Lattice, fixes: Fixes) -> float:
    """Straight line between the fixes of two rows, metres."""
    here, there = lattice.fix[row], lattice.fix[other]
    return math.hypot(fixes.x[there] - fixes.x[here], fixes.y[there] - fixes.y[here])


@njit
def _advance(
    previous: int,
    row: int,
    is_wide: bool,
    error_m: float,
    fixes: Fixes,
    graph: Graph,
    table: PathTable,
    lattice: Lattice,
    step: _Step,
) -> bool:
    """Score the candidates of a row by the paths to each; whether there is any path.

    Args:
        is_wide: whether unlikely candidates and long paths between distant fixes count too.
    """
    by_time_m, by_detour_m = _limits(previous, row, is_wide, lattice, fixes, error_m)
    negligible = np.inf if is_wide else NEGLIGIBLE
    limit_m = min(by_time_m, by_detour_m)
    scores, next_scores = lattice.score[previous], lattice.score[row]
    emission = lattice.emission[row]
    straight_m = _straight_m(previous, row, lattice, fixes)
    scale_m = SURPLUS_M + SURPLUS_RATIO * straight_m
    count = lattice.candidates[row]
    for candidate in range(count):
        next_scores[candidate] = -np.inf
        step.path[candidate, : lattice.candidates[previous]] = -np.inf
    goals = 0
    lowest, is_reached = -np.inf, False
    for place in range(_order(scores, lattice.candidates[previous], step.order)):
        before = step.order[place]
        last_edge, last_m = lattice.edge[previous, before], lattice.offset_m[previous, before]
        rest_m = graph.length_m[last_edge] - last_m
        node = graph.target[last_edge]
        is_searched = False
        for candidate in range(count):
            if scores[before] + emission[candidate] < lowest:
                break  # and so the following ones, which are less likely
            edge, offset_m = lattice.edge[row, candidate], lattice.offset_m[row, candidate]
            driven_m, path_m, cost = offset_m - last_m, np.float32(-1.0), 0.0
            if edge == last_edge and driven_m >= -STANDING_ERRORS * error_m:
                driven_m = max(driven_m, 0.0)
            else:
                path_m, first = _known_path(node, edge, graph, table)
                if path_m == np.inf and limit_m - rest_m > table.longest_m:
                    if not is_searched:
                        if not goals:
                            goals = _starts_of(row, graph, lattice, step.goals)
                        find_paths(
                            *(graph, step.search, node, limit_m - rest_m, step.goals[:goals])
                        )
                        is_searched = True
                    path_m, first = _found_path(node, edge, graph, step.search)
                driven_m = rest_m + path_m + offset_m
                if (edge if first == NO_EDGE else first) == graph.reverse[last_edge]:
                    cost = U_TURN
            if driven_m > limit_m:
                continue
            highest_mps = max(graph.highest_mps[last_edge], graph.highest_mps[edge])
            if driven_m > _reached_m(highest_mps, previous, row, lattice, fixes, error_m):
                continue
            transition = -abs(driven_m - straight_m) / scale_m - cost
            step.path[candidate, before] = (
                lattice.total[previous, before] + transition + emission[candidate]
            )
            score = scores[before] + transition + emission[candidate]
            if score > next_scores[candidate]:
                next_scores[candidate] = score
                lattice.best[row, candidate], lattice.path_m[row, candidate] = before, path_m
                lowest, is_reached = max(lowest, score - negligible), True
    for candidate in range(count):
        if next_scores[candidate] < lowest:
            next_scores[candidate] = lattice.total[row, candidate] = -np.inf
            continue
        lattice.total[row, candidate] = _logarithm_of_sum(
            step.path[candidate], lattice.candidates[previous], lattice.share[row, candidate]
        )
    return is_reached


@njit
def _order(scores: FloatArray, count: int, order: IntArray) -> int:
    """Write the candidates that have a score, the best first; returns their number."""
    ordered = 0
    for candidate in range(count):
        if scores[candidate] == -np.inf:
            continue
        place = ordered
        while place > 0 and scores[order[place - 1]] < scores[candidate]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = candidate
        ordered += 1
    return ordered


@njit
def _known_path(
    node: int, edge: int, graph: Graph, table: PathTable
) -> tuple[np.float32, np.int32]:
    """The table's shortest path from a node to the start of an edge.

    Returns:
        ``(length, first)``: metres, infinite if it has none, and the first edge, :data:`NO_EDGE`
        if the edge begins at the node.
    """
    length_m, first = np.float32(np.inf), np.int32(NO_EDGE)
    for at in range(graph.first_start[edge], graph.first_start[edge + 1]):
        start = graph.start_node[at]
        if start == node:
            return np.float32(0.0), np.int32(NO_EDGE)
        slot = slot_of(table, node, start)
        if slot >= 0 and table.paths[slot].length_m < length_m:
            length_m, first = table.paths[slot].length_m, table.paths[slot].first
    return length_m, first


@njit
def _found_path(node: int, edge: int, graph: Graph, search: Search) -> tuple[np.float32, np.int32]:
    """The same path as the last search found it."""
    nearest, length_m = -1, np.float32(np.inf)
    for at in range(graph.first_start[edge], graph.first_start[edge + 1]):
        start = graph.start_node[at]
        if search.search_of[start] == search.searches[0] and search.length_m[start] < length_m:
            nearest, length_m = start, np.float32(search.length_m[start])
    if nearest < 0:
        return length_m, np.int32(NO_EDGE)
    return length_m, np.int32(first_edge(search, node, nearest))


@njit
def _starts_of(row: int, graph: Graph, lattice: Lattice, nodes: Int32Array) -> int:
    """Write the nodes at which the candidates of a row begin; returns their number."""
    count = 0
    for candidate in range(lattice.candidates[row]):
        edge = lattice.edge[row, candidate]
        for at in range(graph.first_start[edge], graph.first_start[edge + 1]):
            nodes[count] = graph.start_node[at]
            count += 1
    return count


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
        likelihood = math.exp(score) if score > -NEGLIGIBLE else 0.0
        share[candidate] = likelihood
        total += likelihood
    factor = np.float32(1.0 / total)
    for candidate in range(count):
        share[candidate] *= factor
    return highest + math.log(total)


@njit
def _write_path(start: int, row: int, lattice: Lattice, found: FoundFixes) -> None:
    """Write the best path from a first row to the last one that was reached.

    A single row is no path.
    """
    if row == start:
        return
    candidate = np.argmax(lattice.score[row, : lattice.candidates[row]])
    posterior, posterior_before = np.empty(CANDIDATES, np.float32), np.empty(CANDIDATES, np.float32)
    _logarithm_of_sum(lattice.total[row], lattice.candidates[row], posterior)
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
    row: int, count: int, lattice: Lattice, posterior: Float32Array, posterior_before: Float32Array
) -> None:
    """Posterior probabilities of the ``count`` candidates of the fix before a row."""
    posterior_before[:] = 0.0
    for candidate in range(lattice.candidates[row]):
        if posterior[candidate] == 0.0:
            continue
        for before in range(count):
            posterior_before[before] += posterior[candidate] * lattice.share[row, candidate, before]


@njit
def _new_step(graph: Graph) -> _Step:
    starts = CANDIDATES * np.max(np.diff(graph.first_start))
    return _Step(
        np.empty(CANDIDATES, np.int64),
        np.empty((CANDIDATES, CANDIDATES)),
        np.empty(starts, np.int32),
        new_search(graph),
    )
