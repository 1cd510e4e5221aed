"""Columns of layers: their names, and what people call them, with unit and type.

Each kind of job declares those of its layers (:mod:`..kinds`); here are those that several have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from ..texts.text import Text


class ColumnType(Enum):
    """What is in a column."""

    NUMBER = "numbers"
    WHOLE = "whole numbers"
    TEXT = "texts"
    TIME = "times"
    FLAG = "yes or no"


@dataclass(frozen=True)
class Column:
    """A column of a layer.

    Attributes:
        name: in files.
        alias: its name for people, a :class:`~..texts.text.Text` if it is composed; '' if it needs
            none.
        unit: of its values; '' if they have none.
        type: of its values.
        meaning: what the alias does not say of its values, in documents.
    """

    name: str
    alias: str = ""
    unit: str = ""
    type: ColumnType = ColumnType.NUMBER
    meaning: str = ""


WHOLE, TEXT = ColumnType.WHOLE, ColumnType.TEXT


def phrase(alias: str) -> Text:
    """An alias as a part of other texts."""
    return alias if isinstance(alias, Text) else Text(alias)


def with_interval(column: Column) -> tuple[Column, Column, Column]:
    """A column, and those with the ends of its 90 % interval."""
    name = phrase(column.alias)
    low = Text("{name}, 90 % interval from", name=name)
    high = Text("{name}, 90 % interval to", name=name)
    return (
        column,
        replace(column, name=f"{column.name}_low", alias=low, meaning=""),
        replace(column, name=f"{column.name}_high", alias=high, meaning=""),
    )


SPEED_LIMIT = Column(
    "maxspeed_kmh", "Speed limit", "km/h", meaning="Left out if no segment has a known one."
)
BASIS = Column(
    "basis",
    "What the prediction rests on",
    type=TEXT,
    meaning="trips and image, trips, image, or place only.",
)
#: Columns of every layer of directed segments.
ROAD = (
    Column(
        "edge",
        "Directed segment",
        type=WHOLE,
        meaning="Number from 0, as in all layers of the bundle.",
    ),
    Column(
        "from_node",
        "Node where the segment begins",
        type=WHOLE,
        meaning="Segments share it where they meet.",
    ),
    Column("to_node", "Node where the segment ends", type=WHOLE),
    Column(
        "source_fid",
        "Id of the source feature",
        type=WHOLE,
        meaning="Of the road layer, or of the way.",
    ),
    Column("osm_id", "OpenStreetMap id", type=WHOLE),
    Column(
        "direction",
        "Direction of travel",
        type=TEXT,
        meaning="forward as the feature is drawn, or backward.",
    ),
    Column("highway", "Road class", type=TEXT),
    Column("name", "Name", type=TEXT),
    Column("length_m", "Length", "m"),
    SPEED_LIMIT,
)
TRAVEL_TIME = Column(
    "travel_s", "Mean travel time", "s", meaning="Length ÷ space-mean speed; empty for time means."
)
#: What a value of a segment rests on.
SUPPORT = (
    Column("trips", "Trips behind the prediction", type=WHOLE),
    Column("images", "Street views behind the prediction", type=WHOLE),
    BASIS,
    Column("caution", "Why it may be less reliable", type=TEXT),
)
DISTANCE_TO_ROAD = Column("distance_m", "Distance to the road", "m")

TRIP_ID = Column("trip_id", "Trip", type=TEXT)
DRIVER_ID = Column("driver_id", "Driver or vehicle", type=TEXT)
TIME = Column("time", "Time", type=ColumnType.TIME)
TRIP = (
    TRIP_ID,
    DRIVER_ID,
    Column("start_time", "Start", type=ColumnType.TIME),
    Column("end_time", "End", type=ColumnType.TIME),
    Column("fixes", "Number of fixes", type=WHOLE),
)
PIECE_OF_TRIP = Column(
    "piece", "Piece of a trip", type=WHOLE, meaning="From 0; trips are cut where no road fits."
)
PROBABILITY = Column(
    "probability",
    "Probability of the way",
    meaning="From 0 to 1; 1 where fixes are close. Of a path: the mean over its metres.",
)
#: Of the paths of matched trips.
PIECE = (
    *TRIP,
    PIECE_OF_TRIP,
    Column("length_m", "Length", "m"),
    Column("rms_m", "Distance of its fixes to the path, root mean square", "m"),
    Column("share_matched", "Share of the trip's fixes that were matched"),
    Column("confidence", "Probability that a fix is on the path, mean"),
    PROBABILITY,
)

HEADING = Column("heading", "Direction of view, clockwise from north", "°")
#: Of street views.
PICTURE = (
    Column("image_id", "Picture", type=TEXT),
    Column("path", "File of the picture", type=TEXT),
    HEADING,
    Column("captured_at", "Taken at", type=TEXT),
    Column("quality", "Quality, 0 to 1"),
)

TIME_SET = Column(
    "time_set", "Times of the week", type=TEXT, meaning="Local time, such as Mon-Fri 07:00-09:00."
)
#: Of layers that count trips.
COUNTS = (
    Column("trip_count", "Trips", type=WHOLE, meaning="Each trip counts once a row."),
    Column(
        "share",
        "Share of the trips, 0 to 1",
        meaning="Trips of the row ÷ all trips at these times.",
    ),
    Column(
        "vehicles", "Drivers or vehicles", type=WHOLE, meaning="Vehicles if there are no drivers."
    ),
)
#: Of layers with volumes.
VEHICLES_DAY = with_interval(
    Column(
        "vehicles_day",
        "Vehicles a day",
        "per day",
        meaning="Mean over the days of the week, estimated from counts and trips.",
    )
)
VEHICLES_SOURCE = Column(
    "vehicles_source",
    "What the volume rests on",
    type=TEXT,
    meaning="counted, from trips, or predicted.",
)
DAILY = (*VEHICLES_DAY, VEHICLES_SOURCE)
VEHICLES_HOUR = with_interval(
    Column(
        "vehicles_hour",
        "Vehicles an hour",
        "per hour",
        meaning="Mean over the hours of these times.",
    )
)
HOURS_LOST = Column(
    "hours_lost",
    "Hours lost by all vehicles",
    "h per day",
    meaning="Delay × vehicles, on a day with these times. Only with counts.",
)
