"""The worker's jobs as a table."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionProgressBar,
    QStyleOptionViewItem,
)

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.states import TERMINAL, JobState

from ..client.session import describe_figures, describe_remaining
from ..i18n import tr
from .formatting import ago, span
from .record_table import RecordTable

NAME, KIND, _, PROGRESS, _ = range(5)

STATE_TITLES = {
    JobState.QUEUED: "Waiting",
    JobState.PREPARING: "Starting",
    JobState.RUNNING: "Running",
    JobState.CANCELLING: "Cancelling",
    JobState.SUCCEEDED: "Done",
    JobState.FAILED: "Failed",
    JobState.CANCELLED: "Cancelled",
    JobState.INTERRUPTED: "Interrupted",
}


def job_table() -> RecordTable:
    """A table of jobs, newest first."""
    columns: list[tuple[str, Callable[[Any], str]]] = [
        (tr("Name"), lambda job: job.title),
        (tr("Kind"), kind_title),
        (tr("State"), state_title),
        (tr("Progress"), lambda job: f"{_percent(job)} %"),
        (tr("Time"), _time),
    ]
    return RecordTable(columns, _tool_tip)


class ProgressDelegate(QStyledItemDelegate):
    """Draws a job's progress as a bar."""

    def paint(self, painter: Any, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        bar = QStyleOptionProgressBar()
        bar.rect = option.rect.adjusted(3, 4, -3, -4)
        flags = QStyle.StateFlag
        bar.state = (option.state | flags.State_Horizontal) & ~flags.State_HasFocus
        if index.data(Qt.ItemDataRole.ForegroundRole) is not None:  # outdated
            bar.state &= ~flags.State_Enabled
            bar.palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
        bar.minimum, bar.maximum = 0, 100
        bar.progress = _percent(index.data(Qt.ItemDataRole.UserRole))
        bar.text = index.data()
        bar.textVisible = True
        bar.textAlignment = Qt.AlignmentFlag.AlignCenter
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ProgressBar, bar, painter, option.widget)


def is_over(job: JobRecord) -> bool:
    """Whether the job has ended."""
    return job.state in TERMINAL


def state_title(job: JobRecord) -> str:
    """A job's state as text."""
    return tr(STATE_TITLES[job.state])


def kind_title(job: JobRecord) -> str:
    """A job's kind as text."""
    return tr(KINDS[job.kind].title) if job.kind in KINDS else job.kind


def _percent(job: JobRecord) -> int:
    return round(100 * job.progress)


def _time(job: JobRecord) -> str:
    """Remaining time or position in the queue; for an ended job, the time since."""
    if is_over(job):
        return ago(job.ended_at or job.submitted_at)
    if job.remaining_s is not None:
        return tr("{span} left").format(span=span(job.remaining_s))
    if job.position:
        return tr("no. {n}").format(n=job.position)
    return "…"


def _tool_tip(job: JobRecord) -> str:
    submitted = time.strftime("%Y-%m-%d %H:%M", time.localtime(job.submitted_at))
    lines = (
        job.name,
        job.job_id,
        tr("Submitted {at}").format(at=submitted),
        describe_figures(job.figures),
        describe_remaining(job),
    )
    return "\n".join(filter(None, lines))
