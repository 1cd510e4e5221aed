"""Figures of junctions and corridors: ``make benchmark-junctions``.

It makes a simulated day (ten minutes), asks it, and asks real Porto; it prints a table and writes
``build/benchmark/junctions.json``. benchmarks/log/2026-12-01-junctions.md has the results. All
choices were made on the day of seed 21 and on input drivers.
"""

from __future__ import annotations

import numpy as np

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.bundle import MANIFEST, Bundle
from trajganr_core.data.preparation.prepare import prepare_bundle

from ..cities import EXTRACT, PORTO_BOX, TRIPS
from ..figures import BUILD, Row, rows_of, rows_table, write_figures
from .delays import City, delay_figures, true_delays
from .durations import SEEDS, duration_figures
from .predicted import few_figures
from .simulated import PROBE_SETS, SPACINGS_S, Day, make_day
from .speed import speed_figures

DAY_SEED = 22


def main() -> None:
    """Measure, print and write."""
    folder, porto = BUILD / "junctions" / f"day{DAY_SEED}", BUILD / "porto_osm"
    if not (folder / f"bundle_{SPACINGS_S[-1]}" / MANIFEST).is_file():
        make_day(folder, DAY_SEED)
    if not (porto / MANIFEST).is_file():
        params = PrepareParams(
            trips=(str(TRIPS),), roads=str(EXTRACT), bbox=PORTO_BOX.bbox, name="Porto"
        )
        prepare_bundle(params, porto)
    tables: dict[str, object] = {}
    for spacing in SPACINGS_S:
        city = City.of(Day.load(folder, spacing))
        true = true_delays(city)
        sets = range(PROBE_SETS if spacing == SPACINGS_S[0] else 1)
        tables[f"delays, {spacing} s"] = [
            delay_figures(city, city.day.probes(number), true) for number in sets
        ]
        if spacing == SPACINGS_S[0]:
            predicted = few_figures(city, true)
    tables["predicted"] = predicted
    tables["durations"] = durations = duration_figures(Bundle.load(porto), SEEDS)
    gains = {name: predicted[f"gain_over_{name}_percent"] for name in ("turn", "turn_and_signal")}
    biases = [table["all"]["bias_percent"] for table in tables[f"delays, {SPACINGS_S[0]} s"]]
    rows = [
        Row("delay_bias_percent", float(np.mean(biases)), "%", "-5 to 5", f"{PROBE_SETS} sets"),
        Row(
            "predicted_delay_gain_percent", gains["turn"][0], "%", "at least 10", "left, through …"
        ),
        Row("gain_over_turn_and_signal_percent", gains["turn_and_signal"][0], "%"),
        Row("delay_vs_boosting_percent", predicted["vs_boosting_percent"][0], "%", "at least 0"),
        Row("band_coverage", predicted["coverage"], "", "0.88 to 0.92"),
        Row(
            "trip_mape_with_turns",
            durations["trip_mape_with_turns"],
            "%",
            "0.3 points less than without",
        ),
        Row("trip_mape_without", durations["trip_mape_without"], "%"),
    ]
    bounds = {"junctions_s": "below 10", "od_turns_s": "below 15", "corridor_s": "below 1"}
    rows += [
        Row(name, x, "s", bounds[name], "of a processor")
        for name, x in speed_figures(porto).items()
    ]
    print(rows_table("Junctions and corridors", rows))
    write_figures("junctions", {**rows_of(rows), **tables})


if __name__ == "__main__":
    main()
