"""Base class of requests to Mapillary, with the user's token, which QGIS stores."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterAuthConfig, QgsRectangle

from trajganr_core.contract.kinds.algorithm import OptionsOf

from ..client.credentials import token_of
from ..i18n import tr
from ..settings import mapillary_auth
from .base import Parameters
from .download import DownloadAlgorithm
from .inputs import JobRun

API = "https://graph.mapillary.com"


class MapillaryAlgorithm(DownloadAlgorithm):
    """Requests data from Mapillary."""

    _token = ""  # nosec B105 # read later

    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        return API

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read(parameters, context)
        self._token = token_of(self.parameterAsString(parameters, "AUTH", context))

    def add_field(self, field: str | OptionsOf) -> None:
        if field != "token":
            super().add_field(field)
            return
        self.add(
            QgsProcessingParameterAuthConfig(
                "AUTH", tr("Mapillary access token"), defaultValue=mapillary_auth() or None
            ),
            tr("An authentication configuration with the method Basic and the token as password."),
        )

    def sent(self, run: JobRun, extent: QgsRectangle) -> dict[str, Any]:
        return super().sent(run, extent) | {"token": self._token}
