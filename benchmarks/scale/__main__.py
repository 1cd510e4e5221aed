"""Measures bundles of 1 to 100 million fixes: ``make benchmark-scale``.

Each size is prepared by a process of its own, with an empty cache, and used by others: some steps
of pretraining, a head, predictions, clicks and, if asked, the comparison with other systems. Prints
tables and writes ``build/benchmark/scale.json``; docs/sizing.md reckons with its figures.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import torch

from trajganr_comparison.machine import device_name
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.executors.process_pool import ProcessPool

from ..data.inputs import HEADER, Sample, challenge_row, sample_trips
from ..figures import BUILD, measured_by, write_figures
from ..memory import peak_gb

SIZES = (1_000_000, 10_000_000, 100_000_000)
MAX_GB = 4.0
#: Size of a file of trips, as a monthly delivery.
FIXES_A_FILE = 2_500_000
SECONDS_A_DAY = 86_400
#: Offset of the repeated trips: the sample has two days.
DAYS_LATER = 2
USES = ("pretraining", "finetuning", "predicting", "clicking")
#: Only when asked for: it takes longer than all others.
COMPARING = "comparing"


def main() -> None:
    """Prepare each size, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, nargs="+", default=SIZES, help="sizes")
    parser.add_argument(
        "--uses", nargs="*", choices=(*USES, COMPARING), default=USES, help="that are measured"
    )
    parser.add_argument(
        "--systems", nargs="*", default=(), help="that are compared; some by default"
    )
    parser.add_argument("--processes", type=int, default=2, help="files that are matched at once")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(prepared(options.measure, options.processes)))
        return
    BUILD.mkdir(parents=True, exist_ok=True)
    sample, rows = sample_trips(BUILD), []
    for size in options.fixes:
        with tempfile.TemporaryDirectory(dir=BUILD) as folder:
            fixes = write_trips(sample, size, Path(folder))
            found = measured_by("scale", "--measure", folder, "--processes", options.processes)
            found["fixes_per_s"] = fixes / found["seconds"]
            uses = {
                use: measured_by("scale.use", folder, use, *options.systems) for use in options.uses
            }
            rows.append({"fixes": fixes, **found, "uses": uses})
        print(f"{fixes:,} fixes: {found['seconds']:,.0f} s", file=sys.stderr, flush=True)
    content = {
        "sample": sample.description,
        "processes": options.processes,
        "rows": rows,
    }
    print(table(content))
    if {*USES[:3]} <= {*options.uses}:
        print(table_of_uses(rows))
    if "clicking" in options.uses:
        print(table_of_clicks(rows))
    if COMPARING in options.uses:
        print(table_of_comparisons(rows))
    write_figures("scale", content)


def write_trips(sample: Sample, size: int, folder: Path) -> int:
    """The sample's trips again and again, on later days under new ids, in several files.

    They are as hard to match as real ones, because they are real ones.

    Returns:
        How many fixes were written: ``size``, and what its last trip has more.
    """
    shutil.copyfile(sample.folder / "roads.gpkg", folder / "roads.gpkg")
    shutil.copyfile(sample.folder / "area.json", folder / "area.json")
    trips, written = repeated(sample.folder / "trips.csv"), 0
    while written < size:
        file_ends = min(written + FIXES_A_FILE, size)
        name = f"trips_{written // 1000:09d}.csv"  # in the order in which they are written
        with (folder / name).open("w", encoding="utf-8") as file:
            file.write(HEADER)
            while written < file_ends:
                fixes, row = next(trips)
                file.write(row)
                written += fixes
    return written


def repeated(trips: Path) -> Iterator[tuple[int, str]]:
    """Rows without end, with the number of their fixes."""
    csv.field_size_limit(sys.maxsize)
    with trips.open(encoding="utf-8", newline="") as file:
        rows = [
            (int(row["TAXI_ID"]), int(row["TIMESTAMP"]), row["POLYLINE"])
            for row in csv.DictReader(file)
        ]
    sizes = [line.count("],[") + 1 if len(line) > 2 else 0 for _, _, line in rows]
    for again in count():
        later = again * DAYS_LATER * SECONDS_A_DAY
        for number, ((taxi, start, line), fixes) in enumerate(zip(rows, sizes, strict=True)):
            yield fixes, challenge_row(again * len(rows) + number, taxi, start + later, line)


def prepared(folder: Path, processes: int) -> dict[str, Any]:
    """Prepare the folder's trips: seconds, and the most memory that all processes can have had."""
    trips = sorted(folder.glob("trips_*.csv"))
    begun = time.perf_counter()
    params = PrepareParams(
        trips=tuple(map(str, trips)),
        roads=str(folder / "roads.gpkg"),
        bbox=tuple(json.loads((folder / "area.json").read_text("utf-8"))),
    )
    manifest = prepare_bundle(
        params,
        folder / "bundle",
        cache=StageCache(folder / "cache"),
        executor=ProcessPool(processes),
    )
    seconds = time.perf_counter() - begun
    largest_child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e9
    return {
        "matched_fixes": manifest.counts.fixes,
        "files": len(trips),
        "seconds": seconds,
        "peak_gb": peak_gb() + (processes * largest_child if processes > 1 else 0),
        "trips_gb": gigabytes(trips),
        "bundle_gb": gigabytes((folder / "bundle").rglob("*")),
    }


def gigabytes(paths: Iterable[Path]) -> float:
    """Size of files, 10⁹ bytes."""
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e9


def table(content: dict[str, Any]) -> str:
    """The measurements in Markdown, and their growth."""
    lines = [
        f"{device_name(torch.device('cpu'))}; {content['sample']}, again and again; "
        f"{content['processes']} processes",
        "",
        "| fixes | files | seconds | fixes/s | peak memory | trips | bundle | bytes a fix |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in content["rows"]:
        lines.append(
            f"| {row['fixes']:,} | {row['files']} | {row['seconds']:,.0f} "
            f"| {row['fixes_per_s']:,.0f} | {row['peak_gb']:.2f} GB | {row['trips_gb']:.2f} GB "
            f"| {row['bundle_gb']:.2f} GB | {1e9 * row['bundle_gb'] / row['fixes']:.1f} |"
        )
    lines += ["", *(growth(*pair) for pair in pairwise(content["rows"]))]
    return "\n".join(lines)


def table_of_uses(rows: list[dict[str, Any]]) -> str:
    """Time and memory of uses of each bundle, in Markdown."""
    lines = [
        "",
        "| fixes | seconds to load | columns in the cache | to the first step | own memory: steps "
        "| a head | predictions | seconds: a head | predictions |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        steps, head, predicted = (row["uses"][use] for use in USES[:3])
        memory = " | ".join(f"{use['own_peak_gb']:.2f} GB" for use in (steps, head, predicted))
        lines.append(
            f"| {row['fixes']:,} | {steps['load_seconds']:.0f} | {steps['unpacked_gb']:.2f} GB "
            f"| {steps['ready_seconds']:.0f} | {memory} "
            f"| {head['seconds']:.0f} | {predicted['seconds']:.0f} |"
        )
    return "\n".join(lines)


def table_of_clicks(rows: list[dict[str, Any]]) -> str:
    """Time of clicks on each bundle, in Markdown."""
    lines = [
        "",
        "| fixes | seconds to the first answer | a click, p50 | p95 | passes of its road "
        "| seconds to the roads alike | own memory |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        clicks = row["uses"]["clicking"]
        lines.append(
            f"| {row['fixes']:,} | {clicks['ready_seconds']:.0f} | {clicks['p50_ms']:.0f} ms "
            f"| {clicks['p95_ms']:.0f} ms | {clicks['passes_a_click']:,.0f} "
            f"| {clicks['alike_seconds']:.0f} | {clicks['own_peak_gb']:.2f} GB |"
        )
    return "\n".join(lines)


def table_of_comparisons(rows: list[dict[str, Any]]) -> str:
    """Time and memory of the comparison with other systems on each bundle, in Markdown."""
    lines = ["", "| fixes | systems | seconds | own memory |", "|---|---|---|---|"]
    for row in rows:
        own = row["uses"][COMPARING]
        lines.append(
            f"| {row['fixes']:,} | {own['systems']} | {own['seconds']:,.0f} "
            f"| {own['own_peak_gb']:.2f} GB |"
        )
    return "\n".join(lines)


def growth(few: dict[str, Any], many: dict[str, Any]) -> str:
    """Growth of time and memory from one size to the next."""
    times = {name: many[name] / few[name] for name in ("fixes", "seconds", "peak_gb")}
    return (
        f"{times['fixes']:.1f} times the fixes: {times['seconds']:.1f} times the time, "
        f"{times['peak_gb']:.2f} times the memory"
    )


if __name__ == "__main__":
    main()
