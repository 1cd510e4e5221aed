"""The worker's jobs as a table."""

from __future__ import annotations

import time
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionProgressBar,
    QStyleOptionViewItem,
)

from trajganr_core.contract.protocol.states import TERMINAL, JobState

from ..client.session import describe_figures, describe_remaining
from ..i18n import tr
from ..untrusted_text import as_tip
from .formatting import ago, span

NAME, KIND, STATE, PROGRESS, TIME = range(5)

KIND_TITLES = {
    "load_trips": "Load trips",
    "load_osm": "Load OSM",
    "fetch_osm": "Download OSM",
    "fetch_street_view": "Mapillary",
    "match": "Match",
    "prepare": "Prepare",
    "labels": "Labels",
    "report": "Report",
    "pretrain": "Pretrain",
    "finetune": "Fine-tune",
    "predict": "Predict",
    "embed": "Embed",
    "export": "Export",
    "evaluate": "Evaluate",
    "benchmark": "Compare",
}
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


class JobTable(QAbstractTableModel):
    """Rows are jobs, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[dict[str, Any]] = []
        self._titles = [tr("Name"), tr("Kind"), tr("State"), tr("Progress"), tr("Time")]

    def show(self, jobs: list[dict[str, Any]]) -> None:
        """Take the jobs' new states; selection and scroll position stay."""
        if [job["job_id"] for job in jobs] == [job["job_id"] for job in self._jobs]:
            self._jobs = jobs
            if jobs:
                self.dataChanged.emit(self.index(0, 0), self.index(len(jobs) - 1, TIME))
            return
        self.beginResetModel()
        self._jobs = jobs
        self.endResetModel()

    def job(self, row: int) -> dict[str, Any]:
        """The job of a row."""
        return self._jobs[row]

    def row_of(self, job_id: str) -> int:
        """The row of a job; -1 if it is not there any more."""
        return next((i for i, job in enumerate(self._jobs) if job["job_id"] == job_id), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._jobs)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal
        if is_title and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        job = self._jobs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(job, index.column())
        if role == Qt.ItemDataRole.UserRole and index.column() == PROGRESS:
            return job["progress"]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == PROGRESS:
            return _text(job, PROGRESS)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(_tool_tip(job))
        return None


class ProgressDelegate(QStyledItemDelegate):
    """Draws a job's progress as a bar."""

    def paint(self, painter: Any, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        bar = QStyleOptionProgressBar()
        bar.rect = option.rect.adjusted(3, 4, -3, -4)
        flags = QStyle.StateFlag
        bar.state = (option.state | flags.State_Horizontal) & ~flags.State_HasFocus
        bar.minimum, bar.maximum = 0, 100
        bar.progress = round(100 * index.data(Qt.ItemDataRole.UserRole))
        bar.text = index.data()
        bar.textVisible = True
        bar.textAlignment = Qt.AlignmentFlag.AlignCenter
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ProgressBar, bar, painter, option.widget)


def is_over(job: dict[str, Any]) -> bool:
    """Whether the job has ended, well or not."""
    return JobState(job["state"]) in TERMINAL


def state_title(job: dict[str, Any]) -> str:
    """A job's state as text."""
    return tr(STATE_TITLES[JobState(job["state"])])


def kind_title(job: dict[str, Any]) -> str:
    """A job's kind as text."""
    return tr(KIND_TITLES.get(job["kind"], job["kind"]))


def _text(job: dict[str, Any], column: int) -> str:
    if column == NAME:
        return str(job["name"] or job["job_id"])
    if column == KIND:
        return kind_title(job)
    if column == STATE:
        return state_title(job)
    if column == PROGRESS:
        return f"{round(100 * job['progress'])} %"
    return _time(job)


def _time(job: dict[str, Any]) -> str:
    """How much longer it takes, or how many are before it; of an ended one, how long ago."""
    if is_over(job):
        return ago(job["ended_at"])
    if job.get("remaining_s") is not None:
        return tr("{span} left").format(span=span(job["remaining_s"]))
    if job.get("position"):
        return tr("no. {n}").format(n=job["position"])
    return "…"


def _tool_tip(job: dict[str, Any]) -> str:
    submitted = time.strftime("%Y-%m-%d %H:%M", time.localtime(job["submitted_at"]))
    lines = (
        job["name"],
        job["job_id"],
        tr("Submitted {at}").format(at=submitted),
        describe_figures(job["figures"] or {}),
        describe_remaining(job),
    )
    return "\n".join(filter(None, lines))
