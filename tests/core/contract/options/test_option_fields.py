"""Options are declared once, and refused outside what they declare."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import File
from trajganr_core.contract.options.option_fields import (
    OptionField,
    OptionSet,
    about,
    describe,
    documented,
    option,
)


@dataclass(frozen=True, kw_only=True)
class Cooking(OptionSet):
    recipe: File
    minutes: float = option(
        5.0, title="Time", help="In the pan.", unit="min", above=0, maximum=60, group="heat"
    )
    share: float = option(0.5, title="Share", help="Of the pan.", minimum=0, below=1)
    pan: str | None = option(
        None, title="Pan", help="Which one.", choices=("iron", "steel"), left_open="any"
    )
    dishes: tuple[str, ...] = dataclasses.field(
        metadata=about(title="Dishes", help="To cook.", choices=("eggs", "rice"), flag="dish")
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"minutes": 0}, "minutes is 0; it must be above 0"),
        ({"minutes": 61}, "minutes is 61; it must be at most 60"),
        ({"minutes": float("nan")}, "minutes is nan"),
        ({"share": -0.1}, "share is -0.1; it must be at least 0"),
        ({"share": 1}, "share is 1; it must be below 1"),
        ({"pan": "tin"}, "no pan 'tin'"),
        ({"dishes": ("eggs", "soup")}, "no dish 'soup'"),
    ],
    ids=str,
)
def test_values_outside_bounds_and_choices_are_refused(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(TrajganrError) as caught:
        Cooking(**{"recipe": "", "dishes": ("eggs",), **options})
    assert caught.value.code is Code.INPUT_FIELD
    assert message in caught.value.message
    assert caught.value.next_action


def test_infinite_numbers_are_refused_without_bounds() -> None:
    with pytest.raises(TrajganrError, match="finite"):
        OptionField(title="Weight", help="", minimum=0).check(float("inf"))


def test_options_are_described_with_the_type_and_default_of_their_field() -> None:
    minutes, _, pan, dishes = describe(Cooking)
    assert (minutes.name, minutes.type, minutes.default) == ("minutes", float, 5.0)
    assert minutes.label == "Time (min)"
    assert (pan.type, pan.is_left_open, pan.is_required) == (str, True, False)
    assert dishes.is_required


def test_an_option_without_a_declaration_fails() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Careless(Cooking):
        salt: bool = False

    with pytest.raises(TypeError, match=r"Careless\.salt is not declared"):
        Careless(recipe="", dishes=("eggs",))


@pytest.mark.parametrize("kind", KINDS)
def test_every_option_of_a_job_is_declared_completely(kind: str) -> None:
    for each in describe(KINDS[kind].params):
        assert each.title, each.name
        assert each.help.endswith("."), each.name
        allowed = {*each.choices, each.left_open, *(("on", "off") if each.type is bool else ())}
        assert set(each.words) <= allowed, each.name
        if each.default is None and not each.is_required:
            assert each.left_open, each.name


def test_options_are_listed_in_the_docstring() -> None:
    @documented
    @dataclass(frozen=True, kw_only=True)
    class Frying(OptionSet):
        """How to fry."""

        heat: float = option(180.0, title="Heat", help="Of the pan.", unit="°C")

    assert Frying.__doc__ == "How to fry.\n\nAttributes:\n    heat: Heat (°C). Of the pan."
