"""Declarations of options: their texts for people, and the values that they may have.

An option is a field of a dataclass, declared by :func:`option`. The command line, the forms in QGIS
and docs/options.md are generated from :func:`describe`. :class:`OptionSet` refuses values outside
the bounds and choices.
"""

from __future__ import annotations

import dataclasses
import inspect
import math
import operator
import textwrap
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, TypeVar, cast

from ..errors import Code, TrajganrError
from .validation import check_choice

_T = TypeVar("_T")
_KEY = "option"
#: The errors for values outside the bounds.
_BOUNDS = {
    "minimum": "{option} is {value}; it must be at least {limit}.",
    "above": "{option} is {value}; it must be above {limit}.",
    "maximum": "{option} is {value}; it must be at most {limit}.",
    "below": "{option} is {value}; it must be below {limit}.",
}
_HOLDS = {
    "minimum": operator.ge,
    "above": operator.gt,
    "maximum": operator.le,
    "below": operator.lt,
}


@dataclass(frozen=True, kw_only=True)
class OptionField:
    """An option as its field declares it. All texts are English; the plugin translates them.

    Attributes:
        title: its name in forms, without the unit.
        help: one or two sentences.
        unit: of a number; empty where it has none.
        group: heading of a list of options; empty for the most important ones.
        minimum, maximum: inclusive bounds.
        above, below: exclusive bounds.
        choices: the values that it, or each item of a tuple, may have.
        words: the texts of choices in forms.
        left_open: what a default of None or an empty default means.
        flag: name of the command-line option, if it differs from the field's.
        advanced: whether forms show it among the advanced parameters.
        field_of: the input whose layer has the field that it names.
        is_date: whether it is a day.
        positional: whether the command line has it without a flag.
        parse: reads a value, and refuses one that it cannot read.
        name, type, default: of the field, without None in the type.
        is_required: whether there is no default.
    """

    title: str
    help: str
    unit: str = ""
    group: str = ""
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[str, ...] | tuple[int, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    left_open: str = ""
    flag: str = ""
    advanced: bool = True
    field_of: str = ""
    is_date: bool = False
    positional: bool = False
    parse: Callable[[Any], object] | None = None
    name: str = ""
    type: Any = None
    default: Any = None
    is_required: bool = False

    @property
    def label(self) -> str:
        """The title with the unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def is_left_open(self) -> bool:
        """Whether the default is None or empty."""
        return self.default in (None, "", ())

    @property
    def meaning(self) -> str:
        """The label, the help, and in words the choices whose codes do not say it."""
        words = [
            f"{code}: {self.words[code]}"
            for code in map(str, self.choices)
            if self.words.get(code, code).lower() not in (code, "automatic")
        ]
        return f"{self.label}. {self.help}" + (f" [{'; '.join(words)}]" if words else "")

    def check(self, value: Any) -> None:
        """Refuse a value outside the bounds or choices, or that cannot be read.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """
        if self.parse is not None:
            self.parse(value)
        if self.choices:
            for item in value if isinstance(value, tuple | list) else (value,):
                check_choice(self.flag or self.name, item, self.choices)
        for bound, holds in _HOLDS.items():
            limit = getattr(self, bound)
            if limit is not None and not holds(value, limit):  # NaN is within no bounds
                raise TrajganrError(
                    Code.INPUT_FIELD,
                    _BOUNDS[bound],
                    "Correct the option, or leave it out for its default.",
                    option=self.name,
                    value=value,
                    limit=limit,
                )
        if isinstance(value, float) and not math.isfinite(value):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{option} is {value}; it must be a finite number.",
                "Correct the option, or leave it out for its default.",
                option=self.name,
                value=value,
            )


class OptionSet:
    """Base of dataclasses of options, which checks values against their declarations.

    A class with further checks calls ``super().__post_init__()`` first.
    """

    def __post_init__(self) -> None:
        for each in describe(type(self)):
            value = getattr(self, each.name)
            if value is not None:
                each.check(value)

    @classmethod
    def part_of(cls: type[_T], options: OptionSet) -> _T:
        """The options of this class, from an object that has more."""
        names = (each.name for each in dataclasses.fields(cast(Any, cls)))
        return cls(**{name: getattr(options, name) for name in names})


def option(default: Any, **texts_and_bounds: Any) -> Any:
    """A dataclass field that declares an option.

    Args:
        default: of the field.
        **texts_and_bounds: see :class:`OptionField`; ``choices`` may be a mapping to ``words``.
    """
    return field(default=default, metadata=about(**texts_and_bounds))


def about(**texts_and_bounds: Any) -> dict[str, OptionField]:
    """The metadata of a field that declares an option without a default."""
    choices = texts_and_bounds.get("choices")
    if isinstance(choices, Mapping):
        words = {**texts_and_bounds.get("words", {}), **choices}
        texts_and_bounds |= {"choices": tuple(choices), "words": words}
    return {_KEY: OptionField(**texts_and_bounds)}


def same_as(cls: Any, name: str, **changes: Any) -> Any:
    """A field that declares the same option as a field of another class.

    Args:
        cls, name: the class and its field.
        **changes: other values of members of :class:`OptionField`.
    """
    original: dataclasses.Field[Any] = cls.__dataclass_fields__[name]
    metadata: Mapping[Any, Any] = original.metadata
    if changes:
        metadata = {**metadata, _KEY: dataclasses.replace(metadata[_KEY], **changes)}
    return field(default=original.default, metadata=metadata)


def documented(cls: type[_T]) -> type[_T]:
    """A decorator that lists the options of a dataclass in its docstring."""
    fields = [each for each in dataclasses.fields(cast(Any, cls)) if _KEY in each.metadata]
    options = [dataclasses.replace(each.metadata[_KEY], name=each.name) for each in fields]
    lines = [argument(each.name, each) for each in options]
    cls.__doc__ = "\n".join([inspect.cleandoc(cls.__doc__ or ""), "", "Attributes:", *lines])
    return cls


def sections(options: Iterable[OptionField]) -> list[str]:
    """Lines of a docstring about options: a section for each group, those without one first."""
    groups: dict[str, list[OptionField]] = {"": []}
    for each in options:
        groups.setdefault(each.group, []).append(each)
    lines = []
    for group, members in groups.items():
        if members:
            lines += ["", f"Options of {group}:" if group else "Options:"]
            lines += [argument(each.name, each) for each in members]
    return lines


def argument(name: str, option: OptionField) -> str:
    """The entry of an option in a docstring: its meaning, its choices, and what is used without."""
    choices = f" One of {', '.join(map(str, option.choices))}." if option.choices else ""
    absent = f" Without it: {option.left_open}." if option.left_open else ""
    text = f"{name}: {option.meaning}{choices}{absent}"
    return textwrap.fill(
        text, 96, initial_indent=" " * 4, subsequent_indent=" " * 8, break_on_hyphens=False
    )


def describe(cls: Any) -> tuple[OptionField, ...]:
    """The options of a dataclass, in the order of its fields.

    Inputs, whose types are annotated (files, bundles, models, areas, secrets), are not options.

    Raises:
        TypeError: for a field that is neither an input nor declared by :func:`option`.
    """
    return _describe(cls)


@cache
def _describe(cls: Any) -> tuple[OptionField, ...]:
    hints = typing.get_type_hints(cls, include_extras=True)
    found = []
    for each in dataclasses.fields(cls):
        kind = _without_none(hints[each.name])
        if _KEY in each.metadata:
            declared: OptionField = each.metadata[_KEY]
            is_required = each.default is dataclasses.MISSING
            found.append(
                dataclasses.replace(
                    declared,
                    name=each.name,
                    type=_plain(kind),
                    default=None if is_required else each.default,
                    is_required=is_required,
                )
            )
        elif not _is_input(kind):
            raise TypeError(f"{cls.__name__}.{each.name} is not declared by option()")
    return tuple(found)


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(each for each in typing.get_args(hint) if each is not types.NoneType)
    return hint


def _plain(hint: Any) -> Any:
    return typing.get_args(hint)[0] if typing.get_origin(hint) is Annotated else hint


def _is_input(hint: Any) -> bool:
    items: Iterable[Any] = typing.get_args(hint) if typing.get_origin(hint) is tuple else (hint,)
    return any(typing.get_origin(each) is Annotated for each in items)
