"""The dock: the worker, its study areas, models and jobs, a tab each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import Qgis, QgsMapLayer, QgsProject
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QTabWidget, QWidget

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.answers import JobRecord, WorkerStatus
from trajganr_core.contract.protocol.states import JobState
from trajganr_core.contract.records.model_card import SHIPPED

from .. import settings
from ..client import awaited_jobs
from ..client.catalogue import CATALOGUE
from ..client.monitor import Monitor
from ..client.restarts import MAX_COUNT, WITHIN_S
from ..client.session import error_of, missing_dependency
from ..client.unseen_jobs import UnseenJobs
from ..i18n import tr
from ..layers import roads
from ..layers.links import link, links_of
from ..layers.project_crs import use_local_metres
from ..layers.result_names import free_name
from .areas_tab import AreasTab
from .formatting import error_text, span
from .forms import Forms
from .jobs_tab import JobsTab, has_roads
from .layer_origin import LayerOrigin
from .models_tab import ModelsTab
from .notices import dismiss_all, notify, show_message
from .predict_my_city import city_button
from .widgets import DOCK_WIDTH, scrolled, shortcut, stack
from .worker_tab import WorkerTab


class TrajganrDock(QgsDockWidget):
    """Composes the tabs and connects them with the monitor, which does everything slow."""

    #: The user requests the set-up.
    set_up_wanted = pyqtSignal()

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__("TrajGANR", iface.mainWindow())
        self.setObjectName("TrajganrDock")
        self._iface = iface
        self._monitor = Monitor(self)
        self._unseen_jobs = UnseenJobs(settings.current_profile())
        forms = Forms(self)
        self.worker_tab = WorkerTab(self._monitor)
        self.areas_tab = AreasTab(self._monitor, forms, iface.mapCanvas())
        self.models_tab = ModelsTab(self._monitor, forms)
        self.jobs_tab = JobsTab(self._monitor, forms)
        self.origin = LayerOrigin()
        self._build()
        self._connect()
        self._begin()

    def leave(self) -> None:
        """Stop watching; call it before the dock is deleted."""
        CATALOGUE.is_fed = False
        CATALOGUE.forget()
        settings.notifier.profile_changed.disconnect(self._change_profile)
        self._iface.currentLayerChanged.disconnect(self.origin.show_layer)
        self.areas_tab.band.hide()
        dismiss_all()
        self._monitor.end()

    def jobs(self) -> list[JobRecord]:
        """The jobs that are shown, newest first."""
        return list(self.jobs_tab.rows.records)

    def show_jobs(self, job_id: str = "") -> None:
        """Show the tab of jobs, and select one of them."""
        self._bring_forward(self.jobs_tab)
        if job_id:
            self.jobs_tab.select(job_id)

    def open_tab(self, tab: QWidget) -> None:
        """Show one of the tabs."""
        self.tabs.setCurrentWidget(self._pages[tab])

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("TrajGANR"))
        self.tabs.setUsesScrollButtons(False)  # all four are always visible
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._pages: dict[QWidget, QWidget] = {}
        for tab, title in (
            (self.worker_tab, tr("Worker")),
            (self.areas_tab, tr("Areas")),
            (self.models_tab, tr("Models")),
            (self.jobs_tab, tr("Jobs")),
        ):
            self._pages[tab] = scrolled(tab)
            self.tabs.addTab(self._pages[tab], title)
        self.open_tab(self.jobs_tab)
        body = QWidget()
        layout = stack(body, city_button(), self.origin, self.tabs, margin=4)
        layout.setStretch(2, 1)
        layout.addStrut(DOCK_WIDTH)
        # So that QGIS' window never grows beyond the screen when rows above the tabs appear.
        area = scrolled(body)
        area.setMinimumWidth(body.minimumSizeHint().width())
        self.setWidget(area)
        shortcut(body, self._refresh, "F5")

    def _connect(self) -> None:
        self._monitor.refreshed.connect(self._show)
        self._monitor.progressed.connect(self.jobs_tab.show_records)
        self._monitor.listed.connect(CATALOGUE.take)
        self._monitor.is_down.connect(self._show_down)
        self._monitor.died.connect(self._show_death)
        self._monitor.failed.connect(self._show_error)
        self.jobs_tab.fetched.connect(self._add_roads)
        self.worker_tab.set_up_wanted.connect(self.set_up_wanted)
        self.origin.requested.connect(self._show_origin)
        self._iface.currentLayerChanged.connect(self.origin.show_layer)
        settings.notifier.profile_changed.connect(self._change_profile)

    def _begin(self) -> None:
        reason = missing_dependency()
        if reason:
            self.worker_tab.show_unknown(reason)
            self.open_tab(self.worker_tab)
        else:
            CATALOGUE.is_fed = True
            self._monitor.begin_again()

    def _refresh(self) -> None:
        """Request everything again; connect if a dependency was missing before."""
        if self._monitor.is_watching:
            self._monitor.refresh_all()
        else:
            self._begin()

    def _change_profile(self) -> None:
        """Another worker is used from now on."""
        self._unseen_jobs = UnseenJobs(settings.current_profile())
        self._clear()
        self.worker_tab.show_unknown(tr("Looking for a worker…"))
        self._begin()

    def _show(self, status: WorkerStatus, jobs: list[JobRecord]) -> None:
        self.worker_tab.show_status(status)
        self._show_outdated(False)
        self.jobs_tab.show_records(jobs)
        CATALOGUE.take_jobs(jobs)
        ended, failed = self._unseen_jobs.take(jobs)
        if ended:
            self._announce(ended)
        for job in failed:
            if not awaited_jobs.was_awaited(job.job_id):  # else its algorithm has reported it
                self._notify_failed(job)

    def _show_down(self, reason: str) -> None:
        """What was known stays, greyed: the jobs, areas and models are still in the home."""
        self.worker_tab.show_down(reason)
        self._show_outdated(True)

    def _show_outdated(self, is_outdated: bool) -> None:
        for tab in (self.jobs_tab, self.areas_tab, self.models_tab):
            tab.show_outdated(is_outdated)

    def _show_death(self, is_started_again: bool) -> None:
        """Say that the worker has died, and what follows."""
        if is_started_again:
            self.worker_tab.show_unknown(tr("It crashed. Starting it again…"))
            text = tr("The worker crashed and is started again; its jobs resume.")
            actions: dict[str, Callable[[], object]] = {}
        else:
            text = tr(
                "The worker has crashed more than {n} times within {span} and is not started again."
            ).format(n=MAX_COUNT, span=span(WITHIN_S))
            actions = {tr("Start"): self._monitor.start_worker}
        actions |= {tr("Open log"): self.worker_tab.open_log}
        notify(self._iface.messageBar(), text, Qgis.MessageLevel.Warning, actions)

    def _clear(self) -> None:
        CATALOGUE.forget()
        self.jobs_tab.show_records([])
        self.areas_tab.show_lists([], [])
        self.models_tab.show_lists([], [])

    def _announce(self, jobs: list[JobRecord]) -> None:
        """Show which jobs ended while QGIS was closed."""
        predicted = [job for job in jobs if has_roads(job)]
        actions: dict[str, Callable[[], object]] = {tr("Show jobs"): self.show_jobs}
        if predicted:
            actions[tr("Open results…")] = lambda: self.jobs_tab.open_results(predicted)
        notify(self._iface.messageBar(), _summary(jobs), Qgis.MessageLevel.Info, actions)

    def _notify_failed(self, job: JobRecord) -> None:
        error = CATALOGUE.named(error_of(job))
        name = job.title
        text = tr("The job '{name}' failed: {reason}").format(name=name, reason=error.message)
        actions = {
            tr("Try again"): lambda: self.jobs_tab.resume(job),
            tr("Details"): lambda: self.jobs_tab.show_details(job),
            tr("Open log"): lambda: self.jobs_tab.open_log(job),
        }
        notify(self._iface.messageBar(), text, Qgis.MessageLevel.Warning, actions)

    def _add_roads(self, job: JobRecord, path: str) -> None:
        """Show fetched roads in the layers whose file is missing, or else in a new layer."""
        layer = roads.load_roads(Path(path), job.name or tr("Predicted roads"))
        project = QgsProject.instance()
        layer.setName(free_name(layer.name(), project, layer))
        broken = [one for one in project.mapLayers().values() if _is_broken(one, job.job_id)]
        for one in broken:
            one.setDataSource(layer.source(), one.name(), layer.providerType())
        if not broken:
            origin = {"model": job.model or SHIPPED, "bundle": job.bundle}
            link(layer, {"job": job.job_id, **origin})
            project.addMapLayer(layer)
            use_local_metres(project, layer)
            roads.prepare_playing(layer, project)

    def _show_origin(self, kind: str, some_id: str) -> None:
        """Show the job or the model of a layer, or a message that the worker does not have it."""
        if kind == "job" and any(job.job_id == some_id for job in self.jobs()):
            self.show_jobs(some_id)
        elif kind == "model" and self.models_tab.has(some_id):
            self._bring_forward(self.models_tab)
            self.models_tab.select(some_id)
        else:
            shipped = tr("The shipped model, adapted to the bundle, has predicted these roads.")
            gone = {
                "job": tr("The worker of this profile no longer has the job {id}."),
                "model": tr("The worker of this profile no longer has the model {id}."),
            }
            text = shipped if some_id == SHIPPED else gone[kind]
            show_message(self._iface.messageBar(), text.format(id=some_id), Qgis.MessageLevel.Info)

    def _bring_forward(self, tab: QWidget) -> None:
        self.setUserVisible(True)
        self.open_tab(tab)

    def _show_error(self, error: TrajganrError) -> None:
        show_message(self._iface.messageBar(), error_text(error), Qgis.MessageLevel.Warning)


def _is_broken(layer: QgsMapLayer, job_id: str) -> bool:
    """Whether a layer is invalid because the file with a job's result no longer exists."""
    return not layer.isValid() and links_of(layer).get("job") == job_id


def _summary(jobs: list[JobRecord]) -> str:
    """How many jobs ended while QGIS was closed, by state."""
    done = sum(job.state is JobState.SUCCEEDED for job in jobs)
    failed = sum(job.state is JobState.FAILED for job in jobs)
    counts = {
        tr("{n} done"): done,
        tr("{n} failed"): failed,
        tr("{n} stopped"): len(jobs) - done - failed,
    }
    summary = ", ".join(text.format(n=n) for text, n in counts.items() if n)
    return tr("While QGIS was closed: {counts}.").format(counts=summary)
