"""How files become a bundle: options of reading, cleaning, matching and labelling, in one place.

A job's parameters inherit from these classes and call their checks, so that a form in QGIS, an
option of the command line and a message to the worker are refused by the same code. Standard
library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

from .choices import DRIVING_SIDES
from .errors import Code, TrajganrError
from .tasks import task
from .validation import check_choice, check_not_negative, check_positive

__all__ = [
    "CUTS",
    "MEASURED_SPEED_UNITS",
    "PANORAMAS",
    "SPEED_UNITS",
    "THUMBNAILS",
    "TIME_UNITS",
    "UNORDERED",
    "CleaningOptions",
    "LabelOptions",
    "MatchOptions",
    "PrepareConfig",
    "RoadOptions",
    "StreetViewFilter",
    "TripOptions",
]

#: Units of speed, and how many km/h each is.
SPEED_UNITS = {"km/h": 1.0, "m/s": 3.6, "mph": 1.609344, "knots": 1.852}
#: The same for measured speeds, whose field's name may say it.
MEASURED_SPEED_UNITS = ("auto", *SPEED_UNITS)
TIME_UNITS = ("auto", "s", "ms")
CUTS = ("auto", "occupancy", "gap")
UNORDERED = ("sort", "drop")
PANORAMAS = ("all", "only", "none")
THUMBNAILS = ("256", "1024", "2048", "original")


@dataclass(frozen=True, kw_only=True)
class TripOptions:
    """How files of trips are read; what is empty is recognised by its usual names.

    Attributes:
        trip_field, driver_field, time_field, speed_field, lon_field, lat_field: columns of a table
            or fields of a layer.
        speed_unit: of the measured speed; auto takes the one that its field's name says
            (``speed_kmh``, ``speed_ms``), and a speed whose unit is not known is refused.
        time_unit: of times that are numbers; auto tells Unix seconds from milliseconds by size.
        time_zone: IANA name, of times written without a zone; they are refused where it is empty.
        crs: of a table's coordinates, or of a layer that says none; "" is EPSG:4326 for columns
            that are called lon and lat.
        cut_by: where a vehicle's continuous record (no trip id) is cut into trips: where a
            passenger gets in or out, or at gaps of ``trip_gap_s``; auto takes the occupancy where
            the record has one.
        trip_gap_s: a vehicle not heard of for so long begins a new trip, seconds.
    """

    trip_field: str = ""
    driver_field: str = ""
    time_field: str = ""
    speed_field: str = ""
    lon_field: str = ""
    lat_field: str = ""
    speed_unit: str = "auto"
    time_unit: str = "auto"
    time_zone: str = ""
    crs: str = ""
    cut_by: str = "auto"
    trip_gap_s: float = 300.0

    def __post_init__(self) -> None:
        check_choice("speed_unit", self.speed_unit, MEASURED_SPEED_UNITS)
        check_choice("time_unit", self.time_unit, TIME_UNITS)
        check_choice("cut_by", self.cut_by, CUTS)
        check_positive(trip_gap_s=self.trip_gap_s)
        _check_time_zone(self.time_zone)


@dataclass(frozen=True, kw_only=True)
class CleaningOptions:
    """What is taken out of trips, and where they are cut; 0 turns a rule off.

    Attributes:
        unordered: fixes that are not in the order of their times are sorted, or those that go
            back in time dropped.
        max_speed_kmh: a fix that could only be reached faster than this is an outlier.
        max_jump_m: a fix farther than this from the ones before and after it, which are nearer
            each other than it is to either, is an outlier.
        max_gap_s: a trip is cut where nothing is heard for longer.
        stop_s, stop_radius_m: a trip is cut where it stays within the radius for at least so long;
            the stay itself is dropped.
        min_fixes: trips and pieces with fewer are dropped; at least 2.
    """

    unordered: str = "sort"
    max_speed_kmh: float = 200.0
    max_jump_m: float = 0.0
    max_gap_s: float = 600.0
    stop_s: float = 0.0
    stop_radius_m: float = 50.0
    min_fixes: int = 2

    def __post_init__(self) -> None:
        check_choice("unordered", self.unordered, UNORDERED)
        check_not_negative(
            max_speed_kmh=self.max_speed_kmh,
            max_jump_m=self.max_jump_m,
            max_gap_s=self.max_gap_s,
            stop_s=self.stop_s,
        )
        check_positive(stop_radius_m=self.stop_radius_m)
        if self.min_fixes < 2:
            raise _refused("min_fixes", self.min_fixes, "2 or more: one fix is no trip")


@dataclass(frozen=True, kw_only=True)
class RoadOptions:
    """How a line layer is understood as roads; the defaults are OpenStreetMap's names.

    Attributes:
        class_field, oneway_field, name_field: fields of the layer. Where there is no class field
            every line is a road.
        road_classes: values of the class field that are kept; empty for OpenStreetMap's public
            roads for cars.
    """

    class_field: str = "highway"
    oneway_field: str = "oneway"
    name_field: str = "name"
    road_classes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchOptions:
    """How trips are matched to roads.

    Attributes:
        search_radius_m: roads farther than this from a fix are no candidates for it.
        gps_error_m: standard deviation of a fix across its road.
    """

    search_radius_m: float = 50.0
    gps_error_m: float = 30.0

    def __post_init__(self) -> None:
        check_positive(search_radius_m=self.search_radius_m, gps_error_m=self.gps_error_m)


@dataclass(frozen=True, kw_only=True)
class LabelOptions:
    """Where the labels of roads come from.

    Attributes:
        label_share: share of drivers whose trips become labels, in [0, 1); the others are the
            model's input.
        label_fields: pairs of a task and the field of the label layer that holds its labels; for
            ``aoi`` the beginning of the names of a field a category. Tasks not named here are
            derived from label trips and places.
        label_speed_unit: of the layer's speeds.
        label_tolerance_m: a line of the layer farther than this from a road is another road.
    """

    label_share: float = 0.5
    label_fields: tuple[tuple[str, str], ...] = ()
    label_speed_unit: str = "km/h"
    label_tolerance_m: float = 10.0

    def __post_init__(self) -> None:
        if not 0 <= self.label_share < 1:
            raise _refused("label_share", self.label_share, "a share in [0, 1), such as 0.5")
        for name, _ in self.label_fields:
            task(name)
        check_choice("label_speed_unit", self.label_speed_unit, SPEED_UNITS)
        check_positive(label_tolerance_m=self.label_tolerance_m)

    def check_layer(self, *, given: bool) -> None:
        """Refuse a label layer without fields, or fields without a layer: neither would be used.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """
        if given != bool(self.label_fields):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "A layer of labels and the fields that hold them go together.",
                "Give both the layer and its field for each task, or neither.",
            )


@dataclass(frozen=True, kw_only=True)
class PrepareConfig(TripOptions, CleaningOptions, RoadOptions, MatchOptions, LabelOptions):
    """How files become a bundle: the options of all stages; the base classes describe theirs.

    Attributes:
        name: of the bundle.
        seed: of the split of drivers into label and input.
        image_distance_m: images farther than this from every road are dropped (δ in the paper).
        driving_side: on which side of the road vehicles drive, which decides where each direction
            is drawn; ``auto`` takes that of the country.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value that cannot be.

    Example:
        >>> import trajganr_core as tg
        >>> tg.PrepareConfig(time_zone="Europe/Lisbon", max_speed_kmh=150).max_gap_s
        600.0
    """

    name: str = ""
    seed: int = 0
    image_distance_m: float = 25.0
    driving_side: str = "auto"

    def __post_init__(self) -> None:
        check_choice("driving_side", self.driving_side, DRIVING_SIDES)
        TripOptions.__post_init__(self)
        CleaningOptions.__post_init__(self)
        MatchOptions.__post_init__(self)
        LabelOptions.__post_init__(self)
        check_positive(image_distance_m=self.image_distance_m)


@dataclass(frozen=True, kw_only=True)
class StreetViewFilter:
    """Which street views of an area are fetched.

    Attributes:
        min_quality: Mapillary's score in [0, 1]; 0 takes also those without a score.
        captured_after, captured_before: ISO 8601 dates or times, the first included and the second
            not, UTC unless a zone is said; "" for any.
        panoramas: all pictures, only panoramas, or none of them.
        thumbnail: width of the picture that is fetched, pixels.
        max_images: at most so many, spread along all sequences that were found; 0 for all.
    """

    min_quality: float = 0.0
    captured_after: str = ""
    captured_before: str = ""
    panoramas: str = "none"
    thumbnail: str = "1024"
    max_images: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.min_quality <= 1:
            raise _refused("min_quality", self.min_quality, "a score in [0, 1]")
        check_choice("panoramas", self.panoramas, PANORAMAS)
        check_choice("thumbnail", self.thumbnail, THUMBNAILS)
        check_not_negative(max_images=self.max_images)


def _check_time_zone(name: str) -> None:
    if not name:
        return
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # A system without the IANA tables (Windows) knows no zone at all; the worker, which has
        # them, checks it.
        if available_timezones():
            raise _refused("time_zone", name, "an IANA name such as Europe/Lisbon") from None


def _refused(name: str, value: object, expected: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "{name} cannot be {value}.",
        "Give {expected}.",
        name=name,
        value=value,
        expected=expected,
    )
