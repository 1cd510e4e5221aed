"""Times at places inside hidden windows: the implicit function against paces and boosting.

``python -m benchmarks.implicit BUNDLE train FOLDER`` trains encoders without the test drivers;
``python -m benchmarks.implicit BUNDLE measure FOLDER`` asks them, and writes
``build/benchmark/implicit.json``. benchmarks/log/2026-11-30-hidden-windows.md has the gate and the
results.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingRegressor

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.passes import driver_numbers
from trajganr_core.features.input_trips import bundle_road_map
from trajganr_core.features.location_features import MAX_LENGTH
from trajganr_core.model.model_folder import load_encoders
from trajganr_core.model.road_map import PACE_COLUMN, RoadMap
from trajganr_core.model.tokens import TripTokens
from trajganr_core.model.trajganr import TrajGANR
from trajganr_core.training.pretraining.windows import (
    CELLS,
    Questions,
    Windows,
    elapsed_share,
    windows_of,
)
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.ragged import row_of_each

from ..figures import write_figures
from ..shipped.encoders import SEED, SHARE, train, without_test_drivers

#: The drivers' sides; choices are made on validation drivers.
TRAIN, VALIDATE, TEST = 0, 1, 2
SHARES = (SHARE, 0.1)
#: Seconds between the visible fixes, and windows of at most so many times this are asked about.
SPACINGS_S, MAX_WINDOW = (60, 120), 1.5
#: Places in a window, and trips that are processed together.
PLACES, TOGETHER = 5, 64
#: Resamples of the test drivers for the intervals of differences.
RESAMPLES = 2000


def sides_of(bundle: Bundle) -> tuple[IntArray, IntArray]:
    """Of each piece its driver, and the driver's side."""
    driver = driver_numbers(bundle.matched.trip_id, bundle.matched.driver_id).astype(np.int64)
    drivers = int(driver.max()) + 1
    order = np.random.default_rng(SEED).permutation(drivers)
    ends = (np.cumsum(SHARES) * drivers).astype(np.int64)
    return driver, np.searchsorted(ends, order, side="right")[driver]


def thinned(trips: MatchedTrips, spacing_s: float) -> BoolArray:
    """``(fixes,)`` which fixes are hidden so that the others are that far apart."""
    hidden = np.ones(trips.fixes, dtype=bool)
    for first, end in zip(trips.offsets[:-1].tolist(), trips.offsets[1:].tolist(), strict=True):
        latest = -np.inf
        for fix in range(first, end):
            if trips.t[fix] - latest >= spacing_s:
                hidden[fix] = False
                latest = trips.t[fix]
        hidden[end - 1] = False
    return hidden


@dataclass(frozen=True)
class Asked:
    """Questions about some thinned trips.

    Attributes:
        rows: ``(n,)`` the pieces in the bundle.
        trips: with all fixes.
        tokens: without the hidden ones.
        windows: w of them.
        way_share: ``(w, PLACES)`` of the way, where it is asked.
        s: ``(w, PLACES)`` the same as metres along the path.
    """

    rows: IntArray
    trips: MatchedTrips
    tokens: TripTokens
    windows: Windows
    way_share: FloatArray
    s: FloatArray

    @property
    def expected(self) -> FloatArray:
        """``(w, PLACES)`` share of the duration at the pace of other trips."""
        assert self.tokens.way is not None
        return self.windows.expected_share(self.tokens.way, self.s)

    @property
    def share(self) -> FloatArray:
        """``(w, PLACES)`` the true share of the duration."""
        return self.windows.share(self.trips, self.s)

    @property
    def seconds(self) -> FloatArray:
        """``(w, PLACES)`` durations of the windows."""
        return np.repeat(self.windows.seconds[:, None], PLACES, axis=1)


def questions(
    bundle: Bundle, rows: IntArray, road_map: RoadMap, spacing_s: float, *, is_known: bool
) -> Iterator[Asked]:
    """The windows of thinned trips, part by part; places are drawn by the first piece's row.

    Args:
        is_known: as for :meth:`RoadMap.way`.
    """
    for part in np.array_split(rows, max(1, len(rows) // TOGETHER)):
        trips = bundle.matched.take(part)
        hidden = thinned(trips, spacing_s)
        seen = trips.with_fixes(~hidden)
        windows = windows_of(trips, hidden)
        windows = windows.take(windows.seconds <= MAX_WINDOW * spacing_s)
        if len(windows):
            tokens = TripTokens(seen, bundle.area, road_map.way(seen, is_known=is_known))
            share = np.random.default_rng(int(part[0])).random((len(windows), PLACES))
            yield Asked(part, trips, tokens, windows, share, windows.places(share))


@torch.no_grad()
def answers(model: TrajGANR, asked: Asked) -> FloatArray:
    """``(w, PLACES)`` shares of the duration by the encoders."""
    own = np.arange(len(asked.trips))
    posed = Questions.of(asked.tokens, asked.trips, asked.windows, asked.s)
    z = model.embed_trajectory(asked.tokens.fixes(own, MAX_LENGTH), posed.cells)
    pace = model.predict_pace(z).unflatten(1, (-1, CELLS))
    return elapsed_share(pace, posed.expected)[posed.seconds > 0].double().numpy()


def table(asked: Asked, *, place: bool) -> FloatArray:
    """``(w * PLACES, …)`` the inputs of boosting.

    Args:
        place: whether that is all that the map tells at the place, or the segment's pace only.
    """
    way, seen, windows = asked.tokens.way, asked.tokens.trips, asked.windows
    assert way is not None
    piece = row_of_each(seen.offsets)
    # Fixes are in the order of pieces and times.
    span = seen.t.max() - seen.t.min() + 1
    moment = seen.t - seen.t.min() + piece * span
    hop = np.searchsorted(moment, windows.begin_t - seen.t.min() + windows.piece * span)
    stretches = np.column_stack([way.stretches[:, :3], way.expected_next_s])
    stretches[seen.offsets[1:] - 1] = np.nan
    first, last = seen.offsets[windows.piece], seen.offsets[windows.piece + 1] - 1
    around = []
    for away in (-2, -1, 0, 1, 2):
        other = hop + away
        inside = (other >= first) & (other < last)
        rows = stretches[np.clip(other, 0, seen.fixes - 1)]
        around.append(np.where(inside[:, None], rows, np.nan))
    of_window = np.column_stack([*around, windows.begin_t % 86_400 / 3600])
    metres = (windows.end_s - windows.begin_s)[:, None]
    expected, share = asked.expected, asked.way_share
    expected_s = expected * way.expected_next_s[hop][:, None]
    of_place = (expected, share, expected_s, share * metres, (1 - share) * metres, expected - share)
    from_map = way.at(np.repeat(windows.piece, PLACES), asked.s.ravel())
    from_map = from_map if place else from_map[:, [PACE_COLUMN]]
    columns = [np.repeat(of_window, PLACES, axis=0), *(each.ravel() for each in of_place), from_map]
    return np.column_stack(columns)


def boosting(
    training: list[Asked], *, place: bool
) -> tuple[HistGradientBoostingRegressor, np.ndarray]:
    """Boosted trees that correct the paces of segments by the absolute error in seconds."""
    inputs = np.concatenate([table(each, place=place) for each in training])
    missing = np.concatenate([(each.share - each.expected).ravel() for each in training])
    seconds = np.concatenate([each.seconds.ravel() for each in training])
    trees = HistGradientBoostingRegressor(
        loss="absolute_error",
        max_iter=400,
        learning_rate=0.06,
        max_leaf_nodes=31,
        min_samples_leaf=60,
        l2_regularization=1.0,
        random_state=0,
    )
    return trees.fit(inputs, missing, sample_weight=seconds), inputs


def measure(
    bundle: Bundle, encoders: Path, side: int = TEST, spacings_s: tuple[int, ...] = SPACINGS_S
) -> dict[str, float]:
    """Mean absolute errors, seconds, on the drivers of a side; ``…_places`` are their numbers."""
    model, _ = load_encoders(encoders, torch.device("cpu"))
    driver, sides = sides_of(bundle)
    bundle = without_test_drivers(bundle)
    road_map = bundle_road_map(bundle)
    figures: dict[str, float] = {}
    for spacing_s in spacings_s:
        train, test = (np.flatnonzero(sides == one) for one in (TRAIN, side))
        known = list(questions(bundle, train, road_map, spacing_s, is_known=True))
        asked = list(questions(bundle, test, road_map, spacing_s, is_known=False))
        expected = np.concatenate([each.expected for each in asked])
        found = {
            "linear": np.concatenate([each.way_share for each in asked]),
            "paces": expected,
            "z": np.concatenate([answers(model, each) for each in asked]),
        }
        for name, place in (("boosting", False), ("boosting_with_places", True)):
            trees, _ = boosting(known, place=place)
            inputs = np.concatenate([table(each, place=place) for each in asked])
            found[name] = np.clip(expected + trees.predict(inputs).reshape(expected.shape), 0, 1)
        found["mean"] = (found["z"] + found["boosting"]) / 2
        found["mean_with_places"] = (found["z"] + found["boosting_with_places"]) / 2
        share, seconds = (
            np.concatenate([getattr(each, name) for each in asked]) for name in ("share", "seconds")
        )
        errors = {name: np.abs(each - share) * seconds for name, each in found.items()}
        figures |= {f"{name}_time_mae_{spacing_s}": float(e.mean()) for name, e in errors.items()}
        figures[f"places_{spacing_s}"] = share.size
        of_driver = np.concatenate([driver[each.rows[each.windows.piece]] for each in asked])
        for name in ("z", "mean"):
            low, high = _interval(of_driver, errors[name], errors["boosting"])
            figures |= {f"{name}_gain_{spacing_s}_low": low, f"{name}_gain_{spacing_s}_high": high}
        print(json.dumps({k: round(v, 3) for k, v in figures.items()}), flush=True)
    return figures


def _interval(driver: IntArray, one: FloatArray, other: FloatArray) -> tuple[float, float]:
    """95 % interval over drivers of by which share one error is smaller than the other."""
    number = np.unique(driver, return_inverse=True)[1]
    sums = np.stack([np.bincount(number, each.sum(axis=1)) for each in (one, other)])
    rng = np.random.default_rng(0)
    drawn = rng.integers(sums.shape[1], size=(RESAMPLES, sums.shape[1]))
    gains = 1 - sums[0][drawn].sum(axis=1) / sums[1][drawn].sum(axis=1)
    low, high = np.quantile(gains, (0.025, 0.975))
    return float(low), float(high)


def main() -> None:
    """Train the encoders, or ask them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("step", choices=("train", "measure"))
    parser.add_argument("encoders", type=Path)
    parser.add_argument("--others", type=Path, nargs="*", default=[], help="further bundles")
    parser.add_argument("--budget", default="60min")
    parser.add_argument("--validation", action="store_true", help="ask the validation drivers")
    arguments = parser.parse_args()
    bundle = Bundle.load(arguments.bundle)
    if arguments.step == "train":
        others = [Bundle.load(path) for path in arguments.others]
        bundles = [without_test_drivers(bundle), *others]
        train(bundles, arguments.encoders, arguments.budget)
        return
    figures = measure(bundle, arguments.encoders, VALIDATE if arguments.validation else TEST)
    write_figures("implicit", figures)


if __name__ == "__main__":
    main()
