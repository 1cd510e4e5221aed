"""Travel times between points at a time of the week, with reached roads and isochrones."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.travel_times import TravelTimesParams, TravelTimesResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.models import area_name
from ..client.origins import origin_of_result
from ..i18n import tr
from .base import CountOutput, JobRun, Parameters
from .data_algorithm import LINES, POINTS, POLYGONS, TABLE
from .layers import LayerOutput, LayersAlgorithm

#: Limits of reached roads in the form.
MINUTES = ("5", "10", "15")


class TravelTimes(LayersAlgorithm):
    """Finds the fastest routes between points with the predicted speeds."""

    ID = "traveltimes"
    TITLE = "Travel times"
    SUMMARY = "Minutes between points at a time of the week, and the roads that are reached"
    TAGS = ("isochrone", "origin-destination matrix", "route", "accessibility", "service area")
    GROUP_ID = "predict"
    GROUP = "Predict"
    OPTIONS = TravelTimesParams
    PREDICTS = True
    IN_MODEL_AREA = ("ORIGINS", "DESTINATIONS")
    LAYERS = (
        LayerOutput(
            "OUTPUT",
            "Travel times",
            TravelTimesResult.FILE,
            TravelTimesResult.TIMES,
            TABLE,
            help="A table with a row for each pair of an origin and a destination.",
        ),
        LayerOutput(
            "REACHED",
            "Reached roads",
            TravelTimesResult.FILE,
            TravelTimesResult.REACHED,
            LINES,
            optional=True,
            help="The parts of roads that are reached from each origin within the given minutes.",
        ),
        LayerOutput(
            "ISOCHRONES",
            "Isochrones",
            TravelTimesResult.FILE,
            TravelTimesResult.ISOCHRONES,
            POLYGONS,
            optional=True,
            help="A polygon for each origin and number of minutes: the places near reached roads.",
        ),
    )
    COUNTS = (
        CountOutput("PAIRS", "Number of pairs", "pairs"),
        CountOutput("UNREACHABLE", "Number of pairs without a route", "unreachable"),
        CountOutput("PARTS", "Number of reached parts of roads", "parts"),
        CountOutput("ISOCHRONE_COUNT", "Number of isochrones", "isochrones"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_model(tr("A model that has learned times of the week; the dock says which have."))
        self.add_layer("ORIGINS", tr("Origins"), POINTS, tr("Points where routes begin."))
        self.add_layer(
            "DESTINATIONS",
            tr("Destinations"),
            POINTS,
            tr("Points where routes end. If empty: the origins."),
            optional=True,
        )
        self.add_bundle_or_own(tr("Provides trips and roads."))
        self.add_option("time_set")
        self.add_option("reach", MINUTES)
        self.add_option("isochrone_distance_m")
        self.add_option("snap_m")
        self.add_outputs()

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        has_isochrones = bool(parameters.get("ISOCHRONES"))
        reach = options["reach"] if has_isochrones or parameters.get("REACHED") else ()
        derived = {"with_isochrones": has_isochrones, "name": options["time_set"]}
        return {**options, "reach": reach, **derived}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "ORIGINS", "DESTINATIONS")
        super().check(parameters, context)
        asked = parameters.get("REACHED") or parameters.get("ISOCHRONES")
        if asked and not self.options(parameters, context)["reach"]:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "There are no minutes within which roads are reached.",
                "Enter some, such as 5, 10, 15, or leave the outputs of reached roads and "
                "isochrones out.",
            )

    def job(self, run: JobRun) -> TravelTimesParams:
        return TravelTimesParams(
            **self.options(run.parameters, run.context),
            origins=self.send_needed(run, "ORIGINS"),
            destinations=self.send_layer(run, "DESTINATIONS"),
        )

    def source(self, job: JobRecord, run: JobRun) -> str:
        return area_name(run.client, job.params)

    def origin(self, job: JobRecord, run: JobRun) -> dict[str, str]:
        """Those of the data of the model and its bundle."""
        return origin_of_result(run.client, job.params)
