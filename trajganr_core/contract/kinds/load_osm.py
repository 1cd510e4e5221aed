"""Read roads and places of an OpenStreetMap extract into layers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.columns import Column, ColumnType
from .algorithm import Algorithm, Count
from .cost import BYTES, Cost, Line, of_files
from .download import DownloadResult
from .files import Format, Table, named
from .kind import Command, Kind
from .params import BBox, File, JobParams, given

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
        ("signals", "Traffic signals"),
        ("stop_signs", "Stop signs and give-way signs"),
        ("crossings", "Pedestrian crossings"),
    )
}
TAG = re.compile(r"[a-z][a-z_:]*")
OSM_FILES = "OpenStreetMap (*.osm *.osm.gz *.osm.bz2 *.pbf);;All files (*)"


def given_categories() -> Any:
    """A field for a table that assigns categories to the tags of places."""
    return given(
        "CSV with key, value, category of tags",
        default=None,
        absent="built in",
        metavar="CSV",
        title="Table of categories of places",
        help="A CSV file with the columns key, value, category. If empty: the built-in table.",
        filter="Tables (*.csv);;All files (*)",
        is_advanced=True,
    )


@dataclass(frozen=True, kw_only=True)
class LoadOsmParams(JobParams, kind="load_osm"):
    """Read roads and places of an OpenStreetMap extract into layers."""

    extract: File = given(
        ".osm, .osm.gz or .osm.pbf",
        positional=True,
        metavar="EXTRACT",
        parameter="FILE",
        title="Extract",
        help="A file of OpenStreetMap data, of any size.",
        filter=OSM_FILES,
    )
    bbox: BBox | None = given(
        "keep data in this area, degrees",
        default=None,
        absent="everywhere",
        title="Study area",
        help="If empty: the whole extract.",
    )
    poi_categories: File | None = given_categories()


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
    Table(
        LoadOsmResult.ROADS,
        (OSM_ID, *TAGS.values()),
        _tag,
        output="ROADS",
        title="Roads",
        help="Roads for cars, with class, name and one-way.",
        geometry="lines",
    ),
    Table(
        LoadOsmResult.PLACES,
        (
            *(OSM_ID, TAGS["name"]),
            Column("osm_type", "OpenStreetMap type", type=ColumnType.TEXT),
            Column("category", "Category", type=ColumnType.TEXT),
            Column("tag", "Tag", type=ColumnType.TEXT),
        ),
        output="PLACES",
        title="Places",
        help="Shops, schools, stops and others, with their category.",
        geometry="points",
    ),
)
OSM_COUNTS = (
    Count("ROAD_COUNT", "Number of roads", "roads"),
    Count("PLACE_COUNT", "Number of places", "places"),
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
    algorithm=Algorithm(
        "loadosm",
        "Load OpenStreetMap extract",
        "Reads the roads and places of an OpenStreetMap extract",
        ("osm", "pbf", "network", "poi", "import"),
        "data",
        "data.md#roads",
        picture=("page OSM: extract", "roads + places"),
        counts=OSM_COUNTS,
        named_after="extract",
        sized_by=("FILE",),
    ),
    awaited="always",
)
