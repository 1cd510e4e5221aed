"""Estimates of a job before it runs: from its size, and from past jobs of its kind.

Time is modelled as linear in the kind's work, memory and disk as linear in its size, each with a
constant that every job has (:mod:`trajganr_core.contract.kinds.cost`). The rates were measured on
one machine; the jobs that succeeded on this worker give the factor by which it differs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.cost import Cost, Inputs, JobSize, Line
from trajganr_core.contract.kinds.export import ExportParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.options.choices import MODEL_LAYERS
from trajganr_core.contract.records.bundle_manifest import BundleCounts

from ..storage.job_history import PastJob
from ..storage.manifest_reader import read_bundle
from ..storage.unpacked_size import kept_size
from .slots import processes_of

#: Without a past job of the kind on this worker, an estimate may be off by this factor …
UNKNOWN_MACHINE = 3.0
#: … and with a single one by this.
ONE_JOB = 1.5
#: Beyond this ratio of sizes, a past job says nothing about the rate.
FAR = 100.0
#: From this on, the load of the machine is mentioned.
BUSY = 1.2

#: Seconds in which the shipped model is adapted to a bundle, at most.
ADAPTING_S = 30.0


def _cost_of(kind: str) -> Cost | None:
    return KINDS[kind].cost if kind in KINDS else None


def job_size_of(params: JobParams, inputs: Inputs | None = None) -> JobSize | None:
    """How large a job is; None where it cannot be determined beforehand.

    Args:
        params: with a path for every file, bundle and model.
        inputs: what these are; by default, what is at the paths.
    """
    cost = KINDS[params.kind].cost
    if cost is None or processes_of(params) > 1:
        return None  # the speed-up of several processes depends on the machine
    try:
        return cost.size(params, inputs or _Folders())
    except (OSError, ValueError, KeyError, TypeError, OverflowError, TrajganrError):
        return None  # the job itself will report the error


def measured_size_of(params: JobParams, wants: str) -> JobSize | None:
    """As :func:`job_size_of`, for a job whose time is recorded.

    None for a training that may end by its budget of time: how much work it does is unknown.
    """
    return None if _budget_s(params, wants) else job_size_of(params)


def estimate(
    params: JobParams,
    past: Sequence[PastJob],
    wants: str,
    inputs: Inputs | None = None,
    *,
    busy: float = 1.0,
) -> dict[str, Any]:
    """As :func:`estimate_job_size`; the arguments are also those of :func:`job_size_of`."""
    job_size = job_size_of(params, inputs)
    estimated = estimate_job_size(params.kind, job_size, past, wants, busy=busy)
    if _adapts(params) and estimated["seconds"] is not None:
        # Only the first job on a bundle: the adapted model is kept in the cache. It takes no
        # longer on a busy machine.
        seconds = estimated["seconds"]
        added = {name: seconds[name] + ADAPTING_S for name in ("likely", "high")}
        estimated |= {"seconds": seconds | added}
    budget_s = _budget_s(params, wants)
    if budget_s is None or estimated["seconds"] is None:
        return estimated
    return estimated | {"seconds": _within(estimated["seconds"], params, budget_s)}


def _adapts(params: JobParams) -> bool:
    """Whether the shipped model is adapted to the bundle of a job, unless that was done before."""
    if isinstance(params, ExportParams) and not {*params.layers} & {*MODEL_LAYERS}:
        return False
    return vars(params).get("model", "") is None


def estimate_job_size(
    kind: str, job_size: JobSize | None, past: Sequence[PastJob], wants: str, *, busy: float = 1.0
) -> dict[str, Any]:
    """Time, memory and disk of a job.

    Args:
        kind: of the job.
        job_size: from :func:`job_size_of`; None if unknown.
        past: jobs of the kind on this worker.
        wants: ``cpu`` or ``gpu``; the rates are those of a processor.
        busy: how many times as long it takes as on an idle machine.

    Returns:
        ``seconds, memory_bytes, disk_bytes``, each ``{low, likely, high}`` or None if unknown, and
        ``basis``, a sentence that gives their origin.
    """
    cost = _cost_of(kind)
    if job_size is None or cost is None:
        return _unknown("The amount of work is unknown until the job runs.")
    if not past and wants == "gpu":
        return _unknown("No job of this kind has succeeded on this worker's GPU yet.")
    amount = f"{job_size.size:,.0f} {cost.unit}"
    basis = (
        f"{amount}, and jobs of this kind on this worker ({len(past)})."
        if past
        else f"{amount}, and the rates of another machine: no job of this kind has succeeded here."
    )
    if busy > BUSY:
        basis += f" The machine is busy: {busy:.1f} times as long as on an idle one."
    seconds = [(p.job_size.work, p.seconds) for p in past]
    memory = [(p.job_size.size, p.memory_bytes) for p in past if p.memory_bytes is not None]
    disk = [(p.job_size.size, p.disk_bytes) for p in past if p.disk_bytes is not None]
    return {
        "seconds": _range(cost.seconds, job_size.work, seconds, busy),
        "memory_bytes": _range(cost.memory, job_size.size, memory),
        "disk_bytes": _range(cost.disk, job_size.size, disk, job_size.written),
        "basis": basis,
    }


def _budget_s(params: JobParams, wants: str) -> float | None:
    """The budget of time of a training on this device; None for other jobs."""
    if not isinstance(params, PretrainParams):
        return None
    return params.with_length(on_gpu=wants == "gpu").budget_s


def _within(seconds: Mapping[str, float], params: Any, budget_s: float) -> dict[str, float]:
    """Seconds of a training that ends when its budget is used up, or its epochs if they are set."""
    cost = _cost_of(params.kind)
    longest = (cost.seconds.start if cost else 0.0) + budget_s
    if params.epochs is None and params.budget:
        return dict.fromkeys(seconds, longest)
    return {name: min(value, longest) for name, value in seconds.items()}


def _range(
    usual: Line, job_size: float, past: Sequence[tuple[float, float]], times: float = 1.0
) -> dict[str, float]:
    """The usual value for the size, times a number, corrected by how past jobs differed.

    A past job's factor applies to the constant part of every job. To the linear part it applies
    the more the closer the sizes are: a job a hundred times smaller corrects the constant only.
    """
    start = min(usual.start, usual.most)
    grown = usual.at(job_size) - start
    values, closest = [], 0.0
    for one, taken in past:
        expected = usual.at(one)
        if expected <= 0:
            continue
        factor = max(taken, 0.0) / expected
        weight = _closeness(expected - start, grown)
        values.append(start * factor + grown * factor**weight)
        closest = max(closest, (start + grown * weight) / (start + grown) if start + grown else 1.0)
    values = sorted(values) or [start + grown]
    spread = UNKNOWN_MACHINE ** (1.0 - closest) * (ONE_JOB**closest if len(values) == 1 else 1.0)
    bounds = {"low": values[0] / spread, "likely": median(values), "high": values[-1] * spread}
    return {name: times * value for name, value in bounds.items()}


def _closeness(smaller: float, amount: float) -> float:
    """From 1 for equal or larger sizes to 0 for a hundredth or less."""
    if smaller >= amount:
        return 1.0
    return max(0.0, 1.0 - math.log(amount / smaller, FAR)) if smaller > 0 else 0.0


def _unknown(basis: str) -> dict[str, Any]:
    return {"seconds": None, "memory_bytes": None, "disk_bytes": None, "basis": basis}


@dataclass(frozen=True)
class Expected:
    """Inputs that do not exist yet: bytes of each file, and segments of a bundle."""

    size: int

    def counts(self, bundle: str) -> BundleCounts:
        """Segments only."""
        names = (each.name for each in fields(BundleCounts))
        return BundleCounts(**{**dict.fromkeys(names, 0), "edges": self.size})

    def bytes(self, file: str) -> float:
        """The size."""
        return float(self.size)


class _Folders:
    """What the paths in resolved parameters name."""

    def counts(self, bundle: str) -> BundleCounts:
        return read_bundle(Path(bundle)).counts

    def bytes(self, file: str) -> float:
        return kept_size(Path(file))
