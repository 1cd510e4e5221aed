"""Simulated days with queues at signals: where every vehicle was at each second is known.

``python -m benchmarks.junctions.simulated FOLDER --seed 21`` makes a day. Streets, demand and
friction are those of :mod:`..simulated_porto.days`, but signals have fixed times, as most in Porto,
so that queues form at them. The fixes of three tenths of the vehicles are written as trackers store
them; each tenth is a set of probes. Of all vehicles the truth is kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.utils.arrays import FloatArray, IntArray

from ..cities import PORTO
from ..simulated_porto.city import Sources, read_setting
from ..simulated_porto.day_demand import DAYS, plan_day
from ..simulated_porto.demand import pulls_of
from ..simulated_porto.friction import draw_friction
from ..simulated_porto.input_trips import input_trips
from ..simulated_porto.options import area_of
from ..simulated_porto.passes import ranks
from ..simulated_porto.simulation import Record, simulate
from ..simulated_porto.streets import Streets, node_points
from ..simulated_porto.true_pace import ZONE

#: Of the paper's box; vehicles of the day; what one vehicle stands for.
AREA_SHARE, VEHICLES, HEADWAYS = 0.06, 28_000, 2.0
#: Spacings of fixes of the bundles, seconds, and the sets of probes in each.
SPACINGS_S, PROBE_SETS, SETS = (15, 5, 30), 3, 10
TRUTH, LIMITS, ROADS = "truth.parquet", "limits.npy", "roads.gpkg"
TRUTH_COLUMNS = ("vehicle", "t", "edge", "number", "m", "s")
#: The truth has a row every so many seconds of a vehicle.
TRUTH_S = 2
#: Vehicles are free before and after these hours, so far from the ends of a segment, metres.
NIGHT_H, FAR_M = (6.0, 23.0), 60.0


@dataclass(frozen=True)
class Day:
    """A day as trackers saw it, and as it was.

    Attributes:
        bundle: trips of the sets of probes.
        truth: of all vehicles, as if each had a tracker without noise: ``s`` is the distance along
            the lengths of the network's segments.
        limit_kmh: ``(E,)`` speed limits.
        free_pace: ``(E,)`` s/m of all vehicles at night far from nodes, in proportion to the limit.
    """

    bundle: Bundle
    truth: MatchedTrips
    limit_kmh: FloatArray
    free_pace: FloatArray

    def probes(self, number: int) -> MatchedTrips:
        """A tenth of all vehicles, one of :data:`PROBE_SETS` sets."""
        own = numbers_of(self.bundle.matched.trip_id) % SETS == number
        return self.bundle.matched.take(np.flatnonzero(own))

    @classmethod
    def load(cls, folder: Path, spacing: int = 15) -> Day:
        """Of a folder that :func:`make_day` wrote."""
        bundle = Bundle.load(folder / f"bundle_{spacing}")
        trips = matched_truth(pd.read_parquet(folder / TRUTH), bundle.network.length_m)
        limit_kmh = np.load(folder / LIMITS)
        at_limit = 3.6 / limit_kmh
        factor = night_factor(trips, bundle.network.length_m, at_limit)
        return cls(bundle, trips, limit_kmh, factor * at_limit)


def numbers_of(names: Iterable[str]) -> IntArray:
    """``(n,)`` the numbers of vehicles; their last digit is their set of probes."""
    return np.array([int(str(name).removeprefix(DAYS[0].name)) for name in names])


def night_factor(trips: MatchedTrips, length_m: FloatArray, pace: FloatArray) -> float:
    """Seconds of vehicles at night far from nodes, in those at paces ``(E,)``."""
    edge, seconds, metres = trips.edge[:-1], np.diff(trips.t), np.diff(trips.s)
    place = trips.edge_offset[:-1]
    hour = (trips.t[:-1] - trips.t.min()) / 3600  # the first trips begin soon after midnight
    kept = (trips.edge[1:] == edge) & (metres >= 0) & (seconds <= TRUTH_S)
    kept &= (place > FAR_M) & (length_m[edge] - trips.edge_offset[1:] > FAR_M)
    kept &= (hour < NIGHT_H[0]) | (hour > NIGHT_H[1])
    return float(seconds[kept].sum() / (metres * pace[edge])[kept].sum())


def make_day(folder: Path, seed: int, spacings: Sequence[int] = SPACINGS_S) -> None:
    """Simulate a Tuesday, and prepare a bundle at each spacing."""
    area, sources = area_of(AREA_SHARE), Sources.of_porto(PORTO)
    demand, noise, land_use = (np.random.default_rng([seed, k]) for k in range(3))
    streets, quarters, places = read_setting(sources, area, land_use)
    pulls = pulls_of(streets, pd.concat(places))
    factors = draw_friction(streets, quarters, land_use).speed_factors(is_weekday=True)
    trips = plan_day(DAYS[0], VEHICLES, {}, pulls, demand)
    begin = datetime.combine(DAYS[0].date, datetime.min.time(), ZoneInfo(ZONE))
    with TemporaryDirectory() as scratch:
        record = simulate(
            streets,
            trips,
            seed,
            Path(scratch),
            headways=HEADWAYS,
            speed_factors=factors,
            signals="static",
        )
    print(len(trips), "trips on", len(streets), "segments;", record.lost, flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    truth(record, streets, begin.timestamp()).to_parquet(folder / TRUTH)
    np.save(folder / LIMITS, streets.limit_kmh)
    roads_with_signals(sources.roads, streets).to_file(folder / ROADS)
    probes = {trip.driver for trip in trips if numbers_of([trip.id])[0] % SETS < PROBE_SETS}
    for spacing in spacings:
        fixes = input_trips(record.fixes, trips, probes, area, spacing, noise, begin)
        fixes.to_csv(folder / f"trips_{spacing}.csv", index=False)
        params = PrepareParams(
            trips=(str(folder / f"trips_{spacing}.csv"),),
            roads=str(folder / ROADS),
            bbox=area.bbox,
            label_share=0.0,
            seed=seed,
            name="Simulated day",
        )
        with TemporaryDirectory() as cache:
            prepare_bundle(params, folder / f"bundle_{spacing}", cache=StageCache(Path(cache)))


def roads_with_signals(path: Path, streets: Streets) -> gpd.GeoDataFrame:
    """The road layer with the simulation's signals at vertices of its lines."""
    area = streets.area
    roads = gpd.read_file(path)
    points, owner = shapely.get_coordinates(roads.geometry.to_numpy(), return_index=True)
    first = np.searchsorted(owner, owner)
    nodes = node_points(streets.network, area)[sorted(streets.signals)]
    near = cKDTree(nodes).query(area.to_local(*points.T), distance_upper_bound=0.5)[0] < 0.5
    rows = np.flatnonzero(near)
    listed = pd.Series(rows - first[rows]).groupby(owner[rows])
    texts = listed.agg(lambda numbers: "at " + ", ".join(map(str, numbers)))
    return roads.assign(signals=texts.reindex(range(len(roads)), fill_value="0").to_numpy())


def truth(record: Record, streets: Streets, begin_s: float) -> pd.DataFrame:
    """``vehicle, t, edge, number, m, s``: rows of vehicles with the segment and the metres in it.

    ``number`` is that of the segment on the way, ``s`` metres since the begin of the trip. SUMO's
    junctions have lengths of their own; what is driven in one belongs to the end of the segment
    before it, whose length is stretched to the network's.
    """
    fixes, length_m = record.fixes, streets.network.length_m
    names = fixes["vehicle"].to_numpy()
    first = np.flatnonzero(np.r_[True, names[1:] != names[:-1]])
    seen = [fixes[name].to_numpy() for name in ("t", "edge", "odometer", "pos")]
    tables: list[tuple[np.ndarray, ...]] = []
    for begin, end in pairwise([*first.tolist(), len(fixes)]):
        route = np.array(record.routes[str(names[begin])])
        own_t, edge, odometer, pos = (x[begin:end] for x in seen)
        enters = np.flatnonzero((np.diff(edge, prepend=-1) != 0) & (edge >= 0))
        along = np.r_[0.0, np.cumsum(length_m[route])]
        rank = ranks(edge[enters], route)
        begins = np.interp(along[:-1], along[rank], (odometer - pos)[enters])
        last = max(odometer[-1], begins[-1] + length_m[route[-1]])
        s = np.interp(odometer, np.r_[begins, last], along)
        t = begin_s + own_t.astype(float)
        kept = np.r_[np.arange(0, len(t) - 1, TRUTH_S), len(t) - 1]
        # A segment may be jumped within a second: its begin has a row of its own.
        enters_s = along[1:-1][(along[1:-1] > s[0]) & (along[1:-1] < s[-1])]
        t = np.r_[t[kept], np.interp(enters_s, s, t)]
        s = np.r_[s[kept], enters_s]
        order = np.lexsort([t, s])
        s, t = s[order], t[order]
        number = np.clip(np.searchsorted(along, s, side="right") - 1, 0, len(route) - 1)
        columns = (np.full(len(t), len(tables)), t, route[number], number, s - along[number])
        tables.append((*columns, s - s[0]))
    every = (np.concatenate(column) for column in zip(*tables, strict=True))
    table = pd.DataFrame(dict(zip(TRUTH_COLUMNS, every, strict=True)))
    table = table.astype({"edge": np.int32, "number": np.int16})
    table["vehicle"] = pd.Categorical.from_codes(table["vehicle"], names[first])
    return table


def matched_truth(table: pd.DataFrame, length_m: FloatArray) -> MatchedTrips:
    """The truth as trips that are matched without error."""
    names = table["vehicle"].cat.categories.to_numpy().astype(object)
    vehicle = table["vehicle"].cat.codes.to_numpy()
    number, edge, m, s = (table[name].to_numpy() for name in ("number", "edge", "m", "s"))
    offsets = np.searchsorted(vehicle, np.arange(len(names) + 1))
    row = np.flatnonzero(np.r_[True, (np.diff(vehicle) != 0) | (np.diff(number) != 0)])
    piece, ends = vehicle[row], np.r_[row[1:], len(table)] - 1
    is_first = np.r_[True, piece[1:] != piece[:-1]]
    is_last = np.r_[is_first[1:], True]
    count = np.bincount(piece, minlength=len(names))
    blank, of_pass = np.zeros(len(table)), np.zeros(len(row))
    return replace(
        MatchedTrips.empty(),
        offsets=offsets,
        lon=blank,
        lat=blank,
        t=table["t"].to_numpy(),
        speed=blank.astype(np.float32),
        s=s,
        edge=edge.astype(np.int64),
        edge_offset=m,
        trip_id=names,
        driver_id=names,
        rms_m=np.ones(len(names), np.float32),
        confidence=np.ones(len(names), np.float32),
        matched_share=np.ones(len(names), np.float32),
        pass_offsets=np.r_[0, np.cumsum(count)],
        pass_edge=edge[row].astype(np.int64),
        pass_s=np.where(is_first, s[row], s[row] - m[row]),
        pass_enter_m=np.where(is_first, m[row], 0.0),
        pass_exit_m=np.where(is_last, m[ends], length_m[edge[row]]),
        pass_t=of_pass,
        pass_seconds=of_pass,
        pass_probability=np.ones(len(row), np.float32),
    )


def main() -> None:
    """Make the day."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--spacings", type=int, nargs="+", default=SPACINGS_S)
    options = parser.parse_args()
    make_day(options.folder, options.seed, options.spacings)


if __name__ == "__main__":
    main()
