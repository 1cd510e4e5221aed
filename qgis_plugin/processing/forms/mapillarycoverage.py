"""Mapillary coverage: the same job as the download, without pictures."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsRectangle

from trajganr_core.contract.kinds.algorithm import Algorithm, Count
from trajganr_core.contract.protocol.answers import JobRecord

from ..inputs import JobRun
from .downloadmapillary import MapillaryAlgorithm

ABOUT = Algorithm(
    "mapillarycoverage",
    "Mapillary coverage",
    "Shows where Mapillary has street views before any are downloaded",
    ("photo", "image", "street view", "preview"),
    "download",
    "data.md#street-views",
    fields=("token", "bbox", "captured_after", "captured_before", "panoramas"),
    counts=(Count("IMAGES", "Number of street views"),),
)


class Form(MapillaryAlgorithm):
    """Shows where Mapillary has pictures."""

    def source(self, job: JobRecord, run: JobRun) -> str:
        return ""

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        return super().sent(run, extent) | {"coverage_only": True}
