"""Compares two bundles, periods or times of the week: what changed on which road."""

from __future__ import annotations

from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from trajganr_core.contract.kinds.changes import ChangesParams, ChangesResult
from trajganr_core.contract.options.option_fields import OptionField
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.catalogue import WorkerContents
from ..client.id_checks import check_ids
from ..client.models import area_name
from ..i18n import tr
from ..layers.roles import PREDICTED
from .base import CountOutput, JobRun, Parameters, id_parameter
from .choice_words import label_of
from .data_algorithm import LINES, POLYGONS, TABLE
from .layers import LayerOutput, LayersAlgorithm

DISTRICT_FIELD = "DISTRICT_FIELD"
LAYER_INPUTS = ("PREDICTED_BEFORE", "PREDICTED_AFTER", "DISTRICTS")


class BeforeAndAfter(LayersAlgorithm):
    """Writes differences of speeds, popularity and slow-down between two sides."""

    ID = "changes"
    TITLE = "Before and after"
    SUMMARY = "What changed on which road between two bundles, periods or times of the week"
    TAGS = ("bundle", "comparison", "difference", "before-after study", "significance")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = ChangesParams
    ROLES: ClassVar = {"PREDICTED_BEFORE": PREDICTED, "PREDICTED_AFTER": PREDICTED}
    LEFT_EMPTY = ("PREDICTED_BEFORE", "PREDICTED_AFTER")
    LAYERS = (
        LayerOutput(
            "OUTPUT",
            "Changes",
            ChangesResult.FILE,
            ChangesResult.LAYER,
            LINES,
            help="A feature for each direction of each road on which enough drivers drove before "
            "or after.",
        ),
        LayerOutput(
            "GROUPS",
            "Changes by road class and district",
            ChangesResult.FILE,
            ChangesResult.GROUPS,
            TABLE,
            optional=True,
            help="A table with the numbers of changed roads, and the median change.",
        ),
    )
    COUNTS = (
        CountOutput("SEGMENTS", "Roads", "segments"),
        CountOutput("BOTH", "Roads known on both sides", "both"),
        CountOutput("ONLY_BEFORE", "Roads known before only", "only_before"),
        CountOutput("ONLY_AFTER", "Roads known after only", "only_after"),
        CountOutput("CHANGED", "Roads flagged as changed", "changed"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle(tr("The trips before: the output of 'Prepare study area'."))
        self.add(
            id_parameter("AFTER", tr("Bundle ID of the side after"), "bundle", optional=True),
            tr("The trips after, on the same roads. If empty: the same bundle."),
        )
        for name in ("period", "period_after", "time_set", "time_set_after"):
            self.add_option(name)
        self.add_layer(
            "DISTRICTS",
            tr("Districts"),
            POLYGONS,
            tr("Polygons. If empty: ninths of the study area."),
            optional=True,
        )
        self.add_option("district_field")
        for name, title, text in (
            (
                "PREDICTED_BEFORE",
                tr("Predicted roads before"),
                tr("The output of 'Predict roads' for the bundle before, to compare it too."),
            ),
            (
                "PREDICTED_AFTER",
                tr("Predicted roads after"),
                tr("If empty: those before, at the time of the week after."),
            ),
        ):
            parameter = QgsProcessingParameterFeatureSource(name, title, [LINES], optional=True)
            self.add_advanced(parameter, text)
        for name in ("side", "min_drivers", "false_discovery", "seed"):
            self.add_option(name)
        self.add_outputs()

    def parameter_of(self, option: OptionField) -> QgsProcessingParameterDefinition:
        if option.name != DISTRICT_FIELD.lower():
            return super().parameter_of(option)
        title = label_of(option)
        return QgsProcessingParameterField(DISTRICT_FIELD, title, None, "DISTRICTS", optional=True)

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, *LAYER_INPUTS)
        super().check(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        after = self.parameterAsString(parameters, "AFTER", context).strip()
        check_ids([], [after])
        return super().check_worker(parameters, context)

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        return {**options, "after": options["after"] or None}

    def job(self, run: JobRun) -> ChangesParams:
        files: dict[str, Any] = {name.lower(): self.send_layer(run, name) for name in LAYER_INPUTS}
        return ChangesParams(**self.options(run.parameters, run.context), **files)

    def source(self, job: JobRecord, run: JobRun) -> str:
        return area_name(run.client, job.params)

    def facts(self, job: JobRecord) -> dict[str, str]:
        """The two sides in words."""
        result = ChangesResult.of(job)
        return {"before": result.before, "after": result.after}
