"""Measures fine-tuning and predicting in a large synthetic city, and a first click in Porto.

``make benchmark-city`` prints the figures and writes ``build/benchmark/city.json``: seconds and
seconds of a processor, each of a process of its own with an empty cache. The model is untrained,
with the default options, because that does not change the time. That of Porto has learned times of
the week, which a click also answers; that of the synthetic city has not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from city_steps import BUNDLE, MODEL
from compare import real
from data import BUILD, machine
from large_city import TRIPS, write_city
from porto import TRIPS as PORTO_TRIPS
from time_figures import collect

from trajganr_core.contract.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.pretraining.pretrain import pretrain

STEPS = Path(__file__).with_name("city_steps.py")


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=int, default=TRIPS, help="trips of the synthetic city")
    parser.add_argument("--parts", nargs="+", choices=("city", "porto"), default=("city", "porto"))
    options = parser.parse_args()
    found: dict[str, Any] = {
        "machine": machine(),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with tempfile.TemporaryDirectory() as name:
        if "city" in options.parts:
            folder = Path(name) / "city"
            write_city(folder / BUNDLE, options.trips)
            _untrained(folder, has_times=False)
            found |= _measured(folder, "large_city_heads", "large_city_predict")
        if "porto" in options.parts and PORTO_TRIPS.is_file():
            folder = Path(name) / "porto"
            real(folder)
            _untrained(folder, has_times=True)
            found |= _measured(folder, "porto_heads", "porto_predict", "first_click")
    for key, value in found.items():
        print(f"{key}: {value}")
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "city.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    collect(BUILD)


def _untrained(folder: Path, has_times: bool) -> None:
    config = PretrainConfig(epochs=0, device="cpu", modalities="traj+loc", road_function=has_times)
    pretrain([Bundle.load(folder / BUNDLE)], config, folder / MODEL)


def _measured(folder: Path, *steps: str) -> dict[str, Any]:
    """Figures of steps, each in a process of its own; they share a cache that is empty at first."""
    found: dict[str, Any] = {}
    for step in steps:
        done = subprocess.run(
            [sys.executable, str(STEPS), step, str(folder)],
            env={**os.environ, "TRAJGANR_CACHE": str(folder / "cache")},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found |= json.loads(done.stdout.splitlines()[-1])
        print(f"{step}: {found[f'{step}_s']:.1f} s", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    main()
