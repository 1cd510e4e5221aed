"""Simulated buses with known times: running time, dwell and delay."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.exchange.buses import DATE, Fleet
from trajganr_core.contract.texts.text import Text
from trajganr_core.data.files import input_files
from trajganr_core.data.readers.gtfs_rt import Runs, feeds_among, read_runs
from trajganr_core.data.transit.gtfs import Schedule, read_schedule
from trajganr_core.traffic.transit.observed import Observed, observe
from trajganr_core.utils.progress import silent


@pytest.fixture(scope="module")
def fleet() -> Fleet:
    return Fleet.simulated(31, 40)


def read(fleet: Fleet, folder: Path, interval_s: float) -> tuple[Runs, Schedule]:
    feeds = feeds_among(input_files(fleet.save(folder / "feeds", interval_s, 5)))
    runs = read_runs(feeds, "feeds", Counter())
    schedule = fleet.save_schedule(folder / "gtfs")
    return runs, read_schedule(schedule, set(runs.trip_id.tolist()), Counter())


def beside_truth(fleet: Fleet, found: Observed) -> pd.DataFrame:
    """Passes with what is true of them."""
    passes = found.passes.astype({"way": int})
    stop = found.ways["stop_id"].str[1:].astype(int).to_numpy()[passes["way"]]
    run = [
        np.abs(fleet.departure[:, s] - t).argmin() for s, t in zip(stop, passes["t"], strict=True)
    ]
    left = fleet.departure[run, stop]
    return passes.assign(
        true_running_s=fleet.arrival[run, stop + 1] - left,
        true_dwell_s=fleet.dwell_s[run, stop],
        true_t=left,
    )


@pytest.mark.parametrize(
    ("interval_s", "running", "dwell_s", "bias_s"), [(10, 0.05, 2, 1.5), (30, 0.1, 5, 2)]
)
def test_dwell_is_not_slow_driving(
    fleet: Fleet,
    tmp_path: Path,
    interval_s: int,
    running: float,
    dwell_s: float,
    bias_s: float,
) -> None:
    runs, schedule = read(fleet, tmp_path, interval_s)
    dropped: Counter[Text] = Counter()
    both = beside_truth(fleet, observe(runs, schedule, dropped, silent))
    assert not +dropped
    assert len(both) > 0.95 * 24 * 40
    off = (both["running_s"] - both["true_running_s"]).abs()
    assert (off / both["true_running_s"]).median() < running
    assert (off < 1.645 * both["error_s"]).mean() > 0.85
    stopped = both[both["dwell_s"].notna()]
    dwell_off = stopped["dwell_s"] - stopped["true_dwell_s"]
    assert dwell_off.abs().mean() < dwell_s
    assert abs(dwell_off.mean()) < bias_s
    assert (both["t"] - both["true_t"]).abs().mean() < interval_s / 8 + 1


def test_delays_are_those_against_the_schedule_with_or_without_a_date(
    fleet: Fleet, tmp_path: Path
) -> None:
    runs, schedule = read(fleet, tmp_path, 10)
    assert set(runs.start_date) == {DATE}
    late = schedule.calls.copy()
    late[["arrival_s", "departure_s"]] -= 300.0
    found = []
    for date in (DATE, "", "20261399"):
        dated = Runs(runs.trips, runs.trip_id, np.full(len(runs.trip_id), date, dtype=object))
        for calls in (schedule.calls, late):
            moved = Schedule(**{**vars(schedule), "calls": calls})
            found.append(observe(dated, moved, Counter(), silent).passes)
    for usual, later in zip(found[::2], found[1::2], strict=True):
        np.testing.assert_allclose(later["late_s"] - usual["late_s"], 300)
        np.testing.assert_allclose(later["change_s"], usual["change_s"], atol=1e-3)
        assert usual["late_s"].abs().median() < 200
    pd.testing.assert_frame_equal(found[0], found[2])
    another = Runs(runs.trips, runs.trip_id, np.full(len(runs.trip_id), "20260107", dtype=object))
    dropped: Counter[Text] = Counter()
    assert observe(another, schedule, dropped, silent).passes["late_s"].isna().all()
    assert "delays of more than two hours" in map(str, +dropped)


@pytest.mark.malformed
@pytest.mark.parametrize("points", [1, 5])
def test_a_shape_without_length_has_no_passes(fleet: Fleet, tmp_path: Path, points: int) -> None:
    runs, schedule = read(fleet, tmp_path, 20)
    shapes = {name: np.tile(line[:1], (points, 1)) for name, line in schedule.shapes.items()}
    dropped: Counter[Text] = Counter()
    found = observe(runs, Schedule(**{**vars(schedule), "shapes": shapes}), dropped, silent)
    assert found.passes.empty and found.ways.empty
    assert sum(dropped.values()) == len(runs.trips.t)


@pytest.mark.malformed
def test_a_stop_far_away_leaves_other_trips_as_they_are(fleet: Fleet, tmp_path: Path) -> None:
    runs, schedule = read(fleet, tmp_path, 20)
    calls, stops = schedule.calls.copy(), schedule.stops.copy()
    calls.loc["t1", "stop"] = [*calls.loc["t1", "stop"][:-1], "away"]
    stops.loc["away"] = [170.0, -80.0, "Away"]
    moved = Schedule(**{**vars(schedule), "calls": calls, "stops": stops})
    usual, found = (observe(runs, each, Counter(), silent).passes for each in (schedule, moved))
    of_t1 = len(usual) - len(found)
    assert 0 < of_t1 <= 24
    assert found["metres"].sum() == pytest.approx(usual["metres"].sum(), rel=0.05)


def test_what_the_schedule_lacks_is_counted_and_trips_without_a_shape_go_straight(
    fleet: Fleet, tmp_path: Path
) -> None:
    runs, schedule = read(fleet, tmp_path, 20)
    dropped: Counter[Text] = Counter()
    few = Schedule(
        **{**vars(schedule), "trips": schedule.trips[1:], "calls": schedule.calls.loc["t1":]}
    )
    assert len(observe(runs, few, dropped, silent).passes)
    assert dropped[Text("positions of trips that the schedule lacks")] > 20
    straight = Schedule(**{**vars(schedule), "shapes": {}})
    found = observe(runs, straight, dropped, silent)
    assert dropped[Text("positions more than 100 m from the shape, or with such a stop")] > 0
    assert len(found.lines) == len(found.ways) == 24
