"""Writes the figures that claims rest on, from all results of ``make benchmark``, which calls it.

    python benchmarks/evidence.py

reads the finished results in ``build/benchmark/*/results`` and writes
``build/benchmark/evidence.json``; docs/benchmarks/comparison.md explains its keys.
"""

from __future__ import annotations

from pathlib import Path

from trajganr_core.benchmark.evidence import evidence
from trajganr_core.benchmark.results import RECORD, ROWS, Results
from trajganr_core.contract.atomic_io import atomic_file, write_json

FOLDER = Path(__file__).resolve().parents[1] / "build" / "benchmark"
EVIDENCE = "evidence.json"
#: The city whose differences are evidence: the only one with real trips.
MAIN_CITY = "porto"


def write_evidence(folder: Path) -> None:
    """Write ``evidence.json`` from the finished results in ``folder``."""
    results = {
        found.parent.parent.name: Results.read(found.parent)
        for found in sorted(folder.glob(f"*/results/{RECORD}"))
        if (found.parent / ROWS).is_file()  # not of an earlier release
    }
    with atomic_file(folder / EVIDENCE) as file:
        write_json(file, evidence(results, MAIN_CITY))
    print(f"The figures that claims rest on are in {folder / EVIDENCE}.")


if __name__ == "__main__":
    write_evidence(FOLDER)
