"""Measures all predictions of a large synthetic city, from its bundle alone.

``make benchmark-city`` prints the figures and writes ``build/benchmark/city.json``: seconds,
seconds of a processor and the largest memory of a process with an empty cache that adapts the
shipped model to the city and predicts all roads, in the whole week and at two times of it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import BUILD, machine
from large_city import TRIPS, write_city

PREDICT = Path(__file__).with_name("predict.py")


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=TRIPS, help="trips of the synthetic city")
    options = parser.parse_args()
    measured_at = datetime.now(UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory() as name:
        write_city(Path(name) / "bundle", options.trips)
        found = {"machine": machine(), "measured_at": measured_at, **_predicted(Path(name))}
    for key, value in found.items():
        print(f"{key}: {value}")
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "city.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")


def _predicted(folder: Path) -> dict[str, Any]:
    """Figures of a process of its own."""
    times = ["whole week", "Mon-Fri 07:00-09:00", "Sat-Sun 10:00-18:00"]
    words = ["shipped", folder / "bundle", folder / "roads.gpkg", "cpu", *times]
    done = subprocess.run(
        [sys.executable, PREDICT, *words],
        env={**os.environ, "TRAJGANR_CACHE": str(folder / "cache")},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    figures = json.loads(done.stdout.splitlines()[-1])
    return {
        "large_city_predict_s": figures["seconds"],
        **{f"large_city_predict_{key}": figures[key] for key in ("cpu_s", "peak_gb", "own_gb")},
    }


if __name__ == "__main__":
    main()
