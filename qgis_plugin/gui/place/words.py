"""What is told of a place, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from trajganr_core.tasks import TASKS, Kind

from ...i18n import tr
from ...layers.described import alias

#: Numbers from here on are told without decimals.
WHOLE_FROM = 10.0


def road_name(entry: Mapping[str, Any]) -> str:
    """What a road is called: by its name, else by its class."""
    if entry["edge"] is None:
        return tr("No road nearby")
    return entry["name"] or tr("{highway} without a name").format(highway=entry["highway"])


def direction_word(direction: str | None) -> str:
    """Whether one drives as the road was drawn, or against it."""
    return {"forward": tr("forward"), "backward": tr("backward")}.get(direction or "", "")


def metres(value: float | None) -> str:
    """A distance; '' where there is none."""
    return "" if value is None else tr("{metres:.0f} m").format(metres=value)


def clock(seconds: float) -> str:
    """The time of day, UTC."""
    return _utc(seconds).strftime("%H:%M:%S")


def day(seconds: float) -> str:
    """The date, UTC."""
    return _utc(seconds).strftime("%Y-%m-%d")


def speed(value: float | None) -> str:
    """A speed; a dash where it is not known."""
    return "–" if value is None else tr("{speed:.0f} km/h").format(speed=value)


def title(task_id: str) -> str:
    """What is predicted, and in which unit."""
    return alias(TASKS[task_id].fields[0])


def prediction(task_id: str, fields: Mapping[str, Any]) -> str:
    """A prediction with its uncertainty, in the unit that the title says."""
    kind = TASKS[task_id].kind
    if kind is Kind.ORDINAL:
        return _class(fields)
    if kind is Kind.DISTRIBUTION:
        return _leading_share(fields)
    return _number(task_id, fields)


def _number(task_id: str, fields: Mapping[str, Any]) -> str:
    """A predicted number and its interval, with as many digits as matter."""
    name = TASKS[task_id].fields[0].name
    value, low, high = (fields[key] for key in (name, f"{name}_low", f"{name}_high"))
    if value is None:
        return tr("not predicted")
    digits = 0 if max(value, high or 0.0) >= WHOLE_FROM else 2
    if low is None or high is None:
        return f"{value:.{digits}f}"
    return f"{value:.{digits}f} ({low:.{digits}f} – {high:.{digits}f})"


def doubt_of_shares(fields: Mapping[str, Any]) -> str:
    """How far the shares may be off."""
    radius = fields["aoi_radius"]
    if radius is None:
        return tr("no bound of the errors is known")
    return tr("errors sum up to {radius:.2f} at most, in 90 %").format(radius=radius)


def basis(entry: Mapping[str, Any]) -> str:
    """What the predictions rest on."""
    return tr("Rests on {basis} (trips: {trips}, pictures: {images})").format(
        basis=entry["basis"], trips=entry["trips"], images=entry["images"]
    )


def photo(about: Mapping[str, Any]) -> str:
    """Where a photo looks, when it was taken, how far away, and by whom."""
    heading = about["heading"]
    parts = (
        "" if heading is None else tr("looks {point}").format(point=compass(heading)),
        about["captured_at"] and tr("taken {when}").format(when=about["captured_at"]),
        tr("{metres} away").format(metres=metres(about["distance_m"])),
        about["attribution"],
        about["licence"],
    )
    return ", ".join(filter(None, parts))


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


def cosine(value: float | None) -> str:
    """How alike two things are; in words where one of them is nothing."""
    return tr("not on both sides") if value is None else f"{value:.3f}"


def _class(fields: Mapping[str, Any]) -> str:
    """A predicted class and the set that holds the true one with 90 %."""
    chosen, possible = fields["popularity"], fields["popularity_set"]
    if chosen is None:
        return tr("not predicted")
    if not possible:
        return tr(chosen)
    return f"{tr(chosen)} ({'; '.join(map(tr, possible.split('; ')))})"


def _leading_share(fields: Mapping[str, Any]) -> str:
    main = fields["aoi_main"]
    if main is None:
        return tr("not predicted")
    return tr("{main}, {share:.0f} %").format(main=tr(main), share=100 * fields[f"aoi_{main}"])


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
