"""Building blocks of commands: parsers, groups of commands, and options for job parameters."""

from __future__ import annotations

import argparse
import difflib
import json
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.output_paths import check_file, check_folder, check_input
from trajganr_core.contract.kinds.kind import COMMAND_GROUPS
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.options.option_fields import OptionField, describe

from ..storage.manifest_reader import bundle_behind
from .terminal import Terminal

Result = dict[str, Any] | list[Any] | str
Command = Callable[[argparse.Namespace, Terminal], Result]


#: Options that name a path which is neither read as data nor the command's output.
NO_INPUTS = frozenset({"out", "home", "log"})
#: May be a pipe, so that a program can pass a secret without storing it in a file.
SECRETS = frozenset({"token_file", "id_salt_file", "key"})
#: Values of a command line that do not change what the command makes.
NO_REQUEST = frozenset({"command", "output", "out", "overwrite", "json"})


@dataclass(frozen=True)
class Output:
    """What a command makes at ``--out``.

    Attributes:
        command: its words.
        endings: that a file's name may have; none for a folder.
        names, grows, last: as for :func:`~trajganr_core.contract.files.output_paths.check_folder`.
    """

    command: str
    endings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    grows: bool = False
    last: str = ""

    def check(self, options: argparse.Namespace) -> None:
        """Refuse a path that cannot or must not be written, before any work begins."""
        inputs, overwrite = inputs_of(options), options.overwrite
        if self.endings:
            check_file(
                options.out,
                endings=self.endings,
                inputs=inputs,
                overwrite=overwrite,
                made_by=self.made_by(options),
            )
        else:
            check_folder(
                options.out,
                names=self.names,
                grows=self.grows,
                last=self.last,
                inputs=inputs,
                overwrite=overwrite,
            )

    def made_by(self, options: argparse.Namespace) -> str:
        """The origin that a file records: the command, and a digest of its inputs and options."""
        values = {name: _resolved(value) for name, value in vars(options).items()}
        request = {name: values[name] for name in sorted(values.keys() - NO_REQUEST)}
        request["inputs"] = sorted(map(_resolved, inputs_of(options)))
        digest = sha256(json.dumps(request).encode()).hexdigest()
        return f"{self.command} {digest[:16]}"


class UsageError(Exception):
    """The command line is invalid."""

    def __init__(self, parser: argparse.ArgumentParser, reason: str) -> None:
        super().__init__(reason)
        self.coded = TrajganrError(
            Code.INPUT_FIELD,
            "The command is invalid: {reason}.",
            "See '{program} --help'.",
            reason=reason,
            program=parser.prog,
        )


class ProblemsFoundError(Exception):
    """A command succeeded, but found problems, which its exit status reports."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


class Interrupted(KeyboardInterrupt):
    """A training was interrupted and can continue from its checkpoint."""

    def __init__(self, checkpoint: Path) -> None:
        super().__init__()
        self.coded = TrajganrError(
            Code.JOB_CANCELLED,
            "The training was interrupted. Its checkpoint is in {folder}.",
            "Repeat the command to continue, or delete the folder to start over.",
            folder=str(checkpoint),
        )


class ShortUsage(argparse.HelpFormatter):
    """A usage that names what must be given; the help lists the options below it."""

    def _format_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None
    ) -> str:
        needed = [each for each in actions if each.required or not each.option_strings]
        text = super()._format_usage(usage, needed, [], prefix)
        return text if len(needed) == len(list(actions)) else f"{text.rstrip()} [options]\n\n"


class Parser(argparse.ArgumentParser):
    """A parser that raises :class:`UsageError`."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**{"formatter_class": ShortUsage} | about)

    def error(self, message: str) -> NoReturn:
        raise UsageError(self, message)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse an unknown command with the nearest ones, instead of a list of all."""
        if isinstance(action, argparse._SubParsersAction) and value not in action.choices:
            near = " or ".join(difflib.get_close_matches(value, action.choices, n=2))
            self.error(f"there is no command {value!r}" + (f", but {near}" if near else ""))
        super()._check_value(action, value)


class ProgramParser(Parser):
    """The parser of the program; its help lists the commands by group, one a line.

    Attributes:
        listed: name and description of each command, by group.
    """

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self.listed: dict[str, list[tuple[str, str]]] = {group: [] for group in COMMAND_GROUPS}

    def format_help(self) -> str:
        lines = [f"usage: {self.prog} COMMAND ...", str(self.description)]
        for group, commands in self.listed.items():
            lines += [f"{group}:"] if commands else []
            lines += [f"  {name:<15} {does}" for name, does in commands]
        return "\n".join([*lines, str(self.epilog), ""])


class Commands:
    """The commands of a parser: the program's own, or those of a group such as ``jobs``.

    Those of the program are listed in its help under the heading ``under``, one of
    :data:`~trajganr_core.contract.kinds.kind.COMMAND_GROUPS`.
    """

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._listed = parser.listed if isinstance(parser, ProgramParser) else None
        self._commands = parser.add_subparsers(
            metavar="COMMAND", required=True, parser_class=Parser
        )

    def group(self, name: str, description: str, under: str = "Start") -> Commands:
        """Add a command with subcommands."""
        return Commands(self._add(name, description, under, description=description))

    def add(
        self,
        name: str,
        command: Command,
        description: str,
        epilog: str | None = None,
        under: str = "Start",
    ) -> argparse.ArgumentParser:
        """Add a command; returns its parser, for its options."""
        parser = self._add(name, description, under, description=description, epilog=epilog)
        parser.set_defaults(command=command)
        parser.add_argument(
            "--json", action="store_true", help="print one JSON document, also for an error"
        )
        return parser

    def add_absent(self, name: str, command: Command, description: str, under: str) -> None:
        """Add a command that cannot run here: it takes all words, and ``--help`` too."""
        parser = self._add(name, description, under, add_help=False, prefix_chars="\0")
        parser.add_argument("words", nargs="*")
        parser.set_defaults(command=command)

    def _add(self, name: str, help: str, under: str, **about: Any) -> argparse.ArgumentParser:
        if self._listed is not None:
            self._listed[under].append((name, help))
        parser: argparse.ArgumentParser = self._commands.add_parser(name, help=help, **about)
        return parser


def add_options(
    container: argparse._ActionsContainer, kind: type[Any], *names: str, left_open: str = ""
) -> None:
    """Add an argument for each of these options, as declared by their dataclass.

    Args:
        container: receives the arguments.
        kind: the dataclass that declares the options.
        *names: of its fields.
        left_open: the effect of leaving them out, if not the declared default.
    """
    options = {option.name: option for option in describe(kind)}
    for name in names:
        option = options[name]
        if left_open:
            option = replace(option, default=None, left_open=left_open)
        _add_option(container, option)


def add_group(
    parser: argparse.ArgumentParser, kind: type[JobParams], group: str
) -> argparse._ArgumentGroup:
    """Add a group of arguments, one for each option of a group."""
    container = parser.add_argument_group(group)
    names = [option.name for option in describe(kind) if option.group == group]
    add_options(container, kind, *names)
    return container


def _add_option(container: argparse._ActionsContainer, option: OptionField) -> None:
    about: dict[str, Any] = {"dest": option.name, "help": help_of(option)}
    if option.type is bool:
        # Absent from the namespace if not set, so that argparse adds no default to the help.
        about |= {"action": argparse.BooleanOptionalAction, "default": argparse.SUPPRESS}
    elif typing.get_origin(option.type) is tuple:
        about |= {"action": "append", "default": [], "required": option.is_required}
        if typing.get_args(option.type)[0] is int:
            about["type"] = int
        about["help"] += " May be repeated."
    else:
        about |= {"type": option.type, "default": option.default}
    if option.choices:
        about["choices"] = list(option.choices)
    elif option.type is not bool:
        about["metavar"] = (option.flag or option.name).replace("-", "_").upper()
    if option.positional:
        container.add_argument(option.name, metavar=about["metavar"], help=about["help"])
        return
    container.add_argument(f"--{(option.flag or option.name).replace('_', '-')}", **about)


def help_of(option: OptionField) -> str:
    """What an option means, and its default."""
    default = option.left_open if option.is_left_open else option.default
    if isinstance(default, bool):
        default = "on" if default else "off"
    if isinstance(default, float):
        default = f"{default:g}"
    shown = f" (default: {default})" if default != "" and not option.is_required else ""
    return f"{option.meaning}{shown}".replace("%", "%%")


def params_of(kind: type[JobParams], options: argparse.Namespace, **derived: str) -> Any:
    """The parameters of a job from the options, and secrets and others that are no options."""
    values = {**vars(options), **derived}
    names = [field.name for field in fields(kind) if field.name in values]
    return kind(**{name: _plain(values[name]) for name in names})


def path(text: str) -> Path:
    """Type of an argument that names a file or folder."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return Path(text)


def source(text: str) -> Path:
    """Type of an input argument: a path, or an address, of which a copy is made."""
    if "://" not in text:
        return path(text)
    from trajganr_core.data.object_store import local_path

    return local_path(text)


def index_source(text: str) -> Path:
    """As :func:`source`, for a table that names files beside it: its whole folder is copied."""
    folder, slash, name = text.rpartition("/")
    if "://" not in text or not name.lower().endswith(".csv"):
        return source(text)
    return source(folder + slash) / name


def add_input(
    parser: argparse._ActionsContainer, name: str, metavar: str, text: str, **more: Any
) -> None:
    """Add an argument for a file or folder that the command reads."""
    more = {"type": source, **more}
    parser.add_argument(name, metavar=metavar, help=text, **more)


def add_home(parser: argparse.ArgumentParser) -> None:
    """Add ``--home``."""
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="the worker's home (default: $TRAJGANR_HOME or your application data folder)",
    )


def add_bbox(parser: argparse._ActionsContainer, text: str, *, required: bool = False) -> None:
    """Add ``--bbox``."""
    parser.add_argument(
        "--bbox", type=float, nargs=4, required=required, metavar=("W", "S", "E", "N"), help=text
    )


def add_out_file(parser: argparse.ArgumentParser, metavar: str, text: str, *endings: str) -> None:
    """Add ``--out`` for a file; the ending of its name selects the format."""
    _add_out(parser, metavar, text, Output(parser.prog, endings))


def add_out_folder(
    parser: argparse.ArgumentParser,
    metavar: str,
    text: str,
    *,
    names: tuple[str, ...] = (),
    grows: bool = False,
    last: str = "",
    default: Path | None = None,
) -> None:
    """Add ``--out`` for a folder."""
    output = Output(parser.prog, names=names, grows=grows, last=last)
    _add_out(parser, metavar, text, output, default)


def _add_out(
    parser: argparse.ArgumentParser,
    metavar: str,
    text: str,
    output: Output,
    default: Path | None = None,
) -> None:
    replaces = (
        "replace an existing file, whatever it contains, but never an input"
        if output.endings
        else "replace an earlier result; an input, or a folder with other content, is not replaced"
    )
    is_required = default is None
    parser.add_argument(
        "--out", type=path, required=is_required, default=default, metavar=metavar, help=text
    )
    parser.add_argument("--overwrite", action="store_true", help=replaces)
    parser.set_defaults(output=output)


def check_paths(options: argparse.Namespace) -> None:
    """Refuse inputs that cannot be read, and an output that must not be written.

    Raises:
        TrajganrError: as :func:`~trajganr_core.contract.files.output_paths.check_file` and
            :func:`~trajganr_core.contract.files.output_paths.check_input`.
    """
    for name, value in vars(options).items():
        for path in () if name in NO_INPUTS | SECRETS else _paths_in(value):
            check_input(path)
    if "output" in options and not getattr(options, "dry_run", False):
        options.output.check(options)


def inputs_of(options: argparse.Namespace) -> list[Path]:
    """All files and folders that a command reads, including the bundle named by a model's card."""
    values = vars(options)
    paths = [path for name in values.keys() - NO_INPUTS for path in _paths_in(values[name])]
    if values.get("model") and values.get("bundle", paths) is None:
        paths += filter(None, [bundle_behind(options.model)])
    # A keyword, such as "hub", or a file.
    weights = (values.get("weights"), values.get("backbone_weights"))
    return paths + [Path(text) for text in weights if isinstance(text, str) and text]


def _paths_in(value: Any) -> Iterator[Path]:
    if isinstance(value, Path):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _paths_in(item)


def _resolved(value: Any) -> Any:
    """A value of a command line as JSON, the same however its paths are written."""
    if isinstance(value, list | tuple):
        return [_resolved(each) for each in value]
    return str(value.resolve()) if isinstance(value, Path) else value


def _plain(value: Any) -> Any:
    """An option as a job parameter: text for paths, tuples for lists."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return str(value) if isinstance(value, Path) else value
