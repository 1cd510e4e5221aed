"""The algorithm of a kind of job: its form, job and outputs are those that the kind declares.

A kind that needs more has a subclass in :mod:`.forms`.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsVectorLayer,
)

from trajganr_core.contract.files.atomic_io import working_folder
from trajganr_core.contract.files.unpacked_size import unpacked_size
from trajganr_core.contract.kinds.algorithm import OptionsOf
from trajganr_core.contract.kinds.download import DownloadResult
from trajganr_core.contract.kinds.files import Format, OutputFile, Table
from trajganr_core.contract.kinds.params import JobParams, inputs_of_kind
from trajganr_core.contract.kinds.result import FilesResult, JobResult, refused_answer
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.file_names import inside
from trajganr_core.contract.protocol.job_parsing import MAX_NAME

from ..client.estimates import Cost, Sized
from ..client.models import area_name
from ..client.origins import origin_of_result
from ..client.session import connect_or_start, provenance, run_job
from ..i18n import localised, tr
from ..layers.described import CONTENT, describe_output, described, metadata
from ..layers.geopackages import open_table
from ..layers.result_names import result_name
from ..layers.result_styles import result_styles
from .base import Parameters, Results, Run
from .inputs import LINES, POINTS, POLYGONS, TABLE, InputsAlgorithm, JobRun, file_in
from .metrics import add_metrics, log_metrics

#: Maximum length of text in a shapefile, bytes; GDAL cuts the rest without a message.
SHAPEFILE_TEXT = 254
JOB = "JOB"
TYPES = {"lines": LINES, "points": POINTS, "polygons": POLYGONS, "": TABLE}
#: What dialogs that choose an output offer, by its format; QGIS' results viewer shows HTML.
FILTERS = {
    Format.DOCUMENT: "HTML (*.html)",
    Format.ROADS_PAGE: "HTML (*.html)",
    Format.PDF: "PDF (*.pdf)",
    Format.PNG: "PNG (*.png)",
    Format.OMX: "Open Matrix (*.omx)",
    Format.TILES: "PMTiles (*.pmtiles)",
}
SUFFIXES = {
    Format.ROADS_PAGE: (".html",),
    Format.PDF: (".pdf",),
    Format.PNG: (".png",),
    Format.OMX: (".omx",),
    Format.TILES: (".pmtiles",),
    Format.GEOPACKAGE: (".gpkg",),
}


class KindAlgorithm(InputsAlgorithm):
    """Runs a job of a kind on the worker, and loads or saves what it makes."""

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        for field in self.about.fields or self.kind.fields:
            self.add_field(field)
        self.add_outputs()

    def add_field(self, field: str | OptionsOf) -> None:
        """Add the parameter of an input or option, or those of a group."""
        inputs = {each.name: each for each in inputs_of_kind(self.kind.params)}
        if isinstance(field, OptionsOf):
            self.add_options(field.group)
        elif field in inputs:
            self.add_input(inputs[field])
        else:
            self.add_option(field)

    @property
    def _has_metrics(self) -> bool:
        return "metrics" in (field.name for field in fields(self.kind.result))

    @property
    def layers(self) -> Sequence[tuple[OutputFile, Table]]:
        """The tables of the result that are layers, with their files."""
        return [(file, table) for file in self.kind.files for table in file.tables if table.output]

    @property
    def files(self) -> list[OutputFile]:
        """The files of the result that are outputs."""
        return [file for file in self.kind.files if file.output]

    def add_outputs(self) -> None:
        """Declare layers, files, numbers and the job's id."""
        for _, table in self.layers:
            parameter = QgsProcessingParameterFeatureSink(
                table.output,
                tr(table.title),
                TYPES[table.geometry],
                optional=table.is_optional,
                createByDefault=not table.is_optional,
            )
            self.add(parameter, tr(table.help))
        for file in self.files:
            self.add_file_output(file)
        if self.about.folder is not None:
            text, files = map(tr, self.about.folder)
            self.add(QgsProcessingParameterFolderDestination("FOLDER", tr("Folder")), text)
            self.addOutput(QgsProcessingOutputMultipleLayers("FILES", files))
        if self.kind.makes:
            title = {"bundle": tr("Bundle ID"), "model": tr("Model ID")}[self.kind.makes]
            self.addOutput(QgsProcessingOutputString(self.kind.makes.upper(), title))
        self.add_own_outputs()

    def add_own_outputs(self) -> None:
        """Declare numbers and texts."""
        self.add_counts()
        if self._has_metrics:
            add_metrics(self)
        self.addOutput(QgsProcessingOutputString(JOB, tr("Job ID")))

    def add_file_output(self, file: OutputFile) -> None:
        """Declare an output that is a file."""
        name, title = file.output, tr(file.title)
        parameter: QgsProcessingParameterDefinition
        if file.format is Format.GEOPACKAGE:
            geometry = TYPES[file.tables[0].geometry]
            parameter = QgsProcessingParameterVectorDestination(name, title, geometry)
        else:
            chosen = tr(FILTERS[file.format])
            asked = bool(file.asked_by)
            parameter = QgsProcessingParameterFileDestination(
                name, title, chosen, optional=asked, createByDefault=not asked
            )
        self.add(parameter, tr(file.help), suffixes=SUFFIXES.get(file.format, ()))

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        for file in self.files:
            if parameters.get(file.output):
                options |= file.asked_by
        return options

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> Cost | None:
        """What the worker estimates the job from, before files are sent; None if unknown.

        Raises:
            TrajganrError: as :meth:`check`.
        """
        if self.about.sized_by:
            size = self.size_of(self.about.sized_by, parameters, context)
            values = self.placeholders({}) | self.options(parameters, context)
            return None if size is None else Sized(self.kind.params(**values), size)
        options = self.options(parameters, context)
        # Files, and what the form asks for in another way, are not known before the run.
        is_known = self.placeholders({}).keys() <= options.keys()
        return self.kind.params(**options) if is_known else None

    def size_of(
        self, names: Sequence[str], parameters: Parameters, context: QgsProcessingContext
    ) -> int | None:
        """The unpacked bytes of the files of some parameters or of their layers.

        None if they are not known: a layer in memory has no size before it is exported.
        """
        paths = [path for name in names for path in self._files_behind(name, parameters, context)]
        # Not ``Path.is_file``: for the long source of a layer in memory it raises an error.
        is_known = bool(paths) and all(map(os.path.isfile, paths))
        return sum(map(unpacked_size, paths)) if is_known else None

    def _files_behind(
        self, name: str, parameters: Parameters, context: QgsProcessingContext
    ) -> list[Path]:
        """The files of a parameter, or the file of its layer."""
        if not parameters.get(name):
            return []
        definition = self.parameterDefinition(name)
        if self._is_layer(definition, parameters):
            layer = self.parameterAsVectorLayer(parameters, name, context)
            return [] if layer is None else [Path(layer.source().partition("|")[0])]
        if isinstance(definition, QgsProcessingParameterFile | QgsProcessingParameterString):
            return [Path(self.parameterAsString(parameters, name, context))]
        return [Path(path) for path in self.parameterAsFileList(parameters, name, context)]

    def execute(self, run: Run) -> Results:
        with (
            working_folder(Path(tempfile.gettempdir())) as folder,
            connect_or_start(run.feedback) as client,
        ):
            job_run = JobRun(run.parameters, run.context, run.feedback, client, folder)
            job = self.run_jobs(job_run)
            for remark in JobResult.of(job).remarks:
                run.feedback.pushInfo(remark.said(tr))
            return {JOB: job.job_id, **self.results(job, job_run)}

    def run_jobs(self, run: JobRun) -> JobRecord:
        """Run the job, or several; returns the last one, with its parameters."""
        run.client.abilities.check_job(self.kind.params)  # before files are uploaded
        params = named(run.client, self.job(run), tr(self.about.result))
        return replace(run_job(run.client, params, run.feedback), params=params.to_dict())

    def job(self, run: JobRun) -> JobParams:
        """The job to submit; its files are sent first."""
        options = self.options(run.parameters, run.context)
        if self.about.named_after:
            options["name"] = self._name_of(self.about.named_after, options, run)
        return self.kind.params(
            **options, **self.sent(run, self.extent(run.parameters, run.context))
        )

    def _name_of(self, field: str, options: Mapping[str, Any], run: JobRun) -> str:
        """What a job is called after: the value of an option, or the source of an input."""
        inputs = {each.name: (name, each) for name, each in self.inputs().items()}
        if field in options:
            return options[field] or ""
        name, declared = inputs[field]
        path = file_in(run.parameters.get(name)) if declared.takes_file else None
        if path is not None:
            return path.name.partition(".")[0]
        if declared.layer:
            return str(self.parameterAsSource(run.parameters, name, run.context).sourceName())
        return Path(self.parameterAsFile(run.parameters, name, run.context)).name

    def results(self, job: JobRecord, run: JobRun) -> Results:
        """The algorithm's outputs, from the succeeded job with its ``params``."""
        result = self.kind.result.of(job)
        counts: Mapping[str, float] = getattr(result, "counts", {})
        numbers = [f"{name.replace('_', ' ')}: {localised(f'{n:,}')}" for name, n in counts.items()]
        if numbers:
            run.feedback.pushInfo(", ".join(numbers))
        results = self.count_results(counts)
        if self.kind.makes:
            results[self.kind.makes.upper()] = getattr(result, self.kind.makes)
        if self._has_metrics:
            metrics: Any = result
            results |= log_metrics(metrics.metrics, metrics.groups, run.feedback)
        if isinstance(result, FilesResult):
            results |= self._fetched(result, job, run)
        return results

    def count_results(self, counts: Mapping[str, float]) -> Results:
        """The numeric outputs, from the counts of the job's result."""
        return {
            each.name: counts.get(each.count or each.name.lower(), 0) for each in self.about.counts
        }

    def _fetched(self, result: FilesResult, job: JobRecord, run: JobRun) -> Results:
        """Fetch the files of a result, and fill the outputs with them or their layers."""
        results: Results = {}
        wanted = [
            (file, table)
            for file, table in self.layers
            if not table.is_optional or run.parameters.get(table.output)
        ]
        paths = {
            file.name: run.fetch(job, name_in(result, file))
            for file in {file.name: file for file, _ in wanted}.values()
        }
        for file, table in wanted:
            results[table.output] = self._fill(table, paths[file.name], job, run)
        for file in self.files:
            if file.asked_by and not run.parameters.get(file.output):
                continue
            results[file.output] = str(self.save(file, job, run))
        if self.about.folder is not None:
            folder = self.destination(run, "FOLDER")
            folder.mkdir(parents=True, exist_ok=True)
            results |= {"FOLDER": str(folder), "FILES": []}
            for name in result.files:
                path = inside(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                results["FILES"].append(str(run.fetch(job, name, path)))
        return results

    def save(self, file: OutputFile, job: JobRecord, run: JobRun) -> Path:
        """Fetch a file into its output."""
        path = self.destination(run, file.output)
        result = self.kind.result.of(job)
        assert isinstance(result, FilesResult)  # nosec B101 # it has files
        return run.fetch(job, name_in(result, file), path)

    def _fill(self, table: Table, path: Path, job: JobRecord, run: JobRun) -> str:
        """Copy a layer into its output and describe it there; returns the output's id in QGIS."""
        layer = open_table(path, table.name)
        name = result_name(tr(table.title), self.source(job, run), job.params)
        self.name_output(run, table.output, name)
        # Those of the file, which the client has compared with the declared ones.
        columns = described(
            layer.dataProvider().fields(), run.parameters[table.output], table.column
        )
        too_long: set[str] = set()
        rows = _rows(layer, columns, too_long)
        destination = self.write(run, table.output, rows, columns, layer.wkbType(), layer.crs())
        if too_long and destination.lower().endswith(".shp"):
            run.feedback.pushWarning(
                tr(
                    "A shapefile stores only the first {n} bytes of a text; these fields were "
                    "cut: {fields}. Choose a GeoPackage to store the whole texts."
                ).format(n=SHAPEFILE_TEXT, fields=", ".join(sorted(too_long)))
            )
        result = self.kind.result.of(job)
        styles = result_styles(result, table, columns.names())
        self.describe(table, destination, job, run, styles)
        return destination

    def source(self, job: JobRecord, run: JobRun) -> str:
        """The study area or the source of the layers, for their names."""
        if "bundle" in job.params:
            return area_name(run.client, job.params)
        name = str(job.params["name"])
        inputs = {each.name: each for each in self.inputs().values()}
        after = inputs.get(self.about.named_after)
        is_file = after is not None and not after.layer
        return name.partition(".")[0] if is_file else name

    def describe(
        self,
        table: Table,
        destination: str,
        job: JobRecord,
        run: JobRun,
        styles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Write content, provenance, licence and style of a layer; the content is its title."""
        params, result = job.params, self.kind.result.of(job)
        ids = {name: params[name] for name in ("model", "bundle") if params.get(name)}
        facts = {CONTENT: table.title, **ids, **provenance(run.client, job)}
        facts["options"] = self._changed(params)
        facts |= {name: getattr(result, name) for name in self.about.facts}
        origin: Mapping[str, str] = {}
        if isinstance(result, DownloadResult):
            origin = {"licence": result.licence, "attribution": result.attribution}
        elif "bundle" in params:
            origin = origin_of_result(run.client, params)
        about = metadata(tr(table.title), facts, origin)
        describe_output(destination, about, run.context, run.feedback, table.column, styles)

    def _changed(self, params: Mapping[str, Any]) -> str:
        """The options that differ from their defaults, including inputs, as JSON."""
        defaults = {field.name: field.default for field in fields(self.kind.params)}
        changed = {name: value for name, value in params.items() if value != defaults[name]}
        return json.dumps(changed, ensure_ascii=False)


def named(client: Client, params: JobParams, result: str) -> JobParams:
    """The parameters, with a name if they have none.

    It is that of the result, if it has one, or of the study area; without an area, the title, or
    the id of the model.
    """
    if params.name:
        return params
    values = params.to_dict()
    area = area_name(client, values)
    name = result_name(result, area, values) if result else area
    name = name or values.get("title") or values.get("model") or ""
    return replace(params, name=name[:MAX_NAME])


def name_in(result: FilesResult, file: OutputFile) -> str:
    """The name of a declared file in a result.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` if the result does not have it.
    """
    found = next((name for name in result.files if file.name.fullmatch(name)), None)
    if found is None:
        raise refused_answer(file.name.pattern)
    return found


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
