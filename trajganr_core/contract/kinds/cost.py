"""What jobs cost: time is linear in the work, memory and disk in the size."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ..records.bundle_manifest import BundleCounts


@dataclass(frozen=True)
class JobSize:
    """How large a job is, in the unit of its kind.

    Attributes:
        size: amount of input; memory and disk grow with it.
        work: amount of work, which time grows with: each pass over the input counts.
        written: how many times as much is written as by a job of this size that was asked for
            nothing besides the usual output.
    """

    size: float
    work: float
    written: float = 1.0


@dataclass(frozen=True)
class Line:
    """A linear quantity, ``start + per_unit · extent``, up to a limit."""

    start: float
    per_unit: float
    most: float = math.inf

    def at(self, job_size: float) -> float:
        """The value for a job size."""
        return min(self.start + self.per_unit * job_size, self.most)


class Inputs(Protocol):
    """What a worker knows of the inputs of a job; they are named by paths."""

    def counts(self, bundle: str) -> BundleCounts:
        """Numbers of trips, segments and so on of a bundle."""

    def bytes(self, file: str) -> float:
        """Unpacked size of a file."""


@dataclass(frozen=True)
class Cost:
    """Time, memory and disk of a kind of job.

    Attributes:
        unit: of its size, for people.
        seconds: by work.
        memory, disk: bytes, by size.
        size: how large a job is, from its parameters; None where it is unknown beforehand.
    """

    unit: str
    seconds: Line
    memory: Line
    disk: Line
    size: Callable[[Any, Inputs], JobSize | None]


#: The unit of kinds whose size is that of their input files.
BYTES = "bytes"
#: The unit of kinds whose size is that of a bundle's network.
SEGMENTS = "road segments"


def of_files(name: str) -> Callable[[Any, Inputs], JobSize]:
    """The size of a job on the files that a parameter names."""

    def size(params: Any, inputs: Inputs) -> JobSize:
        value = getattr(params, name)
        paths = (value,) if isinstance(value, str) else value
        total = sum(map(inputs.bytes, paths))
        return JobSize(total, total)

    return size


def of_segments(params: Any, inputs: Inputs) -> JobSize:
    """The size of a job on the roads of a bundle."""
    edges = inputs.counts(params.bundle).edges
    return JobSize(edges, edges)
