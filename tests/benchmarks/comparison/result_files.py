"""Results of a benchmark that never ran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from trajganr_comparison.results import Results, cells_table

ROAD = {"split": "block", "fold": 0, "labels": 1.0}
ENVIRONMENT = {"device": "an abacus", "threads": 1, "commit": "1a2b3c", "versions": {"torch": "2"}}


def results(
    mae: Mapping[str, Sequence[float | None]],
    failures: Sequence[Mapping[str, Any]] = (),
    **more: Any,
) -> Results:
    """Speed's error of systems, a seed each, and what could not run."""
    of_all = {**ROAD, "roads": "all", "task": "speed"}
    rows = [
        {**of_all, "system": name, "seed": seed, "metric": metric, "value": value}
        for name, values in mae.items()
        for seed, value in enumerate(values)
        for metric in ("mae", "r2")
    ]
    cells = [
        {
            **ROAD,
            "system": name,
            "seed": seed,
            "origin": f"from {name}",
            "seconds": 2.0,
            "query_us": 1234.0,
            "peak_mb": 500.0,
            "roads": {"speed": {"train": 100, "test": 50}},
            "environment": 0,
            "finished_at": "2026-11-25",
        }
        for name, values in mae.items()
        for seed in range(max(1, len(values)))
    ]
    record = {
        "command": "trajganr benchmark city",
        "written_at": "2026-11-25",
        "bundle": {"id": "a" * 64, "name": "City", "counts": {"edges": 1200}, "notes": {}},
        "settings": {
            "pretraining": {"epochs": 8},
            "tuning": {},
            "published": {"two": {"epochs": 3}, "absent": {"epochs": 5}},
        },
        "systems": {name: name.title() for name in mae},
        "tables": [table("main", list(mae))],
        "environments": [ENVIRONMENT],
        "figures": {"figures/speed.png": "Speed of roads."},
        "notes": {},
        **more,
    }
    return of_rows(record, rows, [*cells, *failures])


def of_rows(
    record: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    cells: Sequence[Mapping[str, Any]] = (),
) -> Results:
    """Results with these rows."""
    if not rows:
        return Results(dict(record), cells=cells_table(cells))
    frame = pd.DataFrame(rows)
    return Results(
        dict(record), frame.assign(value=pd.to_numeric(frame["value"])), cells_table(cells)
    )


def predictions(
    system: str, predicted: Sequence[float], truth: Sequence[float], **more: Any
) -> pd.DataFrame:
    """Four roads of two blocks, with three trips each, in each of two seeds."""
    columns = {
        "split": "block",
        "fold": 0,
        "seed": [0] * 4 + [1] * 4,
        "labels": 1.0,
        "task": "speed",
        "edge": [0, 1, 2, 3] * 2,
        "block": [0, 0, 1, 1] * 2,
        "highway": "primary",
        "trips": 3,
        "basis": "trips",
        "truth": truth,
        "predicted": predicted,
        "distance": np.nan,
        "covered": True,
        **more,
    }
    return pd.DataFrame({"system": system, **columns})


def table(name: str, systems: list[str], **more: Any) -> dict[str, Any]:
    usual = {"title": name.title(), "splits": ["block"], "labels": [1.0]}
    return {"id": name, "systems": systems, **usual, **more}
