"""Whether a buffer of 100 m flatters predictions of the area-of-interest function.

    python benchmarks/places_buffer.py BUNDLE [--seeds 60 61 62 63 64]

Its labels count places within 100 m of a road, so roads up to 200 m apart share places. Simple
systems learn under the split of blocks, on the same test roads, with training, validation and
calibration roads that are

- at least 100 m from a test block or road,
- as these, but with as many left out at random as in the next case,
- at least 200 m away, as the product has it.

docs/method.md holds a run.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from trajganr_comparison.boosting import Boosting
from trajganr_comparison.study import Study
from trajganr_comparison.system import Cell, Settings
from trajganr_comparison.trivial import NearestLabel, TrainingMean
from trajganr_core.contract.tasks import task
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import PLACES_TASK, Split, split_edges
from trajganr_core.training.finetuning.task_labels import labels_of
from trajganr_core.utils.progress import silent

SYSTEMS = (TrainingMean(), NearestLabel(), Boosting())


def main() -> None:
    """Print the L1 distances, means over seeds, and how they differ by seed."""
    parser = argparse.ArgumentParser(description="Two buffers of the area-of-interest function.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[60, 61, 62, 63, 64])
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle)
    rows = pd.concat([measured(bundle, seed) for seed in options.seeds])
    table = rows.pivot_table(index=["system", "seed"], columns="buffer", values="l1", sort=False)
    print(table.groupby("system", sort=False).mean().round(3).to_string())
    apart = table["200 m"] - table["100 m, fewer"]
    print(apart.unstack("system").round(3).to_string())
    print(
        rows.drop_duplicates(["seed", "buffer"])[["seed", "buffer", "train", "test"]].to_string(
            index=False
        )
    )


def measured(bundle: Bundle, seed: int) -> pd.DataFrame:
    """``system, buffer, l1, train, test`` of a seed; the last two are numbers of roads."""
    found = []
    for buffer, split in splits(bundle, seed):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder)
            study = Study(bundle, split, seed, torch.device("cpu"), path, path)
            cell = Cell.of(study, (PLACES_TASK,), Settings())
            (fit,) = cell.fits
            for system in SYSTEMS:
                raw = system.answer(cell, silent).raw[PLACES_TASK]
                l1 = fit.metrics("test", raw[torch.from_numpy(fit.rows["test"])])["l1"]
                roads = {part: len(fit.rows[part]) for part in ("train", "test")}
                found.append({"system": system.title, "buffer": buffer, "l1": l1, **roads})
    return pd.DataFrame(found).assign(seed=seed)


def splits(bundle: Bundle, seed: int) -> Iterator[tuple[str, Split]]:
    """The three splits, by name."""
    wide = split_edges(bundle.network, bundle.area, "block", 0, seed)
    nobody = np.zeros_like(wide.near_test)
    fewer, rng = nobody.copy(), np.random.default_rng(seed)
    known = labels_of(bundle, task(PLACES_TASK)).known
    for part in ("train", "validation", "calibration"):
        edges = wide.edges(part)
        edges = edges[known[edges]]
        fewer[rng.choice(edges, wide.near_test[edges].sum(), replace=False)] = True
    yield "100 m", dataclasses.replace(wide, near_test=nobody)
    yield "100 m, fewer", dataclasses.replace(wide, near_test=fewer)
    yield "200 m", wide


if __name__ == "__main__":
    main()
