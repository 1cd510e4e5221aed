"""Write layers of a bundle, and a model's predictions and embeddings of its roads, as files."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import Code, TrajganrError
from ..layers.columns import DISTANCE_TO_ROAD, PICTURE, PIECE, ROAD, SUPPORT, Column, ColumnType
from ..options.choices import EXPORT_LAYERS, VECTOR_SUFFIXES
from ..options.option_fields import about, same_as
from .algorithm import Algorithm
from .cost import SEGMENTS, Cost, Line, of_segments
from .embed import EMBEDDINGS, EmbedParams
from .files import Table, layer_in_each_format
from .kind import Command, Kind
from .labels import LABELS
from .params import IF_NO_MODEL, Bundle, JobParams, Model, given, given_bundle
from .predict import PREDICTIONS
from .result import FilesResult


@dataclass(frozen=True, kw_only=True)
class ExportParams(JobParams, kind="export"):
    """Write layers of a bundle, and a model's predictions and embeddings of its roads, as files."""

    bundle: Bundle = given_bundle()
    model: Model | None = given(
        "of the same study area, for predictions and embeddings",
        default=None,
        absent="the shipped model",
        title="Model ID",
        help="Of the bundle's study area, for predictions and embeddings.",
        if_empty=IF_NO_MODEL,
    )
    layers: tuple[str, ...] = field(
        metadata=about(
            title="Layers",
            help="At least one.",
            choices={
                "roads": "Roads",
                "trips": "Trips",
                "images": "Places of street views",
                "labels": "Labels of roads",
                "predictions": "Predictions",
                "embeddings": "Embeddings",
            },
            flag="layer",
            advanced=False,
        )
    )
    format: str = same_as(EmbedParams, "format")

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.layers:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "No layer is chosen.",
                "Choose at least one of {layers}.",
                layers=", ".join(EXPORT_LAYERS),
            )


@dataclass(frozen=True, kw_only=True)
class ExportResult(FilesResult, kind="export"):
    """A file for each exported layer; ``counts`` are the features of each layer."""


EXPORTED = {
    "roads": Table(
        "roads",
        (
            *(*ROAD, *SUPPORT[:2]),
            Column(
                "reverse",
                "Directed segment of the other direction",
                meaning="-1 on a one-way road.",
            ),
            Column("source", meaning="As from_node, for pgRouting."),
            Column("target"),
        ),
    ),
    "trips": Table(
        "trips",
        (
            *PIECE,
            Column("makes_labels", type=ColumnType.FLAG, meaning="No model sees these trips."),
            Column(
                "times",
                type=ColumnType.TEXT,
                meaning="Unix seconds of the vertices, where the format has no M values.",
            ),
        ),
    ),
    "images": Table(
        "images",
        (
            *(*ROAD, *SUPPORT, *PICTURE, DISTANCE_TO_ROAD),
            Column("file", type=ColumnType.TEXT),
            Column("offset_m"),
        ),
    ),
    "labels": Table("labels", LABELS),
    "predictions": PREDICTIONS,
    "embeddings": EMBEDDINGS,
}


KIND = Kind(
    title="Export",
    params=ExportParams,
    result=ExportResult,
    command=Command(
        "write a bundle and predictions as layers for other programs",
        "FOLDER",
        "the folder to make, one file for each layer",
        group="Share",
        epilog="Trips are lines whose M, or field times, holds Unix seconds.",
        holds=tuple(
            layer + suffix for layer in EXPORT_LAYERS for suffix in VECTOR_SUFFIXES.values()
        ),
    ),
    files=tuple(
        file for name in EXPORT_LAYERS for file in layer_in_each_format(name, EXPORTED[name])
    ),
    algorithm=Algorithm(
        "exportlayers",
        "Export layers",
        "Writes layers of a bundle and of a model as files for other programs",
        ("geopackage", "geoparquet", "flatgeobuf", "csv", "save"),
        "export",
        "results.md#export",
        picture=("bundle + tuned: model", "archive: files"),
        defaults={"layers": ["roads", "labels"]},
        folder=("The folder for the files, one per layer.", "Files of the layers"),
    ),
    cost=Cost(SEGMENTS, Line(4.0, 5.8e-5), Line(6.2e8, 2.1e4), Line(2.0e6, 3.0e3), of_segments),
    awaited="always",
)
