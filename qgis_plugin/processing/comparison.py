"""Compares TrajGANR with other systems on the bundle of an evaluation."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputHtml,
    QgsProcessingOutputString,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
)

from trajganr_core.contract.choices import BENCHMARK_PROFILES
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.model_summary import describe_metric
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.file_names import inside
from trajganr_core.contract.protocol.jobs import BenchmarkParams
from trajganr_core.contract.protocol.states import RESUMABLE, JobState
from trajganr_core.contract.remarks import translated_remark
from trajganr_core.contract.results import BenchmarkResult, Standing
from trajganr_core.contract.tasks import METRICS, TASKS
from trajganr_core.contract.version import __version__

from ..client.catalogue import WorkerContents
from ..client.session import follow_job
from ..i18n import tr
from .base import JobRun, Results, TrajganrAlgorithm, enum

#: The choice of no comparison.
NO_COMPARISON = "no"
#: The files to fetch: tables and pictures, not the predictions of each system.
FETCHED = re.compile(rf"({BenchmarkResult.FIGURES}/)?\w[\w.-]*")
#: End of the path of an uploaded file: its hash and name.
UPLOADED = re.compile(r"([0-9a-f]{64})[/\\]([^/\\]+)$")


def add_comparison(algorithm: TrajganrAlgorithm) -> None:
    """Add the parameter for the extent of a comparison."""
    algorithm.add(
        enum(
            "COMPARE",
            tr("Compare with other systems"),
            (NO_COMPARISON, *BENCHMARK_PROFILES),
            NO_COMPARISON,
        ),
        tr(
            "Trains simple rules, boosted trees, published encoders and both presets with the same "
            "labels and evaluates them on the same held-out roads. Quickly: small models, for a "
            "processor; in full: models of the usual size and all ablations."
        ),
    )


def add_comparison_outputs(algorithm: TrajganrAlgorithm) -> None:
    """Declare the outputs of a comparison."""
    algorithm.add(
        QgsProcessingParameterFolderDestination(
            "COMPARISON", tr("Folder of the comparison"), optional=True
        ),
        tr("For the tables and figures of the comparison."),
    )
    algorithm.addOutput(QgsProcessingOutputHtml("COMPARISON_PAGE", tr("Comparison of systems")))
    algorithm.addOutput(QgsProcessingOutputString("COMPARISON_JOB", tr("Job ID of the comparison")))


def check_comparable(contents: WorkerContents, model: str, bundle: str) -> None:
    """Refuse a bundle on which systems cannot be compared; one that a job will create is accepted.

    Args:
        contents: of the worker.
        model: its id.
        bundle: its id; '' for the one that the model was fine-tuned on.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND`` if the model's bundle was deleted, ``INPUT.EMPTY`` if it
            has no labels.
    """
    if not bundle and model not in contents.models:
        return
    wanted = bundle or contents.models[model].bundle.folder_name
    if wanted not in contents.bundles:
        if bundle:  # a job will create it, or it was refused already
            return
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The bundle of the model, {id!r}, is no longer on the worker.",
            "Choose another bundle of the same study area for the comparison.",
            id=wanted,
        )
    if not any(contents.bundles[wanted].tasks.values()):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The bundle {id!r} has no labels, which a comparison needs.",
            "Prepare the area again from data with labels, or do not compare.",
            id=wanted,
        )


def compare(
    run: JobRun, profile: str, folder: Path | None, evaluation: Mapping[str, Any]
) -> Results:
    """Compare systems, log their ranking, and save the results.

    Args:
        run: of the evaluation.
        profile: one of ``BENCHMARK_PROFILES``.
        folder: for the results; a temporary one if None.
        evaluation: its parameters.
    """
    target = Path(folder or QgsProcessingUtils.generateTempFilename("comparison"))
    _create_folder(target / BenchmarkResult.FIGURES)  # fails now rather than after hours
    card = run.client.card(evaluation["model"])
    config = card.pretraining.config
    params = BenchmarkParams(
        bundle=evaluation["bundle"] or card.bundle.folder_name,
        profile=profile,
        backbone=config.backbone,
        weights=_reference(config.weights),
        device=evaluation["device"],
        name=tr("{name}: comparison of systems").format(name=evaluation["name"]),
    )
    job = replace(_comparison_job(run, params), kind=params.kind)
    result = BenchmarkResult.of(job)
    for remark in result.remarks:
        run.feedback.pushInfo(translated_remark(remark, tr))
    log_standings(result.standings, run.feedback)
    for name in filter(FETCHED.fullmatch, result.files):
        run.fetch(job, name, inside(target, name))
    return {
        "COMPARISON": str(target),
        "COMPARISON_PAGE": str(target / BenchmarkResult.PAGE),
        "COMPARISON_JOB": job.job_id,
    }


def _create_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "{path} could not be written: {reason}.",
            "Check the folder's permissions and free space.",
            path=str(folder),
            reason=error.strerror or str(error),
        ) from error


def _comparison_job(run: JobRun, params: BenchmarkParams) -> JobRecord:
    """The succeeded comparison: that of an earlier run, resumed if necessary, or a new one.

    A new one is started if the earlier one lacks a system, for example because its weights could
    not be downloaded.
    """
    content = json.dumps([__version__, params.to_dict()], sort_keys=True).encode()
    key = f"comparison-{hashlib.sha256(content).hexdigest()}"
    for number in itertools.count():
        job_id = run.client.submit(params, idempotency_key=f"{key}-{number}")
        job = run.client.job(job_id)
        state = job.state
        if state is not JobState.SUCCEEDED or BenchmarkResult.of(job).is_final:
            break
    if state is JobState.SUCCEEDED:
        run.feedback.pushInfo(tr("Using the earlier comparison of the job {id}.").format(id=job_id))
        return job
    if state in RESUMABLE:
        run.client.resume(job_id)
    run.feedback.pushInfo(
        tr(
            "The job {id} compares systems. If it is interrupted, run the algorithm again to "
            "continue."
        ).format(id=job_id)
    )
    return follow_job(run.client, job_id, run.feedback)


def _reference(weights: str) -> str:
    """The reference of a backbone's weights for a job, from their path on the worker."""
    match = UPLOADED.search(weights)
    return f"sha256:{match[1]}/{match[2]}" if match else weights


def log_standings(standings: Sequence[Standing], feedback: QgsProcessingFeedback) -> None:
    """Log the best system of each task and the ranks of the presets."""
    if not standings:
        feedback.pushWarning(tr("No system could be compared; the reasons are given above."))
    for one in standings:
        task, systems = TASKS[one.task], one.systems
        feedback.pushInfo(
            tr("{task}: {system} is best ({metric} {value})").format(
                task=tr(task.title),
                system=systems[0].title,
                metric=tr(METRICS[one.metric]),
                value=describe_metric(task.id, one.metric, systems[0].value, tr),
            )
        )
        for rank, system in enumerate(systems, start=1):
            if rank > 1 and system.is_ours:
                feedback.pushInfo(
                    tr("{system}: {value}, rank {rank} of {count}").format(
                        system=system.title,
                        value=describe_metric(task.id, one.metric, system.value, tr),
                        rank=rank,
                        count=len(systems),
                    )
                )
