"""Buttons that open the form of an algorithm about a clicked place, filled in."""

from __future__ import annotations

from qgis.core import QgsProcessing, QgsProject, QgsVectorLayer

from trajganr_core.contract.protocol.place_answers import PlaceRoad
from trajganr_core.contract.records.model_card import SHIPPED

from ...i18n import tr
from ...layers.chosen_place import place_layer, road_layer
from ..forms import Forms
from ..widgets import ButtonGrid
from . import words
from .source import SourceChooser


class PlaceForms:
    """Adds its buttons to others, and the layer that a form needs to the project.

    Args:
        grid: gets the buttons.
        sources: the model and the bundle that the forms are filled in with.
    """

    def __init__(self, grid: ButtonGrid, sources: SourceChooser) -> None:
        self._sources = sources
        self._forms = Forms(grid)
        self._place: tuple[float, float] | None = None
        self._entry: PlaceRoad | None = None
        self.times = grid.add(
            tr("Travel times fro&m here…"),
            "/mActionArrowRight.svg",
            tr("Opens the form of travel times, with this place as origin."),
            self._open_times,
        )
        self.trips = grid.add(
            tr("Trips thro&ugh this road…"),
            "/mActionFilter2.svg",
            tr("Opens the form of 'Select link', with this direction of the road."),
            self._open_trips,
        )
        self.junctions = grid.add(
            tr("&Delays at junctions…"),
            "/mActionCalculateField.svg",
            tr("Opens the form of 'Junctions', whose movements are then drawn here."),
            self._open_junctions,
        )

    def show_place(self, place: tuple[float, float] | None, entry: PlaceRoad | None) -> None:
        """Offer what can be asked about a place.

        Args:
            place: longitude and latitude, degrees in EPSG:4326.
            entry: the answer about the selected road; None while there is none.
        """
        self._place, self._entry = place, entry
        self.times.setEnabled(entry is not None and self._sources.has_times)
        self.trips.setEnabled(entry is not None and entry.edge is not None)
        self.junctions.setEnabled(place is not None and bool(self._sources.bundle))

    def _open_times(self) -> None:
        if self._place is None or self._entry is None:
            return
        layer = place_layer(words.place_name(self._entry), self._place)
        model, bundle = self._sources.source
        model = "" if model == SHIPPED else model
        # The table of one point with itself says nothing: the roads and areas reached from it do.
        reached = dict.fromkeys(("REACHED", "ISOCHRONES"), QgsProcessing.TEMPORARY_OUTPUT)
        filled_in = {"MODEL": model, "BUNDLE": bundle, "ORIGINS": _added(layer), **reached}
        self._forms.open("trajganr:traveltimes", filled_in)

    def _open_trips(self) -> None:
        road, bundle = self._entry, self._sources.bundle
        if road is None or road.edge is None:
            return
        name = ", ".join(
            filter(None, (words.road_name(road), words.direction_word(road.direction)))
        )
        layer = road_layer(name, road.edge, road.location, bundle)
        self._forms.open("trajganr:selectlink", {"BUNDLE": bundle, "THROUGH": _added(layer)})

    def _open_junctions(self) -> None:
        self._forms.open("trajganr:junctions", {"BUNDLE": self._sources.bundle})


def _added(layer: QgsVectorLayer) -> str:
    """The id of a layer that is in the project from now on."""
    QgsProject.instance().addMapLayer(layer)
    return layer.id()
