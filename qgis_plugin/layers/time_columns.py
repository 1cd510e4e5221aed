"""Columns of roads that are predicted at times of the week and at each hour, in QGIS' language."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.layers.road_times import (
    PLAYED_TITLE,
    SEPARATOR,
    TIME_FIELDS,
    hour_columns,
)
from trajganr_core.contract.options.time_sets import NAMED_SETS, TimeSet, parse_time_set
from trajganr_core.contract.tasks import Field

from ..i18n import tr

#: The entry of a layer's metadata with the names of its time sets.
TIME_SETS = "time_sets"
#: The columns of a time set that tell it from others: its speed, and its number of passes.
SPEED = TIME_FIELDS[0]
PASSES = "passes"
EXPECTED_PASSES = "expected_passes"
TRAVEL_TIME = "travel_s"
#: The end of their names; a file may have other columns, whose names could be anything.
SLUG = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True)
class TimeColumns:
    """The columns of a time set in a layer.

    Attributes:
        slug: the end of their names.
        title: of the time set, translated.
        fields: the columns, the drawn one first; their aliases are translated and name the set.
    """

    slug: str
    title: str
    fields: tuple[Field, ...]

    @property
    def speed(self) -> str:
        """The column that is drawn."""
        return self.column(SPEED.name)

    def column(self, name: str) -> str:
        """A column, by its name without the time set."""
        return f"{name}_{self.slug}"


def time_set_title(name: str) -> str:
    """The name of a time set, translated if it is one of the usual ones."""
    return tr(name)


def times_in(names: Collection[str], known: str = "") -> list[TimeColumns]:
    """The time sets whose speeds a layer has.

    Args:
        names: of its columns.
        known: names of its time sets, as the layer's metadata have them; the others are named after
            their columns.
    """
    titles = {each.slug: time_set_title(each.name) for each in (*_usual(), *time_sets_of(known))}
    begin = f"{SPEED.name}_"
    slugs = [name.removeprefix(begin) for name in names if name.startswith(begin)]
    found = []
    for slug in slugs:
        if SLUG.fullmatch(slug) and f"{PASSES}_{slug}" in names:
            title = titles.get(slug, slug.replace("_", " "))
            fields = [_field(field, slug, title) for field in TIME_FIELDS]
            kept = tuple(field for field in fields if field.name in names)
            found.append(TimeColumns(slug, title, kept))
    return found


def hours_in(names: Collection[str]) -> dict[str, list[Field]]:
    """The columns of speeds at each hour, by type of day; aliases are translated."""
    fields: dict[str, list[Field]] = {}
    for name, (day, hour) in hour_columns().items():
        if name in names:
            alias = hour_alias(day).format(hour=f"{hour:02}:00")
            fields.setdefault(day, []).append(Field(name, alias, SPEED.unit))
    return fields


def time_columns_in(names: Collection[str], known: str = "") -> list[Field]:
    """All columns of times and hours; parameters as those of :func:`times_in`."""
    hours = hours_in(names).values()
    groups = (*(each.fields for each in times_in(names, known)), *hours)
    return [field for fields in groups for field in fields]


def time_sets_of(known: str) -> list[TimeSet]:
    """The time sets that a layer's metadata name; other texts are left out."""
    sets = []
    for text in known.split(SEPARATOR):
        try:
            sets.append(parse_time_set(text))
        except TrajganrError:  # the file may be of anybody
            continue
    return sets


def times_style(title: str) -> str:
    """The translated title of the style of a time set, from that of the time set."""
    return tr("Traffic speed, {times}").format(times=title)


def played_style() -> str:
    """The translated title of the style that follows the temporal controller."""
    return tr(PLAYED_TITLE)


def day_title(day: str) -> str:
    """The title of the hours of a type of day."""
    return {"weekday": tr("Hours of a weekday"), "weekend": tr("Hours of a weekend day")}[day]


def hour_alias(day: str) -> str:
    """The alias of an hour of a type of day, a template."""
    return {
        "weekday": tr("Traffic speed on a weekday, {hour}"),
        "weekend": tr("Traffic speed on a weekend day, {hour}"),
    }[day]


def _field(field: Field, slug: str, title: str) -> Field:
    alias = tr("{name}, {times}").format(name=tr(field.alias), times=title)
    return replace(field, name=f"{field.name}_{slug}", alias=alias)


def _usual() -> list[TimeSet]:
    return [parse_time_set(name) for name in NAMED_SETS]
