"""What boosting and the encoder see of places between two fixes whose way is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.utils.arrays import FloatArray, IntArray
from trajganr_core.utils.ragged import last_before, row_of_each

from .gaps import DENSE_S
from .priors import Priors

#: Seconds between visible fixes; windows of at most so many times this are asked about.
SPACINGS_S, MAX_WINDOW = (60, 120), 1.5
#: Places in a gap, and places that boosting learns from, at most.
PLACES, MOST_PLACES = 5, 150_000
#: Passes of a segment whatever comes next that count as much as those with a turn.
PRIOR_PASSES = 4.0


@dataclass(frozen=True)
class Movements:
    """Usual seconds of segments by the turn after them: ``(T,)``, and of segments ``(E,)``."""

    of_turn: FloatArray
    of_edge: FloatArray

    @classmethod
    def of(cls, priors: Priors, trips: MatchedTrips) -> Movements:
        """From whole passes of trips."""
        geometry = priors.geometry
        metres = trips.pass_exit_m - trips.pass_enter_m
        turns = geometry.turns
        number = _turn_after(trips, priors)
        own = number >= 0
        driven_s = np.bincount(number[own], trips.pass_seconds[own], len(turns.head))
        driven_m = np.bincount(number[own], metres[own], len(turns.head))
        whole, usual = geometry.metres[turns.tail], priors.seconds[turns.tail]
        prior_m = PRIOR_PASSES * whole
        return cls(
            (driven_s + prior_m * usual / whole) / (driven_m + prior_m) * whole, priors.seconds
        )

    def seconds(self, priors: Priors, trips: MatchedTrips) -> FloatArray:
        """Of each pass, for the part that it drives."""
        number = _turn_after(trips, priors)
        whole = np.where(number >= 0, self.of_turn[number], self.of_edge[trips.pass_edge])
        metres = trips.pass_exit_m - trips.pass_enter_m
        return np.asarray(whole * metres / priors.geometry.metres[trips.pass_edge])


def _turn_after(trips: MatchedTrips, priors: Priors) -> IntArray:
    number = np.full(len(trips.pass_edge), -1)
    number[:-1] = priors.geometry.turns.number(trips.pass_edge[:-1], trips.pass_edge[1:])
    number[trips.pass_offsets[1:] - 1] = -1
    return number


@dataclass(frozen=True)
class Asked:
    """Places in gaps: what is known of them, and the truth.

    Attributes:
        linear, by_edge, by_turn: ``(q,)`` shares of the gap's seconds by three priors.
        share: the truth.
        seconds: of the gap.
        table: what boosting sees.
    """

    linear: FloatArray
    by_edge: FloatArray
    by_turn: FloatArray
    share: FloatArray
    seconds: FloatArray
    table: FloatArray


def ask(
    trips: MatchedTrips, priors: Priors, movements: Movements, spacing_s: float, first: int = 0
) -> Asked:
    """Random places in the gaps of trips with a fix each so many seconds, from a fix on."""
    begin, end = thinned_gaps(trips, spacing_s, first)
    piece = row_of_each(trips.offsets)[begin]
    geometry = priors.geometry
    drives = trips.pass_exit_m - trips.pass_enter_m
    edge = trips.pass_edge
    number = _turn_after(trips, priors)
    bends = np.where(number >= 0, np.abs(geometry.angle[number]) > 45, False)
    sums = [
        priors.seconds[edge] * drives / geometry.metres[edge],
        movements.seconds(priors, trips),
        geometry.signals[edge],
        bends.astype(float),
        (geometry.kind[edge] >= 5) * drives,
        np.ones(len(edge)),
    ]
    before = [np.cumsum(each) - each for each in sums]

    def at(s: FloatArray, of: IntArray) -> tuple[list[FloatArray], IntArray, FloatArray]:
        passed = last_before(trips.pass_s, trips.pass_offsets, s, of)
        part = np.clip((s - trips.pass_s[passed]) / np.maximum(drives[passed], 1e-6), 0, 1)
        until = [b[passed] + part * each[passed] for b, each in zip(before, sums, strict=True)]
        return until, passed, part

    at_begin, _, _ = at(trips.s[begin], piece)
    at_end, _, _ = at(trips.s[end], piece)
    metres = trips.s[end] - trips.s[begin]
    seconds = trips.t[end] - trips.t[begin]
    usual = at_end[1] - at_begin[1]

    q = np.repeat(np.arange(len(begin)), PLACES)
    share_m = np.random.default_rng(first).random(len(q))
    s = trips.s[begin][q] + share_m * metres[q]
    here, passed, part = at(s, piece[q])
    truth = (interpolate_time(trips, piece[q], s) - trips.t[begin][q]) / seconds[q]

    def share(number: int) -> FloatArray:
        whole = (at_end[number] - at_begin[number])[q]
        done = (here[number] - at_begin[number][q]) / np.maximum(whole, 1e-9)
        return np.where(whole > 0, done, share_m)

    # The gaps before and after, where they are the trip's.
    around = []
    for away in (-2, -1, 1, 2):
        other = np.clip(np.arange(len(begin)) + away, 0, len(begin) - 1)
        joins = (piece[other] == piece) & (
            (end[other] == begin) | (begin[other] == end) if abs(away) == 1 else True
        )
        for values in (metres / seconds, np.log(np.maximum(usual, 3) / seconds)):
            around.append(np.where(joins, values[other], np.nan)[q])
    by_edge, by_turn = share(0), share(1)
    left = usual[q] * (1 - by_turn)
    pace = sums[1] / np.maximum(drives, 1.0)
    next_pass = np.minimum(passed + 1, trips.pass_offsets[piece[q] + 1] - 1)
    last_pass = np.maximum(passed - 1, trips.pass_offsets[piece[q]])
    last_stop = trips.offsets[1:] - 1
    columns = [
        *(share_m, by_edge, by_turn, by_turn - share_m, usual[q] * by_turn, left),
        *(share_m * metres[q], (1 - share_m) * metres[q], seconds[q], (metres / seconds)[q]),
        np.log(np.maximum(usual, 3) / seconds)[q],
        *(part * drives[passed], (1 - part) * drives[passed]),
        *(pace[passed], pace[next_pass], pace[last_pass]),
        *(geometry.signals[edge][passed], geometry.signals[edge][last_pass]),
        *(bends[passed], bends[last_pass], geometry.kind[edge[passed]]),
        *(here[n] - at_begin[n][q] for n in range(2, 6)),
        *(at_end[n][q] - here[n] for n in range(2, 6)),
        (trips.t[begin] % 86400 / 3600)[q],
        np.log1p(priors.passes[edge[passed]]),
        trips.t[begin][q] - trips.t[trips.offsets[:-1]][piece[q]],
        trips.t[last_stop][piece[q]] - trips.t[end][q],
        *around,
    ]
    return Asked(share_m, by_edge, by_turn, truth, seconds[q], np.column_stack(columns))


def thinned_gaps(
    trips: MatchedTrips, spacing_s: float, first_fix: int = 0
) -> tuple[IntArray, IntArray]:
    """The fixes at both ends of gaps of dense trips that are thinned from a fix on."""
    begin, end = [], []
    for piece in range(len(trips)):
        first, stop = trips.offsets[piece], trips.offsets[piece + 1]
        t = trips.t[first:stop]
        at = first_fix
        while at < len(t) - 1:
            to = min(int(np.searchsorted(t, t[at] + spacing_s - 1e-3)), len(t) - 1)
            to = max(to, at + 1)
            moved = trips.s[first + to] - trips.s[first + at] > 1
            dense = np.diff(t[at : to + 1]).max() <= DENSE_S
            if to > at + 1 and t[to] - t[at] <= MAX_WINDOW * spacing_s and moved and dense:
                begin.append(first + at)
                end.append(first + to)
            at = to
    return np.asarray(begin, dtype=np.int64), np.asarray(end, dtype=np.int64)


def boosted(
    parts: list[Asked], asked: Asked, *, most: int = MOST_PLACES, **options: Any
) -> FloatArray:
    """Shares by trees that correct those by turns."""
    table = np.concatenate([each.table for each in parts])
    missing = np.concatenate([each.share - each.by_turn for each in parts])
    weight = np.concatenate([each.seconds for each in parts])
    rows = np.random.default_rng(0).permutation(len(table))[:most]
    trees = HistGradientBoostingRegressor(
        learning_rate=0.08,
        max_leaf_nodes=31,
        min_samples_leaf=60,
        l2_regularization=1.0,
        random_state=0,
        **options,
    )
    trees.fit(table[rows], missing[rows], sample_weight=weight[rows])
    return np.asarray(np.clip(asked.by_turn + trees.predict(asked.table), 0, 1))
