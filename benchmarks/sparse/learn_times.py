"""Learn the weights of gaps' efforts: ``python -m benchmarks.sparse.learn_times BUNDLE OUT``.

From dense trips of the bundle's input drivers with hidden fixes; the paces are of other drivers'
trips. OUT is ``trajganr_core/weights/times.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.gap_efforts import GENERAL, KNOWN, LARGEST, PARTS, Gaps
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import Paces
from trajganr_core.data.roads.network import Network
from trajganr_core.utils.arrays import FloatArray
from trajganr_core.utils.ragged import last_before

from .__main__ import FOLDS, folds_of
from .times import ask, dense_paces

#: Seconds between fixes, and seconds of dense fixes between two windows.
LEARNED_S = ((60, 0), (90, 0), (120, 0), (240, 0), (60, 150), (120, 150))
#: Iterations; weight of the squares of weights; seconds around which an error counts squared.
ITERATIONS, DECAY, SMOOTH_S = 60, 1e-4, 1.0
#: Quantiles of the band, and the share of places that the widened band holds.
BAND, HELD = (0.05, 0.95), 0.90


class Examples:
    """Places with amounts of effort until there, what is known of their gaps, and the truth.

    Attributes:
        done, whole: ``(q, parts)``, ``(g, parts)``.
        known: ``(g, known)``.
        row: ``(q,)`` the gap of each place.
        share: ``(q,)`` the truth.
        seconds: ``(g,)`` of gaps.
    """

    def __init__(self, parts: list[tuple[FloatArray, ...]]) -> None:
        gaps = np.cumsum([0, *(len(each[1]) for each in parts)])
        rows = [each[3] + first for each, first in zip(parts, gaps, strict=False)]
        done, whole, known, _, share, seconds = (
            torch.tensor(np.concatenate(each)) for each in zip(*parts, strict=True)
        )
        self.done, self.whole, self.known, self.share, self.seconds = (
            done, whole, known, share, seconds,
        )  # fmt: skip
        self.row = torch.tensor(np.concatenate(rows))

    def shares(self, weights: Tensor) -> Tensor:
        """By weights ``(known, parts)``."""
        weight = torch.exp(torch.clamp(self.known @ weights, -LARGEST, LARGEST))
        whole = (self.whole * weight).sum(1)
        return (self.done * weight[self.row]).sum(1) / whole[self.row]

    def off_s(self, weights: Tensor) -> Tensor:
        """Errors, seconds; positive where the time is too early."""
        return (self.share - self.shares(weights)) * self.seconds[self.row]


def examples(
    trips: MatchedTrips, network: Network, paces: Paces, seed: int
) -> Iterator[tuple[FloatArray, ...]]:
    """Of dense trips with hidden fixes."""
    for spacing_s, rest_s in LEARNED_S:
        asked = ask(trips, spacing_s, rest_s, seed)
        own = asked.trips
        gaps = Gaps(own, network, paces.s_per_m)
        at = last_before(own.pass_s, own.pass_offsets, asked.s, asked.piece)
        fix, row = np.unique(asked.fix, return_inverse=True)
        done = np.column_stack(list(gaps.amounts(asked.fix, asked.s, at)))
        whole = np.column_stack(list(gaps.whole_amounts(fix)))
        seconds = np.diff(own.t)[fix]
        share = (asked.t - own.t[asked.fix]) / seconds[row]
        yield done, whole, gaps.known[fix], row, share, seconds


def fit(places: Examples, level: float, without: tuple[str, ...] = ()) -> Tensor:
    """Weights of a quantile, by quantile regression with a smoothed corner.

    Args:
        places: to learn from.
        level: of the quantile.
        without: parts that have no weight.
    """
    masked = [PARTS.index(part) for part in without]

    def without_masked(weights: Tensor) -> Tensor:
        kept = weights.clone()
        kept[:, masked] = 0.0
        kept[0, masked] = -LARGEST
        return kept

    weights = torch.zeros((len(KNOWN), len(PARTS)), dtype=torch.float64)
    weights[0, 1:] = -3.0
    weights.requires_grad_()
    search = torch.optim.LBFGS(
        [weights], max_iter=ITERATIONS, history_size=20, line_search_fn="strong_wolfe"
    )

    def closure() -> Tensor:
        search.zero_grad()
        off = places.off_s(without_masked(weights))
        lost = torch.sqrt(off**2 + SMOOTH_S**2) + (2 * level - 1) * off
        loss = lost.mean() / 10 + DECAY * (weights[1:] ** 2).sum()
        loss.backward()
        return loss

    search.step(closure)
    return without_masked(weights.detach())


def widening_of(places: Examples, low: Tensor, median: Tensor, high: Tensor) -> float:
    """The factor of the band's half widths with which it holds the wanted share of places."""
    middle = places.shares(median)
    below, above = middle - places.shares(low), places.shares(high) - middle
    off = places.share - middle
    half = torch.where(off < 0, below, above)
    return float(torch.quantile(off.abs() / torch.clamp(half, min=1e-3), HELD))


def widenings_of(parts: list[tuple[FloatArray, ...]], sets: dict[str, Tensor]) -> list[float]:
    """The factor in gaps of a minute, and its exponent: a line through those of each length."""
    regular = [number for number, (_, rest_s) in enumerate(LEARNED_S) if not rest_s]
    factors = [widening_of(Examples([parts[number]]), **sets) for number in regular]
    seconds = [LEARNED_S[number][0] / 60 for number in regular]
    exponent, at_minute = np.polyfit(np.log(seconds), np.log(factors), 1)
    return [round(float(np.exp(at_minute)), 4), round(float(exponent), 4)]


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle)
    trips, network = bundle.matched, bundle.network
    learn = np.flatnonzero(~bundle.is_label)
    fold = folds_of(trips.driver_id[learn], 0)

    def of_fold(number: int) -> list[tuple[FloatArray, ...]]:
        paces = dense_paces(trips.take(learn[fold != number]), network)
        return list(examples(trips.take(learn[fold == number]), network, paces, number))

    *parts, last = (of_fold(number) for number in range(FOLDS))
    places, held = Examples([each for part in parts for each in part]), Examples(last)
    sets = {
        name: fit(places, level)
        for name, level in (("median", 0.5), ("low", BAND[0]), ("high", BAND[1]))
    }
    passes = fit(places, 0.5, GENERAL)
    for each in (places, held):
        off = [each.off_s(weights).abs().mean() for weights in (sets["median"], passes)]
        print(f"{len(each.share):,} places: {off[0]:.3f} s, by those of passes {off[1]:.3f} s")
    content: dict[str, object] = {
        name: [[round(each, 4) for each in row] for row in weights.tolist()]
        for name, weights in {"passes": passes, **sets}.items()
    }
    content["widening"] = widenings_of(last, sets)
    print(content["widening"], flush=True)
    options.out.write_text(json.dumps(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
