"""Bundles and models of the worker, as last listed, for the choices and checks of forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.records import BundleRecord, DamagedRecord, ModelRecord
from trajganr_core.contract.protocol.states import JobState
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.contract.records.model_card import ModelCard

#: States of jobs that have no result.
WITHOUT_RESULT = {JobState.FAILED, JobState.CANCELLED, JobState.CANCELLING}


@dataclass(frozen=True)
class WorkerContents:
    """The bundles and models that a form may name.

    Attributes:
        bundles: manifests by id.
        models: cards by id.
        coming: jobs that have created, or may create, a bundle or model with their id.
    """

    bundles: Mapping[str, BundleManifest]
    models: Mapping[str, ModelCard]
    coming: frozenset[str] = frozenset()


class Catalogue(QObject):
    """Filled by the dock; empty in ``qgis_process``."""

    #: The list of bundles or models has changed.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        #: Whether a dock fills it.
        self.is_fed = False
        self._coming: frozenset[str] = frozenset()
        self._job_names: dict[str, str] = {}
        #: Those that can be used, newest first.
        self.bundles: list[BundleRecord] = []
        self.models: list[ModelRecord] = []
        self._is_filled = False

    def take(
        self,
        bundles: Sequence[BundleRecord | DamagedRecord],
        models: Sequence[ModelRecord | DamagedRecord],
    ) -> None:
        """Store the bundles and models of the worker, newest first."""
        self.bundles = [one for one in bundles if isinstance(one, BundleRecord)]
        self.models = [one for one in models if isinstance(one, ModelRecord)]
        self._is_filled = True
        self.changed.emit()

    def take_jobs(self, jobs: list[JobRecord]) -> None:
        """Store the names of jobs, and which may create a bundle or model."""
        self._job_names = {job.job_id: job.title for job in jobs}
        self._coming = frozenset(job.job_id for job in jobs if job.state not in WITHOUT_RESULT)

    def forget(self) -> None:
        """Clear everything: no worker answers."""
        self._coming, self._is_filled = frozenset(), False
        self._job_names = {}
        self.bundles, self.models = [], []
        self.changed.emit()

    def listed(self, kind: str) -> list[tuple[str, str]]:
        """Ids and names, newest first, of each ``bundle`` or ``model``."""
        records = self.bundles if kind == "bundle" else self.models
        return [(record.id, record.name) for record in records]

    def named(self, error: TrajganrError) -> TrajganrError:
        """An error about bundles, models and jobs by their names; by ids if they share a name."""
        names = self._job_names | dict((*self.listed("bundle"), *self.listed("model")))
        shared = {name for name, count in Counter(names.values()).items() if count > 1}

        def name_of(value: Any) -> Any:
            if isinstance(value, list | tuple):
                return [*map(name_of, value)]
            # A worker names some by their folder.
            own = PurePath(value).name if isinstance(value, str) else ""
            name = names.get(own, "")
            return f"{name} ({own})" if name in shared else name or value

        return TrajganrError(
            error.code,
            error.template,
            error.next_action_template,
            **{key: name_of(value) for key, value in error.parameters.items()},
        )

    def contents(self) -> WorkerContents | None:
        """All bundles and models; None until a worker has listed them."""
        if not self._is_filled:
            return None
        bundles = {record.id: record.manifest for record in self.bundles}
        cards = {record.id: record.card for record in self.models}
        return WorkerContents(bundles, cards, self._coming)


CATALOGUE = Catalogue()
