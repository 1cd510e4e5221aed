"""Roads with joined predictions: their metadata, and their styles in the file and when loaded."""

from __future__ import annotations

import re

from qgis.core import QgsLayerMetadata, QgsMapLayer, QgsVectorLayer

from ..i18n import tr
from .described import (
    CONTENT,
    TIME_SETS,
    credit,
    fact_of,
    offer_styles,
    origin_of,
    save_description,
    side_of,
)
from .joined import DIRECTIONS, ONE_SEGMENT
from .joined_styles import joined_styles

#: Entries of the metadata: how directions are combined, and the prefix of the columns.
DIRECTIONS_FACT, PREFIX_FACT = "joined directions", "joined prefix"
#: A prefix that cannot end a name or a text in an expression.
PREFIX = re.compile(r"""[^"'\\\[\]%]*""")


def joined_metadata(roads: QgsMapLayer | None, predictions: QgsMapLayer | None) -> QgsLayerMetadata:
    """The metadata of the predictions, with licences and attributions of both layers."""
    about = QgsLayerMetadata() if predictions is None else predictions.metadata().clone()
    about.setTitle(tr("Roads with predictions by TrajGANR"))
    others = [line for line in about.history() if not line.startswith(f"{CONTENT}: ")]
    about.setHistory([f"{CONTENT}: Roads with predictions", *others])
    origins = [origin_of(layer) for layer in (roads, predictions)]
    licences, rights = (
        list(dict.fromkeys(filter(None, (origin[name] for origin in origins))))
        for name in ("licence", "attribution")
    )
    about.setLicenses(licences)
    about.setRights(rights)
    return about


def with_joining(about: QgsLayerMetadata, directions: str, prefix: str) -> QgsLayerMetadata:
    """Metadata that also say how predictions were joined, from which the styles can be made."""
    about = about.clone()
    facts = {DIRECTIONS_FACT: directions, PREFIX_FACT: prefix}
    about.setHistory([*about.history(), *(f"{name}: {text}" for name, text in facts.items())])
    return about


def styles_of_joined(layer: QgsVectorLayer) -> dict[str, str]:
    """The styles of a layer with joined predictions, QML by title; none for other layers.

    They are made from the shipped ones: those in the file may be anybody's.

    Args:
        layer: ends up with the last style.
    """
    about = layer.metadata()
    directions, prefix = fact_of(about, DIRECTIONS_FACT), fact_of(about, PREFIX_FACT)
    if directions not in (*DIRECTIONS, ONE_SEGMENT) or not PREFIX.fullmatch(prefix):
        return {}
    return joined_styles(layer, directions, prefix, side_of(about), fact_of(about, TIME_SETS))


def save_joined(output: str, about: QgsLayerMetadata) -> None:
    """Write metadata and styles into a GeoPackage; other formats store neither.

    Args:
        output: its id in QGIS.
        about: the metadata, of :func:`with_joining`.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    if ".gpkg" not in output.lower():
        return
    layer = QgsVectorLayer(output, "joined", "ogr")
    layer.setMetadata(about)
    styles = styles_of_joined(layer)
    del layer  # closes the file, which is written next
    save_description(output, about, styles)


def show_joined(layer: QgsVectorLayer, about: QgsLayerMetadata) -> None:
    """Apply the metadata and styles of :func:`save_joined` to a loaded layer."""
    layer.setMetadata(about)
    offer_styles(layer, styles_of_joined(layer))
    credit(layer)
