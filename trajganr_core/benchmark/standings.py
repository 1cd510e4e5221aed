"""Who leads on each task of a benchmark, in a few lines for people who do not read its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import Any

from ..contract.presets import PRESETS
from ..contract.results import Ranked, Standing
from ..contract.tasks import ERRORS, TASKS

__all__ = ["standings"]

#: Ids of the systems that are the presets of TrajGANR.
OURS = tuple(f"trajganr_{preset}" for preset in PRESETS)
#: Rows of fewer labels, or of some of the test roads, are about something else. A row that does not
#: say is of all.
WHOLE = {"labels": 1.0, "roads": "all"}


def standings(results: Mapping[str, Any]) -> tuple[Standing, ...]:
    """The systems on each task by its leading metric, over the main way to hold roads out.

    Args:
        results: as ``results.json`` holds them.

    Returns:
        Of each task, the best mean over seeds and folds first. Changed presets, which an ablation
        compares, are not among them.
    """
    rows = [row for row in results["rows"] if all(row.get(k, v) == v for k, v in WHOLE.items())]
    if not rows:
        return ()
    split = rows[0]["split"]
    found = []
    for task in TASKS.values():
        metric = task.metrics[0]
        some = [
            row
            for row in rows
            if (row["split"], row["task"], row["metric"]) == (split, task.id, metric)
        ]
        ranked = sorted(_means(some), key=lambda one: one[1], reverse=metric not in ERRORS)
        systems = tuple(
            Ranked(title=results["systems"][system], value=value, is_ours=system in OURS)
            for system, value in ranked
        )
        if systems:
            found.append(Standing(task=task.id, metric=metric, split=split, systems=systems))
    return tuple(found)


def _means(rows: list[Mapping[str, Any]]) -> Iterator[tuple[str, float]]:
    """Systems with a known value, and the mean of theirs."""
    for system in dict.fromkeys(row["system"] for row in rows):
        values = [row["value"] for row in rows if row["system"] == system]
        known = [value for value in values if value is not None]
        is_changed = system not in OURS and system.startswith(OURS)
        if known and not is_changed:
            yield system, fmean(known)
