"""Networks of the General Modeling Network Specification (GMNS) as roads.

Fields and words are those of the specification (https://github.com/zephyr-data-specs/GMNS, folder
``spec``, versions 0.9x). Links meet at their nodes only, wherever their lines cross.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray
from ...utils.ragged import offsets_of
from ...utils.study_area import GEOGRAPHIC, on_earth
from ..csv_blocks import not_a_table
from ..files import InputFile, input_files
from ..layers import WITHOUT_GEOMETRY
from ..readers.crs import crs_named, degrees
from ..tables import csv_header, read_csv, require_columns
from .attributes import KMH_PER_MPH
from .noding import LinkedLines, Parts, numbered_places, without_repeats
from .osm import LICENCE
from .turn_restrictions import TurnRestrictions

#: The fields that the tables need.
NEEDED = {
    "node": ("node_id", "x_coord", "y_coord"),
    "link": ("link_id", "from_node_id", "to_node_id"),
    "geometry": ("geometry_id", "geometry"),
    "movement": ("node_id", "ib_link_id", "ob_link_id"),
    "lane": ("link_id", "lane_num"),
}
#: OpenStreetMap's classes for usual words; others are kept.
CLASSES = {
    "": "road", "freeway": "motorway", "ramp": "motorway_link", "expressway": "trunk",
    "arterial": "primary", "major arterial": "primary", "minor arterial": "secondary",
    "collector": "tertiary", "local": "residential", "street": "residential",
}  # fmt: skip
#: Uses that open a link, besides those that name a vehicle itself.
CAR_USES = {"all", "auto", "car", "sov", "hov", "hov2", "hov3+", "vehicle", "motor_vehicle"}
USES = {"car": CAR_USES, "taxi": CAR_USES | {"taxi"}, "bus": {"all", "bus", "transit", "vehicle"}}
#: km/h of a unit of speed; speeds in others are unknown.
SPEED_UNITS = {**dict.fromkeys(("", "km/h", "kph", "kmh"), 1.0), "mph": KMH_PER_MPH, "m/s": 3.6}
#: Only lines are read: other geometries may be nested without an end.
LINE = r"\s*LINESTRING\s*(?:ZM?|M)?\s*\("


def is_gmns(path: Path) -> bool:
    """Whether a folder or ZIP has the tables of nodes and links."""
    return {"node", "link"} <= set(_tables(path))


def read_gmns(path: Path, vehicle: str) -> LinkedLines:
    """All links that a vehicle may use, as roads with OpenStreetMap's tags.

    Feature ids are the ids of links if these are whole numbers, or else their rows.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for tables that cannot be read and ids that occur twice;
            ``INPUT.FIELD``; ``INPUT.EMPTY`` without links or nodes; ``INPUT.CRS``.
    """
    tables = _tables(path)
    config = _table(tables, "config")
    crs, speed = (next(iter(config.get(name, ())), "") for name in ("crs", "speed"))
    node, link = (_table(tables, name, is_needed=True) for name in ("node", "link"))
    nodes, links = _unique(path, node["node_id"]), _unique(path, link["link_id"])
    x_y = [pd.to_numeric(node[name], errors="coerce") for name in NEEDED["node"][1:]]
    node_xy = _degrees(path, crs, np.column_stack(x_y).astype(float))
    ends = np.column_stack([nodes.get_indexer(link[name]) for name in NEEDED["link"][1:]])
    lines = _lines(path, crs, link, _table(tables, "geometry"), node_xy[ends])
    parts, readable = _parts(lines, ends, len(nodes))
    good = readable & (ends >= 0).all(axis=1)
    frame = _tagged(link, _table(tables, "lane"), speed, vehicle)
    is_number = links.str.fullmatch(r"\d{1,18}").all()
    fid = links.astype(np.int64) if is_number else pd.RangeIndex(len(links))
    frame = gpd.GeoDataFrame(frame.set_axis(fid), geometry=lines, crs=GEOGRAPHIC)
    movement = _table(tables, "movement")
    return LinkedLines(
        parts=parts.of_lines(good),
        frame=frame[good],
        restrictions=_restrictions(movement, nodes, links, fid.to_numpy(), vehicle),
        description=Text("a network of GMNS"),
        total=len(link),
        dropped=Counter({WITHOUT_GEOMETRY: int((~good).sum())}),
        licence=LICENCE if (frame["osm_id"] != "").any() else "",
    )


def _tables(path: Path) -> dict[str, InputFile]:
    """The CSV files of a network by name; those of the folder of ``link`` in a ZIP."""
    is_folder = path.is_dir()
    files = [InputFile(each) for each in path.iterdir()] if is_folder else input_files(path)
    csv = [
        each for each in files if each.name.lower().endswith(".csv") and (is_folder or each.member)
    ]
    folder = next((PurePosixPath(each.member).parent for each in csv if each.stem == "link"), None)
    return {each.stem: each for each in csv if PurePosixPath(each.member).parent == folder}


def _table(tables: dict[str, InputFile], name: str, *, is_needed: bool = False) -> pd.DataFrame:
    """A table as text, "" where missing; of no rows if it is not there and not needed."""
    needed = NEEDED.get(name, ())
    file = tables.get(name)
    names = list(needed) if file is None else csv_header(file)[0]
    require_columns(Path(str(file)), names, needed)
    if len(set(names)) < len(names) and file is not None:
        raise not_a_table(file, "two of its fields have the same name.")
    try:
        table = pd.DataFrame(columns=names) if file is None else read_csv(file, text=names)
    except TrajganrError as error:
        if is_needed or error.code != Code.INPUT_EMPTY:
            raise
        table = pd.DataFrame(columns=names)
    text = table.fillna("").astype(str).apply(lambda column: column.str.strip())
    # Programs write ids as 17.0 where one is missing.
    return (
        text.replace({"NaN": "", "nan": ""})
        .replace(r"^(-?\d+)\.0$", r"\1", regex=True)
        .astype(object)
    )


def _unique(path: Path, values: pd.Series) -> pd.Index:
    ids = pd.Index(values)
    if not ids.is_unique:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path}: the id {id!r} occurs more than once in {field}.",
            "Give each row an id of its own.",
            path=str(path),
            id=str(ids[ids.duplicated()][0])[:60],
            field=str(values.name),
        )
    return ids


def _degrees(path: Path, crs: str, xy: FloatArray) -> FloatArray:
    """``(n, 2)`` longitude and latitude; NaN where they are not on Earth."""
    name = f"EPSG:{crs}" if crs.isdecimal() else crs or GEOGRAPHIC
    lon, lat = degrees(xy[:, 0], xy[:, 1], crs_named(name), str(path))
    placed = on_earth(lon, lat, str(path))
    return np.where(placed[:, None], np.column_stack([lon, lat]), np.nan)


def _lines(
    path: Path, crs: str, link: pd.DataFrame, shapes: pd.DataFrame, straight: FloatArray
) -> GeometryArray:
    """``(n,)`` lines from the first node to the last; those of ``straight`` without another."""
    own, of_id = (link.get(name, pd.Series("", link.index)) for name in ("geometry", "geometry_id"))
    by_id = dict(zip(shapes["geometry_id"], shapes["geometry"], strict=True))
    text = own.where(own != "", of_id.map(lambda each: by_id.get(each, "")))
    is_line = text.str.match(LINE, case=False)
    lines = shapely.linestrings(straight, handle_nan="allow")
    lines[text != ""] = None
    lines[is_line] = shapely.from_wkt(text[is_line].to_numpy(dtype=object), on_invalid="ignore")
    drawn = is_line.to_numpy() & ~shapely.is_missing(lines)
    lines[drawn] = shapely.transform(lines[drawn], lambda xy: _degrees(path, crs, xy))
    against = drawn & link.get("dir_flag", own).eq("-1").to_numpy()
    lines[against] = shapely.reverse(lines[against])
    return np.asarray(lines)


def _parts(lines: GeometryArray, ends: IntArray, nodes: int) -> tuple[Parts, BoolArray]:
    """The lines that are finite and have a length, connected at nodes; and which these are.

    Vertices between are the same for a line and that which is it reversed, and so for no others
    than those between the same nodes.
    """
    xy, line = shapely.get_coordinates(lines, return_index=True)
    finite = np.bincount(line[~np.isfinite(xy).all(axis=1)], minlength=len(lines)) == 0
    chosen = np.flatnonzero(finite & (np.bincount(line, minlength=len(lines)) > 1))
    xy, line = shapely.get_coordinates(lines[chosen], return_index=True)
    offsets = offsets_of(np.bincount(line, minlength=len(chosen)))
    parts = without_repeats(xy, numbered_places(xy), offsets, chosen)
    between = np.sort(ends[parts.vertex_line], axis=1)
    keys = np.column_stack([between, parts.vertex])
    vertex = nodes + np.unique(keys, axis=0, return_inverse=True)[1].ravel()
    vertex[parts.offsets[:-1]], vertex[parts.offsets[1:] - 1] = ends[parts.line].T
    return Parts(parts.xy, vertex, parts.offsets, parts.line), np.isin(
        np.arange(len(lines)), parts.line
    )


def _tagged(link: pd.DataFrame, lane: pd.DataFrame, speed: str, vehicle: str) -> pd.DataFrame:
    """The links with OpenStreetMap's tags beside their own fields."""
    nothing = pd.Series("", index=link.index)
    kind = next(
        (link[name] for name in ("facility_type", "link_type_name") if name in link), nothing
    )
    kind = link.get("highway", kind.str.lower().str.replace("-", " ").replace(CLASSES))
    kmh = SPEED_UNITS.get(speed.lower(), np.nan)
    limit = pd.to_numeric(link.get("free_speed", nothing), errors="coerce") * kmh
    through = lane[pd.to_numeric(lane["lane_num"], errors="coerce") >= 1]
    through = through[_is_open(through, vehicle)]
    counted = link["link_id"].map(through["link_id"].value_counts())
    lanes = pd.to_numeric(link.get("lanes", nothing), errors="coerce").fillna(counted)
    is_undirected = link.get("directed", nothing).str.lower().isin(("false", "0", "no"))
    return link.drop(columns="geometry", errors="ignore").assign(
        highway=kind,
        oneway=np.where(is_undirected, "no", "yes"),
        access=np.where(_is_open(link, vehicle), "", "no"),
        maxspeed=limit.round(1),
        osm_id=link.get("osm_id", link.get("osm_way_id", nothing)),
        **{"lanes:forward": lanes, "lanes:backward": lanes},
    )


def _is_open(table: pd.DataFrame, vehicle: str) -> BoolArray:
    """Which rows are open to a vehicle by ``allowed_uses``; those without any are."""
    uses = table.get("allowed_uses", pd.Series("", index=table.index)).str.lower()
    allowed = [{word.strip() for word in text.split(",")} for text in uses]
    return np.array([words == {""} or bool(words & USES[vehicle]) for words in allowed], dtype=bool)


def _restrictions(
    movement: pd.DataFrame, nodes: pd.Index, links: pd.Index, fid: IntArray, vehicle: str
) -> TurnRestrictions:
    """The listed movements: from each link into a node, they are the only ones.

    A movement that is closed to the vehicle, or has an infinite penalty, is forbidden.
    """
    via, before, after = (
        index.get_indexer(movement[name])
        for index, name in zip((nodes, links, links), NEEDED["movement"], strict=True)
    )
    penalty = pd.to_numeric(movement.get("penalty", pd.Series(0, movement.index)), errors="coerce")
    is_closed = np.isinf(penalty.to_numpy(dtype=float)) | ~_is_open(movement, vehicle)
    rows = np.column_stack([before, via, is_closed, after])[(before >= 0) & (after >= 0)]
    rows = np.unique(rows, axis=0)  # a movement has a row for each of its lanes
    number = np.unique(rows[:, :3], axis=0, return_inverse=True)[1].ravel()
    from_link, at, closed, to_link = rows.T
    return TurnRestrictions(number, fid[from_link], fid[to_link], at, closed == 0)
