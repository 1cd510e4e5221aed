"""Results of a benchmark that never ran."""

from __future__ import annotations

from typing import Any

ROAD = {"split": "block", "fold": 0, "labels": 1.0}
VERSIONS = {"torch": "2"}


def results(mae: dict[str, list[float | None]], **more: Any) -> dict[str, Any]:
    """Speed's error of systems, a seed each."""
    of_all = {**ROAD, "roads": "all", "task": "speed"}
    rows = [
        {**of_all, "system": name, "seed": seed, "metric": metric, "value": value}
        for name, values in mae.items()
        for seed, value in enumerate(values)
        for metric in ("mae", "r2")
    ]
    costs = [
        {
            **ROAD,
            "system": name,
            "seed": 0,
            "origin": f"from {name}",
            "parameters": None,
            "seconds": 2.0,
            "query_us": 1234.0,
            "peak_mb": 500.0,
            "peak_gpu_mb": None,
            "device": "an abacus",
            "versions": VERSIONS,
        }
        for name in mae
    ]
    return {
        "command": "trajganr benchmark city",
        "written_at": "2026-11-25",
        "bundle": {"id": "a" * 64, "name": "City", "counts": {"edges": 1200}, "notes": {}},
        "settings": {
            "pretraining": {"epochs": 8},
            "tuning": {},
            "published": {"two": {"epochs": 3}},
        },
        "systems": {name: name.title() for name in mae},
        "tables": [table("main", list(mae))],
        "rows": rows,
        "costs": costs,
        "figures": {"figures/speed.png": "Speed of roads."},
        "notes": {},
        "failures": [],
        **more,
    }


def table(name: str, systems: list[str], **more: Any) -> dict[str, Any]:
    usual = {"title": name.title(), "splits": ["block"], "labels": [1.0]}
    return {"id": name, "systems": systems, **usual, **more}
