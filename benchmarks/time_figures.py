"""Collects the figures of travel times and of the large city in one file.

Different scripts measure them and write a file each. ``time.json`` has those of
``times_of_day.py``; the others are added when they are measured, before or after it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["TIME", "collect"]

TIME = "time.json"
#: Figures of other files.
OTHERS = {
    "city.json": ("large_city_predict_s",),
}
#: Figures of ``times_of_day.py`` that are printed.
OWN = (
    *("porto_trip_mape", "porto_trip_mape_boosting", "porto_trip_mape_space_mean"),
    *("porto_bias_by_part", "pass_crps", "pass_crps_boosting", "pass_coverage_by_part"),
    "worse_than_mean_bins",
)


def collect(folder: Path) -> dict[str, Any]:
    """Add the figures of other files in a folder to its ``time.json``, and print the table.

    ``collected`` has the time and the machine of other files, as far as they name them. Figures
    that no file has are left as they are.
    """
    out = folder / TIME
    figures = _read(out)
    for name, keys in OTHERS.items():
        found = _read(folder / name)
        measured = {key: found[key] for key in keys if key in found}
        if measured:
            origin = {key: found[key] for key in ("measured_at", "machine") if key in found}
            figures |= measured
            figures["collected"] = {**figures.get("collected", {}), name: origin}
    for key in (*OWN, *(key for keys in OTHERS.values() for key in keys)):
        print(f"{key}: {figures.get(key, 'not measured')}")
    out.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return figures


def _read(file: Path) -> dict[str, Any]:
    """Figures of a file; none if it does not exist."""
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}
