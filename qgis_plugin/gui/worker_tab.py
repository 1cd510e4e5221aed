"""The tab of the worker: profile, state, queue and resources."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QGroupBox, QLabel, QLineEdit, QProgressBar, QWidget

from trajganr_core.contract.protocol.answers import Resource, WorkerStatus
from trajganr_core.contract.texts.quantities import bytes_text

from ..client.monitor import Monitor
from ..i18n import tr
from ..settings import current_profile
from ..untrusted_text import as_html
from .formatting import span
from .log_viewer import LogViewer
from .profiles import ProfileBox
from .widgets import MARGIN, ButtonGrid, stack, text_label

#: The slot of short jobs that run during trainings.
INTERACTIVE = "interactive"


class _Resource(QWidget):
    """The used part of a resource, if the worker's system reports it.

    The text is above the bar: on it, a dark theme would not give it a colour.

    Args:
        title: for screen readers.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(title)
        self.bar.setTextVisible(False)
        self.text = QLabel()
        stack(self, self.text, self.bar).setSpacing(2)

    def show_amount(self, amount: Resource) -> None:
        """Show another amount, bytes."""
        free, total = amount.free_bytes, amount.total_bytes
        self.bar.setMaximum(1000)  # without a maximum the bar would show a busy animation
        if free is None or not total:
            self.bar.setValue(0)
            self.text.setText(tr("unknown"))
            return
        self.bar.setValue(round(1000 * (total - free) / total))
        self.text.setText(
            tr("{free} of {total} free").format(
                free=bytes_text(free).said(tr), total=bytes_text(total).said(tr)
            )
        )


class WorkerTab(QWidget):
    """Everything that can be done with the worker."""

    #: The user requests the set-up.
    set_up_wanted = pyqtSignal()

    def __init__(self, monitor: Monitor) -> None:
        super().__init__()
        self._monitor = monitor
        self._build()
        self.show_unknown(tr("Looking for a worker…"))

    def show_status(self, status: WorkerStatus) -> None:
        """Show the status that the worker sent."""
        self.state.setText(_status_text(status))
        self.devices.setText(_devices_text(status))
        self.home.setText(status.home)
        self.home.setCursorPosition(0)
        self.memory.show_amount(status.memory)
        self.disk.show_amount(status.disk)
        self.resources.setEnabled(True)
        self.start_button.setEnabled(False)
        self.stop_button.setEnabled(True)

    def show_down(self, reason: str) -> None:
        """Show that no worker answers, and why."""
        text = tr("<b>Not running</b><br>{reason}").format(reason=as_html(reason))
        self.show_unknown(text)
        self.start_button.setEnabled(not current_profile().is_remote)

    def show_unknown(self, text: str) -> None:
        """Show a text instead of a status."""
        self.state.setText(text)
        self.devices.clear()
        self.home.clear()
        for resource in (self.memory, self.disk):
            resource.show_amount(Resource())
        self.resources.setEnabled(False)
        self.start_button.setEnabled(False)
        self.stop_button.setEnabled(False)

    def open_log(self) -> LogViewer:
        """Show the worker's own log while it is written."""
        viewer = LogViewer(self, tr("Log of the worker"), self._monitor.read_worker_log)
        viewer.show()
        return viewer

    def _build(self) -> None:
        stack(self, self._build_worker(), self._build_resources(), margin=MARGIN).addStretch()

    def _build_worker(self) -> QGroupBox:
        box = QGroupBox(tr("Worker"))
        self.profiles = ProfileBox()
        label = QLabel(tr("Pro&file"))
        label.setBuddy(self.profiles)
        self.state = text_label(tr("State of the worker"), is_html=True)
        form = QFormLayout()
        form.addRow(label, self.profiles)
        stack(box, form, self.state, self._build_buttons(), margin=MARGIN)
        return box

    def _build_buttons(self) -> ButtonGrid:
        grid = ButtonGrid()
        self.start_button = grid.add(
            tr("St&art"), "/mActionStart.svg", tr("Start the worker on this machine"), self._start
        )
        self.stop_button = grid.add(
            tr("S&top"),
            "/mActionStop.svg",
            tr("Stop the worker; running jobs resume when it is started again"),
            lambda: self._monitor.change(lambda client: client.stop_worker()),
        )
        self.log_button = grid.add(
            tr("Open lo&g"),
            "/mMessageLog.svg",
            tr("Show the worker's log, updated while it runs"),
            self.open_log,
        )
        self.set_up_button = grid.add(
            tr("Set &up…"),
            "/mActionOptions.svg",
            tr("Check what is missing and install it"),
            self.set_up_wanted.emit,
        )
        return grid

    def _build_resources(self) -> QGroupBox:
        self.resources = QGroupBox(tr("Machine"))
        self.devices = text_label(tr("Devices on which jobs run"))
        self.home = QLineEdit()  # a label cannot be narrower than a path without spaces
        self.home.setReadOnly(True)
        self.home.setFrame(False)
        self.home.setAccessibleName(tr("Home folder of the worker"))
        self.memory = _Resource(tr("Memory in use"))
        self.disk = _Resource(tr("Disk in use"))
        form = QFormLayout(self.resources)
        form.addRow(tr("Jobs run on"), self.devices)
        form.addRow(tr("Home"), self.home)
        form.addRow(tr("Memory"), self.memory)
        form.addRow(tr("Disk"), self.disk)
        return self.resources

    def _start(self) -> None:
        self.show_unknown(tr("Starting the worker…"))
        self._monitor.start_worker()


def _status_text(status: WorkerStatus) -> str:
    """The state of the worker as HTML."""
    lines = [
        tr("<b>Running</b>, version {version}, for {time}").format(
            version=as_html(status.version), time=span(status.uptime_s)
        ),
        _queue_text(status),
    ]
    if status.waits_for_disk:
        lines.append(tr("<b>The disk is nearly full: jobs wait until there is room.</b>"))
    if status.models:
        loaded = as_html(", ".join(each.model for each in status.models))
        lines.append(tr("Loaded for clicks on the map: {models}").format(models=loaded))
    return "<br>".join(lines)


def _queue_text(status: WorkerStatus) -> str:
    """Numbers of running and waiting jobs."""
    return tr("{running} running, {queued} waiting (at most {most})").format(
        running=status.queue.running, queued=status.queue.queued, most=status.most_queued
    )


def _devices_text(status: WorkerStatus) -> str:
    """Each device with the number of jobs that it runs at once."""
    lines = []
    for device in status.places:
        capacity = f", {bytes_text(device.memory_bytes).said(tr)}" if device.memory_bytes else ""
        slots = tr("{n} at once").format(n=device.slots)
        name = tr("short jobs") if device.name == INTERACTIVE else device.name
        lines.append(f"{name}{capacity}: {slots}")
    return "\n".join(lines)
