"""Answers about a place as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from qgis.PyQt.QtCore import QDateTime, QTimeZone

from trajganr_core.contract.layers.road_times import EXPECTED_PASSES_FIELDS
from trajganr_core.contract.protocol.place_answers import PlacePhoto, PlaceRoad
from trajganr_core.contract.tasks import POPULARITY_CLASSES, TASKS, Kind
from trajganr_core.contract.texts.model_facts import MAX_RADIUS

from ...i18n import localised, tr
from ...layers.described import alias

#: The columns of the ends of bands of profiles.
INTERVAL = ("speed_kmh_low", "speed_kmh_high")
PERCENTILES = ("speed_p15_kmh", "speed_p85_kmh")
#: Columns of observed percentiles.
OBSERVED = ("observed_p15_kmh", "observed_p50_kmh", "observed_p85_kmh")
#: Characters that are shown of the name of a time zone.
MAX_ZONE = 40
#: Numbers from this value on are shown without decimals.
WHOLE_FROM = 10.0
#: Smaller rates are shown as being below it.
MIN_RATE = 0.001


def place_name(entry: PlaceRoad) -> str:
    """The name of the road at a place, for the title of a layer."""
    return tr("a place") if entry.edge is None else road_name(entry)


def road_name(entry: PlaceRoad) -> str:
    """The name of a road, or its class."""
    if entry.edge is None:
        return tr("No road nearby")
    return entry.name or tr("{highway} without a name").format(highway=entry.highway)


def direction_word(direction: str | None) -> str:
    """Whether the direction is that of the road's geometry or the opposite."""
    return {"forward": tr("forward"), "backward": tr("backward")}.get(direction or "", "")


def metres(value: float | None) -> str:
    """A distance; '' if there is none."""
    return "" if value is None else tr("{metres:.0f} m").format(metres=value)


def clock(seconds: float, zone: QTimeZone) -> str:
    """The time of day in a zone, of Unix seconds."""
    return _date_time(seconds, zone).toString("HH:mm:ss")


def clock_with_zone(seconds: float, zone: QTimeZone) -> str:
    """The same with the abbreviation of the zone, which depends on daylight saving time."""
    return f"{clock(seconds, zone)} {zone.abbreviation(_date_time(seconds, zone))}"


def day(seconds: float, zone: QTimeZone) -> str:
    """The date in a zone, of Unix seconds."""
    return _date_time(seconds, zone).toString("yyyy-MM-dd")


def zone_name(zone: QTimeZone) -> str:
    """The name of a time zone, without daylight saving time: UTC, Europe/Lisbon."""
    return bytes(zone.id()).decode()


def speed(value: float | None) -> str:
    """A speed; a dash if unknown."""
    return "–" if value is None else tr("{speed:.0f} km/h").format(speed=value)


def title(task_id: str) -> str:
    """The predicted attribute with its unit."""
    return alias(TASKS[task_id].fields[0])


def prediction(task_id: str, fields: Mapping[str, Any]) -> str:
    """A prediction with its uncertainty, in the unit of the title."""
    kind = TASKS[task_id].kind
    if kind is Kind.ORDINAL:
        return _class(fields)
    if kind is Kind.DISTRIBUTION:
        return _leading_share(fields)
    return _number(task_id, fields)


def _number(task_id: str, fields: Mapping[str, Any]) -> str:
    """A predicted number and its interval; large numbers without decimals."""
    name = TASKS[task_id].fields[0].name
    value, low, high = (fields[key] for key in (name, f"{name}_low", f"{name}_high"))
    if value is None:
        return tr("not predicted")
    digits = 0 if max(value, high or 0.0) >= WHOLE_FROM else 2
    if low is None or high is None:
        return localised(f"{value:.{digits}f}")
    return localised(f"{value:.{digits}f} ({low:.{digits}f} – {high:.{digits}f})")


def uncertainty_of_shares(fields: Mapping[str, Any]) -> str:
    """The uncertainty of the shares: their radius is the sum of the errors of all of them."""
    radius = fields["aoi_radius"]
    if radius is None:
        return tr("The uncertainty of these shares is unknown.")
    if radius > MAX_RADIUS:
        return tr("No places nearby to judge by: do not use these shares.")
    return tr(
        "On 9 of 10 roads, such shares differ from the true shares by at most "
        "{points:.0f} percentage points in total over all categories."
    ).format(points=100 * radius)


def basis(entry: PlaceRoad) -> str:
    """The basis of the predictions."""
    return tr("Based on {basis} (trips: {trips}, street views: {images})").format(
        basis=tr(entry.basis), trips=entry.trips, images=entry.images
    )


def photo(about: PlacePhoto) -> str:
    """Direction, date, distance, author and licence of a photo."""
    heading = about.heading
    parts = (
        "" if heading is None else tr("facing {point}").format(point=compass(heading)),
        about.captured_at and tr("taken {when}").format(when=_taken(about.captured_at)),
        tr("{metres} away").format(metres=metres(about.distance_m)),
        about.attribution,
        about.licence,
    )
    return ", ".join(filter(None, parts))


def _taken(text: str) -> str:
    """Date and time of an ISO 8601 text, to the minute; dates and other texts as they are."""
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
        # QGIS' Python may be 3.10, which has no datetime.UTC.
        utc = None if at.tzinfo is None else at.astimezone(timezone.utc)  # noqa: UP017
    except (ValueError, OverflowError):
        return text
    if "T" not in text:
        return text
    return f"{at:%Y-%m-%d %H:%M}" if utc is None else f"{utc:%Y-%m-%d %H:%M} UTC"


def compass(heading: float) -> str:
    """A direction from north, degrees, with its name."""
    points = (
        tr("north"),
        tr("north-east"),
        tr("east"),
        tr("south-east"),
        tr("south"),
        tr("south-west"),
        tr("west"),
        tr("north-west"),
    )
    return f"{points[round(heading / 45) % 8]} ({heading:.0f}°)"


def day_type(day: str) -> str:
    """The title of a type of day, with the unit of its speeds."""
    return {"weekday": tr("Weekdays, km/h"), "weekend": tr("Weekend days, km/h")}[day]


def profile_summary(profile: Mapping[str, Mapping[str, Sequence[Any]]]) -> str:
    """The slowest and the fastest hour of each type of day, and the range of expected passes."""
    speeds = {
        "weekday": tr("Weekdays: {low} km/h at {low_hour}, {high} km/h at {high_hour}"),
        "weekend": tr("Weekend days: {low} km/h at {low_hour}, {high} km/h at {high_hour}"),
    }
    expected = {
        "weekday": tr(
            "Weekdays: {low} expected passes per hour at {low_hour}, {high} at {high_hour}"
        ),
        "weekend": tr(
            "Weekend days: {low} expected passes per hour at {low_hour}, {high} at {high_hour}"
        ),
    }
    ranges = ((speeds, "speed_kmh", _amount), (expected, EXPECTED_PASSES_FIELDS[0], _rate))
    return "\n".join(
        _range(templates[day], hours[column], written)
        for templates, column, written in ranges
        for day, hours in profile.items()
        if any(value is not None for value in hours.get(column, ()))
    )


def _range(template: str, values: Sequence[float | None], written: Callable[[float], str]) -> str:
    """The lowest and the highest of the known hours."""
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    return template.format(
        low=written(low),
        low_hour=_clock(values.index(low)),
        high=written(high),
        high_hour=_clock(values.index(high)),
    )


def profile_legend(
    band: tuple[str, str], zone: str, *, shows_expected: bool, observed_drivers: int
) -> str:
    """What the figure of a profile shows.

    Args:
        band: the columns of the band of speeds: :data:`INTERVAL` or :data:`PERCENTILES`.
        zone: name of the time zone; '' if it is not known.
        shows_expected: whether it shows expected passes.
        observed_drivers: how many drivers observed speeds have at least; 0 if none are shown.
    """
    meaning = (
        tr("its 90 % interval") if band == INTERVAL else tr("15th to 85th percentile of vehicles")
    )
    parts = (
        tr("Line: mean speed (space mean). Band: {band}.").format(band=meaning),
        tr(
            "Dashed and pale: no passes, or of too few drivers to be shown. "
            "Bars: passes in each hour."
        ),
        observed_drivers
        and tr(
            "Dots and thin lines: observed median, and 15th to 85th percentile of vehicles, where "
            "at least {count} drivers are at or beyond them."
        ).format(count=observed_drivers),
        shows_expected
        and tr("Expected passes: of the input vehicles, not all traffic; with 90 % interval."),
        zone and tr("Local time: {zone}.").format(zone=zone[:MAX_ZONE]),
    )
    return " ".join(str(part) for part in parts if part)


def profile_hour(hours: Mapping[str, Sequence[Any]], day: str, hour: int) -> str:
    """The numbers of an hour of a type of day."""
    values = {name: values[hour] for name, values in hours.items()}
    title = {"weekday": tr("Weekdays, {hours}"), "weekend": tr("Weekend days, {hours}")}[day]
    speed = tr("Mean speed: {speed} km/h").format(speed=_amount(values["speed_kmh"]))
    low, high = (values[name] for name in INTERVAL)
    vehicles = tr("Vehicles: 15th percentile {p15}, median {p50}, 85th percentile {p85} km/h")
    observed = [values.get(name) for name in OBSERVED]
    return "\n".join(
        (
            title.format(hours=f"{_clock(hour)} – {_clock(hour + 1)}"),
            _with_interval(speed, low, high, _amount),
            vehicles.format(
                **{p: _amount(values[f"speed_{p}_kmh"]) for p in ("p15", "p50", "p85")}
            ),
            *_observed(observed),
            _passes(values["passes"]),
            *_expected(values),
        )
    )


def _observed(percentiles: Sequence[float | None]) -> Iterator[str]:
    """The observed percentiles of an hour, if one is shown."""
    if any(each is not None for each in percentiles):
        p15, p50, p85 = ("–" if each is None else _amount(each) for each in percentiles)
        text = tr("Observed: 15th percentile {p15}, median {p50}, 85th percentile {p85} km/h")
        yield text.format(p15=p15, p50=p50, p85=p85)


def _passes(count: float | None) -> str:
    """The passes in an hour; None if they are not shown."""
    if count is None:
        return tr("Passes: not shown, of too few drivers")
    if not count:
        return tr("No passes: estimated from other hours and roads")
    return tr("Passes: {n}").format(n=f"{count:g}")


def _expected(values: Mapping[str, Any]) -> Iterator[str]:
    """The expected passes of an hour, if they are known."""
    number, low, high = (values.get(name) for name in EXPECTED_PASSES_FIELDS)
    if number is not None:
        text = tr("Expected passes per hour: {n}").format(n=_rate(number))
        yield _with_interval(text, low, high, _rate)


def _with_interval(
    text: str, low: float | None, high: float | None, written: Callable[[float], str]
) -> str:
    """A text with the 90 % interval behind it, if that is known."""
    if low is None or high is None:
        return text
    interval = tr("90 % interval {low} – {high}").format(low=written(low), high=written(high))
    return f"{text} ({interval})"


def cosine(value: float | None) -> str:
    """A similarity; a text if one side is absent."""
    return tr("not available for both") if value is None else localised(f"{value:.3f}")


def _amount(value: float) -> str:
    """A speed without its unit; large ones without decimals."""
    return localised(f"{value:.0f}" if value >= WHOLE_FROM else f"{value:.1f}")


def _rate(value: float) -> str:
    """Passes per hour: two digits or more, but nothing below a thousandth."""
    if 0 < value < MIN_RATE:
        return localised(f"< {MIN_RATE:g}")
    return localised(f"{value:.0f}" if value >= WHOLE_FROM else f"{value:.2g}")


def _clock(hour: int) -> str:
    return f"{hour:02}:00"


def _class(fields: Mapping[str, Any]) -> str:
    """A predicted class, and the first and the last class of its 90 % set."""
    chosen, possible = fields["popularity"], fields["popularity_set"]
    if chosen is None:
        return tr("not predicted")
    classes = possible.split("; ") if possible else [chosen]
    if len(classes) == 1:
        return tr(chosen)
    if len(classes) == len(POPULARITY_CLASSES):
        return f"{tr(chosen)} ({tr('undecided')})"
    between = tr("between {first} and {last}")
    text = between.format(first=tr(classes[0]), last=tr(classes[-1]))
    return f"{tr(chosen)} ({text})"


def _leading_share(fields: Mapping[str, Any]) -> str:
    main = fields["aoi_main"]
    if main is None:
        return tr("not predicted")
    return tr("{main}, {share:.0f} %").format(main=tr(main), share=100 * fields[f"aoi_{main}"])


def _date_time(seconds: float, zone: QTimeZone) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(seconds), zone)
