"""Measures how fast the model trains and predicts: ``make benchmark-model``.

Prints a table and writes ``build/benchmark/model.json``. Figures that are ratios are measured turn
by turn in this one run; docs/benchmarks/model.md says how to read them.
"""

from __future__ import annotations

import argparse
import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import torch  # isort: skip

from images import street_views  # isort: skip
from measure import Row, device_name  # isort: skip
from porto import porto  # isort: skip
from steps import layouts, on_gpu  # isort: skip
from trajganr_core.utils.device import resolve_device  # isort: skip

OUT = Path(__file__).resolve().parents[1] / "build" / "benchmark" / "model.json"
PARTS = {"layouts": layouts, "images": street_views, "porto": porto, "gpu": on_gpu}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    torch.manual_seed(0)
    device = resolve_device(options.device)
    rows = [row for part in options.parts for row in PARTS[part](device)]
    print(table(rows, device))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(report(rows, device), indent=2, ensure_ascii=False) + "\n", "utf-8")


def table(rows: list[Row], device: torch.device) -> str:
    """The rows in Markdown."""
    lines = [f"{device_name(device)}, {torch.get_num_threads()} threads, torch {torch.__version__}"]
    lines += ["", "| figure | value | bound | how |", "|---|---|---|---|"]
    for row in rows:
        value = "–" if row.value is None else f"{row.value:.3g} {row.unit}".strip()
        lines.append(f"| {row.name} | {value} | {row.bound} | {row.note} |")
    return "\n".join(lines)


def report(rows: list[Row], device: torch.device) -> dict[str, object]:
    """The rows as JSON: values by name, and their method of measurement."""
    return {
        "device": device_name(device),
        "threads": torch.get_num_threads(),
        "torch": torch.__version__,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **{row.name: row.value for row in rows},
        "notes": {row.name: row.note for row in rows},
    }


if __name__ == "__main__":
    main()
