"""The table of tasks: labels, units, columns, metrics and styles of each prediction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .layers.columns import Column, ColumnType, with_interval
from .layers.styles import Style
from .options.validation import check_choice
from .texts.text import Text


class Kind(str, Enum):
    """The kind of a task's target, which determines its head, loss and metrics."""

    REGRESSION = "regression"
    ORDINAL = "ordinal"
    DISTRIBUTION = "distribution"
    RATE = "rate"


@dataclass(frozen=True)
class Task:
    """A prediction for roads.

    Attributes:
        id: the name used in files, messages and on the command line.
        title: its name for people.
        kind: of the target.
        unit: of the prediction; empty if there is none.
        labels: columns of a bundle's labels with the target.
        support: column of a bundle's labels with the number of observations of the target.
        minimum_support: labels with fewer observations are too noisy to learn from.
        fields: columns of the predicted road layer: the drawn one first, the interval last.
        metrics: names of the held-out figures, keys of :data:`METRICS`, the leading one first.
        counts: columns of a bundle's labels with the events and the exposure of a rate. Without
            them the exposure is 1.
        extras: further columns of a bundle's labels about the observations.
    """

    id: str
    title: str
    kind: Kind
    unit: str
    labels: tuple[str, ...]
    support: str
    minimum_support: int
    fields: tuple[Column, ...]
    metrics: tuple[str, ...]
    counts: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()

    @property
    def styles(self) -> tuple[Style, ...]:
        """Its styles, the default first; shares are also drawn as charts."""
        legend = Text("Predicted: {task}", task=Text(self.title))
        if self.unit and self.kind is not Kind.DISTRIBUTION:
            legend = Text("{what}, {unit}", what=legend, unit=Text(self.unit))
        usual = Style(self.id, self.title, legend=legend)
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

#: The data behind a prediction.
BASES = ("place only", "trips", "image", "trips and image")

NO_ROAD, NOTHING_NEARBY = "no road nearby", "no trips or image nearby"
#: Cautions about roads that are farther from every road of the training than this, km. The first
#: distance is the side of the blocks by which the spatial split holds roads out (ours).
FAR = {
    0.5: "more than 0.5 km from every training road",
    1: "more than 1 km from every training road",
    2: "more than 2 km from every training road",
    5: "more than 5 km from every training road",
    10: "more than 10 km from every training road",
}
#: All cautions about predictions; a road may have several, separated by "; ".
CAUTIONS = (NO_ROAD, NOTHING_NEARBY, *FAR.values())

#: Titles of figures on held-out roads.
METRICS = {
    "mae": "MAE",
    "rmse": "RMSE",
    "r2": "R²",
    "f1_macro": "F1, macro",
    "f1_weighted": "F1, weighted",
    "auprc_macro": "AUPRC, macro",
    "l1": "L1 distance",
    "cosine": "Cosine similarity",
    "coverage": "90 % intervals contain",
}
#: The figure of the mean size of a task's intervals, sets or radii.
INTERVAL_SIZES = {
    Kind.REGRESSION: "interval_width",
    Kind.ORDINAL: "set_size",
    Kind.DISTRIBUTION: "radius",
    Kind.RATE: "interval_width",
}
#: Metrics in the unit of the prediction.
IN_UNITS = frozenset({"mae", "rmse"})
#: Metrics of which smaller is better.
ERRORS = frozenset({"mae", "rmse", "l1"})

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
            fields=with_interval(
                Column(
                    "speed_kmh",
                    "Traffic speed",
                    "km/h",
                    meaning="Space or time mean, as the labels.",
                )
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
                Column("popularity", "Road popularity", type=ColumnType.TEXT),
                Column("popularity_class", "Road popularity, class 0 to 4", type=ColumnType.WHOLE),
                Column(
                    "popularity_set", "Road popularity, 90 % set of classes", type=ColumnType.TEXT
                ),
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
                Column("aoi_main", "Leading area-of-interest function", type=ColumnType.TEXT),
                *(Column(f"aoi_{c}", f"Share of {c} places", "share") for c in AOI_CATEGORIES),
                Column(
                    "aoi_radius",
                    "Shares, 90 % bound of their summed errors",
                    meaning="In 90 % of cases, all shares together err by less.",
                ),
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
            fields=with_interval(
                Column(
                    "braking_per_km",
                    "Hard braking",
                    "events per vehicle-km",
                    meaning="Decelerations above the labels' threshold.",
                )
            ),
            metrics=("mae", "rmse", "r2"),
            counts=("braking_events", "braking_km"),
        ),
        # For fixes that are too sparse for hard braking.
        Task(
            id="slowdown",
            title="Slow-down intensity",
            kind=Kind.REGRESSION,
            unit="m/s²",
            labels=("slowdown_mps2",),
            support="slowdown_passes",
            minimum_support=3,
            fields=with_interval(
                Column(
                    "slowdown_mps2",
                    "Slow-down intensity",
                    "m/s²",
                    meaning="Mean deceleration along the segment.",
                )
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
    check_choice("task", task_id, TASKS)
    return TASKS[task_id]
