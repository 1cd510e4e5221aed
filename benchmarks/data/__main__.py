"""Measures how fast and how well trips are read, cleaned and matched: ``make benchmark-data``.

Every speed comes from a process of its own on one core. Prints tables and writes
``build/benchmark/data.json``; docs/benchmarks/data.md says how to read them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from trajganr_comparison.machine import device_name
from trajganr_core.data.matching.__main__ import main as compile_matcher
from trajganr_core.utils.study_area import StudyArea

from ..cities import EXTRACT
from ..figures import BUILD, measured_by, write_figures
from .inputs import FULL_TRIPS, PORTO_AREA, sample_trips, synthetic_challenge
from .matching import DRIVES, SEEDS, measure_quality, quality_table

REPEATS = 3


@dataclass(frozen=True)
class Measure:
    """Something that is measured.

    Attributes:
        name: what the process is asked, and where its figures' names begin.
        what: for the table.
        bound: what it should reach, or "".
    """

    name: str
    what: str
    bound: str = ""


SAMPLE = (
    Measure("read", "read the sample's CSV into columns"),
    Measure("clean", "take outliers out by speed"),
    Measure("pipeline", "read roads and trips, clean, match", "≥ 200,000"),
    Measure("match", "paths between cleaned fixes; processor time"),
)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=FULL_TRIPS, help="of the synthetic file")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="of each measure")
    parser.add_argument("--drives", type=int, default=DRIVES, help="that are simulated per seed")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS, help="of these drives")
    options = parser.parse_args()
    sample = sample_trips(BUILD)
    compile_matcher()
    turns: dict[str, list[dict[str, float]]] = {measure.name: [] for measure in SAMPLE}
    for _ in range(options.repeats):
        for name, found in turns.items():
            found.append(run(name, sample.folder))
    full = Measure("read_full", f"read {options.trips:,} trips", "≥ 1,000,000; < 2 GB")
    turns[full.name] = [run(full.name, synthetic_challenge(BUILD, options.trips))]
    figures = {name: median(found) for name, found in turns.items()}
    print(f"{device_name(torch.device('cpu'))}; sample: {sample.description}; one core a process")
    print(f"\n{table([*SAMPLE, full], figures)}\n")

    scores = []
    if EXTRACT.is_file():
        area = StudyArea(*PORTO_AREA)
        scores = measure_quality(EXTRACT, area, options.seeds, options.drives)
        print(quality_table(scores))
    else:
        print(f"No scores of simulated drives: {EXTRACT} is absent.", file=sys.stderr)
    write_figures(
        "data",
        {
            "sample": sample.description,
            "read_fixes_per_s": figures["read_full"]["fixes_per_s"],
            "pipeline_fixes_per_s": figures["pipeline"]["fixes_per_s"],
            "read_full_peak_gb": figures["read_full"]["peak_gb"],
            "pieces_per_trip": max((score.pieces_per_trip for score in scores), default=None),
            "measures": figures,
            "quality": [asdict(score) for score in scores],
        },
    )


def run(name: str, path: Path) -> dict[str, float]:
    """Measurements of a separate process on one core: ``fixes, seconds, peak_gb``."""
    found: dict[str, float] = measured_by("data.reading", name, path, one_core=True)
    return {**found, "fixes_per_s": found["fixes"] / found["seconds"]}


def median(turns: list[dict[str, float]]) -> dict[str, float]:
    """The median of each value over the repetitions."""
    return {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}


def table(measures: list[Measure], figures: dict[str, dict[str, float]]) -> str:
    """The figures in Markdown."""
    lines = ["| measure | fixes/s | peak memory | bound | how |", "|---|---|---|---|---|"]
    for measure in measures:
        found = figures[measure.name]
        lines.append(
            f"| {measure.name} | {found['fixes_per_s']:,.0f} | {found['peak_gb']:.2f} GB "
            f"| {measure.bound} | {measure.what}; {found['fixes']:,.0f} fixes |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
