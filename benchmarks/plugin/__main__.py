"""Measures how fast the plugin shows results: ``make benchmark-plugin``.

Starts QGIS Desktop on a screen that nobody sees. Prints a table and writes
``build/benchmark/plugin.json``; benchmarks/log/2026-11-25-plugin-speed.md says how to read it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ..figures import ROOT, Row, rows_of, rows_table, write_figures

SESSIONS = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tests"))

from harness import isolated_environment, local_worker  # noqa: E402

PARTS = ("styled", "clicked")
#: Where `make demo` leaves a fine-tuned model.
DEMO = ROOT / "build" / "demo" / "home"

#: Of one session in QGIS.
TIMEOUT_S = 600


def styled(folder: Path) -> list[Row]:
    """Predicted roads that have arrived, until they are drawn."""
    result = in_desktop("styled_session.py", folder)
    turns = result["turns"]
    segments, styles = turns[0]["segments"], turns[0]["styles"]
    how = f"{segments} directed segments, {styles} named styles, median of {len(turns)} turns"
    seconds = statistics.median(turn["seconds"] for turn in turns)
    gaps = [turn["gap_ms"] for turn in turns]
    return [
        Row("styled_25k_s", seconds, "s", "< 3", f"{how}: from the file to the drawn canvas"),
        Row(
            "styled_25k_gap_ms",
            statistics.median(gaps),
            "ms",
            "< 100",
            f"the longest time without a response of the window; {max(gaps):.0f} in one repetition",
        ),
    ]


def clicked(folder: Path, models_of: Path) -> list[Row]:
    """Clicks on the map until the answer is painted, and all roads coloured by similarity.

    Args:
        folder: for what is written.
        models_of: home whose newest fine-tuned model is asked, by a worker with a home of its own.
    """
    if not (models_of / "models").is_dir():
        raise SystemExit(f"There are no models in {models_of}: run `make demo`, or name --home.")
    home = folder / "home"
    shutil.copytree(models_of / "models", home / "models")
    with local_worker(home):
        result = in_desktop("clicks_session.py", folder)
    clicks, edges = result["clicks_ms"], result["edges"]
    where = f"{edges:,} directed segments"
    again = statistics.median(result["colours_s"])
    from_button = "from the button to the drawn canvas"
    return [
        Row(
            "click_p95_ms",
            statistics.quantiles(clicks, n=20)[-1],
            "ms",
            "< 100",
            f"{where}, {len(clicks)} clicks: from the press to the painted numbers; "
            f"the median is {statistics.median(clicks):.0f} ms",
        ),
        Row(
            "similar_s",
            result["first_colours_s"],
            "s",
            "< 2",
            f"{where}: {from_button}, the first time, with the geometry; the median of "
            f"{len(result['colours_s'])} later times is {again:.2f} s",
        ),
        # There is no model of such a large network: its parts are measured separately and added.
        Row(
            "similar_25k_s",
            result["answer_s"] + result["made_up_s"],
            "s",
            "< 2",
            f"{result['answer_s']:.2f} s, the worker's slowest answer about {where}, and "
            f"{result['made_up_s']:.2f} s, in which QGIS draws {result['made_up']:,} simulated "
            "roads",
        ),
        Row("gui_gap_max_ms", result["gap_ms"], "ms", "< 100", "the longest the window was busy"),
    ]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--home", type=Path, default=DEMO, help="of a worker with models to ask")
    options = parser.parse_args()
    parts: dict[str, Callable[[Path], list[Row]]] = {
        "styled": styled,
        "clicked": partial(clicked, models_of=options.home),
    }
    rows: list[Row] = []
    for part in options.parts:
        with tempfile.TemporaryDirectory(prefix="trajganr-benchmark-") as folder:
            rows += parts[part](Path(folder))
    qgis = qgis_version()
    print(rows_table(qgis, rows))
    write_figures("plugin", {"qgis": qgis, **rows_of(rows)})


def in_desktop(script: str, folder: Path) -> dict[str, Any]:
    """Run a script of this folder in QGIS Desktop with the plugin; returns its JSON."""
    environment = isolated_environment(folder, folder / "home")
    environment |= {
        "TRAJGANR_BENCHMARK_OUT": str(folder / "figures.json"),
        "TRAJGANR_BENCHMARK_FOLDER": str(folder),
        "TRAJGANR_BENCHMARKS": str(SESSIONS),
    }
    enable = ["qgis_process", "plugins", "enable", "trajganr"]
    subprocess.run(enable, env=environment, check=True, capture_output=True)
    del environment["QT_QPA_PLATFORM"]
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24"]
    profiles = environment["QGIS_CUSTOM_CONFIG_PATH"]
    command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", profiles, "--code"]
    done = subprocess.run(
        ["timeout", "--kill-after=5", str(TIMEOUT_S), *screen, *command, SESSIONS / script],
        env=environment,
        capture_output=True,
        text=True,
    )
    result = folder / "figures.json"
    if not result.is_file():
        raise SystemExit(f"QGIS has not come to an end:\n{done.stdout}{done.stderr}")
    content = dict(json.loads(result.read_text("utf-8")))
    if "error" in content:
        raise SystemExit(f"QGIS could not be measured: {content['error']}\n{done.stderr}")
    return content


def qgis_version() -> str:
    """Name and version of QGIS."""
    process = subprocess.run(["qgis", "--version"], capture_output=True, text=True, check=True)
    return process.stdout.split("'")[0].strip()


if __name__ == "__main__":
    main()
