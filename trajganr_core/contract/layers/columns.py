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
    """

    name: str
    alias: str = ""
    unit: str = ""
    type: ColumnType = ColumnType.NUMBER


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
        replace(column, name=f"{column.name}_low", alias=low),
        replace(column, name=f"{column.name}_high", alias=high),
    )


SPEED_LIMIT = Column("maxspeed_kmh", "Speed limit", "km/h")
BASIS = Column("basis", "What the prediction rests on", type=TEXT)
#: Columns of every layer of directed segments; the last ones are of predictions only.
ROAD = (
    Column("edge", "Directed segment", type=WHOLE),
    Column("from_node", "Node where the segment begins", type=WHOLE),
    Column("to_node", "Node where the segment ends", type=WHOLE),
    Column("source_fid", "Id of the source feature", type=WHOLE),
    Column("osm_id", "OpenStreetMap id", type=WHOLE),
    Column("direction", "Direction of travel", type=TEXT),
    Column("highway", "Road class", type=TEXT),
    Column("name", "Name", type=TEXT),
    Column("length_m", "Length", "m"),
    SPEED_LIMIT,
    Column("travel_s", "Mean travel time", "s"),
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
PIECE_OF_TRIP = Column("piece", "Piece of a trip", type=WHOLE)
#: Of the paths of matched trips.
PIECE = (
    *TRIP,
    PIECE_OF_TRIP,
    Column("length_m", "Length", "m"),
    Column("rms_m", "Distance of its fixes to the path, root mean square", "m"),
    Column("share_matched", "Share of the trip's fixes that were matched"),
    Column("confidence", "Probability that a fix is on the path, mean"),
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

TIME_SET = Column("time_set", "Times of the week", type=TEXT)
#: Of layers that count trips.
COUNTS = (
    Column("trip_count", "Trips", type=WHOLE),
    Column("share", "Share of the trips, 0 to 1"),
    Column("vehicles", "Drivers or vehicles", type=WHOLE),
)
