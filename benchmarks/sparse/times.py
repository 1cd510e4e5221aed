"""Times at places between two fixes whose way is known.

``python -m benchmarks.sparse.times BUNDLE`` hides fixes of the bundle's label drivers and asks when
they were at random places. The paces of segments are of the dense trips of input drivers.

Windows of at most 1.5 times the spacing are asked, that have a way and no hop of more than 20 s
inside: the gate of the hidden windows. On *moving* windows, with a way of at least
:data:`MOVING_M`, evenly spread times are wrong by about as much as on the audit's places (6.19 and
12.21 s), whose drawing is not known; they were chosen by that alone.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import Paces, learn_paces
from trajganr_core.data.recovery.place_times import place_times
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray, TextArray
from trajganr_core.utils.ragged import row_of_each

from .gaps import DENSE_S

#: Seconds between visible fixes; windows of at most so many times this are asked about.
SPACINGS_S, MAX_WINDOW = (60, 120, 240), 1.5
#: Ways of moving windows at 60 and 120 s between fixes, metres.
MOVING_M = {60: 135.0, 120: 205.0}
#: Places in a window; draws of the bootstrap over drivers.
PLACES, DRAWS = 5, 1000


@dataclass(frozen=True)
class Asked:
    """Places in hidden windows, and the truth.

    Attributes:
        trips: with the visible fixes.
        piece, s: ``(q,)`` the places.
        fix: ``(q,)`` where the window begins, a fix of ``trips``.
        t: ``(q,)`` Unix seconds there, by all fixes.
    """

    trips: MatchedTrips
    piece: IntArray
    s: FloatArray
    fix: IntArray
    t: FloatArray

    @property
    def linear(self) -> FloatArray:
        """``(q,)`` Unix seconds if time goes evenly over the way."""
        return interpolate_time(self.trips, self.piece, self.s)

    @property
    def metres(self) -> FloatArray:
        """``(q,)`` of the way of the window."""
        return np.asarray(np.diff(self.trips.s)[self.fix])

    @property
    def driver(self) -> TextArray:
        """``(q,)``."""
        return np.asarray(self.trips.driver_id[self.piece])


def ask(trips: MatchedTrips, spacing_s: float, rest_s: float = 0.0, seed: int = 0) -> Asked:
    """Random places in windows of trips with a fix each so many seconds.

    Args:
        trips: dense.
        spacing_s: between visible fixes.
        rest_s: after each window all fixes of so many seconds are visible.
        seed: of the places.
    """
    kept = np.zeros(trips.fixes, dtype=bool)
    asked = np.zeros(trips.fixes, dtype=bool)
    for first, stop in zip(trips.offsets[:-1], trips.offsets[1:], strict=True):
        t = trips.t[first:stop]
        ends = np.flatnonzero(np.diff(t, prepend=-np.inf) > DENSE_S)
        at = 0
        while at < len(t) - 1:
            to = min(max(int(np.searchsorted(t, t[at] + spacing_s - 1e-3)), at + 1), len(t) - 1)
            is_dense = not ((ends > at) & (ends <= to)).any()
            moved = trips.s[first + to] - trips.s[first + at] > 1
            short = t[to] - t[at] <= MAX_WINDOW * spacing_s
            asked[first + at] = to > at + 1 and is_dense and moved and short
            kept[first + at] = True
            at = to
            rest = int(np.searchsorted(t, t[to] + rest_s)) if rest_s else to
            kept[first + to : first + rest + 1] = True
            at = min(max(rest, to), len(t) - 1)
        kept[stop - 1] = True
    thinned = trips.with_fixes(kept)
    fix = np.repeat(np.flatnonzero(asked[kept]), PLACES)
    piece = row_of_each(thinned.offsets)[fix]
    share = np.random.default_rng(seed).random(len(fix))
    s = thinned.s[fix] + share * np.diff(thinned.s)[fix]
    return Asked(thinned, piece, s, fix, interpolate_time(trips, piece, s))


def dense_paces(trips: MatchedTrips, network: Network) -> Paces:
    """The paces of trips of one side."""
    side = np.zeros(len(trips), dtype=np.int64)
    return learn_paces(lambda: iter([(trips, side)]), network, 1)[0]


def time_figures(bundle: Bundle) -> dict[str, object]:
    """The benchmark's figures, printed as a table."""
    trips, network = bundle.matched, bundle.network
    paces = dense_paces(trips.take(np.flatnonzero(~bundle.is_label)), network)
    held = trips.take(np.flatnonzero(bundle.is_label))
    figures: dict[str, object] = {}
    for spacing_s in SPACINGS_S:
        asked = ask(held, spacing_s)
        low, median, high = place_times(asked.trips, network, paces, asked.piece, asked.s)
        off, linear = np.abs(median - asked.t), np.abs(asked.linear - asked.t)
        is_in = (low - 1e-3 <= asked.t) & (asked.t <= high + 1e-3)
        groups: dict[str, BoolArray] = {"": np.ones(len(off), dtype=bool)}
        if spacing_s in MOVING_M:
            groups["_moving"] = asked.metres >= MOVING_M[spacing_s]
        for name, rows in groups.items():
            ratio = _ratio(off[rows], linear[rows], asked.driver[rows])
            own = {
                f"time_mae_{spacing_s}{name}": float(off[rows].mean()),
                f"time_mae_{spacing_s}{name}_linear": float(linear[rows].mean()),
                f"time_ratio_{spacing_s}{name}": ratio,
                f"time_band_{spacing_s}{name}": float(is_in[rows].mean()),
                f"time_band_s_{spacing_s}{name}": float((high - low)[rows].mean()),
            }
            figures |= own
            print({key: np.round(each, 3).tolist() for key, each in own.items()}, flush=True)
    return figures


def _ratio(off: FloatArray, linear: FloatArray, driver: TextArray) -> tuple[float, float, float]:
    """Errors over linear ones, and their 95 % interval over drivers."""
    row = np.unique(driver.astype(str), return_inverse=True)[1]
    sums = np.column_stack([np.bincount(row, off), np.bincount(row, linear)])
    count = len(sums)
    drawn = np.random.default_rng(0).multinomial(count, np.full(count, 1 / count), DRAWS) @ sums
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], (0.025, 0.975))
    return float(off.sum() / linear.sum()), float(low), float(high)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    time_figures(Bundle.load(parser.parse_args().bundle))


if __name__ == "__main__":
    main()
