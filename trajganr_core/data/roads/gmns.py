"""Networks of the General Modeling Network Specification (GMNS) as roads.

A folder or ZIP with the tables ``node`` and ``link`` as CSV, and ``config``, ``geometry``,
``lane``, ``movement`` and ``use_group`` where they are there
(https://github.com/zephyr-data-specs/GMNS, folder ``spec``, versions 0.9x). Links meet at their
nodes only, wherever their lines cross. Where movements from a link through a node are listed, all
other turns from it are forbidden.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import RoadOptions
from ...contract.records.extents import Extent
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray, TextArray
from ...utils.ragged import offsets_of, row_of_each
from ...utils.study_area import GEOGRAPHIC, StudyArea, on_earth
from ..csv_blocks import not_a_table
from ..files import InputFile, input_files
from ..layers import NOT_FINITE, WITHOUT_GEOMETRY, all_finite
from ..readers.crs import crs_named, degrees
from ..tables import csv_header, missing_field, read_csv, require_columns
from .attributes import KMH_PER_MPH
from .drivable import road_tags
from .noding import Parts, numbered_places, reversed_lines, without_repeats
from .osm import LICENCE
from .road_lines import RoadLines, RoadReport
from .tags import way_ids
from .turn_restrictions import INCOMPLETE, TurnRestrictions

#: The tables that make a network, and their needed fields.
NODE, LINK = "node", "link"
NEEDED = {
    NODE: ("node_id", "x_coord", "y_coord"),
    LINK: ("link_id", "from_node_id", "to_node_id", "directed"),
    "geometry": ("geometry_id", "geometry"),
    "lane": ("link_id", "lane_num"),
    "movement": ("node_id", "ib_link_id", "ob_link_id"),
    "use_group": ("use_group", "uses"),
}
#: Fields of the class of a link, that of the specification first.
CLASS_FIELDS = ("facility_type", "link_type_name", "highway")
#: OpenStreetMap's classes for usual words; other words are kept as they are.
CLASSES = {
    **dict.fromkeys(("freeway", "interstate", "hot", "hov"), "motorway"),
    **dict.fromkeys(("ramp", "on ramp", "off ramp"), "motorway_link"),
    **dict.fromkeys(("expressway", "highway"), "trunk"),
    **dict.fromkeys(("arterial", "major arterial", "principal arterial"), "primary"),
    "minor arterial": "secondary",
    **dict.fromkeys(("collector", "major collector", "minor collector"), "tertiary"),
    **dict.fromkeys(("local", "local road", "local street", "street"), "residential"),
}
#: Words of uses that open a link to every vehicle, and to one.
EVERY_USE = frozenset(("all", "any", "vehicle", "motor_vehicle"))
CAR_USES = EVERY_USE | {"auto", "car", "sov", "hov", "hov2", "hov3", "hov3+", "passenger", "taxi"}
USES = {"car": CAR_USES, "taxi": CAR_USES, "bus": EVERY_USE | {"bus", "transit"}}
#: km/h of a unit of speed.
SPEED_UNITS = {
    **dict.fromkeys(("km/h", "kph", "kmh", "kmph"), 1.0),
    **dict.fromkeys(("mph", "mi/h", "miles/hour", "miles per hour"), KMH_PER_MPH),
    "m/s": 3.6,
}
#: Only lines are read: other geometries may be nested without an end.
LINE = r"\s*LINESTRING\s*(?:ZM?|M)?\s*\("
TRUE, FALSE = ("true", "1", "yes", "t"), ("false", "0", "no", "f")
WITHOUT_NODES = Text("whose nodes are not in the table node")


def is_gmns(path: Path) -> bool:
    """Whether a folder or ZIP has the tables of a network."""
    return {NODE, LINK} <= set(_tables(path))


def of_gmns(path: Path, area: StudyArea, options: RoadOptions) -> RoadLines:
    """The links that touch the area; their feature ids are those of :func:`gmns_fields`.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for tables that cannot be read, ids that occur twice and an
            unknown unit of speed; ``INPUT.FIELD``; ``INPUT.EMPTY`` without links or nodes;
            ``INPUT.CRS``.
    """
    tables = _tables(path)
    unusable: Counter[Text] = Counter()
    node, node_xy = _nodes(tables, path)
    link, fid = _links(tables)
    ends = np.column_stack(
        [_numbers_in(node, link[name]) for name in ("from_node_id", "to_node_id")]
    )
    lines = _lines(tables, path, link, ends, node_xy)
    there = (ends >= 0).all(axis=1)
    readable = there & (shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING)
    finite = readable & all_finite(lines)
    for reason, bad in (
        (WITHOUT_NODES, ~there),
        (WITHOUT_GEOMETRY, there & ~readable),
        (NOT_FINITE, readable & ~finite),
    ):
        unusable[reason] += int(bad.sum())
    rows = np.flatnonzero(finite)
    parts = _parts(lines[rows], ends[rows], len(node))
    number = np.unique(parts.line)  # without those of no length
    unusable[Text("of no length")] += len(rows) - len(number)
    touching = parts.touching(area, len(rows))
    kept = rows[touching]
    tags, unused = _tags(tables, path, link.iloc[kept].reset_index(drop=True), options)
    unread: Counter[Text] = Counter()
    restrictions = _restrictions(tables, options, node, link, fid, unread)
    osm_id = way_ids(link.rename(columns={"osm_way_id": "osm_id"}))[kept]
    return RoadLines(
        parts=parts.of_lines(touching),
        fid=fid[kept],
        osm_id=osm_id,
        tags=tags,
        options=options,
        restrictions=restrictions,
        classified=True,
        report=RoadReport(
            description=Text("a network of GMNS")
            if "config" in tables
            else Text("a network of GMNS without a table config: in longitude, latitude and km/h"),
            total=len(link),
            unusable=dict(+unusable),
            unused_attributes=dict(+unused),
            restrictions=len(restrictions) + sum(unread.values()),
            unused_restrictions=dict(unread),
            licence=LICENCE if osm_id.any() else "",
        ),
    )


def gmns_extent(path: Path) -> Extent | None:
    """West, south, east, north of the nodes, degrees."""
    _, xy = _nodes(_tables(path), path)
    xy = xy[np.isfinite(xy).all(axis=1)]
    return (*map(float, xy.min(axis=0)), *map(float, xy.max(axis=0))) if len(xy) else None


def gmns_fields(path: Path, fid: IntArray) -> pd.DataFrame:
    """The fields of links ``(n,)``, by their ids if these are whole numbers, or else by row."""
    file = _tables(path)[LINK]
    _, number = _links({LINK: file})
    table = read_csv(file, text=("link_id",)).drop(columns="geometry", errors="ignore")
    return table.set_axis(number).loc[fid].reset_index(drop=True)


def _tables(path: Path) -> dict[str, InputFile]:
    """The tables of a network by name; those of the folder of ``link`` in a ZIP."""
    if path.is_dir():
        files = [InputFile(each) for each in sorted(path.iterdir()) if each.is_file()]
    else:
        files = [each for each in input_files(path) if each.member]
    csv = {str(each): each for each in files if each.name.lower().endswith(".csv")}
    main = next((name for name, each in csv.items() if each.stem.lower() == LINK), "")
    folder = PurePosixPath(main).parent
    beside = [each for name, each in csv.items() if PurePosixPath(name).parent == folder]
    return {each.stem.lower(): each for each in beside} if main else {}


def _table(tables: dict[str, InputFile], name: str) -> pd.DataFrame:
    """A table as text without spaces around, "" where missing; empty if it is not there."""
    needed = NEEDED.get(name, ())
    if name not in tables:
        return pd.DataFrame(columns=list(needed), dtype=object)
    file = tables[name]
    names, _ = csv_header(file)
    require_columns(str(file), names, needed)
    if len(set(names)) < len(names):
        raise not_a_table(file, "two of its fields have the same name.")
    try:
        table = read_csv(file, text=names)
    except TrajganrError as error:
        if error.code != Code.INPUT_EMPTY or name in (NODE, LINK):
            raise
        return pd.DataFrame(columns=names, dtype=object)
    text = table.fillna("").apply(lambda column: column.str.strip())
    return text.mask(text.isin(("NaN", "nan", "NULL")), "").astype(object)


def _ids(values: pd.Series) -> pd.Series:
    """Ids as text; whole numbers that a program has written as ``17.0`` are ``17``."""
    return values.str.replace(r"^(-?\d+)\.0$", r"\1", regex=True)


def _numbers_in(ids: pd.Index, values: pd.Series) -> IntArray:
    """The row of each id, -1 where there is none."""
    return np.asarray(ids.get_indexer(_ids(values).to_numpy()), dtype=np.int64)


def _unique_ids(file: InputFile, values: pd.Series) -> pd.Index:
    ids = pd.Index(_ids(values))
    if not ids.is_unique:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path}: the id {id!r} occurs more than once.",
            "Give each row an id of its own.",
            path=str(file),
            id=str(ids[ids.duplicated()][0])[:60],
        )
    return ids


def _nodes(tables: dict[str, InputFile], path: Path) -> tuple[pd.Index, FloatArray]:
    """The ids of nodes, and ``(N, 2)`` degrees; NaN for those that cannot be read."""
    table = _table(tables, NODE)
    x, y = (_floats(table[name]) for name in ("x_coord", "y_coord"))
    xy = np.column_stack(_degrees(tables, path, x, y))
    return _unique_ids(tables[NODE], table["node_id"]), xy


def _links(tables: dict[str, InputFile]) -> tuple[pd.DataFrame, IntArray]:
    """The links, and their feature ids."""
    table = _table(tables, LINK)
    ids = _unique_ids(tables[LINK], table["link_id"])
    is_number = ids.str.fullmatch(r"\d{1,18}").all()
    fid = ids.astype(np.int64).to_numpy() if is_number else np.arange(len(ids))
    return table.assign(link_id=ids), fid


def _degrees(
    tables: dict[str, InputFile], path: Path, x: FloatArray, y: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Longitude and latitude; NaN where they are not known."""
    name = _config(tables).get("crs", "")
    if name.isdecimal():
        name = f"EPSG:{name}"
    lon, lat = degrees(x, y, crs_named(name or GEOGRAPHIC), f"{path}")
    placed = on_earth(lon, lat, f"{path}")
    return np.where(placed, lon, np.nan), np.where(placed, lat, np.nan)


def _config(tables: dict[str, InputFile]) -> dict[str, str]:
    rows = _table(tables, "config").to_dict("records")
    return {str(name): str(value) for name, value in rows[0].items()} if rows else {}


def _floats(values: pd.Series) -> FloatArray:
    return pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64)


def _lines(
    tables: dict[str, InputFile],
    path: Path,
    link: pd.DataFrame,
    ends: IntArray,
    node_xy: FloatArray,
) -> GeometryArray:
    """``(n,)`` the lines of links in degrees, from their first node to their last one.

    A link without a geometry is straight. What cannot be read is None.
    """
    nothing = pd.Series("", index=link.index)
    shapes = _table(tables, "geometry").drop_duplicates("geometry_id")
    by_id = dict(zip(_ids(shapes["geometry_id"]), shapes["geometry"], strict=True))
    own = link.get("geometry", nothing)
    of_id = _ids(link.get("geometry_id", nothing))
    text = own.where((own != "") | (of_id == ""), of_id.map(lambda each: by_id.get(each, "")))
    is_straight = (own == "") & ((of_id == "") | ~of_id.isin(list(by_id)))
    is_line = text.str.match(LINE, case=False)
    lines = np.full(len(link), None, dtype=object)
    lines[is_line] = shapely.from_wkt(text[is_line].to_numpy(dtype=object), on_invalid="ignore")
    known = np.flatnonzero(~shapely.is_missing(lines) & ~shapely.is_empty(lines))
    xy, line = shapely.get_coordinates(lines[known], return_index=True)
    xy = np.column_stack(_degrees(tables, path, *xy.T))
    found = np.full(len(link), None, dtype=object)
    if len(known):
        found[known] = shapely.linestrings(xy, indices=line, handle_nan="allow")
    against = known[link.get("dir_flag", nothing).iloc[known].isin(("-1", "-1.0"))]
    found[against] = shapely.reverse(found[against])
    straight = np.flatnonzero(is_straight & (ends >= 0).all(axis=1))
    if len(straight):
        found[straight] = shapely.linestrings(node_xy[ends[straight]], handle_nan="allow")
    return found


def _parts(lines: GeometryArray, ends: IntArray, nodes: int) -> Parts:
    """The lines, connected at their nodes only.

    The vertices between have numbers of their own, which a line shares with the one that is it
    reversed: the two are the directions of a road.
    """
    xy, line = shapely.get_coordinates(lines, return_index=True)
    offsets = offsets_of(np.bincount(line, minlength=len(lines)))
    placed = without_repeats(xy, numbered_places(xy), offsets, np.arange(len(lines)))
    first, last = placed.offsets[:-1], placed.offsets[1:] - 1
    vertex = placed.vertex + nodes
    vertex[first], vertex[last] = ends[placed.line].T
    parts = Parts(placed.xy, vertex, placed.offsets, placed.line)
    other = np.full(len(placed.line), -1)
    of_line = np.full(len(lines), -1)
    of_line[placed.line] = np.arange(len(placed.line))
    paired = reversed_lines(parts, len(lines))[placed.line]
    other[paired >= 0] = of_line[paired[paired >= 0]]
    part = row_of_each(placed.offsets)
    own = np.arange(len(vertex))
    mirrored = first[other[part]] + last[part] - own
    is_second = (other[part] >= 0) & (other[part] < part)
    between = (own != first[part]) & (own != last[part])
    number = np.where(between, nodes + np.where(is_second, mirrored, own), vertex)
    return Parts(placed.xy, number, placed.offsets, placed.line)


def _tags(
    tables: dict[str, InputFile], path: Path, link: pd.DataFrame, options: RoadOptions
) -> tuple[pd.DataFrame, Counter[str]]:
    """The links as tags of OpenStreetMap, and values that cannot be used by field."""
    unused: Counter[str] = Counter()
    tags = pd.DataFrame("", index=link.index, columns=list(road_tags(options)), dtype=object)
    usual = RoadOptions()
    fields = (options.class_field, *CLASS_FIELDS)
    for name in ("class_field", "name_field"):
        chosen = getattr(options, name)
        if chosen != getattr(usual, name) and chosen not in link:
            raise missing_field(path, chosen, list(link))
    kind = next((link[name] for name in fields if name in link), pd.Series("", index=link.index))
    if not options.road_classes:
        kind = kind.str.lower().str.replace("-", " ").replace(CLASSES)
    tags[options.class_field] = kind.where(kind != "", "road")
    if options.name_field in link:
        tags[options.name_field] = link[options.name_field]
    directed = link["directed"].str.lower()
    is_directed = ~directed.isin(FALSE)
    unused["directed"] += int((~directed.isin((*TRUE, *FALSE))).sum())
    tags[options.oneway_field] = np.where(is_directed, "yes", "no")
    groups = _table(tables, "use_group")
    uses = dict(zip(groups["use_group"].str.lower(), groups["uses"], strict=True))
    if "allowed_uses" in link:
        tags["access"] = np.where(_is_open(link["allowed_uses"], uses, options), "", "no")
    kmh = _floats(link["free_speed"]) * _kmh_per_unit(tables) if "free_speed" in link else np.nan
    tags["maxspeed"] = _as_text(np.broadcast_to(kmh, len(link)).round(1))
    lanes = _lanes(tables, link, uses, options)
    for name, where in (("lanes", is_directed), ("lanes:forward", ~is_directed)):
        tags[name] = np.where(where, lanes, "")
    tags["lanes:backward"] = tags["lanes:forward"]
    return tags, unused


def _is_open(allowed: pd.Series, groups: dict[str, str], options: RoadOptions) -> BoolArray:
    """Whether lists of uses open what has them to the vehicle; an empty list does to all."""
    open_to = USES[options.vehicle]
    opened: dict[str, bool] = {"": True}
    for text in allowed.unique():
        words = {word.strip().lower() for word in text.split(",")}
        within = {
            each.strip().lower() for word in words for each in groups.get(word, "").split(",")
        }
        opened[text] = not text or not open_to.isdisjoint(words | within)
    return allowed.map(opened).to_numpy(dtype=bool)


def _kmh_per_unit(tables: dict[str, InputFile]) -> float:
    unit = _config(tables).get("speed", "")
    kmh = SPEED_UNITS.get(unit.lower() or "km/h")
    if kmh is None:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path}: {unit!r} is no known unit of speed.",
            "Use mph, km/h or m/s.",
            path=str(tables["config"]),
            unit=unit[:60],
        )
    return kmh


def _lanes(
    tables: dict[str, InputFile], link: pd.DataFrame, groups: dict[str, str], options: RoadOptions
) -> TextArray:
    """``(n,)`` lanes as text: those of the link, or else its through lanes that are listed."""
    listed = _table(tables, "lane")
    is_through = _floats(listed["lane_num"]) >= 1
    if "allowed_uses" in listed:
        is_through &= _is_open(listed["allowed_uses"], groups, options)
    counted = _ids(listed["link_id"])[is_through].value_counts()
    number = _floats(link["lanes"]) if "lanes" in link else np.full(len(link), np.nan)
    number = np.where(np.isfinite(number), number, link["link_id"].map(counted).to_numpy(float))
    return _as_text(number)


def _as_text(values: FloatArray) -> TextArray:
    return np.array([f"{each:g}" if np.isfinite(each) else "" for each in values], dtype=object)


def _restrictions(
    tables: dict[str, InputFile],
    options: RoadOptions,
    node: pd.Index,
    link: pd.DataFrame,
    fid: IntArray,
    unread: Counter[Text],
) -> TurnRestrictions:
    """The listed movements: of each link into a node they are the only ones.

    A movement that is closed to the vehicle, or has an infinite penalty, is forbidden.
    """
    table = _table(tables, "movement")
    links = pd.Index(link["link_id"])
    columns = ("node_id", "ib_link_id", "ob_link_id")
    via, before, after = (
        _numbers_in(ids, table[name])
        for ids, name in zip((node, links, links), columns, strict=True)
    )
    known = (via >= 0) & (before >= 0) & (after >= 0)
    unread[INCOMPLETE] += int((~known).sum())
    is_only = np.ones(len(table), dtype=bool)
    if "allowed_uses" in table:
        groups = _table(tables, "use_group")
        uses = dict(zip(groups["use_group"].str.lower(), groups["uses"], strict=True))
        is_only &= _is_open(table["allowed_uses"], uses, options)
    if "penalty" in table:
        is_only &= ~np.isinf(_floats(table["penalty"]))
    rows = np.column_stack([before, via, ~is_only, after])[known]
    rows = np.unique(rows, axis=0)  # one for each lane in the table
    number = np.unique(rows[:, :3], axis=0, return_inverse=True)[1].ravel()
    return TurnRestrictions(
        number=number,
        from_way=fid[rows[:, 0]],
        to_way=fid[rows[:, 3]],
        via=rows[:, 1],
        is_only=rows[:, 2] == 0,
        headings=np.zeros((len(rows), 2), dtype=np.int64),
    )
