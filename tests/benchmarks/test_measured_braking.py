"""Labels of braking against measured braking, on drives whose braking is known."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tiny_city import AREA, SIDE, SPACING_M, make_tiny_city

from benchmarks.measured_braking import (
    Found,
    Sums,
    compare_events,
    events,
    hops,
    interval,
    measured,
    poisson,
    prepared,
    rank_of_roads,
    ratio,
    read,
    slowdown,
    thinned,
    wilson,
)

#: Speed between stops, km/h, and the seconds at which braking begins in every lap.
CRUISE, STOPS = 45.0, (20, 60)


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_city(tmp_path_factory.mktemp("city")).roads


def drive(trip: str, day: int, decelerations: tuple[float, ...], row: float) -> pd.DataFrame:
    """A drive along a street, 90 s: two stops with these decelerations, m/s²."""
    speed = np.full(90, CRUISE / 3.6)
    for begin, deceleration in zip(STOPS, decelerations, strict=True):
        down = np.maximum(CRUISE / 3.6 - deceleration * np.arange(25), 0)
        up = np.minimum(1.5 * np.arange(15), CRUISE / 3.6)
        speed[begin : begin + 30] = np.r_[down, up][:30]
    metres = np.r_[0, np.cumsum((speed[1:] + speed[:-1]) / 2)]
    xy = np.column_stack([metres - SPACING_M * (SIDE - 1) / 2, np.full(90, row)])
    lon, lat = AREA.to_geographic(xy).T
    return pd.DataFrame(
        {
            "trip": trip,
            "driver": trip[0],
            "t": 1_566_858_000 + 86_400 * day + np.arange(90),
            "lon": lon,
            "lat": lat,
            "speed_kmh": 3.6 * speed,
            "accel": np.r_[np.nan, np.diff(speed)],
        }
    )


@pytest.fixture(scope="module")
def fixes() -> pd.DataFrame:
    """Three drives on two streets: three hard stops, and three gentle ones."""
    street = SPACING_M / 2
    drives = [
        drive("A1", 0, (4.0, 2.0), street),
        drive("B1", 1, (1.0, 5.0), street),
        drive("C1", 2, (2.5, 3.5), -street),
    ]
    return pd.concat(drives, ignore_index=True)


def test_files_with_decimal_commas_and_utc_clocks_are_read(tmp_path: Path) -> None:
    text = (
        "DRIVER;LONG;LAT;DAY_CORRIGIDO;03:00:00;ID;SPD_KMH;ACEL_MS2\n"
        "A;-49,25;-25,5;26/8/2019;22:17:28;A05;1,5;0,1\n"
        "A;-49,25;-25,5;26/8/2019;22:17:27;A05;1,14;\n"
        "A;-49,25;;26/8/2019;22:17:29;A05;1,5;0\n"
    )
    (tmp_path / "driver_A.csv.gz").write_bytes(gzip.compress(text.encode()))
    fixes = read(tmp_path)
    assert fixes["t"].tolist() == [1_566_857_847, 1_566_857_848]
    assert fixes["accel"].tolist()[1] == 0.1
    assert fixes["lon"].tolist() == [-49.25, -49.25]


def test_an_event_is_a_run_of_seconds_that_begins_with_its_first_one(fixes: pd.DataFrame) -> None:
    own = events(fixes)
    assert own["trip"].tolist() == ["A1", "B1", "C1"]
    day = fixes.groupby("trip")["t"].min()
    assert (own["t"].to_numpy() - day.to_numpy()).tolist() == [STOPS[0], STOPS[1], STOPS[1]]


def test_the_label_has_the_known_events_and_no_other(
    fixes: pd.DataFrame, roads: Path, tmp_path: Path
) -> None:
    bundle = prepared(fixes, roads, AREA, tmp_path / "bundle")
    own = events(fixes)
    assert compare_events(bundle, own) == Found(events=3, both=3, only_label=0)
    # An event that the data do not have, and one that the label does not have.
    assert compare_events(bundle, own.iloc[1:]) == Found(events=2, both=2, only_label=1)
    gentle = pd.DataFrame({"trip": ["A1"], "t": [fixes["t"].min() + STOPS[1]]})
    assert compare_events(bundle, gentle) == Found(events=1, both=0, only_label=3)


def test_slow_down_from_sparse_fixes_is_compared_with_the_measured_one(
    fixes: pd.DataFrame, roads: Path, tmp_path: Path
) -> None:
    own = hops(fixes)
    # All stops lose the same energy.
    stops = 2 * fixes["trip"].nunique()
    assert own["lost"].sum() == pytest.approx(stops * (CRUISE / 3.6) ** 2 / 2, rel=0.02)
    truth = measured(prepared(fixes, roads, AREA, tmp_path / "bundle"), own)
    assert truth.lost.sum() == pytest.approx(own["lost"].sum())
    assert truth.km.sum() == pytest.approx(own["metres"].sum() / 1000)
    once = np.ones(len(truth.trips), dtype=np.int64)
    lost = []
    for every in (3, 20):
        sparse = thinned(fixes, every, 0).drop(columns="speed_kmh")
        label = slowdown(prepared(sparse, roads, AREA, tmp_path / "bundle"), truth.trips)
        lost.append(label.lost.sum())
    # Vehicles cruise and stand for 3 s before and after a stop, but not for 20 s.
    assert lost[0] == pytest.approx(truth.lost.sum())
    assert 0 < lost[1] < 0.9 * lost[0]
    half = Sums(truth.trips, truth.lost / 2, truth.km)
    assert ratio(truth, half, once) == pytest.approx(0.5)
    assert ratio(truth, truth, once) == rank_of_roads(truth, truth, once) == pytest.approx(1)
    assert interval(truth, truth, ratio) == "1.00 (1.00 to 1.00)"


@pytest.mark.parametrize(
    ("found", "bounds"),
    [
        (wilson(15, 16), (0.7167, 0.9889)),  # R: prop.test(15, 16, correct = FALSE)
        (poisson(0), (0.0, 3.6889)),
        (poisson(16), (9.1454, 25.9830)),  # R: poisson.test(16)
    ],
)
def test_intervals_are_those_of_the_literature(
    found: tuple[float, float], bounds: tuple[float, float]
) -> None:
    assert np.array(found) == pytest.approx(np.array(bounds), abs=5e-4)
