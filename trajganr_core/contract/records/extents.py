"""Extents of data, and the error for data of different places."""

from __future__ import annotations

from ..errors import Code, TrajganrError

#: West, south, east and north, degrees.
Extent = tuple[float, float, float, float]


def meet(box: Extent, other: Extent) -> bool:
    """Whether two boxes, west, south, east and north, have a point in common."""
    return not (box[0] > other[2] or box[2] < other[0] or box[1] > other[3] or box[3] < other[1])


def apart(ours: str, box: Extent, theirs: str, other: Extent) -> TrajganrError:
    """The error for two boxes (west, south, east, north) that do not overlap, with their places.

    It recognises longitude and latitude that are swapped in one of them.

    Args:
        ours: what the first box contains, ``trips`` or ``roads``.
        theirs: what the other one contains, ``roads`` or ``study area``.
        box, other: their extents, degrees.
    """
    west, south, east, north = box
    is_swapped = meet((south, west, north, east), other)
    return TrajganrError(
        Code.INPUT_EMPTY,
        "Your trips are at {here}, your roads at {there} (latitude, longitude): they do not "
        "overlap."
        if theirs == "roads"
        else "Your trips are at {here}, the study area at {there} (latitude, longitude): they do "
        "not overlap."
        if ours == "trips"
        else "Your roads are at {here}, the study area at {there} (latitude, longitude): they do "
        "not overlap.",
        "Longitude and latitude are swapped in one of them: exchange them."
        if is_swapped
        else "Choose data of the same place, or check their coordinate reference systems.",
        here=_place(box),
        there=_place(other),
    )


def _place(box: Extent) -> str:
    """The centre of a box, latitude first, as maps on the web write it."""
    west, south, east, north = box
    return f"{(south + north) / 2:.2f}, {(west + east) / 2:.2f}"
