"""The options of commands are those of their jobs, described as in the forms of QGIS."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

import pytest

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.options.option_fields import OptionField, describe
from trajganr_worker.cli.program import _parser

#: The kind of job of each command, and the options that it has no argument for: a file that is
#: written needs neither a name nor a seed.
NAMELESS = frozenset({"name", "seed"})
COMMANDS: Mapping[str, tuple[str, frozenset[str]]] = {
    "load trips": ("load_trips", NAMELESS),
    "load osm": ("load_osm", NAMELESS),
    "fetch street-view": ("fetch_street_view", NAMELESS),
    "fetch osm": ("fetch_osm", NAMELESS),
    "match": ("match", NAMELESS),
    "recover": ("recover", NAMELESS),
    "prepare": ("prepare", frozenset()),
    "bundle labels": ("labels", NAMELESS),
    "observe": ("observe", frozenset({"name"})),
    "select-link": ("select_link", NAMELESS),
    "od-matrix": ("od_matrix", NAMELESS),
    "changes": ("changes", frozenset({"name"})),
    "bundle report": ("report", NAMELESS),
    "pretrain": ("pretrain", frozenset()),
    "finetune": ("finetune", frozenset()),
    "predict": ("predict", NAMELESS),
    "travel-times": ("travel_times", NAMELESS),
    "webpage": ("webpage", NAMELESS),
    "area-report": ("area_report", NAMELESS),
    "embed": ("embed", NAMELESS),
    "export": ("export", NAMELESS),
    "routing-export": ("routing_export", NAMELESS),
    "batch-export": ("export", NAMELESS),
    "evaluate": ("evaluate", NAMELESS),
}


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
        for flag in action.option_strings
    }


def flag_of(command: str, option: OptionField) -> str:
    return (option.flag or option.name).replace("_", "-")


def test_the_commands_cover_all_kinds_of_jobs() -> None:
    assert {kind for kind, _ in COMMANDS.values()} == set(KINDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_an_argument_with_the_same_title_help_and_choices(command: str) -> None:
    kind, left_out = COMMANDS[command]
    actions = arguments(command)
    for option in describe(KINDS[kind].params):
        if option.name in left_out:
            continue
        action = actions[flag_of(command, option)]
        assert action.help is not None
        assert action.help.startswith(f"{option.label}. {option.help}".replace("%", "%%"))
        if action.choices is not None:
            assert tuple(action.choices) == option.choices


@pytest.mark.parametrize("command", ["pretrain", "finetune", "prepare", "load trips", "match"])
def test_help_shows_words_defaults_and_units(command: str) -> None:
    help_text = " ".join(parser_of(command).format_help().split())
    for option in describe(KINDS[COMMANDS[command][0]].params):
        if option.name in COMMANDS[command][1]:
            continue
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
