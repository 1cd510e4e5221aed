"""Measures all predictions of a large synthetic city, from its bundle alone.

``make benchmark-city`` prints the figures and writes ``build/benchmark/city.json``: seconds,
seconds of a processor and the largest memory of a process with an empty cache that adapts the
shipped model to the city and predicts all roads, in the whole week and at two times of it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from ..figures import measured_by, write_figures
from .large_city import TRIPS, write_city


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=TRIPS, help="trips of the synthetic city")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write_city(Path(name) / "bundle", options.trips)
        found = _predicted(Path(name))
    for key, value in found.items():
        print(f"{key}: {value}")
    write_figures("city", found)


def _predicted(folder: Path) -> dict[str, Any]:
    """Figures of a process of its own."""
    times = ["whole week", "Mon-Fri 07:00-09:00", "Sat-Sun 10:00-18:00"]
    words = ["shipped", folder / "bundle", folder / "roads.gpkg", "cpu", *times]
    cache = {"TRAJGANR_CACHE": str(folder / "cache")}
    figures = measured_by("city.predict", *words, env=cache)
    return {
        "large_city_predict_s": figures["seconds"],
        **{f"large_city_predict_{key}": figures[key] for key in ("cpu_s", "peak_gb", "own_gb")},
    }


if __name__ == "__main__":
    main()
