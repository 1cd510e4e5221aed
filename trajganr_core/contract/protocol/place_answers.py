"""Answers about places and roads, as :mod:`.place_query_codec` and JSON deliver them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from ..layers.road_times import (
    DAY_TYPES,
    EXPECTED_PASSES_FIELDS,
    HOURS,
    OBSERVED_BINS,
    PROFILE_FIELDS,
)
from ..records.json_records import MAX_INTEGER, is_number
from .answers import Time, Whole

LonLat = tuple[float, float]


def _is_filled_in(value: Any) -> bool:
    """Whether numbers are those of a buffer: JSON has no tuples."""
    return isinstance(value, tuple)


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | bool) or is_number(value)


def _is_amount(value: Any) -> bool:
    return is_number(value) and 0 <= value <= MAX_INTEGER


def _is_row(value: Any, count: int, *, may_lack: bool = True) -> bool:
    """Whether a value is a list of ``count`` amounts; some may be None."""
    return (
        isinstance(value, list)
        and len(value) == count
        and all(_is_amount(each) or (may_lack and each is None) for each in value)
    )


def _is_profile(value: Any) -> bool:
    return value is None or (
        isinstance(value, dict) and all(_are_hours(value.get(day)) for day in DAY_TYPES)
    )


def _are_hours(value: Any) -> bool:
    """Speeds and passes at each hour of a type of day; intervals may be unknown."""
    if not isinstance(value, dict):
        return False
    return all(
        _is_row(value.get(name), HOURS, may_lack=name.endswith(("_low", "_high", "passes")))
        for name in PROFILE_FIELDS
    ) and all(_is_row(value[name], HOURS) for name in EXPECTED_PASSES_FIELDS if name in value)


def _are_cells(value: Any, count: int, size: int) -> bool:
    """Whether a value is a list of ``count`` rows; None where too few drivers passed."""
    return (
        isinstance(value, list)
        and len(value) == count
        and all(each is None or _is_row(each, size) for each in value)
    )


def _is_week(value: Any) -> bool:
    return _are_cells(value, 7 * HOURS, 4)


def _are_days(value: Any) -> bool:
    return isinstance(value, dict) and all(_are_cells(value.get(d), HOURS, 3) for d in DAY_TYPES)


def _are_counts(value: Any) -> bool:
    return _is_row(value, OBSERVED_BINS) and not any(isinstance(each, float) for each in value)


@dataclass(frozen=True, kw_only=True)
class PlacePhoto:
    """The street-view picture nearest to a place.

    Attributes:
        image: its id.
        lon, lat: where it was taken, degrees.
        heading: degrees from north.
        captured_at: ISO 8601.
        distance_m: of the place.
        licence, attribution: empty where unknown.
    """

    image: str
    lon: float
    lat: float
    heading: float | None = None
    captured_at: str | None = None
    distance_m: float
    licence: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class Passing:
    """A trip that passes a place.

    Attributes:
        trip: its id.
        at: Unix seconds at the place.
        speed_kmh: there.
        path: (lon, lat, Unix seconds) of the vertices around it.
    """

    trip: str
    at: Time
    speed_kmh: float | None = None
    path: Annotated[tuple[tuple[float, float, float], ...], _is_filled_in]


@dataclass(frozen=True, kw_only=True)
class RoadAt:
    """A directed road, and a point of it. For a place without a road, its fields are None.

    Attributes:
        edge: its number in the network.
        source_fid: feature of the input layer.
        osm_id: OpenStreetMap way.
        direction: ``forward`` or ``backward``.
        name: of the road.
        location: (lon, lat), degrees.
    """

    edge: Whole | None = None
    source_fid: float | None = None
    osm_id: Whole | None = None
    direction: str | None = None
    name: str | None = None
    location: LonLat


@dataclass(frozen=True, kw_only=True)
class SimilarRoad(RoadAt):
    """Another road, with the cosine of its embedding."""

    similarity: float | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceRoad(RoadAt):
    """What a model says about a road at a place.

    Attributes:
        from_node, to_node: of the network.
        highway: class of the road.
        length_m: of the road.
        distance_m: of the place.
        offset_m: of the foot point, from the beginning of the road.
        trips, images: that the predictions are made from, numbers.
        basis, caution: what they rest on, and why they may be wrong.
        embedding: numbers.
        predictions: values of each task by field; None where unknown.
        nearest: the most similar other roads.
        passes: trips that pass the place.
    """

    from_node: Whole | None = None
    to_node: Whole | None = None
    highway: str | None = None
    length_m: float | None = None
    distance_m: float | None = None
    offset_m: float | None = None
    trips: Whole
    images: Whole
    basis: str
    caution: str
    embedding: Annotated[tuple[float, ...], _is_filled_in]
    predictions: Mapping[str, Mapping[str, Annotated[Any, _is_scalar]]]
    nearest: tuple[SimilarRoad, ...]
    passes: tuple[Passing, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceAnswer:
    """What a model says about a place.

    Attributes:
        location: (lon, lat), degrees.
        model: its name.
        time_zone: IANA name of the study area's zone; empty where unknown.
        photo: the nearest one.
        roads: from the nearest to the farthest, both directions of a road together; without a road
            nearby the only one is about the place alone.
    """

    location: LonLat
    model: str
    time_zone: str = ""
    photo: PlacePhoto | None = None
    roads: tuple[PlaceRoad, ...]


#: Values at each hour of a day, by name: :data:`..layers.road_times.PROFILE_FIELDS`, and of newer
#: workers :data:`..layers.road_times.EXPECTED_PASSES_FIELDS`.
DayHours = Mapping[str, Sequence[Any]]
#: A few numbers; None where too few drivers passed.
Cell = Sequence[float | None] | None


@dataclass(frozen=True, kw_only=True)
class RoadTimes:
    """How a directed road is driven at times of the week: predicted and observed.

    Attributes:
        edge: its number in the network.
        profile: predicted, for each type of day; None for a model that has not learned times.
        min_drivers: what fewer drivers did is left out.
        week: passes, P15, P50 and P85, km/h, of 168 hours from Monday 00:00.
        days: P15, P50 and P85 of the hours of each type of day.
        speeds: numbers of passes in ranges of speed, of which the last also holds what is beyond.
        recovered_share: of the passes, between distant fixes; None where too few drivers made them,
            or others.
    """

    edge: Whole
    profile: Annotated[Mapping[str, DayHours] | None, _is_profile] = None
    min_drivers: Whole
    week: Annotated[Sequence[Cell], _is_week]
    days: Annotated[Mapping[str, Sequence[Cell]], _are_days]
    speeds: Annotated[Sequence[int | None], _are_counts]
    recovered_share: float | None = None
