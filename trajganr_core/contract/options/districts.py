"""Districts of a study area: its ninths, named by where they lie on a map."""

from __future__ import annotations

from dataclasses import dataclass

#: The ninths of a study area, from north-west to south-east. The centre is that of the area.
DISTRICTS = (
    *("north-west", "north", "north-east"),
    *("west", "centre", "east"),
    *("south-west", "south", "south-east"),
)
#: A district with fewer tested roads, or tested roads in fewer blocks, is merged with a neighbour.
MIN_ROADS, MIN_BLOCKS = 30, 8
#: Between the names of districts that count as one.
JOINED = " + "


@dataclass(frozen=True, kw_only=True)
class DistrictData:
    """The roads of a district, and how many of them have inputs.

    Attributes:
        district: of :data:`DISTRICTS`.
        roads: number of directed segments.
        with_trips, with_images: how many of them have input trips, and pictures.
    """

    district: str
    roads: int
    with_trips: int
    with_images: int


@dataclass(frozen=True, kw_only=True)
class DistrictGap:
    """The largest difference between the errors of two districts, on tested roads.

    Attributes:
        worst, best: the districts with the largest and the smallest mean error; one of
            :data:`DISTRICTS`, or several with :data:`JOINED` between them.
        difference: of the mean errors, in the task's unit.
        low, high: bounds of a 95 % interval that holds for all pairs of districts at once.
    """

    worst: str
    best: str
    difference: float
    low: float
    high: float
