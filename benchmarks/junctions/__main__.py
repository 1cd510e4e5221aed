"""Figures of junctions and corridors: ``make benchmark-junctions``.

It makes a simulated day (ten minutes), asks it, and asks real Porto; it prints tables and writes
``build/benchmark/junctions.json``. benchmarks/log/2026-12-01-junctions.md has the results. All
choices were made on the day of seed 21 and on input drivers.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.bundle import MANIFEST, Bundle
from trajganr_core.data.preparation.prepare import prepare_bundle

from ..cities import EXTRACT, PORTO_BOX, TRIPS
from ..figures import BUILD, Row, rows_table, write_figures
from .delays import City, delay_figures, true_delays
from .durations import SEEDS, duration_figures
from .predicted import few_figures
from .simulated import PROBE_SETS, SPACINGS_S, Day, make_day
from .speed import speed_figures

DAY_SEED = 22
#: Rows with a bound, and the tables behind them.
Found = tuple[list[Row], dict[str, Any]]


def simulated_day() -> Path:
    """The folder of the day, which is made if it is absent."""
    folder = BUILD / "junctions" / f"day{DAY_SEED}"
    if not (folder / f"bundle_{SPACINGS_S[-1]}" / MANIFEST).is_file():
        make_day(folder, DAY_SEED)
    return folder


def real_porto() -> Path:
    """The bundle of two days, with the roads of the OpenStreetMap extract."""
    bundle = BUILD / "porto_osm"
    if not (bundle / MANIFEST).is_file():
        params = {"trips": (str(TRIPS),), "roads": str(EXTRACT), "bbox": PORTO_BOX.bbox}
        prepare_bundle(PrepareParams(**params, name="Porto"), bundle)
    return bundle


def delays() -> Found:
    """Observed delays, by spacing of fixes; the first has all sets of probes."""
    tables: dict[str, Any] = {}
    for spacing in SPACINGS_S:
        city = City.of(Day.load(simulated_day(), spacing))
        true = true_delays(city)
        tables[f"delays, {spacing} s"] = [
            delay_figures(city, city.day.probes(number), true)
            for number in range(PROBE_SETS if spacing == SPACINGS_S[0] else 1)
        ]
    bias = [table["all"]["bias_percent"] for table in tables[f"delays, {SPACINGS_S[0]} s"]]
    note = f"mean of {PROBE_SETS} sets of probes"
    return [Row("delay_bias_percent", float(np.mean(bias)), "%", "-5 to 5", note)], tables


def predicted() -> Found:
    """Movements with few passes."""
    city = City.of(Day.load(simulated_day()))
    found = few_figures(city, true_delays(city))
    gain, stricter = (found[f"gain_over_{x}_percent"] for x in ("turn", "turn_and_signal"))
    against = found["vs_boosting_percent"]
    return [
        Row("predicted_delay_gain_percent", gain[0], "%", "at least 10", f"{gain[1:]}"),
        Row("gain_over_turn_and_signal_percent", stricter[0], "%", "", f"{stricter[1:]}"),
        Row("delay_vs_boosting_percent", against[0], "%", "at least 0", f"{against[1:]}"),
        Row(
            "band_coverage", found["coverage"], "", "0.88 to 0.92", f"{found['coverage_interval']}"
        ),
    ], {"predicted": found}


def durations() -> Found:
    """Trips of held-out drivers."""
    found = duration_figures(Bundle.load(real_porto()), SEEDS)
    names = ("trip_mape_with_turns", "trip_mape_without")
    bounds = ("0.3 points less than without", "")
    rows = [Row(name, found[name], "%", bound) for name, bound in zip(names, bounds, strict=True)]
    return rows, {"durations": found["by_seed"]}


def speed() -> Found:
    """Seconds."""
    bounds = {"junctions_s": "below 10", "od_turns_s": "below 15", "corridor_s": "below 1"}
    found = speed_figures(real_porto())
    return [Row(name, x, "s", bounds[name], "of a processor") for name, x in found.items()], {}


PARTS = {each.__name__: each for each in (delays, predicted, durations, speed)}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    for part in parser.parse_args().parts:
        rows, tables = PARTS[part]()
        print(rows_table(part, rows), flush=True)
        write_figures("junctions", {**{row.name: row.value for row in rows}, **tables}, keep=True)


if __name__ == "__main__":
    main()
