"""Labels of directed edges, computed from label trips and from POIs near the road.

Label trips are never the model's input: see :mod:`trajganr_core.data.preparation.drivers`. Trips
are first reduced to sums, which are added over batches, so that a city's trips need not be in
memory at once. Labels are ratios of these sums.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ...contract.tasks import AOI_CATEGORIES
from ...utils.arrays import BoolArray, FloatArray
from ...utils.ragged import row_of_each
from ...utils.study_area import StudyArea
from ..matching.edge_passes import ROUNDING_M
from ..matching.edge_trips import trips_on_edges
from ..matching.footprints import at_distance
from ..matching.matched import MatchedTrips
from ..passes import MIN_COVER, measure_passes
from ..roads.network import Network

#: Largest distance of POIs from a road, metres.
POI_DISTANCE_M = 100.0
#: Decelerations above this are hard braking, m/s².
HARD_BRAKING = 3.0
#: Longest interval between fixes from which hard braking is computed, seconds.
MAX_BRAKING_GAP_S = 2.0
#: Longest interval between fixes from which slow-down is computed, seconds.
MAX_SLOWDOWN_GAP_S = 60.0


def observe(trips: MatchedTrips, network: Network) -> pd.DataFrame:
    """Sums of observations per edge; sums of several batches can be added.

    Passes and trips between distant fixes count by the probability that they were driven there.

    *Speed*, of plausible passes over at least half of the edge (:mod:`~..passes`): ``speed_sum``
    (km/h, their speeds), ``speed_metres`` and ``speed_seconds`` (their lengths and durations),
    ``speed_passes`` (their number). ``trip_count``: different trips that drive on at least a metre
    or half of the edge; all pieces of a trip must be in the same call.

    *Hard braking*, from measured speed: ``braking_events`` (runs of decelerations beyond 3 m/s²
    between fixes at most 2 s apart, each assigned to the edge where it begins), ``braking_km``
    (driven between such fixes), ``braking_passes`` (passes measured in this way over at least half
    of the edge). Sparser fixes miss most hard braking: a stop at 4 m/s² is detected in 55 % of
    cases with fixes every 3 s, and never with fixes every 5 s.

    *Slow-down*, where fixes are more than 2 s and at most 60 s apart: ``slowdown_sum`` (m²/s²; for
    each fix with such a hop before and after it, the decrease of v²/2, with v the hop's mean speed
    along the path; it is distributed evenly over the two hops), ``slowdown_km`` (driven on those
    hops), ``slowdown_passes``.

    Returns:
        ``(E,)`` rows.
    """
    kinds = (_observe_speed, _observe_braking, _observe_slowdown)
    return pd.concat([observe_kind(trips, network) for observe_kind in kinds], axis=1)


def trip_labels(observed: pd.DataFrame, speed_mean: str = "space") -> pd.DataFrame:
    """Labels from the observations of all label trips.

    The *space mean* of speeds is the metres of all passes ÷ their seconds: the speed whose travel
    time is the mean travel time. The *time mean* is the arithmetic mean of their speeds; it is
    higher by the variance of the speeds over the space, ÷ the space mean (Wardrop, "Some
    theoretical aspects of road traffic research", Proc. Institution of Civil Engineers 1 (1952),
    325–362).

    *Slow-down intensity* is the relative negative acceleration ∫v·a⁻ dt ÷ distance, the
    counterpart of RPA (Commission Regulation (EU) 2016/646, appendix 7a), computed from the mean
    speeds of hops. A hop's mean speed occurs somewhere in it, so with exact positions the intensity
    never exceeds the vehicles' own, and it is lower the sparser the fixes are; it is comparable
    between roads with similar sampling. It is not hard braking.

    Args:
        observed: sums of :func:`observe`.
        speed_mean: ``space`` or ``time``.

    Returns:
        ``(E,)`` rows: ``speed_kmh`` (that mean), ``speed_passes``, ``trip_count``; if they were
        observed on any edge, ``braking_per_km`` (events per vehicle-kilometre),
        ``braking_events``, ``braking_km``, ``braking_passes``, and ``slowdown_mps2`` (m/s²),
        ``slowdown_km``, ``slowdown_passes``. NaN where nothing was observed.
    """
    space_mean = _ratio(3.6 * observed["speed_metres"], observed["speed_seconds"])
    time_mean = _ratio(observed["speed_sum"], observed["speed_passes"])
    columns = {
        "speed_kmh": space_mean if speed_mean == "space" else time_mean,
        "speed_passes": observed["speed_passes"],
        "trip_count": observed["trip_count"],
    }
    if observed["braking_km"].any():
        columns |= {
            "braking_per_km": _ratio(observed["braking_events"], observed["braking_km"]),
            "braking_events": observed["braking_events"],
            "braking_km": observed["braking_km"],
            "braking_passes": observed["braking_passes"],
        }
    if observed["slowdown_km"].any():
        metres = 1000 * observed["slowdown_km"]
        columns |= {
            "slowdown_mps2": _ratio(observed["slowdown_sum"], metres),
            "slowdown_km": observed["slowdown_km"],
            "slowdown_passes": observed["slowdown_passes"],
        }
    return pd.DataFrame(columns)


def aoi_labels(pois: pd.DataFrame, network: Network, area: StudyArea) -> pd.DataFrame:
    """Shares of POI categories within 100 m of every edge.

    Args:
        pois: columns ``lon, lat, category``.

    Returns:
        ``(E,)`` rows: ``aoi_<category>`` (shares that sum to one, NaN without POI) and
        ``poi_count``.
    """
    points = shapely.points(area.to_local(pois["lon"].to_numpy(), pois["lat"].to_numpy()))
    tree = shapely.STRtree(network.local_lines(area))
    poi, edge = tree.query(points, predicate="dwithin", distance=POI_DISTANCE_M)
    category = pd.Categorical(pois["category"], categories=AOI_CATEGORIES).codes[poi]
    width = len(AOI_CATEGORIES)
    counts = np.bincount(edge * width + category, minlength=len(network) * width)
    counts = counts.reshape(len(network), width)
    total = counts.sum(axis=1)
    shares = {f"aoi_{name}": _ratio(counts[:, i], total) for i, name in enumerate(AOI_CATEGORIES)}
    return pd.DataFrame({**shares, "poi_count": total})


def _observe_speed(trips: MatchedTrips, network: Network) -> pd.DataFrame:
    passes, _ = measure_passes(trips, network)
    edge, edges = trips.pass_edge[passes.row], len(network)
    speed = 3.6 * passes.metres / passes.seconds
    return pd.DataFrame(
        {
            "speed_sum": np.bincount(edge, passes.weight * speed, edges),
            "speed_metres": np.bincount(edge, passes.weight * passes.metres, edges),
            "speed_seconds": np.bincount(edge, passes.weight * passes.seconds, edges),
            "speed_passes": np.bincount(edge, passes.weight, edges),
            "trip_count": trips_on_edges(trips, network),
        }
    )


def _observe_braking(trips: MatchedTrips, network: Network) -> pd.DataFrame:
    gap, same_piece = _hops(trips)
    speed = trips.speed.astype(np.float64)
    measured = same_piece & (gap <= MAX_BRAKING_GAP_S) & np.isfinite(np.diff(speed))
    brakes = np.zeros(len(gap), dtype=bool)
    brakes[measured] = -np.diff(speed)[measured] / gap[measured] > HARD_BRAKING
    begins = brakes & ~np.r_[False, brakes[:-1]]
    driven = _on_passes(trips, np.where(measured, np.diff(trips.s), 0.0))
    edges = len(network)
    covering = _covers(driven, trips, network)
    return pd.DataFrame(
        {
            "braking_events": np.bincount(trips.edge[:-1][begins], minlength=edges),
            "braking_km": np.bincount(trips.pass_edge, weights=driven, minlength=edges) / 1000,
            "braking_passes": np.bincount(trips.pass_edge[covering], minlength=edges),
        }
    )


def slowdown_of_passes(trips: MatchedTrips) -> tuple[FloatArray, FloatArray]:
    """What slow-down intensity is the ratio of, for each pass of matched pieces.

    Returns:
        ``(passes,)`` the decrease of v²/2 on the pass, m²/s², and the metres of it between fixes
        that show it; see :func:`observe`.
    """
    gap, same_piece = _hops(trips)
    usable = same_piece & (gap > MAX_BRAKING_GAP_S) & (gap <= MAX_SLOWDOWN_GAP_S)
    metres = np.where(usable, np.diff(trips.s), 0.0)
    speed = np.divide(metres, gap, out=np.zeros(len(gap)), where=usable)
    # For each fix: whether the speed is known on both sides, and the loss of energy there.
    compared, lost = np.zeros(len(trips.t)), np.zeros(len(trips.t))
    both = usable[:-1] & usable[1:]
    compared[1:-1] = both
    lost[1:-1] = np.where(both, np.maximum(speed[:-1] ** 2 - speed[1:] ** 2, 0) / 2, 0.0)
    driven = _on_passes(trips, metres * (compared[:-1] + compared[1:]) / 2)
    slowed = _on_passes(trips, (lost[:-1] + lost[1:]) / 2)
    return slowed, driven


def _observe_slowdown(trips: MatchedTrips, network: Network) -> pd.DataFrame:
    return sum_slowdown(trips, network, *slowdown_of_passes(trips))


def sum_slowdown(
    trips: MatchedTrips, network: Network, slowed: FloatArray, driven: FloatArray
) -> pd.DataFrame:
    """The sums of :func:`slowdown_of_passes` of each edge, as :func:`observe`."""
    edge, edges, weight = trips.pass_edge, len(network), trips.pass_probability
    covering = _covers(driven, trips, network)
    return pd.DataFrame(
        {
            "slowdown_sum": np.bincount(edge, weight * slowed, edges),
            "slowdown_km": np.bincount(edge, weight * driven, edges) / 1000,
            "slowdown_passes": np.bincount(edge[covering], weight[covering], edges),
        }
    )


def _hops(trips: MatchedTrips) -> tuple[FloatArray, BoolArray]:
    """``(fixes - 1,)`` seconds to the next fix, and whether both are in the same piece."""
    return np.diff(trips.t), np.diff(row_of_each(trips.offsets)) == 0


def _on_passes(trips: MatchedTrips, of_hop: FloatArray) -> FloatArray:
    """``(passes,)`` sums of a quantity of hops ``(fixes - 1,)``, distributed evenly along each."""
    until = np.concatenate([[0.0], np.cumsum(of_hop)])
    trip, enter_s = trips.trip_of_pass, trips.pass_s
    exit_s = enter_s + trips.pass_exit_m - trips.pass_enter_m
    return at_distance(trips, until, trip, exit_s) - at_distance(trips, until, trip, enter_s)


def _covers(metres: FloatArray, trips: MatchedTrips, network: Network) -> BoolArray:
    """Which passes are observed over at least half of their edge, from metres ``(passes,)``."""
    # Exactly half of an edge is a frequent case.
    enough = MIN_COVER * network.length_m[trips.pass_edge] - ROUNDING_M
    return (metres > 0) & (metres >= enough)


def _ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> FloatArray:
    """The ratio, NaN where the denominator is zero."""
    below = np.asarray(denominator, dtype=np.float64)
    unknown = np.full(len(below), np.nan)
    return np.divide(np.asarray(numerator), below, out=unknown, where=below > 0)
