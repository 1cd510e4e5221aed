"""Aliases, styles and metadata of exported GeoPackages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..i18n import tr
from .described import metadata
from .described_files import GEOPACKAGE, describe_file
from .roads import complete_roads

#: The layer of predictions has its own styles.
PREDICTIONS = "predictions"


def describe_export(
    path: Path,
    facts: Mapping[str, str],
    origin: Mapping[str, str],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Describe an exported file if it is a GeoPackage.

    Args:
        path: the file, named after its layer.
        facts: its provenance.
        origin: ``licence`` and ``attribution`` of its sources.
        context, feedback: of the algorithm.
    """
    if path.suffix != GEOPACKAGE:
        return
    if path.stem == PREDICTIONS:
        complete_roads(path, facts)
        return
    title = tr("{layer} exported by TrajGANR").format(layer=path.stem)
    describe_file(path, metadata(title, facts, origin), context, feedback)
