"""Systems compared on the demo city, on simulated and on real Porto: ``make benchmark``.

What is finished stays in ``build``, so that an interrupted run goes on. At the end,
``build/benchmark/evidence.json`` has the figures that claims rest on, from all results that are in
``build/benchmark``; benchmarks/log/2026-11-29-other-systems.md explains its keys.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pandas as pd

from trajganr_comparison.evidence import evidence
from trajganr_comparison.results import RECORD, ROWS, Results
from trajganr_core.contract.files.atomic_io import atomic_file, write_json

from ..best.picture_backbone import default_weights
from ..cities import CITIES, TRIPS
from ..figures import BUILD, ROOT

EVIDENCE = "evidence.json"
#: Rows of ``python -m benchmarks.protocols``: full-size models take hours.
PROTOCOLS = ROOT / "benchmarks" / "log" / "protocols" / "rows.csv"
#: The city whose differences are evidence: the only one with real trips.
MAIN_CITY = "porto"


def main() -> int:
    """Prepare each city once, and run the command with the words that are not for this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--city", choices=CITIES, action="append", help="may be repeated")
    options, words = parser.parse_known_args()
    cities = options.city or list(CITIES)
    if not TRIPS.is_file() and set(cities) != {"demo"}:
        print("Porto's files are not in ../shared/data: only the demo city is compared.")
        cities = ["demo"]
    status = max(compare(city, words) for city in cities)
    write_evidence(BUILD)
    return status


def compare(city: str, words: list[str]) -> int:
    """Run ``trajganr benchmark`` on a city; its exit status."""
    folder = BUILD / city
    backbone, file = default_weights(folder)  # they need no download
    paths = (CITIES[city](), folder / "results", Path(file))
    bundle, out, weights = (str(path.relative_to(ROOT)) for path in paths)  # as results name them
    command = [sys.executable, "-m", "trajganr_worker", "benchmark", bundle, "--out", out]
    command += ["--backbone", backbone, "--backbone-weights", weights, *words]
    return subprocess.run(command, cwd=ROOT).returncode


def write_evidence(folder: Path) -> None:
    """Write ``evidence.json`` from the finished results in ``folder``."""
    results = {
        found.parent.parent.name: Results.read(found.parent)
        for found in sorted(folder.glob(f"*/results/{RECORD}"))
        if (found.parent / ROWS).is_file()  # not of an earlier release
    }
    figures = evidence(results, MAIN_CITY)
    rows = pd.read_csv(PROTOCOLS)
    published = rows["system"].str.startswith("trajganr_") & (rows["size"] == "full")
    figures["full_size_rows"] = (figures["full_size_rows"] or 0) + int(published.sum())
    with atomic_file(folder / EVIDENCE) as file:
        write_json(file, figures)
    print(f"The figures that claims rest on are in {folder / EVIDENCE}.")


if __name__ == "__main__":
    sys.exit(main())
