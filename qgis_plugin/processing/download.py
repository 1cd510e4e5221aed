"""Base class of downloads: jobs of the worker with the proxy and certificates of QGIS."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from qgis.core import QgsProcessingContext

from ..client.credentials import own_certificates, proxy_for
from ..i18n import tr
from .base import JobRun, Parameters
from .layers import LayersAlgorithm
from .secret_inputs import SecretInputs


class DownloadAlgorithm(SecretInputs, LayersAlgorithm):
    """Downloads data of the study area from a service."""

    GROUP_ID = "download"
    GROUP = "Download"

    #: Read in the main thread, as QGIS requires.
    _proxy = ""
    _certificates = b""

    @abstractmethod
    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        """The URL of the service."""

    def read_secrets(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Read proxy, certificates and tokens, in the main thread.

        Raises:
            TrajganrError: ``AUTH.DENIED``.
        """
        self._proxy = proxy_for(self.service(parameters, context))
        self._certificates = own_certificates()

    def request(self, run: JobRun) -> dict[str, Any]:
        """The job's parameters, with name, area, proxy and certificates."""
        certificates = None
        if self._certificates:
            path = run.folder / "certificates.pem"
            path.write_bytes(self._certificates)
            certificates = run.send(path, tr("QGIS' certificates"))
        return {
            **self.options(run.parameters, run.context),
            "name": tr(self.TITLE),
            "bbox": self.bbox(run.parameters, run.context),
            "proxy": self._proxy,
            "certificates": certificates,
        }
