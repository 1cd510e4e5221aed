"""Base class of downloads: jobs of the worker with the proxy and certificates of QGIS."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from qgis.core import QgsProcessingContext, QgsRectangle

from ..client.credentials import own_certificates, proxy_for
from ..i18n import tr
from .base import Parameters
from .inputs import JobRun
from .kind_algorithm import KindAlgorithm


class DownloadAlgorithm(KindAlgorithm):
    """Downloads data of the study area from a service."""

    #: Read in the main thread, as QGIS requires.
    _proxy = ""
    _certificates = b""

    @abstractmethod
    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        """The URL of the service."""

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read(parameters, context)
        self._proxy = proxy_for(self.service(parameters, context))
        self._certificates = own_certificates()

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        inputs = super().sent(run, extent) | {"name": tr(self.about.title), "proxy": self._proxy}
        if self._certificates:
            path = run.folder / "certificates.pem"
            path.write_bytes(self._certificates)
            inputs["certificates"] = run.send(path, tr("QGIS' certificates"))
        return inputs
