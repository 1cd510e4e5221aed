"""Measures the page to share of real Porto in headless Chromium.

    python benchmarks/webpage.py

The roads of the whole study area are predicted at times of the week and at each hour, which makes
the largest page. Adds its figures to ``build/benchmark/decisions.json``; docs/results.md
has the results.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import trajganr_core as tg
from trajganr_core.contract.layers.road_times import PredictedTimes
from trajganr_core.contract.options.time_sets import parse_time_sets
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.predict import predict_roads
from trajganr_core.training.pretraining.pretrain import pretrain

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from browser import opened

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "benchmark" / "decisions.json"
TIMES = ("weekday morning peak", "weekday midday", "weekday evening peak", "night free flow")
#: Times that the page is opened, each time in a new browser with nothing in its cache.
OPENED = 7
WIDTH, HEIGHT = 1366, 768
MEGABYTE = 1_000_000


def main() -> None:
    """Measure, print and write."""
    # Only when run as a script.
    from compare import CITIES, RESULTS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, help="of real Porto; prepared if absent")
    parser.add_argument("--roads", type=Path, help="already predicted roads")
    parser.add_argument("--beside", type=Path, help="another page, which is opened in turn")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        roads = options.roads
        if roads is None:
            bundle = options.bundle or ROOT / CITIES["porto"](RESULTS / "porto")
            roads = predicted(bundle, Path(folder))
        figures = webpage_figures(roads, Path(folder), options.beside)
    print(json.dumps(figures, indent=2))
    known = json.loads(OUT.read_text("utf-8")) if OUT.is_file() else {}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(known | figures, indent=2) + "\n", "utf-8")


def predicted(bundle: Path, folder: Path) -> Path:
    """Roads of a bundle with speeds and passes at :data:`TIMES` and at each hour."""
    sizes: dict[str, Any] = {"dimension": 16, "layers": 1, "weights": "none", "device": "cpu"}
    config = PretrainConfig(epochs=0, road_function=True, **sizes)
    pretrain([Bundle.load(bundle)], config, folder / "model")
    roads = folder / "predicted.gpkg"
    opened = LoadedModel.load(folder / "model", None, "cpu")
    predict_roads(opened, roads, times=PredictedTimes(parse_time_sets(TIMES), each_hour=True))
    return roads


def webpage_figures(roads: Path, folder: Path, beside: Path | None = None) -> dict[str, Any]:
    """Size of the page of a layer, and how it opens.

    Args:
        roads: the layer.
        folder: for the page.
        beside: another page, such as that of an earlier release, which is opened in turn.

    Returns:
        ``webpage_mb``; ``webpage_interactive_s``, the median of the seconds from the request of the
        page until all roads are drawn and its controls work, and ``webpage_interactive_range_s``;
        ``webpage_console_errors``, the number of errors and warnings; ``webpage_requests``, of
        anything but the page; ``webpage_roads``, ``webpage_views`` and ``webpage_load``, the mean
        number of processes that wanted to compute on this machine in the last minute; with another
        page its seconds, ``webpage_beside_s``, and ``webpage_ratio``, the median ratio of two
        openings one after the other.
    """
    counts = tg.webpage(roads, out=folder / "page", title="Porto", progress=False).counts
    page = folder / "page" / "roads.html"
    openings, others = [], []
    for _ in range(OPENED):
        openings.append(opening(page))
        if beside is not None:
            others.append(opening(beside.resolve())[0])
    seconds, errors, requests = zip(*openings, strict=True)
    found = {
        "webpage_mb": round(page.stat().st_size / MEGABYTE, 2),
        "webpage_interactive_s": round(statistics.median(seconds), 2),
        "webpage_interactive_range_s": [round(min(seconds), 2), round(max(seconds), 2)],
        "webpage_console_errors": sum(errors),
        "webpage_requests": sum(requests),
        "webpage_roads": counts["roads"],
        "webpage_views": counts["views"],
        "webpage_load": round(os.getloadavg()[0], 1),
    }
    if others:
        ratios = [one / other for one, other in zip(seconds, others, strict=True)]
        found["webpage_beside_s"] = round(statistics.median(others), 2)
        found["webpage_ratio"] = round(statistics.median(ratios), 2)
    return found


def opening(page: Path) -> tuple[float, int, int]:
    """Seconds until a page is interactive in a new browser, its errors, and its requests."""
    with opened() as browser:
        browser.resize(WIDTH, HEIGHT)
        browser.open(page.as_uri())
        drawn = browser.run("performance.getEntriesByName('interactive')[0].startTime")
        return float(drawn) / 1000, len(browser.errors), len(browser.requests) - 1


if __name__ == "__main__":
    main()
