"""The dock: the worker and its jobs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from trajganr_core.card_summary import describe_metrics
from trajganr_core.errors import TrajganrError
from trajganr_core.protocol.states import RESUMABLE, JobState
from trajganr_core.tasks import TASKS

from ..client.monitor import Monitor
from ..client.session import error_of, missing_dependency
from ..i18n import tr
from ..layers.roads import add_named_styles
from .details import show_details
from .job_table import AGE, KIND, NAME, PROGRESS, STATE, JobTable, ProgressDelegate, is_over

#: Kinds of jobs with a quality report: of the bundle that they made, or the report itself.
REPORTED = ("prepare", "report")

COLUMN_WIDTHS = {KIND: 85, STATE: 75, PROGRESS: 110, AGE: 50}
MINIMUM_WIDTH = 460


class TrajganrDock(QgsDockWidget):
    """Shows whether a worker runs and what it does; everything slow is the monitor's."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__("TrajGANR", iface.mainWindow())
        self.setObjectName("TrajganrDock")
        self._iface = iface
        self._jobs = JobTable(self)
        self._forms: list[QWidget] = []  # one that is closed may still run its algorithm
        self._monitor = Monitor(self)
        self._build()
        self._set_running(False)
        self._select()
        reason = missing_dependency()
        if reason:
            self._state.setText(reason)
            self._start_button.setEnabled(False)
        else:
            self._watch()

    def leave(self) -> None:
        """Stop watching; call it before the dock is deleted."""
        self._monitor.end()

    def jobs(self) -> list[dict[str, Any]]:
        """The jobs that are shown, newest first."""
        return [self._jobs.job(row) for row in range(self._jobs.rowCount())]

    def select(self, job_id: str) -> None:
        """Select a job."""
        self._table.selectRow(self._jobs.row_of(job_id))

    def open_result(self, job: dict[str, Any], path: str) -> None:
        """Save the roads that a job predicted, then add them to the project."""
        self._monitor.fetch(job, path)

    def take_next_step(self, job: dict[str, Any]) -> None:
        """Open the form of the algorithm that uses what a job has made, filled from its card."""
        self._monitor.find_next(job)

    def show_report(self, job: dict[str, Any]) -> None:
        """Open the quality report of a bundle that a job has made, once the worker has made it."""
        self._monitor.report(job)

    def _build(self) -> None:
        self._state = QLabel(tr("Looking for a worker…"))
        self._state.setWordWrap(True)
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._start_button = _button(tr("Start"), "/mActionStart.svg")
        self._stop_button = _button(tr("Stop"), "/mActionStop.svg")
        self._table = self._build_table()
        self._cancel_button = _button(tr("Cancel job"), "/mTaskCancel.svg")
        self._resume_button = _button(tr("Resume job"), "/mActionRefresh.svg")
        self._result_button = _button(tr("Open result…"), "/mActionAddOgrLayer.svg")
        self._next_button = _button(tr("Next step…"), "/mActionArrowRight.svg")
        self._report_button = _button(tr("Quality report"), "/mActionOpenTable.svg")
        self._details_button = _button(tr("Details"), "/mActionPropertiesWidget.svg")

        worker = QGroupBox(tr("Worker"))
        layout = QVBoxLayout(worker)
        layout.addWidget(self._state)
        layout.addLayout(_row(self._start_button, self._stop_button))
        jobs = QGroupBox(tr("Jobs"))
        layout = QVBoxLayout(jobs)
        layout.addWidget(self._table)
        layout.addLayout(_row(self._next_button, self._result_button, self._report_button))
        layout.addLayout(_row(self._cancel_button, self._resume_button, self._details_button))
        body = QWidget()
        body.setMinimumWidth(MINIMUM_WIDTH)
        layout = QVBoxLayout(body)
        layout.addWidget(worker)
        layout.addWidget(jobs, 1)
        self.setWidget(body)

        self._start_button.clicked.connect(self._start_worker)
        self._stop_button.clicked.connect(lambda: self._monitor.stop_worker())
        self._cancel_button.clicked.connect(
            lambda: self._monitor.cancel(self._selected()["job_id"])
        )
        self._resume_button.clicked.connect(
            lambda: self._monitor.resume(self._selected()["job_id"])
        )
        self._result_button.clicked.connect(self._ask_where_to_save)
        self._next_button.clicked.connect(lambda: self.take_next_step(self._selected()))
        self._report_button.clicked.connect(lambda: self.show_report(self._selected()))
        self._details_button.clicked.connect(lambda: self._show_details(self._selected()))

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._jobs)
        table.setItemDelegateForColumn(PROGRESS, ProgressDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        for column, width in COLUMN_WIDTHS.items():
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(self._select)
        table.doubleClicked.connect(lambda index: self._show_details(self._jobs.job(index.row())))
        return table

    def _watch(self) -> None:
        self._monitor.refreshed.connect(self._show)
        self._monitor.is_down.connect(self._show_down)
        self._monitor.failed.connect(self._show_error)
        self._monitor.fetched.connect(self._add_roads)
        self._monitor.found_next.connect(self._open_form)
        self._monitor.reported.connect(self._open_report)
        self._monitor.begin()

    def _show(self, status: dict[str, Any], jobs: list[dict[str, Any]]) -> None:
        queue = status["queue"]
        self._state.setText(
            tr(
                "<b>Running</b>, version {version}, on {device}<br>"
                "{running} running, {queued} waiting<br>Home: {home}"
            ).format(
                version=status["version"],
                device=status["device"],
                running=queue["running"],
                queued=queue["queued"],
                home=status["home"],
            )
        )
        self._set_running(True)
        selected = self._selected()
        self._jobs.show(jobs)
        if selected is not None and self._selected() is None:
            self.select(selected["job_id"])
        self._select()

    def _show_down(self, reason: str) -> None:
        self._state.setText(tr("<b>Not running</b><br>{reason}").format(reason=reason))
        self._set_running(False)
        self._jobs.show([])
        self._select()

    def _set_running(self, is_running: bool) -> None:
        self._start_button.setEnabled(not is_running)
        self._stop_button.setEnabled(is_running)

    def _start_worker(self) -> None:
        self._state.setText(tr("Starting the worker…"))
        self._start_button.setEnabled(False)
        self._monitor.start_worker()

    def _selected(self) -> dict[str, Any] | None:
        rows = self._table.selectionModel().selectedRows()
        return self._jobs.job(rows[0].row()) if rows else None

    def _select(self) -> None:
        """Offer what can be done with the selected job."""
        job = self._selected()
        has_roads = job is not None and job["kind"] == "predict" and bool(job["result"])
        self._cancel_button.setEnabled(job is not None and not is_over(job))
        can_resume = job is not None and JobState(job["state"]) in RESUMABLE
        self._resume_button.setEnabled(can_resume)
        made = bool(job and job["result"]) and bool({"bundle", "model"} & job["result"].keys())
        self._result_button.setEnabled(has_roads)
        self._next_button.setEnabled(made)
        has_report = job is not None and job["kind"] in REPORTED and bool(job["result"])
        self._report_button.setEnabled(has_report)
        self._details_button.setEnabled(job is not None)

    def _ask_where_to_save(self) -> None:
        job = self._selected()
        suggestion = Path(QgsProject.instance().homePath() or Path.home()) / "roads.gpkg"
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save the predicted roads"), str(suggestion), tr("GeoPackage (*.gpkg)")
        )
        if path:
            self.open_result(job, str(Path(path).with_suffix(".gpkg")))

    def _add_roads(self, job: dict[str, Any], path: str) -> None:
        layer = QgsVectorLayer(path, job["name"] or tr("Predicted roads"), "ogr")
        add_named_styles(layer)
        QgsProject.instance().addMapLayer(layer)

    def _open_form(self, algorithm: str, parameters: dict[str, Any]) -> None:
        # A method, because Qt would call a plain function in the client's thread.
        self._forms.append(open_form(algorithm, parameters))

    def _open_report(self, path: str) -> None:
        open_in_browser(path)

    def _show_details(self, job: dict[str, Any]) -> None:
        if job["state"] == JobState.FAILED.value and job["error"]:
            error = error_of(job)
            text = f"{error.message}\n\n{error.next_action}\n\n[{error.code.value}]"
        else:
            text = _describe_result(job)
        show_details(self, job["name"] or job["job_id"], f"{job['job_id']}\n\n{text}")

    def _show_error(self, error: TrajganrError) -> None:
        self._iface.messageBar().pushMessage(
            "TrajGANR",
            f"{error.message} {error.next_action} [{error.code.value}]",
            Qgis.MessageLevel.Warning,
            0,
        )


def open_in_browser(path: str) -> None:
    """Open a file with what the system shows web pages with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def open_form(algorithm: str, parameters: dict[str, Any]) -> QWidget:
    """Open an algorithm's dialog with some of its form filled in; keep the answer, or it closes."""
    from qgis import processing  # a plugin of QGIS itself, which may be loaded after this one

    dialog = processing.createAlgorithmDialog(algorithm, parameters)
    dialog.show()
    return dialog


def _describe_result(job: dict[str, Any]) -> str:
    """What a job has made or come to so far: held-out metrics as text, all else as it is."""
    result = dict(job["result"] or job["figures"] or {})
    parts = []
    for task, metrics in result.pop("metrics", {}).items():
        lines = (f"  {name}: {text}" for name, text in describe_metrics(task, metrics).items())
        parts.append("\n".join([tr(TASKS[task].title), *lines]))
    parts.append(json.dumps(result, indent=2, ensure_ascii=False))
    return "\n\n".join(parts)


def _button(text: str, icon: str) -> QPushButton:
    return QPushButton(QgsApplication.getThemeIcon(icon), text)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    layout = QHBoxLayout()
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch()
    return layout
