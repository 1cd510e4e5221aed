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
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data_inputs import FULL_TRIPS, sample_trips, synthetic_challenge

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "benchmark"
OURS = (sys.executable, "data_ours.py")
PEERS = (str(ROOT / ".venv" / "peers" / "bin" / "python"), "data_peers.py")


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
    repeats: int = 3


SAMPLE = (
    Measure("read", OURS, "read the sample's CSV into columns"),
    Measure("movingpandas_read", PEERS, "the same into a TrajectoryCollection"),
    Measure("clean", OURS, "take outliers out by speed"),
    Measure("movingpandas_clean", PEERS, "the same by OutlierCleaner, 200 trips"),
    Measure("pipeline", OURS, "read roads and trips, clean, match", "≥ 200,000"),
    Measure("leuven_match", PEERS, "match 5 trips, in Python (leuvenmapmatching)", repeats=1),
)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=FULL_TRIPS, help="of the synthetic file")
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    sample = sample_trips(BUILD)
    turns: dict[str, list[dict[str, float]]] = {}
    for turn in range(max(measure.repeats for measure in SAMPLE)):
        for measure in SAMPLE:
            if turn < measure.repeats:
                turns.setdefault(measure.name, []).append(run(measure, sample.folder))
    full = Measure("read_full", OURS, f"read {options.trips:,} trips", "≥ 1,000,000; < 2 GB", 1)
    turns["read_full"] = [run(full, synthetic_challenge(BUILD, options.trips))]

    figures = {name: median(found) for name, found in turns.items()}
    print(table([*SAMPLE, full], figures, sample.description))
    content = {
        "machine": machine(),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sample": sample.description,
        "read_fixes_per_s": figures["read_full"]["fixes_per_s"],
        "pipeline_fixes_per_s": figures["pipeline"]["fixes_per_s"],
        "read_full_peak_gb": figures["read_full"]["peak_gb"],
        "peers": {
            f"{measure.name}_fixes_per_s": figures[measure.name]["fixes_per_s"]
            for measure in SAMPLE
            if measure.command is PEERS
        },
        "measures": figures,
    }
    text = json.dumps(content, indent=2, ensure_ascii=False)
    (BUILD / "data.json").write_text(text + "\n", "utf-8")


def run(measure: Measure, path: Path) -> dict[str, float]:
    """Measurements of a separate process on one core: ``fixes, seconds, peak_gb``."""
    python, script = measure.command
    command = [python, str(Path(__file__).with_name(script)), measure.name, str(path)]
    done = subprocess.run(
        command,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},  # peers speak of what they would like
        preexec_fn=stay_on_one_core,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**found, "fixes_per_s": found["fixes"] / found["seconds"]}


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


def machine() -> str:
    """The processor."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else 'unknown processor'}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
