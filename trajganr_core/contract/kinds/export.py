"""Write layers of a bundle, and a model's predictions and embeddings of its roads, as files."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..choices import EXPORT_LAYERS
from ..errors import Code, TrajganrError
from ..option_fields import about, same_as
from .cost import SEGMENTS, Cost, Line, of_segments
from .embed import EMBEDDINGS, EmbedParams
from .files import PIECE, ROAD, Table, layer_in_each_format
from .kind import Kind
from .labels import LABELS
from .params import Bundle, JobParams, Model
from .predict import PREDICTIONS
from .result import FilesResult

__all__ = ["EXPORTED", "KIND", "ExportParams", "ExportResult"]


@dataclass(frozen=True, kw_only=True)
class ExportParams(JobParams, kind="export"):
    """Write layers of a bundle, and a model's predictions and embeddings of its roads, as files.

    Attributes:
        bundle: the prepared study area.
        model: a model of that area for predictions and embeddings; the shipped model, adapted to
            the bundle, where absent.
    """

    bundle: Bundle
    model: Model | None = None
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
    "roads": Table("roads", (*ROAD, "reverse", "source", "target")),
    "trips": Table("trips", (*PIECE, "makes_labels", "times")),
    "images": Table(
        "images",
        (*ROAD, "image_id", "file", "heading", "captured_at", "offset_m", "distance_m"),
    ),
    "labels": Table("labels", LABELS),
    "predictions": PREDICTIONS,
    "embeddings": EMBEDDINGS,
}


KIND = Kind(
    title="Export",
    params=ExportParams,
    result=ExportResult,
    files=tuple(
        file for name in EXPORT_LAYERS for file in layer_in_each_format(name, EXPORTED[name])
    ),
    cost=Cost(SEGMENTS, Line(4.0, 5.8e-5), Line(6.2e8, 2.1e4), Line(2.0e6, 3.0e3), of_segments),
    awaited="always",
)
