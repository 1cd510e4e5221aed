"""The menu that adds clicked places to the project's layer of clicks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QWidget

from trajganr_core.contract.errors import TrajganrError

from ...background_task import BackgroundTask
from ...i18n import tr
from ...layers.clicks import (
    PROPERTY,
    clicks_in_memory,
    clicks_of_file,
    clicks_of_project,
    create_clicks_file,
    keep_click,
)
from ..questions import ask_save_gpkg


class ClickKeeper(QMenu):
    """Adds the current click, or every click, to a memory layer or a GeoPackage."""

    #: A click could not be added: the error.
    failed = pyqtSignal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._click: tuple[str, tuple[float, float], Mapping[str, Any]] | None = None
        self.addAction(tr("&This place"), self.keep)
        self.every = self.addAction(tr("&Every clicked place"))
        self.every.setCheckable(True)
        self.addSeparator()
        self.addAction(tr("In a &GeoPackage…"), self._choose_file)

    def show_click(self, model: str, place: tuple[float, float], entry: Mapping[str, Any]) -> None:
        """Set the current click.

        Args:
            model: that answered.
            place: longitude and latitude, degrees in EPSG:4326.
            entry: the answer about the selected road.
        """
        self._click = (model, place, entry)

    def keep(self) -> None:
        """Add the current click to the project's layer of clicks, or to a new memory layer."""
        layer = clicks_of_project()
        if layer is None:
            layer = clicks_in_memory()
            QgsProject.instance().addMapLayer(layer)
        try:
            keep_click(layer, *self._click)
        except TrajganrError as error:
            self.failed.emit(error)

    def keep_in(self, path: Path) -> None:
        """Add the current click, and those that are added later, to a GeoPackage."""
        task = BackgroundTask(
            tr("Creating a layer of clicks"), lambda report: create_clicks_file(path)
        )
        task.succeeded.connect(lambda _: self._use_file(path))
        task.failed.connect(self.failed)
        task.begin()

    def _choose_file(self) -> None:
        suggestion = Path(QgsProject.instance().homePath() or Path.home()) / "clicks.gpkg"
        ask_save_gpkg(
            self.parentWidget(),
            tr("Save clicks in a GeoPackage"),
            suggestion,
            self.keep_in,
            replaces=False,  # other layers in the file stay
        )

    def _use_file(self, path: Path) -> None:
        before = clicks_of_project()
        if before is not None:
            before.removeCustomProperty(PROPERTY)
        QgsProject.instance().addMapLayer(clicks_of_file(path))
        self.keep()
