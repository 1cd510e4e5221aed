"""Read roads and places of an OpenStreetMap extract into layers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from ..layers.columns import Column, ColumnType
from .cost import BYTES, Cost, Line, of_files
from .download import DownloadResult
from .files import Format, Table, named
from .kind import Command, Kind
from .params import BBox, File, JobParams, given

__all__ = ["KIND", "OSM", "TAG", "LoadOsmParams", "LoadOsmResult"]

OSM_ID = Column("osm_id", "OpenStreetMap id", type=ColumnType.WHOLE)
#: Tags of OpenStreetMap that roads are shown with, and what others look like.
TAGS = {
    name: Column(name, alias, type=ColumnType.TEXT)
    for name, alias in (
        ("highway", "Road class"),
        ("name", "Name"),
        ("oneway", "One-way"),
        ("junction", "Junction"),
        ("access", "Access"),
        ("maxspeed", "Speed limit"),
        ("lanes", "Lanes"),
    )
}
TAG = re.compile(r"[a-z][a-z_:]*")


@dataclass(frozen=True, kw_only=True)
class LoadOsmParams(JobParams, kind="load_osm"):
    """Read roads and places of an OpenStreetMap extract into layers."""

    extract: File = given(".osm, .osm.gz or .osm.pbf", positional=True, metavar="EXTRACT")
    bbox: BBox | None = given("keep data in this area, degrees", default=None, absent="everywhere")
    poi_categories: File | None = given(
        "CSV with key, value, category of tags", default=None, absent="built in", metavar="CSV"
    )


@dataclass(frozen=True, kw_only=True)
class LoadOsmResult(DownloadResult, kind="load_osm", counts={"roads", "places"}):
    """Roads and places of an extract, as layers."""

    FILE: ClassVar[str] = "osm.gpkg"
    ROADS: ClassVar[str] = "roads"
    PLACES: ClassVar[str] = "places"


def _tag(name: str) -> Column | None:
    return Column(name, type=ColumnType.TEXT) if TAG.fullmatch(name) else None


OSM = named(
    LoadOsmResult.FILE,
    Format.GEOPACKAGE,
    Table(LoadOsmResult.ROADS, (OSM_ID, *TAGS.values()), _tag),
    Table(
        LoadOsmResult.PLACES,
        (
            *(OSM_ID, TAGS["name"]),
            Column("osm_type", "OpenStreetMap type", type=ColumnType.TEXT),
            Column("category", "Category", type=ColumnType.TEXT),
            Column("tag", "Tag", type=ColumnType.TEXT),
        ),
    ),
)


KIND = Kind(
    title="Load OSM",
    params=LoadOsmParams,
    result=LoadOsmResult,
    command=Command(
        "read roads and places of an OpenStreetMap extract",
        "OSM.gpkg",
        "the file to write, with layers roads and places",
        words=("load", "osm"),
    ),
    files=(OSM,),
    cost=Cost(BYTES, Line(0.6, 1.4e-7), Line(2.3e8, 2.0), Line(0.0, 0.45), of_files("extract")),
    awaited="always",
)
