"""Exported layers that QGIS shows: aliases, styles and metadata are written into GeoPackages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..i18n import tr
from .described import metadata
from .described_files import GEOPACKAGE, Presentation, describe_file
from .roads import complete_roads

#: Predictions have styles of their own.
PREDICTIONS = "predictions"


def describe_export(
    path: Path,
    facts: Mapping[str, str],
    origin: Mapping[str, str],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Say in an exported file what is in it and what made it, where it is a GeoPackage.

    Args:
        path: the file, called as its layer.
        facts: what made it.
        origin: ``licence`` and ``attribution`` of what it was made from.
        context, feedback: of the algorithm.
    """
    if path.suffix != GEOPACKAGE:
        return
    if path.stem == PREDICTIONS:
        complete_roads(path, facts)
        return
    title = tr("{layer} exported by TrajGANR").format(layer=path.stem)
    describe_file(
        path, path.stem, Presentation(), metadata(title, facts, origin), context, feedback
    )
