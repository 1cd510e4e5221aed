"""Measures the robustness of the worker: ``make torture``.

Prints a table and writes ``build/benchmark/torture.json``. It exits with 1 where a job was lost,
done twice or stuck, or a bound was not kept.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
sys.path[:0] = [*map(str, (ROOT, TESTS, TESTS / "worker", TESTS / "torture"))]

from damaged import do_damage, slowest_ping_beside_heavy_request  # noqa: E402
from frames import flood  # noqa: E402
from hostile_worker import attack_qgis  # noqa: E402
from indirect_references import follow_references  # noqa: E402
from kills import Toll, storm  # noqa: E402
from load import measure_idle, measure_load, percentile  # noqa: E402
from network import cross  # noqa: E402
from persons import trespass  # noqa: E402
from small_disk import may_mount, small_disk  # noqa: E402
from strangers import crowd_the_door  # noqa: E402
from subtraction import demo_city, subtract  # noqa: E402

from trajganr_core.contract.kinds import KINDS  # noqa: E402
from trajganr_core.contract.layers.road_times import MIN_DRIVERS  # noqa: E402
from trajganr_core.contract.version import __version__  # noqa: E402

OUT = ROOT / "build" / "benchmark" / "torture.json"

KILLS, STOPS = 200, 40
KILLS_ON_A_FULL_DISK, KILLS_WITH_A_JUMPING_CLOCK = 50, 50
SMALL_DISK_MB = 48
HOSTILE_FRAMES = 100_000
DAMAGED_INPUTS = 1500
CLIENTS, JOBS, UPLOAD_MB, PAUSE_S = 50, 1000, 200, 0.5
IDLE_S = 20.0
ROUNDS, ROUND_MB = 3, 10
STRANGERS, NEWCOMERS = 6000, 20
OVERLAPPING_OUTPUTS = 25


@dataclass(frozen=True)
class Row:
    """A figure of the table.

    Attributes:
        name: its key in the JSON.
        value: None where it could not be measured; ``note`` says why.
        most: what it must not exceed; it is only told where None.
        note: how it was measured.
    """

    name: str
    value: float | None
    most: float | None = None
    note: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the bound is kept, if there is one."""
        return self.most is None or (self.value is not None and self.value <= self.most)


def main() -> int:
    """Run what is asked for, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--seed", type=int, default=0, help="of what is hit when")
    options = parser.parse_args()
    rows: list[Row] = []
    for name in options.parts or PARTS:
        begun = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        folder = Path(tempfile.mkdtemp(prefix=f"trajganr-{name}-"))
        try:
            rows += PARTS[name](folder, options.seed)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print_table(rows)
    write(rows, options.seed)
    return 0 if all(row.is_kept for row in rows) else 1


def kills(folder: Path, seed: int) -> list[Row]:
    """Jobs, supervisors and clients die; what has become of the jobs."""
    toll = storm(folder, KILLS, STOPS, seed=seed)
    seen = ", ".join(f"{state} {count}" for state, count in sorted(toll.states.items()))
    return [
        Row("kills", toll.kills.total(), note=_counts(toll)),
        Row("stops", toll.stops.total(), note="SIGSTOP, and SIGCONT after half a second at most"),
        Row("jobs", toll.jobs, note=f"states at the kills: {seen}"),
        *_bounds("", toll),
        Row("redone_steps", toll.redone, note=f"of {toll.attempts} processes; a kill may cost one"),
    ]


def clock(folder: Path, seed: int) -> list[Row]:
    """The same under a wall clock that says anything within a day of the truth."""
    toll = storm(folder, KILLS_WITH_A_JUMPING_CLOCK, 10, seed=seed, clock_jumps=True)
    return [Row("clock_kills", toll.kills.total(), note=_counts(toll)), *_bounds("clock_", toll)]


def disk(folder: Path, seed: int) -> list[Row]:
    """The same on a disk that is full again and again."""
    if not may_mount():
        return [Row("disk_kills", None, note="needs the right to mount a small disk")]
    with small_disk(folder / "disk", SMALL_DISK_MB) as small:
        toll = storm(folder, KILLS_ON_A_FULL_DISK, 10, seed=seed, disk=small)
    return [
        Row("disk_kills", toll.kills.total(), note=_counts(toll)),
        Row("disk_full", toll.full, note=f"times that a disk of {SMALL_DISK_MB} MB was full"),
        *_bounds("disk_", toll),
    ]


def frames(folder: Path, seed: int) -> list[Row]:
    """Hostile messages."""
    report = flood(folder, HOSTILE_FRAMES, seed=seed)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(report.sent.items()))
    return [
        Row("hostile_frames", report.sent.total(), note=kinds),
        Row("answered_frames", report.answered, note="the others were ignored"),
        Row("raw_connections", report.raw, note="that did not speak ZeroMQ"),
        Row("growth_mb", report.growth_mb, 50.0, "of the supervisor, from before to after"),
        Row("peak_growth_mb", report.peak_mb, note="meanwhile"),
        Row("not_serving", float(not report.serves), 0.0, "a job submitted afterwards is done"),
        Row("hostile_ping_ms", report.slowest_ping_ms, note="the slowest, of 500 meanwhile"),
    ]


def strangers(folder: Path, seed: int) -> list[Row]:
    """Connections that never finish a handshake."""
    crush = crowd_the_door(folder, STRANGERS, NEWCOMERS)
    note = f"{STRANGERS:,} at a time that send nothing, or half a greeting, and come again"
    done = "with a key, who could not greet, send a file and have a job done meanwhile"
    return [
        Row("stranger_connections", crush.opened, note=note),
        Row("locked_out", crush.locked_out, 0.0, f"of {crush.newcomers} people {done}"),
    ]


def persons(folder: Path, seed: int) -> list[Row]:
    """A member who asks for what is another's."""
    found = trespass(folder)
    for leak in found.leaks:
        print(leak, file=sys.stderr)
    what = f"in {len(found.fields)} requests and {len(KINDS)} kinds of jobs"
    return [
        Row("cross_person_fields", found.tried, note=f"another's identifiers sent, {what}"),
        Row("leaks", len(found.leaks), 0.0, "something of the other's told, used or changed"),
    ]


def indirect(folder: Path, seed: int) -> list[Row]:
    """A member who uses shared models to get at bundles that are not shared."""
    found = follow_references(folder)
    for leak in found.leaks:
        print(leak, file=sys.stderr)
    return [
        Row("indirect_references", found.tried, note="requests and jobs with such a model"),
        Row("indirect_leaks", len(found.leaks), 0.0, "a bundle behind one told, used or changed"),
    ]


def hostile(folder: Path, seed: int) -> list[Row]:
    """A worker that attacks the QGIS of its user."""
    found = attack_qgis(folder)
    for leak in found.leaks:
        print(leak, file=sys.stderr)
    outcome = "asked, read, told or kept something, or ended without a code"
    return [
        Row("hostile_worker_cases", found.cases, note="each kind of job × each attack, in QGIS"),
        Row("hostile_worker_leaks", len(found.leaks), 0.0, outcome),
    ]


def subtraction(folder: Path, seed: int) -> list[Row]:
    """What is told in overlapping outputs of the demo city, added and subtracted."""
    found = subtract(folder, demo_city(folder), OVERLAPPING_OUTPUTS, seed=seed)
    for text in found.persons:
        print(text, file=sys.stderr)
    outputs = ", ".join(f"{name} {count}" for name, count in sorted(found.systems.items()))
    few = f"of fewer than {MIN_DRIVERS} drivers, that follow"
    return [
        Row("differencing_systems", sum(found.systems.values()), note=f"solved: {outputs}"),
        Row("persons_found", len(found.persons), 0.0, f"sums {few}"),
        Row("differencing_wrong", found.wrong, 0.0, "numbers that are not those of their passes"),
    ]


def damaged(folder: Path, seed: int) -> list[Row]:
    """Damaged files, bundles, models and parameters, and what takes long to find out."""
    found = do_damage(folder, DAMAGED_INPUTS, seed=seed)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(found.tried.items()))
    ends = ", ".join(f"{end} {count}" for end, count in sorted(found.ends.items()))
    for text in found.internal:
        print(text, file=sys.stderr)
    wrong = found.unanswered + found.stuck + len(found.internal) + (not found.serves)
    heavy = folder / "heavy"
    heavy.mkdir()
    beside = "estimates and jobs of a zip of 2 M files, named 256 times, which is also sent"
    return [
        Row("damaged_inputs", found.tried.total(), note=kinds),
        Row("damaged_jobs", found.ends.total(), note=ends),
        Row("damaged_without_code", float(wrong), 0.0, "or not answered, or not ended"),
        Row("supervisor_exits", float(found.exits), 0.0, "of the worker that met all of them"),
        Row(
            "slowest_ping_beside_heavy_request_ms",
            slowest_ping_beside_heavy_request(heavy),
            200.0,
            beside,
        ),
    ]


def network(folder: Path, seed: int) -> list[Row]:
    """A network that delays, loses and cuts."""
    crossing = cross(folder, ROUNDS, ROUND_MB)
    what = f"submit, follow, {ROUND_MB} MB up and down"
    return [
        Row("network_rounds", crossing.rounds, note=what),
        Row("network_failed", crossing.rounds - crossing.completed, 0.0),
        Row("network_cuts", crossing.cuts, note="connections that were cut"),
        Row("network_gaps", crossing.gaps, 0.0, "events missing after replay"),
        Row("network_doubled", crossing.doubled, 0.0, "jobs beyond those submitted"),
    ]


def load(folder: Path, seed: int) -> list[Row]:
    """Many clients, a long queue, an upload and a busy processor."""
    found = measure_load(folder, CLIENTS, JOBS, UPLOAD_MB, PAUSE_S)
    burst, paced = found.burst, found.paced
    what = f"{CLIENTS} clients, each about one submit and one ping a second"
    beside = f"beside uploads of {UPLOAD_MB} MB and a job that keeps a core busy"
    at_once = "while they fill the queue, without any pause"
    return [
        Row("clients", CLIENTS, note=what),
        Row("queued_jobs", found.queued, note=f"before, and {JOBS} more meanwhile"),
        Row("submit_p50_ms", percentile(paced.submit_ms, 0.5), note=beside),
        Row("submit_p99_ms", percentile(paced.submit_ms, 0.99), 50.0, beside),
        Row("ping_p50_ms", percentile(paced.ping_ms, 0.5), note=beside),
        Row("ping_p99_ms", percentile(paced.ping_ms, 0.99), 20.0, beside),
        Row("upload_mb_per_s", UPLOAD_MB / found.upload_s, note="of the first, beside the burst"),
        Row("burst_submit_p99_ms", percentile(burst.submit_ms, 0.99), note=at_once),
        Row("burst_ping_p99_ms", percentile(burst.ping_ms, 0.99), note=at_once),
    ]


def idle(folder: Path, seed: int) -> list[Row]:
    """A worker that has nothing to do."""
    found = measure_idle(folder, IDLE_S)
    note = f"of the supervisor with two clients and ended jobs, over {IDLE_S:.0f} s"
    return [
        Row("idle_cpu_percent", found.cpu_percent, 1.0, f"of a core, {note}"),
        Row("idle_mb", found.megabytes, 100.0, f"resident, {note}"),
    ]


PARTS: dict[str, Callable[[Path, int], list[Row]]] = {
    "kills": kills,
    "clock": clock,
    "disk": disk,
    "frames": frames,
    "damaged": damaged,
    "strangers": strangers,
    "persons": persons,
    "indirect": indirect,
    "hostile": hostile,
    "subtraction": subtraction,
    "network": network,
    "load": load,
    "idle": idle,
}


def print_table(rows: list[Row]) -> None:
    """The figures with their bounds."""
    print(f"\n{'figure':<22} {'value':>10} {'bound':>8}   how")
    for row in rows:
        value = "not run" if row.value is None else _figure(row.value)
        bound = "" if row.most is None else f"≤ {row.most:g}"
        mark = " " if row.is_kept else "!"
        print(f"{row.name:<22} {value:>10} {bound:>8} {mark} {row.note}")


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:.3g}"


def write(rows: list[Row], seed: int) -> None:
    """Leave the figures for machines."""
    content: dict[str, Any] = {row.name: row.value for row in rows}
    content["machine"] = {
        "system": platform.platform(),
        "python": platform.python_version(),
        "release": __version__,
        "seed": seed,
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten to {OUT.relative_to(ROOT)}.")


def _bounds(prefix: str, toll: Toll) -> list[Row]:
    return [
        Row(f"{prefix}lost", toll.lost, 0.0, f"of {toll.jobs} jobs"),
        Row(f"{prefix}doubled", toll.doubled, 0.0, "keys, ends, or processes at a time"),
        Row(f"{prefix}stuck", toll.stuck, 0.0, "not done when all was calm"),
        Row(f"{prefix}damaged_stores", float(not toll.is_intact), 0.0, "SQLite's integrity check"),
    ]


def _counts(toll: Toll) -> str:
    return ", ".join(f"{victim} {count}" for victim, count in sorted(toll.kills.items()))


if __name__ == "__main__":
    raise SystemExit(main())
