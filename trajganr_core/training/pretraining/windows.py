"""Windows of trips whose fixes are hidden: the task of preset ``best`` (ours).

A trip is asked when it was where inside a window. Its way is known, and so are the fixes at both
ends, as of a fleet that reports seldom. The hidden fixes are taken out of the trip before anything
is computed from it, so that no input can depend on them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ...data.matching.footprints import interpolate_time, position_at
from ...data.matching.matched import MatchedTrips
from ...model.points import Points
from ...model.road_map import Way
from ...model.tokens import TripTokens, pad
from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.columns import Columns
from ...utils.ragged import row_of_each

#: Durations of windows, seconds, and the share of the trips that have the longer ones.
SHORT_S, LONG_S, LONG_SHARE = (45.0, 105.0), (120.0, 600.0), 0.25
#: In half of the trips all windows are hidden, in the others so many.
HIDDEN_SHARE = 0.5
#: Longest gap between the fixes of a window: over a longer one nobody knows where the trip was.
MAX_GAP_S = 45.0
#: Cells of a window, of equal duration at the pace of other trips, and places asked about in it.
CELLS, ASKED = 12, 4
#: Windows of a trip that are asked about in a step.
WINDOWS = 6


@dataclass(frozen=True)
class Windows(Columns):
    """Stretches of paths between two visible fixes, with hidden ones between them.

    Attributes:
        piece: ``(w,)``.
        begin_s, end_s: ``(w,)`` metres along the path, ``begin_s < end_s``.
        begin_t, end_t: ``(w,)`` Unix seconds.
    """

    piece: IntArray
    begin_s: FloatArray
    end_s: FloatArray
    begin_t: FloatArray
    end_t: FloatArray

    @property
    def seconds(self) -> FloatArray:
        """``(w,)`` durations."""
        return self.end_t - self.begin_t

    def cells(self, way: Way) -> FloatArray:
        """``(w, CELLS)`` the middle of each cell, metres along the path."""
        begin, end = (way.expected(self.piece, s) for s in (self.begin_s, self.end_s))
        share = (np.arange(CELLS) + 0.5) / CELLS
        expected = begin[:, None] + share * (end - begin)[:, None]
        piece = np.repeat(self.piece, CELLS)
        return way.place_at(piece, expected.ravel()).reshape(expected.shape)

    def expected_share(self, way: Way, s: FloatArray) -> FloatArray:
        """``(w, p)`` share of the window's duration until places, at the pace of other trips."""
        begin, end = (way.expected(self.piece, each) for each in (self.begin_s, self.end_s))
        piece = np.repeat(self.piece, s.shape[1])
        driven = way.expected(piece, s.ravel()).reshape(s.shape) - begin[:, None]
        return np.clip(driven / np.maximum(end - begin, 1e-6)[:, None], 0, 1)

    def places(self, share: FloatArray) -> FloatArray:
        """Places on the paths, metres along them, by their share ``(w, p)`` of the way."""
        return self.begin_s[:, None] + share * (self.end_s - self.begin_s)[:, None]

    def share(self, trips: MatchedTrips, s: FloatArray) -> FloatArray:
        """``(w, p)`` the share of the duration until places, by all fixes of the trips."""
        piece = np.repeat(self.piece, s.shape[1])
        t = interpolate_time(trips, piece, s.ravel()).reshape(s.shape)
        return np.clip((t - self.begin_t[:, None]) / self.seconds[:, None], 0, 1)


@dataclass(frozen=True)
class Questions:
    """Places in windows of trips, and when these were there; padded to W windows a trip.

    Attributes:
        cells: ``(B, W * CELLS)`` the middles of the windows' cells.
        expected: ``(B, W, p)`` share of the window's duration until each place at the pace of other
            trips.
        share: ``(B, W, p)`` the true one.
        seconds: ``(B, W)`` durations; 0 where there is no window.
    """

    cells: Points
    expected: Tensor
    share: Tensor
    seconds: Tensor

    @classmethod
    def of(
        cls, tokens: TripTokens, trips: MatchedTrips, windows: Windows, places_s: FloatArray
    ) -> Questions:
        """About windows of all B trips of some tokens, which are without the hidden fixes.

        Args:
            tokens: with a way.
            trips: the same trips with all fixes.
            places_s: ``(w, p)`` metres along the paths.
        """
        way = tokens.way
        assert way is not None  # nosec B101 # the caller's task
        index, mask = pad(windows.piece, len(trips))
        s = windows.cells(way)[index] if len(windows) else np.zeros((*index.shape, CELLS))
        s = s.reshape(len(trips), -1)
        inside = np.repeat(mask, CELLS, axis=1)
        piece = np.arange(len(trips))
        owner = np.repeat(piece, s.shape[1])
        t = interpolate_time(tokens.trips, owner, s.ravel()).reshape(s.shape)
        network = way.road_map.network
        lon_lat = network.locate(*position_at(tokens.trips, owner, s.ravel()))
        xy = tokens.area.normalise(lon_lat).reshape(*s.shape, 2)
        padded = [
            values[index] if len(windows) else np.zeros((*index.shape, *values.shape[1:]))
            for values in (
                windows.expected_share(way, places_s),
                windows.share(trips, places_s),
                windows.seconds,
            )
        ]
        padded[2] = padded[2] * mask
        cells = tokens.queries(piece, s, t, xy, inside)
        return cls(cells, *(torch.from_numpy(each).float() for each in padded))

    @classmethod
    def none(cls, fixes: Points) -> Questions:
        """No questions about trips with these fixes."""
        nothing = torch.zeros(len(fixes.mask), 0)
        cells = fixes.mapped(lambda tensor: tensor[:, :0])
        return cls(cells, nothing[..., None], nothing[..., None], nothing)

    def mapped(self, move: Callable[[Tensor], Tensor]) -> Questions:
        """The same questions with every tensor mapped."""
        others = (self.expected, self.share, self.seconds)
        return Questions(self.cells.mapped(move), *map(move, others))

    def errors_s(self, pace: Tensor) -> Tensor:
        """``(B, W, p)`` seconds by which the times at the places are wrong.

        Args:
            pace: ``(B, W * CELLS)`` of :meth:`~...model.trajganr.TrajGANR.predict_pace`.
        """
        found = elapsed_share(pace.unflatten(1, (-1, CELLS)), self.expected)
        return (found - self.share).abs() * self.seconds[..., None]


def elapsed_share(pace: Tensor, expected: Tensor) -> Tensor:
    """The share of a window's duration until places, ``(…, p)``.

    A cell takes the share ``softmax(pace)``: its expected duration, the same for all cells, times
    the exponential of its pace, over the sum of the window. Within a cell time goes evenly. With
    equal paces the answer is ``expected``.

    Args:
        pace: ``(…, CELLS)`` logarithm of the pace over the expected one.
        expected: ``(…, p)`` share at the expected pace, in [0, 1].
    """
    of_cell = pace.softmax(-1)
    until = functional.pad(of_cell.cumsum(-1), (1, 0))[..., :-1]
    position = expected * CELLS
    cell = position.long().clamp(max=CELLS - 1)
    return until.gather(-1, cell) + (position - cell) * of_cell.gather(-1, cell)


def hidden_fixes(trips: MatchedTrips, seed: IntArray) -> BoolArray:
    """``(fixes,)`` which fixes are hidden; the first and the last of a piece never are.

    Args:
        seed: ``(n,)`` of each piece's draw.
    """
    hidden = np.ones(trips.fixes, dtype=bool)
    for piece, own_seed in enumerate(seed.tolist()):
        rng = np.random.default_rng(own_seed)
        own = slice(trips.offsets[piece], trips.offsets[piece + 1])
        since = trips.t[own] - trips.t[own.start]
        shortest, longest = LONG_S if rng.random() < LONG_SHARE else SHORT_S
        durations = rng.uniform(shortest, longest, 2 + int(since[-1] / shortest))
        ends = np.cumsum(durations) - rng.uniform(0, shortest)
        window = np.searchsorted(ends, since)
        is_hidden = rng.random(len(ends) + 1) < rng.choice([HIDDEN_SHARE, 1.0])
        is_first = np.diff(window, prepend=-1) > 0
        hidden[own] = is_hidden[window] & ~is_first
    hidden[trips.offsets[:-1]] = hidden[trips.offsets[1:] - 1] = False
    return hidden


def windows_of(trips: MatchedTrips, hidden: BoolArray) -> Windows:
    """The windows of hidden fixes; those in which the trip stood, or has a gap, are left out."""
    visible = np.flatnonzero(~hidden)
    begin, end = visible[:-1], visible[1:]
    piece = row_of_each(trips.offsets)
    gap = np.append(np.diff(trips.t), 0.0)
    gap[trips.offsets[1:] - 1] = 0.0
    longest = np.maximum.reduceat(gap, begin) if len(begin) else gap[:0]
    chosen = (piece[begin] == piece[end]) & (end - begin > 1) & (trips.s[end] > trips.s[begin])
    chosen &= longest <= MAX_GAP_S
    begin, end = begin[chosen], end[chosen]
    return Windows(piece[begin], trips.s[begin], trips.s[end], trips.t[begin], trips.t[end])


def draws(windows: Windows, seed: IntArray, columns: int) -> FloatArray:
    """``(w, columns)`` random numbers in [0, 1); those of a piece depend on its seed alone.

    Args:
        seed: ``(n,)`` of the pieces.
    """
    counts = np.bincount(windows.piece, minlength=len(seed))
    numbers = [
        np.random.default_rng((own, 1)).random((count, columns))
        for own, count in zip(seed.tolist(), counts.tolist(), strict=True)
    ]
    return np.concatenate(numbers)
