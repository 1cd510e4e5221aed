"""How exact running times and dwell of buses are, on simulated days, by the interval of reports."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from trajganr_core.data.files import input_files
from trajganr_core.data.readers.gtfs_rt import feeds_among, read_runs
from trajganr_core.data.transit.gtfs import read_schedule
from trajganr_core.traffic.transit.observed import observe
from trajganr_core.utils.progress import silent

from ..figures import Row
from .buses import MIDNIGHT, Fleet, feed_of

#: Days 1 and 2 were looked at while the model was made; these were not.
SEEDS, RUNS = (11, 12, 13, 14, 15), 60
INTERVALS_S = (10, 20, 30, 60)


def day_figures(seed: int, interval_s: float, folder: Path) -> dict[str, float]:
    """Errors on a day.

    Args:
        folder: an empty one, for the feeds and the schedule.
    """
    fleet = Fleet.simulated(seed, RUNS)
    feeds = feeds_among(input_files(fleet.save(folder / "feeds", interval_s, seed)))
    runs = read_runs(feeds, "feeds", Counter())
    schedule = read_schedule(fleet.save_schedule(folder / "gtfs"), set(runs.trip_id), Counter())
    found = observe(runs, schedule, Counter(), silent)
    passes = found.passes.astype({"way": int})
    stop = found.ways["stop_id"].str[1:].astype(int).to_numpy()[passes["way"]]
    run = np.abs(fleet.departure[:, stop] - passes["t"].to_numpy()).argmin(axis=0)
    true_s = fleet.arrival[run, stop + 1] - fleet.departure[run, stop]
    off = passes["running_s"] - true_s
    dwell = passes["dwell_s"] - fleet.dwell_s[run, stop]
    sums = pd.DataFrame({"found": passes["running_s"], "true": true_s}).groupby(stop).sum()
    return {
        "running_off_percent": float(100 * np.median(off.abs() / true_s)),
        "speed_off_percent": float(100 * (sums["true"] / sums["found"] - 1).abs().median()),
        "speed_bias_percent": float(100 * (sums["true"].sum() / sums["found"].sum() - 1)),
        "dwell_off_s": float(dwell.abs().mean()),
        "dwell_bias_s": float(dwell.mean()),
        "true_dwell_s": float(fleet.dwell_s[run, stop][dwell.notna()].mean()),
        "covered_percent": float(100 * (off.abs() < 1.645 * passes["error_s"]).mean()),
        "passes_percent": 100 * len(passes) / (RUNS * (fleet.dwell_s.shape[1] - 1)),
    }


def reading_rate(folder: Path) -> float:
    """Positions read in a second of a processor, of 400 feeds with 1,000 vehicles each."""
    folder.mkdir()
    for number in range(400):
        t = MIDNIGHT + 30 * number
        feed = feed_of(t, [(t, run, -8.6 + 1e-4 * run, 41.1) for run in range(1000)])
        (folder / f"{number}.pb").write_bytes(feed)
    begin = time.process_time()
    read_runs(feeds_among(input_files(folder)), "feeds", Counter())
    return 400_000 / (time.process_time() - begin)


def transit_figures() -> tuple[list[Row], dict[str, Any]]:
    """The rate of reading, and errors of running times and dwell by interval."""
    tables: dict[str, Any] = {}
    rows = []
    with TemporaryDirectory() as name:
        rate = reading_rate(Path(name) / "feeds")
        rows.append(Row("gtfs_rt_positions_per_s", rate, note="400 feeds of 1,000 vehicles"))
        for interval_s in INTERVALS_S:
            days = pd.DataFrame(
                day_figures(seed, interval_s, Path(name) / f"{seed} {interval_s}") for seed in SEEDS
            )
            tables[f"transit, {interval_s} s"] = days.mean().round(2).to_dict()
            for figure, unit in (("speed_off_percent", "%"), ("dwell_off_s", "s")):
                name_of = f"transit_{figure}_{interval_s}s"
                note = f"mean of {len(SEEDS)} days, {RUNS} runs each"
                rows.append(Row(name_of, float(days[figure].mean()), unit, note=note))
    return rows, tables
