"""Checks the content of place queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from trajganr_core.contract.protocol.messages import field_of, number_of, whole_number

#: Maximum number of trips that pass a road, in the answer to a click.
MAX_TRIPS = 50
#: Maximum number of similar roads.
MAX_NEAREST = 1000
#: Maximum length of a picture's id; a longer one is truncated, and no picture has it.
MAX_ID = 1000

Content = Mapping[str, Any]


def _query(content: Content) -> dict[str, Any]:
    return {
        **_place(content),
        "nearest": whole_number(content, "nearest", 5, most=MAX_NEAREST),
        "trips": whole_number(content, "trips", 0, most=MAX_TRIPS),
    }


def _similar(content: Content) -> dict[str, Any]:
    """For an edge, or for a place if there is none."""
    edge = None if content.get("edge") is None else whole_number(content, "edge")
    return {
        **(_place(content) if edge is None else {}),
        "edge": edge,
        "first": whole_number(content, "first", 0),
        "geometry": field_of(content, "geometry", bool, False),
    }


def _road_times(content: Content) -> dict[str, Any]:
    return {"edge": whole_number(content, "edge")}


def _image(content: Content) -> dict[str, Any]:
    return {"image": field_of(content, "image", str)[:MAX_ID]}


def _place(content: Content) -> dict[str, Any]:
    return {name: number_of(content, name) for name in ("lon", "lat")}


#: The parser of each request; it raises ``PROTOCOL.SCHEMA`` for invalid content.
QUERIES: dict[str, Callable[[Content], dict[str, Any]]] = {
    "embed.query": _query,
    "embed.similar": _similar,
    "image.get": _image,
    "road.times": _road_times,
}
