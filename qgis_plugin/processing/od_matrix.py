"""Creates a table and a layer of lines of the trips from zone to zone."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
)

from trajganr_core.contract.kinds.od_matrix import OdMatrixParams, OdMatrixResult
from trajganr_core.contract.options.option_fields import OptionField

from ..i18n import tr
from .base import CountOutput, JobRun, Parameters
from .choice_words import label_of
from .data_algorithm import LINES, POLYGONS, TABLE
from .layers import LayerOutput, LayersAlgorithm

ZONE_FIELD = "ZONE_FIELD"


class OdMatrix(LayersAlgorithm):
    """Counts the trips of a bundle between the polygons of a layer."""

    ID = "odmatrix"
    TITLE = "Origin–destination matrix"
    SUMMARY = "How many trips lead from zone to zone, as a table and as desire lines"
    TAGS = ("bundle", "flows", "desire lines", "zones", "origin", "destination", "trip table")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = OdMatrixParams
    LAYERS = (
        LayerOutput(
            "OUTPUT",
            "Desire lines",
            OdMatrixResult.FILE,
            OdMatrixResult.LINES,
            LINES,
            help="A line from zone to zone, wider for more trips.",
        ),
        LayerOutput(
            "MATRIX",
            "Trips between zones",
            OdMatrixResult.FILE,
            OdMatrixResult.MATRIX,
            TABLE,
            help="A table with a row for each pair of zones, also of trips within a zone.",
        ),
    )
    COUNTS = (
        CountOutput("TRIPS", "Trips between zones", "trips"),
        CountOutput("ROWS", "Rows", "rows"),
        CountOutput("OUTSIDE", "Trips that begin or end outside all zones", "outside"),
        CountOutput("WITHHELD_ROWS", "Rows of too few drivers, not written", "withheld_rows"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        self.add_layer("ZONES", tr("Zones"), POLYGONS, tr("Polygons, such as districts."))
        for name in ("zone_field", "time_sets", "side", "min_drivers", "noise"):
            self.add_option(name)
        self.add_outputs()

    def parameter_of(self, option: OptionField) -> QgsProcessingParameterDefinition:
        if option.name != ZONE_FIELD.lower():
            return super().parameter_of(option)
        title = label_of(option)
        return QgsProcessingParameterField(ZONE_FIELD, title, None, "ZONES", optional=True)

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "ZONES")
        super().check(parameters, context)

    def job(self, run: JobRun) -> OdMatrixParams:
        options = self.options(run.parameters, run.context)
        return OdMatrixParams(**options, zones=self.send_needed(run, "ZONES"))
