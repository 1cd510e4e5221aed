"""Estimates of a job before it runs: from its size, and from past jobs of its kind.

Time is modelled as linear in the kind's work, memory and disk as linear in its size, each with a
constant that every job has. The rates were measured on one machine; the jobs that succeeded on this
worker give the factor by which it differs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.bundle_manifest import BundleCounts
from trajganr_core.contract.choices import MODEL_LAYERS
from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.jobs import ExportParams, JobParams, PretrainParams
from trajganr_core.contract.training_config import EPOCHS

from ..storage.job_history import JobSize, PastJob
from ..storage.manifest_reader import read_bundle
from ..storage.unpacked_size import kept_size
from .slots import processes_of

__all__ = [
    "RATES",
    "ROAD_EPOCHS",
    "Line",
    "Rate",
    "estimate",
    "estimate_job_size",
    "job_size_of",
    "job_size_of_bytes",
    "measured_size_of",
]

#: Without a past job of the kind on this worker, an estimate may be off by this factor …
UNKNOWN_MACHINE = 3.0
#: … and with a single one by this.
ONE_JOB = 1.5
#: Beyond this ratio of sizes, a past job says nothing about the rate.
FAR = 100.0

#: Learning times of the week after a pretraining takes as long as so many epochs of full size.
ROAD_EPOCHS = 4
#: What a time of the week, and the hours of both kinds of days, add to a prediction: the share of
#: the time and of the output of its tasks. Measured on 16,936 segments of Porto, 30 November 2026.
TIME_SET_WORK, TIME_SET_WRITTEN = 0.15, 0.36
HOURS_WORK, HOURS_WRITTEN = 1.15, 1.5


@dataclass(frozen=True)
class Line:
    """A linear quantity, ``start + per_unit · extent``, up to a limit."""

    start: float
    per_unit: float
    most: float = math.inf

    def at(self, job_size: float) -> float:
        """The value for a job size."""
        return min(self.start + self.per_unit * job_size, self.most)


@dataclass(frozen=True)
class Rate:
    """Time, memory and disk of a kind of job.

    Attributes:
        unit: of its size, for people.
        seconds: by work.
        memory, disk: bytes, by size.
    """

    unit: str
    seconds: Line
    memory: Line
    disk: Line


#: Seconds in which the shipped model is adapted to a bundle, at most.
ADAPTING_S = 30.0
#: The unit of kinds whose size is that of their input files.
BYTES = "bytes"

#: Measured by ``benchmarks/rates.py`` on two cores without a GPU; docs/worker.md gives the dates.
#: Those of ``match`` and ``prepare`` are processor times: several threads match at once.
#: Jobs that read trips hold one batch of them at a time: docs/benchmarks/data.md has the limits.
#: That of ``travel_times`` is of a million pairs: how many points there are is not known before the
#: files are read. That of ``area_report`` is that of ``predict`` and of drawing pages.
RATES: dict[str, Rate] = {
    "load_trips": Rate(BYTES, Line(0.6, 2.3e-8), Line(2.5e8, 2.1, 0.8e9), Line(0.0, 1.5)),
    "load_osm": Rate(BYTES, Line(0.6, 1.4e-7), Line(2.3e8, 2.0), Line(0.0, 0.45)),
    "match": Rate(BYTES, Line(1.2, 1.0e-6), Line(2.6e8, 60.0, 1.6e9), Line(0.0, 18.0)),
    "prepare": Rate(BYTES, Line(1.2, 4.4e-7), Line(4.0e8, 25.0, 1.3e9), Line(0.0, 1.4)),
    "labels": Rate("road segments", Line(0.6, 1.3e-5), Line(2.2e8, 3.0e3), Line(1.3e5, 150.0)),
    "observe": Rate("road segments", Line(2.3, 1.1e-4), Line(3.7e8, 2.8e4), Line(2.0e5, 260.0)),
    "select_link": Rate("road segments", Line(1.2, 1.0e-4), Line(2.5e8, 1.2e4), Line(2.0e5, 150.0)),
    "od_matrix": Rate("road segments", Line(1.2, 5.0e-5), Line(2.5e8, 1.0e4), Line(2.0e5, 20.0)),
    "changes": Rate("trips", Line(3.2, 1.5e-4), Line(6.0e8, 2.0e3), Line(5.0e6, 300.0)),
    "webpage": Rate(BYTES, Line(1.2, 1.2e-7), Line(2.2e8, 12.0), Line(1.3e6, 0.2)),
    "report": Rate("road segments", Line(1.7, 3.6e-5), Line(2.4e8, 3.3e3), Line(1.0e6, 90.0)),
    "export": Rate("road segments", Line(4.0, 5.8e-5), Line(6.2e8, 2.1e4), Line(2.0e6, 3.0e3)),
    "embed": Rate("road segments", Line(4.0, 1.1e-3), Line(8.5e8, 2.4e4), Line(2.5e5, 4.6e3)),
    "evaluate": Rate("road segments", Line(4.1, 1.1e-3), Line(8.5e8, 2.6e4), Line(1.1e5, 30.0)),
    "predict": Rate("road segments", Line(3.9, 1.0e-3), Line(8.5e8, 2.5e4), Line(1.6e5, 330.0)),
    "area_report": Rate("road segments", Line(5.0, 1.2e-3), Line(8.5e8, 2.5e4), Line(2e6, 400.0)),
    "travel_times": Rate("road segments", Line(5.6, 3.7e-4), Line(7.5e8, 8.0e3), Line(5.7e7, 0.0)),
    "routing_export": Rate("road segments", Line(4.0, 1.5e-3), Line(7.0e8, 6.0e4), Line(1e6, 3e3)),
    "pretrain": Rate("trips", Line(4.9, 2.7e-3), Line(1.3e9, 1.2e5), Line(1.4e7, 0.0)),
    "finetune": Rate("road segments", Line(4.0, 3.2e-4), Line(8.0e8, 2.6e4), Line(1.8e7, 4.0)),
}


def job_size_of(params: JobParams) -> JobSize | None:
    """How large a job is; None where it cannot be determined beforehand.

    Args:
        params: with a path for every file, bundle and model.
    """
    measure = _JOB_SIZE.get(params.kind)
    if processes_of(params) > 1:
        return None  # the speed-up of several processes depends on the machine
    try:
        return None if measure is None else measure(params)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, TrajganrError):
        return None  # the job itself will report the error


def measured_size_of(params: JobParams, wants: str) -> JobSize | None:
    """As :func:`job_size_of`, for a job whose time is recorded.

    None for a training that may end by its budget of time: how much work it does is unknown.
    """
    return None if _budget_s(params, wants) else job_size_of(params)


def job_size_of_bytes(kind: str, input_bytes: int) -> JobSize | None:
    """How large a job on files of so many bytes is; None for kinds whose size is another one."""
    rate = RATES.get(kind)
    if rate is None or rate.unit != BYTES:
        return None
    return JobSize(float(input_bytes), float(input_bytes))


def estimate(params: JobParams, past: Sequence[PastJob], wants: str) -> dict[str, Any]:
    """As :func:`estimate_job_size`, for parameters with paths for all files, bundles and models."""
    estimated = estimate_job_size(params.kind, job_size_of(params), past, wants)
    if _adapts(params) and estimated["seconds"] is not None:
        # Only the first job on a bundle: the adapted model is kept in the cache.
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
    kind: str, job_size: JobSize | None, past: Sequence[PastJob], wants: str
) -> dict[str, Any]:
    """Time, memory and disk of a job.

    Args:
        kind: of the job.
        job_size: from :func:`job_size_of`; None if unknown.
        past: jobs of the kind on this worker.
        wants: ``cpu`` or ``gpu``; the rates are those of a processor.

    Returns:
        ``seconds, memory_bytes, disk_bytes``, each ``{low, likely, high}`` or None if unknown, and
        ``basis``, a sentence that gives their origin.
    """
    rate = RATES.get(kind)
    if job_size is None or rate is None:
        return _unknown("The amount of work is unknown until the job runs.")
    if not past and wants == "gpu":
        return _unknown("No job of this kind has succeeded on this worker's GPU yet.")
    amount = f"{job_size.size:,.0f} {rate.unit}"
    basis = (
        f"{amount}, and jobs of this kind on this worker ({len(past)})."
        if past
        else f"{amount}, and the rates of another machine: no job of this kind has succeeded here."
    )
    seconds = [(p.job_size.work, p.seconds) for p in past]
    memory = [(p.job_size.size, p.memory_bytes) for p in past if p.memory_bytes is not None]
    disk = [(p.job_size.size, p.disk_bytes) for p in past if p.disk_bytes is not None]
    return {
        "seconds": _range(rate.seconds, job_size.work, seconds),
        "memory_bytes": _range(rate.memory, job_size.size, memory),
        "disk_bytes": {
            name: job_size.written * value
            for name, value in _range(rate.disk, job_size.size, disk).items()
        },
        "basis": basis,
    }


def _budget_s(params: JobParams, wants: str) -> float | None:
    """The budget of time of a training on this device; None for other jobs."""
    if not isinstance(params, PretrainParams):
        return None
    return params.with_length(on_gpu=wants == "gpu").budget_s


def _within(seconds: Mapping[str, float], params: Any, budget_s: float) -> dict[str, float]:
    """Seconds of a training that ends when its budget is used up, or its epochs if they are set."""
    rate = RATES[params.kind].seconds
    longest = rate.start + budget_s
    if params.epochs is None and params.budget:
        return dict.fromkeys(seconds, longest)
    return {name: min(value, longest) for name, value in seconds.items()}


def _range(usual: Line, job_size: float, past: Sequence[tuple[float, float]]) -> dict[str, float]:
    """The usual value for the size, corrected by how past jobs differed from their usual values.

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
    return {
        "low": values[0] / spread,
        "likely": (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2,  # the median
        "high": values[-1] * spread,
    }


def _closeness(smaller: float, amount: float) -> float:
    """From 1 for equal or larger sizes to 0 for a hundredth or less."""
    if smaller >= amount:
        return 1.0
    return max(0.0, 1.0 - math.log(amount / smaller, FAR)) if smaller > 0 else 0.0


def _unknown(basis: str) -> dict[str, Any]:
    return {"seconds": None, "memory_bytes": None, "disk_bytes": None, "basis": basis}


# The size of each kind


def _bytes(*paths: str) -> JobSize:
    size = float(sum(kept_size(Path(path)) for path in paths))
    return JobSize(size, size)


def _counts(params: Any) -> BundleCounts:
    """Counts of what a job reads from the bundle."""
    return read_bundle(Path(params.bundle)).counts


def _edges(params: Any) -> JobSize:
    edges = _counts(params).edges
    return JobSize(edges, edges)


def _changes(params: Any) -> JobSize:
    """Trips of both sides, whose passes are held, and segments, which are compared."""
    sides = {params.bundle, params.after or params.bundle}
    counts = [read_bundle(Path(bundle)).counts for bundle in sides]
    return JobSize(sum(each.trips for each in counts), max(each.edges for each in counts))


def _predicting(params: Any) -> JobSize:
    """Segments; times of the week and hours add work, and columns to the output."""
    edges = _counts(params).edges
    sets, hours = len(params.time_sets), int(params.each_hour)
    return JobSize(
        edges,
        edges * (1 + TIME_SET_WORK * sets + HOURS_WORK * hours),
        1 + TIME_SET_WRITTEN * sets + HOURS_WRITTEN * hours,
    )


def _pretraining(params: Any) -> JobSize:
    """Trips times passes over them; the transformer's cost grows with the square of its width.

    Learning times of the week comes on top.
    """
    bundles = (params.bundle, *params.further_bundles)
    trips = sum(read_bundle(Path(bundle)).counts.trips for bundle in bundles)
    epochs = EPOCHS if params.epochs is None else params.epochs
    work = trips * epochs * (params.dimension / 256) ** 2 * params.layers / 4
    return JobSize(trips, work + _road_work(params))


def _road_work(params: Any) -> float:
    """Work of learning times of the week, of which the first bundle has the trips."""
    if not params.road_function_of_preset:
        return 0.0
    return ROAD_EPOCHS * read_bundle(Path(params.bundle)).counts.trips


def _finetuning(params: Any) -> JobSize:
    edges = _counts(params).edges
    # The model's preset is not known before it is read: trees take as long as that many epochs.
    return JobSize(edges, edges * params.epochs * len(params.tasks))


_JOB_SIZE: dict[str, Callable[[Any], JobSize | None]] = {
    "load_trips": lambda params: _bytes(*params.trajectories),
    "load_osm": lambda params: _bytes(params.extract),
    "match": lambda params: _bytes(*params.trajectories),
    "prepare": lambda params: _bytes(*params.trajectories),
    "labels": _edges,
    "observe": _edges,
    "select_link": _edges,
    "od_matrix": _edges,
    "changes": _changes,
    "webpage": lambda params: _bytes(params.roads),
    "report": _edges,
    "export": _edges,
    "embed": _edges,
    "evaluate": _edges,
    "predict": _predicting,
    "area_report": _edges,
    "travel_times": _edges,
    "routing_export": _edges,
    "pretrain": _pretraining,
    "finetune": _finetuning,
}
