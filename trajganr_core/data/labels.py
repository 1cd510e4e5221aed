"""Labels of directed edges from the label trips and from places near the road.

Label trips are never the model's input: see :mod:`trajganr_core.data.prepare`.
"""

from __future__ import annotations

import logging

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ..geo import StudyArea
from ..tasks import AOI_CATEGORIES
from .footprints import at_distance, interpolate_time
from .matching import MatchedTrips
from .ragged import row_of_each
from .roads import Network

__all__ = ["aoi_labels", "braking_labels", "speed_labels"]

log = logging.getLogger(__name__)

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

#: A pass over less of the edge says little of the edge's speed.
SMALLEST_COVER = 0.5
#: Places this near a road count for it, metres.
POI_DISTANCE_M = 100.0
#: A deceleration beyond this is hard braking, m/s².
HARD_BRAKING = 3.0
#: Fixes farther apart than this hide most of the hard braking between them, seconds.
LONGEST_BRAKING_GAP_S = 2.0


def speed_labels(trips: MatchedTrips, network: Network) -> pd.DataFrame:
    """Mean speed and number of trips of every edge.

    Returns:
        ``(E,)`` rows: ``speed_kmh`` (mean over passes of metres driven ÷ seconds taken, NaN
        without pass), ``speed_passes`` (passes over at least half of the edge), ``trip_count``
        (different trips on the edge, however short).
    """
    trip, enter_s = trips.trip_of_pass, trips.pass_s
    metres = trips.pass_exit_m - trips.pass_enter_m
    seconds = interpolate_time(trips, trip, enter_s + metres) - interpolate_time(
        trips, trip, enter_s
    )
    counted = (metres > 0) & (metres >= SMALLEST_COVER * network.length_m[trips.pass_edge])
    counted &= seconds > 0
    edges = len(network)
    edge = trips.pass_edge[counted]
    passes = np.bincount(edge, minlength=edges)
    total = np.bincount(edge, weights=3.6 * metres[counted] / seconds[counted], minlength=edges)
    distinct = pd.DataFrame(
        {"edge": trips.pass_edge, "trip": pd.factorize(trips.trip_id)[0][trip]}
    ).drop_duplicates()
    return pd.DataFrame(
        {
            "speed_kmh": _ratio(total, passes),
            "speed_passes": passes,
            "trip_count": np.bincount(distinct["edge"], minlength=edges),
        }
    )


def braking_labels(trips: MatchedTrips, network: Network) -> pd.DataFrame | None:
    """Hard-braking events per vehicle-kilometre of every edge, from measured speed.

    An event is a run of decelerations beyond 3 m/s² between fixes at most 2 s apart; it belongs
    to the edge where it begins. Kilometres are counted between such fixes only.

    Returns:
        ``(E,)`` rows: ``braking_events``, ``braking_km`` (what was measured, vehicle-kilometres),
        ``braking_per_km`` (their ratio, NaN where nothing was measured), ``braking_passes``
        (passes of which at least half of the edge was measured); ``None`` when the trips hold no
        two such fixes, because sparser fixes miss most hard braking (SCIENCE.md).
    """
    gap = np.diff(trips.t)
    same_trip = np.diff(row_of_each(trips.offsets)) == 0
    speed = trips.speed.astype(np.float64)
    measured = same_trip & (gap <= LONGEST_BRAKING_GAP_S) & np.isfinite(np.diff(speed))
    if not measured.any():
        return None
    brakes = np.zeros(len(gap), dtype=bool)
    brakes[measured] = -np.diff(speed)[measured] / gap[measured] > HARD_BRAKING
    begins = brakes & ~np.r_[False, brakes[:-1]]

    measured_m = np.concatenate([[0.0], np.cumsum(np.where(measured, np.diff(trips.s), 0.0))])
    trip, enter_s = trips.trip_of_pass, trips.pass_s
    exit_s = enter_s + trips.pass_exit_m - trips.pass_enter_m
    driven = at_distance(trips, measured_m, trip, exit_s) - at_distance(
        trips, measured_m, trip, enter_s
    )
    edges = len(network)
    covering = (driven > 0) & (driven >= SMALLEST_COVER * network.length_m[trips.pass_edge])
    events = np.bincount(trips.edge[:-1][begins], minlength=edges)
    km = np.bincount(trips.pass_edge, weights=driven, minlength=edges) / 1000
    return pd.DataFrame(
        {
            "braking_events": events,
            "braking_km": km,
            "braking_per_km": _ratio(events, km),
            "braking_passes": np.bincount(trips.pass_edge[covering], minlength=edges),
        }
    )


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


def _ratio(numerator: IntArray | FloatArray, denominator: IntArray | FloatArray) -> FloatArray:
    """Their ratio, NaN where the denominator is zero."""
    unknown = np.full(len(denominator), np.nan)
    return np.divide(numerator, denominator, out=unknown, where=denominator > 0)
