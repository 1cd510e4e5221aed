"""What downloads share: the worker's jobs, through QGIS' proxy, with its certificates."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from trajganr_core.contract.errors import TrajganrError

from ..client.credentials import own_certificates, proxy_for
from ..i18n import tr
from .base import AlgorithmRun, Parameters, Results
from .layers import LayersAlgorithm


class DownloadAlgorithm(LayersAlgorithm):
    """Fetches data of the study area from a service."""

    GROUP_ID = "download"
    GROUP = "Download"

    #: What only the main thread may ask QGIS for.
    _proxy = ""
    _certificates = b""
    _refusal: TrajganrError | None = None

    @abstractmethod
    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        """The address that is asked."""

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        try:
            self.read_secrets(parameters, context)
        except TrajganrError as error:
            # QGIS would not say why an algorithm could not be prepared. Without the traceback,
            # through which it would hold what belongs to QGIS.
            self._refusal = error.with_traceback(None)
        return super().prepareAlgorithm(parameters, context, feedback)

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        if self._refusal is not None:
            raise self._refusal
        return super().execute(parameters, context, feedback)

    def read_secrets(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Read what only the main thread may.

        Raises:
            TrajganrError: ``AUTH.DENIED``.
        """
        self._proxy = proxy_for(self.service(parameters, context))
        self._certificates = own_certificates()

    def asked(self, run: AlgorithmRun) -> dict[str, Any]:
        """Name, area, proxy and certificates, as the job's parameters call them."""
        certificates = None
        if self._certificates:
            path = run.folder / "certificates.pem"
            path.write_bytes(self._certificates)
            certificates = run.send(path, tr("the certificates that QGIS trusts"))
        bbox = self.bbox(run.parameters, run.context)
        return {
            "name": tr(self.TITLE),
            "bbox": bbox,
            "proxy": self._proxy,
            "certificates": certificates,
        }
