"""The Processing provider."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from trajganr_core.contract.kinds import KINDS, Kind
from trajganr_core.contract.kinds.algorithm import Algorithm
from trajganr_core.contract.kinds.city import CITY

from .. import resources
from ..client.session import missing_dependency
from . import forms
from .base import TrajganrAlgorithm
from .changes_report import ChangesReport
from .forms import batchexport, mapillarycoverage
from .join_predictions import JoinPredictions
from .kind_algorithm import KindAlgorithm
from .load_street_view import LoadStreetView
from .predictions_map import PredictionsMap
from .shipped_models import MODELS, ShippedModel
from .similar_roads import SimilarRoads
from .worker_status import WorkerStatus

#: Second algorithms of kinds.
MORE = {"fetch_street_view": mapillarycoverage.ABOUT, "export": batchexport.ABOUT}
#: Algorithms that run no job.
WITHOUT_JOB = (
    LoadStreetView,
    ChangesReport,
    JoinPredictions,
    PredictionsMap,
    SimilarRoads,
    WorkerStatus,
)


def algorithm_of(kind: Kind, about: Algorithm) -> KindAlgorithm:
    """The algorithm of a kind, with its own form if :mod:`.forms` has a module of its id."""
    module = f"{forms.__name__}.{about.id}"
    form = import_module(module).Form if find_spec(module) else KindAlgorithm
    algorithm: KindAlgorithm = form(kind, about)
    return algorithm


def algorithms() -> list[TrajganrAlgorithm]:
    """New algorithms, of kinds first."""
    kinds = [(kind, kind.algorithm) for kind in KINDS.values() if kind.algorithm is not None]
    kinds += [(CITY, CITY.algorithm)] if CITY.algorithm is not None else []
    kinds += [(KINDS[name], about) for name, about in MORE.items()]
    return [*(algorithm_of(*each) for each in kinds), *(each() for each in WITHOUT_JOB)]


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
        for algorithm in algorithms():
            self.addAlgorithm(algorithm)
        for file in MODELS:
            self.addAlgorithm(ShippedModel(file))
