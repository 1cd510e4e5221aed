"""Whole days on a grid of a few streets: peaks, local hours, and the true pace of each hour."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from tiny_city import AREA

from benchmarks.simulated_porto.city import Sources
from benchmarks.simulated_porto.day_demand import DAYS, TRIPS_A_DRIVER, draw_fleet, plan_day
from benchmarks.simulated_porto.days import DayOptions, SimulatedDay, make_days
from benchmarks.simulated_porto.demand import Pulls
from benchmarks.simulated_porto.friction import Friction
from benchmarks.simulated_porto.true_pace import true_pace
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.data.local_time import times_of_week

OPTIONS = DayOptions(seed=3, vehicles=250, drivers=6)
TUESDAY, SATURDAY = DAYS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("days") / "days"


@pytest.fixture(scope="module")
def tuesday(sources: Sources, folder: Path) -> SimulatedDay:
    return make_days(sources, AREA, folder, OPTIONS, [TUESDAY], say=lambda _: None)[0]


@pytest.fixture(scope="module")
def truth(tuesday: SimulatedDay, folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "true_pace.csv")


def test_true_pace_is_the_space_mean_of_the_simulated_vehicles(
    tuesday: SimulatedDay, truth: pd.DataFrame
) -> None:
    drivers = {trip.id: trip.driver for trip in tuesday.trips}
    sums = defaultdict(lambda: np.zeros(2))
    vehicles = defaultdict(set)
    for row in tuesday.passes.itertuples():
        if row.whole and row.seconds > 0 and drivers[row.vehicle].startswith("D"):
            cell = row.edge, 24 + int(row.enter_s // 3600)
            sums[cell] += row.seconds, row.metres
            vehicles[cell].add(row.vehicle)
    cells = list(zip(truth["edge"], truth["hour_of_week"], strict=True))
    assert cells == sorted(sums)
    pace = [sums[cell][0] / sums[cell][1] for cell in cells]
    np.testing.assert_allclose(truth["pace_s_m"], pace, atol=1e-6)
    single = truth["error_s_m"].isna()
    assert not single[truth["vehicles"] > 1].any() and (truth["error_s_m"][~single] >= 0).all()
    assert truth["vehicles"].tolist() == [len(vehicles[cell]) for cell in cells]


def test_roads_are_slower_in_the_peak_than_at_night(truth: pd.DataFrame) -> None:
    def pace(hours: range) -> float:
        rows = truth[(truth["hour_of_week"] - 24).isin(hours)]
        return np.average(rows["pace_s_m"], weights=rows["vehicles"])

    assert pace(range(8, 9)) > 1.05 * pace(range(20, 24))


def test_fixes_and_passes_are_in_local_time(tuesday: SimulatedDay, folder: Path) -> None:
    fixes = pd.read_csv(folder / "trips.csv")
    assert tuesday.begin.utcoffset() == timedelta(hours=1)
    first = fixes.groupby("trip_id")["time"].min()
    departs = pd.Series({trip.id: trip.depart_s for trip in tuesday.trips})[first.index]
    late = first - tuesday.begin.timestamp() - departs
    assert late.between(0, OPTIONS.fix_every_s + 30).all()
    assert (fixes.groupby("trip_id")["time"].diff().dropna() == OPTIONS.fix_every_s).all()
    bundle = Bundle.load(folder / "bundle")
    passes = input_passes(bundle)
    assert bundle.manifest.time_zone == "Europe/Lisbon"
    minute, _ = times_of_week(first.to_numpy(np.float64), "Europe/Lisbon")
    assert (minute // 1440 == 1).all()
    assert (passes.minute_of_week >= minute.min()).all()


def test_only_the_fleet_is_recorded_and_each_driver_makes_several_trips(
    tuesday: SimulatedDay, folder: Path
) -> None:
    trips = pd.read_csv(folder / "trips.csv").groupby("trip_id")["driver_id"].first()
    assert set(trips) == set(draw_fleet(OPTIONS.drivers, np.random.default_rng(0)))
    assert trips.value_counts().between(2, TRIPS_A_DRIVER).all()
    assert set(trips.index) <= set(tuesday.passes["vehicle"])


def test_the_same_seed_makes_the_same_files(
    sources: Sources, tuesday: SimulatedDay, folder: Path, tmp_path: Path
) -> None:
    make_days(sources, AREA, tmp_path / "again", OPTIONS, [TUESDAY], say=lambda _: None)
    for name in ("trips.csv", "true_pace.csv", "days.json"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def departures(day: int, seed: int = 0) -> np.ndarray:
    even = np.full(50, 0.02)
    pulls = Pulls(even, even, even)
    trips = plan_day(DAYS[day], 20_000, {}, pulls, np.random.default_rng(seed))
    assert [trip.depart_s for trip in trips] == sorted(trip.depart_s for trip in trips)
    return np.bincount([trip.depart_s // 3600 for trip in trips], minlength=24)


def test_a_weekday_has_two_peaks_and_a_saturday_one() -> None:
    weekday, saturday = departures(0), departures(1)
    assert min(weekday[8], weekday[18]) > 1.5 * weekday[11:15].max()
    assert weekday[:5].max() < 0.1 * weekday[8]
    assert saturday.argmax() in range(13, 17)
    assert (np.diff(saturday[8:14]) > 0).all() and (np.diff(saturday[17:23]) < 0).all()
    assert [day.date for day in DAYS] == [date(2024, 5, 14), date(2024, 5, 18)]
    assert [day.is_weekday for day in DAYS] == [True, False]


def test_vehicles_go_to_work_in_the_morning_and_home_in_the_evening() -> None:
    homes, attractions = np.eye(4)[:2]
    pulls = Pulls(homes, attractions, np.array([0, 0, 0.5, 0.5]))
    trips = plan_day(TUESDAY, 5000, {}, pulls, np.random.default_rng(0))
    direct = [trip for trip in trips if {trip.origin, trip.destination} == {0, 1}]
    to_work = {
        hour: np.mean([trip.origin == 0 for trip in direct if trip.depart_s // 3600 == hour])
        for hour in (8, 18)
    }
    assert to_work[8] > 0.9 and to_work[18] < 0.3


def test_friction_depends_on_the_use_of_the_quarter_the_street_and_the_hour() -> None:
    use = np.array(["school", "school", "shopping", "park"])
    friction = Friction(use, np.array([1.0, 0.5, 1.0, 1.0]))
    weekday, saturday = friction.speed_factors(True), friction.speed_factors(False)
    assert weekday.shape == (4, 24)
    assert weekday[0, 8] < weekday[1, 8] < 0.8 < 0.99 < weekday[:, 2].min()
    assert weekday[2].argmin() in (17, 18) and saturday[2].argmin() in (14, 15)
    assert (saturday[0] == 1).all() and (weekday[3] == 1).all()


def test_the_error_of_a_mean_is_that_of_its_passes() -> None:
    seconds = np.array([10.0, 14.0, 9.0, 30.0])
    passes = pd.DataFrame(
        {
            "vehicle": ["a", "b", "c", "fleet"], "edge": 0, "metres": 100.0, "whole": True,
            "enter_s": [0.0, 10.0, 20.0, 30.0], "seconds": seconds,
        }
    )  # fmt: skip
    begin = datetime(2024, 5, 14, 8, tzinfo=ZoneInfo("Europe/Lisbon"))
    table = true_pace(passes, {"fleet"}, begin)
    assert table["hour_of_week"].tolist() == [24 + 8]
    assert table["vehicles"].tolist() == [3]
    pace = seconds[:3] / 100
    np.testing.assert_allclose(table["pace_s_m"], pace.mean())
    np.testing.assert_allclose(table["error_s_m"], pace.std(ddof=1) / 3**0.5)
