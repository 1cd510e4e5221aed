"""The options of commands are those of their jobs, described as in the forms of QGIS."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

import pytest

from trajganr_core.contract.kinds import KINDS, Kind
from trajganr_core.contract.options.option_fields import OptionField, describe
from trajganr_worker.cli.program import _parser

COMMANDS: Mapping[str, Kind] = {
    **{" ".join(kind.words): kind for kind in KINDS.values()},
    "batch-export": KINDS["export"],
}


def options_of(command: str) -> list[OptionField]:
    kind = COMMANDS[command]
    return [option for option in describe(kind.params) if option.name in kind.fields]


def parser_of(command: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _parser()
    for word in command.split():
        (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
        parser = commands.choices[word]
    return parser


def arguments(command: str) -> Mapping[str, argparse.Action]:
    return {
        flag.removeprefix("--"): action
        for action in parser_of(command)._actions
        for flag in action.option_strings or [action.dest]
    }


def flag_of(command: str, option: OptionField) -> str:
    return (option.flag or option.name).replace("_", "-")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_an_argument_with_the_same_title_help_and_choices(command: str) -> None:
    actions = arguments(command)
    for option in options_of(command):
        action = actions[flag_of(command, option)]
        assert action.help is not None
        assert action.help.startswith(f"{option.label}. {option.help}".replace("%", "%%"))
        if action.choices is not None:
            assert tuple(action.choices) == option.choices


@pytest.mark.parametrize("command", ["pretrain", "finetune", "prepare", "load trips", "match"])
def test_help_shows_words_defaults_and_units(command: str) -> None:
    help_text = " ".join(parser_of(command).format_help().split())
    for option in options_of(command):
        assert option.unit in help_text
        if option.left_open:
            assert option.left_open in help_text
        for code in option.choices:
            assert str(code) in help_text


def test_help_is_made_of_the_metadata_alone() -> None:
    help_text = " ".join(parser_of("pretrain").format_help().split())
    assert "[segment: Single road segments; block: Whole squares of 500 m; " in help_text
    assert "Limit of GPU memory (GB). 0 sets no limit. (default: 0)" in help_text
    assert "Keep the backbone frozen." in help_text
    assert "(default: on)" in help_text
