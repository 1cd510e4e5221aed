"""The layer of similarities: one feature per directed road."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsFeature, QgsFields, QgsGeometry, QgsLineString, QgsVectorLayer

from trajganr_core.contract.kinds.files import Table
from trajganr_core.contract.layers.columns import ROAD, Column

from .. import resources
from ..i18n import tr
from .described import draw, fields_of
from .export import BATCH, write_layer

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.similarity_codec import SimilarRoads

SIMILARITY = "similarity"
#: Its similarity, and the directed segment of the bundle's roads.
TABLE = Table(SIMILARITY, (Column(SIMILARITY, "Similarity, -1 to 1"), *ROAD[:6]))
STYLE = "similarity"

Report = Callable[[float], None]


def similar_features(roads: SimilarRoads, fields: QgsFields) -> Iterator[QgsFeature]:
    """One feature per directed road, in the order of the edges, EPSG:4326; NULL if unknown.

    Args:
        roads: with geometry.
        fields: of :data:`TABLE`.
    """
    from trajganr_core.contract.protocol.similarity_codec import DIRECTIONS

    for edge in range(len(roads)):
        feature = QgsFeature(fields)
        lon, lat = zip(*roads.line(edge), strict=True)
        feature.setGeometry(QgsGeometry(QgsLineString(lon, lat)))
        values = {
            SIMILARITY: roads.cosine(edge),
            "edge": edge,
            "from_node": roads.from_node[edge],
            "to_node": roads.to_node[edge],
            "source_fid": roads.source_fid[edge],
            "osm_id": roads.osm_id[edge] or None,
            "direction": DIRECTIONS[roads.direction[edge]],
        }
        feature.setAttributes([values[name] for name in fields.names()])
        yield feature


def similar_layer(roads: SimilarRoads, title: str, path: Path, report: Report) -> QgsVectorLayer:
    """A layer in a new GeoPackage, coloured by similarity; may be created in any thread.

    The feature of edge e has the id e + 1.

    Args:
        roads: with geometry.
        title: of the layer.
        path: of the GeoPackage.
        report: called with the completed fraction; may raise to stop.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    fields = fields_of(TABLE.columns)
    write_layer(
        path,
        fields,
        Qgis.WkbType.LineString,
        similar_features(roads, fields),
        done=lambda count: report(count / len(roads)),
    )
    layer = QgsVectorLayer(str(path), title, "ogr")
    draw_similar(layer, roads.driving_side)
    return layer


def new_values(
    roads: SimilarRoads, layer: QgsVectorLayer
) -> Iterator[dict[int, dict[int, object]]]:
    """The values of another comparison for a layer of :func:`similar_layer`, in batches.

    They are arguments of :meth:`QgsVectorDataProvider.changeAttributeValues` in the GUI thread,
    which processes events between them.
    """
    column = layer.fields().lookupField(SIMILARITY)
    for begin in range(0, len(roads), BATCH):
        edges = range(begin, min(begin + BATCH, len(roads)))
        yield {edge + 1: {column: roads.cosine(edge)} for edge in edges}


def draw_similar(layer: QgsVectorLayer, side: str) -> None:
    """Colour roads by similarity; ``side`` is the side on which vehicles drive."""
    draw(layer, resources.style(STYLE, side))
    layer.setMapTipTemplate(
        tr("Similarity {value}").format(value=f'[% format_number("{SIMILARITY}", 2) %]')
    )
