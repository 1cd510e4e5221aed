"""Writes the figures that claims rest on, from all results of ``make benchmark``, which calls it.

    python benchmarks/evidence.py

reads the finished results in ``build/benchmark/*/results`` and writes
``build/benchmark/evidence.json``; docs/benchmarks/comparison.md explains its keys. Full-size models
take hours, so that their rows are those published with docs/benchmarks/protocols.md too.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from trajganr_comparison.evidence import evidence
from trajganr_comparison.results import RECORD, ROWS, Results
from trajganr_core.contract.files.atomic_io import atomic_file, write_json

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "benchmark"
#: Rows of ``python -m benchmarks.protocols``.
PROTOCOLS = ROOT / "docs" / "benchmarks" / "protocols" / "rows.csv"
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
    figures = evidence(results, MAIN_CITY)
    figures["full_size_rows"] = (figures["full_size_rows"] or 0) + _published_full_size_rows()
    with atomic_file(folder / EVIDENCE) as file:
        write_json(file, figures)
    print(f"The figures that claims rest on are in {folder / EVIDENCE}.")


def _published_full_size_rows() -> int:
    """Rows of TrajGANR and its variants at the full size."""
    rows = pd.read_csv(PROTOCOLS)
    of_ours = rows["system"].str.startswith("trajganr_")
    return int((of_ours & (rows["size"] == "full")).sum())


if __name__ == "__main__":
    write_evidence(FOLDER)
