"""Metrics of a model as numeric outputs and in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import QgsProcessingFeedback, QgsProcessingOutputNumber
from trajganr_core.contract.texts.model_summary import (
    describe_gain,
    describe_groups,
    describe_metrics,
)

from trajganr_core.contract.records.group_figures import GroupFigures
from trajganr_core.contract.tasks import IN_UNITS, METRICS, TASKS

from ..client.comparison import COVERAGE
from ..i18n import tr
from .base import Results, TrajganrAlgorithm


def add_metrics(algorithm: TrajganrAlgorithm) -> None:
    """Declare an output for each metric of each task."""
    for task in TASKS.values():
        for metric in (*task.metrics, COVERAGE):
            unit = f", {tr(task.unit)}" if metric in IN_UNITS else ""
            title = f"{tr(task.title)}: {tr(METRICS[metric])}{unit}"
            name = output_name(task.id, metric)
            algorithm.addOutput(QgsProcessingOutputNumber(name, title))


def log_metrics(
    metrics: Mapping[str, Mapping[str, float | None]],
    groups: Mapping[str, Sequence[GroupFigures]],
    feedback: QgsProcessingFeedback,
) -> Results:
    """Log metrics, and errors and intervals by group of roads, of each task.

    Returns:
        The metrics as outputs, without unknown ones.
    """
    results: Results = {}
    for task, figures in metrics.items():
        lines = describe_metrics(task, figures, tr)
        text = ", ".join(f"{tr(name)} {text}" for name, text in lines.items())
        feedback.pushInfo(f"{tr(TASKS[task].title)}: {text}")
        for line in describe_gain(task, figures, tr):
            feedback.pushInfo(f"  {line}")
        for title, rows in describe_groups(task, groups.get(task, ()), tr).items():
            feedback.pushInfo(f"  {title}:")
            for group, text in rows.items():
                feedback.pushInfo(f"    {group}: {text}")
        for metric, value in figures.items():
            if value is not None:
                results[output_name(task, metric)] = value
    return results


def output_name(task: str, metric: str) -> str:
    """The name of the output of a metric, for example ``SPEED_MAE``."""
    return f"{task}_{metric}".upper()
