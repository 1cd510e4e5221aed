"""Checks the content of requests about jobs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.options.validation import check_choice
from trajganr_core.contract.protocol.job_parsing import params_from_dict
from trajganr_core.contract.protocol.messages import Message, field_of

from ..storage.job_queries import PRIORITIES

#: Jobs of some kinds are interactive if they are likely to take no longer than this, seconds: these
#: need not wait for the end of a training.
SHORT_S = 300.0
MAX_NEEDS = 64


def secrets_in(request: Message) -> dict[str, Any]:
    """The secrets of a job in the request."""
    return field_of(request.content, "secrets", dict, {})


def params_of(request: Message) -> JobParams:
    """The parameters of the job that a request describes, with its secrets."""
    return params_from_dict(
        field_of(request.content, "kind", str),
        field_of(request.content, "params", dict),
        secrets_in(request),
    )


def after_of(request: Message) -> set[str]:
    """The jobs that a submitted job is to wait for."""
    after = field_of(request.content, "after", list, [])
    if len(after) > MAX_NEEDS or not all(isinstance(job_id, str) for job_id in after):
        raise TrajganrError(
            Code.PROTOCOL_SCHEMA,
            "'after' is not a list of at most {limit} jobs.",
            "Name the ids of the jobs that this one waits for.",
            limit=MAX_NEEDS,
        )
    return set(after)


def priority_of(request: Message, params: JobParams, estimate: Mapping[str, Any] | None) -> int:
    """The index in :data:`PRIORITIES` that a request names, or that suits the job's estimate."""
    priority = field_of(request.content, "priority", (str, type(None)), None)
    if priority is None:
        seconds = None if estimate is None else estimate["seconds"]
        is_short = seconds is not None and seconds["likely"] <= SHORT_S
        awaited = KINDS[params.kind].awaited
        is_awaited = awaited == "always" or (awaited == "if short" and is_short)
        priority = "interactive" if is_awaited else "batch"
    check_choice("priority", priority, PRIORITIES)
    return PRIORITIES.index(priority)


def digest_of(request: Message) -> str:
    """A digest of a submitted job without its secrets."""
    content = {name: request.content.get(name) for name in ("kind", "params", "after", "priority")}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
