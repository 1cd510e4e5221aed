"""The four tasks as data: what is predicted, from which labels, in which unit, how it is drawn.

Standard library only: the plugin builds its forms and legends from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .errors import Code, TrajganrError

__all__ = ["AOI_CATEGORIES", "POPULARITY_CLASSES", "TASKS", "Field", "Kind", "Task", "task"]


class Kind(str, Enum):
    """What a task's target looks like, which decides its head, loss and metrics."""

    REGRESSION = "regression"
    ORDINAL = "ordinal"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True)
class Field:
    """A column of the predicted road layer."""

    name: str
    alias: str
    unit: str = ""


@dataclass(frozen=True)
class Task:
    """One of the predictions that can be made for a road.

    Attributes:
        id: the name used in files, messages and on the command line.
        title: the name a person reads.
        kind: what the target looks like.
        unit: of the prediction; empty where there is none.
        labels: columns of a bundle's labels that hold the target.
        support: column of a bundle's labels that counts the observations behind the target.
        minimum_support: labels with fewer observations are too noisy to learn from.
        fields: columns of the predicted road layer, the one that is drawn first.
        metrics: names of the held-out figures, the leading one first.
    """

    id: str
    title: str
    kind: Kind
    unit: str
    labels: tuple[str, ...]
    support: str
    minimum_support: int
    fields: tuple[Field, ...]
    metrics: tuple[str, ...]


POPULARITY_CLASSES = ("very low", "low", "medium", "high", "very high")

AOI_CATEGORIES = (
    "food",
    "shop",
    "education",
    "health",
    "leisure",
    "tourism",
    "office",
    "transport",
)

TASKS: dict[str, Task] = {
    task.id: task
    for task in (
        Task(
            id="speed",
            title="Traffic speed",
            kind=Kind.REGRESSION,
            unit="km/h",
            labels=("speed_kmh",),
            support="speed_passes",
            minimum_support=3,
            fields=(Field("speed_kmh", "Traffic speed", "km/h"),),
            metrics=("mae", "rmse", "r2"),
        ),
        Task(
            id="popularity",
            title="Road popularity",
            kind=Kind.ORDINAL,
            unit="",
            labels=("trip_count",),
            support="trip_count",
            minimum_support=1,
            fields=(
                Field("popularity", "Road popularity"),
                Field("popularity_class", "Road popularity, class 0 to 4"),
            ),
            metrics=("f1_macro", "f1_weighted", "auprc_macro"),
        ),
        Task(
            id="aoi",
            title="Area-of-interest function",
            kind=Kind.DISTRIBUTION,
            unit="share",
            labels=tuple(f"aoi_{category}" for category in AOI_CATEGORIES),
            support="poi_count",
            minimum_support=1,
            fields=(
                Field("aoi_main", "Leading area-of-interest function"),
                *(Field(f"aoi_{c}", f"Share of {c} places", "share") for c in AOI_CATEGORIES),
            ),
            metrics=("l1", "cosine"),
        ),
        Task(
            id="braking",
            title="Hard braking",
            kind=Kind.REGRESSION,
            unit="events per vehicle-km",
            labels=("braking_per_km",),
            support="braking_passes",
            minimum_support=3,
            fields=(Field("braking_per_km", "Hard braking", "events per vehicle-km"),),
            metrics=("mae", "rmse", "r2"),
        ),
    )
}


def task(task_id: str) -> Task:
    """The task of that id.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when there is none.
    """
    try:
        return TASKS[task_id]
    except KeyError:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no task {task!r}.",
            "Choose one of {known}.",
            task=task_id,
            known=", ".join(TASKS),
        ) from None
