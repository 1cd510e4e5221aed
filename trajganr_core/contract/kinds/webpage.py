"""Write a page with a map of predicted or observed roads, one HTML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..errors import Code, TrajganrError
from ..layers.tile_addresses import is_address_of_tiles
from ..options.option_fields import option
from .algorithm import Algorithm, Count
from .cost import BYTES, Cost, Line, of_files
from .files import Format, named
from .kind import Command, Kind
from .params import File, JobParams, given
from .result import FilesResult


@dataclass(frozen=True, kw_only=True)
class WebpageParams(JobParams, kind="webpage"):
    """Write a page with a map of predicted or observed roads, one HTML file."""

    roads: File = given(
        "output of predict or observe",
        positional=True,
        metavar="ROADS",
        title="Predicted roads or observed traffic",
        help="The output of 'Predict roads' or 'Observed traffic'.",
        layer="shared",
    )
    title: str = option(
        "",
        title="Title of the page",
        help="Shown above the map and as the name of the browser's tab.",
        left_open="the name of the study area",
        advanced=False,
    )
    format: str = option(
        "html",
        title="Format",
        help="Vector tiles (PMTiles), for the maps of a web server, are written beside the page.",
        choices={"html": "Page", "pmtiles": "Page and vector tiles"},
    )
    background: str = option(
        "",
        title="Background map",
        help="Address of its tiles, such as https://tiles.example.org/{z}/{x}/{y}.png. It is off "
        "until a reader switches it on, needs a network, and tells its owner who looks where. Not "
        "all owners allow this use.",
        left_open="no background, and no network is needed",
    )
    background_attribution: str = option(
        "", title="Owners of the background map", help="Shown beside its switch."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.background and not is_address_of_tiles(self.background):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The background map {address} is no address of tiles.",
                "Give an address that begins with https:// and a public host, and has {names}; or "
                "leave it out.",
                address=self.background[:200],
                names="{z}, {x} and {y}",
            )


@dataclass(frozen=True, kw_only=True)
class WebpageResult(FilesResult, kind="webpage", counts={"roads", "streets", "views"}):
    """A page with a map of roads."""

    FILE: ClassVar[str] = "roads.html"
    TILES: ClassVar[str] = "roads.pmtiles"


KIND = Kind(
    title="Page to share",
    params=WebpageParams,
    result=WebpageResult,
    command=Command(
        "write a page with a map of roads, one HTML file",
        "PAGE.html",
        group="Share",
        epilog="The roads are predicted or observed ones. The page needs no network. A "
        ".pmtiles has vector tiles for a web server alone.",
        endings=(".html", ".pmtiles"),
    ),
    files=(
        named(
            WebpageResult.FILE,
            Format.ROADS_PAGE,
            output="OUTPUT",
            title="Page",
            help="One HTML file: open it in a browser, send it or put it on a web server.",
        ),
        named(
            WebpageResult.TILES,
            Format.TILES,
            output="TILES",
            title="Vector tiles",
            help="One file of PMTiles with the same roads, for the maps of a web server.",
            asked_by={"format": "pmtiles"},
        ),
    ),
    cost=Cost(BYTES, Line(1.2, 1.2e-7), Line(2.2e8, 12.0), Line(1.3e6, 0.2), of_files("roads")),
    algorithm=Algorithm(
        "webpage",
        "Page to share",
        "Creates a web page with a map of predictions or observed traffic, as one file",
        ("html", "web", "map", "publish", "share", "export", "maplibre", "pmtiles", "tiles"),
        "predict",
        "results.md#a-page-to-share",
        picture=("predicted", "page HTML: page"),
        fields=("roads", "title", "background", "background_attribution"),
        counts=(Count("SEGMENTS", "Number of directed segments", "roads"),),
        sized_by=("ROADS",),
    ),
    awaited="always",
)
