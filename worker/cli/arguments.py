"""What commands are made of: parsers, groups of commands, and options for a job's parameters."""

from __future__ import annotations

import argparse
import typing
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.option_fields import OptionField, describe
from trajganr_core.contract.output_paths import check_file, check_folder, check_input
from trajganr_core.contract.protocol.jobs import JobParams

from ..storage.manifest_reader import bundle_behind
from .terminal import Terminal

__all__ = [
    "Command",
    "Commands",
    "Interrupted",
    "Output",
    "Parser",
    "ProblemsFoundError",
    "Result",
    "UsageError",
    "add_bbox",
    "add_group",
    "add_options",
    "add_out_file",
    "add_out_folder",
    "check_paths",
    "help_of",
    "index_source",
    "inputs_of",
    "params_of",
    "path",
    "source",
]

Result = dict[str, Any] | list[Any] | str
Command = Callable[[argparse.Namespace, Terminal], Result]


#: Options that name a path which is neither read as data nor the command's output.
NO_INPUTS = frozenset({"out", "home", "log"})
#: May be a pipe: a program can hand a secret over without leaving it in a file.
SECRETS = frozenset({"token_file", "key"})


@dataclass(frozen=True)
class Output:
    """What a command makes at ``--out``.

    Attributes:
        command: its words.
        endings: that a file's name may have; none for a folder.
        names, grows: of a folder, as for :func:`~trajganr_core.contract.output_paths.check_folder`.
    """

    command: str
    endings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    grows: bool = False

    def check(self, out: Path, inputs: Collection[Path], *, overwrite: bool) -> None:
        """Refuse a path that cannot or must not be written, before any work begins."""
        if self.endings:
            check_file(
                out,
                endings=self.endings,
                inputs=inputs,
                overwrite=overwrite,
                made_by=self.made_by(inputs),
            )
        else:
            check_folder(
                out,
                names=self.names,
                grows=self.grows,
                inputs=inputs,
                overwrite=overwrite,
            )

    def made_by(self, inputs: Iterable[Path]) -> str:
        """What a file says of its origin: the command, and a digest that tells its inputs apart."""
        paths = "\n".join(sorted(str(path.resolve()) for path in inputs))
        digest = sha256(paths.encode("utf-8", "surrogateescape")).hexdigest()
        return f"{self.command} {digest[:16]}"


class UsageError(Exception):
    """The words were not understood."""

    def __init__(self, parser: argparse.ArgumentParser, reason: str) -> None:
        super().__init__(reason)
        self.parser = parser
        self.coded = TrajganrError(
            Code.INPUT_FIELD,
            "The command was not understood: {reason}.",
            "See '{program} --help'.",
            reason=reason,
            program=parser.prog,
        )


class ProblemsFoundError(Exception):
    """A command did what it should, and what it found is not good: its exit status says so."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


class Interrupted(KeyboardInterrupt):
    """A training was interrupted that can go on from its checkpoint."""

    def __init__(self, checkpoint: Path) -> None:
        super().__init__()
        self.coded = TrajganrError(
            Code.JOB_CANCELLED,
            "The training was interrupted. What it had learned is kept in {folder}.",
            "Repeat the command to go on from there, or delete the folder to start over.",
            folder=str(checkpoint),
        )


class Parser(argparse.ArgumentParser):
    """A parser whose errors are ours."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(self, message)


class Commands:
    """The commands of a parser: the program's own, or those of a group such as ``jobs``."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def group(self, name: str, description: str) -> Commands:
        """A command that has commands of its own."""
        return Commands(self._commands.add_parser(name, help=description, description=description))

    def add(
        self, name: str, command: Command, description: str, epilog: str | None = None
    ) -> argparse.ArgumentParser:
        """A command; its parser takes the options."""
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name, help=description, description=description, epilog=epilog
        )
        parser.set_defaults(command=command)
        parser.add_argument(
            "--json", action="store_true", help="print one JSON document, also for an error"
        )
        return parser


def add_options(
    container: argparse._ActionsContainer,
    kind: type[JobParams],
    *names: str,
    left_open: str = "",
) -> None:
    """An argument for each of these options, as their dataclass declares them.

    Args:
        container: gets the arguments.
        kind: declares the options.
        *names: of its fields.
        left_open: what it means to leave them out, where that is not the default.
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
    """A group of arguments, one for each option of a group."""
    container = parser.add_argument_group(group)
    names = [option.name for option in describe(kind) if option.group == group]
    add_options(container, kind, *names)
    return container


def _add_option(container: argparse._ActionsContainer, option: OptionField) -> None:
    about: dict[str, Any] = {"dest": option.name, "help": help_of(option)}
    if option.type is bool:
        # Left out of the namespace where not given, so that argparse adds no default to the help.
        about |= {"action": argparse.BooleanOptionalAction, "default": argparse.SUPPRESS}
    elif typing.get_origin(option.type) is tuple:
        about |= {"action": "append", "default": [], "required": option.is_required}
        about["help"] += " May be repeated."
    else:
        about |= {"type": option.type, "default": option.default}
    if option.choices:
        about["choices"] = list(option.choices)
    elif option.type is not bool:
        about["metavar"] = (option.flag or option.name).upper()
    container.add_argument(f"--{(option.flag or option.name).replace('_', '-')}", **about)


def help_of(option: OptionField) -> str:
    """The title of an option, its help, its choices in words, and its default."""
    words = [
        f"{code}: {option.words[code]}"
        for code in map(str, option.choices)
        if option.words.get(code, code).lower() not in (code, "automatic")
    ]
    default = option.left_open if option.is_left_open else option.default
    if isinstance(default, bool):
        default = "on" if default else "off"
    if isinstance(default, float):
        default = f"{default:g}"
    parts = [f"{option.label}. {option.help}"]
    if words:
        parts.append(f"[{'; '.join(words)}]")
    if default != "" and not option.is_required:
        parts.append(f"(default: {default})")
    return " ".join(parts).replace("%", "%%")


def params_of(kind: type[JobParams], options: argparse.Namespace, **secrets: str) -> Any:
    """The parameters of a job that the options give, and those that no option may show."""
    given = {**vars(options), **secrets}
    names = [field.name for field in fields(kind) if field.name in given]
    return kind(**{name: _plain(given[name]) for name in names})


def path(text: str) -> Path:
    """The type of an argument that names a file or folder; an empty name is nobody's intention."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return Path(text)


def source(text: str) -> Path:
    """The type of an argument that is read: a path, or an address, of which a copy is made."""
    if "://" not in text:
        return path(text)
    from trajganr_core.data.object_store import fetched

    return fetched(text)


def index_source(text: str) -> Path:
    """The same for a table that names files beside it: all of its folder is copied."""
    folder, slash, name = text.rpartition("/")
    if "://" not in text or not name.lower().endswith(".csv"):
        return source(text)
    return source(folder + slash) / name


def add_bbox(parser: argparse.ArgumentParser, text: str, *, required: bool = False) -> None:
    """``--bbox``, as every command takes a part of the world."""
    parser.add_argument(
        "--bbox", type=float, nargs=4, required=required, metavar=("W", "S", "E", "N"), help=text
    )


def add_out_file(parser: argparse.ArgumentParser, metavar: str, text: str, *endings: str) -> None:
    """``--out`` of a command that makes a file, whose name's ending says in which format."""
    _add_out(parser, metavar, text, Output(parser.prog, endings))


def add_out_folder(
    parser: argparse.ArgumentParser,
    metavar: str,
    text: str,
    *,
    names: tuple[str, ...] = (),
    grows: bool = False,
) -> None:
    """``--out`` of a command that makes a folder."""
    output = Output(parser.prog, names=names, grows=grows)
    _add_out(parser, metavar, text, output)


def _add_out(parser: argparse.ArgumentParser, metavar: str, text: str, output: Output) -> None:
    parser.add_argument("--out", type=path, required=True, metavar=metavar, help=text)
    parser.add_argument("--overwrite", action="store_true", help=_overwriting(output))
    parser.set_defaults(output=output)


def _overwriting(output: Output) -> str:
    if output.endings:
        return "replace a file that exists, whatever it holds, but never one that is read"
    return (
        "replace an earlier result; a folder that holds anything else, or that is read, is never "
        "replaced"
    )


def check_paths(options: argparse.Namespace) -> None:
    """Refuse inputs that could not be read to an end, and an output that must not be written.

    Raises:
        TrajganrError: as :func:`~trajganr_core.contract.output_paths.check_file` and
            :func:`~trajganr_core.contract.output_paths.check_input`.
    """
    for name, value in vars(options).items():
        for path in () if name in NO_INPUTS | SECRETS else _paths_in(value):
            check_input(path)
    if "output" in options and not getattr(options, "dry_run", False):
        options.output.check(options.out, inputs_of(options), overwrite=options.overwrite)


def inputs_of(options: argparse.Namespace) -> list[Path]:
    """All files and folders that a command reads, also the bundle that a model's card names."""
    given = vars(options)
    paths = [path for name in given.keys() - NO_INPUTS for path in _paths_in(given[name])]
    if "model" in given and given.get("bundle", paths) is None:
        paths += filter(None, [bundle_behind(options.model)])
    # A keyword, such as "hub", or a file.
    weights = (given.get("weights"), given.get("backbone_weights"))
    return paths + [Path(text) for text in weights if isinstance(text, str) and text]


def _paths_in(value: Any) -> Iterator[Path]:
    if isinstance(value, Path):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _paths_in(item)


def _plain(value: Any) -> Any:
    """Options as job parameters have them: text for paths, tuples for lists."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return str(value) if isinstance(value, Path) else value
