"""Columns and styles of roads that are predicted at times of the week."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import TrajganrError
from ..options.time_sets import NAMED_SETS, TimeSet, parse_time_set
from ..texts.text import Text
from .columns import BASIS, Column, with_interval

#: Kinds of days whose hours are predicted separately, and their time sets.
DAY_TYPES = {"weekday": "Mon-Fri", "weekend": "Sat,Sun"}
HOURS = 24
#: Separates time sets in texts; their notation has commas and semicolons.
SEPARATOR = "|"
#: The usual least number of drivers: nothing about fewer is published.
MIN_DRIVERS = 5
#: Ranges of observed speeds: their width, km/h, and number; the last one also holds what is beyond.
OBSERVED_BIN_KMH, OBSERVED_BINS = 5, 27
#: What a prediction at a time rests on: passes of the road at that time; few or none, so that
#: those of other roads count more; or no pass of any road at that time.
TIME_BASES = ("passes", "few passes", "prior")

#: Columns of a time set in the predicted layer, the drawn one first: the usual name of a column,
#: and the time set's. Their aliases are completed by the name of the time set.
TIME_FIELDS = (
    Column(
        "speed_kmh", "Traffic speed, space mean", "km/h", meaning="Metres ÷ seconds of all passes."
    ),
    *with_interval(Column("speed_kmh", "Traffic speed", "km/h"))[1:],
    Column("travel_s", "Mean travel time", "s"),
    Column(
        "speed_p15_kmh",
        "Speed of vehicles, 15th percentile",
        "km/h",
        meaning="15 % are at most this fast.",
    ),
    Column("speed_p50_kmh", "Speed of vehicles, median", "km/h"),
    Column(
        "speed_p85_kmh",
        "Speed of vehicles, 85th percentile",
        "km/h",
        meaning="85 % are at most this fast.",
    ),
    Column(
        "passes",
        "Passes behind the prediction",
        meaning="Of input trips; empty for too few drivers.",
    ),
    Column("expected_passes", "Expected passes of the input vehicles", "per hour"),
    *with_interval(Column("expected_passes", "Expected passes", "per hour"))[1:],
    Column("days", "Days behind the prediction", meaning="Local days of the trips on any road."),
    BASIS,
)
SPEED = TIME_FIELDS[0]

#: Entries of each type of day in the ``profile`` of a road in the answer to a place query, lists of
#: :data:`HOURS` numbers.
PROFILE_FIELDS = (
    *("speed_kmh", "speed_kmh_low", "speed_kmh_high"),
    *("speed_p15_kmh", "speed_p50_kmh", "speed_p85_kmh", "passes"),
)
#: More such entries, which older workers do not send. They are unknown at hours without any trip.
EXPECTED_PASSES_FIELDS = ("expected_passes", "expected_passes_low", "expected_passes_high")

#: Names of the columns of speeds by hour, first those of a weekday.
HOUR_COLUMNS = tuple(f"speed_kmh_{day}_{hour:02}" for day in DAY_TYPES for hour in range(HOURS))
_DAYS = tuple(f"speed_kmh_{'weekend' if day in (0, 6) else 'weekday'}_" for day in range(7))
#: QGIS expression of the speed at the temporal controller's hour; without the controller, at 8 on a
#: weekday. It is evaluated for every road of every frame: ``hour`` takes longer than a text.
SPEED_PLAYED = (
    f"attribute(coalesce(array_get(array{_DAYS}, day_of_week(@map_start_time))"
    " || format_date(@map_start_time, 'HH'), 'speed_kmh_weekday_08'))"
)
#: Title of the style that draws it.
PLAYED_TITLE = "Traffic speed, hour of the temporal controller"


@dataclass(frozen=True)
class PredictedTimes:
    """The times at which roads are predicted, beside the tasks; false if there are none.

    Attributes:
        sets: of times of the week.
        each_hour: whether each hour of a weekday and of a weekend day is predicted.
    """

    sets: tuple[TimeSet, ...] = ()
    each_hour: bool = False

    def __bool__(self) -> bool:
        return bool(self.sets) or self.each_hour


NO_TIMES = PredictedTimes()


def hour_of(day: str, hour: int) -> TimeSet:
    """An hour of a type of day."""
    return parse_time_set(f"{DAY_TYPES[day]} {hour:02}:00-{hour + 1:02}:00")


def times_title(name: str) -> str:
    """The name of a time set for people, a :class:`Text` if it is one of the usual ones."""
    return Text(name) if name in NAMED_SETS else name


def sets_named(names: str) -> list[TimeSet]:
    """The time sets of :func:`joined_names`; other texts, which a stranger wrote, are left out."""
    found = []
    for name in names.split(SEPARATOR):
        with contextlib.suppress(TrajganrError):
            found.append(parse_time_set(name))
    return found


def joined_names(time_sets: Iterable[TimeSet]) -> str:
    """The names of time sets, as a layer's metadata have them."""
    return f" {SEPARATOR} ".join(each.name for each in time_sets)
