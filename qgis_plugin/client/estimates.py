"""Estimates of jobs as text, and lighter settings for trainings that would take too long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.answers import Costs, Estimate, Span
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.texts.quantities import bytes_text, duration_text
from trajganr_core.contract.texts.text import Text

from ..i18n import tr


@dataclass(frozen=True)
class Sized:
    """A job whose inputs do not exist yet, and how large they are expected to be."""

    params: JobParams
    size: int


@dataclass(frozen=True)
class Chain:
    """Jobs that run one after the other."""

    steps: tuple[JobParams | Sized, ...]


#: The basis of an estimate.
Cost = JobParams | Sized | Chain

#: Of an estimated number.
BOUNDS = ("low", "likely", "high")
#: A training that is likely to take longer gets lighter settings, and a warning, seconds.
LONG_S = 2 * 3600.0
#: From heavy to light; the first that is likely to end in time is chosen.
LIGHTER: dict[type[JobParams], tuple[dict[str, int], ...]] = {
    PretrainParams: (
        {"epochs": 50},
        {"epochs": 20},
        {"epochs": 10},
        {"epochs": 10, "dimension": 128},
        {"epochs": 10, "dimension": 64, "layers": 2},
        {"epochs": 5, "dimension": 64, "layers": 2},
        {"epochs": 2, "dimension": 64, "layers": 1},
        {"epochs": 1, "dimension": 32, "layers": 1},
    ),
    FinetuneParams: ({"epochs": 20}, {"epochs": 10}, {"epochs": 5}, {"epochs": 2}),
}


def estimate_of(client: Client, cost: Cost) -> Estimate:
    """The worker's estimate of a job."""
    if isinstance(cost, Sized):
        return client.estimate(cost.params, size=cost.size)
    if isinstance(cost, Chain):
        return _together([estimate_of(client, step) for step in cost.steps])
    return client.estimate(cost)


def _together(steps: Sequence[Estimate]) -> Estimate:
    """The estimate of jobs that run one after the other; the first unknown one makes it unknown."""
    unknown = next((each for each in steps if each.seconds is None), None)
    if unknown is not None:
        return unknown
    seconds = _total(sum, [each.seconds for each in steps])
    memory = _total(max, [each.memory_bytes for each in steps])
    disk = _total(sum, [each.disk_bytes for each in steps])
    basis = " ".join(each.basis for each in steps)
    return replace(steps[0], seconds=seconds, memory_bytes=memory, disk_bytes=disk, basis=basis)


def _total(of: Callable[[list[float]], float], several: Sequence[Span | None]) -> Span:
    known = [each for each in several if each is not None]
    return Span(*(of([getattr(each, bound) for each in known]) for bound in BOUNDS))


def is_long(estimate: Estimate) -> bool:
    """Whether the job is likely to take hours."""
    seconds = estimate.seconds
    return seconds is not None and seconds.likely > LONG_S


def lighter(client: Client, params: Cost) -> tuple[dict[str, int], Estimate] | None:
    """Settings with which a training is likely to end in time, and its estimate.

    None if the job is not a training, or no settings are light enough.
    """
    if not isinstance(params, JobParams):
        return None
    for settings in LIGHTER.get(type(params), ()):
        chosen = {name: getattr(params, name) for name in settings}
        if any(one is not None and settings[name] > one for name, one in chosen.items()):
            continue  # the user has chosen less already
        estimate = client.estimate(replace(params, **settings))
        if estimate.seconds is not None and not is_long(estimate):
            return settings, estimate
    return None


def describe_estimate(costs: Costs) -> str:
    """Time, memory and disk of a job in one sentence; the reason if they are unknown."""
    seconds, memory, disk = costs.seconds, costs.memory_bytes, costs.disk_bytes
    if seconds is None or memory is None or disk is None:
        return tr("No estimate: {reason}").format(reason=costs.basis)
    return Text(
        "Estimate: {time} ({low} to {high}), {memory} of memory, {disk} of disk.",
        time=duration_text(seconds.likely),
        low=duration_text(seconds.low),
        high=duration_text(seconds.high),
        memory=bytes_text(memory.likely),
        disk=bytes_text(disk.likely),
    ).said(tr)
