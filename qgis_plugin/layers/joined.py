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
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from typing import Any

from qgis.core import NULL, QgsFeature, QgsField, QgsFields

from trajganr_core.contract.layers.columns import SUPPORT, Column
from trajganr_core.contract.layers.predicted_columns import (
    hours_in,
    tasks_in,
    time_columns_in,
    times_in,
)
from trajganr_core.contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, Kind

from ..i18n import tr
from .described import alias

#: How the two directions of a road are combined.
SEPARATE, MEAN, WORSE = "separate", "mean", "worse"
DIRECTIONS = (SEPARATE, MEAN, WORSE)
#: Used instead if each feature is a directed segment.
ONE_SEGMENT = "one segment"
#: Prefixes of fields, by direction.
SIDES = {"forward": "fwd_", "backward": "bwd_"}
#: Columns with the identity and the weight of a predicted segment.
EDGE, FID, DIRECTION, LENGTH = "edge", "source_fid", "direction", "length_m"
COUNTS = ("trips", "images")
REMARKS = ("basis", "caution")
#: Tasks in which a lower number is worse; in others, a higher one is.
LESS_IS_WORSE = {"speed"}
BETWEEN = "; "
DECIMALS = 4

#: The columns of a segment by their names; None if unknown.
Segment = Mapping[str, Any]
#: Combines a column of segments.
Rule = Callable[[Sequence[Segment], str], Any]


def joined_columns(names: Collection[str], time_sets: str = "") -> list[Column]:
    """The columns of a layer of predictions that can be joined.

    Args:
        names: of the layer's columns.
        time_sets: names of the predicted times of the week; '' if they are not known.
    """
    of_tasks = [column for task in tasks_in(names) for column in task.fields]
    of_times = [
        column
        for column in time_columns_in(names, time_sets)
        if not column.name.startswith("travel_s_")
    ]
    return [column for column in (*of_tasks, *of_times, *SUPPORT) if column.name in names]


def joined_fields(
    predicted: QgsFields, directions: str, prefix: str, *, with_aliases: bool, time_sets: str = ""
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
    segments: Sequence[Segment], columns: Sequence[Column], directions: str
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
    for group in _groups(tuple(names)):
        usable = [segment for segment in segments if segment[group.main] is not None]
        if usable:
            combined |= {name: rule(usable, name) for name, rule in group.rules.items()}
    return combined


def _worse(sides: Sequence[dict[str, Any]], both: dict[str, Any]) -> dict[str, Any]:
    """The slower direction, and that with more braking or slow-downs; the rest combines both."""
    combined = dict(both)
    for group in _groups(tuple(both)):
        usable = [side for side in sides if side[group.main] is not None]
        if usable and group.worst is not None:
            side = group.worst(usable, key=lambda side, main=group.main: side[main])
            combined |= {name: side[name] for name in group.rules}
    return combined


@dataclass(frozen=True)
class _Group:
    """Columns that are combined from the segments that have the first one.

    Attributes:
        rules: how each column is combined.
        worst: finds the worse of two values of the first column; None if both directions count.
    """

    rules: dict[str, Rule]
    worst: Callable[..., Any] | None = None

    @property
    def main(self) -> str:
        return next(iter(self.rules))


@cache
def _groups(names: tuple[str, ...]) -> list[_Group]:
    """The groups of some columns."""
    groups = []
    for task in tasks_in(names):
        rules = {each.name: _rule(each.name, _mean) for each in task.fields if each.name in names}
        is_amount = task.kind in (Kind.REGRESSION, Kind.RATE)
        worst = min if task.id in LESS_IS_WORSE else max
        groups.append(_Group(rules, worst if is_amount else None))
    for times in times_in(names):
        kinds = {each.name: each.name.removesuffix(f"_{times.slug}") for each in times.columns}
        rules = {name: _rule(kind, _space_mean) for name, kind in kinds.items()}
        groups.append(_Group(rules, min))
    hours = (column.name for columns in hours_in(names).values() for column in columns)
    groups += (_Group({name: _space_mean}, min) for name in hours)
    alone = {*COUNTS, *REMARKS}.intersection(names)
    return [*groups, *(_Group({name: _rule(name, _lowest)}) for name in alone)]


def _rule(name: str, usual: Rule) -> Rule:
    """The rule of a column by its name, without the time set."""
    return next((rule for end, rule in RULES.items() if name.endswith(end)), usual)


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


def _class(usable: Sequence[Segment], name: str) -> str:
    """The name of the median class."""
    return POPULARITY_CLASSES[_median(usable, f"{name}_class")]


def _classes(usable: Sequence[Segment], name: str) -> str | None:
    """All classes of sets; None if one set is unknown."""
    sets = [segment[name] for segment in usable]
    union = {each for names in sets if names for each in names.split(BETWEEN)}
    return BETWEEN.join(filter(union.__contains__, POPULARITY_CLASSES)) if all(sets) else None


def _leading(usable: Sequence[Segment], name: str) -> str:
    """The category with the largest mean share."""
    return max(AOI_CATEGORIES, key=lambda category: _mean(usable, f"aoi_{category}") or 0.0)


def _end(usable: Sequence[Segment], name: str, end: Callable[[list[Any]], Any]) -> float | None:
    """The smallest or the largest value; None if one is unknown."""
    values = [segment[name] for segment in usable]
    return None if None in values else end(values)


_lowest, _highest = partial(_end, end=min), partial(_end, end=max)


def _listed(segments: Sequence[Segment], name: str) -> str | None:
    """All different texts of a column."""
    return BETWEEN.join(dict.fromkeys(filter(None, (each[name] for each in segments)))) or None


#: Rules of columns by the ends of their names, the first that fits; others have the usual one.
RULES: dict[str, Rule] = {
    "_low": _lowest,
    "_high": _highest,
    "_radius": _highest,
    "basis": _listed,
    "caution": _listed,
    "expected_passes": _mean,
    "passes": _lowest,
    "popularity": _class,
    "popularity_class": _median,
    "popularity_set": _classes,
    "aoi_main": _leading,
}


def _length(segment: Segment) -> float:
    # A segment of length zero still has a weight.
    return max(float(segment.get(LENGTH) or 0.0), 0.1)
