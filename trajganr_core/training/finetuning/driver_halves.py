"""What half of the input drivers show of roads that the other half describes.

Ours (docs/method.md, "What preset `best` changes"). Labels are few, and come from drivers whose
trips are not inputs. Input trips are many. Their drivers are split into two halves: a road as the
trips of one half describe it, with the label that those of the other half give, is a further row
to learn from. Neither labels nor the trips that they are derived from are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

import numpy as np

from ...contract.tasks import TASKS
from ...data.bundle import Bundle
from ...data.labels.derived import observe, trip_labels
from ...features.input_trips import InputTrips
from ...features.known_roads import KnownRoads
from ...features.segment_features import SegmentFeatures, segment_context
from ...utils.arrays import BoolArray
from .task_labels import TaskLabels, labels_from_trips


@dataclass(frozen=True)
class Half:
    """Roads as one half of the drivers describes them.

    Attributes:
        inputs: the trips of the half.
        context: segment features of all edges, from these trips.
        labels: by task, of all edges, from the trips of the other half; some are known.
    """

    inputs: InputTrips
    context: SegmentFeatures
    labels: Mapping[str, TaskLabels]


def driver_halves(
    bundle: Bundle, inputs: InputTrips, tasks: Sequence[str], known: KnownRoads | None = None
) -> Iterator[Half]:
    """Both halves; none where trips give no labels for any of the tasks.

    Args:
        known: the model's road function with the bundle's input trips.
    """
    network, first = bundle.network, halves(inputs)
    both = (first, ~first)
    parts = [replace(inputs, rows=inputs.rows[half]) for half in both]
    observed = [
        trip_labels(reduce(add, (observe(trips, network) for _, trips in part.parts())))
        for part in parts
    ]
    labels: dict[str, list[TaskLabels]] = {}
    for name in tasks:
        of = TASKS[name]
        if all({*of.labels, of.support} <= set(half) for half in observed):
            of_halves = [labels_from_trips(half, of) for half in observed]
            if all(half.known.any() for half in of_halves):
                labels[name] = of_halves
    if not labels:
        return
    for number, part in enumerate(parts):
        roads = known.columns(both[number]) if known else None
        context = segment_context(network, part.hops(bundle.area), roads)
        yield Half(part, context, {name: of[1 - number] for name, of in labels.items()})


def halves(inputs: InputTrips) -> BoolArray:
    """``(n,)`` whether a piece is of the first half.

    All trips of a driver are of one half; where there is one driver only, all pieces of a trip.
    Those with most fixes are assigned first, each to the half that has less.
    """
    trips, rows = inputs.trips, inputs.rows
    by = (trips.driver_id[rows], trips.trip_id[rows], np.arange(len(rows)))
    group = next(groups for ids in by if (groups := np.unique(ids, return_inverse=True)[1]).any())
    fixes = np.bincount(group, weights=np.diff(trips.offsets)[rows]).astype(np.int64)
    is_first = np.zeros(len(fixes), dtype=np.bool_)
    sums = [0, 0]
    for number in np.argsort(-fixes, kind="stable").tolist():
        is_first[number] = sums[0] <= sums[1]
        sums[0 if is_first[number] else 1] += int(fixes[number])
    return np.asarray(is_first[group])
