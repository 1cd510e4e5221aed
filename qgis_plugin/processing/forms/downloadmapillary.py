"""Download Mapillary street views: pictures in a ZIP, and their positions in a layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFileDestination,
    QgsRectangle,
)

from trajganr_core.contract.kinds.algorithm import OptionsOf
from trajganr_core.contract.kinds.fetch_street_view import STREET_VIEWS, FetchStreetViewResult
from trajganr_core.contract.kinds.files import OutputFile, Table
from trajganr_core.contract.protocol.answers import JobRecord

from ...client.credentials import token_of
from ...i18n import tr
from ...layers.result_names import result_name
from ...layers.street_view import read_index
from ...settings import mapillary_auth
from ..base import Parameters, Results
from ..download import DownloadAlgorithm
from ..inputs import JobRun
from ..lasting_results import free_path
from ..output_paths import named_output
from ..pictures import add_pictures, write_pictures

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


class Form(MapillaryAlgorithm):
    """Saves pictures and their positions."""

    layers: Sequence[tuple[OutputFile, Table]] = ()  # the coverage has one

    def add_own_outputs(self) -> None:
        self.add(
            QgsProcessingParameterFileDestination("PICTURES", tr("Pictures"), tr("ZIP (*.zip)")),
            tr("The layer refers to the pictures in it: keep both together."),
            suffixes=(".zip",),
        )
        add_pictures(self)
        super().add_own_outputs()

    def results(self, job: JobRecord, run: JobRun) -> Results:
        results = super().results(job, run)
        self.name_output(run, "OUTPUT", result_name(tr("Street views"), "Mapillary", {}))
        layer, pictures = (
            named_output(run.parameters, name, run.context) for name in ("OUTPUT", "PICTURES")
        )
        if layer and not pictures:  # a layer that is kept needs its pictures
            run.parameters["PICTURES"] = str(free_path(Path(layer).with_suffix(".zip")))
        archive = self.destination(run, "PICTURES")
        run.fetch(job, FetchStreetViewResult.PICTURES, archive)
        dropped: Counter[str] = Counter()
        results |= write_pictures(self, read_index(archive, dropped), dropped, run)
        self.describe(STREET_VIEWS, results["OUTPUT"], job, run)
        return {**results, "PICTURES": str(archive)}
