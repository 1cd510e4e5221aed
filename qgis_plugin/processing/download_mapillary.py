"""Downloads street views of an area, or their coverage, from Mapillary."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
)

from trajganr_core.contract.kinds.fetch_street_view import (
    STREET_VIEWS,
    FetchStreetViewParams,
    FetchStreetViewResult,
)
from trajganr_core.contract.options.option_fields import OptionField
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.credentials import token_of
from ..i18n import tr
from ..layers.result_names import result_name
from ..layers.street_view import read_index
from ..settings import mapillary_auth
from .base import CountOutput, JobRun, Parameters, Results
from .choice_words import label_of, parameter_name
from .data_algorithm import POLYGONS
from .download import DownloadAlgorithm
from .lasting_results import free_path
from .layers import LayerOutput
from .pictures import add_pictures, write_pictures

API = "https://graph.mapillary.com"


class MapillaryAlgorithm(DownloadAlgorithm):
    """Requests data from Mapillary with the user's token, which QGIS stores."""

    OPTIONS = FetchStreetViewParams

    _token = ""  # nosec B105 # read later

    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        return API

    def read_secrets(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read_secrets(parameters, context)
        self._token = token_of(self.parameterAsString(parameters, "AUTH", context))

    def add_token(self) -> None:
        """Add the parameter for the token."""
        self.add(
            QgsProcessingParameterAuthConfig(
                "AUTH", tr("Mapillary access token"), defaultValue=mapillary_auth() or None
            ),
            tr("An authentication configuration with the method Basic and the token as password."),
        )

    def parameter_of(self, option: OptionField) -> QgsProcessingParameterDefinition:
        if not option.name.startswith("captured_"):
            return super().parameter_of(option)
        kind = QgsProcessingParameterDateTime.Type.Date
        name, title = parameter_name(option.name), label_of(option)
        return QgsProcessingParameterDateTime(name, title, kind, optional=True)

    def add_filter(self) -> None:
        """Add the parameters that select pictures."""
        for name in ("captured_after", "captured_before", "panoramas"):
            self.add_option(name)

    def request(self, run: JobRun) -> dict[str, Any]:
        return {**super().request(run), "token": self._token}


class DownloadMapillary(MapillaryAlgorithm):
    """Saves pictures in a ZIP and their positions in a layer."""

    ID = "downloadmapillary"
    TITLE = "Download Mapillary street views"
    SUMMARY = "Downloads street-view pictures of an area with your token"
    TAGS = ("photo", "image", "panorama", "street view")
    LAYERS = ()
    SUFFIXES: ClassVar = {"PICTURES": (".zip",)}

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_token()
        self.add_extent()
        self.add_filter()
        self.add_options("pictures")
        self.add(
            QgsProcessingParameterFileDestination("PICTURES", tr("Pictures"), tr("ZIP (*.zip)")),
            tr("The layer refers to the pictures in it: keep both together."),
        )
        add_pictures(self)
        self.add_outputs()

    def job(self, run: JobRun) -> FetchStreetViewParams:
        return FetchStreetViewParams(**self.request(run))

    def results(self, job: JobRecord, run: JobRun) -> Results:
        results = super().results(job, run)
        self.name_output(run, "OUTPUT", result_name(tr("Street views"), "Mapillary", {}))
        layer, pictures = (
            self.named_output(run.parameters, name, run.context) for name in ("OUTPUT", "PICTURES")
        )
        if layer and not pictures:  # a layer that is kept needs its pictures
            run.parameters["PICTURES"] = str(free_path(Path(layer).with_suffix(".zip")))
        archive = self.destination(run, "PICTURES")
        run.fetch(job, FetchStreetViewResult.PICTURES, archive)
        dropped: Counter[str] = Counter()
        results |= write_pictures(self, read_index(archive, dropped), dropped, run)
        self.describe("Street views", results["OUTPUT"], job, run, STREET_VIEWS)
        return {**results, "PICTURES": str(archive)}


class MapillaryCoverage(MapillaryAlgorithm):
    """Shows where Mapillary has pictures."""

    ID = "mapillarycoverage"
    TITLE = "Mapillary coverage"
    SUMMARY = "Shows where Mapillary has pictures before any are downloaded"
    TAGS = ("photo", "image", "street view", "preview")
    LAYERS = (
        LayerOutput(
            "OUTPUT",
            "Mapillary coverage",
            FetchStreetViewResult.COVERAGE_FILE,
            FetchStreetViewResult.COVERAGE,
            POLYGONS,
            help="Squares, each with the number and dates of its pictures.",
        ),
    )
    COUNTS = (CountOutput("IMAGES", "Number of pictures", "images"),)

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_token()
        self.add_extent()
        self.add_filter()
        self.add_outputs()

    def source(self, job: JobRecord, run: JobRun) -> str:
        return ""

    def job(self, run: JobRun) -> FetchStreetViewParams:
        return FetchStreetViewParams(**self.request(run), coverage_only=True)
