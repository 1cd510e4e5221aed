"""Two jobs of which the second needs what the first one makes, as one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from qgis.core import QgsProcessingFeedback

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.states import JobState

from ..i18n import tr
from .awaited_jobs import awaiting
from .estimates import Chain, Cost, estimate_of
from .session import Part, follow_job

#: States of jobs that are used again.
USABLE = {JobState.SUCCEEDED, JobState.RUNNING, JobState.PREPARING, JobState.QUEUED}
#: The newest jobs among which one is looked for.
LOOKED_AT = 50
#: The share of the first job where the times of both are unknown.
USUAL_SHARE = 0.4


def run_chain(
    client: Client,
    first: JobParams,
    second: Callable[[str], JobParams],
    feedback: QgsProcessingFeedback,
    costs: Cost | None = None,
) -> JobRecord:
    """Run a job that makes a bundle or a model, and one that uses it, with one progress.

    Both are submitted at once, so that the worker goes on with the second when QGIS is closed. A
    job that was run before, or is running, is not run again: what a cancelled chain has finished is
    kept.

    Args:
        client: of the worker.
        first: the first job.
        second: the parameters of the second job with the id of what the first makes.
        feedback: shows the progress of both; cancelling it stops both.
        costs: of both, for their shares of the progress and the time that is left.

    Returns:
        The succeeded second job, with its parameters.

    Raises:
        TrajganrError: as :func:`.session.follow_job`.
    """
    made = _found_or_submitted(client, first, feedback)  # it has the id of the job
    params = second(made)
    last = _found_or_submitted(client, params, feedback)
    share, later_s = _shares(client, costs)
    try:
        with awaiting(last):  # from the beginning: the dock does not report what is awaited
            follow_job(client, made, feedback, Part(0.0, share, later_s), before=(last,))
            job = follow_job(client, last, feedback, Part(share, 1.0))
    except TrajganrError as error:
        if error.code is not Code.JOB_CANCELLED:
            raise
        raise TrajganrError(
            Code.JOB_CANCELLED,
            "Both jobs were cancelled; what was finished is kept.",
            "To go on, press Continue or run it again.",
        ) from error
    return replace(job, kind=params.kind, params=params.to_dict())


def _found_or_submitted(client: Client, params: JobParams, feedback: QgsProcessingFeedback) -> str:
    """The id of a job with these parameters: an earlier one whose result exists, or a new one."""
    wanted = json.loads(json.dumps(params.to_dict()))
    made = {each.id for each in client.bundles()} if params.makes == "bundle" else None
    for job in client.jobs(LOOKED_AT):
        if job.kind != params.kind or job.state not in USABLE:
            continue
        is_there = made is None or job.state is not JobState.SUCCEEDED or job.job_id in made
        if is_there and json.loads(json.dumps(client.job(job.job_id).params)) == wanted:
            text = tr("The job '{name}' was run before: its result is used.")
            feedback.pushInfo(text.format(name=job.title))
            return job.job_id
    return client.submit(params)


def _shares(client: Client, costs: Cost | None) -> tuple[float, float | None]:
    """The share of the first job in the time of both, and the seconds of the second if known."""
    steps = costs.steps if isinstance(costs, Chain) else ()
    seconds = [estimate_of(client, step).seconds for step in steps]
    known = [each.likely for each in seconds if each is not None]
    if len(known) != 2 or not sum(known):
        return USUAL_SHARE, None
    return known[0] / sum(known), known[1]
