"""Base classes of jobs that may download: with the proxy and certificates of QGIS."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsRectangle

from trajganr_core.contract.kinds.fetch_osm import PUBLIC_ENDPOINT

from ..client.credentials import own_certificates, proxy_for
from ..i18n import tr
from .base import Parameters
from .inputs import JobRun
from .kind_algorithm import KindAlgorithm


class NetworkAlgorithm(KindAlgorithm):
    """Reaches a service; OpenStreetMap's roads unless a subclass says otherwise."""

    #: Read in the main thread, as QGIS requires.
    _proxy = ""
    _certificates = b""

    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        """The URL of the service; '' if none is needed."""
        endpoint = self.parameterAsString(parameters, "ENDPOINT", context)
        return "" if parameters.get("ROADS") else endpoint or PUBLIC_ENDPOINT

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read(parameters, context)
        service = self.service(parameters, context)
        self._proxy = proxy_for(service) if service else ""
        self._certificates = own_certificates() if service else b""

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        inputs = super().sent(run, extent) | {"proxy": self._proxy}
        if self._certificates:
            path = run.folder / "certificates.pem"
            path.write_bytes(self._certificates)
            inputs["certificates"] = run.send(path, tr("QGIS' certificates"))
        return inputs


class DownloadAlgorithm(NetworkAlgorithm):
    """Downloads data of the study area from a service."""

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        return super().sent(run, extent) | {"name": tr(self.about.title)}
