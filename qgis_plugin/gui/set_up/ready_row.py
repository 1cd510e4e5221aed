"""Whether the worker answers."""

from __future__ import annotations

from trajganr_core.contract.errors import TrajganrError

from ... import settings
from ...client.session import connect, missing_dependency, start_local_worker
from ...client.tunnel import tunnels
from ...diagnosis.readiness import Finding, State
from ...i18n import tr
from ...installation.programs import Progress
from ..formatting import error_text
from .row import Row
from .running_tasks import RunningTasks


class ReadyRow(Row):
    """Starts a local worker, and checks that it responds."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tr("Ready"), tr("&Start and test"))
        self._tasks = tasks
        self.show_finding(Finding(State.UNKNOWN, tr("Not tested yet.")))

    def refresh(self) -> None:
        self.button.setEnabled(self._tasks.is_idle)

    def run_action(self) -> None:
        tunnels.try_again()
        self._tasks.run(tr("Starting the worker"), _start_and_ask, self.show_finding)


def ask_worker() -> Finding:
    """Whether the worker of the current profile answers."""
    if missing_dependency():
        return Finding(State.UNKNOWN, tr("Install pyzmq first."))
    try:
        with connect() as client:
            status = client.status()
    except TrajganrError as error:
        return Finding(State.MISSING, error_text(error))
    return Finding(
        State.READY,
        tr("The worker answers: version {version}, on {device}.").format(
            version=status.version, device=status.device
        ),
    )


def _start_and_ask(progress: Progress) -> Finding:
    if not missing_dependency() and not settings.current_profile().is_remote:
        try:
            start_local_worker()
        except TrajganrError as error:
            return Finding(State.MISSING, error_text(error))
    return ask_worker()
