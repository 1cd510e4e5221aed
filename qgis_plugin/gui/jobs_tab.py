"""The tab of jobs: a table, and the selected job with its charts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGroupBox, QWidget

from trajganr_core.contract.kinds import result_of
from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.kinds.finetune import FinetuneParams, FinetuneResult
from trajganr_core.contract.kinds.observe import ObserveResult
from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.contract.kinds.prepare import PrepareResult
from trajganr_core.contract.kinds.pretrain import PretrainParams, PretrainResult
from trajganr_core.contract.kinds.report import ReportResult
from trajganr_core.contract.protocol.answers import Event, JobRecord
from trajganr_core.contract.protocol.states import RESUMABLE, JobState
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.facts import lines
from trajganr_core.contract.texts.model_facts import figures_of
from trajganr_core.contract.texts.text import Text

from ..client import awaited_jobs
from ..client.estimates import describe_estimate
from ..client.models import next_step
from ..client.monitor import Monitor
from ..client.session import describe_figures, describe_remaining, describe_waiting, error_of
from ..i18n import tr
from ..layers import roads
from ..layers.links import links_of
from ..untrusted_text import as_html
from .evaluation_charts import EvaluationCharts
from .formatting import error_text
from .forms import Forms, show_report_of_job
from .job_table import (
    KIND,
    NAME,
    PROGRESS,
    ProgressDelegate,
    is_over,
    job_table,
    kind_title,
    state_title,
)
from .log_viewer import LogViewer
from .loss_curve import LossCurves
from .questions import ask_folder, ask_save, confirm, show_text
from .record_tab import RecordTab
from .widgets import MARGIN, scrolled, stack, text_label

#: Kinds of jobs with a quality report: of their bundle, or the report itself.
REPORTED = (PrepareResult.kind, ReportResult.kind)
#: Kinds of jobs that make layers which a page shows.
SHARED = (PredictResult.kind, ObserveResult.kind)
#: Kinds of jobs whose events contain a loss.
TRAINED = (PretrainParams.kind, FinetuneParams.kind)
#: How a model is measured whose training reported no validation loss, by kind of the job.
ADVICE = {
    PretrainParams.kind: "Fine-tune the model to measure it.",
    FinetuneParams.kind: "Evaluate the model to measure it.",
}
LINES_OF_JOB = 3
#: Least heights of the table and of the charts of a job, pixels: at 1366 × 768, all buttons are
#: visible beside another dock.
MIN_TABLE_PX = 96
CHARTS_PX = 140


class JobsTab(RecordTab):
    """Everything that can be done with a job."""

    #: A job's roads were saved: the job and the file.
    fetched = pyqtSignal(object, str)

    def __init__(self, monitor: Monitor, forms: Forms) -> None:
        super().__init__(monitor, forms, job_table(), tr("Jobs"), NAME, KIND)
        self._watched = self._message = ""
        self._build()
        monitor.events_received.connect(self._add_events)
        awaited_jobs.notifier.changed.connect(self.offer)

    def resume(self, job: JobRecord) -> None:
        """Queue a job again that has ended without success."""
        self._monitor.change(lambda client: client.resume(job.job_id))

    def show_details(self, job: JobRecord) -> None:
        """Show a job's result or error in a window."""
        show_text(self, job.title, f"{job.job_id}\n\n{_describe(job)}")

    def open_log(self, job: JobRecord) -> LogViewer:
        """Show a job's log while it is written."""

        def read(show: Callable[[str], None]) -> None:
            self._monitor.ask(
                lambda client: client.logs(job.job_id),
                show,
                lambda error: show(f"{error.message} {error.next_action}"),
            )

        viewer = LogViewer(self, tr("Log of {name}").format(name=job.title), read)
        viewer.show()
        return viewer

    def open_results(self, jobs: list[JobRecord]) -> None:
        """Ask where to save the roads that jobs predicted, and fetch them."""
        if len(jobs) == 1:
            self._open_result(jobs[0])
            return

        def fetch_all(folder: Path) -> None:
            for job in jobs:
                self._fetch(job, _free_path(folder, job))

        ask_folder(self, tr("Folder for the predicted roads"), _default_folder(), fetch_all)

    # Building

    def _build(self) -> None:
        self.table.setItemDelegateForColumn(PROGRESS, ProgressDelegate(self.table))
        details = self.with_selected(self.show_details)
        self.table.doubleClicked.connect(lambda _: details())
        self.table.setMinimumHeight(MIN_TABLE_PX)
        self.page = self.add_entry(
            tr("Page to share…"),
            self._open_page,
            lambda job: job.kind in SHARED and bool(job.result),
        )
        self._build_buttons()
        delete = self.with_selected(self._delete)
        self.arrange(self._build_job(), (delete, "Del"), (details, "Return"))

    def _build_job(self) -> QGroupBox:
        self.box = QGroupBox(tr("Selected job"))
        self.about = text_label(tr("The selected job"), is_html=True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = scrolled(self.about)  # the message of an error may be long
        area.viewport().setAutoFillBackground(False)
        self.about.setAutoFillBackground(False)
        area.setMinimumHeight(LINES_OF_JOB * self.fontMetrics().lineSpacing())
        self.curves = LossCurves()
        self.curves.failed.connect(self._monitor.failed)
        self.evaluation = EvaluationCharts()
        self.evaluation.row.failed.connect(self._monitor.failed)
        charts = QWidget()
        stack(charts, self.curves, self.evaluation)
        self.charts = scrolled(charts)  # below each other they may be higher than the dock
        self.charts.setMinimumHeight(CHARTS_PX)
        layout = stack(self.box, area, self.charts, margin=MARGIN)
        layout.setStretch(0, 2)
        layout.setStretch(1, 3)
        return self.box

    def _build_buttons(self) -> None:
        self.next_button = self.add_button(
            tr("Ne&xt step…"),
            "/mActionArrowRight.svg",
            tr("Open the form of the next algorithm, filled in with this job's result"),
            self._open_next,
            lambda job: isinstance(result_of(job), PrepareResult | PretrainResult | FinetuneResult),
        )
        self.result_button = self.add_button(
            tr("Ope&n result…"),
            "/mActionAddOgrLayer.svg",
            tr("Save the predicted roads and add them to the project"),
            self._open_result,
            has_roads,
        )
        self.report_button = self.add_button(
            tr("&Quality report"),
            "/mActionOpenTable.svg",
            tr("Create the quality report of the bundle and open it in the browser"),
            lambda job: show_report_of_job(self._monitor, job),
            lambda job: job.kind in REPORTED and bool(job.result),
        )
        self.cancel_button = self.add_button(
            tr("C&ancel job"),
            "/mTaskCancel.svg",
            tr("Stop the job"),
            lambda job: self._monitor.change(lambda client: client.cancel(job.job_id)),
            lambda job: not is_over(job),
        )
        self.resume_button = self.add_button(
            tr("Res&ume"),
            "/mActionRefresh.svg",
            tr("Queue the job again; training resumes from its checkpoint"),
            self.resume,
            lambda job: job.state in RESUMABLE,
        )
        self.detach_button = self.add_button(
            tr("De&tach"),
            "/mIconDelete.svg",
            tr(
                "Let the job run in the background: the algorithm that is waiting for it "
                "ends, and QGIS can be closed. Open the result here later."
            ),
            lambda job: awaited_jobs.detach(job.job_id),
            lambda job: awaited_jobs.is_awaited(job.job_id),
        )
        self.details_button = self.add_button(
            tr("Deta&ils"),
            "/mActionPropertiesWidget.svg",
            tr("Show the job's result or error as text (Enter)"),
            self.show_details,
        )
        self.log_button = self.add_button(
            tr("Open lo&g"),
            "/mMessageLog.svg",
            tr("Show the job's log, updated while the job runs"),
            self.open_log,
        )
        self.delete_button = self.add_button(
            tr("Delete"),
            "/mActionDeleteSelected.svg",
            tr("Delete the job, its log and its result (Delete)"),
            self._delete,
            is_over,
        )

    # The selected job

    def describe(self, chosen: Sequence[JobRecord]) -> None:
        """Show the selected job."""
        job = chosen[0] if chosen else None
        self._watch(job)
        self._describe_selected(job)
        failed = job is not None and job.state is JobState.FAILED
        self.resume_button.setText(tr("Tr&y again") if failed else tr("Res&ume"))

    def _watch(self, job: JobRecord | None) -> None:
        """Receive the events of the selected job, from the first."""
        watched = job.job_id if job is not None else ""
        self.curves.setVisible(job is not None and job.kind in TRAINED)
        result = None if job is None else result_of(job)
        self.evaluation.setVisible(isinstance(result, EvaluateResult))
        if isinstance(result, EvaluateResult):
            self.evaluation.show_result(result)
        charts = (self.curves, self.evaluation)
        self.charts.setVisible(any(not chart.isHidden() for chart in charts))
        if watched != self._watched:
            self._watched, self._message = watched, ""
            self.curves.clear()
            self._monitor.watch(watched)
        if job is not None and is_over(job):
            self.curves.end(_advice(job))

    def _add_events(self, job_id: str, events: list[Event]) -> None:
        if job_id == self._watched:
            self.curves.add(events)
            messages = [event.message for event in events if event.message]
            self._message = messages[-1] if messages else self._message
            self._describe_selected(self.selected())

    def _describe_selected(self, job: JobRecord | None) -> None:
        if job is None:
            self.about.setText(tr("Select a job to see its status."))
            return
        on = tr("on {device}").format(device=job.device) if job.device else ""
        title = f"<b>{as_html(job.title)}</b>"
        lines = [", ".join(filter(None, (title, as_html(kind_title(job)), as_html(on))))]
        stage = "" if is_over(job) else tr(job.stage)
        lines.append(": ".join(filter(None, (state_title(job), as_html(stage)))))
        lines.append(as_html(describe_waiting(job)))
        figures = as_html(describe_figures(job.figures))
        remaining = describe_remaining(job)
        lines.append(", ".join(filter(None, (figures, remaining))))
        # The time that is left is the newer one of the two, and would seem to contradict the other.
        if not (is_over(job) or remaining) and job.estimate:
            lines.append(as_html(describe_estimate(job.estimate)))
        if awaited_jobs.is_awaited(job.job_id):
            lines.append(tr("QGIS is waiting for this job; Detach lets it run in the background."))
        elif not is_over(job):
            lines.append(tr("It continues when QGIS is closed."))
        if job.state is JobState.FAILED and job.error:
            lines.append(as_html(error_text(error_of(job))))
        elif self._message:
            lines.append(as_html(self._message))
        result = result_of(job)
        lines += (
            [as_html(remark.said(tr)) for remark in result.remarks] if result is not None else []
        )
        self.about.setText("<br>".join(filter(None, lines)))

    # What the buttons do

    def _open_next(self, job: JobRecord) -> None:
        """Open the form of the algorithm that uses a job's result."""
        self._monitor.ask(
            lambda client: next_step(client, job),
            lambda form: self._forms.open(*form),
            self._monitor.failed.emit,
        )

    def _open_result(self, job: JobRecord) -> None:
        ask_save(
            self,
            tr("Save the predicted roads"),
            _free_path(_default_folder(), job),
            lambda path: self._fetch(job, path),
            title_of_files=tr("GeoPackage"),
        )

    def _fetch(self, job: JobRecord, path: Path) -> None:
        """Save the roads that a job predicted."""
        self._monitor.transfer(
            tr("Fetching {name}").format(name=job.title),
            lambda client, report: roads.fetch_roads_of_job(client, job, path, report),
            lambda _: self.fetched.emit(job, str(path)),
        )

    def _open_page(self, job: JobRecord) -> None:
        """Open the form of a page, with the project's layer of the job, if it has one."""
        layers = QgsProject.instance().mapLayers()
        made = [name for name, layer in layers.items() if links_of(layer).get("job") == job.job_id]
        self._forms.open("trajganr:webpage", {"ROADS": made[0]} if made else {})

    def _delete(self, job: JobRecord) -> None:
        if not is_over(job):
            return
        text = tr(
            "Delete the job '{name}', its log and its result? Bundles and models that "
            "it created are kept."
        )
        confirm(
            self,
            text.format(name=job.title),
            lambda: self._monitor.delete(lambda client: client.delete(job.job_id)),
        )


def has_roads(job: JobRecord) -> bool:
    """Whether a job has predicted roads to open."""
    return job.kind == PredictResult.kind and bool(job.result)


def _advice(job: JobRecord) -> str:
    """How to measure the model that a training made; '' if it made none."""
    has_model = job.state is JobState.SUCCEEDED and job.kind in ADVICE
    return tr(ADVICE[job.kind]) if has_model else ""


def _default_folder() -> Path:
    return Path(QgsProject.instance().homePath() or Path.home())


def _free_path(folder: Path, job: JobRecord) -> Path:
    """An unused path of a GeoPackage with the name of the job."""
    name = "".join(c if c.isalnum() or c in " -_" else "_" for c in job.name).strip() or "roads"
    path = folder / f"{name}.gpkg"
    return folder / f"{name} {job.job_id}.gpkg" if path.exists() else path


def _describe(job: JobRecord) -> str:
    """The error of a job, its result, or its figures so far, as text."""
    if job.state is JobState.FAILED and job.error:
        error = error_of(job)
        return f"{error.message}\n\n{error.next_action}\n\n[{error.code.value}]"
    result = result_of(job)
    if result is None:
        return describe_figures(job.figures)
    hidden, parts = {"remarks"}, [remark.said(tr) for remark in result.remarks]
    if isinstance(result, FinetuneResult | EvaluateResult):
        hidden |= {"metrics", "groups", "agreement"}
        for task, metrics in result.metrics.items():
            figures = figures_of(task, metrics, result.groups.get(task, ()))
            parts.append("\n".join(lines({Text(TASKS[task].title): figures}, tr)))
    shown = {name: value for name, value in (job.result or {}).items() if name not in hidden}
    parts.append(json.dumps(shown, indent=2, ensure_ascii=False))
    return "\n\n".join(parts)
