"""Which passes of recovered ways to use, and how: ``python -m benchmarks.sparse.pass_weights``.

Of the bundle's input drivers, half keep all fixes and half are thinned; recovery and times learn
from both. The passes of the thinned half are compared with those from all of its fixes, on roads
with :data:`~.fleets.MIN_DRIVERS` drivers. Label drivers are not asked.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.matcher import Matcher
from trajganr_core.data.matching.pass_times import learn_paces, with_times
from trajganr_core.data.passes import PassTable, passes_of_trips
from trajganr_core.data.recovery.learning import learn_priors
from trajganr_core.data.recovery.recover import recovered
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.utils.arrays import FloatArray, IntArray

from ..cities import CITIES
from .__main__ import half_of
from .fleets import MIN_DRIVERS, thinned

#: Seconds between fixes.
EVERY_S = (120, 300)
#: Gaps of at least this are recovered, seconds.
MIN_GAP_S = 45.0


def fixes_of(trips: MatchedTrips) -> Trajectories:
    """The matched fixes, as recorded, without speeds."""
    unknown = np.full(trips.fixes, np.nan, dtype=np.float32)
    return Trajectories(
        offsets=trips.offsets,
        lon=trips.lon,
        lat=trips.lat,
        t=trips.t,
        speed=unknown,
        heading=unknown,
        trip_id=np.arange(len(trips)).astype(str).astype(object),
        driver_id=trips.driver_id,
    )


def sums(table: PassTable, weight: FloatArray, edges: int) -> tuple[FloatArray, FloatArray]:
    """``(E,)`` numbers of passes, and speeds in km/h."""
    metres, seconds = (
        np.bincount(table.edge, weight * each, edges) for each in (table.metres, table.seconds)
    )
    return np.bincount(table.edge, weight, edges), 3.6 * metres / np.maximum(seconds, 1e-9)


def roads_of(table: PassTable, edges: int) -> IntArray:
    """Roads with enough drivers."""
    pairs = np.unique(np.stack([table.edge, table.driver]), axis=1)
    return np.flatnonzero(np.bincount(pairs[0], minlength=edges) >= MIN_DRIVERS)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?")
    bundle = Bundle.load(parser.parse_args().bundle or CITIES["porto"]())
    network, area, zone = bundle.network, bundle.area, bundle.manifest.time_zone
    edges = len(network)
    trips = bundle.matched.take(np.flatnonzero(~bundle.is_label))
    is_asked = half_of(trips.driver_id, 5)
    dense, asked = trips.take(np.flatnonzero(~is_asked)), trips.take(np.flatnonzero(is_asked))
    full, _ = passes_of_trips(asked, network, zone)
    true, true_kmh = sums(full, np.ones(len(full)), edges)
    roads = roads_of(full, edges)
    for every_s in EVERY_S:
        thin = Matcher(network, area).match(thinned(fixes_of(asked), every_s))[0]
        both = MatchedTrips.concatenate([dense, thin])
        side = np.zeros(len(both), dtype=np.int64)
        priors = learn_priors(lambda b=both, s=side: iter([(b, s)]), network, area, 1)[0]
        ways = recovered(both, network, area, priors, MIN_GAP_S)[0]
        paces = learn_paces(lambda w=ways, s=side: iter([(w, s)]), network, 1)[0]
        found = ways.take(np.arange(len(dense), len(both)))
        table, _ = passes_of_trips(with_times(found, network, paces), network, zone)
        for name, weight in (("counts", np.ones(len(table))), ("weights", table.weight)):
            passes, kmh = sums(table, weight, edges)
            known = roads[passes[roads] > 0]
            cells = (
                f"{np.median(passes[roads] / true[roads]):.3f}",
                f"{passes.sum() / true.sum():.3f}",
                f"{np.abs(passes - true)[roads].sum() / true[roads].sum():.3f}",
                f"{np.abs(kmh - true_kmh)[known].mean():.2f}",
            )
            print(f"| {every_s} s | {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
