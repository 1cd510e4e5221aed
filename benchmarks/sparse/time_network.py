"""The implicit function asked for the time: an encoder of a gap that is asked at places.

Tokens are stretches of the way in the gap and a little beyond, with what they usually take, and the
gaps of the trip before and after. A question is a place; it sees the tokens relative to itself, and
what boosting sees. It answers with the share of the gap's seconds, as a correction of the prior's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.utils.arrays import Float32Array, FloatArray, IntArray
from trajganr_core.utils.ragged import last_before, row_of_each

from .priors import Priors
from .time_questions import PLACES, Asked, Movements, ask, thinned_gaps

#: Stretches of the way in a gap, and beyond either end; gaps before and after that are seen.
STRETCHES, BEYOND, AROUND = 14, 2, 3
#: Road classes.
KINDS = 9
#: Width, heads and layers of the encoder.
WIDTH, HEADS, LAYERS = 32, 4, 2
#: Gaps that are processed together.
TOGETHER = 256


@dataclass(frozen=True)
class TimeTokens:
    """Gaps as an encoder reads them, and places in them.

    Attributes:
        stretches: ``(n, S, F)``; the first column is 1 where the trip is known.
        gaps: ``(n, 2 AROUND + 1, G)``, likewise.
        usual: ``(n, STRETCHES)`` usual seconds, of those in the gap.
        middle: ``(n, S + 2 AROUND + 1)`` of each token, as a share of the gap's way, and
        metres: ``(n,)`` of the way.
        table: ``(n, PLACES, C)`` what boosting sees.
        place, prior, share: ``(n, PLACES)`` of the way, of the seconds by the prior, and the truth.
        seconds: ``(n,)``.
    """

    stretches: Float32Array
    gaps: Float32Array
    usual: Float32Array
    middle: Float32Array
    metres: Float32Array
    table: Float32Array
    place: Float32Array
    prior: Float32Array
    share: Float32Array
    seconds: Float32Array

    def __len__(self) -> int:
        return len(self.seconds)

    @classmethod
    def joined(cls, parts: list[TimeTokens]) -> TimeTokens:
        """Several one after the other."""
        columns = zip(*(vars(part).values() for part in parts), strict=True)
        return cls(*(np.concatenate(each) for each in columns))

    @classmethod
    def of(
        cls, trips: MatchedTrips, priors: Priors, movements: Movements, spacing_s: float, first: int
    ) -> tuple[TimeTokens, Asked]:
        """The places that boosting is asked about, in trips thinned from a fix on."""
        asked = ask(trips, priors, movements, spacing_s, first)
        begin, end = thinned_gaps(trips, spacing_s, first)
        usual = movements.seconds(priors, trips)
        stretches, inside, middle = _stretches(trips, priors, usual, begin, end)
        gaps, gap_middle = _gaps(trips, usual, begin, end)
        shape = (len(begin), PLACES)
        table = np.concatenate([np.nan_to_num(asked.table), np.isnan(asked.table[:, -8:])], axis=1)
        arrays = (
            stretches,
            gaps,
            inside,
            np.concatenate([middle, gap_middle], axis=1),
            trips.s[end] - trips.s[begin],
            table.reshape(*shape, -1),
            *(each.reshape(shape) for each in (asked.linear, asked.by_turn, asked.share)),
            trips.t[end] - trips.t[begin],
        )
        return cls(*(each.astype(np.float32) for each in arrays)), asked


def _stretches(
    trips: MatchedTrips, priors: Priors, usual: FloatArray, begin: IntArray, end: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    geometry, edge = priors.geometry, trips.pass_edge
    piece = row_of_each(trips.offsets)[begin]
    length = trips.s[end] - trips.s[begin]
    seconds = trips.t[end] - trips.t[begin]
    count = STRETCHES + 2 * BEYOND
    bounds = (np.arange(count + 1) - BEYOND) / STRETCHES
    at = trips.s[begin][:, None] + bounds * length[:, None]
    last = trips.s[trips.offsets[1:] - 1][piece]
    is_known = (at[:, :-1] > -1.0) & (at[:, 1:] < last[:, None] + 1.0)
    at = np.clip(at, 0.0, last[:, None])
    of = np.repeat(piece, count + 1)
    passed = last_before(trips.pass_s, trips.pass_offsets, at.ravel(), of)
    drives = np.maximum(trips.pass_exit_m - trips.pass_enter_m, 1e-6)
    part = np.clip((at.ravel() - trips.pass_s[passed]) / drives[passed], 0, 1)

    def within(values: FloatArray, share: FloatArray) -> FloatArray:
        before = np.cumsum(values) - values
        return np.diff((before[passed] + share * values[passed]).reshape(at.shape), axis=1)

    # Signals and turns are where an edge ends.
    ended = (part >= 1.0).astype(float)
    number = np.full(len(edge), -1)
    number[:-1] = geometry.turns.number(edge[:-1], edge[1:])
    number[trips.pass_offsets[1:] - 1] = -1
    cost = np.where(number >= 0, priors.turn[number], 0.0)
    bends = ((number >= 0) & (np.abs(geometry.angle[number]) > 45)).astype(float)
    middle = (at[:, :-1] + at[:, 1:]) / 2
    here = last_before(trips.pass_s, trips.pass_offsets, middle.ravel(), np.repeat(piece, count))
    on = edge[here].reshape(middle.shape)
    own = within(usual, part)
    metres = np.diff(at, axis=1)
    done = (np.cumsum(own, axis=1) - own[:, :BEYOND].sum(axis=1)[:, None]) / seconds[:, None]
    columns = [
        is_known,
        np.log(np.maximum(own, 0.1) / np.maximum(metres, 1.0) / 0.1),
        np.log(np.maximum(own, 0.1) * STRETCHES / seconds[:, None]),
        np.clip(done, -3, 3),
        within(cost, ended),
        within(bends, ended),
        within(geometry.signals[edge], ended),
        within(np.ones(len(edge)), ended),
        metres / 100,
        np.log1p(priors.passes[on]) / 3,
        np.broadcast_to(bounds[:-1], middle.shape),
        *(geometry.kind[on] == kind for kind in range(KINDS)),
    ]
    inside = np.maximum(own[:, BEYOND : BEYOND + STRETCHES], 0.05)
    share = np.broadcast_to((bounds[:-1] + bounds[1:]) / 2, middle.shape)
    return np.stack(columns, axis=2) * is_known[:, :, None], inside, share


def _gaps(
    trips: MatchedTrips, usual: FloatArray, begin: IntArray, end: IntArray
) -> tuple[FloatArray, FloatArray]:
    piece = row_of_each(trips.offsets)[begin]
    before = np.cumsum(usual) - usual
    drives = np.maximum(trips.pass_exit_m - trips.pass_enter_m, 1e-6)

    def until(s: FloatArray) -> FloatArray:
        passed = last_before(trips.pass_s, trips.pass_offsets, s, piece)
        part = np.clip((s - trips.pass_s[passed]) / drives[passed], 0, 1)
        return np.asarray(before[passed] + part * usual[passed])

    metres, seconds = trips.s[end] - trips.s[begin], trips.t[end] - trips.t[begin]
    takes = until(trips.s[end]) - until(trips.s[begin])
    tokens, middles = [], []
    for away in range(-AROUND, AROUND + 1):
        other = np.clip(np.arange(len(begin)) + away, 0, len(begin) - 1)
        is_one = (piece[other] == piece) & (other == np.arange(len(begin)) + away)
        middle = (trips.s[begin][other] + trips.s[end][other]) / 2 - trips.s[begin]
        later = (trips.t[begin][other] - trips.t[begin]) / 60
        columns = [
            is_one,
            np.log(np.maximum(metres[other], 1) / seconds[other]),
            np.log(np.maximum(takes[other], 3) / seconds[other]),
            *(metres[other] / 1000, seconds[other] / 60, later / 3, np.full(len(begin), away)),
        ]
        tokens.append(np.column_stack(columns) * is_one[:, None])
        middles.append(middle / np.maximum(metres, 1.0))
    return np.stack(tokens, axis=1), np.clip(np.column_stack(middles), -5, 6)


class TimeEncoder(nn.Module):
    """Shares of the gap's seconds at places."""

    mean: Tensor
    scale: Tensor

    def __init__(self, tokens: TimeTokens) -> None:
        super().__init__()
        table = tokens.table.reshape(-1, tokens.table.shape[2])
        self.register_buffer("mean", torch.from_numpy(table.mean(axis=0)))
        self.register_buffer("scale", torch.from_numpy(table.std(axis=0) + 1e-3))
        self.stretch = nn.Linear(tokens.stretches.shape[2], WIDTH)
        self.gap = nn.Linear(tokens.gaps.shape[2], WIDTH)
        layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, 2 * WIDTH, dropout=0.0, activation="gelu", batch_first=True,
            norm_first=True,
        )  # fmt: skip
        self.encoder = nn.TransformerEncoder(
            layer, LAYERS, nn.LayerNorm(WIDTH), enable_nested_tensor=False
        )
        self.slower = nn.Linear(WIDTH, 1)
        self.question = nn.Sequential(
            nn.Linear(table.shape[1], 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH)
        )
        self.key, self.value = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.bias = nn.Sequential(nn.Linear(4, 16), nn.GELU(), nn.Linear(16, HEADS))
        self.answer = nn.Sequential(
            nn.LayerNorm(2 * WIDTH), nn.Linear(2 * WIDTH, 2 * WIDTH), nn.GELU(),
            nn.Linear(2 * WIDTH, 1),
        )  # fmt: skip
        for last in (self.slower, self.answer[-1]):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(
        self,
        stretches: Tensor,
        gaps: Tensor,
        usual: Tensor,
        middle: Tensor,
        metres: Tensor,
        table: Tensor,
        place: Tensor,
        prior: Tensor,
    ) -> Tensor:
        """``(n, PLACES)``; arguments as in :class:`TimeTokens`."""
        tokens = torch.cat([self.stretch(stretches), self.gap(gaps)], 1)
        is_none = torch.cat([stretches[..., 0], gaps[..., 0]], 1) == 0
        tokens = self.encoder(tokens, src_key_padding_mask=is_none)
        # Each stretch may be slower or faster than usual; time adds up along the way.
        inside = tokens[:, BEYOND : BEYOND + STRETCHES]
        takes = usual * self.slower(inside)[..., 0].clamp(-4, 4).exp()
        passed = (place[..., None] * STRETCHES - torch.arange(STRETCHES)).clamp(0, 1)
        structured = [(passed @ each[..., None])[..., 0] / each.sum(1)[:, None]
                      for each in (takes, usual)]  # fmt: skip
        # The tokens as the place sees them.
        own = self.question(((table - self.mean) / self.scale).clamp(-6, 6))
        away = middle[:, None, :] - place[..., None]
        metres_away = away * metres[:, None, None] / 1000
        bias = self.bias(torch.stack([away, away.abs(), metres_away, metres_away.abs()], -1))
        split = (HEADS, WIDTH // HEADS)
        query = own.unflatten(-1, split)
        key, value = (each(tokens).unflatten(-1, split) for each in (self.key, self.value))
        score = torch.einsum("nphd,nthd->npth", query, key) / split[1] ** 0.5 + bias
        score = score.masked_fill(is_none[:, None, :, None], -1e9)
        seen = torch.einsum("npth,nthd->nphd", score.softmax(2), value).flatten(-2)
        more = self.answer(torch.cat([own, seen], -1))[..., 0]
        return (prior + structured[0] - structured[1] + more).clamp(0, 1)


_INPUTS = ("stretches", "gaps", "usual", "middle", "metres", "table", "place", "prior")


def _answers(model: TimeEncoder, tokens: TimeTokens, rows: IntArray) -> Tensor:
    return torch.as_tensor(model(*(torch.from_numpy(getattr(tokens, n)[rows]) for n in _INPUTS)))


def fit(tokens: TimeTokens, epochs: int, rate: float, seed: int = 0) -> TimeEncoder:
    """Train by the absolute error in seconds."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = TimeEncoder(tokens)
    steps = -(-len(tokens) // TOGETHER)
    optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=epochs * steps, pct_start=0.1
    )
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(tokens)), steps):
            off = (_answers(model, tokens, rows) - torch.from_numpy(tokens.share[rows])).abs()
            optimizer.zero_grad()
            (off * torch.from_numpy(tokens.seconds[rows])[:, None]).mean().backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def shares(model: TimeEncoder, tokens: TimeTokens) -> FloatArray:
    """``(n * PLACES,)`` in the order of the places."""
    with torch.no_grad():
        parts = np.array_split(np.arange(len(tokens)), -(-len(tokens) // 1024))
        found = [_answers(model, tokens, rows).numpy() for rows in parts]
    return np.concatenate(found).ravel().astype(np.float64)
