"""Measures how fast trips are read, cleaned and matched: ``make benchmark-data``.

Every figure comes from a process of its own on one core; those of peers run on the same files in
the same run, turn by turn. Prints a table and writes ``build/benchmark/data.json``;
docs/benchmarks/data.md says how to read them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data_headings import HeadingScore, headings_table, measure_headings
from data_inputs import EXTRACT, FULL_TRIPS, PORTO_AREA, sample_trips, synthetic_challenge
from data_matching import (
    DRIVES,
    SEEDS,
    Score,
    mean_of,
    measure_quality,
    quality_table,
    speed_table,
    write_matching_inputs,
)
from data_thinning import (
    measure_thinning,
    thinning_figures,
    thinning_rows,
    thinning_table,
)

from trajganr_core.data.matching.__main__ import main as compile_matcher
from trajganr_core.utils.study_area import StudyArea

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "benchmark"
OURS = (sys.executable, "data_ours.py")
PEERS = (str(ROOT / ".venv" / "peers" / "bin" / "python"), "data_peers.py")
MATCHERS = (PEERS[0], "data_matching_peers.py")
TABLES = (sys.executable, "data_tables.py")
#: Matchers that some Pythons have no wheels of, and their modules.
MATCHER_MODULES = {"fastmm": "fastmm", "meili": "valhalla"}
REPEATS = 3


@dataclass(frozen=True)
class Measure:
    """Something that is measured.

    Attributes:
        name: what the process is asked, and where its figures' names begin.
        command: who does it.
        what: for the table.
        bound: what it should reach, or "".
        repeats: number of runs; the median is reported.
    """

    name: str
    command: tuple[str, str]
    what: str
    bound: str = ""
    repeats: int = REPEATS


SAMPLE = (
    Measure("read", OURS, "read the sample's CSV into columns"),
    Measure("movingpandas_read", PEERS, "the same into a TrajectoryCollection"),
    Measure("clean", OURS, "take outliers out by speed"),
    Measure("movingpandas_clean", PEERS, "the same by OutlierCleaner, 200 trips"),
    Measure("pipeline", OURS, "read roads and trips, clean, match", "≥ 200,000"),
    Measure("match", OURS, "paths between cleaned fixes; processor time", "≥ 4 × fastmm"),
    Measure("fastmm_match", MATCHERS, "the same fixes and roads by fastmm; processor time"),
    Measure("leuven_match", PEERS, "match 5 trips, in Python (leuvenmapmatching)", repeats=1),
)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=FULL_TRIPS, help="of the synthetic file")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="of each measure, at most")
    parser.add_argument("--drives", type=int, default=DRIVES, help="that are simulated per seed")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS, help="of these drives")
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    sample = sample_trips(BUILD)
    area = StudyArea(*json.loads((sample.folder / "area.json").read_text("utf-8")))
    write_matching_inputs(sample.folder, area)
    matchers = present_matchers()
    compile_matcher()
    measures = [each for each in SAMPLE if each.name != "fastmm_match" or "fastmm" in matchers]
    turns: dict[str, list[dict[str, float]]] = {}
    for turn in range(options.repeats):
        for measure in measures:
            if turn < measure.repeats:
                turns.setdefault(measure.name, []).append(run(measure, sample.folder))
    full = Measure("read_full", OURS, f"read {options.trips:,} trips", "≥ 1,000,000; < 2 GB", 1)
    turns["read_full"] = [run(full, synthetic_challenge(BUILD, options.trips))]

    tables = {name: run_process(*TABLES, name, sample.folder) for name in ("sample", "grid")}
    scores = quality(matchers, options.seeds, options.drives)
    heading_scores = with_headings(options.drives)
    thinned = measure_thinning(sample, area)

    figures = {name: median(found) for name, found in turns.items()}
    print(table([*measures, full], figures, sample.description))
    print(f"\n{tables_table(tables)}\n")
    print(f"{thinning_table(thinned)}\n")
    if scores:
        print(f"{quality_table(scores)}\n\n{speed_table(scores)}")
        print(f"\n{headings_table(heading_scores)}")
    content = {
        "machine": machine(),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sample": sample.description,
        "read_fixes_per_s": figures["read_full"]["fixes_per_s"],
        "pipeline_fixes_per_s": figures["pipeline"]["fixes_per_s"],
        "read_full_peak_gb": figures["read_full"]["peak_gb"],
        "peers": {
            f"{measure.name}_fixes_per_s": figures[measure.name]["fixes_per_s"]
            for measure in measures
            if measure.command in (PEERS, MATCHERS)
        },
        **matching_figures(figures, tables, scores),
        **thinning_figures(thinned),
        "measures": figures,
        "tables": tables,
        "quality": [asdict(score) for score in scores],
        "thinning": thinning_rows(thinned),
        "headings": [asdict(score) for score in heading_scores],
    }
    text = json.dumps(content, indent=2, ensure_ascii=False)
    (BUILD / "data.json").write_text(text + "\n", "utf-8")


def quality(matchers: list[str], seeds: Sequence[int], drives: int) -> list[Score]:
    """Scores of ours and these matchers on simulated drives through real Porto.

    Without its extract there are none.
    """
    if not EXTRACT.is_file():
        print(f"No scores of simulated drives: {EXTRACT} is absent.", file=sys.stderr)
        return []
    return measure_quality(
        EXTRACT,
        StudyArea(*PORTO_AREA),
        BUILD / "matching",
        lambda folder: [run_process(*MATCHERS, f"{name}_quality", folder) for name in matchers],
        seeds=seeds,
        count=drives,
    )


def with_headings(drives: int) -> list[HeadingScore]:
    """Scores of ours with and without headings; without the extract there are none."""
    if not EXTRACT.is_file():
        return []
    return measure_headings(EXTRACT, StudyArea(*PORTO_AREA), count=drives)


def matching_figures(
    figures: dict[str, dict[str, float]],
    tables: dict[str, list[dict[str, float]]],
    scores: list[Score],
) -> dict[str, float | None]:
    """The figures of map matching; None where a matcher or the extract is absent."""
    fastmm = figures.get("fastmm_match")
    pieces = [
        mean_of(scores, "ours", "pieces_per_trip", *case)
        for case in {(score.seconds_between, score.noise_m) for score in scores}
    ]
    return {
        "match_vs_fastmm": fastmm and figures["match"]["fixes_per_s"] / fastmm["fixes_per_s"],
        "iou_15s_10m": mean_of(scores, "ours", "iou", 15, 10),
        "iou_fastmm_15s_10m": mean_of(scores, "fastmm", "iou", 15, 10),
        "iou_meili_15s_10m": mean_of(scores, "meili", "iou_ways", 15, 10),
        "pieces_per_trip": max((each for each in pieces if each is not None), default=None),
        "table_mb": figures["match"]["table_mb"],
    }


def present_matchers() -> list[str]:
    """The matchers that the peers' environment has; says which ones are absent."""
    present = [name for name, module in MATCHER_MODULES.items() if has_peer(module)]
    for name in MATCHER_MODULES.keys() - present:
        print(f"No rows of {name}: the Python of .venv/peers has no wheel.", file=sys.stderr)
    return present


def has_peer(module: str) -> bool:
    """Whether the peers' environment has a package."""
    code = f"import importlib.util, sys; sys.exit(not importlib.util.find_spec({module!r}))"
    return subprocess.run([PEERS[0], "-c", code], check=False).returncode == 0


def run(measure: Measure, path: Path) -> dict[str, float]:
    """Measurements of a separate process on one core: ``fixes, seconds, peak_gb``."""
    found: dict[str, float] = run_process(*measure.command, measure.name, path)
    return {**found, "fixes_per_s": found["fixes"] / found["seconds"]}


def run_process(python: str, script: str, name: str, path: Path) -> Any:
    """The JSON that a separate process on one core prints last."""
    done = subprocess.run(
        [python, str(Path(__file__).with_name(script)), name, str(path)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        preexec_fn=stay_on_one_core,
    )
    return json.loads(done.stdout.splitlines()[-1])


def stay_on_one_core() -> None:
    """Limit this process and its children to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def median(turns: list[dict[str, float]]) -> dict[str, float]:
    """The median of each value over the repetitions."""
    return {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}


def table(measures: list[Measure], figures: dict[str, dict[str, float]], sample: str) -> str:
    """The figures in Markdown."""
    lines = [f"{machine()}; sample: {sample}; one core a process", ""]
    lines += ["| measure | fixes/s | peak memory | bound | how |", "|---|---|---|---|---|"]
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


def machine() -> str:
    """The processor."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else 'unknown processor'}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
