"""Overture's transportation segments as roads.

GeoParquet of type ``segment``, one file or a folder or ZIP of them, of Overture's schema 1.x and
2.0 (https://docs.overturemaps.org/schema). Segments meet at the connectors that they share, which
are at vertices. Rules on less than the middle of a segment, at some times or for some purposes, and
prohibited transitions over several segments, are counted and not used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import shapely

from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, GeometryArray, IntArray
from ...utils.ragged import offsets_of
from ...utils.study_area import GEOGRAPHIC, StudyArea
from ..files import input_files, shortened
from ..layers import WITHOUT_GEOMETRY
from ..readers.rows import not_parquet
from .drivable import DRIVABLE
from .noding import LinkedLines, Parts
from .osm import LICENCE
from .turn_restrictions import Restriction, TurnRestrictions

NEEDED = ("id", "subtype", "class", "connectors", "geometry")
TEXT, NUMBER = pa.string(), pa.float64()


def _items_of(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct(list(fields.items())))


WHEN = {
    **dict.fromkeys(("heading", "during"), TEXT),
    **dict.fromkeys(("mode", "using", "recognized"), pa.list_(TEXT)),
    "vehicle": _items_of(dimension=TEXT),
}
SCOPE = {"between": pa.list_(NUMBER), "when": pa.struct(list(WHEN.items()))}
#: What is read; a file may lack columns, and have more.
SCHEMA = {
    **dict.fromkeys(("id", "subtype", "class", "subclass"), TEXT),
    "names": pa.struct([("primary", TEXT)]),
    "connectors": _items_of(connector_id=TEXT, at=NUMBER),
    "road_flags": _items_of(values=pa.list_(TEXT)),
    "speed_limits": _items_of(max_speed=pa.struct([("value", NUMBER), ("unit", TEXT)]), **SCOPE),
    "access_restrictions": _items_of(access_type=TEXT, **SCOPE),
    "prohibited_transitions": _items_of(
        sequence=_items_of(connector_id=TEXT, segment_id=TEXT), **SCOPE
    ),
    "sources": _items_of(dataset=TEXT, license=TEXT, record_id=TEXT),
    "geometry": pa.binary(),
    "bbox": pa.struct([(name, NUMBER) for name in ("xmin", "ymin", "xmax", "ymax")]),
}
#: Of the rows that are read at once.
MAX_BATCH_BYTES = 1 << 28
#: Names of owners and licences that are looked for; more would not be read.
MAX_NAMES = 50
HEADINGS = ("forward", "backward")
#: Modes of travel that include a vehicle.
CAR_MODES = {"vehicle", "motor_vehicle", "car"}
MODES = {"car": CAR_MODES, "taxi": CAR_MODES, "bus": {"vehicle", "motor_vehicle", "bus"}}
#: The beginning of a line in Well-Known Binary, in both orders of bytes, also with Z.
LINE_WKB = (b"\1\2\0\0\0", b"\1\xea\3\0\0", b"\1\2\0\0\x80", b"\0\0\0\0\2", b"\0\0\0\3\xea")
#: ``w123@4``: version 4 of way 123.
WAY = r"^w(\d{1,18})(?:@\d+)?$"
#: A connector is not so far from a vertex, share of the length.
NEAR_VERTEX = 0.01
FOUNDATION = "Overture Maps Foundation, https://overturemaps.org"


def is_overture(path: Path) -> bool:
    """Whether a file is Parquet with the columns of segments, or a folder or ZIP has such files."""
    with ExitStack() as stack:
        return bool(_files(path, stack))


def read_overture(path: Path, area: StudyArea | None, vehicle: str) -> LinkedLines:
    """The segments whose box meets that of the area, or all; row groups elsewhere are not read.

    Feature ids follow from Overture's ids (:func:`feature_ids`), which are in the field ``id``.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged file and for columns of other types.
    """
    with _opened(path) as data:
        items = [*_items(data, area, [name for name in SCHEMA if name != "bbox"])]
        total = data.count_rows()
    lines, readable = _lines([item.pop("geometry", None) for item in items])
    again = pd.Series([item["id"] for item in items], dtype=object).duplicated().to_numpy()
    kept = np.flatnonzero(readable & ~again)
    items, lines = [items[row] for row in kept], lines[kept]
    unused = Counter({"id": int((readable & again).sum())})
    try:
        tags = [_tags(item, vehicle, unused) for item in items]
        vertex_of, parts = _parts(lines, [item["connectors"] or () for item in items], unused)
        restrictions = _restrictions(items, vertex_of, vehicle, unused)
        fid = feature_ids([item["id"] for item in items])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise not_parquet(input_files(path)[0], error) from error
    return LinkedLines(
        parts=parts,
        frame=gpd.GeoDataFrame(pd.DataFrame(tags), geometry=lines, crs=GEOGRAPHIC).set_axis(fid),
        restrictions=restrictions,
        description=Text("segments of Overture"),
        total=total,
        dropped=Counter({WITHOUT_GEOMETRY: int((~readable).sum())}),
        unused=unused,
        licence=LICENCE,
    )


def feature_ids(ids: Sequence[str]) -> IntArray:
    """Numbers of 53 bits that stand for ids of Overture."""
    hashed = pd.util.hash_array(np.array([*ids, ""], dtype=object))[:-1]
    return np.asarray(hashed >> np.uint64(11), dtype=np.int64)


def overture_attribution(path: Path) -> str:
    """Whom the sources of segments name, with their licences, and Overture."""
    names: set[str] = set()
    with _opened(path) as data:
        for item in _items(data, None, ("sources",)):
            for each in item["sources"] or ():
                names |= {each["dataset"] or "", each["license"] or ""} - {""}
            if len(names) > MAX_NAMES:
                break
    osm = "OpenStreetMap"
    named = "; ".join([*sorted(names, key=lambda name: (name != osm, name)), FOUNDATION])
    return shortened("© " + named.replace(osm, f"{osm} contributors"), 500)


def _files(path: Path, stack: ExitStack) -> list[str]:
    """The files of segments, unpacked until the stack ends; those of other types are left out."""
    found = []
    is_one = path.is_file() and path.suffix.lower() != ".zip"
    for file in input_files(path) if path.exists() else ():
        is_named = is_one or file.name.lower().endswith("parquet")
        if is_named and file.path.is_file() and file.head(4) == b"PAR1":
            plain = stack.enter_context(file.unpacked())
            try:
                is_segments = {*NEEDED} <= {*pq.read_schema(plain).names}
            except (pa.ArrowException, OSError) as error:
                raise not_parquet(file, error) from error
            found += [str(plain)] if is_segments else []
    return found


def boxes_near(area: StudyArea) -> pc.Expression:
    """Whether a box meets that of the area; a row without one counts. Row groups are left out."""
    west, south, east, north = area.bbox
    box = {name: pc.field("bbox", name) for name in ("xmin", "ymin", "xmax", "ymax")}
    across = (box["xmin"] <= east) & (box["xmax"] >= west)
    return (across & (box["ymin"] <= north) & (box["ymax"] >= south)) | box["xmin"].is_null()


@contextmanager
def _opened(path: Path) -> Iterator[ds.Dataset]:
    """The segments of all files; what is wrong with them while they are read is coded."""
    with ExitStack() as stack:
        try:
            yield ds.dataset(_files(path, stack), pa.schema(SCHEMA), format="parquet")
        except (pa.ArrowException, OSError, ValueError) as error:
            raise not_parquet(input_files(path)[0], error) from error


def _items(
    data: ds.Dataset, area: StudyArea | None, names: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Columns of the segments near an area, or of all, as values of Python."""
    near = None if area is None else boxes_near(area)
    for batch in data.to_batches([*names], near, batch_size=1 << 10, use_threads=False):
        if batch.nbytes > MAX_BATCH_BYTES:
            raise ValueError("its texts are too long")
        yield from batch.to_pylist()


def _lines(shapes: Sequence[Any]) -> tuple[GeometryArray, BoolArray]:
    """``(n,)`` the lines without repeated vertices, and which can be used."""
    raw = [each if isinstance(each, bytes) and each[:5] in LINE_WKB else None for each in shapes]
    lines = np.array(shapely.from_wkb(np.array([*raw, None]), on_invalid="ignore")[:-1])
    good = shapely.length(lines) > 0  # NaN of what is no line
    good &= (np.abs(shapely.bounds(lines)) <= (180, 90, 180, 90)).all(axis=1)
    lines[good] = shapely.remove_repeated_points(lines[good])
    return lines, good


def _held(
    item: dict[str, Any], name: str, vehicle: str, unused: Counter[str]
) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """The rules that hold for a vehicle at all times on most of a segment, with their headings."""
    for rule in item[name] or ():
        when = {key: value for key, value in (rule.get("when") or {}).items() if value}
        heading, modes = when.pop("heading", None), when.pop("mode", None)
        if rule.get("access_type") == "allowed":
            when.pop("using", None)  # destinations, customers
        begin, end = rule.get("between") or (0.0, 1.0)
        if modes and MODES[vehicle].isdisjoint(modes):
            continue
        if when or not begin <= 0.5 <= end:
            unused[name] += 1
        else:
            yield rule, HEADINGS if heading is None else (heading,)


def _tags(item: dict[str, Any], vehicle: str, unused: Counter[str]) -> dict[str, Any]:
    """OpenStreetMap's tags of a segment, beside its id, class and subclass."""
    opened, limits = dict.fromkeys(HEADINGS, True), dict.fromkeys(HEADINGS, "")
    for rule, headings in _held(item, "access_restrictions", vehicle, unused):
        opened |= dict.fromkeys(headings, rule["access_type"] != "denied")
    for rule, headings in _held(item, "speed_limits", vehicle, unused):
        if speed := rule.get("max_speed"):
            limits |= dict.fromkeys(headings, f"{speed['value']:g} {speed['unit']}")
    flags = {flag for rule in item["road_flags"] or () for flag in rule["values"]}
    kind = {"road": item["class"]}.get(item["subtype"], item["subtype"])
    link = f"{kind}_link"
    if link in DRIVABLE and ("is_link" in flags or item["subclass"] == "link"):
        kind = link
    closed = flags & {"is_under_construction", "is_abandoned"}
    of_osm = [each for each in item["sources"] or () if each.get("dataset") == "OpenStreetMap"]
    ways = [re.match(WAY, each.get("record_id") or "") for each in of_osm]
    return {
        **{name: item[name] for name in ("id", "class", "subclass")},
        "highway": "construction" if closed else "road" if kind == "unknown" else kind,
        "name": (item["names"] or {}).get("primary"),
        "oneway": "no" if len({*opened.values()}) == 1 else "yes" if opened["forward"] else "-1",
        "access": "" if any(opened.values()) else "no",
        **{f"maxspeed:{heading}": limit for heading, limit in limits.items()},
        "osm_id": next((int(way[1]) for way in ways if way), 0),
    }


def _restrictions(
    items: Sequence[dict[str, Any]], vertex_of: dict[str, int], vehicle: str, unused: Counter[str]
) -> TurnRestrictions:
    """Transitions between two segments; as these end where they meet, headings tell no more."""
    found, name = [], "prohibited_transitions"
    for item in items:
        for rule, _ in _held(item, name, vehicle, unused):
            via, *others = rule["sequence"] or [{}]
            vertex = vertex_of.get(via.get("connector_id"), -1)
            if others or vertex < 0:
                unused[name] += 1
            else:
                ways = tuple(feature_ids([item["id"], via["segment_id"]]).tolist())
                found.append(Restriction(ways, vertex, (ways,), is_only=False, unused=None))
    return TurnRestrictions.of(found, {each.via: each.via for each in found})


def _parts(
    lines: GeometryArray, connectors: Sequence[Sequence[Any]], unused: Counter[str]
) -> tuple[dict[str, int], Parts]:
    """The numbers of connectors, and the lines, joined at them."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    offsets = offsets_of(np.bincount(line, minlength=len(lines)))
    hop = np.hypot(np.diff(xy[:, 0]) * np.cos(np.radians(xy[1:, 1])), np.diff(xy[:, 1]))
    driven = np.r_[0.0, np.cumsum(hop)]
    vertex, number_of = len(xy) + np.arange(len(xy)), dict[str, int]()
    for own, first, stop in zip(connectors, offsets[:-1], offsets[1:], strict=True):
        share = (driven[first:stop] - driven[first]) / (driven[stop - 1] - driven[first])
        for each in own:
            gap = np.abs(share - each["at"])
            if gap.min() <= NEAR_VERTEX:
                number = number_of.setdefault(each["connector_id"], len(number_of))
                vertex[first + gap.argmin()] = number
            else:
                unused["connectors"] += 1
    return number_of, Parts(xy, vertex, offsets, np.arange(len(lines)))
