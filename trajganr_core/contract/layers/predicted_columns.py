"""What a layer of predicted roads has, by its columns: tasks, times of the week, hours, styles."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from ..options.time_sets import NAMED_SETS, TimeSet, parse_time_set
from ..tasks import TASKS, Task
from ..texts.text import Text
from .columns import DAILY, ROAD, SPEED_LIMIT, SUPPORT, TRAVEL_TIME, VEHICLES_HOUR, Column, phrase
from .road_times import (
    DAY_TYPES,
    HOUR_COLUMNS,
    HOURS,
    PLAYED_TITLE,
    SPEED,
    SPEED_PLAYED,
    TIME_FIELDS,
    sets_named,
    times_title,
)
from .styles import Style
from .traffic_styles import Speeds, quoted

#: Aliases of the speed at an hour of each type of day.
HOUR_ALIASES = {
    "weekday": "Traffic speed on a weekday, {hour}",
    "weekend": "Traffic speed on a weekend day, {hour}",
}
#: The columns of a time set; volumes only where counts were given.
FIELDS_AT_TIMES = (*TIME_FIELDS, *VEHICLES_HOUR)
#: A column of a time set: a usual name, and the time set's, which a file may make up.
AT_TIMES = re.compile(
    rf"({'|'.join(sorted((field.name for field in FIELDS_AT_TIMES), reverse=True))})_([a-z0-9_]+)"
)
#: The style that follows the temporal controller.
PLAYED = Style(
    "speed_played",
    PLAYED_TITLE,
    SPEED_PLAYED,
    legend=Text("Predicted speed, km/h, at the hour shown"),
)
#: The style of volumes.
OF_VOLUMES = Style(
    "volumes", "Vehicles a day", legend=Text("Vehicles a day, estimated from counts")
)
#: Times without much traffic: their speed is the free-flow speed.
NIGHT, NIGHT_HOURS = parse_time_set("night free flow").slug, 5


@dataclass(frozen=True)
class TimeColumns:
    """The columns of a time set.

    Attributes:
        slug: the end of their names.
        title: of the time set; a :class:`~..texts.text.Text` if it is one of the usual ones.
        columns: the drawn one first; their aliases name the set.
    """

    slug: str
    title: str
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, slug: str, name: str) -> TimeColumns:
        """All columns of a time set."""
        title = times_title(name)
        return cls(slug, title, tuple(_at(field, slug, title) for field in FIELDS_AT_TIMES))

    @property
    def speed(self) -> str:
        """The column that is drawn."""
        return self.column(SPEED.name)

    def column(self, name: str) -> str:
        """A column, by its name without the time set."""
        return f"{name}_{self.slug}"

    def styles(self, names: Collection[str]) -> list[Style]:
        """Draw its speeds, and what is computed of them and other columns of the layer."""
        slow, median = (quoted(self.column(f"speed_p{level}_kmh"), names) for level in (15, 50))
        speeds = Speeds(
            self.title,
            f'"{self.speed}"',
            median,
            slow,
            "" if self.slug == NIGHT else _free_flow(names),
            quoted(SPEED_LIMIT.name, names),
        )
        title = Text("Traffic speed, {times}", times=self.title)
        return speeds.styles(title, Text("Predicted speed, km/h, {times}", times=self.title))


def _free_flow(names: Collection[str]) -> str:
    """The speed of the night, or the space mean of its hours; '' if a layer has neither."""
    hours = HOUR_COLUMNS[:NIGHT_HOURS]
    night = quoted(f"{SPEED.name}_{NIGHT}", names)
    if night or not set(hours) <= {*names}:
        return night
    seconds = " + ".join(f'1 / "{hour}"' for hour in hours)  # of a metre, up to a factor
    return f"({NIGHT_HOURS}.0 / ({seconds}))"


def _at(field: Column, slug: str, title: str) -> Column:
    alias = Text("{name}, {times}", name=phrase(field.alias), times=title)
    return replace(field, name=f"{field.name}_{slug}", alias=alias)


def time_fields(time_set: TimeSet) -> tuple[Column, ...]:
    """The columns of a time set that need no counts."""
    return TimeColumns.of(time_set.slug, time_set.name).columns[: len(TIME_FIELDS)]


def column_at_times(name: str) -> Column | None:
    """A column of some time set by its name; None for other names."""
    found = AT_TIMES.fullmatch(name)
    if found is None:
        return None
    (field,) = (field for field in FIELDS_AT_TIMES if field.name == found[1])
    return _at(field, found[2], found[2].replace("_", " "))


def hour_columns() -> dict[str, tuple[str, int]]:
    """The columns of predicted speeds by hour: their type of day, and the hour, 0 to 23."""
    hours = [(day, hour) for day in DAY_TYPES for hour in range(HOURS)]
    return dict(zip(HOUR_COLUMNS, hours, strict=True))


def _hour(name: str) -> Column:
    day, hour = hour_columns()[name]
    return Column(name, Text(HOUR_ALIASES[day], hour=f"{hour:02}:00"), SPEED.unit)


#: The columns of predicted roads, beside those of times of the week.
PREDICTED = (
    *(*ROAD, TRAVEL_TIME, *SUPPORT, *DAILY),
    *(column for task in TASKS.values() for column in task.fields),
    *map(_hour, hour_columns()),
)


def tasks_in(names: Collection[str]) -> list[Task]:
    """The tasks with predictions in some columns."""
    return [task for task in TASKS.values() if task.fields[0].name in names]


def times_in(names: Collection[str], known: str = "") -> list[TimeColumns]:
    """The time sets whose speeds a layer has, with those of their columns that it has.

    Args:
        names: of its columns.
        known: names of its time sets, as the layer's metadata have them; the others are named after
            their columns.
    """
    sets = {each.slug: each.name for each in (*map(parse_time_set, NAMED_SETS), *sets_named(known))}
    found = []
    for name in names:
        slug = name.removeprefix(f"{SPEED.name}_")
        if AT_TIMES.fullmatch(name) and slug != name and f"passes_{slug}" in names:
            times = TimeColumns.of(slug, sets.get(slug, slug.replace("_", " ")))
            kept = tuple(column for column in times.columns if column.name in names)
            found.append(replace(times, columns=kept))
    return found


def hours_in(names: Collection[str]) -> dict[str, list[Column]]:
    """The columns of speeds at each hour, by type of day."""
    columns: dict[str, list[Column]] = {}
    for name, (day, _) in hour_columns().items():
        if name in names:
            columns.setdefault(day, []).append(_hour(name))
    return columns


def time_columns_in(names: Collection[str], known: str = "") -> list[Column]:
    """All columns of times and hours; parameters as those of :func:`times_in`."""
    groups = (*(each.columns for each in times_in(names, known)), *hours_in(names).values())
    return [column for columns in groups for column in columns]


def road_styles(names: Collection[str], known: str = "", few: Collection[str] = ()) -> list[Style]:
    """The styles of predicted roads, whose titles and legends warn of tasks with few labels.

    Args:
        names, known: as for :func:`times_in`.
        few: ids of those tasks.
    """
    of_tasks = [
        replace(
            style,
            title=Text("{title} (few data)", title=Text(style.title)),
            legend=style.legend and Text("{title} (few data)", title=style.legend),
        )
        if task.id in few
        else style
        for task in tasks_in(names)
        for style in task.styles
    ]
    of_times = [style for each in times_in(names, known) for style in each.styles(names)]
    if hours_in(names):
        of_times.append(PLAYED)
    volumes = [OF_VOLUMES] if DAILY[0].name in names else []
    # The default draws speeds where there are any.
    first, then = (of_tasks, of_times) if "speed_kmh" in names else (of_times, of_tasks)
    return [*first, *then, *volumes]
