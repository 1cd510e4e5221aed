"""Figures of volumes and of formats of other programs: ``make benchmark-exchange``.

It prints tables and writes ``build/benchmark/exchange.json``.
benchmarks/log/2026-12-01-exchange.md has the results, and how they are measured.
"""

from __future__ import annotations

import argparse
import importlib
from typing import Any

from ..figures import Row, rows_table, write_figures

#: The function of each module of this folder that measures. One that is not asked for is not
#: imported: it may need a library that is not there.
PARTS = {
    "volumes": "volume_figures",
    "openlr": "openlr_figures",
    "transit": "transit_figures",
    "tiles": "tiles_figures",
    "overture": "overture_figures",
    "planning": "planning_figures",
    "lines": "line_figures",
}


def figures_of(part: str) -> tuple[list[Row], dict[str, Any]]:
    """Rows with a bound, and the tables behind them."""
    module = importlib.import_module(f".{part}", __package__)
    found: tuple[list[Row], dict[str, Any]] = getattr(module, PARTS[part])()
    return found


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    for part in parser.parse_args().parts:
        rows, tables = figures_of(part)
        print(rows_table(part, rows), flush=True)
        write_figures("exchange", {**{row.name: row.value for row in rows}, **tables}, keep=True)


if __name__ == "__main__":
    main()
