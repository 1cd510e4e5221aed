"""Download street views of an area from Mapillary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..layers.columns import PICTURE, Column, ColumnType
from ..options.data_config import StreetViewFilter
from ..options.option_fields import option
from .algorithm import Algorithm, OptionsOf
from .download import DownloadResult, FetchParams
from .files import Format, Table, named
from .kind import Command, Kind
from .params import Secret

#: The layer that the plugin makes of pictures.
STREET_VIEWS = Table("street_view", PICTURE, title="Street views")


@dataclass(frozen=True, kw_only=True)
class FetchStreetViewParams(StreetViewFilter, FetchParams, kind="fetch_street_view"):
    """Download street views of an area from Mapillary; the base class has the options."""

    token: Secret = field(default="", repr=False)
    coverage_only: bool = option(
        False,
        title="Coverage only",
        help="Downloads where street views are and how many, not the street views.",
    )


@dataclass(frozen=True, kw_only=True)
class FetchStreetViewResult(DownloadResult, kind="fetch_street_view", counts={"images"}):
    """Street views, or their coverage.

    Attributes:
        dropped: pictures that were left out, by reason.
        tiles: of the coverage.
        retrieved_at: when they were downloaded, ISO 8601.
        filter: the options that select pictures.
        area: the study area.
    """

    PICTURES: ClassVar[str] = "street_view.zip"
    LAYER_FILE: ClassVar[str] = "street_view.gpkg"
    COVERAGE_FILE: ClassVar[str] = "coverage.gpkg"
    COVERAGE: ClassVar[str] = "coverage"

    dropped: Mapping[str, float] = field(default_factory=dict)
    tiles: Any = None
    retrieved_at: str = ""
    filter: Mapping[str, Any] = field(default_factory=dict)
    area: Mapping[str, Any] = field(default_factory=dict)


KIND = Kind(
    title="Mapillary",
    params=FetchStreetViewParams,
    result=FetchStreetViewResult,
    command=Command(
        "download street views from Mapillary",
        "FOLDER",
        "the folder to make, with street_view.zip and street_view.gpkg",
        words=("fetch", "street-view"),
        epilog="The API token is read from $MAPILLARY_TOKEN or from --token-file. Repeat an "
        "interrupted command to fetch only the missing pictures.",
        holds=("street_view.zip", "street_view.gpkg", "street_view.json", "coverage.gpkg"),
    ),
    files=(
        named(FetchStreetViewResult.PICTURES, Format.ZIP),
        named(
            FetchStreetViewResult.COVERAGE_FILE,
            Format.GEOPACKAGE,
            Table(
                FetchStreetViewResult.COVERAGE,
                (
                    Column("images", "Pictures"),
                    Column("panoramas", "Panoramas"),
                    Column("sequences", "Sequences"),
                    Column("first", "Oldest street view", type=ColumnType.TEXT),
                    Column("last", "Newest street view", type=ColumnType.TEXT),
                ),
                output="OUTPUT",
                title="Mapillary coverage",
                help="Squares, each with the number and dates of its street views.",
                geometry="polygons",
            ),
        ),
    ),
    algorithm=Algorithm(
        "downloadmapillary",
        "Download Mapillary street views",
        "Downloads street views of an area with your token",
        ("photo", "image", "panorama", "street view"),
        "download",
        "data.md#street-views",
        picture=("cloud Mapillary: pictures", "photos: street views"),
        fields=(
            *("token", "bbox", "captured_after", "captured_before", "panoramas"),
            OptionsOf("pictures"),
        ),
    ),
)
