"""The panel about a clicked place: predictions of a model, and their basis."""

from __future__ import annotations

import json

from qgis.core import QgsCsException, QgsRectangle, QgsReferencedRectangle  # type: ignore[attr-defined] # the stubs lack exceptions
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QPushButton, QWidget

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.place_answers import PlaceAnswer, PlaceRoad, RoadTimes
from trajganr_core.contract.records.json_records import encode

from ...client.catalogue import CATALOGUE
from ...client.models import can_predict
from ...client.place_queries import PlaceQueries
from ...client.session import missing_dependency
from ...i18n import tr
from ...layers.export import GEOGRAPHIC
from ...settings import notifier
from ..formatting import error_text
from ..map_tool import PlaceTool
from ..widgets import DOCK_WIDTH, MARGIN, ButtonGrid, collapsible, scrolled, stack, text_label
from . import words
from .click_keeper import ClickKeeper
from .comparison import Comparison
from .day_profile import DayProfile
from .embedding import Embedding
from .junction import Junction
from .marks import PlaceMarks
from .observed import Observed
from .photo import Photo
from .place_forms import PlaceForms
from .predictions import Predictions
from .roads import RoadList
from .similar import SimilarColours
from .source import SourceChooser
from .trips import Trips

#: After this time without an answer, a notice is shown: the first query to a model loads it.
ANNOUNCE_AFTER_MS = 250


class PlacePanel(QgsDockWidget):
    """Queries a model about clicked places, and shows the answers."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(tr("TrajGANR: place"), iface.mainWindow())
        self.setObjectName("TrajganrPlace")
        self._iface = iface
        self._canvas = iface.mapCanvas()
        self._place: tuple[float, float] | None = None
        self._answer: PlaceAnswer | None = None
        self._entry: PlaceRoad | None = None
        #: Place A of a comparison, and the answer about its road.
        self._pinned: tuple[tuple[float, float], PlaceRoad] | None = None
        self._trip = -1
        self._timed_edge: int | None = None
        self._is_marking = self._is_open = self._is_waiting = False
        self._is_loading = self._shows_loading = False
        self._reason: TrajganrError | None = None
        self._marks = PlaceMarks(self._canvas)
        self._queries = PlaceQueries()
        self._similar = SimilarColours(self._queries, self)
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
            self._show_models()

    def use_tool(self, tool: PlaceTool) -> None:
        """Query the places that the tool emits, and open with it."""
        tool.clicked.connect(self.ask)
        tool.failed.connect(self._show_error)
        tool.activated.connect(self._open)
        tool.deactivated.connect(self._leave_place)

    def leave(self) -> None:
        """Stop queries and remove the marks; call it before the panel is deleted."""
        notifier.profile_changed.disconnect(self._change_worker)
        CATALOGUE.changed.disconnect(self._show_models)
        self._announcer.stop()
        self._queries.end()
        self._marks.remove()

    def ask(self, lon: float, lat: float) -> None:
        """Query the chosen model about a place, degrees in EPSG:4326; else one that covers it."""
        self._place = (lon, lat)
        self._forget()
        self._is_marking = True
        self.setUserVisible(True)
        self._mark()
        self._junction_box.setVisible(self._junction.show_place((lon, lat)))
        before = self._sources.source
        if self._sources.bbox is None:
            self._hide_answer(self._why_no_model)
        elif not self._sources.choose_for(lon, lat):
            text = tr("This place is outside the study area of the model {name}.")
            self._hide_answer(text.format(name=self._sources.name), offers_zoom=True)
        elif self._sources.source == before:  # another one has been asked
            self._is_waiting = True
            self._announcer.start()
            self._queries.ask(before, lon, lat)

    def show_similar_roads(self) -> None:
        """Colour all roads by their similarity to the place."""
        if self._place is not None and self._entry is not None:
            self._similar_button.setEnabled(False)
            name = words.place_name(self._entry)
            self._similar.compare(self._sources.source, *self._place, name)

    def copy_answer(self) -> None:
        """Put the whole answer into the clipboard, as JSON."""
        QApplication.clipboard().setText(json.dumps(encode(self._answer), ensure_ascii=False))

    # Building

    def _build(self) -> None:
        self._sources = SourceChooser()
        self._notice = text_label(tr("Notice"))
        self._zoom_button = QPushButton(tr("&Zoom to study area"))
        self._roads = RoadList()
        self._predictions = Predictions()
        self._profile = DayProfile()
        self._profile_box = collapsible(tr("Traffic speed over the day"), self._profile)
        self._observed = Observed()
        self._observed_box = collapsible(tr("Observed speeds"), self._observed, collapsed=True)
        self._junction = Junction()
        self._junction_box = collapsible(tr("Junction"), self._junction)
        self._junction_box.hide()
        self._trips = Trips()
        self._photo = Photo()
        self._embedding = Embedding()
        self._comparison = Comparison()
        self._comparison_box = collapsible(tr("Comparison"), self._comparison)
        self._answer_widget = QWidget()
        stack(
            self._answer_widget,
            self._roads,
            collapsible(tr("Predictions"), self._predictions),
            self._profile_box,
            self._observed_box,
            self._comparison_box,
            collapsible(tr("Trips"), self._trips),
            collapsible(tr("Street view"), self._photo),
            collapsible(tr("Embedding"), self._embedding),
        )
        above = (self._notice, self._zoom_button, self._build_buttons())
        # It is of layers in the project, and waits for no worker.
        parts = (*above, self._junction_box, self._answer_widget)
        body = QWidget()
        stack(body, self._sources, *parts, margin=MARGIN).addStretch()
        area = scrolled(body)
        area.setMinimumWidth(DOCK_WIDTH)
        self.setWidget(area)

    def _build_buttons(self) -> ButtonGrid:
        grid = ButtonGrid(most_columns=2)
        self._similar_button = grid.add(
            tr("&Show similar roads"),
            "/mIconVector.svg",
            tr("Colours all roads by the cosine similarity of their embeddings to this place's."),
            self.show_similar_roads,
        )
        self._compare_button = grid.add(
            tr("&Compare two places"),
            "/mActionNewMap.svg",
            tr("This place is A; the next places that you click are compared with it."),
        )
        self._copy_button = grid.add(
            tr("Copy as &JSON"),
            "/mActionEditCopy.svg",
            tr("Copies the whole answer."),
            self.copy_answer,
        )
        self._keep_button = grid.add(
            tr("&Keep as layer"),
            "/mActionNewVectorLayer.svg",
            tr("Adds this place and its predictions to a layer of clicks."),
        )
        self._compare_button.setCheckable(True)
        self._keeper = ClickKeeper(self._keep_button)
        self._keep_button.setMenu(self._keeper)
        self._place_forms = PlaceForms(grid, self._sources)
        return grid

    def _connect(self) -> None:
        self._queries.is_up.connect(self._show_models)
        CATALOGUE.changed.connect(self._show_models)
        self._queries.is_down.connect(self._show_down)
        self._queries.is_ready.connect(self._end_loading)
        self._queries.answered.connect(self._show_answer)
        self._queries.pictured.connect(self._photo.show_image)
        self._queries.failed.connect(self._show_failure)
        self._queries.preparing.connect(lambda error: self._show_notice(error.message))
        self._queries.compared.connect(lambda roads: self._show_notice(""))
        self._similar.shown.connect(lambda layer: self._similar_button.setEnabled(True))
        self._similar.failed.connect(self._show_error)
        self._keeper.failed.connect(self._show_error)
        self._announcer.timeout.connect(self._announce)
        self._sources.model_changed.connect(self._change_model)
        self._sources.bundle_changed.connect(self._ask_again)
        self._roads.chosen.connect(self._look_at)
        self._profile.row.failed.connect(self._show_error)
        self._queries.timed.connect(self._show_times)
        self._queries.timing_failed.connect(self._observed.show_error)
        self._observed.row.failed.connect(self._show_error)
        self._junction.failed.connect(self._show_error)
        self._trips.changed.connect(self._mark)
        self._trips.chosen.connect(self._point_at)
        self._compare_button.toggled.connect(self._pin)
        self._zoom_button.clicked.connect(self._zoom_to_area)
        notifier.profile_changed.connect(self._change_worker)
        self.closed.connect(self._leave_place)

    # Answers

    def _show_answer(self, answer: PlaceAnswer) -> None:
        self._announcer.stop()
        self._is_waiting = False
        self._answer = answer
        self._show_notice("")
        self._roads.show_roads(answer.roads)
        self._look_at(0)
        self._answer_widget.show()
        self._photo.show_about(answer.photo)
        if answer.photo is not None:
            self._queries.picture(self._sources.source, answer.photo.image)
        if self._keeper.every.isChecked():
            self._keeper.keep()

    def _look_at(self, road: int) -> None:
        """Show the answer about one of the roads."""
        answer, place = self._answer, self._place
        assert answer is not None and place is not None  # nosec B101 # one is shown
        self._entry = answer.roads[road]
        self._trip = -1
        self._predictions.show_entry(self._entry)
        self._request_times(self._entry.edge)
        self._trips.show_entry(self._entry, self._sources.time_zone)
        self._embedding.show_embedding(self._entry.embedding)
        self._keeper.show_click(answer.model, place, self._entry)
        if self._pinned is not None:
            self._comparison.show_places(self._pinned[1], self._entry)
        self._enable(True)
        self._mark()

    def _request_times(self, edge: int | None) -> None:
        """Request how the selected road is driven; until then, its charts are empty."""
        self._timed_edge = edge
        self._profile.clear()
        self._observed.clear(tr("Loading…"))
        self._observed_box.setVisible(edge is not None)
        if edge is None:
            self._profile_box.hide()
        else:
            self._queries.request_times(self._sources.source, edge)

    def _show_times(self, times: RoadTimes) -> None:
        if times.edge != self._timed_edge or self._answer is None:
            return
        self._observed.show_observed(times)
        self._profile_box.setVisible(times.profile is not None)
        if times.profile is not None:
            self._profile.show_times(times, self._answer.time_zone)

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
                pinned=self._pinned and self._pinned[0],
                zone=self._trips.zone,
            )

    def _announce(self) -> None:
        """Show that the model is being loaded or queried."""
        name = self._sources.name
        if not self._is_waiting:
            self._show_notice(tr("Loading the model {name}…").format(name=name))
            self._shows_loading = True
            return
        if self._is_loading:
            text = tr("Loading the model {name}; the predictions follow…")
        else:
            text = tr("Querying the model {name}; the first query loads it…")
        self._hide_answer(text.format(name=name))

    def _show_notice(self, text: str, *, offers_zoom: bool = False) -> None:
        self._shows_loading = False
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        self._zoom_button.setVisible(offers_zoom and self._sources.bbox is not None)

    def _hide_answer(self, reason: str, *, offers_zoom: bool = False) -> None:
        """Show a reason instead of an answer."""
        self._answer_widget.hide()
        self._show_notice(reason, offers_zoom=offers_zoom)

    def _show_error(self, error: TrajganrError) -> None:
        self._show_notice(error_text(error))
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
        self._stop_loading()
        self._announcer.stop()
        self._marks.clear()

    def _enable(self, has_answer: bool) -> None:
        for one in (self._similar_button, self._copy_button, self._keep_button):
            one.setEnabled(has_answer)
        self._compare_button.setEnabled(has_answer or self._pinned is not None)
        self._place_forms.show_place(self._place, self._entry)

    # Models

    @property
    def _why_no_model(self) -> str:
        if self._reason is not None:
            return f"{self._reason.message} {self._reason.next_action}"
        return tr("There is no study area to predict yet. Run 'Prepare study area' first.")

    def _open(self) -> None:
        self.setUserVisible(True)
        self._is_open = True
        self._show_models()
        self._load()

    def _load(self) -> None:
        """Load the model before the first click: that takes half a minute."""
        if not self._is_open or self._sources.bbox is None:
            return
        west, south, east, north = self._sources.bbox
        self._is_loading = True
        self._announcer.start()
        self._queries.make_ready(self._sources.source, (west + east) / 2, (south + north) / 2)

    def _stop_loading(self) -> None:
        self._is_loading = False
        self._queries.leave_unready()
        if self._shows_loading:
            self._show_idle_notice()

    def _change_worker(self) -> None:
        """Query the worker of another profile from now on."""
        self._stop_loading()
        self._queries.begin_again()

    def _end_loading(self, error: TrajganrError | None) -> None:
        self._is_loading = False
        if not self._is_waiting:
            self._announcer.stop()
            if error is not None:
                self._show_error(error)
            elif self._shows_loading:
                self._show_idle_notice()

    def _show_idle_notice(self) -> None:
        """Show the notice for a panel that waits for a click."""
        has_answer = self._answer_widget.isVisibleTo(self)
        self._show_notice("" if has_answer else tr("Click a place on the map."))

    def _show_models(self) -> None:
        """Offer what the worker has, once that is known."""
        if CATALOGUE.contents() is None:
            return
        self._reason = None
        had_none = self._sources.bbox is None
        # After the first click, the active layer no longer selects the model.
        layer = self._iface.activeLayer() if self._place is None else None
        models = [model for model in CATALOGUE.models if can_predict(model.card)]
        self._sources.show_sources(models, CATALOGUE.bundles, layer)
        if self._sources.bbox is None:
            self._hide_answer(self._why_no_model)
        elif had_none and not self._is_waiting:
            self._show_idle_notice()

    def _show_down(self, reason: TrajganrError) -> None:
        self._reason = reason
        self._is_loading = False
        self._sources.show_sources([], [])
        self._forget()
        self._hide_answer(self._why_no_model)

    def _change_model(self) -> None:
        """End a comparison, since embeddings of two models cannot be compared."""
        self._compare_button.setChecked(False)
        self._ask_again()

    def _ask_again(self) -> None:
        """Query the new model or bundle about the place, or load it for the next click."""
        self._stop_loading()
        if self._place is not None and self._is_marking and self._sources.bbox is not None:
            self.ask(*self._place)
        else:
            self._load()

    def _zoom_to_area(self) -> None:
        bbox = self._sources.bbox
        if bbox is None:
            return
        try:
            area = QgsReferencedRectangle(QgsRectangle(*bbox), GEOGRAPHIC)
            self._canvas.setReferencedExtent(area)
        except QgsCsException:
            self._show_notice(tr("The study area is outside the map's CRS. Choose another CRS."))
        self._canvas.refresh()

    # Actions

    def _pin(self, is_on: bool) -> None:
        """Make this place A of a comparison, or end the comparison."""
        self._pinned = None
        self._comparison_box.setVisible(is_on)
        if is_on and self._place is not None and self._entry is not None:
            self._pinned = (self._place, self._entry)
            self._comparison.show_places(self._entry, None)
        self._enable(self._entry is not None)
        self._mark()
