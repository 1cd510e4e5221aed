"""Speeds of roads without labels, against those of preset ``best`` with all labels.

    python benchmarks/zero_labels.py

The road function learns from the input trips of real Porto, and predicts the median of each road's
own mean. It is compared on the test roads of docs/benchmarks/segments.md, whose predictions of
``best`` are kept. Writes ``build/benchmark/zero_labels.json``.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.features.pass_context import PassContext, Surroundings
from trajganr_core.training.road_function.driver_splits import City
from trajganr_core.training.road_function.train_road_function import (
    RoadTraining,
    train_road_function,
)
from trajganr_core.utils.arrays import FloatArray

ROOT = Path(__file__).resolve().parents[1]
BEST = ROOT / "docs" / "benchmarks" / "segments" / "porto.parquet"
OUT = ROOT / "build" / "benchmark" / "zero_labels.json"
#: Largest difference of labels that are the same, km/h: the file has two decimals.
SAME_KMH = 0.01


def main() -> None:
    """Compare, print and write."""
    # Only when run as a script.
    from compare import CITIES, RESULTS
    from time_figures import collect
    from times_of_day import bootstrap

    torch.set_num_threads(1)
    bundle = Bundle.load(ROOT / CITIES["porto"](RESULTS / "porto"))
    kept = pd.read_parquet(BEST)
    kept = kept[(kept["task"] == "speed") & (kept["system"] == "trajganr_best")]
    label = bundle.labels.set_index("edge")["speed_kmh"].reindex(kept["edge"]).to_numpy()
    if not (np.abs(label - kept["truth"]) < SAME_KMH).all():
        raise SystemExit(f"The labels of {bundle.path} are not those of {BEST}.")
    rows = []
    for seed, roads in kept.groupby("seed"):
        speed = speeds_without_labels(bundle, int(str(seed)))[roads["edge"]]
        best, own = (np.abs(each - roads["truth"]) for each in (roads["predicted"], speed))
        rows.append(
            {
                "seed": int(str(seed)),
                "roads": len(roads),
                "best_speed_mae": float(best.mean()),
                "zero_label_speed_mae": float(own.mean()),
                "difference_95": bootstrap(
                    (own - best).to_numpy(), roads["block"].to_numpy().astype(np.int64), 0
                ),
            }
        )
        print(rows[-1], flush=True)
    figures = pd.DataFrame(rows)[["best_speed_mae", "zero_label_speed_mae"]].mean().to_dict()
    print(figures)
    OUT.write_text(json.dumps({**figures, "by_seed": rows}, indent=2) + "\n", "utf-8")
    collect(OUT.parent)


def speeds_without_labels(bundle: Bundle, seed: int) -> FloatArray:
    """``(E,)`` medians of the roads' own mean speeds, km/h, learned from the input trips."""
    passes = input_passes(bundle)
    surroundings = Surroundings.of(bundle.network, bundle.area)
    function = train_road_function([City(passes, surroundings)], RoadTraining(seed=seed)).function
    edges = len(bundle.network)
    asked = PassContext(surroundings, passes).queries(np.arange(edges), np.full(edges, np.nan))
    with torch.no_grad():
        return 3.6 / function.median(asked, function(asked)).double().numpy()


if __name__ == "__main__":
    main()
