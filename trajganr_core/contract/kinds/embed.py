"""Write the embeddings of every road, or of given locations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from ..errors import Code, TrajganrError
from ..layers.columns import DISTANCE_TO_ROAD, ROAD, SUPPORT, Column
from ..options.choices import VECTOR_SUFFIXES
from ..options.option_fields import option, same_as
from ..options.training_config import PretrainConfig
from .algorithm import Algorithm, Count
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Table, layer_in_each_format
from .kind import Command, Kind
from .params import Bundle, File, JobParams, Model, given, given_bundle_or_own, given_model
from .result import FilesResult

EMBEDDED = (
    *(*ROAD, *SUPPORT),
    Column(
        "road_edge", "Directed segment of the nearest road", meaning="Within 25 m of the point."
    ),
    Column("road_fid", "Id of the nearest road's source feature"),
    Column("road_osm_id", "OpenStreetMap id of the nearest road"),
    DISTANCE_TO_ROAD,
    Column("wkt"),
)
DIMENSION = re.compile(r"e_\d{3,5}")


@dataclass(frozen=True, kw_only=True)
class EmbedParams(JobParams, kind="embed"):
    """Write the embeddings of every road, or of given locations."""

    model: Model | None = given_model(
        "output of pretrain or finetune",
        "The output of 'Pretrain model' or 'Fine-tune model'; the dock lists it too.",
    )
    bundle: Bundle | None = given_bundle_or_own(
        "input trips and pictures", "Provides trips and street views."
    )
    roads: File | None = given(
        "line layer",
        default=None,
        absent="the bundle's own roads",
        title="… or roads",
        help="Their directed segments.",
        layer="roads",
        is_left_empty=True,
        is_in_area=True,
    )
    locations: File | None = given(
        "a point layer, or a CSV with lon and lat, to embed instead of roads",
        default=None,
        title="Points",
        help="If neither points nor roads are given: the roads of the bundle.",
        layer="points",
        is_in_area=True,
    )
    format: str = option(
        "gpkg",
        title="Format",
        help="GeoParquet has embeddings as one array, the others have a column per dimension; CSV "
        "has its geometry as Well-Known Text.",
        choices={
            "gpkg": "GeoPackage",
            "geoparquet": "GeoParquet",
            "flatgeobuf": "FlatGeobuf",
            "csv": "CSV",
        },
        advanced=False,
    )
    device: str = same_as(PretrainConfig, "device")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.roads and self.locations:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Roads and locations are both given.",
                "Give one of them, or neither for the bundle's own roads.",
            )


@dataclass(frozen=True, kw_only=True)
class EmbedResult(FilesResult, kind="embed", counts={"with_trips", "with_images", "dimensions"}):
    """Embeddings as a layer, whose file has its name; ``counts`` has ``roads`` or ``locations``."""

    LAYER: ClassVar[str] = "embeddings"


def _dimension(name: str) -> Column | None:
    return Column(name) if DIMENSION.fullmatch(name) else None


EMBEDDINGS = Table(EmbedResult.LAYER, EMBEDDED, _dimension, has_own=True)


KIND = Kind(
    title="Embed",
    params=EmbedParams,
    result=EmbedResult,
    command=Command(
        "write the embeddings of roads or locations",
        "EMBEDDINGS.gpkg",
        group="Models",
        endings=tuple(VECTOR_SUFFIXES.values()),
    ),
    files=tuple(layer_in_each_format(EmbedResult.LAYER, EMBEDDINGS)),
    cost=Cost(SEGMENTS, Line(4.0, 1.1e-3), Line(8.5e8, 2.4e4), Line(2.5e5, 4.6e3), of_segments),
    algorithm=Algorithm(
        "embedlocations",
        "Embed locations",
        "Writes the embeddings of roads or points, vectors of numbers",
        ("embedding", "features", "vector", "machine learning"),
        "predict",
        "results.md#embeddings",
        picture=("model + place: roads, points", "vectors"),
        fields=("model", "locations", "roads", "bundle", "name", "device"),
        counts=(
            Count("LOCATION_COUNT", "Number of locations", "locations"),
            Count("DIMENSIONS", "Number of dimensions"),
            Count("WITH_TRIPS", "Number with trips"),
            Count("WITH_IMAGES", "Number with street views"),
        ),
        result="Embeddings",
    ),
    awaited="if short",
)
