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

from ..data_config import PrepareConfig
from ..model_card import no_model_and_bundle
from ..option_fields import OptionSet, same_as

__all__ = [
    "MOST_VALUES",
    "BBox",
    "Bundle",
    "File",
    "JobParams",
    "Model",
    "Secret",
    "hints_of",
    "secret_fields",
    "secrets_of",
]

File = Annotated[str, "file"]
Bundle = Annotated[str, "bundle"]
Model = Annotated[str, "model"]
Secret = Annotated[str, "secret"]
#: Most values of an option with several in a message, and chosen roads also on the command line.
MOST_VALUES = 256
#: West, south, east, north, degrees; an optional one that is absent means everywhere.
BBox = Annotated[tuple[float, float, float, float], "bbox"]
_HINTS: dict[tuple[type[JobParams], bool], Mapping[str, Any]] = {}


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
