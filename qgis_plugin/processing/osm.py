"""Roads and places of OpenStreetMap, from an extract or the Overpass API."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingParameterFile

from trajganr_core.contract.kinds.fetch_osm import FetchOsmParams
from trajganr_core.contract.kinds.load_osm import LoadOsmParams, LoadOsmResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..i18n import tr
from .base import CountOutput, JobRun, Parameters
from .data_algorithm import LINES, POINTS
from .download import DownloadAlgorithm
from .layers import LayerOutput, LayersAlgorithm

OVERPASS = "https://overpass-api.de/api/interpreter"
LAYERS = (
    LayerOutput(
        "ROADS",
        "Roads",
        LoadOsmResult.FILE,
        LoadOsmResult.ROADS,
        LINES,
        help="Roads for cars, with class, name and one-way.",
    ),
    LayerOutput(
        "PLACES",
        "Places",
        LoadOsmResult.FILE,
        LoadOsmResult.PLACES,
        POINTS,
        help="Shops, schools, stops and others, with their category.",
    ),
)
COUNTS = (
    CountOutput("ROAD_COUNT", "Number of roads", "roads"),
    CountOutput("PLACE_COUNT", "Number of places", "places"),
)


class LoadOsm(LayersAlgorithm):
    """Reads an extract of any size with the worker."""

    ID = "loadosm"
    TITLE = "Load OpenStreetMap extract"
    SUMMARY = "Reads the roads and places of an OpenStreetMap extract"
    TAGS = ("osm", "pbf", "network", "poi", "import")
    GROUP_ID = "data"
    GROUP = "Data"
    OPTIONS = LoadOsmParams
    SIZED_BY = ("FILE",)
    LAYERS = LAYERS
    COUNTS = COUNTS

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FILE",
                tr("Extract"),
                fileFilter=tr("OpenStreetMap (*.osm *.osm.gz *.osm.bz2 *.pbf);;All files (*)"),
            ),
            tr("A file of OpenStreetMap data, of any size."),
        )
        self.add_extent(tr("If empty: the whole extract."), optional=True)
        self.add_categories()
        self.add_outputs()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "FILE", "POI_CATEGORIES")
        super().check(parameters, context)

    def source(self, job: JobRecord, run: JobRun) -> str:
        return super().source(job, run).partition(".")[0]

    def job(self, run: JobRun) -> LoadOsmParams:
        path = Path(self.parameterAsFile(run.parameters, "FILE", run.context))
        return LoadOsmParams(
            name=path.name,
            extract=self.send_path(run, path),
            poi_categories=self.send_file(run, "POI_CATEGORIES"),
            bbox=self.bbox(run.parameters, run.context),
            **self.options(run.parameters, run.context),
        )


class DownloadOsm(DownloadAlgorithm):
    """Downloads the study area from an Overpass API."""

    ID = "downloadosm"
    TITLE = "Download OpenStreetMap"
    SUMMARY = "Downloads the roads and places of an area from the Overpass API"
    TAGS = ("osm", "overpass", "network", "poi")
    OPTIONS = FetchOsmParams
    LAYERS = LAYERS
    COUNTS = COUNTS

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_extent()
        self.add_option("endpoint", OVERPASS)
        self.add_categories()
        self.add_outputs()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "POI_CATEGORIES")
        super().check(parameters, context)

    def service(self, parameters: Parameters, context: QgsProcessingContext) -> str:
        return self.parameterAsString(parameters, "ENDPOINT", context)

    def source(self, job: JobRecord, run: JobRun) -> str:
        return "OpenStreetMap"

    def job(self, run: JobRun) -> FetchOsmParams:
        categories = self.send_file(run, "POI_CATEGORIES")
        return FetchOsmParams(**self.request(run), poi_categories=categories)
