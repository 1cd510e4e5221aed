"""The demo city's layers in the project."""

from __future__ import annotations

from pathlib import Path

from ... import settings
from ...diagnosis import readiness
from ...diagnosis.readiness import State
from ...i18n import tr
from ...installation.programs import Progress
from ...layers.demo_city import add_city, make_city
from ..widgets import text_label
from .row import Row
from .running_tasks import RunningTasks


class DemoRow(Row):
    """Writes the shipped demo city and adds it to the project."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tr("Demo data"), tr("Add the de&mo city"))
        self._tasks = tasks
        note = text_label(
            text=tr(
                "Doggerhaven does not exist: its traffic is simulated and its pictures are drawn. "
                "Its layers are written into {folder}."
            ).format(folder=settings.data_folder() / "demo")
        )
        self.add_section(tr("Details"), note)

    def refresh(self) -> None:
        self.show_finding(readiness.find_demo())
        self.button.setEnabled(self._tasks.is_idle and self.state is not State.READY)

    def run_action(self) -> None:
        folder = settings.data_folder() / "demo"

        def write(progress: Progress) -> Path:
            return make_city(folder, progress.check)

        self._tasks.run(tr("Writing the demo city"), write, add_city)
