"""A comparison of TrajGANR with other systems on a bundle, as the sequel of an evaluation."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Sequence
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
from trajganr_core.contract.protocol.file_names import inside
from trajganr_core.contract.protocol.jobs import BenchmarkParams
from trajganr_core.contract.protocol.states import RESUMABLE, JobState
from trajganr_core.contract.results import BenchmarkResult, Standing
from trajganr_core.contract.tasks import METRICS, TASKS
from trajganr_core.contract.version import __version__

from ..client.catalogue import WorkerContents
from ..client.session import follow_job
from ..i18n import tr
from .base import AlgorithmRun, Results, TrajganrAlgorithm, enum

#: No comparison is wanted.
NO = "no"
#: What is fetched: tables and pictures, not what systems said of each road.
FETCHED = re.compile(rf"({BenchmarkResult.FIGURES}/)?\w[\w.-]*")
#: The end of the path of a file that a worker was sent: its hash, its name.
SENT = re.compile(r"([0-9a-f]{64})[/\\]([^/\\]+)$")


def ask_comparison(algorithm: TrajganrAlgorithm) -> None:
    """Ask whether to compare."""
    algorithm.add(
        enum("COMPARE", tr("Compare with other systems"), (NO, *BENCHMARK_PROFILES), NO),
        tr(
            "Has simple rules, boosted trees, published encoders and both presets learn from the "
            "same labels and answer for the same held-out roads. Quickly: small models, for a "
            "processor; in full: models of the usual size and all ablations."
        ),
    )


def add_comparison_outputs(algorithm: TrajganrAlgorithm) -> None:
    """Declare what comes of a comparison."""
    algorithm.add(
        QgsProcessingParameterFolderDestination(
            "COMPARISON", tr("Folder of the comparison"), optional=True
        ),
        tr("Gets tables and figures, where systems are compared."),
    )
    algorithm.addOutput(QgsProcessingOutputHtml("COMPARISON_PAGE", tr("Comparison of systems")))
    algorithm.addOutput(QgsProcessingOutputString("COMPARISON_JOB", tr("Job id of the comparison")))


def check_comparable(contents: WorkerContents, model: str, bundle: str) -> None:
    """Refuse a bundle on which nothing can be compared; one that is yet to be made is fine.

    Args:
        there: what the worker has.
        model: its id.
        bundle: its id; '' for the one that the model was fine-tuned on.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND`` for a model's bundle that is not there any more,
            ``INPUT.EMPTY`` for one without labels.
    """
    if not bundle and model not in contents.models:
        return
    wanted = bundle or contents.models[model].bundle.folder_name
    if wanted not in contents.bundles:
        if bundle:  # on its way, or refused already
            return
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The bundle {id!r}, which the model learned from, is not on the worker any more.",
            "Name another bundle of the same study area to compare systems on.",
            id=wanted,
        )
    if not any(contents.bundles[wanted].tasks.values()):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The bundle {id!r} has no labels to compare systems by.",
            "Prepare the area again from data that has them, or do not compare.",
            id=wanted,
        )


def compare(run: AlgorithmRun, profile: str, folder: Path | None, **asked: Any) -> Results:
    """Have systems compared, say who leads, and save the results.

    Args:
        run: of the evaluation.
        profile: how much is computed.
        folder: gets the results; a temporary one where None.
        **asked: ``model``, ``bundle`` (None for the model's own), ``device`` and ``name`` of the
            evaluation.
    """
    target = Path(folder or QgsProcessingUtils.generateTempFilename("comparison"))
    _make(target / BenchmarkResult.FIGURES)  # hours before it is needed
    card = run.client.card(asked["model"])
    config = card.pretraining.config
    params = BenchmarkParams(
        bundle=asked["bundle"] or card.bundle.folder_name,
        profile=profile,
        backbone=config.backbone,
        weights=_reference(config.weights),
        device=asked["device"],
        name=tr("{name}: systems compared").format(name=asked["name"]),
    )
    job = _compared(run, params)
    result = BenchmarkResult.of(job)
    for remark in result.remarks:
        run.feedback.pushInfo(remark)
    log_standings(result.standings, run.feedback)
    for name in filter(FETCHED.fullmatch, result.files):
        run.fetch(job, name, inside(target, name))
    return {
        "COMPARISON": str(target),
        "COMPARISON_PAGE": str(target / BenchmarkResult.PAGE),
        "COMPARISON_JOB": job["job_id"],
    }


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "{path} could not be written: {reason}.",
            "Look at the folder's permissions and free space.",
            path=str(folder),
            reason=error.strerror or str(error),
        ) from error


def _compared(run: AlgorithmRun, params: BenchmarkParams) -> dict[str, Any]:
    """The job that has compared systems; that of an earlier run, which may have to be gone on with.

    Only where it lacks a system, of which the weights could not be fetched perhaps, another one is
    begun.
    """
    asked = json.dumps([__version__, params.to_dict()], sort_keys=True).encode()
    key = f"comparison-{hashlib.sha256(asked).hexdigest()}"
    for number in itertools.count():
        job_id = run.client.submit(params, idempotency_key=f"{key}-{number}")
        job = run.client.job(job_id)
        state = JobState(job["state"])
        if state is not JobState.SUCCEEDED or BenchmarkResult.of(job).is_final:
            break
    if state is JobState.SUCCEEDED:
        run.feedback.pushInfo(tr("The job {id} has compared systems before.").format(id=job_id))
        return job
    if state in RESUMABLE:
        run.client.resume(job_id)
    run.feedback.pushInfo(
        tr(
            "Systems are compared by the job {id}; if it is stopped, run this again to go on."
        ).format(id=job_id)
    )
    return follow_job(run.client, job_id, run.feedback)


def _reference(weights: str) -> str:
    """By what a job names a backbone's weights, of which a card tells where the worker has them."""
    found = SENT.search(weights)
    return f"sha256:{found[1]}/{found[2]}" if found else weights


def log_standings(standings: Sequence[Standing], feedback: QgsProcessingFeedback) -> None:
    """Say of each task which system leads, and how the presets stand."""
    if not standings:
        feedback.pushWarning(tr("No system could be compared; what was in the way is said above."))
    for one in standings:
        task, systems = TASKS[one.task], one.systems
        feedback.pushInfo(
            tr("{task}: {system} leads ({metric} {value})").format(
                task=tr(task.title),
                system=systems[0].title,
                metric=tr(METRICS[one.metric]),
                value=describe_metric(task.id, one.metric, systems[0].value, tr),
            )
        )
        for place, system in enumerate(systems, start=1):
            if place > 1 and system.is_ours:
                feedback.pushInfo(
                    tr("{system}: {value}, place {place} of {count}").format(
                        system=system.title,
                        value=describe_metric(task.id, one.metric, system.value, tr),
                        place=place,
                        count=len(systems),
                    )
                )
