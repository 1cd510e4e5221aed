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
from .running_tasks import Errands


class DemoRow(Row):
    """Written from what is shipped, and added."""

    def __init__(self, errands: Errands) -> None:
        super().__init__(tr("Demo data"), tr("Add the demo &city"))
        self._errands = errands
        note = text_label(
            text=tr(
                "Doggerhaven does not exist: its traffic is simulated and its pictures are drawn. "
                "Its layers are written into {folder}."
            ).format(folder=settings.data_folder() / "demo")
        )
        self.fold(tr("Details"), note)

    def refresh(self) -> None:
        self.show_finding(readiness.find_demo())
        self.button.setEnabled(self._errands.is_idle and self.state is not State.READY)

    def mend(self) -> None:
        folder = settings.data_folder() / "demo"

        def make(progress: Progress) -> Path:
            return make_city(folder, progress.check)

        self._errands.run(tr("Writing the demo city"), make, add_city)
