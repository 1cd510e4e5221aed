"""Metrics of a model as numeric outputs and in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import QgsProcessingFeedback, QgsProcessingOutputNumber

from trajganr_core.contract.records.group_figures import GroupFigures
from trajganr_core.contract.tasks import IN_UNITS, METRICS, TASKS
from trajganr_core.contract.texts.facts import Facts, lines
from trajganr_core.contract.texts.model_facts import COVERAGE, figures_of
from trajganr_core.contract.texts.text import Text

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
    facts: dict[str, Facts] = {
        Text(TASKS[task].title): figures_of(task, of, groups.get(task, ()))
        for task, of in metrics.items()
    }
    for line in lines(facts, tr):
        feedback.pushInfo(line)
    return {
        output_name(task, metric): value
        for task, of in metrics.items()
        for metric, value in of.items()
        if value is not None
    }


def output_name(task: str, metric: str) -> str:
    """The name of the output of a metric, for example ``SPEED_MAE``."""
    return f"{task}_{metric}".upper()
