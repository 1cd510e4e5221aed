"""What a job can be asked: one parameter class a kind, checked on both sides of the socket.

The command line fills the same classes with file paths; a client of the worker fills the file
fields (those typed :data:`File`) with references that :meth:`Client.put_file` answered, and
``bundle`` and ``model`` with ids instead of folders. Fields typed :data:`Secret` are never written
down: they travel apart and live in memory for as long as the job. Standard library only.
"""

from __future__ import annotations

import contextlib
import dataclasses
import sys
import types
import typing
from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from ..choices import (
    BENCHMARK_PROFILES,
    BENCHMARK_SYSTEMS,
    BENCHMARK_TABLES,
    EXPORT_LAYERS,
    MODEL_LAYERS,
    VECTOR_FORMATS,
)
from ..data_config import (
    SPEED_UNITS,
    CleaningOptions,
    MatchOptions,
    PrepareConfig,
    RoadOptions,
    StreetViewFilter,
    TripOptions,
)
from ..errors import Code, TrajganrError
from ..json_records import LARGEST_INTEGER
from ..option_fields import OptionSet, about, option, same_as
from ..tasks import TASKS
from ..training_config import FinetuneConfig, PretrainConfig

__all__ = [
    "KINDS",
    "LONGEST_NAME",
    "MOST_VALUES",
    "BenchmarkParams",
    "Bundle",
    "EmbedParams",
    "EvaluateParams",
    "ExportParams",
    "FetchOsmParams",
    "FetchStreetViewParams",
    "File",
    "FinetuneParams",
    "JobParams",
    "LabelsParams",
    "LoadOsmParams",
    "LoadTripsParams",
    "MatchParams",
    "Model",
    "PredictParams",
    "PrepareParams",
    "PretrainParams",
    "ReportParams",
    "Secret",
    "hints_of",
    "params_from_dict",
    "secrets_from_dict",
    "secrets_of",
]

File = Annotated[str, "file"]
Bundle = Annotated[str, "bundle"]
Model = Annotated[str, "model"]
Secret = Annotated[str, "secret"]

BBox = Annotated[tuple[float, float, float, float], "bbox"]

#: What a client sends is kept and sent again: no parameter is a text, a list or a number without
#: an end.
LONGEST_NAME = 200
LONGEST_TEXT = 8192
MOST_VALUES = 256


@dataclass(frozen=True, kw_only=True)
class JobParams(OptionSet):
    """What every kind of job shares."""

    kind: ClassVar[str]
    #: The kind of folder that the job makes, if any: "bundle" or "model".
    makes: ClassVar[str | None] = None

    name: str = same_as(PrepareConfig, "name")
    seed: int = same_as(PrepareConfig, "seed")

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, without secrets."""
        public = dataclasses.asdict(self)
        for name in _secret_fields(type(self)):
            del public[name]
        return public


@dataclass(frozen=True, kw_only=True)
class LoadTripsParams(TripOptions, CleaningOptions, JobParams):
    """Read trips of any recognised format into a layer; the base classes say how.

    Attributes:
        trajectories: files, or zipped folders of them.
        bbox: west, south, east, north, degrees; everywhere where absent.
    """

    kind: ClassVar[str] = "load_trips"

    trajectories: tuple[File, ...]
    bbox: BBox | None = None


@dataclass(frozen=True, kw_only=True)
class LoadOsmParams(JobParams):
    """Read roads and places of an OpenStreetMap extract into layers.

    Attributes:
        extract: ``.osm``, ``.osm.gz``, ``.osm.bz2`` or ``.osm.pbf``.
        bbox: west, south, east, north, degrees; everywhere where absent.
        poi_categories: a table from tags to categories instead of the built-in one.
    """

    kind: ClassVar[str] = "load_osm"

    extract: File
    bbox: BBox | None = None
    poi_categories: File | None = None


@dataclass(frozen=True, kw_only=True)
class FetchParams(JobParams):
    """What every download shares.

    Attributes:
        bbox: west, south, east, north, degrees.
        proxy: URL of an HTTP proxy, perhaps with a password; the environment's where empty.
        certificates: certificates to trust instead of the usual ones, PEM.
    """

    bbox: BBox
    proxy: Secret = field(default="", repr=False)
    certificates: File | None = None


@dataclass(frozen=True, kw_only=True)
class FetchStreetViewParams(StreetViewFilter, FetchParams):
    """Download street views of an area from Mapillary; the base class says which.

    Attributes:
        token: of the Mapillary API.
    """

    kind: ClassVar[str] = "fetch_street_view"

    token: Secret = field(default="", repr=False)
    coverage_only: bool = option(
        False,
        title="Coverage only",
        help="Downloads where pictures are and how many, not the pictures.",
    )


@dataclass(frozen=True, kw_only=True)
class FetchOsmParams(FetchParams):
    """Download roads and places of an area from an Overpass API, as layers.

    Attributes:
        poi_categories: a table from tags to categories instead of the built-in one.
    """

    kind: ClassVar[str] = "fetch_osm"

    endpoint: str = option(
        "",
        title="Overpass API",
        help="Address of another interpreter if the public one is busy, without user and password.",
        left_open="the public one",
    )
    poi_categories: File | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _refuse_login("endpoint", self.endpoint)


@dataclass(frozen=True, kw_only=True)
class MatchParams(TripOptions, CleaningOptions, RoadOptions, MatchOptions, JobParams):
    """Match trips to roads; the base classes say how.

    Attributes:
        trajectories: files of trips, any recognised format.
        roads: a line layer or an OpenStreetMap extract.
        bbox: west, south, east, north, degrees; where trips and roads overlap if absent, which an
            extract does not tell.
    """

    kind: ClassVar[str] = "match"

    trajectories: tuple[File, ...]
    roads: File
    bbox: BBox | None = None


@dataclass(frozen=True, kw_only=True)
class PrepareParams(PrepareConfig, JobParams):
    """Turn files into a bundle: a study area with everything matched and labelled.

    Attributes:
        trajectories: files of trips, any recognised format.
        roads: a line layer or an OpenStreetMap extract.
        bbox: west, south, east, north, degrees.
        images: street views, if any: an index CSV, a ZIP or a folder with one, or a folder or ZIP
            of geotagged photos.
        pois: places, if any: a point layer, a CSV or an OpenStreetMap extract.
        poi_categories: a table from tags to categories instead of the built-in one.
        labels: a line layer with labels of one's own, if any; ``label_fields`` says which.
    """

    kind: ClassVar[str] = "prepare"
    makes: ClassVar[str | None] = "bundle"

    trajectories: tuple[File, ...]
    roads: File
    bbox: BBox
    images: File | None = None
    pois: File | None = None
    poi_categories: File | None = None
    labels: File | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.check_layer(given=bool(self.labels))


@dataclass(frozen=True, kw_only=True)
class LabelsParams(JobParams):
    """Write the labels of a bundle's roads as a layer.

    Attributes:
        bundle: the prepared study area.
    """

    kind: ClassVar[str] = "labels"

    bundle: Bundle
    speed_unit: str = option(
        "km/h",
        title="Unit of speed",
        help="Of the speeds in the layer.",
        choices=tuple(SPEED_UNITS),
        advanced=False,
    )


@dataclass(frozen=True, kw_only=True)
class ReportParams(JobParams):
    """Write a bundle's quality report, one HTML file.

    Attributes:
        bundle: the prepared study area.
    """

    kind: ClassVar[str] = "report"

    bundle: Bundle


@dataclass(frozen=True, kw_only=True)
class PretrainParams(PretrainConfig, JobParams):
    """Train the encoders on bundles, without labels; the base class says how.

    Attributes:
        bundle: the prepared study area; the model is opened there where no other is named.
        further_bundles: of other study areas, to learn from together with it.
    """

    kind: ClassVar[str] = "pretrain"
    makes: ClassVar[str | None] = "model"

    bundle: Bundle
    further_bundles: tuple[Bundle, ...] = ()
    weights: File = same_as(PretrainConfig, "weights")
    processes: int = option(
        1,
        title="Processes that train together",
        help="Each uses its own GPU if the worker has GPUs.",
        group="training",
        minimum=1,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        named = (self.bundle, *self.further_bundles)
        if len(set(named)) < len(named):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "A bundle is named twice: {bundles}.",
                "Name each bundle once.",
                bundles=", ".join(named),
            )


@dataclass(frozen=True, kw_only=True)
class FinetuneParams(FinetuneConfig, JobParams):
    """Fit task heads on a pretrained model; the base class says how.

    Attributes:
        model: the pretrained model.
        bundle: where labels and trips come from.
    """

    kind: ClassVar[str] = "finetune"
    makes: ClassVar[str | None] = "model"

    model: Model
    bundle: Bundle
    processes: int = same_as(PretrainParams, "processes")


@dataclass(frozen=True, kw_only=True)
class PredictParams(JobParams):
    """Predict every road of a layer with a fine-tuned model.

    Attributes:
        model: the fine-tuned model.
        roads: a line layer; the bundle's own roads where absent.
        bundle: trips and images to predict from; the one the model was fine-tuned on where absent.
    """

    kind: ClassVar[str] = "predict"

    model: Model
    roads: File | None = None
    bundle: Bundle | None = None
    tasks: tuple[str, ...] = option(
        (),
        title="Tasks",
        help="Only tasks that the model was fine-tuned for.",
        choices=tuple(TASKS),
        words={task.id: task.title for task in TASKS.values()},
        flag="task",
        left_open="all tasks of the model",
        advanced=False,
    )
    device: str = same_as(PretrainConfig, "device")


@dataclass(frozen=True, kw_only=True)
class EmbedParams(JobParams):
    """Write what a model knows of every road, or of places of one's own, as vectors.

    Attributes:
        model: the pretrained or fine-tuned model.
        bundle: trips and images to look at; the one the model learned from where absent.
        roads: a line layer; the bundle's own roads where absent.
        locations: a point layer, or a CSV with lon and lat, to embed instead of roads.
    """

    kind: ClassVar[str] = "embed"

    model: Model
    bundle: Bundle | None = None
    roads: File | None = None
    locations: File | None = None
    format: str = option(
        "gpkg",
        title="Format",
        help="GeoParquet has embeddings as one array, the others have a column per dimension; CSV "
        "has its geometry as Well-Known Text.",
        choices=VECTOR_FORMATS,
        words={
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
class ExportParams(JobParams):
    """Write a bundle, and what a model says of its roads, as layers, a file each.

    Attributes:
        bundle: the prepared study area.
        model: a model of that area, which predictions and embeddings need.
    """

    kind: ClassVar[str] = "export"

    bundle: Bundle
    model: Model | None = None
    layers: tuple[str, ...] = field(
        metadata=about(
            title="Layers",
            help="At least one. Predictions and embeddings need a model.",
            choices=EXPORT_LAYERS,
            words={
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
                "No layer is named.",
                "Choose some of {known}.",
                known=", ".join(EXPORT_LAYERS),
            )
        of_model = [name for name in self.layers if name in MODEL_LAYERS]
        if of_model and not self.model:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Without a model there are no {layers}.",
                "Give a model of the bundle's study area, or leave these layers out.",
                layers=" and no ".join(of_model),
            )


@dataclass(frozen=True, kw_only=True)
class EvaluateParams(JobParams):
    """Measure a fine-tuned model on held-out roads, or on all labelled roads of another bundle.

    Attributes:
        model: the fine-tuned model.
        bundle: has the labels; the one the model was fine-tuned on where absent.
    """

    kind: ClassVar[str] = "evaluate"

    model: Model
    bundle: Bundle | None = None
    tasks: tuple[str, ...] = same_as(PredictParams, "tasks")
    device: str = same_as(PretrainConfig, "device")


@dataclass(frozen=True, kw_only=True)
class BenchmarkParams(JobParams):
    """Compare TrajGANR with other systems on the same held-out roads of a bundle.

    Attributes:
        bundle: has the labels.
    """

    kind: ClassVar[str] = "benchmark"

    bundle: Bundle
    profile: str = option(
        "quick",
        title="Profile",
        help="How much is computed: small models for a processor, or models of the usual size and "
        "all ablations for a GPU.",
        choices=BENCHMARK_PROFILES,
        words={"quick": "Quickly, with small models", "full": "In full, takes a GPU and days"},
    )
    tables: tuple[str, ...] = option(
        (),
        title="Tables",
        help="What is compared.",
        choices=BENCHMARK_TABLES,
        left_open="as the profile",
    )
    systems: tuple[str, ...] = option(
        (),
        title="Systems",
        help="The systems that are compared.",
        choices=BENCHMARK_SYSTEMS,
        left_open="all systems of the tables",
    )
    backbone: str = same_as(PretrainConfig, "backbone")
    weights: File = same_as(PretrainConfig, "weights")
    seeds: int | None = option(
        None,
        title="Repetitions",
        help="How often everything is repeated, each time with another seed.",
        minimum=1,
        left_open="as the profile",
    )
    device: str = same_as(PretrainConfig, "device")


KINDS: dict[str, type[JobParams]] = {
    cls.kind: cls
    for cls in (
        LoadTripsParams,
        LoadOsmParams,
        FetchStreetViewParams,
        FetchOsmParams,
        MatchParams,
        PrepareParams,
        LabelsParams,
        ReportParams,
        PretrainParams,
        FinetuneParams,
        PredictParams,
        EmbedParams,
        ExportParams,
        EvaluateParams,
        BenchmarkParams,
    )
}


_HINTS: dict[tuple[type[JobParams], bool], Mapping[str, Any]] = {}


def secrets_of(params: JobParams) -> dict[str, str]:
    """The secrets among a job's parameters, which :meth:`JobParams.to_dict` leaves out."""
    return {name: getattr(params, name) for name in _secret_fields(type(params))}


def secrets_from_dict(kind: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Check the secrets that are sent apart from a job's parameters.

    No other parameter is accepted among them: it would override one that was checked when the job
    was submitted.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` for a name that is no secret of that kind of job, and for
            a value that is no text.
    """
    known = _secret_fields(_class_of(kind))
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise _schema_error("{kind} has no secret {unknown}", kind=kind, unknown=unknown)
    for name, value in data.items():
        if not isinstance(value, str):
            raise _schema_error("{name} is no text", name=name)
    return dict(data)


def params_from_dict(
    kind: str, data: Mapping[str, Any], secrets: Mapping[str, Any] = types.MappingProxyType({})
) -> JobParams:
    """Check a submitted job's parameters and build their class.

    Unknown parameters are refused here, unlike unknown fields of a message: a parameter that
    is not understood would silently change what is computed.

    Args:
        kind: of the job.
        data: the parameters.
        secrets: sent apart from them; see :func:`secrets_from_dict`.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``, naming the parameter; ``INPUT.FIELD`` for what the
            job would refuse.
    """
    cls = _class_of(kind)
    data = {**data, **secrets_from_dict(kind, secrets)}
    hints = hints_of(cls)
    fields = {each.name: each for each in dataclasses.fields(cls)}
    unknown = sorted(set(data) - set(fields))
    if unknown:
        raise _schema_error("{kind} has no parameter {unknown}", kind=kind, unknown=unknown)
    missing = [
        name
        for name, each in fields.items()
        if each.default is dataclasses.MISSING and name not in data
    ]
    if missing:
        raise _schema_error("{kind} needs {missing}", kind=kind, missing=missing)
    for name in _secret_fields(cls):  # told apart, for a message must not repeat one
        value = data.get(name, "")
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise _schema_error("{name} is no text, or too long", name=name)
    values = {name: _coerce(name, hints[name], value) for name, value in data.items()}
    return cls(**values)


def _refuse_login(name: str, url: str) -> None:
    """Refuse a URL with a password, which would be written down, and not even sent."""
    with contextlib.suppress(ValueError):  # No URL at all: who asks there says so.
        if "@" in urlsplit(url).netloc:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The address in {name} holds a user or a password.",
                "Leave them out: they would be stored with the job, and are not sent.",
                name=name,
            )


def hints_of(cls: type[JobParams], *, marked: bool = False) -> Mapping[str, Any]:
    """The types of a kind's parameters; looked up once, for that takes long.

    Args:
        cls: the kind.
        marked: as they are written, with :data:`File`, :data:`Secret` and the like.
    """
    if (cls, marked) not in _HINTS:
        _HINTS[cls, marked] = typing.get_type_hints(cls, include_extras=marked)
    return _HINTS[cls, marked]


def _class_of(kind: str) -> type[JobParams]:
    cls = KINDS.get(kind)
    if cls is None:
        raise _schema_error("there is no job kind {kind!r}", kind=kind, known=sorted(KINDS))
    return cls


def _secret_fields(cls: type[JobParams]) -> list[str]:
    return [name for name, hint in hints_of(cls, marked=True).items() if hint is Secret]


def _coerce(name: str, hint: Any, value: Any) -> Any:
    """Check ``value`` against the few types that parameters have; JSON's lists become tuples."""
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        if value is None and type(None) in arguments:
            return None
        return _coerce(name, next(a for a in arguments if a is not type(None)), value)
    if origin is tuple and isinstance(value, list | tuple):
        if arguments[-1] is Ellipsis:
            _check_length(name, value, MOST_VALUES)
            return tuple(_coerce(name, arguments[0], item) for item in value)
        if len(value) == len(arguments):
            return tuple(_coerce(name, a, item) for a, item in zip(arguments, value, strict=True))
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) <= sys.float_info.max:  # neither NaN nor infinite
            raise _schema_error("{name} is no finite number", name=name)
        return float(value)
    if isinstance(hint, type) and type(value) is hint:
        if isinstance(value, str):
            _check_length(name, value, LONGEST_NAME if name == "name" else LONGEST_TEXT)
        elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            raise _schema_error("{name} is too large a number", name=name)
        return value
    raise _schema_error("{name} cannot be {value}", name=name, value=repr(value)[:LONGEST_NAME])


def _check_length(name: str, value: Sized, most: int) -> None:
    if len(value) > most:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{name} has a length of {length}, more than {most}.",
            "Shorten it; many files can be sent as one zip.",
            name=name,
            length=len(value),
            most=most,
        )


def _schema_error(template: str, **parameters: Any) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        f"The job was not understood: {template}.",
        "Correct the parameter; plugin and worker should be of the same release.",
        **parameters,
    )
