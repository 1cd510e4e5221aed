"""The Processing provider: every capability of TrajGANR as an algorithm."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .. import resources
from ..client.session import missing_dependency
from .bundle_report import BundleReport
from .derive_labels import DeriveLabels
from .download_mapillary import DownloadMapillary, MapillaryCoverage
from .finetune import Finetune
from .load_street_view import LoadStreetView
from .load_trajectories import LoadTrajectories
from .match_trajectories import MatchTrajectories
from .osm import DownloadOsm, LoadOsm
from .predict_roads import PredictRoads
from .prepare import Prepare
from .pretrain import Pretrain
from .worker_status import WorkerStatus

ALGORITHMS = (
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
    Pretrain,
    Finetune,
    PredictRoads,
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

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
