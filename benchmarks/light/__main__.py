"""Measures all parts, or those that are named, and writes ``build/benchmark/light.json``.

Figures of an earlier run that are not measured again stay; ``collected`` says when and on which
machine, and at which commit, each was measured.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import torch

from trajganr_comparison.machine import commit, device_name
from trajganr_core.contract.files.atomic_io import atomic_file, read_json, write_json

from ..figures import BUILD, ROOT

OUT = BUILD / "light.json"
#: What a part keeps for its next run.
WORK = ROOT / "build" / "light"
PARTS = ("product", "fast", "roads", "paths", "best", "implicit")


def main() -> None:
    """Measure part by part; a part that fails loses no other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="all if none is named")
    chosen = parser.parse_args().part or PARTS
    WORK.mkdir(parents=True, exist_ok=True)
    for part in chosen:
        figures = import_module(f".{part}", __package__).measure(WORK)
        _store(figures)
        print(part, json.dumps(figures))


def _store(figures: dict[str, float]) -> None:
    """Put the figures into the file."""
    known: dict[str, Any] = read_json(OUT) if OUT.is_file() else {}
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    measured = f"{when}, {device_name(torch.device('cpu'))}, {commit()}"
    collected = {**known.get("collected", {}), **dict.fromkeys(figures, measured)}
    with atomic_file(OUT) as file:
        write_json(file, {**known, **figures, "collected": collected})


if __name__ == "__main__":
    main()
