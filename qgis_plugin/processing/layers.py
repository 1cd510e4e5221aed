"""Jobs whose result is layers: a GeoPackage comes back and fills the outputs."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsVectorLayer,
)

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.results import DownloadResult, FilesResult, result_of

from ..client.session import provenance
from ..i18n import tr
from ..layers.described import describe_output, described, metadata
from ..layers.when_loaded import name_after
from .base import AlgorithmRun, Results
from .data_algorithm import DataAlgorithm

#: Bytes of a text that a shapefile keeps; GDAL cuts the rest off, and no log of QGIS says so.
SHAPEFILE_TEXT = 254


@dataclass(frozen=True)
class LayerOutput:
    """An output of an algorithm, and the layer of a job's result that fills it."""

    name: str
    title: str
    file: str
    layer: str
    kind: QgsProcessing.SourceType
    optional: bool = False
    help: str = ""


@dataclass(frozen=True)
class CountOutput:
    """An output of an algorithm, and the count of a job's result that it tells."""

    name: str
    title: str
    count: str


class LayersAlgorithm(DataAlgorithm):
    """Runs a job and copies the layers that it made; subclasses say which."""

    LAYERS: ClassVar[tuple[LayerOutput, ...]]
    COUNTS: ClassVar[tuple[CountOutput, ...]] = ()

    def add_outputs(self) -> None:
        """Declare layers and numbers."""
        for each in self.LAYERS:
            self.add(
                QgsProcessingParameterFeatureSink(
                    each.name,
                    tr(each.title),
                    each.kind,
                    optional=each.optional,
                    createByDefault=not each.optional,
                ),
                tr(each.help),
            )
        for number in self.COUNTS:
            self.addOutput(QgsProcessingOutputNumber(number.name, tr(number.title)))
        self.add_job_output()

    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        counts = FilesResult.of(job).counts
        said = ", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in counts.items())
        run.feedback.pushInfo(said)
        results: Results = {each.name: counts.get(each.count, 0) for each in self.COUNTS}
        wanted = [each for each in self.LAYERS if self.is_wanted(each, run)]
        files = {file: run.fetch(job, file) for file in {each.file for each in wanted}}
        for each in wanted:
            results[each.name] = self._fill(each, files[each.file], job, run)
        return results

    def is_wanted(self, output: LayerOutput, run: AlgorithmRun) -> bool:
        """Whether the output was asked for."""
        return not output.optional or bool(run.parameters.get(output.name))

    def _fill(self, output: LayerOutput, path: Path, job: dict[str, Any], run: AlgorithmRun) -> str:
        """Copy a layer into its output and describe it there; answer what QGIS calls it."""
        layer = open_layer(path, output.layer)
        columns = described(layer.fields(), run.parameters[output.name])
        kept = [layer.fields().indexOf(name) for name in columns.names()]
        sink, destination = self.parameterAsSink(
            run.parameters, output.name, run.context, columns, layer.wkbType(), layer.crs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(run.parameters, output.name))
        shortened: set[str] = set()
        for feature in layer.getFeatures():
            if run.feedback.isCanceled():
                raise cancelled()
            row = QgsFeature(columns)
            row.setGeometry(feature.geometry())
            row.setAttributes([feature[index] for index in kept])
            if destination.lower().endswith(".shp"):
                shortened |= _too_long(row)
            if not sink.addFeature(row, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(
                    self.writeFeatureError(sink, run.parameters, output.name)
                )
        if shortened:
            run.feedback.pushWarning(
                tr(
                    "A shapefile keeps only the first {n} bytes of a text: {fields} are not whole. "
                    "Choose a GeoPackage to keep all."
                ).format(n=SHAPEFILE_TEXT, fields=", ".join(sorted(shortened)))
            )
        del sink  # closes the file, which the metadata are written into next
        style = self.style(job, columns.names())
        self.describe(tr(output.title), destination, job, run, style)
        name_after(destination, run.context, tr(output.title), self.source(job, run))
        return destination

    def source(self, job: dict[str, Any], run: AlgorithmRun) -> str:
        """What the layers come from, for their names; '' where the title says it."""
        return str(job["params"]["name"])

    def style(self, job: dict[str, Any], columns: list[str]) -> str:
        """How a layer with these columns is drawn, QML; '' to leave it to QGIS."""
        return ""

    def describe(
        self, title: str, destination: str, job: dict[str, Any], run: AlgorithmRun, style: str = ""
    ) -> None:
        """Say in a layer what made it, whose it is and how it is drawn."""
        facts = provenance(run.client, job) | {"options": self._changed(job["params"])}
        result = result_of(job)
        is_licensed = isinstance(result, DownloadResult)
        origin = (
            {"licence": result.licence, "attribution": result.attribution} if is_licensed else {}
        )
        about = metadata(title, facts, origin)
        describe_output(destination, about, run.context, run.feedback, style)

    def _changed(self, params: dict[str, Any]) -> str:
        """The options that are not left at their defaults, inputs among them, as JSON."""
        defaults = {field.name: field.default for field in fields(self.OPTIONS)}
        changed = {name: value for name, value in params.items() if value != defaults[name]}
        return json.dumps(changed, ensure_ascii=False)


def _too_long(row: QgsFeature) -> set[str]:
    """The fields of a row whose text does not fit into a shapefile."""
    texts = zip(row.fields().names(), row.attributes(), strict=True)
    return {
        name
        for name, text in texts
        if isinstance(text, str) and len(text.encode()) > SHAPEFILE_TEXT
    }


def open_layer(path: Path, name: str) -> QgsVectorLayer:
    """A layer of a GeoPackage that the worker has made.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    if not layer.isValid():
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The worker's result {file} has no layer {layer} that QGIS can read.",
            "Plugin and worker must have the same release: update the older one.",
            file=path.name,
            layer=name,
        )
    return layer
