"""Measures how fast and how well trips are read, cleaned and matched: ``make benchmark-data``.

Every speed comes from a process of its own on one core; those of peers run on the same files in
the same run, turn by turn. Prints tables and writes ``build/benchmark/data.json``;
benchmarks/log/2026-11-30-reading-and-matching.md says how to read them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from trajganr_comparison.machine import device_name
from trajganr_core.data.matching.__main__ import main as compile_matcher
from trajganr_core.utils.study_area import StudyArea

from ..cities import EXTRACT
from ..figures import BUILD, ROOT, measured_by, write_figures
from .headings import HeadingScore, headings_table, measure_headings
from .inputs import FULL_TRIPS, PORTO_AREA, sample_trips, synthetic_challenge
from .matching import (
    DRIVES,
    SEEDS,
    Score,
    area_of,
    mean_of,
    measure_quality,
    quality_table,
    speed_table,
    write_matching_inputs,
)
from .thinning import measure_thinning, thinning_figures, thinning_table

REPEATS = 3
PEERS = ROOT / ".venv" / "peers" / "bin" / "python"
#: Matchers of the simulated drives, and their modules.
MATCHERS = {"fastmm": "fastmm", "meili": "valhalla"}
#: The modules of all peers; some Pythons have no wheels of the matchers.
PEER_MODULES = ("movingpandas", "leuvenmapmatching", *MATCHERS.values())


@dataclass(frozen=True)
class Measure:
    """Something that is measured.

    Attributes:
        name: what the process is asked, and where its figures' names begin.
        what: for the table.
        bound: what it should reach, or "".
        script: the module of this folder that is asked.
        peer: the module that the peers' environment must have; "" if the product is measured.
        repeats: number of runs, at most; the median is reported.
    """

    name: str
    what: str
    bound: str = ""
    script: str = "reading"
    peer: str = ""
    repeats: int = REPEATS


SAMPLE = (
    Measure("read", "read the sample's CSV into columns"),
    Measure(
        *("movingpandas_read", "the same into a TrajectoryCollection"),
        script="peers",
        peer="movingpandas",
    ),
    Measure("clean", "take outliers out by speed"),
    Measure(
        *("movingpandas_clean", "the same by OutlierCleaner, 200 trips"),
        script="peers",
        peer="movingpandas",
    ),
    Measure("pipeline", "read roads and trips, clean, match", "≥ 200,000"),
    Measure("match", "paths between cleaned fixes; processor time", "≥ 4 × fastmm"),
    Measure(
        *("fastmm_match", "the same fixes and roads by fastmm; processor time"),
        script="matching_peers",
        peer="fastmm",
    ),
    Measure(
        *("leuven_match", "match 5 trips, in Python (leuvenmapmatching)"),
        script="peers",
        peer="leuvenmapmatching",
        repeats=1,
    ),
)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=FULL_TRIPS, help="of the synthetic file")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="of each measure, at most")
    parser.add_argument("--drives", type=int, default=DRIVES, help="that are simulated per seed")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS, help="of these drives")
    options = parser.parse_args()
    sample = sample_trips(BUILD)
    area = area_of(sample.folder)
    write_matching_inputs(sample.folder, area)
    present = present_peers()
    compile_matcher()
    measures = [each for each in SAMPLE if not each.peer or each.peer in present]
    turns: dict[str, list[dict[str, float]]] = {measure.name: [] for measure in measures}
    for turn in range(options.repeats):
        for measure in measures:
            if turn < measure.repeats:
                turns[measure.name].append(run(measure, sample.folder))
    full = Measure("read_full", f"read {options.trips:,} trips", "≥ 1,000,000; < 2 GB")
    turns[full.name] = [run(full, synthetic_challenge(BUILD, options.trips))]
    figures = {name: median(found) for name, found in turns.items()}
    print(f"{device_name(torch.device('cpu'))}; sample: {sample.description}; one core a process")
    print(f"\n{table([*measures, full], figures)}\n")

    tables = {name: run_script("tables", name, sample.folder) for name in ("sample", "grid")}
    print(f"{tables_table(tables)}\n")
    thinned = measure_thinning(sample, area)
    print(f"{thinning_table(thinned)}\n")
    scores: list[Score] = []
    headings: list[HeadingScore] = []
    if EXTRACT.is_file():
        scores = quality(present, options.seeds, options.drives)
        print(f"{quality_table(scores)}\n\n{speed_table(scores)}\n")
        headings = measure_headings(EXTRACT, StudyArea(*PORTO_AREA), count=options.drives)
        print(headings_table(headings))
    else:
        print(f"No scores of simulated drives: {EXTRACT} is absent.", file=sys.stderr)
    write_figures(
        "data",
        {
            "sample": sample.description,
            "read_fixes_per_s": figures["read_full"]["fixes_per_s"],
            "pipeline_fixes_per_s": figures["pipeline"]["fixes_per_s"],
            "read_full_peak_gb": figures["read_full"]["peak_gb"],
            "peers": {
                f"{measure.name}_fixes_per_s": figures[measure.name]["fixes_per_s"]
                for measure in measures
                if measure.peer
            },
            **matching_figures(figures, scores),
            **thinning_figures(thinned),
            "measures": figures,
            "tables": tables,
            "quality": [score.row() for score in scores],
            "thinning": [asdict(each) for each in thinned],
            "headings": [asdict(each) for each in headings],
        },
    )


def present_peers() -> set[str]:
    """The modules of peers that their environment has; says which ones are absent."""
    if not PEERS.is_file():
        print("No rows of peers: `.ci/setup peers` makes .venv/peers.", file=sys.stderr)
        return set()
    code = "import importlib.util, sys; print(*filter(importlib.util.find_spec, sys.argv[1:]))"
    done = subprocess.run(
        [PEERS, "-c", code, *PEER_MODULES],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    present = set(done.stdout.split())
    for module in PEER_MODULES:
        if module not in present:
            print(f"No rows of {module}: .venv/peers does not have it.", file=sys.stderr)
    return present


def quality(present: set[str], seeds: Sequence[int], drives: int) -> list[Score]:
    """Scores of ours and the present matchers on simulated drives through real Porto."""

    def run_peers(folder: Path) -> None:
        for name, module in MATCHERS.items():
            if module in present:
                run_script("matching_peers", f"{name}_quality", folder, PEERS)

    area = StudyArea(*PORTO_AREA)
    return measure_quality(EXTRACT, area, BUILD / "matching", run_peers, seeds, drives)


def matching_figures(
    figures: dict[str, dict[str, float]], scores: list[Score]
) -> dict[str, float | None]:
    """The figures of map matching; None where a matcher or the extract is absent."""
    fastmm = figures.get("fastmm_match")
    cases = {(score.seconds_between, score.noise_m) for score in scores}
    pieces = [mean_of(scores, "ours", "pieces_per_trip", *case) for case in cases]
    ratio = figures["match"]["fixes_per_s"] / fastmm["fixes_per_s"] if fastmm else None
    return {
        "match_vs_fastmm": ratio,
        "iou_15s_10m": mean_of(scores, "ours", "iou", 15, 10),
        "iou_fastmm_15s_10m": mean_of(scores, "fastmm", "iou", 15, 10),
        "iou_meili_15s_10m": mean_of(scores, "meili", "iou_ways", 15, 10),
        "pieces_per_trip": max((each for each in pieces if each is not None), default=None),
        "table_mb": figures["match"]["table_mb"],
    }


def run(measure: Measure, path: Path) -> dict[str, float]:
    """Measurements of a separate process on one core: ``fixes, seconds, peak_gb``."""
    found: dict[str, float] = run_script(
        measure.script, measure.name, path, python=PEERS if measure.peer else sys.executable
    )
    return {**found, "fixes_per_s": found["fixes"] / found["seconds"]}


def run_script(script: str, name: str, path: Path, python: str | Path = sys.executable) -> Any:
    """What a module of this folder measures, as a separate process on one core."""
    quiet = {"PYTHONWARNINGS": "ignore"}
    return measured_by(f"data.{script}", name, path, python=python, env=quiet, one_core=True)


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


def tables_table(tables: dict[str, list[dict[str, float]]]) -> str:
    """Time and size of the tables of short paths, in Markdown."""
    lines = ["| network | edges | paths wanted | paths computed | seconds | MB |"]
    lines.append("|---|---|---|---|---|---|")
    for name, rows in tables.items():
        lines += [
            f"| {name} | {row['edges']:,} | {row['wanted_m']:.0f} m | {row['longest_m']:.0f} m "
            f"| {row['seconds']:.2f} | {row['mb']:.1f} |"
            for row in rows
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
