"""The tasks as data: what is predicted, from which labels, in which unit, how it is drawn.

Standard library only: the plugin builds its forms and legends from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .errors import Code, TrajganrError

__all__ = [
    "AOI_CATEGORIES",
    "BASES",
    "CAUTIONS",
    "COMMON_FIELDS",
    "ERRORS",
    "IN_UNITS",
    "METRICS",
    "POPULARITY_CLASSES",
    "TASKS",
    "Field",
    "Kind",
    "Style",
    "Task",
    "task",
]


class Kind(str, Enum):
    """What a task's target looks like, which decides its head, loss and metrics."""

    REGRESSION = "regression"
    ORDINAL = "ordinal"
    DISTRIBUTION = "distribution"
    RATE = "rate"


@dataclass(frozen=True)
class Field:
    """A column of the predicted road layer."""

    name: str
    alias: str
    unit: str = ""


@dataclass(frozen=True)
class Style:
    """A way to draw a task's prediction.

    Attributes:
        id: the name of its file in ``resources/styles``.
        title: the name a person chooses it by, also in a GeoPackage.
    """

    id: str
    title: str


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
        fields: columns of the predicted road layer: the one that is drawn first, those of the
            uncertainty last.
        metrics: names of the held-out figures, which :data:`METRICS` says in words; the leading one
            first.
        counts: columns of a bundle's labels with the events and the exposure that a rate is made
            of; a rate that comes without them counts as observed over an exposure of one.
        extras: further columns of a bundle's labels that say what the target rests on.
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
    counts: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()

    @property
    def styles(self) -> tuple[Style, ...]:
        """The ways to draw it, the usual one first; shares are also drawn as charts."""
        usual = Style(self.id, self.title)
        return (usual, MIX) if self.kind is Kind.DISTRIBUTION else (usual,)


MIX = Style("aoi_mix", "Area-of-interest mix")


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

#: What a prediction rests on: neither trips nor an image, trips, an image, both.
BASES = ("place only", "trips", "image", "trips and image")

#: Why to trust a prediction less; a road may have several, with "; " in between.
CAUTIONS = {
    "no road": "no road within {metres} m",
    "nothing nearby": "no trips or image nearby",
    "far": "{km} km from the nearest road learned from",
}

#: Figures on held-out roads, as people call them.
METRICS = {
    "mae": "MAE",
    "rmse": "RMSE",
    "r2": "R²",
    "f1_macro": "F1, macro",
    "f1_weighted": "F1, weighted",
    "auprc_macro": "AUPRC, macro",
    "l1": "L1 distance",
    "cosine": "Cosine similarity",
    "coverage": "90 % intervals hold",
}
#: Of these the unit is that of the prediction; the others are pure numbers.
IN_UNITS = frozenset({"mae", "rmse"})
#: Of these the smaller is the better one.
ERRORS = frozenset({"mae", "rmse", "l1"})

#: Columns of the predicted road layer that do not belong to a task.
COMMON_FIELDS = (
    Field("edge", "Directed segment"),
    Field("from_node", "Node where the segment begins"),
    Field("to_node", "Node where the segment ends"),
    Field("source_fid", "Id of the source feature"),
    Field("osm_id", "OpenStreetMap id"),
    Field("direction", "Direction of travel"),
    Field("highway", "Road class"),
    Field("name", "Name"),
    Field("length_m", "Length", "m"),
    Field("trips", "Trips behind the prediction"),
    Field("images", "Street views behind the prediction"),
    Field("basis", "What the prediction rests on"),
    Field("caution", "Why to trust it less"),
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
            fields=(
                Field("speed_kmh", "Traffic speed", "km/h"),
                Field("speed_kmh_low", "Traffic speed, 90 % interval from", "km/h"),
                Field("speed_kmh_high", "Traffic speed, 90 % interval to", "km/h"),
            ),
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
                Field("popularity_set", "Road popularity, 90 % set of classes"),
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
                Field("aoi_radius", "Shares, 90 % bound of their summed errors"),
            ),
            metrics=("l1", "cosine"),
        ),
        Task(
            id="braking",
            title="Hard braking",
            kind=Kind.RATE,
            unit="events per vehicle-km",
            labels=("braking_per_km",),
            support="braking_passes",
            minimum_support=3,
            fields=(
                Field("braking_per_km", "Hard braking", "events per vehicle-km"),
                Field(
                    "braking_per_km_low",
                    "Hard braking, 90 % interval from",
                    "events per vehicle-km",
                ),
                Field(
                    "braking_per_km_high",
                    "Hard braking, 90 % interval to",
                    "events per vehicle-km",
                ),
            ),
            metrics=("mae", "rmse", "r2"),
            counts=("braking_events", "braking_km"),
        ),
        # What sparser fixes than those of hard braking tell; it is never called so.
        Task(
            id="slowdown",
            title="Slow-down intensity",
            kind=Kind.REGRESSION,
            unit="m/s²",
            labels=("slowdown_mps2",),
            support="slowdown_passes",
            minimum_support=3,
            fields=(
                Field("slowdown_mps2", "Slow-down intensity", "m/s²"),
                Field("slowdown_mps2_low", "Slow-down intensity, 90 % interval from", "m/s²"),
                Field("slowdown_mps2_high", "Slow-down intensity, 90 % interval to", "m/s²"),
            ),
            metrics=("mae", "rmse", "r2"),
            extras=("slowdown_km",),
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
