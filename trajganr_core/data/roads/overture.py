"""Overture's transportation segments as roads.

GeoParquet of type ``segment``, one file or a folder or ZIP of them, of Overture's schema 1.x and
2.0 (https://docs.overturemaps.org/schema). Segments meet at the connectors that they share, which
are at vertices. A segment is cut where a rule begins or ends, as OpenStreetMap's ways are. The last
rule that holds for the vehicle decides; those of some times or vehicles only are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from pyproj import Geod

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import RoadOptions
from ...contract.records.extents import Extent, meet
from ...contract.texts.text import Text
from ...utils.arrays import FloatArray, GeometryArray, IntArray
from ...utils.ragged import concatenated_ranges
from ...utils.study_area import StudyArea
from ..files import InputFile, input_files, shortened
from ..layers import NOT_FINITE, WITHOUT_GEOMETRY, all_finite
from ..readers.rows import not_parquet, opened_parquet
from .drivable import DRIVABLE, road_tags
from .noding import Parts
from .osm import LICENCE
from .road_lines import RoadLines, RoadReport
from .turn_restrictions import CONDITIONAL, INCOMPLETE, VIA_WAY, TurnRestrictions

Item = dict[str, Any]

PARQUET, ZIP = b"PAR1", b"PK\3\4"
#: Rows that are read at once, and longest text or geometry of a row, bytes.
BATCH_ROWS, MAX_BYTES = 1 << 12, 1 << 20
#: Boxes are written as 32-bit floats, degrees.
BOX = ("xmin", "ymin", "xmax", "ymax")
BOX_MARGIN = 1e-5
#: A connector and the end of a rule are not so far from a vertex, metres.
SNAP_M = 1.0

WHEN = {"heading": str, "during": str, "mode": [str], "using": [str], "recognized": [str]}
#: The columns that are read, with the types of their fields; others may be of any type.
COLUMNS: Item = {
    **dict.fromkeys(("id", "subtype", "class", "subclass"), str),
    "names": {"primary": str},
    "connectors": [{"connector_id": str, "at": float}],
    "road_flags": [{"values": [str], "between": [float]}],
    "subclass_rules": [{"value": str, "between": [float]}],
    "speed_limits": [
        {"max_speed": {"value": float, "unit": str}, "between": [float], "when": WHEN}
    ],
    "access_restrictions": [{"access_type": str, "between": [float], "when": WHEN}],
    "prohibited_transitions": [
        {
            "sequence": [{"connector_id": str, "segment_id": str}],
            "final_heading": str,
            "when": WHEN,
        }
    ],
    "sources": [{"dataset": str, "license": str, "record_id": str, "between": [float]}],
    "geometry": bytes,
}
NEEDED = {"id", "subtype", "class", "connectors", "geometry"}

HEADINGS = {"forward": 1, "backward": -1}
#: Modes of travel that include a vehicle.
CAR_MODES = frozenset(("vehicle", "motor_vehicle", "car"))
MODES = {"car": CAR_MODES, "taxi": CAR_MODES, "bus": frozenset(("vehicle", "motor_vehicle", "bus"))}
#: Purposes and rights by which a road is open, as in :mod:`.drivable`.
OPEN_USES = frozenset(("as_customer", "at_destination", "to_deliver", "as_permitted"))
#: Classes that a flag stands for.
FLAGS = {"is_under_construction": "construction", "is_abandoned": "abandoned", "is_link": "link"}
#: The beginning of a line in Well-Known Binary, in both orders of bytes, also with Z.
LINE_WKB = (b"\1\2\0\0\0", b"\1\xea\3\0\0", b"\1\2\0\0\x80", b"\0\0\0\0\2", b"\0\0\0\3\xea")
#: ``w123@4``: version 4 of way 123.
WAY = re.compile(r"w(\d{1,18})(?:@\d+)?")
FOUNDATION = "Overture Maps Foundation, https://overturemaps.org"


class Rule(NamedTuple):
    """What holds between two shares of a segment's length; heading 0 is both."""

    begin: float
    end: float
    heading: int
    value: Any


@dataclass(frozen=True)
class Segments:
    """Segments near an area.

    Attributes:
        row: ``(s,)`` numbers of their rows in all files, from 0.
        lines: ``(s,)`` in degrees.
        items: values of :data:`COLUMNS` of each.
        total: rows of the files.
        unusable: left-out segments near the area, by reason.
    """

    row: IntArray
    lines: GeometryArray
    items: list[Item]
    total: int
    unusable: Counter[Text]


def is_overture(path: Path) -> bool:
    """Whether a file is Parquet with the columns of segments, or a folder or ZIP has such files."""
    return bool(_files(path))


def of_overture(path: Path, area: StudyArea, options: RoadOptions) -> RoadLines:
    """The parts of segments that touch the area; their feature ids are the numbers of rows.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged file, columns of other types and texts that
            are too long.
    """
    segments = read_segments(path, area)
    unused: Counter[str] = Counter()
    xy, line = shapely.get_coordinates(segments.lines, return_index=True)
    own = np.r_[0, np.flatnonzero(np.diff(line)) + 1, len(line)]
    connectors: dict[str, int] = {}
    vertex = -1 - np.arange(len(xy))  # connectors are counted from 0
    tags: list[Item] = []
    ranges: list[tuple[int, int, int, int]] = []
    for number, (item, (first, stop)) in enumerate(
        zip(segments.items, pairwise(own), strict=False)
    ):
        rules = {name: _rules(item, name, options, unused) for name in RULES}
        places = _Places.of(xy[first:stop])
        for each in filter(None, item.get("connectors") or ()):
            at = places.vertex(each.get("at"))
            if at < 0 or not each.get("connector_id"):
                unused["connectors"] += 1
            else:
                vertex[first + at] = connectors.setdefault(each["connector_id"], len(connectors))
        ends = {each for some in rules.values() for rule in some for each in rule[:2]}
        cuts = sorted(
            {0, stop - first - 1, *(places.vertex(each, strictly=False) for each in ends)}
        )
        for begin, end in pairwise(cuts):
            tags.append(_tags(item, rules, float(places.share[[begin, end]].mean()), options))
            ranges.append((number, first + begin, first + end + 1, tags[-1].pop("way")))
    segment, start, end_, way = np.array(ranges, dtype=np.int64).reshape(-1, 4).T
    vertices, offsets = concatenated_ranges(start, end_)
    parts = Parts(xy[vertices], vertex[vertices] + len(xy), offsets, np.arange(len(start)))
    touching = parts.touching(area, len(start))
    unread: Counter[Text] = Counter()
    vertex_of = {name: at + len(xy) for name, at in connectors.items()}
    restrictions = _transitions(segments, options, vertex_of, unread)
    table = pd.DataFrame(tags, columns=list(road_tags(options)), dtype=object).fillna("")
    return RoadLines(
        parts=parts.of_lines(touching),
        fid=segments.row[segment[touching]],
        osm_id=way[touching],
        tags=table[touching].reset_index(drop=True),
        options=options,
        restrictions=restrictions,
        classified=True,
        report=RoadReport(
            description=Text("segments of Overture"),
            total=segments.total - len(segments.row) + len(start),
            unusable=dict(+segments.unusable),
            unused_attributes=dict(+unused),
            restrictions=len(restrictions) + sum(unread.values()),
            unused_restrictions=dict(unread),
            licence=LICENCE,
        ),
    )


def read_segments(
    path: Path, area: StudyArea | None, columns: Sequence[str] = tuple(COLUMNS)
) -> Segments:
    """The segments whose box meets that of the area, or all; row groups elsewhere are not read.

    Raises:
        TrajganrError: as :func:`of_overture`.
    """
    rows: list[int] = []
    items: list[Item] = []
    total = 0
    for file in _files(path):
        with ExitStack() as stack:
            table = opened_parquet(file, stack)
            for first, batch in _batches(file, table, area, columns):
                near = _near(batch, area)
                rows += (total + first + near).tolist()
                items += _python(file, batch.take(pa.array(near)))
            total += table.metadata.num_rows
    wkb = [item.pop("geometry", None) or b"" for item in items]
    lines = np.full(len(items), None, dtype=object)
    is_line = np.array([each[:5] in LINE_WKB for each in wkb], dtype=bool)
    lines[is_line] = shapely.from_wkb(np.array([*wkb, 0], dtype=object)[:-1][is_line], "ignore")
    there = ~shapely.is_missing(lines) & ~shapely.is_empty(lines)
    on_earth = (np.abs(shapely.bounds(lines)) <= (180, 90, 180, 90)).all(axis=1)
    finite = there & on_earth & all_finite(lines)
    lines[finite] = shapely.remove_repeated_points(lines[finite])
    kept = finite & (shapely.length(lines) > 0)
    if "geometry" not in columns:
        kept = np.ones(len(items), dtype=bool)
    unusable = {
        WITHOUT_GEOMETRY: int((~there).sum()),
        NOT_FINITE: int((there & ~finite).sum()),
        Text("of no length"): int((finite & ~kept).sum()),
    }
    chosen = np.flatnonzero(kept)
    own = [items[each] for each in chosen]
    return Segments(
        np.array(rows, dtype=np.int64)[chosen], lines[chosen], own, total, Counter(unusable)
    )


def overture_extent(path: Path) -> Extent | None:
    """West, south, east, north of the boxes of all segments, degrees; None without boxes."""
    boxes = []
    for file in _files(path):
        with ExitStack() as stack:
            metadata = opened_parquet(file, stack).metadata
            boxes += [_box_of(metadata.row_group(n)) for n in range(metadata.num_row_groups)]
    known = [box for box in boxes if box is not None]
    if not boxes or len(known) < len(boxes):
        return None
    west, south, east, north = zip(*known, strict=True)
    return min(west), min(south), max(east), max(north)


def overture_fields(path: Path, fid: IntArray) -> pd.DataFrame:
    """The ids and classes of segments ``(n,)`` by the numbers of their rows."""
    names = ("id", "subtype", "class", "subclass")
    found = read_segments(path, None, names)
    table = pd.DataFrame(found.items, columns=names, index=found.row, dtype=object)
    return table.loc[fid].reset_index(drop=True)


def overture_attribution(path: Path) -> str:
    """Whom the sources of segments name, with their licences, and Overture."""
    found = read_segments(path, None, ("sources",)).items
    sources = [each for item in found for each in filter(None, item.get("sources") or ())]
    datasets, licences = (
        sorted({each.get(name) or "" for each in sources} - {""}) for name in ("dataset", "license")
    )
    own = ["© OpenStreetMap contributors" if name == "OpenStreetMap" else name for name in datasets]
    return shortened("; ".join((*own, FOUNDATION, *licences)), 500)


def is_open(item: Item, heading: int, options: RoadOptions) -> bool:
    """Whether the middle of a segment is open along (1) or against (-1) its line."""
    return bool(_last(_rules(item, "access_restrictions", options, Counter()), 0.5, heading, True))


def _files(path: Path) -> list[InputFile]:
    """The files of segments; those of other types, such as connectors, are left out."""
    if path.is_file():
        with path.open("rb") as file:
            if file.read(4) not in (PARQUET, ZIP):
                return []
    found = []
    for each in input_files(path):
        is_named = each.path == path or each.name.lower().endswith("parquet")
        if is_named and each.path.is_file() and each.head(len(PARQUET)) == PARQUET:
            with ExitStack() as stack:
                names = opened_parquet(each, stack).schema_arrow.names
            found += [each] if set(names) >= NEEDED else []
    return found


def _batches(
    file: InputFile, table: pq.ParquetFile, area: StudyArea | None, columns: Sequence[str]
) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The batches of row groups near the area, with the number of their first row."""
    schema = table.schema_arrow
    names = [name for name in columns if name in schema.names]
    if wrong := [name for name in names if not _fits(schema.field(name).type, COLUMNS[name])]:
        raise _not_overture(file, "are not of the types that Overture's segments have", wrong)
    with_box = [*names, *(["bbox"] if area is not None and "bbox" in schema.names else [])]
    first = 0
    for number in range(table.num_row_groups):
        group = table.metadata.row_group(number)
        box = _box_of(group)
        begin, first = first, first + group.num_rows
        if area is None or box is None or meet(box, area.bbox):
            try:
                for batch in table.iter_batches(BATCH_ROWS, row_groups=[number], columns=with_box):
                    yield begin, batch
                    begin += len(batch)
            except (pa.ArrowException, OSError) as error:
                raise not_parquet(file, error) from error


def _box_of(group: pq.RowGroupMetaData) -> Extent | None:
    """West, south, east, north of a row group by the statistics of its boxes."""
    found: dict[str, float] = {}
    for column in map(group.column, range(group.num_columns)):
        side, stats = column.path_in_schema.removeprefix("bbox."), column.statistics
        if side in BOX and stats is not None and stats.has_min_max:
            limit = stats.max if side.endswith("max") else stats.min
            found[side] = float(limit) if isinstance(limit, float) else np.nan
    west, south, east, north = (found.get(side, np.nan) for side in BOX)
    box = west - BOX_MARGIN, south - BOX_MARGIN, east + BOX_MARGIN, north + BOX_MARGIN
    return box if np.isfinite(box).all() else None


def _near(batch: pa.RecordBatch, area: StudyArea | None) -> IntArray:
    """The rows with a box that meets the area; those without a box count."""
    near = np.ones(len(batch), dtype=bool)
    kind = batch.schema.field("bbox").type if "bbox" in batch.schema.names else None
    if area is not None and kind is not None and _fits(kind, dict.fromkeys(BOX, float)):
        for side, limit in zip(BOX, np.roll(area.bbox, 2), strict=True):
            if kind.get_field_index(side) >= 0:
                sign = -1 if side.endswith("max") else 1
                own = pc.struct_field(batch.column("bbox"), side).to_numpy(zero_copy_only=False)
                near &= ~(sign * (own - limit) > BOX_MARGIN)
    return np.flatnonzero(near)


def _fits(kind: pa.DataType, spec: Any) -> bool:
    """Whether a type of Arrow has the fields of a specification, where it has them."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_null(kind):
        return True
    if isinstance(spec, list):
        return _is_list(kind) and _fits(kind.value_type, spec[0])
    if isinstance(spec, dict):
        return pa.types.is_struct(kind) and all(
            _fits(each.type, spec[each.name]) for each in kind if each.name in spec
        )
    if spec is float:
        return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind))
    accepted = (
        (pa.binary(), pa.large_binary()) if spec is bytes else (pa.string(), pa.large_string())
    )
    return kind in accepted


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _python(file: InputFile, batch: pa.RecordBatch) -> list[Item]:
    """The rows; long texts are refused before each row gets a copy of its own."""
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if _longest(column) > MAX_BYTES:
            raise _not_overture(file, "have texts or lines that are too long", [name])
    try:
        found: list[Item] = batch.to_pylist()
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise not_parquet(file, error) from error
    return found


def _longest(column: pa.Array) -> int:
    """Bytes of the longest text in a column, at any depth."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _longest(column.dictionary)
    if pa.types.is_struct(kind):
        return max((_longest(column.field(n)) for n in range(kind.num_fields)), default=0)
    if _is_list(kind) or pa.types.is_map(kind):
        return _longest(column.values)
    is_long = kind in (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())
    return int(pc.max(pc.binary_length(column)).as_py() or 0) if is_long else 0


def _not_overture(file: InputFile, what: str, columns: Sequence[str]) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path}: columns {columns} {what}.",
        "Download the segments again, as GeoParquet.",
        path=str(file),
        columns=", ".join(columns),
        what=what,
    )


class _Places(NamedTuple):
    """The vertices of a segment.

    Attributes:
        share: ``(v,)`` of the segment's length before them.
        length_m: of the segment, on the ellipsoid.
    """

    share: FloatArray
    length_m: float

    @classmethod
    def of(cls, xy: FloatArray) -> _Places:
        """Of vertices ``(v, 2)`` in degrees."""
        driven = np.r_[0.0, np.cumsum(Geod(ellps="WGS84").inv(*xy[:-1].T, *xy[1:].T)[2])]
        return cls(driven / driven[-1], float(driven[-1]))

    def vertex(self, share: float | None, *, strictly: bool = True) -> int:
        """The vertex at a share; -1 where there is none, or else the nearest one."""
        if share is None or not 0 <= share <= 1:
            return -1
        nearest = int(np.abs(self.share - share).argmin())
        is_there = abs(self.share[nearest] - share) * self.length_m <= SNAP_M
        return nearest if is_there or not strictly else -1


def _holds(rule: Item, options: RoadOptions) -> bool:
    """Whether a rule is of the vehicle, at all times."""
    when = rule.get("when") or {}
    modes = when.get("mode")
    is_own = not modes or not MODES[options.vehicle].isdisjoint(modes)
    return is_own and not when.get("during") and not when.get("vehicle")


def _uses(rule: Item) -> set[str]:
    """The purposes and rights for which a rule is."""
    when = rule.get("when") or {}
    return {*(when.get("using") or ()), *(when.get("recognized") or ())}


def _access(rule: Item, options: RoadOptions) -> bool | None:
    uses, is_denied = _uses(rule), rule.get("access_type") == "denied"
    if not _holds(rule, options) or (uses and (is_denied or OPEN_USES.isdisjoint(uses))):
        return None
    return not is_denied


def _limit(rule: Item, options: RoadOptions) -> str | None:
    speed = rule.get("max_speed") or {}
    if not _holds(rule, options) or _uses(rule) or speed.get("value") is None:
        return None
    return f"{speed['value']:g} {speed.get('unit') or ''}".strip()


def _flag(rule: Item, options: RoadOptions) -> str | None:
    found = [FLAGS[each] for each in rule.get("values") or () if each in FLAGS]
    return found[0] if found else None


def _link(rule: Item, options: RoadOptions) -> str | None:
    return "link" if rule.get("value") == "link" else None


def _way(source: Item, options: RoadOptions) -> int | None:
    match = WAY.fullmatch(source.get("record_id") or "")
    return int(match[1]) if match and source.get("dataset") == "OpenStreetMap" else None


#: The value of each kind of rule; None if it does not hold.
RULES: dict[str, Callable[[Item, RoadOptions], Any]] = {
    "access_restrictions": _access,
    "speed_limits": _limit,
    "road_flags": _flag,
    "subclass_rules": _link,
    "sources": _way,
}


def _rules(item: Item, name: str, options: RoadOptions, unused: Counter[str]) -> list[Rule]:
    """The rules of a segment that hold; those between no two places are counted as unused."""
    found = []
    for rule in filter(None, item.get(name) or ()):
        value = RULES[name](rule, options)
        between = (0.0, 1.0) if rule.get("between") is None else rule["between"]
        is_sound = len(between) == 2 and None not in between and 0 <= between[0] < between[1] <= 1
        if value is not None and not is_sound:
            unused[name] += 1
        elif value is not None:
            heading = HEADINGS.get((rule.get("when") or {}).get("heading") or "", 0)
            found.append(Rule(*between, heading, value))
    return found


def _last(rules: Sequence[Rule], share: float, heading: int, nothing: Any) -> Any:
    """The value of the last rule that holds at a place for a heading."""
    values = [
        rule.value
        for rule in rules
        if rule.begin <= share <= rule.end and rule.heading in (0, heading)
    ]
    return values[-1] if values else nothing


def _tags(item: Item, rules: dict[str, list[Rule]], share: float, options: RoadOptions) -> Item:
    """OpenStreetMap's tags of a part of a segment, whose middle is at a share; and its ``way``."""
    along, against = (_last(rules["access_restrictions"], share, each, True) for each in (1, -1))
    kind = item.get("class") if item.get("subtype") == "road" else item.get("subtype")
    kind = "road" if kind == "unknown" else kind or ""
    flag = _last(rules["road_flags"], share, 0, None)
    is_link = "link" in (flag, item.get("subclass"), _last(rules["subclass_rules"], share, 0, None))
    if flag not in (None, "link"):
        kind = flag
    elif is_link and f"{kind}_link" in DRIVABLE:
        kind = f"{kind}_link"
    return {
        options.class_field: kind,
        options.name_field: (item.get("names") or {}).get("primary") or "",
        options.oneway_field: "no" if along == against else "yes" if along else "-1",
        "access": "" if along or against else "no",
        **{
            f"maxspeed:{name}": _last(rules["speed_limits"], share, heading, "")
            for name, heading in HEADINGS.items()
        },
        "way": _last(rules["sources"], share, 0, 0),
    }


def _transitions(
    segments: Segments, options: RoadOptions, vertex_of: dict[str, int], unread: Counter[Text]
) -> TurnRestrictions:
    """The prohibited transitions of the vehicle from one segment to the next one."""
    row_of = {item.get("id"): row for item, row in zip(segments.items, segments.row, strict=True)}
    found: list[tuple[int, int, int, int, int]] = []
    for row, item in zip(segments.row, segments.items, strict=True):
        for rule in filter(None, item.get("prohibited_transitions") or ()):
            when, steps = rule.get("when") or {}, rule.get("sequence") or ()
            modes = when.get("mode")
            if modes and MODES[options.vehicle].isdisjoint(modes):
                continue
            if _uses(rule) or not _holds(rule, options):
                unread[CONDITIONAL] += 1
            elif len(steps) != 1 or not steps[0]:
                unread[VIA_WAY if len(steps) > 1 else INCOMPLETE] += 1
            else:
                headings = when.get("heading"), rule.get("final_heading")
                at = vertex_of.get(steps[0].get("connector_id"), -1)
                to = row_of.get(steps[0].get("segment_id"), -1)
                found.append((row, to, at, *(HEADINGS.get(each, 0) for each in headings)))
    from_way, to_way, via, *headings_ = np.array(found, dtype=np.int64).reshape(-1, 5).T
    number, never = np.arange(len(found)), np.zeros(len(found), dtype=bool)
    return TurnRestrictions(number, from_way, to_way, via, never, np.column_stack(headings_))
