"""Labels of braking and slow-down against the accelerations of an instrumented fleet.

    python benchmarks/measured_braking.py [--data FOLDER]

The data are NDS-BR, naturalistic driving in Curitiba: 3 drivers, 9 trips, a fix each second with
measured speed and, computed from that speed by the authors, acceleration. The trips are prepared as
the product prepares them and their labels are derived by the product's code, from fixes with speeds
for hard braking and from sparser ones without speeds for slow-down. It is a check of the labels: no
model takes part. docs/benchmarks/braking.md has the results.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import chi2, norm, spearmanr

import trajganr_core as tg
from trajganr_core.data.labels.derived import HARD_BRAKING, observe
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "curitiba"
#: Margin of the study area around the fixes, degrees.
MARGIN = 0.005
#: Seconds between fixes: with speeds, for hard braking; without, for slow-down.
DENSE, SPARSE = (1, 2), (5, 10, 15, 30, 60)
#: Roads with less driving are not compared, km.
MIN_KM = 0.1
#: Between an event and the label's road, seconds.
NEAR_S = 2
#: Of intervals; and draws of trips.
LEVEL, DRAWS = 0.95, 2000


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Labels of braking against measured braking.")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of NDS-BR's files")
    data = parser.parse_args().data
    fixes = read(data)
    with tempfile.TemporaryDirectory() as folder:
        roads = Path(folder) / "roads.gpkg"
        roads.write_bytes(gzip.decompress((data / "osm_roads.gpkg.gz").read_bytes()))
        print_tables(fixes, roads, Path(folder) / "bundle")


def print_tables(fixes: pd.DataFrame, roads: Path, out: Path) -> None:
    """Print the comparisons; arguments as for :func:`prepared`."""
    area = area_of(fixes)
    full = prepared(fixes, roads, area, out)
    own, braking = hops(fixes), events(fixes)
    km = own["metres"].sum() / 1000
    few, many = (100 * bound / km for bound in poisson(len(braking)))
    drivers, trips = fixes["driver"].nunique(), fixes["trip"].nunique()
    print(
        f"{drivers} drivers, {trips} trips, {len(fixes)} fixes, "
        f"{km:.1f} km, {len(braking)} events: {100 * len(braking) / km:.1f} in 100 km "
        f"({few:.1f} to {many:.1f})"
    )
    print("\n| fixes every | events in the data | of them in the label | only in the label |")
    print("|---|---|---|---|")
    for every in DENSE:
        for phase in range(every):
            bundle = prepared(thinned(fixes, every, phase), roads, area, out) if every > 1 else full
            found = compare_events(bundle, braking)
            low, high = wilson(found.both, found.events)
            few, many = poisson(found.only_label)
            print(
                f"| {every} s, from second {phase} | {found.events} "
                f"| {found.both} ({low:.0%} to {high:.0%}) "
                f"| {found.only_label} ({few:.1f} to {many:.1f}) |"
            )
    truth = measured(full, own)
    print("\n| fixes every | label ÷ measured | rank correlation of roads | roads × trips |")
    print("|---|---|---|---|")
    for every in SPARSE:
        sparse = thinned(fixes, every, 0).drop(columns="speed_kmh")
        label = slowdown(prepared(sparse, roads, area, out), truth.trips)
        cells = (interval(truth, label, figure) for figure in (ratio, rank_of_roads))
        print(f"| {every} s | {' | '.join(cells)} | {compared(truth, label).sum()} |", flush=True)


def read(folder: Path) -> pd.DataFrame:
    """The fixes of all drivers, by trip and time.

    Returns:
        ``trip, driver``, ``t`` (Unix seconds), ``lon, lat``, ``speed_kmh``, and ``accel``, the
        data's own acceleration since the fix before, m/s². Fixes without a position are left out.
    """
    files = sorted(folder.glob("driver_*.csv.gz"))
    raw = pd.concat([pd.read_csv(file, sep=";", decimal=",") for file in files])
    clock = raw["DAY_CORRIGIDO"] + " " + raw["03:00:00"]  # in UTC
    t = pd.to_datetime(clock, format="%d/%m/%Y %H:%M:%S")
    fixes = pd.DataFrame(
        {
            "trip": raw["ID"],
            "driver": raw["DRIVER"],
            "t": t.astype("datetime64[s]").astype(np.int64),
            "lon": raw["LONG"],
            "lat": raw["LAT"],
            "speed_kmh": raw["SPD_KMH"],
            "accel": raw["ACEL_MS2"],
        }
    )
    fixes = fixes.dropna(subset=["lon", "lat"]).sort_values(["trip", "t"])
    return fixes.reset_index(drop=True)


def thinned(fixes: pd.DataFrame, every: int, phase: int) -> pd.DataFrame:
    """The fixes at every so many seconds of a trip, from second ``phase``."""
    second = fixes["t"] - fixes.groupby("trip")["t"].transform("min")
    return fixes[second % every == phase]


def area_of(fixes: pd.DataFrame) -> tg.StudyArea:
    """The study area of fixes."""
    west, south = fixes[["lon", "lat"]].min() - MARGIN
    east, north = fixes[["lon", "lat"]].max() + MARGIN
    return tg.StudyArea(west, south, east, north)


def prepared(fixes: pd.DataFrame, roads: Path, area: tg.StudyArea, out: Path) -> tg.Bundle:
    """A bundle of the fixes, with the product's defaults.

    Args:
        fixes: as of :func:`read`; without ``speed_kmh`` the trips have no measured speed.
        roads: a line layer.
        area: the study area, the same for bundles that are compared.
        out: the bundle's folder, which is replaced.
    """
    table = out.with_name("trips.csv")
    columns = {"trip": "trip_id", "driver": "driver_id", "t": "timestamp"}
    kept = [name for name in fixes.columns if name != "accel"]
    fixes[kept].rename(columns=columns).to_csv(table, index=False)
    return tg.prepare(table, roads=roads, area=area, out=out, progress=False)


def events(fixes: pd.DataFrame) -> pd.DataFrame:
    """``trip, t`` of the data's own events: runs of seconds with at least 3 m/s² of braking.

    ``t`` is when the first of these seconds begins.
    """
    brakes = fixes["accel"] <= -HARD_BRAKING
    before = fixes.groupby("trip")["t"].shift()
    goes_on = brakes.shift(fill_value=False) & (fixes["t"] - before == 1)
    begins = brakes & ~goes_on
    return pd.DataFrame({"trip": fixes["trip"][begins], "t": fixes["t"][begins] - 1})


@dataclass(frozen=True)
class Found:
    """Events of the data and of the label.

    Attributes:
        events: of the data.
        both: those that the label has on a road where the vehicle was within 2 s.
        only_label: events of the label that the data do not have.
    """

    events: int
    both: int
    only_label: int


def compare_events(bundle: tg.Bundle, own: pd.DataFrame) -> Found:
    """Compare the events that the label counts on roads with those of the data.

    Args:
        own: of :func:`events`.
    """
    both = labelled = 0
    for trip in np.unique(bundle.trips.trip_id):
        pieces = np.flatnonzero(bundle.trips.trip_id == trip)
        observed = observe(bundle.trips.take(pieces), bundle.network)
        count = observed["braking_events"].to_numpy(np.int64)
        left = np.repeat(np.arange(len(count)), count).tolist()
        labelled += len(left)
        t, edge = path_of(bundle, trip)
        for begin in own["t"][own["trip"] == trip]:
            near = np.unique(edge[np.abs(t - begin) <= NEAR_S])
            found = [one for one in left if one in near]
            if found:
                left.remove(found[0])
                both += 1
    return Found(len(own), both, labelled - both)


def path_of(bundle: tg.Bundle, trip: str) -> tuple[FloatArray, IntArray]:
    """Times and edges ``(n,)`` of the matched fixes of a trip, in the order of time."""
    trips = bundle.trips
    pieces = np.flatnonzero(trips.trip_id == trip)
    rows = np.concatenate([np.arange(*trips.offsets[piece : piece + 2]) for piece in pieces])
    rows = rows[np.argsort(trips.t[rows], kind="stable")]
    return trips.t[rows], trips.edge[rows]


def hops(fixes: pd.DataFrame) -> pd.DataFrame:
    """``trip, t, metres, lost`` of each second between fixes.

    ``metres`` is from the measured speeds, ``lost`` the speed times the data's own deceleration,
    m²/s² (0 while accelerating): the loss of half the squared speed.
    """
    same = (fixes["trip"] == fixes["trip"].shift()) & (fixes["t"].diff() == 1)
    metres = (fixes["speed_kmh"] + fixes["speed_kmh"].shift()) / 2 / 3.6
    lost = metres * np.maximum(-fixes["accel"], 0)
    columns = {"trip": fixes["trip"], "t": fixes["t"] - 1, "metres": metres, "lost": lost}
    return pd.DataFrame(columns)[same].dropna()


@dataclass(frozen=True)
class Sums:
    """Sums of each trip on each road.

    Attributes:
        trips: their ids.
        lost: ``(trips, E)`` m²/s².
        km: ``(trips, E)`` driven.
    """

    trips: tuple[str, ...]
    lost: FloatArray
    km: FloatArray

    def of(self, times: IntArray) -> tuple[FloatArray, FloatArray]:
        """Sums ``(E,)`` of ``lost`` and ``km`` where each trip counts so many ``times``."""
        return times @ self.lost, times @ self.km


def measured(bundle: tg.Bundle, own: pd.DataFrame) -> Sums:
    """The data's own sums, on the roads that their fixes are matched to.

    Args:
        bundle: of all fixes.
        own: of :func:`hops`.
    """
    trips = tuple(sorted(own["trip"].unique()))
    edges = len(bundle.network)
    lost, km = np.zeros((2, len(trips), edges))
    for row, trip in enumerate(trips):
        of_trip = own[own["trip"] == trip]
        t, path = path_of(bundle, trip)
        at = np.searchsorted(t, of_trip["t"], side="right") - 1
        known, edge = of_trip[at >= 0], path[at[at >= 0]]
        lost[row] = np.bincount(edge, known["lost"], minlength=edges)
        km[row] = np.bincount(edge, known["metres"], minlength=edges) / 1000
    return Sums(trips, lost, km)


def slowdown(bundle: tg.Bundle, trips: tuple[str, ...]) -> Sums:
    """The sums that the label of slow-down is made from."""
    tables = [
        observe(bundle.trips.take(np.flatnonzero(bundle.trips.trip_id == trip)), bundle.network)
        for trip in trips
    ]
    lost, km = (
        np.stack([one[name].to_numpy(np.float64) for one in tables])
        for name in ("slowdown_sum", "slowdown_km")
    )
    return Sums(trips, lost, km)


#: A figure of measured sums and those of the label, where trips count so many times.
Figure = Callable[[Sums, Sums, IntArray], float]


def ratio(truth: Sums, label: Sums, times: IntArray) -> float:
    """The intensity of all trips from the label, over the measured one."""
    (lost, km), (label_lost, label_km) = truth.of(times), label.of(times)
    return float(label_lost.sum() / label_km.sum() / (lost.sum() / km.sum()))


def rank_of_roads(truth: Sums, label: Sums, times: IntArray) -> float:
    """Spearman's correlation of the intensities of the roads of each trip."""
    trip, road = np.nonzero(compared(truth, label))
    rows = np.repeat(np.arange(len(trip)), times[trip])
    at = trip[rows], road[rows]
    pairs = [one.lost[at] / one.km[at] for one in (truth, label)]
    return float(spearmanr(*pairs).statistic)


def compared(truth: Sums, label: Sums) -> BoolArray:
    """``(trips, E)`` which roads of a trip enter the comparison of roads."""
    return np.asarray(np.minimum(truth.km, label.km) >= MIN_KM)


def interval(truth: Sums, label: Sums, figure: Figure) -> str:
    """A figure of all trips with the percentiles of those of trips drawn with replacement."""
    count = len(truth.trips)
    rng = np.random.default_rng(0)
    draws = rng.multinomial(count, np.full(count, 1 / count), size=DRAWS)
    values = [figure(truth, label, times) for times in draws]
    low, high = np.nanquantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    all_once = np.ones(count, dtype=np.int64)
    return f"{figure(truth, label, all_once):.2f} ({low:.2f} to {high:.2f})"


def wilson(found: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share."""
    z = norm.ppf((1 + LEVEL) / 2)
    share = found / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    margin = z * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2)) / (1 + z**2 / of)
    return float(middle - margin), float(middle + margin)


def poisson(count: int) -> tuple[float, float]:
    """The exact interval of a Poisson mean (Garwood 1936)."""
    tail = (1 - LEVEL) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    return float(low), float(chi2.ppf(1 - tail, 2 * count + 2) / 2)


if __name__ == "__main__":
    main()
