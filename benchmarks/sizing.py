"""Estimates disk, hours and machines for sets of trips from measurements.

Reads ``build/benchmark/scale.json`` and ``model.json``, which ``make benchmark-scale`` and
``make benchmark-model`` write, and prints the table of docs/sizing.md.
"""

from __future__ import annotations

import argparse
import json
import math
from typing import Any

from data import BUILD

SIZES = (10**6, 10**8, 10**10)
#: The machines of the estimate, and the available hours.
CORES, WITHIN_H = 32, 24.0
#: Passes over the trips of a pretraining with the usual options.
EPOCHS = 100
#: Of Porto's two days, which the scale benchmark repeats.
FIXES_A_TRIP = 374_142 / 7_699
#: Share of the trips that are input; the others make labels.
INPUT = 0.5
HOUR_S = 3600.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    print(table(measured("scale"), measured("model"), options.epochs))


def measured(name: str) -> dict[str, Any]:
    """The output of a benchmark."""
    file = BUILD / f"{name}.json"
    if not file.is_file():
        raise SystemExit(f"{file} is not there: make benchmark-{name}")
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def table(scale: dict[str, Any], model: dict[str, Any], epochs: int) -> str:
    """The measured rates and the estimates, in Markdown."""
    largest = scale["rows"][-1]
    fixes_per_s = largest["fixes_per_s"] / scale["processes"]
    trips_gb, bundle_gb = (largest[of] / largest["fixes"] for of in ("trips_gb", "bundle_gb"))
    trips_per_s = model["train_trips_per_second"]
    lines = [
        f"Measured: {fixes_per_s:,.0f} fixes/s prepared by a core ({scale['machine']}), "
        f"{1e9 * trips_gb:.1f} bytes a fix in CSV and {1e9 * bundle_gb:.1f} in the bundle, "
        f"{trips_per_s:,.0f} trips/s pretrained ({model['device']}).",
        "",
        "| fixes | trips | sources, GB | bundle, GB | core hours to prepare "
        f"| machines of {CORES} cores to prepare in {WITHIN_H:g} h "
        f"| hours to pretrain, {epochs} epochs, on that device |",
        "|---|---|---|---|---|---|---|",
    ]
    for fixes in SIZES:
        trips = fixes / FIXES_A_TRIP
        prepare_h = fixes / fixes_per_s / HOUR_S
        pretrain_h = epochs * INPUT * trips / trips_per_s / HOUR_S
        lines.append(
            f"| {fixes:,} | {trips:,.0f} | {fixes * trips_gb:,.1f} | {fixes * bundle_gb:,.1f} "
            f"| {prepare_h:,.2f} | {math.ceil(prepare_h / CORES / WITHIN_H)} | {pretrain_h:,.1f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
