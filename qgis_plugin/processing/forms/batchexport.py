"""Exports layers of many bundles and models into a folder; complete files are not written again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingMultiStepFeedback

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.batch_export import Batch, Piece, Source, export_pieces, plan
from trajganr_core.contract.kinds.algorithm import Algorithm, Count, OptionsOf
from trajganr_core.contract.kinds.export import ExportParams, ExportResult
from trajganr_core.contract.options.choices import VECTOR_SUFFIXES
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import RESUMABLE, TERMINAL

from ...client.catalogue import WorkerContents
from ...client.id_checks import check_ids
from ...client.origins import origin_of_result
from ...client.session import connect_or_start, fetch_file, follow_job, provenance
from ...i18n import tr
from ...layers.described_files import describe_export
from ..base import Parameters, Results, Run, id_parameter
from ..kind_algorithm import KindAlgorithm
from ..options import listed

ABOUT = Algorithm(
    "batchexport",
    "Batch export",
    "Exports many areas and models into one folder; continues where it stopped",
    ("geopackage", "geoparquet", "flatgeobuf", "csv", "save", "resume"),
    "export",
    "results.md#batch-export",
    fields=("bundle", "model", "layers", "format"),
    defaults={"layers": ["roads", "labels"]},
    folder=("The folder for the files, one per layer.", "Files of the layers"),
    counts=(
        Count("FILE_COUNT", "Number of files"),
        Count("MADE", "Number of files made by this run"),
    ),
)


class Form(KindAlgorithm):
    """Exports each bundle, and each with each model of its area; one job per file."""

    def add_field(self, field: str | OptionsOf) -> None:
        if field == "bundle":
            self.add(
                id_parameter("BUNDLES", tr("Bundle IDs"), "bundle", several=True),
                tr("Comma-separated; the dock lists them."),
            )
        elif field == "model":
            self.add(
                id_parameter("MODELS", tr("Model IDs"), "model", several=True, optional=True),
                tr("Comma-separated. Each is applied to the bundles of its study area."),
            )
        else:
            super().add_field(field)

    def add_own_outputs(self) -> None:
        self.add_counts()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        options = self.options(parameters, context)
        bundles, models = self._ids(parameters, context)
        if not bundles:
            raise TrajganrError(
                Code.INPUT_FIELD, "No bundle is chosen.", "Enter the ids of the bundles to export."
            )
        ExportParams(
            bundle=bundles[0],
            model=models[0] if models else None,
            layers=options["layers"],
            format=options["format"],
        )

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        bundles, models = self._ids(parameters, context)
        return check_ids(models, bundles)

    def _ids(self, parameters: Parameters, context: QgsProcessingContext) -> list[list[str]]:
        """The ids of the bundles and of the models."""
        names = ("BUNDLES", "MODELS")
        return [listed(self.parameterAsString(parameters, name, context)) for name in names]

    def execute(self, run: Run) -> Results:
        options = self.options(run.parameters, run.context)
        bundle_ids, model_ids = self._ids(run.parameters, run.context)
        folder = self.destination(run, "FOLDER")
        with connect_or_start(run.feedback) as client:
            bundles = [_bundle(client, each) for each in bundle_ids]
            models = [_model(client, each) for each in model_ids]
            pieces, remarks = plan(bundles, models, options["layers"], options["format"])
            for remark in remarks:
                run.feedback.pushInfo(remark.said(tr))
            result = _Exports(client, Batch(folder), pieces, run).write()
        files, written = [str(folder / file) for file in result["files"]], result["made"]
        run.feedback.pushInfo(
            tr("{n} of {count} files were written by this run.").format(n=written, count=len(files))
        )
        return {"FOLDER": str(folder), "FILES": files, "FILE_COUNT": len(files), "MADE": written}


def _bundle(client: Client, bundle: str) -> Source:
    manifest = client.manifest(bundle)
    return Source.of(bundle, manifest.name or bundle, bundle, [manifest.area])


def _model(client: Client, model: str) -> Source:
    card = client.card(model)
    return Source.of(model, card.name or model, model, card.known_areas)


class _Exports:
    """The jobs of a batch; all are submitted first, so that the worker continues without QGIS."""

    def __init__(self, client: Client, batch: Batch, pieces: list[Piece], run: Run) -> None:
        self._client = client
        self._context = run.context
        self._batch = batch
        self._pieces = pieces
        self._steps = QgsProcessingMultiStepFeedback(len(pieces), run.feedback)
        self._jobs: dict[Piece, str] = {}

    def write(self) -> dict[str, Any]:
        """Write the files that are not complete; cancelling cancels all jobs."""
        try:
            self._submit_all()
            return export_pieces(self._batch, self._pieces, self._write_piece, self._begin)
        except TrajganrError:
            if not self._steps.isCanceled():
                raise
            self._cancel()
        raise cancelled()

    def _submit_all(self) -> None:
        for piece in self._pieces:
            if self._batch.is_whole(piece):
                continue
            try:
                self._jobs[piece] = self._submit(piece)
            except TrajganrError:
                # The queue is full, or the job is refused, which is reported with the other
                # failures. The remaining jobs are submitted one by one later.
                return

    def _submit(self, piece: Piece) -> str:
        """Submit the job of a piece, or continue that of an earlier run.

        The key is stored first: a failed job is repeated by the next run only, not immediately.
        """
        params = piece.params
        content = json.dumps(params.to_dict(), sort_keys=True).encode()
        key = f"batch-{self._batch.id}-{hashlib.sha256(content).hexdigest()}"
        was_submitted = self._batch.note_submitted(key)
        job_id = self._client.submit(params, idempotency_key=key)
        if was_submitted and self._client.job(job_id).state in RESUMABLE:
            self._client.resume(job_id)
        return job_id

    def _begin(self, number: int, piece: Piece) -> None:
        if self._steps.isCanceled():
            raise cancelled()
        self._steps.setCurrentStep(number)
        count = len(self._pieces)
        self._steps.pushInfo(
            tr("{n} of {count}: {title}").format(n=number + 1, count=count, title=piece.title)
        )

    def _write_piece(self, piece: Piece) -> None:
        if piece not in self._jobs:
            self._jobs[piece] = self._submit(piece)
        job = follow_job(self._client, self._jobs[piece], self._steps)
        path = self._batch.path(piece)
        path.parent.mkdir(parents=True, exist_ok=True)
        file = f"{piece.params.layers[0]}{VECTOR_SUFFIXES[piece.params.format]}"
        fetch_file(self._client, ExportResult.kind, job.job_id, file, path, self._steps)
        facts = {"bundle": piece.bundle.where, "model": piece.model.where if piece.model else ""}
        facts |= provenance(self._client, job)
        origin = origin_of_result(self._client, {"bundle": piece.bundle.where})
        describe_export(path, facts, origin, self._context, self._steps)

    def _cancel(self) -> None:
        for job_id in self._jobs.values():
            if self._client.job(job_id).state not in TERMINAL:
                self._client.cancel(job_id)
