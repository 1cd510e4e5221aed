"""What is known of labels without learning from any, beside which a head's figures stand.

The mean of a road's own input passes, and the speed that a model without heads predicts, such as
the shipped one.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from pathlib import Path

import numpy as np
import pandas as pd

from ...contract.tasks import Kind, Task
from ...data.bundle import Bundle
from ...data.labels.derived import observe, trip_labels
from ...evaluation.block_interval import mean_interval
from ...evaluation.metrics import errors_of
from ...evaluation.own_trips import OwnTrips
from ...features.input_trips import input_trips
from ...features.known_roads import KnownRoads
from ...model.model_folder import read_card
from ...model.road_function import USUAL_PACE
from ...model.targets import Ordinal
from ...utils.arrays import FloatArray, IntArray
from .task_data import TaskData

#: End of columns that say on which roads a label is that of their own passes.
KNOWN = "_is_own"


def speeds_without_labels(model: Path, bundle: Bundle) -> FloatArray:
    """``(E,)`` space means, km/h, that a model with a road function predicts without heads.

    Raises:
        TrajganrError: as :meth:`.KnownRoads.of`.
    """
    known = KnownRoads.of(model, read_card(model), bundle)
    assert known is not None  # nosec B101 # shipped models have one
    log_pace = known.columns()[:, 0].astype(np.float64)
    return np.asarray(3.6 / (USUAL_PACE * np.exp(log_pace)))


def gain_figures(
    fit: TaskData, predicted: FloatArray, speed_kmh: FloatArray, block: IntArray
) -> dict[str, float]:
    """Figures of speeds at the test rows beside those of a head, for the head's entry in the card.

    They begin with ``shipped_``; ``gain`` is by how much smaller the head's mean error is, with its
    interval, ``gain_low`` and ``gain_high``.

    Args:
        predicted: of the head at the test rows, as :meth:`.Target.decode`.
        speed_kmh: ``(E,)`` of :func:`speeds_without_labels`.
        block: ``(n,)`` of the test rows, in which errors are alike.
    """
    tested = fit.rows["test"]
    labels = fit.values[tested]
    shipped = speed_kmh[fit.edge[tested], None]
    found = fit.target.metrics(labels, shipped)
    figures = {f"shipped_{name}": value for name, value in found.items()}
    truth, kind = fit.target.truth(labels), fit.target.kind
    gain = errors_of(kind, shipped, truth) - errors_of(kind, predicted, truth)
    figures["gain"] = float(gain.mean())
    if interval := mean_interval(gain, block):
        figures |= dict(zip(("gain_low", "gain_high"), interval, strict=True))
    return figures


def labels_of_passes(bundle: Bundle) -> pd.DataFrame:
    """``(E,)`` the labels that the input trips show.

    A road without passes has the mean of all input passes over roads of its class; whether it has
    passes is in the columns with the end :data:`KNOWN`.
    """
    observed = observed_on_inputs(bundle)
    classes = np.asarray(bundle.network.highway, dtype=str)
    everywhere = observed.sum().to_frame().T.loc[np.zeros(len(observed), dtype=np.int64)]
    labels = trip_labels(observed)
    of_class = observed.groupby(classes).transform("sum")
    is_known = labels.notna().add_suffix(KNOWN)
    for wider in (of_class, everywhere.set_axis(observed.index)):
        labels = labels.fillna(trip_labels(wider))
    labels["trip_count"] = observed["trip_count"].astype(np.float64)
    return labels.join(is_known)


def of_passes(task: Task, labels: pd.DataFrame, among: IntArray) -> OwnTrips | None:
    """What the input trips show of a task at all n rows.

    Popularity is the fifth of the road's number of input trips among some roads; no trip is a
    number too.

    Args:
        labels: ``(n,)`` of :func:`labels_of_passes`, of the rows.
        among: rows of those roads, such as the training roads.

    Returns:
        None for a task of which the input trips show nothing.
    """
    if task.kind is Kind.ORDINAL:
        count = labels[["trip_count"]].to_numpy()
        return OwnTrips(Ordinal.fit(count[among]).truth(count), np.ones(len(count), np.bool_))
    if task.kind is Kind.DISTRIBUTION or task.labels[0] not in labels:
        return None
    (label, *_) = task.labels
    return OwnTrips(
        labels[[label]].to_numpy(dtype=np.float64), labels[label + KNOWN].to_numpy(dtype=np.bool_)
    )


def observed_on_inputs(bundle: Bundle) -> pd.DataFrame:
    """``(E,)`` sums over the input trips, as :func:`~...data.labels.derived.observe`."""
    parts = input_trips(bundle).parts()
    return reduce(add, (observe(trips, bundle.network) for _, trips in parts))
