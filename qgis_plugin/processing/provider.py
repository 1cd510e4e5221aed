"""The Processing provider."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .. import resources
from ..client.session import missing_dependency
from .area_report import AreaReport
from .batch_export import BatchExport
from .bundle_report import BundleReport
from .changes import BeforeAndAfter
from .changes_report import ChangesReport
from .derive_labels import DeriveLabels
from .download_mapillary import DownloadMapillary, MapillaryCoverage
from .embed_locations import EmbedLocations
from .evaluate import Evaluate
from .export_layers import ExportLayers
from .finetune import Finetune
from .join_predictions import JoinPredictions
from .load_street_view import LoadStreetView
from .load_trajectories import LoadTrajectories
from .match_trajectories import MatchTrajectories
from .observed_traffic import ObservedTraffic
from .od_matrix import OdMatrix
from .osm import DownloadOsm, LoadOsm
from .predict_roads import PredictRoads
from .predictions_map import PredictionsMap
from .prepare import Prepare
from .pretrain import Pretrain
from .routing_export import RoutingExport
from .select_link import SelectLink
from .shipped_models import MODELS, ShippedModel
from .similar_roads import SimilarRoads
from .travel_times import TravelTimes
from .webpage import Webpage
from .worker_status import WorkerStatus

ALGORITHMS: tuple[type[Any], ...] = (
    LoadTrajectories,
    LoadStreetView,
    LoadOsm,
    MatchTrajectories,
    DownloadMapillary,
    MapillaryCoverage,
    DownloadOsm,
    Prepare,
    BundleReport,
    DeriveLabels,
    ObservedTraffic,
    SelectLink,
    OdMatrix,
    BeforeAndAfter,
    ChangesReport,
    Pretrain,
    Finetune,
    Evaluate,
    PredictRoads,
    TravelTimes,
    JoinPredictions,
    PredictionsMap,
    Webpage,
    AreaReport,
    EmbedLocations,
    SimilarRoads,
    ExportLayers,
    RoutingExport,
    BatchExport,
    WorkerStatus,
)


class TrajganrProvider(QgsProcessingProvider):
    """Provider ``trajganr``."""

    def id(self) -> str:
        return "trajganr"

    def name(self) -> str:
        return "TrajGANR"

    def icon(self) -> QIcon:
        return resources.icon()

    def warningMessage(self) -> str:
        return missing_dependency()

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        """GeoPackage, which stores styles, aliases and metadata, whatever QGIS' default is."""
        return "gpkg"

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        for shipped in MODELS:
            self.addAlgorithm(ShippedModel(shipped))
