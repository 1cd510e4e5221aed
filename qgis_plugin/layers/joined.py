"""Predictions as additional fields of the user's own roads, combined from a road's segments.

A feature of the user may be several segments, cut at junctions, in one or both directions. They are
combined as follows: numbers and shares by their mean, weighted by length; classes by their median,
weighted by length; intervals, sets and bounds by the widest that contains those of all segments;
trips, images and passes by the minimum; basis and caution by listing all. Speeds at times of the
week and at hours are total length ÷ total time; expected passes are the mean, weighted by length.
Missing values stay missing. Travel times of segments are not joined: the speed and the road's
length give that of the road.

If the features are directed segments themselves, such as the exported roads of a bundle, each gets
the prediction of the segment with the same ``edge``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from qgis.core import NULL, QgsFeature, QgsField, QgsFields

from trajganr_core.contract.tasks import (
    AOI_CATEGORIES,
    COMMON_FIELDS,
    POPULARITY_CLASSES,
    TASKS,
    Field,
    Kind,
    Task,
)

from ..i18n import tr
from .described import alias
from .time_columns import (
    EXPECTED_PASSES,
    PASSES,
    TRAVEL_TIME,
    TimeColumns,
    hours_in,
    time_columns_in,
    times_in,
)

#: How the two directions of a road are combined.
SEPARATE, MEAN, WORSE = "separate", "mean", "worse"
DIRECTIONS = (SEPARATE, MEAN, WORSE)
#: Used instead if each feature is a directed segment.
ONE_SEGMENT = "one segment"
#: Prefixes of fields, by direction.
SIDES = {"forward": "fwd_", "backward": "bwd_"}
#: Columns with the identity and the weight of a predicted segment.
EDGE, FID, DIRECTION, LENGTH = "edge", "source_fid", "direction", "length_m"
SUPPORT = ("trips", "images")
REMARKS = ("basis", "caution")
#: Tasks in which a lower number is worse; in others, a higher one is.
LESS_IS_WORSE = {"speed"}
BETWEEN = "; "
DECIMALS = 4

#: The columns of a segment by their names; None if unknown.
Segment = Mapping[str, Any]


def joined_columns(names: Collection[str], time_sets: str = "") -> list[Field]:
    """The columns of a layer of predictions that can be joined.

    Args:
        names: of the layer's columns.
        time_sets: names of the predicted times of the week; '' if they are not known.
    """
    about = [column for column in COMMON_FIELDS if column.name in SUPPORT + REMARKS]
    of_tasks = [column for task in tasks_in(names) for column in task.fields]
    of_times = [
        column
        for column in time_columns_in(names, time_sets)
        if not column.name.startswith(f"{TRAVEL_TIME}_")
    ]
    return [column for column in (*of_tasks, *of_times, *about) if column.name in names]


def tasks_in(names: Collection[str]) -> list[Task]:
    """The tasks with predictions in some columns."""
    return [task for task in TASKS.values() if task.fields[0].name in names]


def joined_fields(
    predicted: QgsFields,
    directions: str,
    prefix: str,
    *,
    with_aliases: bool,
    time_sets: str = "",
) -> QgsFields:
    """The joined fields.

    Args:
        predicted: of the layer of predictions.
        directions: one of :data:`DIRECTIONS`, or :data:`ONE_SEGMENT`.
        prefix: of the names.
        with_aliases: whether the output can store aliases.
        time_sets: as :func:`joined_columns` takes them.
    """
    fields = QgsFields()
    titles = {"forward": tr("Forwards"), "backward": tr("Backwards")}
    for side, mark in SIDES.items() if directions == SEPARATE else (("", ""),):
        for column in joined_columns(predicted.names(), time_sets):
            field = QgsField(predicted.field(column.name))
            field.setName(f"{prefix}{mark}{column.name}")
            title = f"{titles[side]}: {alias(column)}" if side else alias(column)
            field.setAlias(title if with_aliases else "")
            fields.append(field)
    return fields


def segments_by_road(
    features: Iterable[QgsFeature], names: Sequence[str], key: str = FID
) -> dict[str, list[Segment]]:
    """The segments of each road, by its id as text.

    Args:
        features: of the layer of predictions.
        names: of its fields.
        key: the field with the id of the road.
    """
    roads: dict[str, list[Segment]] = defaultdict(list)
    for feature in features:
        values = zip(names, feature.attributes(), strict=True)
        segment = {name: None if value == NULL else value for name, value in values}
        roads[str(segment[key])].append(segment)
    return roads


def joined_values(
    segments: Sequence[Segment], columns: Sequence[Field], directions: str
) -> list[Any]:
    """The combined values of a road's segments, in the order of :func:`joined_fields`."""
    names = [column.name for column in columns]
    sides = [[s for s in segments if s[DIRECTION] == side] for side in SIDES]
    if directions == SEPARATE:
        combined = [together(side, names) for side in sides]
    elif directions in (MEAN, ONE_SEGMENT):
        combined = [together(segments, names)]
    else:
        combined = [_worse([together(side, names) for side in sides], together(segments, names))]
    values = [each[name] for each in combined for name in names]
    return [NULL if value is None else value for value in values]


def together(segments: Sequence[Segment], names: Sequence[str]) -> dict[str, Any]:
    """Combined values of segments, by the names of the columns."""
    combined: dict[str, Any] = dict.fromkeys(names)
    for task in tasks_in(names):
        usable = [segment for segment in segments if segment[task.fields[0].name] is not None]
        if usable:
            combined |= {
                name: value for name, value in _combined(task, usable).items() if name in combined
            }
    time_sets, hours = _times_and_hours(tuple(names))
    for times in time_sets:
        usable = [segment for segment in segments if segment[times.speed] is not None]
        if usable:
            combined |= _at_times(times, usable)
    for name in hours:
        usable = [segment for segment in segments if segment[name] is not None]
        combined[name] = _space_mean(usable, name) if usable else None
    for name in set(SUPPORT).intersection(names):
        counts = [segment[name] for segment in segments if segment[name] is not None]
        combined[name] = min(counts, default=None)
    for name in set(REMARKS).intersection(names):
        combined[name] = _listed(segments, name)
    return combined


def _worse(sides: Sequence[dict[str, Any]], both: dict[str, Any]) -> dict[str, Any]:
    """The slower direction, and that with more braking or slow-downs; the rest combines both."""
    combined = dict(both)
    for task in tasks_in(both):
        main = task.fields[0].name
        usable = [side for side in sides if side[main] is not None]
        if not usable or task.kind not in (Kind.REGRESSION, Kind.RATE):
            continue
        worst = min if task.id in LESS_IS_WORSE else max
        side = worst(usable, key=lambda side: side[main])
        combined |= {
            field.name: side[field.name] for field in task.fields if field.name in combined
        }
    time_sets, hours = _times_and_hours(tuple(both))
    for times in time_sets:
        usable = [side for side in sides if side[times.speed] is not None]
        if usable:
            side = min(usable, key=lambda side: side[times.speed])
            combined |= {field.name: side[field.name] for field in times.fields}
    for name in hours:
        known = [side[name] for side in sides if side[name] is not None]
        combined[name] = min(known, default=None)
    return combined


def _combined(task: Task, usable: Sequence[Segment]) -> dict[str, Any]:
    if task.kind is Kind.ORDINAL:
        return _class(task, usable)
    if task.kind is Kind.DISTRIBUTION:
        return _shares(task, usable)
    value, low, high = (field.name for field in task.fields)
    return {
        value: _mean(usable, value),
        low: _outermost(min, usable, low),
        high: _outermost(max, usable, high),
    }


def _at_times(times: TimeColumns, usable: Sequence[Segment]) -> dict[str, Any]:
    """The combined columns of a time set."""
    combined: dict[str, Any] = {}
    for field in times.fields:
        kind = field.name.removesuffix(f"_{times.slug}")
        if kind == "basis":
            combined[field.name] = _listed(usable, field.name)
        elif kind == PASSES:
            combined[field.name] = _outermost(min, usable, field.name)
        elif kind.endswith(("_low", "_high")):
            end = min if kind.endswith("_low") else max
            combined[field.name] = _outermost(end, usable, field.name)
        elif kind == EXPECTED_PASSES:
            combined[field.name] = _mean(usable, field.name)
        else:
            combined[field.name] = _space_mean(usable, field.name)
    return combined


def _class(task: Task, usable: Sequence[Segment]) -> dict[str, Any]:
    title, number, chosen = (field.name for field in task.fields)
    middle = _median(usable, number)
    sets = [segment.get(chosen) for segment in usable]
    union = {name for each in sets if each for name in each.split(BETWEEN)}
    ordered = [name for name in POPULARITY_CLASSES if name in union]
    return {
        title: POPULARITY_CLASSES[middle],
        number: middle,
        chosen: BETWEEN.join(ordered) if all(sets) else None,
    }


def _shares(task: Task, usable: Sequence[Segment]) -> dict[str, Any]:
    shares = {name: _mean(usable, f"aoi_{name}") for name in AOI_CATEGORIES}
    radius = task.fields[-1].name
    return {
        task.fields[0].name: max(shares, key=lambda name: shares[name] or 0.0),
        **{f"aoi_{name}": share for name, share in shares.items()},
        radius: _outermost(max, usable, radius),
    }


def _space_mean(usable: Sequence[Segment], name: str) -> float | None:
    """A speed: total length ÷ total time; None if one is unknown, 0 if one is 0."""
    pairs = [(segment[name], _length(segment)) for segment in usable]
    if any(speed is None for speed, _ in pairs):
        return None
    if any(speed <= 0 for speed, _ in pairs):
        return 0.0
    time = sum(length / speed for speed, length in pairs)
    return round(sum(length for _, length in pairs) / time, DECIMALS)


def _mean(usable: Sequence[Segment], name: str) -> float | None:
    """The mean, weighted by length."""
    pairs = [(segment[name], _length(segment)) for segment in usable]
    if any(value is None for value, _ in pairs):
        return None
    return round(sum(v * length for v, length in pairs) / sum(n for _, n in pairs), DECIMALS)


def _median(usable: Sequence[Segment], name: str) -> int:
    """The median, weighted by length."""
    pairs = sorted((int(segment[name]), _length(segment)) for segment in usable)
    passed = list(accumulate(length for _, length in pairs))
    return pairs[bisect_left(passed, passed[-1] / 2)][0]


def _outermost(extreme: Any, usable: Sequence[Segment], name: str) -> float | None:
    """The end of the interval that contains all intervals; None if one is unknown."""
    ends = [segment.get(name) for segment in usable]
    return None if None in ends else extreme(ends)


def _listed(segments: Sequence[Segment], name: str) -> str | None:
    """All different texts of a column."""
    return BETWEEN.join(dict.fromkeys(filter(None, (each[name] for each in segments)))) or None


@cache
def _times_and_hours(names: tuple[str, ...]) -> tuple[list[TimeColumns], list[str]]:
    """The time sets in some columns, and the columns of speeds at each hour."""
    hours = [field.name for fields in hours_in(names).values() for field in fields]
    return times_in(names), hours


def _length(segment: Segment) -> float:
    # A segment of length zero still has a weight.
    return max(float(segment.get(LENGTH) or 0.0), 0.1)
