"""Segment features: attributes of a road segment, and statistics of the trips on and near it.

Ours (docs/method.md, "What preset `best` changes"): a head receives up to K trips of a location
through the encoder. Segment features add the segment's length and class, statistics of all input
trips, what the model's road function predicts, and the same for adjacent segments: the opposite
direction, and the means over preceding and following segments, as in SIGN (Frasca et al. 2020).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import torch
from scipy.sparse import csr_array

from ..contract.version import __version__
from ..data.bundle import Bundle
from ..data.labels.derived import observe, trip_labels
from ..data.matching.footprints import interpolate_time
from ..data.matching.matched import MatchedTrips
from ..data.roads.network import Network
from ..model.hops import Hops
from ..model.points import SPEED_UNIT_MPS
from ..model.segment_columns import QUANTILES, ROAD_COLUMNS, SEGMENT_FEATURES, TRAFFIC_FEATURES
from ..utils.arrays import Float32Array, FloatArray, IntArray
from ..utils.tensor_cache import TensorCache
from .input_trips import InputTrips
from .known_roads import KnownRoads
from .road_attributes import adjacent_edges, road_attributes

SECONDS_A_DAY = 86_400.0
#: Smallest share of a segment that a pass must cover to count for its speed.
MIN_COVER = 0.5
#: The number of passes, and the sums of their speeds, squared speeds and inverse speeds.
SPEED_SUMS = ("timed_passes", "speeds", "squared_speeds", "inverse_speeds")
#: Bits of a key that are its speed; those before are its edge.
SPEED_BITS = 32


@dataclass(frozen=True)
class SegmentFeatures:
    """Features of every directed edge, or of locations on edges.

    Attributes:
        segment: ``(E, SEGMENT_FEATURES)``.
        traffic: ``(E, TRAFFIC_FEATURES)``; without a road function zero where no input trip passed
            it or an adjacent edge.
    """

    segment: Float32Array
    traffic: Float32Array

    def at(self, edge: IntArray) -> SegmentFeatures:
        """Features of locations on edges ``(n,)``; zero for edge -1 (off the network)."""
        on_network = (edge >= 0)[:, None]
        return SegmentFeatures(self.segment[edge] * on_network, self.traffic[edge] * on_network)


def segment_context(
    network: Network, hops: Iterable[Hops], roads: Float32Array | None = None
) -> SegmentFeatures:
    """The features of a network's edges, from its input trips.

    Args:
        hops: motion of the trips, in parts; all pieces of a trip are in the same part.
        roads: ``(E, ROAD_COLUMNS)`` of the road function, from the same trips; zeros if absent.
    """
    if roads is None:
        roads = np.zeros((len(network), ROAD_COLUMNS), dtype=np.float32)
    road, trips = road_attributes(network), np.hstack([trip_statistics(network, hops), roads])
    opposite = np.where(network.reverse[:, None] >= 0, trips[network.reverse], 0)
    means = [_mean_over(len(network), *pairs) for pairs in adjacent_edges(network)]
    return SegmentFeatures(
        np.hstack([road, *(mean @ road for mean in means)]).astype(np.float32),
        np.hstack([trips, opposite, *(mean @ trips for mean in means)]).astype(np.float32),
    )


def trip_statistics(network: Network, hops: Iterable[Hops]) -> Float32Array:
    """``(E, STATISTICS - ROAD_COLUMNS)`` statistics of every directed edge's input trips.

    They are zero where no trip passed.

    Whether a trip passed; number of passes; mean, harmonic mean, spread, standard error and
    quantiles of speeds; mean speed and number of passes on the preceding and following edges;
    number of trips, however short their way on the edge; hard braking and slow-down, as far as the
    fixes show them; and the time of day as a mean unit vector, whose length measures how similar
    the times are.

    Args:
        network, hops: as for :func:`segment_context`.
    """
    edges = len(network)
    observed, keys = _sum_over_trips(network, hops)
    count, total, squares, inverses = observed[list(SPEED_SUMS)].to_numpy().T
    mean = _ratio(total, count)
    spread = np.sqrt(np.maximum(_ratio(squares, count) - mean**2, 0))
    slowness = _ratio(inverses, count)
    harmonic = _ratio(np.ones(edges), slowness)
    around = [
        _mean_around(edges, own, other, total, count) for own, other in adjacent_edges(network)
    ]
    known = count > 0
    return np.column_stack(
        [
            known,
            np.log1p(count),
            mean,
            harmonic,
            spread,
            np.where(known, spread / np.sqrt(np.maximum(count, 1)), 0.0),
            _quantiles(keys, edges),
            *around,
            _slowing(observed),
            observed[["clock_x", "clock_y"]].to_numpy()
            / np.maximum(observed[["passes"]].to_numpy(), 1),
        ]
    ).astype(np.float32)


def _sum_over_trips(network: Network, hops: Iterable[Hops]) -> tuple[pd.DataFrame, IntArray]:
    """Sums over all trips, accumulated part by part.

    Returns:
        Sums ``(E,)`` of :func:`~..data.labels.derived.observe`, :func:`_clock` and
        :data:`SPEED_SUMS`; and the keys of :func:`_keys` of all passes that have a speed.
    """
    sums: Any = 0
    keys = array("q")  # grows in place: eight bytes a pass are what cannot be summed
    for part in hops:
        trips = part.trips
        cover = trips.pass_exit_m - trips.pass_enter_m
        counted = np.isfinite(part.pass_speed) & trips.pass_is_likely
        counted &= cover >= MIN_COVER * network.length_m[trips.pass_edge]
        edge = trips.pass_edge[counted]
        speed = np.minimum(part.pass_speed[counted] / SPEED_UNIT_MPS, 4.0)
        weight = trips.pass_probability[counted]
        summed = np.ones(len(edge)), speed, speed**2, 1 / np.maximum(speed, 0.02)
        speeds = {
            name: _sum(weight * values, edge, len(network))
            for name, values in zip(SPEED_SUMS, summed, strict=True)
        }
        columns = observe(trips, network), _clock(trips, len(network)), pd.DataFrame(speeds)
        sums = sums + pd.concat(columns, axis=1)
        keys.frombytes(_keys(edge, speed).tobytes())
    return sums, np.frombuffer(keys, dtype=np.int64)


def _keys(edge: IntArray, speed: FloatArray) -> IntArray:
    """Keys ``(p,)`` that sort by edge and then by speed, which is not negative.

    Bits of floating-point numbers that are not negative are in the order of the numbers.
    """
    bits = speed.astype(np.float32).view(np.int32)
    return np.asarray(edge << SPEED_BITS | bits)


def _slowing(observed: pd.DataFrame) -> FloatArray:
    """``(E, 3)`` log of the number of trips; hard braking and slow-down, defined as for labels."""
    labels = trip_labels(observed)
    slowing = labels.reindex(columns=["braking_per_km", "slowdown_mps2"]).fillna(0.0)
    return np.column_stack([np.log1p(labels["trip_count"]), slowing])


def _clock(trips: MatchedTrips, edges: int) -> pd.DataFrame:
    """``(E,)`` expected passes, and sums of the unit vectors of their time of day (UTC)."""
    seconds = interpolate_time(trips, trips.trip_of_pass, trips.pass_s)
    angle = 2 * np.pi * (seconds % SECONDS_A_DAY) / SECONDS_A_DAY
    weight = trips.pass_probability.astype(np.float64)
    return pd.DataFrame(
        {
            "passes": _sum(weight, trips.pass_edge, edges),
            "clock_x": _sum(weight * np.sin(angle), trips.pass_edge, edges),
            "clock_y": _sum(weight * np.cos(angle), trips.pass_edge, edges),
        }
    )


def _mean_over(edges: int, own: IntArray, other: IntArray) -> csr_array:
    """``(E, E)`` matrix that averages over the neighbours of each edge; zero rows without any."""
    weight = 1 / np.bincount(own, minlength=edges)[own]
    return csr_array((weight, (own, other)), shape=(edges, edges))


def _mean_around(
    edges: int, own: IntArray, other: IntArray, total: FloatArray, count: FloatArray
) -> FloatArray:
    """``(E, 2)`` mean speed of the passes on neighbours, and the log of their number."""
    passes = _sum(count[other], own, edges)
    speed = _sum(total[other], own, edges)
    return np.column_stack([_ratio(speed, passes), np.log1p(passes)])


def _quantiles(keys: IntArray, edges: int) -> FloatArray:
    """``(E, quantiles)`` of the passes' speeds, zero without a pass; sorts the keys in place."""
    keys.sort()
    count = np.bincount(keys >> SPEED_BITS, minlength=edges)
    first = (np.cumsum(count) - count).astype(np.int64)
    known = count > 0
    answer = np.zeros((len(count), len(QUANTILES)))
    for column, quantile in enumerate(QUANTILES):
        rank = np.rint(quantile * (count[known] - 1)).astype(np.int64)
        bits = keys[first[known] + rank] & ((1 << SPEED_BITS) - 1)
        answer[known, column] = bits.astype(np.int32).view(np.float32)
    return answer


def _sum(values: FloatArray, edge: IntArray, edges: int) -> FloatArray:
    """``(E,)`` sums of values by edge."""
    return np.bincount(edge, weights=values, minlength=edges).astype(np.float64)


def _ratio(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """The ratio, zero where the denominator is zero."""
    return np.divide(numerator, denominator, out=np.zeros(len(denominator)), where=denominator > 0)


def bundle_segment_features(
    bundle: Bundle, inputs: InputTrips, known: KnownRoads | None = None
) -> SegmentFeatures:
    """The features of a bundle's edges.

    They are computed from every input trip and cached on disk: with a bundle that is larger than
    memory this takes minutes, and the first click after a prediction need not wait for it.

    Args:
        known: the model's road function with these.
    """
    sha256 = known.sha256 if known else ""
    if (kept := kept_segment_features(bundle, sha256)) is not None:
        return kept
    roads = known.columns() if known else None
    context = segment_context(bundle.network, inputs.hops(bundle.area), roads)
    tensors = {name: torch.from_numpy(getattr(context, name)) for name in ("segment", "traffic")}
    _cache(bundle, sha256).save(tensors)
    return context


def kept_segment_features(bundle: Bundle, road_function: str) -> SegmentFeatures | None:
    """Those of :func:`bundle_segment_features` that are on disk, None if there are none.

    Args:
        road_function: hash of the weights of the model's road function, "" without one.
    """
    edges = len(bundle.network)
    shapes = {"segment": (edges, SEGMENT_FEATURES), "traffic": (edges, TRAFFIC_FEATURES)}
    found = _cache(bundle, road_function).load(shapes)
    if found is None:
        return None
    return SegmentFeatures(found["segment"].numpy(), found["traffic"].numpy())


def _cache(bundle: Bundle, road_function: str) -> TensorCache:
    return TensorCache(
        "context", release=__version__, bundle=bundle.cache_key, road_function=road_function
    )
