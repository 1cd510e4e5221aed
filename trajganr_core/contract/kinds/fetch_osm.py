"""Download roads and places of an area from an Overpass API, as layers."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlsplit

from ..errors import Code, TrajganrError
from ..options.option_fields import option
from .algorithm import Algorithm
from .download import FetchParams
from .files import Format, named
from .kind import Command, Kind
from .load_osm import OSM, OSM_COUNTS, LoadOsmResult, given_categories
from .params import File

#: The public interpreter.
PUBLIC_ENDPOINT = "https://overpass-api.de/api/interpreter"


@dataclass(frozen=True, kw_only=True)
class FetchOsmParams(FetchParams, kind="fetch_osm"):
    """Download roads and places of an area from an Overpass API, as layers."""

    endpoint: str = option(
        "",
        title="Overpass API",
        help="Address of another interpreter if the public one is busy, without user and password.",
        left_open="the public one",
    )
    poi_categories: File | None = given_categories()

    def __post_init__(self) -> None:
        super().__post_init__()
        check_endpoint(self.endpoint)


def check_endpoint(url: str) -> None:
    """Refuse an address with a login.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    with contextlib.suppress(ValueError):  # not a URL: the download reports it
        if "@" in urlsplit(url).netloc:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The address in {name} contains a user or a password.",
                "Remove them: the address would be stored with the job.",
                name="endpoint",
            )


@dataclass(frozen=True, kw_only=True)
class FetchOsmResult(LoadOsmResult, kind="fetch_osm", counts=LoadOsmResult.required_counts):
    """Downloaded roads and places.

    Attributes:
        timestamp: of the data, ISO 8601; '' where not known.
        retrieved_at: when they were downloaded, ISO 8601.
        endpoint: URL of the service, without a login.
        area: the study area.
    """

    EXTRACT: ClassVar[str] = "osm.osm"

    timestamp: str | None = None
    retrieved_at: str = ""
    endpoint: str = ""
    area: Mapping[str, Any] = field(default_factory=dict)


KIND = Kind(
    title="Download OSM",
    params=FetchOsmParams,
    result=FetchOsmResult,
    command=Command(
        "download roads and places from OpenStreetMap",
        "FOLDER",
        "the folder to make, with osm.osm and osm.gpkg",
        words=("fetch", "osm"),
        holds=("osm.osm", "osm.gpkg"),
    ),
    files=(OSM, named(FetchOsmResult.EXTRACT, Format.OSM)),
    algorithm=Algorithm(
        "downloadosm",
        "Download OpenStreetMap",
        "Downloads the roads and places of an area from the Overpass API",
        ("osm", "overpass", "network", "poi"),
        "download",
        "data.md#roads",
        picture=("cloud Overpass: map", "roads + places"),
        fields=("bbox", "endpoint", "poi_categories"),
        defaults={"endpoint": PUBLIC_ENDPOINT},
        counts=OSM_COUNTS,
    ),
)
