"""OpenStreetMap XML in a few lines; nodes are given in metres of the town."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import osmium
import town

Tags = Mapping[str, str]


def _tags(tags: Tags) -> str:
    return "".join(
        f"<tag k={quoteattr(key.replace('__', ':'))} v={quoteattr(value)}/>"
        for key, value in tags.items()
    )


def node(number: int, place: tuple[float, float], **tags: str) -> str:
    """A node at a place in town metres; two underscores in a key stand for a colon."""
    lon, lat = town.lon_lat([place])[0]
    return f'<node id="{number}" lon="{lon:.7f}" lat="{lat:.7f}">{_tags(tags)}</node>'


def way(number: int, nodes: Sequence[int], **tags: str) -> str:
    """A way through nodes."""
    refs = "".join(f'<nd ref="{ref}"/>' for ref in nodes)
    return f'<way id="{number}">{refs}{_tags(tags)}</way>'


def relation(number: int, ways: Sequence[int], **tags: str) -> str:
    """A relation whose members are outer ways."""
    return members(number, [("way", ref, "outer") for ref in ways], **tags)


def members(number: int, of: Sequence[tuple[str, int, str]], **tags: str) -> str:
    """A relation of members: type, id and role of each."""
    inside = "".join(f'<member type="{t}" ref="{ref}" role="{role}"/>' for t, ref, role in of)
    return f'<relation id="{number}">{inside}{_tags(tags)}</relation>'


def document(*elements: str, head: str = "") -> str:
    """The XML of an extract."""
    body = "\n".join(elements)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n{head}{body}\n</osm>\n'


def write(path: Path, *elements: str, head: str = "") -> Path:
    """Write an extract in the format that its name says."""
    text = document(*elements, head=head).encode()
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text))
    elif path.suffix == ".bz2":
        path.write_bytes(bz2.compress(text))
    elif path.suffix == ".pbf":
        plain = path.with_suffix(".xml.osm")
        plain.write_bytes(text)
        with osmium.SimpleWriter(path) as writer:
            for thing in osmium.FileProcessor(plain):
                writer.add(thing)
    else:
        path.write_bytes(text)
    return path


#: Two streets that cross at node 2, with a bar at the crossing and a school beside it.
CROSSING = (
    node(1, (0, 0)),
    node(2, (100, 0), amenity="bar", name="Eck"),
    node(3, (200, 0)),
    node(4, (100, -100)),
    node(5, (100, 100)),
    node(6, (120, 20)),
    node(7, (140, 20)),
    node(8, (140, 40)),
    node(9, (120, 40)),
    way(11, [1, 2, 3], highway="residential", name="Long street"),
    way(12, [4, 2, 5], highway="primary", oneway="yes", maxspeed="50"),
    way(13, [6, 7, 8, 9, 6], amenity="school", name="School"),
    way(14, [3, 5], highway="footway"),
)
