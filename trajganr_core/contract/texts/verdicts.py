"""How a model compares with the mean of the road's own trips, which needs no model."""

from __future__ import annotations

from collections.abc import Mapping

from ..tasks import IN_UNITS, METRICS, TASKS, Kind
from .text import Text, joined

#: What is compared, by kind of target: on roads with trips, and on the others.
WITH_TRIPS = {
    Kind.REGRESSION: "On {roads:,} tested roads with trips the mean of their own trips is off by "
    "{mean}, this model by {model}.",
    Kind.ORDINAL: "On {roads:,} tested roads the number of their own trips gives {mean} a wrong "
    "class, this model {model}.",
}
WITHOUT_TRIPS = (
    "On {roads:,} tested roads without trips the mean of their road class is off by {mean}, this "
    "model by {model}."
)
#: The same of the road function, whose truth are drivers that it has not seen.
OF_DRIVERS = (
    "On {roads:,} roads, measured by drivers kept aside, the mean of the other trips is off by "
    "{mean}, this model by {model}."
)
#: What follows, by whether the interval of the difference is above, below or around zero.
BETTER = "The model is better (95 % interval of the difference: {low} to {high})."
WORSE = (
    "The mean is better (95 % interval of the difference: {low} to {high}): use Observed traffic "
    "where roads have trips."
)
CHANCE = (
    "The difference may be chance (95 % interval: {low} to {high}): where roads have trips, "
    "Observed traffic is enough."
)
OF_PLACES = "Trips do not show which places are nearby: there is no mean of own trips to compare."


def verdict_text(task_id: str, metrics: Mapping[str, float | None]) -> Text | None:
    """What the comparison of :func:`~...evaluation.own_trips.trip_figures` says.

    No sentence is stronger than its interval, which is of other roads of this study area.

    Returns:
        None where nothing was compared.
    """
    kind = TASKS[task_id].kind
    if kind is Kind.DISTRIBUTION:
        return Text(OF_PLACES) if metrics else None
    return _verdict(task_id, metrics, WITH_TRIPS.get(kind, WITH_TRIPS[Kind.REGRESSION]))


def speeds_text(figures: Mapping[str, float | None] | None) -> Text | None:
    """The same of the figures of a road function, see :class:`.RoadFunctionCard`."""
    return _verdict("speed", figures or {}, OF_DRIVERS)


def _verdict(task_id: str, metrics: Mapping[str, float | None], template: str) -> Text | None:
    parts = _compared(task_id, metrics, "trips", template)
    if parts:
        parts.append(_outcome(task_id, metrics))
    parts += _compared(task_id, metrics, "no_trips", WITHOUT_TRIPS)
    return joined(*parts, by="{first} {second}") if parts else None


def mean_is_as_good(metrics: Mapping[str, float | None]) -> bool:
    """Whether the model errs no less than the mean of the own trips, on roads with trips."""
    model, mean = metrics.get("trips_model"), metrics.get("trips_mean")
    return model is not None and mean is not None and model >= mean


def error_text(task_id: str, value: float | None, *, named: bool = True) -> Text:
    """The mean error of a group of roads, with or without what it is: ``MAE 4.1 km/h``."""
    if value is None:
        return Text("unknown")
    kind = TASKS[task_id].kind
    if kind is Kind.ORDINAL:
        return Text(
            "{percent:.0f} % in a wrong class" if named else "{percent:.0f} %", percent=100 * value
        )
    metric = "l1" if kind is Kind.DISTRIBUTION else "mae"
    unit = TASKS[task_id].unit if metric in IN_UNITS else ""
    error = Text("{value:.3g} {unit}" if unit else "{value:.3g}", value=value, unit=Text(unit))
    return Text("{title} {error}", title=Text(METRICS[metric]), error=error) if named else error


def _compared(
    task_id: str, metrics: Mapping[str, float | None], begin: str, template: str
) -> list[Text]:
    roads, model, mean = (metrics.get(f"{begin}_{name}") for name in ("roads", "model", "mean"))
    if not roads or model is None or mean is None:
        return []
    sizes = (error_text(task_id, each, named=False) for each in (mean, model))
    return [Text(template, roads=int(roads), **dict(zip(("mean", "model"), sizes, strict=True)))]


def _outcome(task_id: str, metrics: Mapping[str, float | None]) -> Text:
    low, high = (metrics.get(f"trips_{end}") for end in ("low", "high"))
    if low is None or high is None:
        return Text("These are too few roads to say whether this is chance.")
    template = BETTER if low > 0 else WORSE if high < 0 else CHANCE
    return Text(template, low=difference_text(task_id, low), high=difference_text(task_id, high))


def difference_text(task_id: str, value: float) -> Text:
    """A difference of errors, with its sign and unit."""
    size = error_text(task_id, abs(value), named=False)
    return Text("−{size}" if value < 0 else "{size}", size=size)
