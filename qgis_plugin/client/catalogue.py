"""What the worker has, as the window last heard of it: forms offer it, and check by it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from trajganr_core.contract.protocol.states import JobState

#: Jobs in these states make nothing any more.
HOPELESS = {JobState.FAILED.value, JobState.CANCELLED.value, JobState.CANCELLING.value}

Record = dict[str, Any]


@dataclass(frozen=True)
class There:
    """What a form may name.

    Attributes:
        bundles: manifests by id.
        models: cards by id.
        coming: jobs that have made, or may yet make, a bundle or model of their id.
    """

    bundles: Mapping[str, Record]
    models: Mapping[str, Record]
    coming: frozenset[str] = frozenset()


class Catalogue(QObject):
    """Filled by the dock; nobody fills it in ``qgis_process``."""

    #: There are other bundles or models than before.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        #: Whether there is a dock that watches a worker.
        self.is_fed = False
        self._coming: frozenset[str] = frozenset()
        self._bundles: list[Record] = []
        self._models: list[Record] = []
        self._is_told = False

    def take(self, bundles: list[Record], models: list[Record]) -> None:
        """Remember what the worker has now, newest first."""
        self._bundles, self._models = whole(bundles), whole(models)
        self._is_told = True
        self.changed.emit()

    def take_jobs(self, jobs: list[Record]) -> None:
        """Remember which jobs there are."""
        self._coming = frozenset(job["job_id"] for job in jobs if job["state"] not in HOPELESS)

    def forget(self) -> None:
        """No worker answers any more."""
        self._coming, self._is_told = frozenset(), False
        self._bundles, self._models = [], []
        self.changed.emit()

    def known(self, what: str) -> list[tuple[str, str]]:
        """Ids and names, newest first, of each ``bundle`` or ``model``."""
        records = self._bundles if what == "bundle" else self._models
        return [(record["id"], record["name"]) for record in records]

    def there(self) -> There | None:
        """All of it; None while no worker has told."""
        if not self._is_told:
            return None
        bundles = {record["id"]: record["manifest"] for record in self._bundles}
        cards = {record["id"]: record["card"] for record in self._models}
        return There(bundles, cards, self._coming)


def whole(records: list[Record]) -> list[Record]:
    """The bundles or models that can be used: damaged ones can only be deleted."""
    return [record for record in records if not record.get("damaged")]


CATALOGUE = Catalogue()
