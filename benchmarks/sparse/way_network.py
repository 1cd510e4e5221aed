"""The implicit function asked for the way: an encoder that reads candidates of a gap.

A candidate is a row of points along it, in a frame that is centred on the gap; the fixes of the
trip before and after the gap, as far apart as the gap is long, are further tokens. The token of the
question holds what the logit knows. What comes out is added to the logit's utility, so an untrained
network is the logit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.utils.arrays import Float32Array, FloatArray, IntArray
from trajganr_core.utils.ragged import last_before, offsets_of, row_of_each, take_rows

from .choice import Candidates, Choice, best_of, driven_probability, softmax
from .overlap import Driven
from .priors import Priors

#: Points of a way; fixes before the gap, and after it.
POINTS, FIXES = 20, 3
#: Scales of the inputs: metres, seconds, metres a second.
SCALE_M, SCALE_S, SCALE_MS = 1000.0, 60.0, 10.0
#: Road classes.
KINDS = 9
#: Width, heads and layers of the encoder.
WIDTH, HEADS, LAYERS = 32, 4, 2
#: Ways that are scored together.
TOGETHER = 1200


@dataclass(frozen=True)
class WayTokens:
    """Candidate ways of gaps as an encoder reads them.

    Attributes:
        gap: ``(w,)`` the gap of each way.
        points: ``(w, POINTS, F)`` along the ways.
        fixes: ``(n, 2 FIXES, G)`` around the gaps; the last column is 1 where there is a fix.
        known: ``(w, C)`` what the choice's trees see of the ways.
        utility: ``(w,)`` by the logit.
        f1, true_m: ``(w,)``.
    """

    gap: IntArray
    points: Float32Array
    fixes: Float32Array
    known: Float32Array
    utility: Float32Array
    f1: FloatArray
    true_m: FloatArray

    @classmethod
    def joined(cls, parts: list[WayTokens]) -> WayTokens:
        """Several one after the other."""
        shift = offsets_of(np.array([len(part.fixes) for part in parts]))
        gap = [part.gap + before for part, before in zip(parts, shift, strict=False)]
        names = ("points", "fixes", "known", "utility", "f1", "true_m")
        rest = [np.concatenate([getattr(part, name) for part in parts]) for name in names]
        return cls(np.concatenate(gap), *rest)


def tokens_of(
    ways: Candidates,
    priors: Priors,
    choice: Choice,
    trips: MatchedTrips,
    xy: FloatArray,
) -> WayTokens:
    """Describe candidates.

    Args:
        ways: the candidates.
        priors: that they were found with.
        choice: learned from other gaps or from these.
        trips: the trips.
        xy: ``(fixes, 2)`` local metres of their fixes.
    """
    start, stop = ways.gaps.start_fix, ways.gaps.end_fix
    straight = np.hypot(*(xy[stop] - xy[start]).T)
    along = np.where(straight[:, None] > 1, xy[stop] - xy[start], [1.0, 0.0])
    along = along / np.hypot(*along.T)[:, None]
    utility = choice.logit.utility(ways.features)
    return WayTokens(
        ways.gap,
        _points(ways, priors, softmax(ways.gap, utility), xy[start], along, straight),
        _fixes(trips, xy, start, stop, along),
        choice.table(ways).astype(np.float32),
        (utility - utility[best_of(ways.gap, utility)][ways.gap]).astype(np.float32),
        ways.f1,
        ways.true_m,
    )


def _in_frame(xy: FloatArray, along: FloatArray) -> FloatArray:
    """Vectors as metres along a direction and to its left."""
    x, y = xy[..., 0], xy[..., 1]
    return np.stack(
        [x * along[..., 0] + y * along[..., 1], y * along[..., 0] - x * along[..., 1]], -1
    )


def _points(
    ways: Candidates,
    priors: Priors,
    probability: FloatArray,
    origin: FloatArray,
    along: FloatArray,
    straight: FloatArray,
) -> Float32Array:
    geometry, gaps, gap = priors.geometry, ways.gaps, ways.gap
    edges, offsets, count = ways.edges, ways.offsets, len(ways.gap)
    row = row_of_each(offsets)
    driven = Driven.of(edges, offsets, gaps.start_m[gap], gaps.end_m[gap], geometry.metres)
    metres = driven.leave_m - driven.enter_m
    before = np.cumsum(metres) - metres
    begin = before - before[offsets[:-1]][row]
    length = np.bincount(row, metres, count)

    way = np.repeat(np.arange(count), POINTS)
    at_m = np.tile((np.arange(POINTS) + 0.5) / POINTS, count) * length[way]
    at = last_before(begin, offsets, at_m, way)
    edge = edges[at]
    part = (driven.enter_m[at] + at_m - begin[at]) / geometry.metres[edge]
    first = np.column_stack([geometry.start_x[edge], geometry.start_y[edge]])
    last = np.column_stack([geometry.x[edge], geometry.y[edge]])
    frame = along[gap[way]]
    place = _in_frame(first + part[:, None] * (last - first) - origin[gap[way]], frame)
    heading = _in_frame(last - first, frame)
    heading /= np.maximum(np.hypot(*heading.T), 1.0)[:, None]

    pace = priors.seconds[edge] / geometry.metres[edge]
    step_m = length[way] / POINTS
    usual = (pace * step_m).reshape(count, POINTS)
    elapsed = np.maximum(gaps.seconds[gap], 5.0)[:, None]
    # What turns cost, in the stretch where they are taken.
    follows = np.flatnonzero(np.diff(row, prepend=-1) == 0)
    turn = geometry.turns.number(edges[follows - 1], edges[follows])
    share = begin[follows] / np.maximum(length[row[follows]], 1e-6)
    cell = row[follows] * POINTS + np.minimum((share * POINTS).astype(np.int64), POINTS - 1)
    cost = np.bincount(cell, priors.turn[turn], count * POINTS)
    changes = np.bincount(
        cell, geometry.kind[edges[follows]] != geometry.kind[edges[follows - 1]], count * POINTS
    )
    driven_share = driven_probability(ways, probability)[0][at]
    columns = [
        *(place / SCALE_M).T,
        *(place / np.maximum(straight, 50.0)[gap[way]][:, None]).clip(-5, 5).T,
        *heading.T,
        *(np.log(pace / 0.1), usual.ravel() / SCALE_S, (usual / elapsed).ravel()),
        (np.cumsum(usual, axis=1) / elapsed).ravel().clip(0, 5),
        *(cost, changes, geometry.signals[edge], step_m / SCALE_M),
        *(np.log1p(priors.passes[edge]) / 3, priors.passes[edge] == 0, driven_share),
        *(geometry.kind[edge] == np.arange(KINDS)[:, None]),
    ]
    return np.column_stack(columns).astype(np.float32).reshape(count, POINTS, -1)


def _fixes(
    trips: MatchedTrips, xy: FloatArray, start: IntArray, stop: IntArray, along: FloatArray
) -> Float32Array:
    """Fixes of the trip at the gap's own spacing, before and after it."""
    piece = row_of_each(trips.offsets)[start]
    spacing = (trips.t[stop] - trips.t[start]) * 0.98
    begin = np.concatenate([trips.t[:1], trips.t]).min()
    tokens = []
    for side, fix in ((-1, start), (1, stop)):
        near = fix
        for _ in range(FIXES):
            if side < 0:
                wanted = np.maximum(trips.t[near] - spacing - begin, -1.0)
                far = last_before(trips.t - begin, trips.offsets, wanted, piece)
                is_one = trips.t[far] - begin <= wanted
            else:
                wanted = trips.t[near] + spacing - begin
                far = last_before(trips.t - begin, trips.offsets, wanted, piece)
                far = np.minimum(far + 1, trips.offsets[piece + 1] - 1)
                is_one = trips.t[far] - begin >= wanted
            far = np.where(is_one, far, near)
            away = np.abs(trips.t[far] - trips.t[near])
            step = _in_frame(xy[far] - xy[near], along) / np.maximum(away, 1.0)[:, None] / SCALE_MS
            place = _in_frame(xy[far] - xy[start if side < 0 else stop], along) / SCALE_M
            after = (trips.t[far] - trips.t[start if side < 0 else stop]) / SCALE_S / 5
            side_of = np.full(len(start), side)
            columns = [*place.clip(-10, 10).T, *step.T, np.hypot(*step.T), after, side_of, is_one]
            tokens.append(np.column_stack(columns) * is_one[:, None])
            near = far
    return np.stack(tokens, axis=1).astype(np.float32)


class WayEncoder(nn.Module):
    """Utilities of candidates, beyond those of the logit."""

    mean: Tensor
    scale: Tensor

    def __init__(self, tokens: WayTokens) -> None:
        super().__init__()
        self.register_buffer("mean", torch.from_numpy(tokens.known.mean(axis=0)))
        self.register_buffer("scale", torch.from_numpy(tokens.known.std(axis=0) + 1e-3))
        self.point = nn.Linear(tokens.points.shape[2], WIDTH)
        self.fix = nn.Linear(tokens.fixes.shape[2], WIDTH)
        self.question = nn.Linear(tokens.known.shape[1], WIDTH)
        self.place = nn.Parameter(torch.randn(POINTS, WIDTH) * 0.1)
        self.alongside = _encoder(LAYERS)
        self.among = _encoder(1)
        self.out = nn.Linear(WIDTH, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(
        self, points: Tensor, fixes: Tensor, known: Tensor, gap: Tensor, row: Tensor
    ) -> Tensor:
        """``(w,)``.

        Args:
            points, known: ``(w, …)``.
            fixes: ``(n, …)``.
            gap, row: ``(w,)`` the gap of each way, and its number there.
        """
        standard = ((known - self.mean) / self.scale).clamp(-6, 6)
        question = self.question(standard)[:, None]
        around = (self.fix(fixes))[gap]
        tokens = torch.cat([question, self.point(points) + self.place, around], 1)
        is_none = torch.zeros(tokens.shape[:2], dtype=torch.bool)
        is_none[:, 1 + POINTS :] = fixes[gap][:, :, -1] == 0
        own = self.alongside(tokens, src_key_padding_mask=is_none)[:, 0]
        sets = torch.zeros(len(fixes), int(row.max()) + 1, WIDTH)
        sets[gap, row] = own
        empty = torch.ones(sets.shape[:2], dtype=torch.bool)
        empty[gap, row] = False
        return torch.as_tensor(
            self.out(self.among(sets, src_key_padding_mask=empty)[gap, row])[:, 0]
        )


def _encoder(layers: int) -> nn.TransformerEncoder:
    layer = nn.TransformerEncoderLayer(
        WIDTH, HEADS, 2 * WIDTH, dropout=0.1, activation="gelu", batch_first=True, norm_first=True
    )
    return nn.TransformerEncoder(layer, layers, nn.LayerNorm(WIDTH), enable_nested_tensor=False)


def _batches(tokens: WayTokens, gaps: IntArray) -> list[IntArray]:
    """Gaps that are scored together; of similar numbers of ways, so that little is padded."""
    ways = np.bincount(tokens.gap, minlength=len(tokens.fixes))[gaps]
    order = gaps[np.argsort(ways, kind="stable")]
    until = np.cumsum(np.sort(ways, kind="stable"))
    return np.split(order, np.flatnonzero(np.diff(until // TOGETHER)) + 1)


def _utility(model: WayEncoder, tokens: WayTokens, gaps: IntArray) -> tuple[IntArray, Tensor]:
    """The ways of gaps, and their utilities ``(n, most)``, negative where there is no way."""
    offsets = offsets_of(np.bincount(tokens.gap, minlength=len(tokens.fixes)))
    ways, own = take_rows(offsets, gaps)
    gap, row = (
        torch.from_numpy(each)
        for each in (row_of_each(own), np.arange(len(ways)) - own[:-1][row_of_each(own)])
    )
    arrays = (tokens.points[ways], tokens.fixes[gaps], tokens.known[ways])
    more = model(*(torch.from_numpy(each) for each in arrays), gap, row)
    utility = torch.full((len(gaps), int(row.max()) + 1), -1e9)
    utility[gap, row] = torch.from_numpy(tokens.utility[ways]) + more
    return ways, utility


def fit(tokens: WayTokens, epochs: int, metres: float, rate: float, seed: int = 0) -> WayEncoder:
    """Train on gaps with two candidates or more.

    Args:
        tokens: with candidates in the order of gaps.
        epochs: passes.
        metres: weight of the expected share of metres that are wrong, beside the log-likelihood.
        rate: of learning, at first.
        seed: of weights and order.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = WayEncoder(tokens)
    best = np.zeros(len(tokens.gap))
    best[best_of(tokens.gap, tokens.f1)] = 1.0
    target = best * (tokens.f1 > 0.8)
    wrong = (1 - tokens.f1) * tokens.true_m / tokens.true_m.mean()
    counts = np.bincount(tokens.gap)
    asked = np.flatnonzero(counts > 1)
    batches = _batches(tokens, asked)
    optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=epochs * len(batches), pct_start=0.1
    )
    for _ in range(epochs):
        # Other gaps come together in each pass.
        batches = _batches(tokens, rng.permutation(asked))
        for number in rng.permutation(len(batches)):
            if optimizer.state and schedule.last_epoch >= schedule.total_steps - 1:
                break
            gaps = batches[number]
            ways, utility = _utility(model, tokens, gaps)
            logs = torch.log_softmax(utility, 1)[utility > -1e8]
            order = torch.from_numpy(ways)
            loss = -(torch.from_numpy(target)[order] * logs).sum()
            loss = loss + metres * (torch.from_numpy(wrong)[order] * logs.exp()).sum()
            optimizer.zero_grad()
            (loss / len(gaps)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def utilities(model: WayEncoder, tokens: WayTokens) -> FloatArray:
    """``(w,)`` of all candidates."""
    found = np.zeros(len(tokens.gap))
    with torch.no_grad():
        for gaps in _batches(tokens, np.arange(len(tokens.fixes))):
            ways, utility = _utility(model, tokens, gaps)
            found[ways] = utility[utility > -1e8].numpy()
    return found
