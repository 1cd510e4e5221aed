"""The menu that adds clicked places to the project's layer of clicks."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QWidget

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.place_answers import PlaceRoad

from ...background_task import BackgroundTask
from ...i18n import tr
from ...layers.clicks import (
    PROPERTY,
    clicks_of_file,
    clicks_of_project,
    create_clicks_file,
    keep_click,
)
from ...processing.lasting_results import lasting_path
from ..questions import ask_save

#: A model, a place, and the answer about its road.
Click = tuple[str, tuple[float, float], PlaceRoad]


class ClickKeeper(QMenu):
    """Adds the current click, or every click, to a layer in a GeoPackage."""

    #: A click could not be added: the error.
    failed = pyqtSignal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._click: Click | None = None
        #: Clicks for a file that is being created.
        self._waiting: list[Click] = []
        self.addAction(tr("&This place"), self.keep)
        self.every = self.addAction(tr("&Every clicked place"))
        self.every.setCheckable(True)
        self.addSeparator()
        self.addAction(tr("In a &GeoPackage…"), self._choose_file)

    def show_click(self, model: str, place: tuple[float, float], entry: PlaceRoad) -> None:
        """Set the current click.

        Args:
            model: that answered.
            place: longitude and latitude, degrees in EPSG:4326.
            entry: the answer about the selected road.
        """
        self._click = (model, place, entry)

    def keep(self) -> None:
        """Add the current click to the project's layer of clicks, or to one in a new file."""
        layer = clicks_of_project()
        if self._click is None:
            return
        if self._waiting:
            self._waiting.append(self._click)
        elif layer is None:
            self.keep_in(lasting_path(QgsProject.instance(), tr("TrajGANR clicks")))
        else:
            self._keep(layer, self._click)

    def keep_in(self, path: Path) -> None:
        """Add the current click, and those that are added later, to a GeoPackage."""
        self._waiting = [self._click] if self._click is not None else []
        task = BackgroundTask(
            tr("Creating a layer of clicks"), lambda report: create_clicks_file(path)
        )
        task.succeeded.connect(lambda _: self._use_file(path))
        task.failed.connect(self._fail)
        task.begin()

    def _choose_file(self) -> None:
        suggestion = Path(QgsProject.instance().homePath() or Path.home()) / "clicks.gpkg"
        ask_save(
            self.parentWidget(),
            tr("Save clicks in a GeoPackage"),
            suggestion,
            self.keep_in,
            title_of_files=tr("GeoPackage"),
            replaces=False,  # other layers in the file stay
        )

    def _use_file(self, path: Path) -> None:
        before = clicks_of_project()
        if before is not None:
            before.removeCustomProperty(PROPERTY)
        layer = clicks_of_file(path)
        QgsProject.instance().addMapLayer(layer)
        waiting, self._waiting = self._waiting, []
        for click in waiting:
            self._keep(layer, click)

    def _keep(self, layer: QgsVectorLayer, click: Click) -> None:
        try:
            keep_click(layer, *click)
        except TrajganrError as error:
            self.failed.emit(error)

    def _fail(self, error: TrajganrError) -> None:
        self._waiting = []
        self.failed.emit(error)
