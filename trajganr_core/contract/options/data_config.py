"""How files become a bundle: options of reading, cleaning, matching and labelling.

Parameters of jobs inherit from these classes, so that forms in QGIS, the command line and the
worker make the same checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ..tasks import task
from ..texts.text import Text
from .choices import DRIVING_SIDES, RECOVER, VEHICLES
from .option_fields import OptionSet, documented, option
from .validation import check_time_zone

#: Units of speed, and how many km/h each is.
SPEED_UNITS = {"km/h": 1.0, "m/s": 3.6, "mph": 1.609344, "knots": 1.852}

#: The two means of the speeds of vehicles on a road.
SPEED_MEANS = {"space": "Space mean: metres ÷ seconds", "time": "Time mean of the passes' speeds"}
#: The source of derived speed labels, by mean, in manifests and cards.
DERIVED_SPEED = {
    "space": Text(
        "Derived: space-mean speed, the metres of all passes of label trips ÷ their seconds."
    ),
    "time": Text(
        "Derived: time-mean speed, the arithmetic mean of the speeds of the passes of label trips."
    ),
}


_trip_option = partial(option, group="reading trips")
_cleaning_option = partial(option, group="cleaning trips")
_road_option = partial(option, group="reading roads")
_match_option = partial(option, group="map matching")
_label_option = partial(option, group="labels")
_picture_option = partial(option, group="pictures")
_usual_field = partial(_trip_option, "", left_open="detected by its usual names")
_layer_field = partial(_road_option, help="Used if the layer has it.", field_of="roads")
_day = partial(
    option,
    "",
    help="ISO 8601 date or time, in UTC where it names no zone.",
    left_open="any day",
    is_date=True,
)


@dataclass(frozen=True, kw_only=True)
class TripOptions(OptionSet):
    """How files of trips are read. The metadata of each field describes it."""

    trip_field: str = _usual_field(
        title="Field of the trip ID", help="Column of a table, or field of a layer of fixes."
    )
    driver_field: str = _usual_field(
        title="Field of the driver or vehicle",
        help="Labels and input trips are kept apart by driver.",
    )
    time_field: str = _usual_field(
        title="Field of the time", help="Dates with times, or numbers since 1970."
    )
    speed_field: str = _usual_field(
        title="Field of the measured speed", help="Speed of the vehicle at a fix."
    )
    heading_field: str = _usual_field(
        title="Field of the heading",
        help="Direction of travel at a fix, degrees clockwise from north.",
    )
    lon_field: str = _usual_field(title="Field of the longitude or x", help="Only for tables.")
    lat_field: str = _usual_field(title="Field of the latitude or y", help="Only for tables.")
    speed_unit: str = _trip_option(
        "auto",
        title="Unit of the measured speed",
        help="Automatic reads it from the field's name, such as speed_kmh or speed (m/s). A speed "
        "whose unit is unknown is refused.",
        choices=("auto", *SPEED_UNITS),
        words={"auto": "Automatic"},
    )
    time_unit: str = _trip_option(
        "auto",
        title="Unit of numeric times",
        help="Since 1970. Automatic distinguishes seconds from milliseconds by their size.",
        choices={"auto": "Automatic", "s": "Seconds", "ms": "Milliseconds"},
    )
    time_zone: str = _trip_option(
        "",
        title="Time zone of times without one",
        help="Such as Europe/Lisbon or UTC. Numbers are Unix time, which is UTC.",
        left_open="times without a zone are refused",
        parse=check_time_zone,
    )
    crs: str = _trip_option(
        "",
        title="CRS of the coordinates",
        help="Coordinate reference system of a table, such as EPSG:3763.",
        left_open="the layer's own, and EPSG:4326 for columns named lon and lat",
    )
    cut_by: str = _trip_option(
        "auto",
        title="How records without trip IDs are cut",
        help="Automatic cuts where passengers get in or out if the record contains that, "
        "otherwise at gaps.",
        choices={
            "auto": "Automatic",
            "occupancy": "Where passengers get in or out",
            "gap": "At gaps",
        },
    )
    trip_gap_s: float | None = _trip_option(
        None,
        title="Gap that begins a new trip",
        help="In the record of a vehicle without trip IDs.",
        left_open="300 s; of a vehicle that reports seldom three of its usual intervals, up to "
        "1800 s",
        unit="s",
        above=0,
    )


@dataclass(frozen=True, kw_only=True)
class CleaningOptions(OptionSet):
    """What is removed from trips, and where they are cut.

    The metadata of each field describes it.
    """

    unordered: str = _cleaning_option(
        "sort",
        title="Fixes that are not in order of time",
        help="Sort them, or drop those that go back in time.",
        choices={"sort": "Sort them", "drop": "Drop those that go back in time"},
    )
    max_speed_kmh: float = _cleaning_option(
        300.0,
        title="Maximum speed",
        help="Fixes that could only be reached faster are dropped as errors of positions. 0 keeps "
        "all.",
        unit="km/h",
        minimum=0,
    )
    max_jump_m: float = _cleaning_option(
        0.0,
        title="Maximum jump",
        help="A fix farther than this from both its neighbours is dropped. 0 keeps all.",
        unit="m",
        minimum=0,
    )
    max_gap_s: float | None = _cleaning_option(
        None,
        title="Maximum gap",
        help="A trip is cut where two fixes are farther apart in time. 0 cuts none.",
        left_open="600 s; in a trip that reports seldom three of its usual intervals, up to 1800 s",
        unit="s",
        minimum=0,
    )
    stop_s: float = _cleaning_option(
        0.0,
        title="Minimum stop",
        help="A trip is cut where it stops for at least this long; the stop is dropped. 0 cuts "
        "none.",
        unit="s",
        minimum=0,
    )
    stop_radius_m: float = _cleaning_option(
        50.0,
        title="Radius of a stop",
        help="A vehicle that stays within this radius has stopped.",
        unit="m",
        above=0,
    )
    trim_ends_m: float = _cleaning_option(
        0.0,
        title="Trimmed ends of trips",
        help="Fixes at the beginning and the end of a trip are dropped until it is farther than "
        "this from where it begins or ends, so that homes are not kept. 0 keeps all.",
        unit="m",
        minimum=0,
    )
    min_fixes: int = _cleaning_option(
        2,
        title="Minimum number of fixes",
        help="Trips with fewer fixes are dropped, also pieces of cut trips.",
        minimum=2,
    )


@dataclass(frozen=True, kw_only=True)
class RoadOptions(OptionSet):
    """How a line layer is read as roads. The metadata of each field describes it.

    The default fields are OpenStreetMap's names. Without a class field, every line is a road.
    """

    class_field: str = _layer_field("highway", title="Field of the road class")
    oneway_field: str = _layer_field("oneway", title="Field of one-way roads")
    name_field: str = _layer_field("name", title="Field of the road name")
    road_classes: tuple[str, ...] = _road_option(
        (),
        title="Road classes to keep",
        help="Values of the class field.",
        left_open="OpenStreetMap's public roads for the vehicle",
        flag="road_class",
    )
    vehicle: str = _road_option(
        "car",
        title="Vehicle",
        help="Roads, directions and turns that OpenStreetMap's tags permit to this vehicle are "
        "used. Taxis and buses also use their own lanes and streets.",
        choices=VEHICLES,
    )


@dataclass(frozen=True, kw_only=True)
class MatchOptions(OptionSet):
    """How trips are matched to roads. The metadata of each field describes it."""

    search_radius_m: float = _match_option(
        50.0,
        title="Search radius",
        help="Roads farther than this from a fix are no candidates for it.",
        unit="m",
        above=0,
    )
    gps_error_m: float | None = _match_option(
        None,
        title="GPS error",
        help="Standard deviation of a fix across its road. A larger value lets fixes be matched "
        "to roads farther away.",
        left_open="estimated from the fixes of each trip",
        unit="m",
        above=0,
    )
    recover: str = _match_option(
        "auto",
        title="Ways between distant fixes",
        help="The likeliest way by how trips turn and how fast they drive, with its probability; "
        "if never recovered, the shortest path.",
        choices=RECOVER,
    )


@dataclass(frozen=True, kw_only=True)
class LabelOptions(OptionSet):
    """Where the labels of roads come from. The metadata of each field describes it.

    ``label_fields`` holds pairs of a task and a field of the label layer; for ``aoi``, the common
    prefix of its fields, one a category. Labels of tasks that are not named are derived.
    """

    label_share: float = _label_option(
        0.5,
        title="Share of drivers whose trips become labels",
        help="The model sees the trips of the other drivers; no driver is in both.",
        minimum=0,
        below=1,
    )
    label_fields: tuple[tuple[str, str], ...] = _label_option(
        (),
        title="Fields of the label layer",
        help="The field that holds a task's labels, as TASK=FIELD, such as speed=v_mean.",
        left_open="labels are derived from trips and places",
        flag="label",
    )
    label_speed_unit: str = _label_option(
        "km/h",
        title="Unit of the labels' speeds",
        help="Of the field of the label layer that holds the speed.",
        choices=tuple(SPEED_UNITS),
    )
    speed_mean: str = _label_option(
        "space",
        title="Mean of the derived speed",
        help="The space mean is the metres of all passes ÷ their seconds, so that travel times add "
        "up. The time mean is the arithmetic mean of the speeds of the passes; it is never lower.",
        choices=SPEED_MEANS,
    )
    label_tolerance_m: float = _label_option(
        10.0,
        title="Maximum distance of a label from its road",
        help="Lines of the label layer farther from every road are left out.",
        unit="m",
        above=0,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, _ in self.label_fields:
            task(name)


@documented
@dataclass(frozen=True, kw_only=True)
class PrepareConfig(TripOptions, CleaningOptions, RoadOptions, MatchOptions, LabelOptions):
    """How files become a bundle: the options of all stages.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value out of bounds.

    Example:
        >>> import trajganr_core as tg
        >>> tg.PrepareConfig(time_zone="Europe/Lisbon", max_speed_kmh=150).min_fixes
        2
    """

    name: str = option(
        "", title="Name", help="The name of the result, in forms and in the dock.", advanced=False
    )
    seed: int = option(
        0,
        title="Random seed",
        help="Sets every random choice: the same seed and data give the same result.",
        minimum=0,
    )
    image_distance_m: float = option(  # δ in the paper
        25.0,
        title="Maximum distance of a street view from a road",
        help="Street views farther from every road are left out.",
        unit="m",
        above=0,
    )
    driving_side: str = option(
        "auto",
        title="Side of the road on which vehicles drive",
        help="Decides on which side each direction of a road is drawn. Automatic uses the "
        "country's rule; the log shows the side.",
        choices=DRIVING_SIDES,
    )
    local_time_zone: str = option(
        "",
        title="Time zone of the study area",
        help="Such as Europe/Lisbon. Times of the week, such as Mon-Fri 07:00-09:00, are local "
        "times of this zone.",
        left_open="the zone in which most of its roads are",
        parse=check_time_zone,
    )


@dataclass(frozen=True, kw_only=True)
class StreetViewFilter(OptionSet):
    """Which street views of an area are downloaded. The metadata of each field describes it."""

    min_quality: float = _picture_option(
        0.0,
        title="Minimum quality, 0 to 1",
        help="Mapillary's score; 0 includes street views without one.",
        minimum=0,
        maximum=1,
    )
    captured_after: str = _day(title="Taken on this day or later")
    captured_before: str = _day(title="Taken before this day")
    panoramas: str = option(
        "none",
        title="Panoramas",
        help="Street views that show all directions.",
        choices={
            "all": "With all other street views",
            "only": "Only panoramas",
            "none": "Without panoramas",
        },
    )
    thumbnail: str = _picture_option(
        "1024",
        title="Width of the pictures",
        help="Wider pictures need more disk space; the model sees 224 pixels by default.",
        unit="pixels",
        choices=("256", "1024", "2048", "original"),
        words={"original": "As taken"},
    )
    max_images: int = _picture_option(
        0,
        title="Maximum number of street views",
        help="Spread over all sequences that were found. 0 downloads all.",
        minimum=0,
    )


#: Default options of each stage, by its name in manifests.
STAGE_DEFAULTS = {
    "trips": TripOptions(),
    "cleaning": CleaningOptions(),
    "roads": RoadOptions(),
    "matching": MatchOptions(),
    "labels": LabelOptions(),
}
