"""Commands that run a job in this process, made of what its kind declares."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath

from trajganr_core.contract.kinds import KINDS, Kind
from trajganr_core.contract.kinds.city import CITY
from trajganr_core.contract.kinds.params import InputField, inputs_of_kind
from trajganr_core.contract.options.option_fields import describe

from ..storage.manifest_reader import CONTENTS
from . import special_commands as special
from .arguments import (
    Command,
    Commands,
    add_bbox,
    add_group,
    add_input,
    add_options,
    add_out_file,
    add_out_folder,
    index_source,
)
from .run_job import make, write_file, write_folder


@dataclasses.dataclass(frozen=True)
class Special:
    """What a command does beside what its kind declares.

    Attributes:
        run: in place of the usual function.
        add_arguments: adds further ones.
        left_open: what is used where an option is left out, if not the declared default.
    """

    run: Command
    add_arguments: Callable[[argparse.ArgumentParser], None] = lambda parser: None
    left_open: Mapping[str, str] = dataclasses.field(default_factory=dict)


SPECIAL = {
    "city": Special(special.city),
    "fetch_gtfs_rt": Special(special.fetch_gtfs_rt, special.add_token),
    "fetch_street_view": Special(special.fetch_street_view, special.add_token),
    "match": Special(special.match, special.add_table),
    "prepare": Special(special.prepare, special.add_salt),
    "pretrain": Special(special.pretrain, special.add_dry_run),
}
#: What is said of the option of kinds that write a layer in one of several formats.
BY_ENDING = {"format": "from the file name's ending"}


def add_job_commands(commands: Commands, groups: Mapping[str, Commands]) -> None:
    """Add the command of each kind.

    Args:
        commands: of the program.
        groups: by the first word of a command of two.
    """
    for kind in (CITY, *KINDS.values()):
        if kind.command is not None:
            *group, name = kind.words
            _add(groups[group[0]] if group else commands, name, kind)


def _add(commands: Commands, name: str, kind: Kind) -> None:
    command, params = kind.command, kind.params
    assert command is not None  # nosec B101 # holds by construction
    is_file = bool(command.endings or PurePath(command.out).suffix)
    usual = make if kind.makes else write_file if is_file else write_folder
    has_formats = bool(command.endings) and "format" in kind.fields
    by_ending = Special(partial(special.write_by_ending, params), left_open=BY_ENDING)
    other = by_ending if has_formats else SPECIAL.get(kind.name, Special(partial(usual, params)))
    parser = commands.add(name, other.run, command.does, command.epilog or None, command.group)

    inputs = {each.name: each for each in inputs_of_kind(params)}
    options = {each.name: each for each in describe(params)}
    for declared in inputs.values():
        if declared.positional:
            _add_input(parser, declared)
    for field in kind.fields:
        if field in options and not options[field].group:
            add_options(parser, params, field, left_open=other.left_open.get(field, ""))
        elif field in inputs and not (inputs[field].positional or inputs[field].group):
            _add_input(parser, inputs[field])
    other.add_arguments(parser)
    if is_file:
        endings = command.endings or (PurePath(command.out).suffix,)
        add_out_file(parser, command.out, command.out_is or "the file to write", *endings)
    else:
        names = CONTENTS[kind.makes] if kind.makes else command.holds
        last = names[-1] if kind is CITY else ""
        text = command.out_is or "the folder to make"
        add_out_folder(parser, command.out, text, names=names, last=last)
    for group in filter(None, dict.fromkeys(each.group for each in options.values())):
        container = add_group(parser, params, group)
        for declared in inputs.values():
            if declared.group == group:
                _add_input(container, declared)


def _add_input(container: argparse._ActionsContainer, declared: InputField) -> None:
    if declared.mark == "bbox":
        add_bbox(container, declared.usage, required=declared.is_required)
        return
    more: dict[str, object] = {"type": index_source} if declared.has_files_beside else {}
    if declared.positional:
        flag = declared.name
        if declared.is_several:
            more["nargs"] = "+" if declared.is_required else "*"
        elif not declared.is_required:
            more["nargs"] = "?"
    else:
        flag = f"--{declared.name.replace('_', '-')}"
        more |= {"required": True} if declared.is_required else {}
        more |= {"nargs": "+"} if declared.is_several else {}
    metavar = declared.metavar or declared.mark.upper()
    add_input(container, flag, metavar, declared.usage, **more)
