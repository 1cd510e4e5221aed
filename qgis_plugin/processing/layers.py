"""Jobs that return a GeoPackage, whose layers are copied into the outputs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsFields,
    QgsProcessingParameterFeatureSink,
    QgsVectorLayer,
)

from trajganr_core.contract.kinds import result_of, table_of
from trajganr_core.contract.kinds.download import DownloadResult
from trajganr_core.contract.kinds.files import Table
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.origins import origin_of_result
from ..client.session import provenance
from ..i18n import localised, tr
from ..layers.described import CONTENT, describe_output, described, metadata
from ..layers.geopackages import open_table
from ..layers.result_names import result_name
from ..layers.result_styles import result_styles
from .base import JobRun, Results
from .data_algorithm import DataAlgorithm

#: Maximum length of text in a shapefile, bytes; GDAL cuts the rest without a message.
SHAPEFILE_TEXT = 254


@dataclass(frozen=True)
class LayerOutput:
    """An output of an algorithm, and the layer of a job's result that fills it."""

    name: str
    title: str
    file: str
    layer: str
    kind: Qgis.ProcessingSourceType
    optional: bool = False
    help: str = ""


class LayersAlgorithm(DataAlgorithm):
    """Runs a job and copies the layers of its result."""

    LAYERS: ClassVar[tuple[LayerOutput, ...]]

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
        self.add_job_outputs()

    def results(self, job: JobRecord, run: JobRun) -> Results:
        counts = FilesResult.of(job).counts
        run.feedback.pushInfo(
            ", ".join(
                f"{name.replace('_', ' ')}: {localised(f'{count:,}')}"
                for name, count in counts.items()
            )
        )
        results = self.count_results(counts)
        outputs = [
            each for each in self.LAYERS if not each.optional or run.parameters.get(each.name)
        ]
        files = {file: run.fetch(job, file) for file in {each.file for each in outputs}}
        for each in outputs:
            results[each.name] = self._fill(each, files[each.file], job, run)
        return results

    def _fill(self, output: LayerOutput, path: Path, job: JobRecord, run: JobRun) -> str:
        """Copy a layer into its output and describe it there; returns the output's id in QGIS."""
        layer = open_table(path, output.layer)
        title = tr(output.title)
        self.name_output(run, output.name, result_name(title, self.source(job, run), job.params))
        # Those of the file, which the client has compared with the declared ones.
        table = table_of(job.kind, output.layer)
        columns = described(
            layer.dataProvider().fields(), run.parameters[output.name], table.column
        )
        too_long: set[str] = set()
        destination = self.write(
            run, output.name, _rows(layer, columns, too_long), columns, layer.wkbType(), layer.crs()
        )
        if too_long and destination.lower().endswith(".shp"):
            run.feedback.pushWarning(
                tr(
                    "A shapefile stores only the first {n} bytes of a text; these fields were "
                    "cut: {fields}. Choose a GeoPackage to store the whole texts."
                ).format(n=SHAPEFILE_TEXT, fields=", ".join(sorted(too_long)))
            )
        result = result_of(job)
        styles = result_styles(result, output.layer, columns.names()) if result else {}
        self.describe(output.title, destination, job, run, table, styles)
        return destination

    def source(self, job: JobRecord, run: JobRun) -> str:
        """The study area or the source of the layers, for their names."""
        return str(job.params["name"])

    def describe(
        self,
        content: str,
        destination: str,
        job: JobRecord,
        run: JobRun,
        table: Table,
        styles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Write content, provenance, licence and style of a layer; the content is its title."""
        params = job.params
        ids = {name: params[name] for name in ("model", "bundle") if params.get(name)}
        facts = {CONTENT: content, **ids, **provenance(run.client, job)}
        facts |= {"options": self._changed(params)} | self.facts(job)
        about = metadata(tr(content), facts, self.origin(job, run))
        describe_output(destination, about, run.context, run.feedback, table.column, styles)

    def facts(self, job: JobRecord) -> dict[str, str]:
        """Further entries of the history in the metadata of the layers."""
        return {}

    def origin(self, job: JobRecord, run: JobRun) -> Mapping[str, str]:
        """Licence and attribution of the layers; empty if they are not known."""
        result = result_of(job)
        if isinstance(result, DownloadResult):
            return {"licence": result.licence, "attribution": result.attribution}
        has_bundle = "bundle" in job.params
        return origin_of_result(run.client, job.params) if has_bundle else {}

    def _changed(self, params: Mapping[str, Any]) -> str:
        """The options that differ from their defaults, including inputs, as JSON."""
        defaults = {field.name: field.default for field in fields(self.OPTIONS)}
        changed = {name: value for name, value in params.items() if value != defaults[name]}
        return json.dumps(changed, ensure_ascii=False)


def _rows(layer: QgsVectorLayer, columns: QgsFields, too_long: set[str]) -> Iterator[QgsFeature]:
    """The features with some columns; fields with text too long for a shapefile are collected."""
    names = columns.names()
    indices = [layer.fields().indexOf(name) for name in names]
    for feature in layer.getFeatures():
        values = [feature[index] for index in indices]
        row = QgsFeature(columns)
        row.setGeometry(feature.geometry())
        row.setAttributes(values)
        too_long.update(
            name
            for name, value in zip(names, values, strict=True)
            if isinstance(value, str) and len(value.encode()) > SHAPEFILE_TEXT
        )
        yield row
