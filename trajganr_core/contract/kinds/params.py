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

File = Annotated[str, "file"]
Bundle = Annotated[str, "bundle"]
Model = Annotated[str, "model"]
Secret = Annotated[str, "secret"]
#: Most values of an option with several in a message, and chosen roads also on the command line.
MAX_VALUES = 256
#: West, south, east, north, degrees; an optional one that is absent means everywhere.
BBox = Annotated[tuple[float, float, float, float], "bbox"]
#: What forms say of a model that may be left out.
IF_NO_MODEL = "If empty: the shipped model, adapted to the bundle."
_KEY = "input"
_HINTS: dict[tuple[type[JobParams], bool], Mapping[str, Any]] = {}


@dataclass(frozen=True, kw_only=True)
class InputField:
    """An input of a job as its field declares it; the texts are English.

    Attributes:
        text: what it is, a phrase for the command line.
        absent: what is used without it; empty where it is needed, or nothing takes its place.
        positional: whether the command line has it without a flag.
        metavar: its name on the command line.
        has_files_beside: whether it may be a table that names files in its folder.
        group: heading in the help of the command; empty for the most important ones.
        title: in forms, which only have inputs with one.
        help: in forms; the text, with what is used without the input, as sentences if empty.
        if_empty: a sentence that forms add to the help.
        parameter: of forms; the name in capitals if empty.
        layer: what a layer contains, such as ``roads`` or ``points``; empty for a file.
        filter: of the dialog that chooses a file.
        is_advanced: whether forms have it under *Advanced*.
        is_left_empty: whether no layer is proposed.
        is_in_area: whether the layer must overlap the study area.
        has_alternative: whether forms may leave it empty although jobs need it.
        takes_file: whether forms take a layer or a file for it, in one place.
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
    title: str = ""
    help: str = ""
    if_empty: str = ""
    parameter: str = ""
    layer: str = ""
    filter: str = ""
    is_advanced: bool = False
    is_left_empty: bool = False
    is_in_area: bool = False
    has_alternative: bool = False
    takes_file: bool = False
    name: str = ""
    mark: str = ""
    is_required: bool = False
    is_several: bool = False

    @property
    def usage(self) -> str:
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


def given_bundle(
    text: str = "output of prepare",
    help: str = "The output of 'Prepare study area'; the dock lists it too.",
    **about: Any,
) -> Any:
    """A field for a prepared study area."""
    about = {"title": "Bundle ID", "positional": True, **about}
    return given(text, help=help, **about)


def given_model(text: str, help: str) -> Any:
    """A field for a model; without one, the shipped model is used."""
    return given(
        text,
        title="Model ID",
        help=help,
        if_empty=IF_NO_MODEL,
        default=None,
        absent="the shipped model, adapted to the bundle",
        positional=True,
    )


def given_bundle_or_own(text: str, help: str) -> Any:
    """A field for a bundle in place of that of the model."""
    return given_bundle(
        text,
        help,
        if_empty="Needed for the shipped model; if empty, the bundle that the model learned from.",
        default=None,
        absent="the training bundle of MODEL",
        positional=False,
    )


def given_counts(*, needed: bool = False) -> Any:
    """A field for counts of vehicles, from which volumes are estimated."""
    return given(
        "layer or table of counts of vehicles",
        default=dataclasses.MISSING if needed else None,
        title="Counts",
        help="Stations as points, or a table with lon and lat, or with the segment in edge; with a "
        "direction, a period, and vehicles or vehicles_per_day.",
        if_empty="" if needed else "If empty: no volumes.",
        layer="counts",
        is_left_empty=True,
        is_in_area=True,
    )


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
        declared: InputField = each.metadata[_KEY]
        text = f"{declared.text[0].upper()}{declared.text[1:]}."
        absent = f" If empty: {declared.absent}." if declared.absent else ""
        found.append(
            dataclasses.replace(
                declared,
                help=declared.help or text + absent,
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
