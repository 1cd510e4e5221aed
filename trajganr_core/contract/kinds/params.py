"""Base of the parameters of every kind of job, and marks of inputs.

The command line sets fields of the type :data:`File` to paths, and ``bundle`` and ``model`` to
folders. A client sets files to references from :meth:`.Client.put_file`, and bundles and models to
ids. Fields of the type :data:`Secret` are sent apart from the others and never stored.
:mod:`.job_parsing` builds the classes from a message.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from ..options.data_config import PrepareConfig
from ..options.option_fields import OptionSet, same_as
from ..records.model_card import no_model_and_bundle

__all__ = [
    "MAX_VALUES",
    "BBox",
    "Bundle",
    "File",
    "InputField",
    "JobParams",
    "Model",
    "Secret",
    "given",
    "hints_of",
    "inputs_of_kind",
    "secret_fields",
    "secrets_of",
]

File = Annotated[str, "file"]
Bundle = Annotated[str, "bundle"]
Model = Annotated[str, "model"]
Secret = Annotated[str, "secret"]
#: Most values of an option with several in a message, and chosen roads also on the command line.
MAX_VALUES = 256
#: West, south, east, north, degrees; an optional one that is absent means everywhere.
BBox = Annotated[tuple[float, float, float, float], "bbox"]
_KEY = "input"
_HINTS: dict[tuple[type[JobParams], bool], Mapping[str, Any]] = {}


@dataclass(frozen=True, kw_only=True)
class InputField:
    """An input of a job as its field declares it; the texts are English.

    Attributes:
        text: what it is, a phrase.
        absent: what is used without it; empty where it is needed, or nothing takes its place.
        positional: whether the command line has it without a flag.
        metavar: its name on the command line.
        has_files_beside: whether it may be a table that names files in its folder.
        group: heading in the help of the command; empty for the most important ones.
        name: of the field.
        mark: what it is marked with: ``file``, ``bundle``, ``model``, ``bbox`` or ``secret``.
        is_required, is_several: whether there is no default; whether it takes several values.
    """

    text: str
    absent: str = ""
    positional: bool = False
    metavar: str = ""
    has_files_beside: bool = False
    group: str = ""
    name: str = ""
    mark: str = ""
    is_required: bool = False
    is_several: bool = False

    @property
    def help(self) -> str:
        """The text, with what is used without the input."""
        return f"{self.text} (default: {self.absent})" if self.absent else self.text


def given(text: str, *, default: Any = dataclasses.MISSING, **about: Any) -> Any:
    """A dataclass field that declares an input.

    Args:
        text: see :class:`InputField`.
        default: None where the input may be absent.
        **about: further members of :class:`InputField`.
    """
    metadata = {_KEY: InputField(text=text, **about)}
    return dataclasses.field(default=default, metadata=metadata)


def inputs_of_kind(cls: type[JobParams]) -> tuple[InputField, ...]:
    """The inputs that the parameters of a kind declare, in the order of its fields."""
    hints = hints_of(cls, marked=True)
    found = []
    for each in dataclasses.fields(cls):
        if _KEY not in each.metadata:
            continue
        hint = hints[each.name]
        items = [
            one for one in (hint, *typing.get_args(hint)) if typing.get_origin(one) is Annotated
        ]
        found.append(
            dataclasses.replace(
                each.metadata[_KEY],
                name=each.name,
                mark=items[0].__metadata__[0],
                is_required=each.default is dataclasses.MISSING,
                is_several=typing.get_origin(hint) is tuple,
            )
        )
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class JobParams(OptionSet):
    """The parameters that every job has. A subclass names its kind in the class statement."""

    kind: ClassVar[str]
    #: The kind of folder that the job makes, if any: "bundle" or "model".
    makes: ClassVar[str | None] = None

    name: str = same_as(PrepareConfig, "name")
    seed: int = same_as(PrepareConfig, "seed")

    def __init_subclass__(cls, kind: str = "", makes: str | None = None) -> None:
        if kind:
            cls.kind, cls.makes = kind, makes

    def __post_init__(self) -> None:
        super().__post_init__()
        values = vars(self)
        if "model" in values and not values["model"] and not values.get("bundle"):
            raise no_model_and_bundle()

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, without secrets."""
        public = dataclasses.asdict(self)
        for name in secret_fields(type(self)):
            del public[name]
        return public


def hints_of(cls: type[JobParams], *, marked: bool = False) -> Mapping[str, Any]:
    """The types of a kind's parameters, by name.

    Args:
        cls: the parameters of a kind.
        marked: whether to keep the marks :data:`File`, :data:`Secret` and the like.
    """
    if (cls, marked) not in _HINTS:  # resolving them is slow
        _HINTS[cls, marked] = typing.get_type_hints(cls, include_extras=marked)
    return _HINTS[cls, marked]


def secret_fields(cls: type[JobParams]) -> list[str]:
    """The names of the parameters that are secrets."""
    return [name for name, hint in hints_of(cls, marked=True).items() if hint is Secret]


def secrets_of(params: JobParams) -> dict[str, str]:
    """The secrets among a job's parameters, which :meth:`JobParams.to_dict` leaves out."""
    return {name: getattr(params, name) for name in secret_fields(type(params))}
