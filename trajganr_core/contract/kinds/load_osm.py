"""Read roads and places of an OpenStreetMap extract into layers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .cost import BYTES, Cost, Line, of_files
from .download import DownloadResult
from .files import Format, Table, named
from .kind import Command, Kind
from .params import BBox, File, JobParams, given

__all__ = ["KIND", "OSM", "TAG", "LoadOsmParams", "LoadOsmResult"]

#: Tags of OpenStreetMap as columns.
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


OSM = named(
    LoadOsmResult.FILE,
    Format.GEOPACKAGE,
    Table(LoadOsmResult.ROADS, ("osm_id",), TAG, texts=True),
    Table(LoadOsmResult.PLACES, ("osm_id", "osm_type", "name", "category", "tag")),
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
