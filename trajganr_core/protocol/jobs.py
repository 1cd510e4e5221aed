"""What a job can be asked: one parameter class a kind, checked on both sides of the socket.

The command line fills the same classes with file paths; a client of the worker fills the file
fields (those typed :data:`File`) with references that :meth:`Client.put_file` answered, and
``bundle`` and ``model`` with ids instead of folders. Standard library only.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from ..checks import check_choice
from ..choices import DEVICES
from ..configuration import FinetuneConfig, PretrainConfig
from ..errors import Code, TrajganrError
from ..tasks import task

__all__ = [
    "KINDS",
    "Bundle",
    "File",
    "FinetuneParams",
    "JobParams",
    "Model",
    "PredictParams",
    "PrepareParams",
    "PretrainParams",
    "params_from_dict",
]

File = Annotated[str, "file"]
Bundle = Annotated[str, "bundle"]
Model = Annotated[str, "model"]


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
        """JSON-able form."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, kw_only=True)
class PrepareParams(JobParams):
    """Turn files into a bundle: a study area with everything matched and labelled.

    Attributes:
        trajectories: files of trips, any recognised format.
        roads: a line layer.
        images: a street-view index (CSV, or a ZIP with an index.csv and the pictures), if any.
        pois: a point layer of places, if any.
        bbox: west, south, east, north, degrees.
        label_share: share of drivers whose trips become labels; the others are the model's input.
        image_distance_m: images farther than this from every road are dropped (δ in the paper).
    """

    kind: ClassVar[str] = "prepare"
    makes: ClassVar[str | None] = "bundle"

    trajectories: tuple[File, ...]
    roads: File
    bbox: tuple[float, float, float, float]
    images: File | None = None
    pois: File | None = None
    label_share: float = 0.5
    image_distance_m: float = 25.0


@dataclass(frozen=True, kw_only=True)
class PretrainParams(PretrainConfig, JobParams):
    """Train the encoders on a bundle, without labels; the base class says how.

    Attributes:
        bundle: the prepared study area.
    """

    kind: ClassVar[str] = "pretrain"
    makes: ClassVar[str | None] = "model"

    bundle: Bundle
    weights: File = PretrainConfig.weights


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


KINDS: dict[str, type[JobParams]] = {
    cls.kind: cls for cls in (PrepareParams, PretrainParams, FinetuneParams, PredictParams)
}


def params_from_dict(kind: str, data: Mapping[str, Any]) -> JobParams:
    """Check a submitted job's parameters and build their class.

    Unknown parameters are refused here, unlike unknown fields of a message: a parameter that
    is not understood would silently change what is computed.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA``, naming the parameter; ``INPUT.FIELD`` for what the
            job would refuse.
    """
    cls = KINDS.get(kind)
    if cls is None:
        raise _schema_error("there is no job kind {kind!r}", kind=kind, known=sorted(KINDS))
    hints = typing.get_type_hints(cls)
    fields = {field.name: field for field in dataclasses.fields(cls)}
    unknown = sorted(set(data) - set(fields))
    if unknown:
        raise _schema_error("{kind} has no parameter {unknown}", kind=kind, unknown=unknown)
    missing = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and name not in data
    ]
    if missing:
        raise _schema_error("{kind} needs {missing}", kind=kind, missing=missing)
    values = {name: _coerce(name, hints[name], value) for name, value in data.items()}
    return cls(**values)


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
            return tuple(_coerce(name, arguments[0], item) for item in value)
        if len(value) == len(arguments):
            return tuple(_coerce(name, a, item) for a, item in zip(arguments, value, strict=True))
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise _schema_error("{name} cannot be {value!r}", name=name, value=value)


def _schema_error(template: str, **parameters: Any) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        f"The job was not understood: {template}.",
        "Correct the parameter; plugin and worker should be of the same release.",
        **parameters,
    )
