"""Networks of the General Modeling Network Specification (GMNS) as roads.

Fields and words are those of the specification (https://github.com/zephyr-data-specs/GMNS, folder
``spec``, versions 0.9x). Links meet at their nodes only, wherever their lines cross.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, FloatArray, GeometryArray, IntArray
from ...utils.study_area import GEOGRAPHIC, on_earth
from ..csv_blocks import not_a_table
from ..files import InputFile, input_files
from ..layers import WITHOUT_GEOMETRY
from ..readers.crs import crs_named, degrees
from ..tables import csv_header, read_csv, require_columns
from .drivable import DRIVABLE
from .noding import LinkedLines, Parts, parts_of_lines
from .osm import LICENCE
from .turn_restrictions import TurnRestrictions

#: The fields that are read; some tables need their first three.
FIELDS = {
    "node": ("node_id", "x_coord", "y_coord"),
    "link": (
        *("link_id", "from_node_id", "to_node_id", "geometry", "geometry_id", "dir_flag"),
        *("directed", "allowed_uses", "free_speed", "lanes", "facility_type"),
    ),
    "geometry": ("geometry_id", "geometry"),
    "movement": ("node_id", "ib_link_id", "ob_link_id", "penalty", "allowed_uses"),
    "lane": ("link_id", "lane_num", "allowed_uses"),
    "config": ("crs", "speed"),
}
NEEDED = ("node", "link", "movement")
#: OpenStreetMap's classes for usual words.
CLASSES = {
    "freeway": "motorway", "expressway": "trunk", "collector": "tertiary", "local": "residential",
    "arterial": "primary", "major arterial": "primary", "minor arterial": "secondary",
    "ramp": "motorway_link", "on ramp": "motorway_link", "off ramp": "motorway_link",
}  # fmt: skip
#: Links of other words are roads, unless these are in them.
NO_ROADS = "walk|foot|pedestrian|path|steps|bike|cycle|bus|rail|transit|track|ferry|service|constr"
#: Uses that open a link.
USES = {
    "bus": {"all", "auto", "vehicle", "motor_vehicle", "bus", "transit"},
    "car": {"all", "auto", "vehicle", "motor_vehicle", "car", "sov", "hov", "hov2", "hov3+"},
}
USES["taxi"] = USES["car"] | {"taxi"}
#: Only lines are read: other geometries may be nested without an end.
LINE = r"\s*(?:MULTI)?LINESTRING\s*(?:ZM?|M)?\s*\("


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
    node, link, shapes, movement, lane, config = (_table(tables, name) for name in FIELDS)
    crs, speed = next(zip(config["crs"], config["speed"], strict=True), ("", ""))
    nodes, links = (_unique(path, each) for each in (node["node_id"], link["link_id"]))
    x_y = node[["x_coord", "y_coord"]].apply(pd.to_numeric, errors="coerce")
    node_xy = _degrees(path, crs, x_y.to_numpy(float))
    from_to = link[["from_node_id", "to_node_id"]].to_numpy()
    ends = nodes.get_indexer(from_to.ravel()).reshape(-1, 2)
    lines = _lines(path, crs, link, shapes, node_xy[ends])
    length = shapely.length(lines)
    good = (length > 0) & (length < np.inf) & (ends >= 0).all(axis=1)
    is_number = links.str.fullmatch(r"\d{1,18}").all()
    fid = links.astype(np.int64) if is_number else pd.RangeIndex(len(links))
    frame = _tagged(link, lane, speed, vehicle).set_axis(fid)
    return LinkedLines(
        parts=_parts(lines[good], ends[good], len(nodes)),
        frame=gpd.GeoDataFrame(frame, geometry=lines, crs=GEOGRAPHIC)[good],
        restrictions=_restrictions(movement, nodes, links, fid.to_numpy(), vehicle),
        description=Text("a network of GMNS"),
        total=len(link),
        dropped=Counter({WITHOUT_GEOMETRY: int((~good).sum())}),
        licence=LICENCE if "osm_id" in frame else "",
    )


def _tables(path: Path) -> dict[str, InputFile]:
    """The CSV files of a network by name; those of the folder of ``link`` in a ZIP."""
    files = [InputFile(each) for each in path.iterdir()] if path.is_dir() else input_files(path)
    csv = [each for each in files if each.name.lower().endswith(".csv")]
    folder = next((PurePosixPath(each.member).parent for each in csv if each.stem == "link"), None)
    return {each.stem: each for each in csv if PurePosixPath(each.member).parent == folder}


def _table(tables: dict[str, InputFile], name: str) -> pd.DataFrame:
    """A table as text, "" where missing, also of fields that it lacks.

    Names of fields may be cut after ten characters, as in Shapefiles.
    """
    file, fields = tables.get(name), FIELDS[name]
    table = pd.DataFrame(columns=fields)
    if file is not None:
        names, _ = csv_header(file)
        uncut = {field[:10]: field for field in fields}
        header = [uncut.get(each, each) for each in names]
        require_columns(Path(str(file)), header, fields[:3] if name in NEEDED else ())
        _unique(Path(str(file)), pd.Series(header, name="its header"))
        try:
            table = read_csv(file, text=names).set_axis(header, axis=1)
        except TrajganrError as error:
            if name in ("node", "link") or error.code != Code.INPUT_EMPTY:
                raise
    lacking = [field for field in fields if field not in table]
    text = table.reindex(columns=[*table, *lacking], fill_value="").fillna("").astype(object)
    text = text.apply(lambda column: column.str.strip())
    # Programs write ids as 17.0 where one is missing.
    return text.replace(r"^(?:NaN|nan|(-?\d+)\.0)$", r"\1", regex=True)


def _unique(path: Path, values: pd.Series) -> pd.Index:
    ids = pd.Index(values)
    if not ids.is_unique:
        again = str(ids[ids.duplicated()][0])[:60]
        raise not_a_table(InputFile(path), f"{again!r} occurs more than once in {values.name}.")
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
    by_id = dict(zip(shapes["geometry_id"], shapes["geometry"], strict=True))
    of_id = link["geometry_id"].map(lambda each: by_id.get(each, ""))
    text = link["geometry"].where(link["geometry"] != "", of_id)
    lines = shapely.linestrings(straight, handle_nan="allow")
    drawn = (text != "").to_numpy()
    is_line = text.str.match(LINE, case=False)
    read = shapely.from_wkt(text.where(is_line, None)[drawn].to_numpy(object), on_invalid="ignore")
    read[shapely.get_num_geometries(read) != 1] = None
    read = shapely.get_geometry(read, 0)
    lines[drawn] = shapely.transform(read, lambda xy: _degrees(path, crs, xy))
    against = drawn & (link["dir_flag"] == "-1").to_numpy()
    lines[against] = shapely.reverse(lines[against])
    return np.asarray(lines)


def _parts(lines: GeometryArray, ends: IntArray, nodes: int) -> Parts:
    """The lines, connected at nodes.

    Vertices between are the same for a line and that which is it reversed, and so for no others
    than those between the same nodes.
    """
    parts = parts_of_lines(lines)
    keys = np.column_stack([np.sort(ends, axis=1)[parts.vertex_line], parts.vertex])
    vertex = nodes + np.unique(keys, axis=0, return_inverse=True)[1].ravel()
    vertex[parts.offsets[:-1]], vertex[parts.offsets[1:] - 1] = ends[parts.line].T
    return replace(parts, vertex=vertex)


def _tagged(link: pd.DataFrame, lane: pd.DataFrame, speed: str, vehicle: str) -> pd.DataFrame:
    """The links with OpenStreetMap's tags beside their own fields."""
    kind = link["facility_type"].str.lower().str.replace("-", " ").replace(CLASSES)
    is_known = kind.isin(DRIVABLE) | kind.str.contains(NO_ROADS)
    is_through = pd.to_numeric(lane["lane_num"], errors="coerce") >= 1
    counted = lane[is_through & _is_open(lane, vehicle)]["link_id"].value_counts()
    lanes = pd.to_numeric(link["lanes"], errors="coerce").fillna(link["link_id"].map(counted))
    limit = pd.to_numeric(link["free_speed"], errors="coerce").round(2)
    is_undirected = link["directed"].str.lower().isin(("false", "0", "no"))
    tags = {
        "highway": kind.where(is_known, "road"),
        "oneway": np.where(is_undirected, "no", "yes"),
        "access": np.where(_is_open(link, vehicle), "", "no"),
        "maxspeed": (limit.astype(str) + f" {speed.lower()}".rstrip()).where(limit.notna(), ""),
        **dict.fromkeys(("lanes:forward", "lanes:backward"), lanes),
    }
    known = link.loc[:, (link != "").any()].drop(columns="geometry", errors="ignore")
    ids = {} if "osm_id" in known else {"osm_way_id": "osm_id"}
    return known.rename(columns=ids).assign(**tags)


def _is_open(table: pd.DataFrame, vehicle: str) -> BoolArray:
    """Which rows are open to a vehicle by ``allowed_uses``; those without any are."""
    uses = table["allowed_uses"].str.lower().str.replace(" ", "").str.split("[,;]")
    return np.array([words == [""] or not USES[vehicle].isdisjoint(words) for words in uses], bool)


def _restrictions(
    movement: pd.DataFrame, nodes: pd.Index, links: pd.Index, fid: IntArray, vehicle: str
) -> TurnRestrictions:
    """The listed movements: from each link into a node, they are the only ones.

    A movement that is closed to the vehicle, or has an infinite penalty, is forbidden.
    """
    via, before, after = (
        index.get_indexer(movement[name])
        for index, name in zip((nodes, links, links), FIELDS["movement"], strict=False)
    )
    penalty = pd.to_numeric(movement["penalty"], errors="coerce").to_numpy(dtype=float)
    is_closed = np.isinf(penalty) | ~_is_open(movement, vehicle)
    rows = np.column_stack([before, via, is_closed, after])[(before >= 0) & (after >= 0)]
    rows = np.unique(rows, axis=0)  # a movement has a row for each of its lanes
    number = np.unique(rows[:, :3], axis=0, return_inverse=True)[1].ravel()
    from_link, at, closed, to_link = rows.T
    return TurnRestrictions(number, fid[from_link], fid[to_link], at, closed == 0)
