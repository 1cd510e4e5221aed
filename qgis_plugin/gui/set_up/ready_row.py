"""Whether the worker answers."""

from __future__ import annotations

from trajganr_core.contract.errors import TrajganrError

from ... import settings
from ...client.session import connect, missing_dependency, start_local_worker
from ...client.tunnel import tunnels
from ...diagnosis.readiness import Finding, State
from ...i18n import tr
from ...installation.programs import Progress
from .row import Row, said
from .running_tasks import Errands


class ReadyRow(Row):
    """Starts the worker, if it is this machine's, and asks it how it is."""

    def __init__(self, errands: Errands) -> None:
        super().__init__(tr("Ready"), tr("&Start and try"))
        self._errands = errands
        self.show_finding(Finding(State.UNKNOWN, tr("Not tried yet.")))

    def refresh(self) -> None:
        self.button.setEnabled(self._errands.is_idle)

    def mend(self) -> None:
        tunnels.try_again()
        self._errands.run(tr("Starting the worker"), _start_and_ask, self.show_finding)


def ask_worker() -> Finding:
    """Whether the worker of the current profile answers."""
    if missing_dependency():
        return Finding(State.UNKNOWN, tr("Fetch pyzmq first."))
    try:
        with connect() as client:
            status = client.status()
    except TrajganrError as error:
        return Finding(State.MISSING, said(error))
    return Finding(
        State.READY,
        tr("The worker answers: version {version}, on {device}.").format(
            version=status["version"], device=status["device"]
        ),
    )


def _start_and_ask(progress: Progress) -> Finding:
    if not missing_dependency() and not settings.current_profile().is_remote:
        try:
            start_local_worker()
        except TrajganrError as error:
            return Finding(State.MISSING, said(error))
    return ask_worker()
