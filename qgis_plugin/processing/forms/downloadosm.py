"""Download OpenStreetMap: from the Overpass API that the form names."""

from __future__ import annotations

from qgis.core import QgsProcessingContext

from trajganr_core.contract.protocol.answers import JobRecord

from ..base import Parameters
from ..download import DownloadAlgorithm
from ..inputs import JobRun


class Form(DownloadAlgorithm):
    """Downloads the study area from an Overpass API."""

    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        return self.parameterAsString(parameters, "ENDPOINT", context)

    def source(self, job: JobRecord, run: JobRun) -> str:
        return "OpenStreetMap"
