"""Aliases and styles of an evaluation: label, prediction and residual of each road."""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.tasks import AOI_CATEGORIES, TASKS, Field, Task

from .. import resources
from ..i18n import tr
from .described import known_aliases
from .geopackages import open_table


def residual_aliases_and_styles(path: Path, side: str) -> tuple[dict[str, str], dict[str, str]]:
    """Aliases of all columns of an evaluation, and a QML style for each evaluated task.

    Args:
        path: the GeoPackage.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
    """
    names = open_table(path, EvaluateResult.LAYER).fields().names()
    measured = [task for task in TASKS.values() if f"{task.fields[0].name}_true" in names]
    aliases = known_aliases()
    for task in measured:
        aliases |= _aliases(task)
    return aliases, dict(_style(task, side) for task in measured)


def _style(task: Task, side: str) -> tuple[str, str]:
    """The title and QML of the residuals of a task."""
    title = tr("{task}: residual").format(task=tr(task.title))
    return title, resources.style(f"{task.id}_residual", side)


def _aliases(task: Task) -> dict[str, str]:
    aliases: dict[str, str] = {}
    shares = {f"aoi_{category}" for category in AOI_CATEGORIES}
    for field in task.fields:
        if field is task.fields[0] or field.name in shares:
            aliases |= _compared(field)
    return aliases


def _compared(field: Field) -> dict[str, str]:
    unit = f" ({tr(field.unit)})" if field.unit else ""
    titles = {
        "true": tr("{name}, label"),
        "predicted": tr("{name}, predicted"),
        "residual": tr("{name}, label minus prediction"),
    }
    title = tr(field.alias)
    return {f"{field.name}_{end}": text.format(name=title) + unit for end, text in titles.items()}
