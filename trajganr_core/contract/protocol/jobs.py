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
    DEVICES,
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
from ..tasks import task
from ..training_config import FinetuneConfig, PretrainConfig
from ..validation import check_choice, check_positive

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

BBox = tuple[float, float, float, float]

#: What a client sends is kept and sent again: no parameter is a text, a list or a number without
#: an end.
LONGEST_NAME = 200
LONGEST_TEXT = 8192
MOST_VALUES = 256
LARGEST_INTEGER = 1 << 53


@dataclass(frozen=True, kw_only=True)
class JobParams:
    """What every kind of job shares.

    Attributes:
        name: what a person calls the result.
        seed: of every random choice in the job.
    """

    kind: ClassVar[str]
    #: The kind of folder that the job makes, if any: "bundle" or "model".
    makes: ClassVar[str | None] = None

    name: str = ""
    seed: int = 0

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

    def __post_init__(self) -> None:
        TripOptions.__post_init__(self)
        CleaningOptions.__post_init__(self)


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
        coverage_only: fetch where there are pictures and how many, not the pictures.
    """

    kind: ClassVar[str] = "fetch_street_view"

    token: Secret = field(default="", repr=False)
    coverage_only: bool = False

    def __post_init__(self) -> None:
        StreetViewFilter.__post_init__(self)


@dataclass(frozen=True, kw_only=True)
class FetchOsmParams(FetchParams):
    """Download roads and places of an area from an Overpass API, as layers.

    Attributes:
        endpoint: URL of the Overpass interpreter, without user and password; the public one where
            empty.
        poi_categories: a table from tags to categories instead of the built-in one.
    """

    kind: ClassVar[str] = "fetch_osm"

    endpoint: str = ""
    poi_categories: File | None = None

    def __post_init__(self) -> None:
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

    def __post_init__(self) -> None:
        TripOptions.__post_init__(self)
        CleaningOptions.__post_init__(self)
        MatchOptions.__post_init__(self)


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
        speed_unit: of the speeds in the layer.
    """

    kind: ClassVar[str] = "labels"

    bundle: Bundle
    speed_unit: str = "km/h"

    def __post_init__(self) -> None:
        check_choice("speed_unit", self.speed_unit, SPEED_UNITS)


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
        processes: that train together, each with a GPU of its own where there are GPUs.
    """

    kind: ClassVar[str] = "pretrain"
    makes: ClassVar[str | None] = "model"

    bundle: Bundle
    further_bundles: tuple[Bundle, ...] = ()
    weights: File = PretrainConfig.weights
    processes: int = 1

    def __post_init__(self) -> None:
        PretrainConfig.__post_init__(self)
        check_positive(processes=self.processes)
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
        processes: that train together, each with a GPU of its own where there are GPUs.
    """

    kind: ClassVar[str] = "finetune"
    makes: ClassVar[str | None] = "model"

    model: Model
    bundle: Bundle
    processes: int = 1

    def __post_init__(self) -> None:
        FinetuneConfig.__post_init__(self)
        check_positive(processes=self.processes)


@dataclass(frozen=True, kw_only=True)
class PredictParams(JobParams):
    """Predict every road of a layer with a fine-tuned model.

    Attributes:
        model: the fine-tuned model.
        roads: a line layer; the bundle's own roads where absent.
        bundle: trips and images to predict from; the one the model was fine-tuned on where absent.
        tasks: ids; all that the model has a head for where empty.
    """

    kind: ClassVar[str] = "predict"

    model: Model
    roads: File | None = None
    bundle: Bundle | None = None
    tasks: tuple[str, ...] = ()
    device: str = "auto"

    def __post_init__(self) -> None:
        for name in self.tasks:
            task(name)
        check_choice("device", self.device, DEVICES)


@dataclass(frozen=True, kw_only=True)
class EmbedParams(JobParams):
    """Write what a model knows of every road, or of places of one's own, as vectors.

    Attributes:
        model: the pretrained or fine-tuned model.
        bundle: trips and images to look at; the one the model learned from where absent.
        roads: a line layer; the bundle's own roads where absent.
        locations: a point layer, or a CSV with lon and lat, to embed instead of roads.
        format: of the file that is written.
    """

    kind: ClassVar[str] = "embed"

    model: Model
    bundle: Bundle | None = None
    roads: File | None = None
    locations: File | None = None
    format: str = "gpkg"
    device: str = "auto"

    def __post_init__(self) -> None:
        if self.roads and self.locations:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Roads and locations are both given.",
                "Give one of them, or neither for the bundle's own roads.",
            )
        check_choice("format", self.format, VECTOR_FORMATS)
        check_choice("device", self.device, DEVICES)


@dataclass(frozen=True, kw_only=True)
class ExportParams(JobParams):
    """Write a bundle, and what a model says of its roads, as layers, a file each.

    Attributes:
        bundle: the prepared study area.
        model: a model of that area, which predictions and embeddings need.
        layers: of :data:`~..choices.EXPORT_LAYERS`, at least one.
        format: of the files that are written.
    """

    kind: ClassVar[str] = "export"

    bundle: Bundle
    model: Model | None = None
    layers: tuple[str, ...]
    format: str = "gpkg"

    def __post_init__(self) -> None:
        if not self.layers:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "No layer is named.",
                "Choose some of {known}.",
                known=", ".join(EXPORT_LAYERS),
            )
        for name in self.layers:
            check_choice("layers", name, EXPORT_LAYERS)
        of_model = [name for name in self.layers if name in MODEL_LAYERS]
        if of_model and not self.model:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Without a model there are no {layers}.",
                "Give a model of the bundle's study area, or leave these layers out.",
                layers=" and no ".join(of_model),
            )
        check_choice("format", self.format, VECTOR_FORMATS)


@dataclass(frozen=True, kw_only=True)
class EvaluateParams(JobParams):
    """Measure a fine-tuned model on held-out roads, or on all labelled roads of another bundle.

    Attributes:
        model: the fine-tuned model.
        bundle: has the labels; the one the model was fine-tuned on where absent.
        tasks: ids; all that the model has a head for where empty.
    """

    kind: ClassVar[str] = "evaluate"

    model: Model
    bundle: Bundle | None = None
    tasks: tuple[str, ...] = ()
    device: str = "auto"

    def __post_init__(self) -> None:
        for name in self.tasks:
            task(name)
        check_choice("device", self.device, DEVICES)


@dataclass(frozen=True, kw_only=True)
class BenchmarkParams(JobParams):
    """Compare TrajGANR with other systems on the same held-out roads of a bundle.

    Attributes:
        bundle: has the labels.
        profile: how much is computed, of :data:`~..choices.BENCHMARK_PROFILES`.
        tables: what is compared, of :data:`~..choices.BENCHMARK_TABLES`; as the profile says where
            empty.
        systems: of :data:`~..choices.BENCHMARK_SYSTEMS`; all of the tables where empty.
        backbone: timm's name of the network through which all look at pictures who do.
        weights: of the backbone: ``hub``, ``none`` or a file.
        seeds: how often everything is repeated; as the profile says where None. Each repetition is
            a seed of its own, so that ``seed`` decides nothing here.
    """

    kind: ClassVar[str] = "benchmark"

    bundle: Bundle
    profile: str = "quick"
    tables: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    backbone: str = PretrainConfig.backbone
    weights: File = PretrainConfig.weights
    seeds: int | None = None
    device: str = "auto"

    def __post_init__(self) -> None:
        check_choice("profile", self.profile, BENCHMARK_PROFILES)
        for name in self.tables:
            check_choice("tables", name, BENCHMARK_TABLES)
        for name in self.systems:
            check_choice("systems", name, BENCHMARK_SYSTEMS)
        check_choice("device", self.device, DEVICES)
        if self.seeds is not None:
            check_positive(seeds=self.seeds)


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
