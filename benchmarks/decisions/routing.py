"""Durations of paths in Valhalla with our speeds, on real Porto: ``make benchmark-decisions``.

Prints tables and updates ``build/benchmark/decisions.json``;
benchmarks/log/2026-11-28-routing-and-changes.md has the results. Valhalla finds the durations of
held-out drivers' paths, by its own speeds and by those of ``trajganr routing-export``. A seed
splits the drivers of the bundle into label drivers, who are held out, and input drivers, from whose
trips the model learns; the whole way is that of the product. Design choices were made on seed 0;
seeds 90 to 92 were seen before paths were cut to the driven metres and Valhalla knew on which side
vehicles drive. Of the first seed, OSRM is asked too whether it drives at the exported speeds
(osrm.py).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tarfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch

import trajganr_core as tg
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import PassTable, passes_of_bundle
from trajganr_core.data.roads.network import Network
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.utils.arrays import FloatArray, IntArray

from ..cities import EXTRACT, prepared_porto
from ..figures import BUILD, ROOT, write_figures
from ..time.times_of_day import whole_passes

#: Design choices were made on another.
SEEDS = (105, 106)
MIN_RUN_M = 1000.0
#: Runs of a kind, drawn at random, that Valhalla is asked for.
MAX_RUNS = 1500
#: Valhalla's path must be as long as the driven one, up to this share.
LENGTH_TOLERANCE = 0.02
RESAMPLES = 1000
#: Points of the matrix of travel times.
POINTS = 1000
MONDAY = datetime(2013, 7, 1)
FILE = "decisions"


@dataclass(frozen=True)
class Runs:
    """Unbroken parts of held-out drivers' trips.

    Attributes:
        edges: ``(r,)`` the directed segments of each run.
        seconds: ``(r,)`` measured, for the metres that were driven on them.
        metres: ``(r,)`` driven.
        skipped_m: ``(r, 2)`` not driven, of the first segment before and of the last one after.
        minute: ``(r,)`` local minute of the week at which a run begins.
        driver: ``(r,)``.
    """

    edges: list[IntArray]
    seconds: FloatArray
    metres: FloatArray
    skipped_m: FloatArray
    minute: FloatArray
    driver: IntArray

    def __len__(self) -> int:
        return len(self.seconds)

    def drawn(self, most: int, seed: int) -> Runs:
        """At most so many of them, drawn at random."""
        chosen = np.sort(np.random.default_rng(seed).permutation(len(self))[:most])
        rest = (self.seconds, self.metres, self.skipped_m, self.minute, self.driver)
        return Runs([self.edges[run] for run in chosen], *(each[chosen] for each in rest))


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    folder = BUILD / "decisions"
    folder.mkdir(parents=True, exist_ok=True)
    valhalla = Valhalla(ROOT / ".venv" / "peers" / "bin" / "python", folder, EXTRACT)
    found = {seed: routed(seed, folder, valhalla) for seed in options.seeds}
    first = options.seeds[0]
    figures = {
        **means_of(found),
        **matrix_seconds(folder, folder / f"model_{first}", first),
        "osrm": osrm_figures(valhalla, folder / f"speeds_{first}" / "osrm" / "whole_week.csv"),
        "routing": {"seeds": {str(seed): rows for seed, rows in found.items()}},
    }
    write_figures(FILE, figures, keep=True)
    print(json.dumps({name: figures[name] for name in figures if name != "routing"}, indent=2))


def routed(seed: int, folder: Path, valhalla: Valhalla) -> dict[str, Any]:
    """The figures of a seed, of both kinds of runs."""
    bundle = Bundle.load(prepared_porto(folder / f"bundle_{seed}", seed=seed, places=False))
    model = folder / f"model_{seed}"
    if not model.is_dir():
        sizes: dict[str, Any] = {"dimension": 16, "layers": 1, "weights": "none", "device": "cpu"}
        config = PretrainConfig(epochs=0, road_function=True, seed=seed, **sizes)
        pretrain([bundle], config, model)
    speeds = folder / f"speeds_{seed}"
    shutil.rmtree(speeds, ignore_errors=True)
    tg.routing_export(model=model, extract=valhalla.extract, tiles=valhalla.archive, out=speeds)
    ours = valhalla.with_traffic(speeds / "valhalla")
    figures: dict[str, Any] = {}
    for kind, runs in kinds_of_runs(bundle).items():
        runs = runs.drawn(MAX_RUNS, seed)
        paths = [_path(bundle.network, runs, run) for run in range(len(runs))]
        answers = {
            "default": valhalla.answers(valhalla.tiles, paths),
            "ours": valhalla.answers(ours, paths),
        }
        figures[kind] = row_of(runs, answers, seed)
        print(f"Seed {seed}, {kind}: {json.dumps(figures[kind])}", flush=True)
    return figures


@dataclass
class Valhalla:
    """Valhalla in the peers' environment, with tiles of an extract.

    Attributes:
        python: that has pyvalhalla.
        folder: of what it makes.
        extract: of OpenStreetMap.
    """

    python: Path
    folder: Path
    extract: Path

    @property
    def tiles(self) -> Path:
        """The folder of the tiles without traffic, which are built once."""
        made = self.folder / "valhalla"
        if not made.is_dir():
            partial = self.folder / "valhalla.partial"
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            self._run("build", self.extract, "Europe/Lisbon", partial)
            partial.rename(made)
        return made

    @property
    def archive(self) -> Path:
        """The tiles without traffic as one file."""
        path = self.folder / "tiles.tar"
        with tarfile.open(path, "w") as tar:
            tar.add(self.tiles / "tiles", arcname=".")
        return path

    def with_traffic(self, traffic: Path) -> Path:
        """The folder of a copy of the tiles with traffic."""
        copy = self.folder / "valhalla_ours"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.tiles, copy)
        self._run("add", copy, traffic)
        return copy

    def answers(self, tiles: Path, paths: list[dict[str, Any]]) -> FloatArray:
        """``(r, 3)`` seconds, those of turns, and metres; NaN where a path is not found."""
        asked, answered = self.folder / "paths.json", self.folder / "answers.json"
        asked.write_text(json.dumps(paths), "utf-8")
        self._run("route", tiles, asked, answered)
        rows = json.loads(answered.read_text("utf-8"))
        return np.array([[np.nan] * 3 if row is None else row for row in rows], dtype=np.float64)

    def _run(self, *arguments: object) -> None:
        script = Path(__file__).with_name("valhalla.py")
        log = self.folder / "valhalla.log"
        with log.open("ab") as file:
            command = [str(self.python), str(script), *map(str, arguments)]
            subprocess.run(command, check=True, stdout=file, stderr=file)


def osrm_figures(peers: Valhalla, speeds: Path) -> dict[str, Any]:
    """What osrm.py prints; it fails where OSRM does not drive at the speeds of a file."""
    script = Path(__file__).with_name("osrm.py")
    command = [str(each) for each in (peers.python, script, peers.extract, speeds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return dict(json.loads(done.stdout))


def kinds_of_runs(bundle: Bundle) -> dict[str, Runs]:
    """Runs of label drivers of plausible passes and gaps, with and without ends, and of all whole.

    The ends are the first and the last pass of each piece, where taxis stand for passengers.
    """
    plausible, _ = passes_of_bundle(bundle)
    is_first = np.diff(plausible.piece, prepend=-1) != 0
    is_end = is_first | np.append(is_first[1:], True)
    kinds = {
        "plausible and gaps": plausible,
        "without ends": plausible.take(~is_end),
        "all whole": whole_passes(bundle),
    }
    driver = np.unique(bundle.matched.driver_id, return_inverse=True)[1]
    return {
        name: runs_of(passes.take(bundle.is_label[passes.piece]), bundle.network, driver)
        for name, passes in kinds.items()
    }


def runs_of(passes: PassTable, network: Network, driver_of_piece: IntArray) -> Runs:
    """The runs of at least a kilometre: passes of a piece over consecutive segments.

    A run ends where a pass is left out between two others.
    """
    edge = passes.edge.astype(np.int64)
    is_new = np.ones(len(edge), dtype=bool)
    is_new[1:] = (passes.piece[1:] != passes.piece[:-1]) | (
        network.target[edge[:-1]] != network.source[edge[1:]]
    )
    run = np.cumsum(is_new) - 1
    is_long = np.bincount(run, passes.metres) >= MIN_RUN_M
    rows = np.flatnonzero(is_long[run])
    first = np.flatnonzero(is_new)[is_long]
    last = first + np.bincount(run)[is_long] - 1
    number = np.cumsum(is_new[rows]) - 1
    skipped = np.maximum(network.length_m[edge] - passes.metres, 0)
    return Runs(
        edges=np.split(edge[rows], np.flatnonzero(is_new[rows])[1:]),
        seconds=np.bincount(number, passes.seconds[rows]).astype(np.float64),
        metres=np.bincount(number, passes.metres[rows]).astype(np.float64),
        # A run of one segment is taken as if it ended with it.
        skipped_m=np.column_stack([skipped[first], np.where(last > first, skipped[last], 0)]),
        minute=passes.minute_of_week[first].astype(np.float64),
        driver=driver_of_piece[passes.piece[first]],
    )


def row_of(runs: Runs, answers: dict[str, FloatArray], seed: int) -> dict[str, Any]:
    """Figures of the runs that Valhalla follows with both kinds of speeds."""
    followed = np.all(
        [np.abs(each[:, 2] / runs.metres - 1) < LENGTH_TOLERANCE for each in answers.values()],
        axis=0,
    )
    seconds, driver = runs.seconds[followed], runs.driver[followed]
    predicted = {name: each[followed, 0] for name, each in answers.items()}
    hour = runs.minute[followed] / 60 % 24
    row: dict[str, Any] = {"runs": len(runs), "followed": int(followed.sum())}
    row["drivers"] = len(np.unique(driver))
    for name, each in predicted.items():
        row[f"mape_{name}"], row[f"bias_{name}"] = errors(each, seconds)
        row[f"mape_{name}_scaled"] = errors(each * seconds.sum() / each.sum(), seconds)[0]
        row[f"turn_share_{name}"] = float(answers[name][followed, 1].sum() / each.sum())
        row[f"bias_{name}_by_part"] = [
            errors(each[part], seconds[part])[1] if part.any() else None
            for part in ((begin <= hour) & (hour < end) for begin, end in PARTS)
        ]
    row["mape_ratio"] = row["mape_ours"] / row["mape_default"]
    return row | intervals(predicted, seconds, driver, seed)


#: Parts of the day, local hours.
PARTS = ((0, 6), (6, 9), (9, 16), (16, 19), (19, 24))


def errors(predicted: FloatArray, actual: FloatArray) -> tuple[float, float]:
    """MAPE, and the sum of predicted over that of actual durations, less one; both %."""
    mape = 100 * np.mean(np.abs(predicted / actual - 1))
    return float(mape), float(100 * (predicted.sum() / actual.sum() - 1))


def intervals(
    predicted: dict[str, FloatArray], actual: FloatArray, driver: IntArray, seed: int
) -> dict[str, list[float]]:
    """95 % intervals of the figures, by resampling drivers."""
    number = np.unique(driver, return_inverse=True)[1]
    drivers = int(number.max()) + 1
    rng = np.random.default_rng(seed)
    drawn = rng.integers(drivers, size=(RESAMPLES, drivers))
    weight = np.stack([np.bincount(each, minlength=drivers)[number] for each in drawn])
    found: dict[str, list[float]] = {}
    mapes = {}
    for name, each in predicted.items():
        mapes[name] = 100 * (weight @ np.abs(each / actual - 1)) / weight.sum(axis=1)
        found[f"mape_{name}_95"] = _ends(mapes[name])
        found[f"bias_{name}_95"] = _ends(100 * ((weight @ each) / (weight @ actual) - 1))
    found["mape_ratio_95"] = _ends(mapes["ours"] / mapes["default"])
    return found


def means_of(found: dict[int, dict[str, Any]]) -> dict[str, float]:
    """The figures of the issue, means over seeds of the runs of plausible passes and gaps."""
    rows = pd.DataFrame([each["plausible and gaps"] for each in found.values()])
    return {
        "valhalla_mape_default": float(rows["mape_default"].mean()),
        "valhalla_mape_ours": float(rows["mape_ours"].mean()),
        "valhalla_bias_ours": float(rows["bias_ours"].mean()),
    }


def matrix_seconds(folder: Path, model: Path, seed: int) -> dict[str, float]:
    """Seconds from opening the model to a written table of 1,000 × 1,000 travel times.

    Those of the clock depend on other work of the machine, those of the processor hardly.
    """
    network = Bundle.load(folder / f"bundle_{seed}").network
    rng = np.random.default_rng(seed)
    edge = rng.integers(len(network), size=POINTS)
    lon, lat = network.locate(edge, rng.random(POINTS) * network.length_m[edge]).T
    points = folder / "points.csv"
    pd.DataFrame({"lon": lon, "lat": lat}).to_csv(points, index=False)
    begun, processor = time.perf_counter(), time.process_time()
    out = folder / f"times_{seed}"
    tg.travel_times(points, model=model, time_set="weekday morning peak", out=out)
    return {
        "od_1000x1000_s": time.perf_counter() - begun,
        "od_1000x1000_cpu_s": time.process_time() - processor,
    }


def _path(network: Network, runs: Runs, run: int) -> dict[str, Any]:
    """The line of a run, and when it begins, as Valhalla is asked."""
    edges = runs.edges[run]
    from_m, to_m = np.zeros(len(edges)), network.length_m[edges].astype(np.float64)
    from_m[0] += runs.skipped_m[run, 0]
    to_m[-1] -= runs.skipped_m[run, 1]
    parts = [
        _line(network, *each)[number > 0 :]
        for number, each in enumerate(zip(edges, from_m, to_m, strict=True))
    ]
    begin = MONDAY + timedelta(minutes=float(runs.minute[run]))
    shape = np.concatenate(parts).round(6).tolist()
    return {"shape": shape, "begin": begin.strftime("%Y-%m-%dT%H:%M")}


def _line(network: Network, edge: int, from_m: float, to_m: float) -> FloatArray:
    """``(v, 2)`` degrees of the part of a segment between two distances from its start."""
    vertices = slice(network.offsets[edge], network.offsets[edge + 1])
    vertex_m = network.vertex_m[vertices]
    inside = (from_m < vertex_m) & (vertex_m < to_m)
    middle = np.column_stack([network.lon[vertices], network.lat[vertices]])[inside]
    ends = network.locate(np.array([edge, edge]), np.array([from_m, to_m]))
    return np.concatenate([ends[:1], middle, ends[1:]])


def _ends(values: FloatArray) -> list[float]:
    return [float(each) for each in np.percentile(values, [2.5, 97.5])]


if __name__ == "__main__":
    main()
