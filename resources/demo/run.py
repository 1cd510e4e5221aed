"""Predict the roads of the demo city through the plugin's algorithms: `make demo`.

First without training, with the shipped model; then models of the presets `best` and `paper` are
trained, and their figures stand side by side.

A worker is started in its own home folder and stopped at the end. The results are in build/demo or
in the folder given as argument.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import geopandas as gpd
import pandas as pd
import pyogrio
from image_weights import BACKBONE, write_image_weights

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from harness import (  # noqa: E402
    AlgorithmError,
    Parameter,
    QgisProcess,
    isolated_environment,
    local_worker,
)

from trajganr_core.contract.errors import TrajganrError  # noqa: E402
from trajganr_core.contract.kinds.finetune import FinetuneResult  # noqa: E402
from trajganr_core.contract.layers.predicted_columns import time_fields  # noqa: E402
from trajganr_core.contract.layers.road_times import joined_names  # noqa: E402
from trajganr_core.contract.options.time_sets import parse_time_sets  # noqa: E402
from trajganr_core.contract.protocol.client import Client  # noqa: E402
from trajganr_core.contract.tasks import METRICS, TASKS  # noqa: E402
from trajganr_core.contract.texts.verdicts import verdict_text  # noqa: E402
from trajganr_core.data.local_time import is_in, times_of_week  # noqa: E402

CITY = ROOT / "resources" / "demo" / "city"
NAME = "Doggerhaven"
#: The presets that are trained; the first one predicts the roads.
PRESETS = ("best", "paper")

#: Small, so that a laptop without a GPU needs only minutes; the defaults are for real data.
PRETRAIN: dict[str, Parameter] = {
    "EPOCHS": 12,
    "BATCH_SIZE": 64,
    "LEARNING_RATE": 1e-3,
    "DIMENSION": 64,
    "LAYERS": 2,
    "BACKBONE": BACKBONE,
}
#: The tasks that have labels in the demo city, whose trips have a fix every two seconds.
DEMO_TASKS = ["speed", "popularity", "aoi", "braking"]
FINETUNE: dict[str, Parameter] = {"TASKS": DEMO_TASKS, "EPOCHS": 20, "BATCH_SIZE": 32}
#: The trips are of a Tuesday, 05:00 to 23:00, and of a Saturday.
TIMES = parse_time_sets(["weekday morning peak", "weekday evening peak", "20:00-06:00", "weekend"])
STAGES = 10


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the worker is stopped
    out = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "build" / "demo"
    started = time.monotonic()
    shutil.rmtree(out, ignore_errors=True)
    home = out / "home"
    try:
        with local_worker(home):
            seconds = run_stages(QgisProcess(out / "qgis", home), Terminal(sys.stdout, STAGES), out)
            untrained = f"Roads predicted without training, from the trips alone: {seconds:.0f} s"
            tables = (metrics_table(home), times_table(out / "roads.gpkg"))
            metrics = "\n\n".join((untrained, *tables))
        draw_map(out)
    except (AlgorithmError, TrajganrError, subprocess.CalledProcessError) as error:
        print(f"\n{error}\nThe demo failed. The worker's log: {home / 'worker.log'}")
        return 1
    except KeyboardInterrupt:
        print("\nStopped, together with the worker.")
        return 130
    (out / "metrics.txt").write_text(metrics + "\n", encoding="utf-8")
    print(f"\n{metrics}\n\nDone in {time.monotonic() - started:.0f} s. Results:")
    for name in ("predicted_without_training.gpkg", "roads.gpkg", "map.png", "metrics.txt"):
        print(f"  {os.path.relpath(out / name)}")
    return 0


def run_stages(qgis: QgisProcess, terminal: Terminal, out: Path) -> float:
    """Run the algorithms of the user guide, one after the other.

    Returns:
        Seconds of the prediction without training.
    """
    west, south, east, north = json.loads((CITY / "city.json").read_text("utf-8"))["bbox"]
    trips, images = out / "trips.gpkg", out / "street_view.gpkg"

    def run(title: str, algorithm: str, **parameters: Parameter) -> dict[str, str]:
        with terminal.stage(title) as stage:
            return qgis.run(algorithm, stage.line, stage.percent, **parameters)

    run("Load trips", "loadtrips", FILE=CITY / "trips.csv", OUTPUT=trips)
    run("Load street views", "loadstreetview", FILE=CITY / "street_view", OUTPUT=images)
    bundle = run(
        "Prepare the study area",
        "prepare",
        TRIPS=trips,
        ROADS=CITY / "roads.gpkg",
        IMAGES=images,
        POIS=CITY / "pois.gpkg",
        EXTENT=f"{west},{east},{south},{north} [EPSG:4326]",
        NAME=NAME,
    )["BUNDLE"]
    times: dict[str, Parameter] = {"TIME_SETS": joined_names(TIMES), "EACH_HOUR": True}
    begun = time.monotonic()
    predicted = out / "predicted_without_training.gpkg"
    run("Predict without training", "predictroads", BUNDLE=bundle, OUTPUT=predicted, **times)
    seconds = time.monotonic() - begun
    weights = write_image_weights(out)
    tuned = []
    for preset in PRESETS:
        learned = {"BUNDLE": bundle, "NAME": preset}
        sizes = {"PRESET": preset, "WEIGHTS": weights, **PRETRAIN}
        model = run(f"Pretrain, preset {preset}", "pretrain", **learned, **sizes)["MODEL"]
        title = f"Fine-tune, preset {preset}"
        tuned.append(run(title, "finetune", MODEL=model, **learned, **FINETUNE)["MODEL"])
    run("Predict the roads", "predictroads", MODEL=tuned[0], OUTPUT=out / "roads.gpkg", **times)
    run("Show the worker's status", "workerstatus")
    return seconds


def metrics_table(home: Path) -> str:
    """Held-out metrics of the models, and of what needs no training."""
    with Client.connect(home) as client:
        jobs = {job.name: job for job in client.jobs() if job.kind == FinetuneResult.kind}
    best, *others = (FinetuneResult.of(jobs[preset]).metrics for preset in PRESETS)
    beside = {"mean of own trips": "passes", "shipped": "shipped", "trivial": "baseline"}
    rows: list[tuple[str, ...]] = [("Held-out road segments", "", *PRESETS, *beside)]
    for task_id, metrics in best.items():
        task = TASKS[task_id]
        models = [metrics, *(other[task_id] for other in others)]
        for metric in task.metrics:
            name = METRICS[metric] + (f" ({task.unit})" if metric in ("mae", "rmse") else "")
            figures = [each[metric] for each in models]
            figures += [metrics.get(f"{prefix}_{metric}") for prefix in beside.values()]
            rows.append((task.title, name, *map(_figure, figures)))
        coverage = [_figure(each["coverage"]) for each in models]
        rows.append((task.title, "coverage of 90 % intervals", *coverage, *[""] * len(beside)))
    said = [
        f"{TASKS[task].title}, {PRESETS[0]}: {verdict}"
        for task, metrics in best.items()
        if (verdict := verdict_text(task, metrics))
    ]
    note = (
        "mean of own trips: of the road's own input trips, on roads that have some. shipped: the\n"
        "shipped model, adapted to the trips. trivial: the training mean, or the most frequent\n"
        "class. Coverage: the share of held-out roads whose label is within its interval; with\n"
        "about 50 roads, it varies by chance. The city is simulated."
    )
    return "\n\n".join((_table(rows, texts=2), "\n".join(said), note))


def times_table(roads: Path) -> str:
    """Mean speeds at times of the week: predicted of all roads, and observed in the trips."""
    predicted = gpd.read_file(roads, layer="roads", ignore_geometry=True)
    trips = pd.read_csv(CITY / "trips.csv")
    zone = pyogrio.read_info(roads, layer="roads")["layer_metadata"]["TIME_ZONE"]
    minute, _ = times_of_week(trips["time"].to_numpy(), zone)
    rows = [("Mean traffic speed (km/h)", "predicted", "observed", "trips")]
    for time_set in TIMES:
        mean = predicted[time_fields(time_set)[0].name].mean()
        driven = trips[is_in(time_set, minute)]
        count = driven["trip_id"].nunique()
        rows.append((time_set.name, f"{mean:.1f}", f"{driven['speed_kmh'].mean():.1f}", str(count)))
    note = (
        "predicted: mean of all roads, each direction once. observed: mean of the fixes of all\n"
        "trips, so that roads count as often as they are driven."
    )
    return f"{_table(rows, texts=1)}\n\n{note}"


def _table(rows: list[tuple[str, ...]], texts: int) -> str:
    """Rows with aligned columns; the first is the header, the first columns are texts."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if k < texts else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def draw_map(out: Path) -> None:
    """Render the predicted roads with QGIS, which is available in the system's Python only."""
    script = ROOT / "resources" / "demo" / "render_map.py"
    subprocess.run(
        ["/usr/bin/python3", script, out / "roads.gpkg", out / "map.png"],
        check=True,
        env=isolated_environment(out / "qgis", out / "home"),
    )


class Terminal:
    """One line per stage: updated on a terminal, otherwise written at the end of the stage."""

    def __init__(self, stream: TextIO, stages: int) -> None:
        self._stream = stream
        self._stages = stages
        self._number = 0

    @contextmanager
    def stage(self, title: str) -> Iterator[Stage]:
        """Show the stage's progress and then its duration."""
        self._number += 1
        stage = Stage(f"[{self._number}/{self._stages}] {title}", self._stream)
        stage.show()
        try:
            yield stage
        except BaseException:
            stage.end("stopped")
            raise
        stage.end("done")


class Stage:
    """The line of a stage."""

    def __init__(self, title: str, stream: TextIO) -> None:
        self._title = title
        self._stream = stream
        self._started = time.monotonic()
        self._percent = 0
        self._text = ""

    def percent(self, percent: int) -> None:
        """Update the progress."""
        self._percent = percent
        self.show()

    def line(self, text: str) -> None:
        """Show the last line of the algorithm's log."""
        self._text = text.strip() or self._text
        self.show()

    def show(self) -> None:
        """Update the line on a terminal."""
        if self._stream.isatty():
            width = shutil.get_terminal_size().columns - 1
            text = f"{self._title:<32} {self._percent:3d} %  {self._text}"
            self._stream.write(f"\r\033[K{text[:width]}")
            self._stream.flush()

    def end(self, outcome: str) -> None:
        """Write the final line."""
        start = "\r\033[K" if self._stream.isatty() else ""
        seconds = time.monotonic() - self._started
        self._stream.write(f"{start}{self._title:<32} {outcome}, {seconds:.1f} s\n")
        self._stream.flush()


if __name__ == "__main__":
    sys.exit(main())
