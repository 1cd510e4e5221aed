"""Synchronous use of the worker: connect, send files, run a job."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from qgis import utils
from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QThread

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.protocol.answers import Ahead, Event, JobRecord, Progressed
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import connection_file, default_home, home_named
from trajganr_core.contract.protocol.launch import start_worker, worker_python
from trajganr_core.contract.protocol.states import JobState
from trajganr_core.contract.texts.model_facts import progress_text
from trajganr_core.contract.texts.quantities import duration_text

from ..i18n import localised, tr
from ..installation.environment import existing
from ..settings import Profile, current_profile, environment_folder
from ..untrusted_text import unmarked
from .awaited_jobs import awaiting
from .tunnel import tunnels

#: How long a cancelled job may take to end, seconds; it may have a checkpoint to write.
CANCEL_S = 60.0
#: Percent of a window's bar up to which sending a file moves it; the job has the rest.
SENDING = 5.0
#: Progress after which a job's figures are logged again.
LOG_EVERY_FRACTION = 0.05
#: States in which a job's message repeats the error that is raised.
RAISED = {JobState.FAILED, JobState.CANCELLED}
#: Output of ssh if nothing listens at a port or socket of the remote machine.
NOBODY_LISTENS = "open failed"
#: Errors of a client if nothing answers through a tunnel.
NO_ANSWER = (Code.AUTH_NO_ANSWER, Code.TRANSPORT_DOWN, Code.TRANSPORT_TIMEOUT)
#: The worker's folder of an uploaded file, named by the file's hash.
HOME_OF_FILES = re.compile(r"\S*[/\\][0-9a-f]{64}[/\\]")


def missing_dependency() -> str:
    """Why this QGIS cannot connect to a worker; '' if it can."""
    if find_spec("zmq") is not None:
        return ""
    return tr(
        "QGIS' Python lacks pyzmq, which is needed to connect to the worker. "
        "Install it in Plugins › TrajGANR › Set up TrajGANR…, or with the package "
        "manager that installed QGIS (Debian: python3-zmq; OSGeo4W: "
        "python3-pyzmq), and then restart QGIS."
    )


def connect() -> Client:
    """Connect to the running worker of the current profile, through its SSH tunnel if it has one.

    Waits for the tunnel: do not call it in the window's thread.

    Raises:
        TrajganrError: ``TRANSPORT.DOWN`` if none is running, ``ENV.MISSING_DEP`` without pyzmq.
    """
    reason = missing_dependency()
    if reason:
        raise TrajganrError(Code.ENV_MISSING_DEP, "{reason}", "", reason=reason)

    profile = current_profile()
    if not profile.is_remote:
        return Client.connect(home_of(profile))
    # Private sockets require no key.
    key = Path(profile.key) if profile.key and profile.address else None
    address = tunnels.address(profile) if profile.ssh_host else profile.address
    try:
        return Client.connect(address=address, key=key)
    except TrajganrError as error:
        if error.code in NO_ANSWER and NOBODY_LISTENS in tunnels.ssh_output(profile):
            raise _down_behind_tunnel(profile) from error
        raise


def home_of(profile: Profile) -> Path:
    """The home of a local profile's worker.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if it is not a folder.
    """
    return home_named(profile.home) if profile.home else default_home()


def has_died(profile: Profile, error: TrajganrError) -> bool:
    """Whether a local worker that no longer answers has ended without being stopped.

    A worker that is stopped removes its connection file first; one that crashes leaves it.
    """
    if profile.is_remote or error.code is not Code.TRANSPORT_DOWN:
        return False
    return connection_file(home_of(profile)).exists()


def start_local_worker() -> None:
    """Start the worker of the current profile on this machine, and wait until it answers.

    Raises:
        TrajganrError: ``TRANSPORT.DOWN`` with the end of its log, ``ENV.MISSING_DEP`` without an
            environment for it, ``INPUT.FIELD`` for a profile of another machine.
    """
    profile = current_profile()
    if profile.is_remote:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The worker of the profile {name} runs on another machine.",
            "Start it there, or choose the profile of a worker on this machine.",
            name=profile.name,
        )
    start_worker(python_of(profile), home_of(profile))


def python_of(profile: Profile) -> Path | None:
    """The interpreter of a local profile's worker; None if there is none.

    It is the profile's own, else that of the environment that the plugin has created, else the one
    that the worker's home names.
    """
    if profile.python:
        return Path(profile.python)
    environment = existing(environment_folder())
    if environment is not None:
        return environment.python
    try:
        return worker_python(home_of(profile))
    except TrajganrError:
        return None


def _down_behind_tunnel(profile: Profile) -> TrajganrError:
    if not profile.address:
        return TrajganrError(
            Code.TRANSPORT_DOWN,
            "The tunnel to {host} is open, but no worker answers there.",
            "Start it on that machine: trajganr worker start",
            host=profile.ssh_host,
        )
    return TrajganrError(
        Code.TRANSPORT_DOWN,
        "The tunnel to {host} is open, but no worker listens at {address} there.",
        "Start it on that machine: trajganr worker start --address {address}",
        host=profile.ssh_host,
        address=profile.address,
    )


def connect_or_start(feedback: QgsProcessingFeedback) -> Client:
    """Connect to the running worker, or start the local one.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` if it cannot be started.
    """
    try:
        return connect()
    except TrajganrError as error:
        # Only a local worker is started.
        if error.code is not Code.TRANSPORT_DOWN or current_profile().is_remote:
            raise
    feedback.pushInfo(tr("No worker is running: starting the local one…"))
    start_local_worker()
    return connect()


def send_file(client: Client, path: Path, description: str, feedback: QgsProcessingFeedback) -> str:
    """Send a file to the worker; returns the reference for a job's parameters."""
    size = localised(f"{path.stat().st_size / 1e6:.1f}")
    feedback.pushInfo(tr("Sending {what} ({size} MB)").format(what=description, size=size))
    return client.put_file(path, _transfer_reporter(feedback, SENDING))


def fetch_file(
    client: Client, kind: str, job_id: str, name: str, path: Path, feedback: QgsProcessingFeedback
) -> None:
    """Save a file of a job's result, checked to be what a job of this kind declares."""
    feedback.setProgressText(unmarked(tr("Fetching {what}").format(what=name)))
    client.fetch_file(job_id, name, path, _transfer_reporter(feedback), kind=kind)


def _transfer_reporter(
    feedback: QgsProcessingFeedback, percent: float = 0.0
) -> Callable[[float], None]:
    """Stops a transfer when the user cancels, and moves a window's bar up to ``percent``."""

    def report(fraction: float) -> None:
        stop_if_cancelled(feedback)
        # A bar may go back for the next file or the job; what a terminal prints may not.
        if percent and utils.iface is not None:
            feedback.setProgress(percent * fraction)

    return report


def stop_if_cancelled(feedback: QgsProcessingFeedback) -> None:
    """Raise ``JOB.CANCELLED`` if the user has cancelled."""
    pump_events()
    if feedback.isCanceled():
        raise cancelled()


@dataclass(frozen=True)
class Part:
    """The part of a progress bar that a job has, and what comes after it.

    Attributes:
        begin, end: shares of the bar.
        later_s: seconds of the jobs that follow; None where that is not known.
    """

    begin: float = 0.0
    end: float = 1.0
    later_s: float | None = 0.0


WHOLE = Part()


def run_job(client: Client, params: JobParams, feedback: QgsProcessingFeedback) -> JobRecord:
    """Submit a job and wait for its end, as :func:`follow_job`."""
    job_id = client.submit(params)
    feedback.pushInfo(tr("The job '{name}' is queued.").format(name=params.name or job_id))
    if utils.iface is not None:  # QGIS has a window with a dock
        feedback.pushInfo(
            tr(
                "You can close this window: the TrajGANR dock shows the job. The job can go on "
                "without QGIS too. 'Cancel' stops the job."
            )
        )
    # The worker is not asked what kind of job it has run.
    return replace(follow_job(client, job_id, feedback), kind=params.kind)


def follow_job(
    client: Client,
    job_id: str,
    feedback: QgsProcessingFeedback,
    part: Part = WHOLE,
    before: Sequence[str] = (),
) -> JobRecord:
    """Wait for the end of a job, showing its progress; a cancel reaches the worker.

    Args:
        client: of the worker.
        job_id: the job.
        feedback: of the algorithm that waits.
        part: of its progress bar.
        before: jobs that need it: they are cancelled first, or else they would fail.

    Returns:
        The succeeded job.

    Raises:
        TrajganrError: the job's own error, ``JOB.CANCELLED``, or ``JOB.DETACHED`` if the user
            detaches it.
    """
    cancelled_at = math.inf
    with awaiting(job_id) as check_detached:

        def poll() -> None:
            nonlocal cancelled_at
            pump_events()
            check_detached()
            if feedback.isCanceled() and cancelled_at == math.inf:
                cancelled_at = time.monotonic()
                feedback.pushInfo(tr("Cancelling the job…"))
                for each in (*before, job_id):
                    client.cancel(each)
            if time.monotonic() > cancelled_at + CANCEL_S:
                feedback.pushWarning(
                    tr("The worker has not stopped the job yet; the dock shows when it has.")
                )
                raise cancelled()

        reporter = _Reporter(feedback, part)
        waiting = describe_waiting(client.job(job_id))
        if waiting:
            feedback.pushInfo(waiting)
        for event in client.follow(job_id, poll, reporter.show_away):
            poll()  # events may arrive without end
            reporter.show(event)
        job = succeeded(client.job(job_id))
    if cancelled_at < math.inf:
        feedback.pushInfo(
            tr("The job finished before it could be cancelled; the dock has its result.")
        )
        raise cancelled()
    return job


def succeeded(job: JobRecord) -> JobRecord:
    """The ended job, if it has succeeded.

    Raises:
        TrajganrError: the job's own error, or ``JOB.CANCELLED``.
    """
    if job.state is JobState.SUCCEEDED:
        return job
    if job.state is JobState.CANCELLED or job.error is None:
        raise TrajganrError(
            Code.JOB_CANCELLED,
            "Job {job} was cancelled.",
            "To continue it, select it in the TrajGANR dock and press Resume.",
            job=job.job_id,
        )
    raise error_of(job)


def error_of(job: JobRecord) -> TrajganrError:
    """The error of a job, with the names of uploaded files instead of their paths on the worker."""
    error = TrajganrError.from_dict(job.error or {})
    for name, value in error.parameters.items():
        if isinstance(value, str):
            error.parameters[name] = HOME_OF_FILES.sub("", value)
    return error


def provenance(client: Client, job: JobRecord) -> dict[str, str]:
    """The job, device and worker of a result."""
    status = client.status()
    return {"job": job.job_id, "device": status.device, "worker": f"TrajGANR {status.version}"}


def pump_events() -> None:
    """Let Qt deliver Ctrl-C if the main thread waits, as in ``qgis_process``."""
    application = QCoreApplication.instance()
    if QThread.currentThread() is application.thread():
        application.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


class _Reporter:
    """Shows a job's events as progress, and the noteworthy ones in the log."""

    def __init__(self, feedback: QgsProcessingFeedback, part: Part = WHOLE) -> None:
        self._feedback = feedback
        self._part = part
        self._stage = ""
        self._logged_at = 0.0

    def show_away(self) -> None:
        """Say once that the worker does not answer; its next event is shown as a new stage."""
        waiting = tr("The worker does not answer: waiting for it…")
        if self._stage != waiting:
            self._stage = waiting
            self._feedback.setProgressText(waiting)

    def show(self, event: Event) -> None:
        """Show one event."""
        stage, fraction = tr(event.stage), event.fraction
        figures = describe_figures(event.figures)
        details = ", ".join(filter(None, (figures, self._remaining(event))))
        text = f"{stage}: {details}" if details else stage
        begin, end = self._part.begin, self._part.end
        self._feedback.setProgress(100 * (begin + (end - begin) * event.progress))
        if event.message and event.state not in RAISED:
            self._feedback.pushInfo(event.message)
        if stage != self._stage:
            self._logged_at = fraction
            self._feedback.setProgressText(unmarked(text))
        elif figures and fraction >= self._logged_at + LOG_EVERY_FRACTION:
            self._logged_at = fraction
            self._feedback.pushInfo(text)
        self._stage = stage

    def _remaining(self, event: Event) -> str:
        """The time that is left, with that of the jobs that follow."""
        later_s = self._part.later_s
        if event.remaining_s is None or later_s is None:
            return describe_remaining(event) if later_s is not None else ""
        return describe_remaining(replace(event, remaining_s=event.remaining_s + later_s))


def describe_waiting(job: JobRecord) -> str:
    """What a queued job waits for; '' for one that does not wait, or is about to start."""
    if job.state is not JobState.QUEUED:
        return ""
    behind, position = job.behind, job.position
    if behind is None:
        return ""
    if behind.job_id in job.waits_for:
        return tr("Waiting for the result of {name}.").format(name=_named(behind))
    return tr("Number {n} in the queue, after {name}.").format(name=_named(behind), n=position)


def _named(job: Ahead) -> str:
    """The name of a job; jobs of other people have neither name nor id."""
    if not job.job_id:
        return tr("another person's job")
    return f"'{job.title}'"


def describe_remaining(job: Progressed) -> str:
    """Remaining time of a job, from the job or its event; '' if unknown."""
    seconds = job.remaining_s
    if seconds is None:
        return ""
    span = duration_text(seconds).said(tr)
    if job.remaining_of == "job":
        return tr("about {span} left").format(span=span)
    return tr("about {span} left of this stage").format(span=span)


def describe_figures(figures: Mapping[str, float | None]) -> str:
    """Figures of a running job as text: ``epoch 4, loss 0.123``."""
    return progress_text(figures).said(tr)
