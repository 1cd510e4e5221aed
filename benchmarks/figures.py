"""Figures of benchmarks: processes of their own that measure them, their tables and their files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
#: Whatever benchmarks make.
BUILD = ROOT / "build" / "benchmark"


@dataclass(frozen=True)
class Row:
    """A figure of a table.

    Attributes:
        name: its key in the JSON.
        value: None where it could not be measured; ``note`` says why.
        unit: of the value.
        bound: what it should be.
        note: how it was measured.
    """

    name: str
    value: float | None
    unit: str = ""
    bound: str = ""
    note: str = ""


def rows_table(heading: str, rows: Iterable[Row]) -> str:
    """The rows in Markdown."""
    lines = [heading, "", "| figure | value | bound | how |", "|---|---|---|---|"]
    for row in rows:
        value = "–" if row.value is None else f"{row.value:.3g} {row.unit}".strip()
        lines.append(f"| {row.name} | {value} | {row.bound} | {row.note} |")
    return "\n".join(lines)


def rows_of(rows: Iterable[Row]) -> dict[str, Any]:
    """Values by name, and how they were measured."""
    return {
        **{row.name: row.value for row in rows},
        "notes": {row.name: row.note for row in rows},
    }


def measured_by(
    module: str,
    *words: object,
    python: str | Path = sys.executable,
    env: Mapping[str, str] | None = None,
    one_core: bool = False,
) -> Any:
    """The JSON that a module of this folder prints last, as a process of its own.

    Args:
        module: after ``benchmarks.``.
        words: of the command line.
        python: that runs it.
        env: further variables of the environment.
        one_core: whether the process and its children share one core.
    """
    done = subprocess.run(
        [str(python), "-m", f"benchmarks.{module}", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_stay_on_one_core if one_core else None,
    )
    return json.loads(done.stdout.splitlines()[-1])


def write_figures(
    name: str, figures: Mapping[str, Any], *, device: str = "cpu", keep: bool = False
) -> None:
    """Write ``build/benchmark/NAME.json``, with the machine and the time.

    Args:
        name: of the file.
        figures: to write.
        device: that was measured.
        keep: whether other keys of the file stay.
    """
    # Not at the top: in a process that is measured, torch would count as its memory.
    import torch

    from trajganr_comparison.machine import device_name

    path = BUILD / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = json.loads(path.read_text("utf-8")) if keep and path.is_file() else {}
    content = {
        **known,
        "machine": device_name(torch.device(device)),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **figures,
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
