"""What layers contain, and which of them a parameter of a form is for.

The plugin writes into the metadata of each of its layers what it contains. A project stores that,
and a GeoPackage too. Other layers are judged by their geometry and fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from qgis.core import Qgis, QgsVectorLayer, QgsWkbTypes

from trajganr_core.contract.errors import Code, TrajganrError

from ..i18n import tr
from .described import CONTENT, fact_of
from .joined import DIRECTION, EDGE, FID
from .links import links_of
from .road_styles import has_predictions


@dataclass(frozen=True)
class Role:
    """What a parameter of a form needs.

    Attributes:
        title: of what is needed, for people.
        made: what layers of the plugin contain that are meant: English titles of outputs.
        fits: whether a layer of unknown contents may be meant.
        accepts: other contents that are not refused.
        of_bundle: whether the layer must be of the form's bundle.
    """

    title: str
    made: frozenset[str]
    fits: Callable[[QgsVectorLayer], bool]
    accepts: frozenset[str] = field(default=frozenset())
    of_bundle: bool = False

    def rank(self, layer: QgsVectorLayer, bundle: str) -> int:
        """How likely a layer is meant in a form with a bundle: 0 is not at all."""
        content = content_of(layer)
        if self.of_bundle and bundle and links_of(layer).get("bundle", bundle) != bundle:
            return 0
        if content in self.made:
            return 2
        return int(not content and self.fits(layer))

    def check(self, layer: QgsVectorLayer) -> None:
        """Refuse a layer of which it is known that it contains something else.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """
        content = content_of(layer)
        if content and content not in self.made | self.accepts:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Layer {layer} contains {content}; needed here: {wanted}.",
                "Choose another layer.",
                layer=layer.name(),
                wanted=tr(self.title),
                content=tr(content),
            )


def content_of(layer: QgsVectorLayer) -> str:
    """What a layer of the plugin contains: the English title of an output; '' if unknown."""
    return fact_of(layer.metadata(), CONTENT)


def _has(layer: QgsVectorLayer, *names: str) -> bool:
    return set(names) <= set(layer.fields().names())


def _are_trips(layer: QgsVectorLayer) -> bool:
    is_line = layer.geometryType() == Qgis.GeometryType.Line
    return is_line and QgsWkbTypes.hasM(layer.wkbType())


def _are_roads(layer: QgsVectorLayer) -> bool:
    is_line = layer.geometryType() == Qgis.GeometryType.Line
    return is_line and not _are_trips(layer) and not _has(layer, FID, DIRECTION)


def _are_street_views(layer: QgsVectorLayer) -> bool:
    return _has(layer, "image_id", "path")


def _are_places(layer: QgsVectorLayer) -> bool:
    names = {"category", "amenity", "shop"}
    return not names.isdisjoint(layer.fields().names())


TRIPS = Role("Trips", frozenset({"Trips"}), _are_trips, frozenset({"Matched paths"}))
ROADS = Role(
    "Roads", frozenset({"Roads"}), _are_roads, accepts=frozenset({"Roads with predictions"})
)
#: Also layers of directed segments, which are joined by their numbers.
ROADS_TO_JOIN = replace(
    ROADS, accepts=ROADS.accepts | {"Observed traffic", "Labels of roads", "Changes"}
)
STREET_VIEWS = Role("Street views", frozenset({"Street views"}), _are_street_views)
PLACES = Role("Places", frozenset({"Places"}), _are_places)
PREDICTED = Role("Predicted roads", frozenset({"Predicted roads"}), has_predictions)
PRINTED = Role(
    "Predicted roads", frozenset({"Predicted roads", "Roads with predictions"}), has_predictions
)
SHARED = Role(
    "Predicted roads or observed traffic",
    frozenset({"Predicted roads", "Observed traffic"}),
    has_predictions,
)
CHANGES = Role("Changes", frozenset({"Changes"}), lambda layer: _has(layer, "speed_changed"))
ROADS_OF_BUNDLE = Role(
    "Roads of the bundle",
    frozenset({"Observed traffic", "Predicted roads", "Labels of roads"}),
    lambda layer: _has(layer, EDGE),
    frozenset({"Changes", "Trips through the chosen roads", "Residuals", "Similar roads"}),
    of_bundle=True,
)
#: A line of the map tool, an earlier corridor, or chosen features of the bundle's roads.
ROUTE = Role(
    "Route",
    frozenset({"Corridor"}),
    lambda layer: False,
    ROADS_OF_BUNDLE.made | ROADS_OF_BUNDLE.accepts,
)
#: The roles of inputs of jobs, by the names of :class:`.InputField`.
ROLES = {
    "trips": TRIPS,
    "roads": ROADS,
    "street_views": STREET_VIEWS,
    "places": PLACES,
    "predicted": PREDICTED,
    "shared": SHARED,
    "route": ROUTE,
}
