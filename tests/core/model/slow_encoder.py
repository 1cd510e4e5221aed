"""The trajectory encoder once more: one trip, loops and NumPy in float64, nothing kept.

A sequence is the trip's waypoints and then the queries; a table says which token may look at
which. What the encoder under test does fast must come out as this does.
"""

from __future__ import annotations

import math

import numpy as np
from torch import Tensor

from trajganr_core.model.attention import offset_features
from trajganr_core.model.points import Points
from trajganr_core.model.trajectory import TrajectoryEncoder
from trajganr_core.utils.arrays import BoolArray, FloatArray


class SlowEncoder:
    """The same function as a :class:`TrajectoryEncoder`, from its weights."""

    def __init__(self, model: TrajectoryEncoder) -> None:
        self.model = model
        self.weights = {name: array(value) for name, value in model.state_dict().items()}
        self.heads = model.blocks[0].heads

    def encode_once(self, fixes: Points, queries: Points) -> FloatArray:
        """``(Q, D)``, in a single pass: waypoints see waypoints, a query also itself."""
        n, q = fixes.mask.shape[1], queries.mask.shape[1]
        sees = np.zeros((n + q, n + q), dtype=bool)
        sees[:, :n] = True
        sees[n:, n:] = np.eye(q)
        return self._pass(fixes, queries, sees)

    def joint(self, fixes: Points, queries: Points) -> FloatArray:
        """``(Q, D)``, a pass a query, in which every token sees every token."""
        n = fixes.mask.shape[1] + 1
        everything = np.ones((n, n), dtype=bool)
        return np.concatenate(
            [
                self._pass(fixes, one_query(queries, number), everything)
                for number in range(queries.mask.shape[1])
            ]
        )

    def _pass(self, fixes: Points, queries: Points, sees: BoolArray) -> FloatArray:
        assert fixes.mask.shape[0] == 1
        n = fixes.mask.shape[1]
        offsets = None
        if self.model.query_centred:
            timed = "masked_time" not in self.weights
            offsets = array(offset_features(fixes, queries, timed=timed))[0]
        x = np.concatenate([self._tokens(fixes), self._tokens(queries, is_query=True)])
        for layer in range(len(self.model.blocks)):
            x = self._block(f"_blocks.{layer}", x, sees, n, offsets)
        return self._linear("projection", self._norm("norm", x[n:]))

    def _tokens(self, points: Points, is_query: bool = False) -> FloatArray:
        xy, time, motion = (array(t)[0] for t in (points.xy, points.time, points.motion))
        tokens = []
        for place, clocks, moves in zip(xy, time, motion, strict=True):
            parts = [self._space(place)] if not self.model.query_centred else []
            masked = is_query and "masked_time" in self.weights
            parts.append(self.weights["masked_time"] if masked else self._time(clocks))
            if self.model.motion:
                # With a masked time, neither may the gaps beside the query tell it.
                parts.append(np.append(moves[:-2], [0, 0]) if masked else moves)
            tokens.append(self._linear("token", np.concatenate(parts)))
        return np.array(tokens)

    def _space(self, place: FloatArray) -> FloatArray:
        values = []
        location = self.model.location
        assert location is not None
        for direction in array(location.directions).T:
            for frequency in array(location.frequencies):
                phase = float(place @ direction) * frequency
                values += [math.sin(phase), math.cos(phase)]
        hidden = np.maximum(self._linear("location.net.0", np.array(values)), 0)
        return self._linear("location.net.2", hidden)

    def _time(self, clocks: FloatArray) -> FloatArray:
        values: list[float] = []
        frequency, phase = self.weights["time.frequency"], self.weights["time.phase"]
        for clock, time in enumerate(clocks):
            angle = time * frequency[clock] + phase[clock]
            values += [angle[0], *np.sin(angle[1:])]
        return np.array(values)

    def _block(
        self, name: str, x: FloatArray, sees: BoolArray, n: int, offsets: FloatArray | None
    ) -> FloatArray:
        normal = self._norm(f"{name}.attention_norm", x)
        query = self._linear(f"{name}.query", normal)
        key, value = np.split(self._linear(f"{name}.key_value", normal), 2, axis=1)
        size = x.shape[1] // self.heads
        attended = np.zeros_like(x)
        for head in range(self.heads):
            part = slice(head * size, (head + 1) * size)
            for i in range(len(x)):
                seen = np.flatnonzero(sees[i])
                scores = np.array([query[i, part] @ key[j, part] for j in seen]) / math.sqrt(size)
                values = value[seen, part].copy()
                if offsets is not None and i >= n:
                    for place, j in enumerate(seen):
                        if j < n:
                            scores[place] += self._bias(name, offsets[i - n, j])[head]
                            values[place] += self._offset_value(name, offsets[i - n, j])[part]
                weights = np.exp(scores - scores.max())
                attended[i, part] = weights / weights.sum() @ values
        x = x + self._linear(f"{name}.out", attended)
        hidden = self._linear(f"{name}.ffn.0", self._norm(f"{name}.ffn_norm", x))
        return x + self._linear(f"{name}.ffn.2", gelu(hidden))

    def _bias(self, name: str, offset: FloatArray) -> FloatArray:
        return self.weights[f"{name}.bias.weight"] @ offset

    def _offset_value(self, name: str, offset: FloatArray) -> FloatArray:
        return self.weights[f"{name}.offset_value.weight"] @ offset

    def _linear(self, name: str, x: FloatArray) -> FloatArray:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, name: str, x: FloatArray) -> FloatArray:
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
        return centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def one_query(queries: Points, number: int) -> Points:
    """One of the queries of every trip."""
    return Points(*(tensor[:, number : number + 1] for tensor in queries.tensors()))


def gelu(x: FloatArray) -> FloatArray:
    """``x Φ(x)``."""
    return x * np.vectorize(lambda value: (1 + math.erf(value / math.sqrt(2))) / 2)(x)


def array(tensor: Tensor) -> FloatArray:
    """A tensor in float64."""
    return tensor.detach().cpu().double().numpy()
