"""Predict my city: two jobs, one after the other, with one progress and one estimate."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingOutputString, QgsVectorLayer

from trajganr_core.contract.kinds.city import CityParams
from trajganr_core.contract.kinds.files import OutputFile
from trajganr_core.contract.kinds.predict import PredictParams, PredictResult
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.texts.city_summary import named_after_place, summary
from trajganr_core.contract.texts.text import Text

from ...client.chains import run_chain
from ...client.estimates import Chain, Cost, Sized
from ...i18n import tr
from ...layers.roads import facts_of, fetch_roads, style_when_loaded
from ..base import Parameters, Results
from ..download import NetworkAlgorithm
from ..inputs import JobRun, file_in

#: The output with the three sentences.
SUMMARY = "SUMMARY"
#: In place of a bundle that does not exist yet.
TO_COME = "bundle"
#: What comes after the prediction in QGIS.
NEXT = Text(
    "Next: click a road with 'Ask a place', or see the speeds of the trips alone with "
    "'Observed traffic'."
)


class Form(NetworkAlgorithm):
    """Prepares the study area of two layers or files, and predicts its roads."""

    _costs: Cost | None = None

    def add_own_outputs(self) -> None:
        super().add_own_outputs()
        self.addOutput(QgsProcessingOutputString(SUMMARY, tr("What was found")))

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> Cost | None:
        size = self.size_of(("TRIPS",), parameters, context)
        if size is None:
            return None
        city = CityParams(trips="TRIPS", **self.options(parameters, context))
        roads = self.parameterAsVectorLayer(parameters, "ROADS", context)
        lines = max(roads.featureCount(), 0) if isinstance(roads, QgsVectorLayer) else 0
        steps = Sized(city.preparation(), size), Sized(city.prediction(TO_COME), lines)
        return Chain(steps)

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read(parameters, context)
        self._costs = self.cost_of(parameters, context)

    def run_jobs(self, run: JobRun) -> JobRecord:
        for step in (PrepareParams, PredictParams):
            run.client.abilities.check_job(step)  # before files are uploaded
        params = self.job(run)
        assert isinstance(params, CityParams)  # nosec B101 # the form's kind
        sources = (self._source_of(name, run) for name in ("ROADS", "TRIPS"))
        params = named_after_place(params, *filter(None, sources))
        steps = (params.preparation(), params.prediction)
        return run_chain(run.client, *steps, run.feedback, self._costs)

    def save(self, file: OutputFile, job: JobRecord, run: JobRun) -> Path:
        place = job.params["name"]
        speeds = tr("{place}: predicted speeds").format(place=place)
        self.name_output(run, file.output, speeds if place else tr("Predicted speeds"))
        path = self.destination(run, file.output)
        fetch_roads(run.client, job, path, facts=facts_of(job.params))
        style_when_loaded(path, run.context)
        return path

    def results(self, job: JobRecord, run: JobRun) -> Results:
        sentences = [each.said(tr) for each in (*summary(PredictResult.of(job)), NEXT)]
        results = super().results(job, run)
        for sentence in sentences:
            run.feedback.pushInfo(sentence)
        return results | {SUMMARY: "\n".join(sentences)}

    def _source_of(self, name: str, run: JobRun) -> str:
        """The path of a parameter, or the name of its layer; '' without either."""
        path = file_in(run.parameters.get(name))
        if path is not None:
            return str(path.absolute())
        source = self.parameterAsSource(run.parameters, name, run.context)
        return "" if source is None else str(source.sourceName())
