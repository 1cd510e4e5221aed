"""The worker's bundles and models as the window last heard of them, for forms to offer."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal


class Catalogue(QObject):
    """Filled by the dock; empty in ``qgis_process``, where ids are typed."""

    #: There are other ones than before.
    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, list[tuple[str, str]]] = {"bundle": [], "model": []}

    def take(self, bundles: list[dict[str, Any]], models: list[dict[str, Any]]) -> None:
        """Remember what the worker has now, newest first."""
        self._known = {"bundle": _named(bundles), "model": _named(models)}
        self.changed.emit()

    def known(self, what: str) -> list[tuple[str, str]]:
        """Ids and names, newest first, of each ``bundle`` or ``model``."""
        return self._known[what]


def _named(records: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(record["id"], record["name"]) for record in records]


CATALOGUE = Catalogue()
