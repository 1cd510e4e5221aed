"""The panel about a clicked place: predictions of a model, and their basis."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsRectangle
from qgis.gui import QgisInterface, QgsCollapsibleGroupBoxBasic, QgsDockWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import (
    QApplication,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord

from ...background_task import BackgroundTask
from ...client.place_queries import PlaceQueries, Source
from ...client.session import missing_dependency
from ...i18n import tr
from ...layers.clicks import (
    PROPERTY,
    clicks_in_memory,
    clicks_of_file,
    clicks_of_project,
    create_clicks_file,
    keep_click,
)
from ...settings import notifier
from ..map_tool import PlaceTool
from ..questions import ask_save_gpkg
from ..widgets import DOCK_WIDTH, ButtonGrid, button, scrolled, text_label
from . import words
from .bundles import BundleChooser
from .comparison import Comparison
from .embedding import Embedding
from .marks import WGS84, PlaceMarks
from .models import ModelChooser
from .photo import Photo
from .predictions import Predictions
from .roads import RoadList
from .similar import SimilarColours
from .trips import Trips

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.similarity_codec import SimilarRoads

#: An answer that takes longer is announced: a model is loaded at the first question to it.
ANNOUNCE_AFTER_MS = 250


class PlacePanel(QgsDockWidget):
    """Queries a model about clicked places, and shows the answers."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(tr("TrajGANR: place"), iface.mainWindow())
        self.setObjectName("TrajganrPlace")
        self._iface = iface
        self._canvas = iface.mapCanvas()
        self._place: tuple[float, float] | None = None
        self._answer: dict[str, Any] = {}
        self._entry: dict[str, Any] | None = None
        self._pinned: dict[str, Any] | None = None
        self._trip = -1
        self._is_marking = self._is_open = self._is_waiting = False
        self._is_readying = self._says_readying = False
        self._reason: TrajganrError | None = None
        self._marks = PlaceMarks(self._canvas)
        self._similar = SimilarColours(self)
        self._queries = PlaceQueries()
        self._announcer = QTimer(self)
        self._announcer.setSingleShot(True)
        self._announcer.setInterval(ANNOUNCE_AFTER_MS)
        self._build()
        self._connect()
        self._comparison_box.hide()
        self._forget()
        self._hide_answer(tr("Click a place on the map."))
        reason = missing_dependency()
        if reason:
            self._hide_answer(reason)
        else:
            self._queries.begin()

    def use_tool(self, tool: PlaceTool) -> None:
        """Query the places that the tool emits, and open with it."""
        tool.clicked.connect(self.ask)
        tool.failed.connect(self._show_error)
        tool.activated.connect(self._open)
        tool.deactivated.connect(self._leave_place)

    def leave(self) -> None:
        """Stop queries and remove the marks; call it before the panel is deleted."""
        notifier.profile_changed.disconnect(self._change_worker)
        self._announcer.stop()
        self._queries.end()
        self._marks.remove()

    def ask(self, lon: float, lat: float) -> None:
        """Query the chosen model about a place, degrees in EPSG:4326."""
        self._forget()
        self._place = (lon, lat)
        self._is_marking = True
        self.setUserVisible(True)
        self._mark()
        if not self._chooser.model:
            self._hide_answer(self._why_no_model)
        elif self._is_outside(lon, lat):
            self._hide_answer(
                tr("This place is outside the study area of the model {name}.").format(
                    name=self._chooser.name
                ),
                offers_zoom=True,
            )
        else:
            self._is_waiting = True
            self._announcer.start()
            self._queries.ask(self._source, lon, lat)

    def show_similar_roads(self) -> None:
        """Colour all roads by their similarity to the place."""
        source = self._source
        self._compare_all(source, geometry=self._similar.layer_of(source) is None)

    def keep(self) -> None:
        """Add the place to the project's layer of clicks; in memory where it has none yet."""
        layer = clicks_of_project()
        if layer is None:
            layer = clicks_in_memory()
            QgsProject.instance().addMapLayer(layer)
        try:
            keep_click(layer, self._answer["model"], self._place, self._entry)
        except TrajganrError as error:
            self._show_error(error)

    def keep_in(self, path: Path) -> None:
        """Add the place, and those that are added later, to a GeoPackage."""
        task = BackgroundTask(
            tr("Creating a layer of clicks"), lambda report: create_clicks_file(path)
        )
        task.succeeded.connect(lambda _: self._keep_in_file(path))
        task.failed.connect(self._show_error)
        task.begin()

    def copy_answer(self) -> None:
        """Put the whole answer into the clipboard, as JSON."""
        QApplication.clipboard().setText(json.dumps(self._answer, ensure_ascii=False))

    # Building

    def _build(self) -> None:
        self._chooser = ModelChooser()
        self._bundles = BundleChooser()
        self._notice = text_label(tr("Notice"))
        self._zoom_button = QPushButton(tr("&Zoom to study area"))
        self._roads = RoadList()
        self._predictions = Predictions()
        self._trips = Trips()
        self._photo = Photo()
        self._embedding = Embedding()
        self._comparison = Comparison()
        self._comparison_box = _box(tr("Comparison"), self._comparison)
        self._answer_widget = QWidget()
        _stack(
            self._answer_widget,
            self._roads,
            _box(tr("Predictions"), self._predictions),
            self._comparison_box,
            _box(tr("Trips"), self._trips),
            _box(tr("Street view"), self._photo),
            _box(tr("Embedding"), self._embedding),
        )
        body = QWidget()
        layout = _stack(
            body, self._chooser, self._bundles, self._notice, self._zoom_button, self._answer_widget
        )
        layout.setContentsMargins(6, 6, 6, 6)
        layout.insertWidget(layout.indexOf(self._answer_widget), self._build_buttons())
        layout.addStretch()
        area = scrolled(body)
        area.setMinimumWidth(DOCK_WIDTH)
        self.setWidget(area)

    def _build_buttons(self) -> ButtonGrid:
        self._similar_button = button(
            tr("&Show similar roads"),
            "/mIconVector.svg",
            tr("Colours all roads by the cosine similarity of their embeddings to this place's."),
            self.show_similar_roads,
        )
        self._compare_button = button(
            tr("&Compare two places"),
            "/mActionNewMap.svg",
            tr("This place is A; the next places that you click are compared with it."),
            lambda: None,
        )
        self._copy_button = button(
            tr("Copy as &JSON"),
            "/mActionEditCopy.svg",
            tr("Copies the whole answer."),
            self.copy_answer,
        )
        self._keep_button = button(
            tr("&Keep as layer"),
            "/mActionNewVectorLayer.svg",
            tr("Adds this place and its predictions to a layer of clicks."),
            lambda: None,
        )
        self._compare_button.setCheckable(True)
        return ButtonGrid(
            self._similar_button,
            self._compare_button,
            self._copy_button,
            self._keep_button,
            most_columns=2,
        )

    def _connect(self) -> None:
        self._queries.listed.connect(self._show_models)
        self._queries.is_down.connect(self._show_down)
        self._queries.is_ready.connect(self._take_ready)
        self._queries.answered.connect(self._show_answer)
        self._queries.pictured.connect(self._photo.show_image)
        self._queries.compared.connect(self._colour)
        self._queries.failed.connect(self._show_failure)
        self._similar.shown.connect(lambda layer: self._similar_button.setEnabled(True))
        self._similar.failed.connect(self._show_error)
        self._announcer.timeout.connect(self._announce)
        self._chooser.changed.connect(self._change_model)
        self._bundles.changed.connect(self._ask_anew)
        self._roads.chosen.connect(self._look_at)
        self._trips.toggled.connect(self._mark)
        self._trips.zone_changed.connect(self._mark)
        self._trips.chosen.connect(self._point_at)
        self._compare_button.toggled.connect(self._pin)
        self._zoom_button.clicked.connect(self._zoom_to_area)
        notifier.profile_changed.connect(self._change_worker)
        self.closed.connect(self._leave_place)
        menu = QMenu(self._keep_button)
        menu.addAction(tr("&This place"), self.keep)
        self._keep_all = menu.addAction(tr("&Every clicked place"))
        self._keep_all.setCheckable(True)
        menu.addSeparator()
        menu.addAction(tr("In a &GeoPackage…"), self._choose_file)
        self._keep_button.setMenu(menu)

    # Answers

    def _show_answer(self, answer: dict[str, Any]) -> None:
        self._announcer.stop()
        self._is_waiting = False
        self._answer = answer
        self._show_notice("")
        self._roads.show_roads(answer["roads"])
        self._look_at(0)
        self._answer_widget.show()
        self._photo.show_about(answer["photo"])
        if answer["photo"] is not None:
            self._queries.picture(self._source, answer["photo"]["image"])
        if self._keep_all.isChecked():
            self.keep()

    def _look_at(self, place: int) -> None:
        """Show the answer about one of the roads."""
        self._entry = self._answer["roads"][place]
        self._trip = -1
        self._predictions.show_entry(self._entry)
        self._trips.show_entry(self._entry)
        self._embedding.show_embedding(self._entry["embedding"])
        if self._pinned is not None:
            self._comparison.show_places(self._pinned, self._entry)
        self._enable(True)
        self._mark()

    def _point_at(self, trip: int) -> None:
        self._trip = trip
        self._mark()

    def _mark(self) -> None:
        """Draw the marks of the selected road."""
        if self._is_marking:
            self._marks.show(
                self._place,
                self._entry,
                with_trips=self._trips.are_drawn,
                trip=self._trip,
                pinned=self._pinned and self._pinned["clicked"],
                zone=self._trips.zone,
            )

    def _announce(self) -> None:
        """Show which step takes long."""
        name = self._chooser.name
        if not self._is_waiting:
            self._show_notice(tr("Loading the model {name}…").format(name=name))
            self._says_readying = True
        elif self._is_readying:
            self._hide_answer(
                tr("Loading the model {name}; the predictions follow…").format(name=name)
            )
        else:
            self._hide_answer(
                tr("Querying the model {name}; the first query loads it…").format(name=name)
            )

    def _show_notice(self, text: str, *, offers_zoom: bool = False) -> None:
        self._says_readying = False
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        self._zoom_button.setVisible(offers_zoom and self._chooser.bbox is not None)

    def _hide_answer(self, reason: str, *, offers_zoom: bool = False) -> None:
        """Show a reason instead of an answer."""
        self._answer_widget.hide()
        self._show_notice(reason, offers_zoom=offers_zoom)

    def _show_error(self, error: TrajganrError) -> None:
        self._show_notice(f"{error.message} {error.next_action} [{error.code.value}]")
        self._enable(self._entry is not None)

    def _show_failure(self, error: TrajganrError, is_click: bool) -> None:
        self._announcer.stop()
        self._show_error(error)
        if is_click:
            self._is_waiting = False
            self._answer_widget.hide()
            self._zoom_button.setVisible(error.code is Code.INPUT_GEOMETRY)

    # Leaving a place

    def _forget(self) -> None:
        """Drop the previous place; its answer stays visible."""
        self._queries.forget_place()
        self._announcer.stop()
        self._is_waiting = False
        self._entry, self._trip = None, -1
        self._enable(False)

    def _leave_place(self) -> None:
        """Remove the marks, and stop loading a model."""
        self._is_marking = self._is_open = False
        self._leave_unready()
        self._announcer.stop()
        self._marks.clear()

    def _enable(self, has_answer: bool) -> None:
        for one in (self._similar_button, self._copy_button, self._keep_button):
            one.setEnabled(has_answer)
        self._compare_button.setEnabled(has_answer or self._pinned is not None)

    # Models

    @property
    def _why_no_model(self) -> str:
        if self._reason is not None:
            return f"{self._reason.message} {self._reason.next_action}"
        return tr("There is no fine-tuned model. Run 'Fine-tune model' first.")

    def _open(self) -> None:
        self.setUserVisible(True)
        self._is_open = True
        self._queries.list_models()
        self._make_ready()

    @property
    def _source(self) -> Source:
        """The model and bundle to query."""
        return Source(self._chooser.model, self._bundles.bundle)

    def _make_ready(self) -> None:
        """Load the model before the first click: that takes half a minute."""
        if not self._is_open or self._chooser.bbox is None:
            return
        west, south, east, north = self._chooser.bbox
        self._is_readying = True
        self._announcer.start()
        self._queries.make_ready(self._source, (west + east) / 2, (south + north) / 2)

    def _leave_unready(self) -> None:
        """Stop loading a model."""
        self._is_readying = False
        self._queries.leave_unready()
        if self._says_readying:
            self._show_idle_notice()

    def _change_worker(self) -> None:
        """Query the worker of another profile from now on."""
        self._leave_unready()
        self._queries.begin_again()

    def _take_ready(self, error: TrajganrError | None) -> None:
        self._is_readying = False
        if not self._is_waiting:
            self._announcer.stop()
            if error is not None:
                self._show_error(error)
            elif self._says_readying:
                self._show_idle_notice()

    def _show_idle_notice(self) -> None:
        """Show the notice for a panel that waits for a click."""
        has_answer = self._answer_widget.isVisibleTo(self)
        self._show_notice("" if has_answer else tr("Click a place on the map."))

    def _show_models(self, models: list[ModelRecord], bundles: list[BundleRecord]) -> None:
        self._reason = None
        had_none = not self._chooser.model
        self._bundles.show_bundles(bundles)
        # After the first click, the active layer no longer selects the model.
        layer = self._iface.activeLayer() if self._place is None else None
        self._chooser.show_models(models, layer)
        if self._bundles.offer(self._chooser):
            self._ask_anew()
        if not models:
            self._hide_answer(self._why_no_model)
        elif had_none and not self._is_waiting:
            self._show_idle_notice()

    def _show_down(self, reason: TrajganrError) -> None:
        self._reason = reason
        self._is_readying = False
        self._bundles.show_bundles([])
        self._chooser.show_models([])
        self._bundles.offer(self._chooser)
        self._forget()
        self._hide_answer(self._why_no_model)

    def _change_model(self) -> None:
        """Embeddings of two models are not compared."""
        self._compare_button.setChecked(False)
        self._bundles.offer(self._chooser)
        self._ask_anew()

    def _ask_anew(self) -> None:
        """Query the new model or bundle about the place, or load it for the next click."""
        self._leave_unready()
        if self._place is not None and self._is_marking and self._chooser.model:
            self.ask(*self._place)
        else:
            self._make_ready()

    def _is_outside(self, lon: float, lat: float) -> bool:
        if self._chooser.bbox is None:
            return False
        west, south, east, north = self._chooser.bbox
        return not (west <= lon <= east and south <= lat <= north)

    def _zoom_to_area(self) -> None:
        crs = self._canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(WGS84, crs, QgsProject.instance())
        try:
            extent = transform.transformBoundingBox(QgsRectangle(*self._chooser.bbox))
        except QgsCsException:
            self._show_notice(tr("The study area is outside the map's CRS. Choose another CRS."))
            return
        self._canvas.setExtent(extent)
        self._canvas.refresh()

    # Actions

    def _pin(self, is_on: bool) -> None:
        """Make this place A of a comparison, or end the comparison."""
        self._pinned = {**self._entry, "clicked": self._place} if is_on else None
        self._comparison_box.setVisible(is_on)
        if is_on:
            self._comparison.show_places(self._pinned, None)
        self._enable(self._entry is not None)
        self._mark()

    def _compare_all(self, source: Source, *, geometry: bool) -> None:
        self._similar_button.setEnabled(False)
        self._compared = (source, *self._place, words.road_name(self._entry))
        self._queries.compare(*self._compared[:3], geometry=geometry)

    def _colour(self, roads: SimilarRoads) -> None:
        source, lon, lat, road = self._compared
        if not self._similar.show(roads, source, road):
            # The layer was removed meanwhile.
            self._queries.compare(source, lon, lat, geometry=True)

    def _choose_file(self) -> None:
        suggestion = Path(QgsProject.instance().homePath() or Path.home()) / "clicks.gpkg"
        ask_save_gpkg(
            self,
            tr("Save clicks in a GeoPackage"),
            suggestion,
            self.keep_in,
            replaces=False,  # other layers in the file stay
        )

    def _keep_in_file(self, path: Path) -> None:
        before = clicks_of_project()
        if before is not None:
            before.removeCustomProperty(PROPERTY)
        QgsProject.instance().addMapLayer(clicks_of_file(path))
        self.keep()


def _box(title: str, content: QWidget) -> QgsCollapsibleGroupBoxBasic:
    box = QgsCollapsibleGroupBoxBasic(title)
    QVBoxLayout(box).addWidget(content)
    return box


def _stack(parent: QWidget, *parts: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        layout.addWidget(part)
    return layout
