"""The program ``trajganr``: parse the command line, run the command, print its result."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.version import __version__
from trajganr_core.utils.extras import needs_extra

from ..storage.error_mapping import coded
from . import bundle, demo, extensions, model, service
from .arguments import (
    Command,
    Commands,
    Interrupted,
    Parser,
    ProblemsFoundError,
    ProgramParser,
    UsageError,
    check_paths,
)
from .batch_export import add_batch_export
from .job_commands import add_job_commands
from .terminal import Terminal

FAILURE = 1
USAGE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    terminal = Terminal(as_json="--json" in words)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        parser = _parser()
        if "_ARGCOMPLETE" in os.environ:
            _complete(parser)
        options = parser.parse_args(words)
        command: Command = options.command
        _check_folder()
        check_paths(options)
        result = command(options, terminal)
    except ProblemsFoundError as problems:
        terminal.result(problems.result)
        return FAILURE
    except UsageError as error:
        terminal.error(error.coded)
        return USAGE
    except Interrupted as error:
        terminal.error(error.coded)
        return INTERRUPTED
    except KeyboardInterrupt:
        terminal.error(cancelled())
        return INTERRUPTED
    except Exception as error:
        terminal.error(coded(error))
        return FAILURE
    if int(os.environ.get("RANK", 0)) == 0:  # under torchrun every process has the same result
        terminal.result(result)
    return 0


def _complete(parser: Parser) -> None:
    """Answer the shell that asks how a command continues, and exit.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``.
    """
    with needs_extra("completion"):
        import argcomplete
    argcomplete.autocomplete(parser)


def _check_folder() -> None:
    """Refuse to run in a folder that has been deleted: no relative path leads anywhere.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``.
    """
    try:
        Path.cwd()
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The folder in which this command was started is gone: it was deleted or moved.",
            "Go to another folder, for example with 'cd ~', and repeat the command.",
        ) from error


def _parser() -> Parser:
    parser = ProgramParser(
        prog="trajganr",
        description="From trips to a map of traffic on every road, and models of your own.",
        epilog="'trajganr COMMAND --help' explains a command; --version prints the release.",
    )
    parser.add_argument("--version", action="version", version=f"trajganr {__version__}")
    commands = Commands(parser)
    demo.add_command(commands)
    groups = {
        "load": commands.group("load", "read files into layers that QGIS opens", "Data"),
        "fetch": commands.group("fetch", "download street views, roads or places", "Data"),
        "bundle": commands.group("bundle", "inspect and cut bundles", "Data"),
    }
    bundle.add_commands(groups["bundle"])
    add_job_commands(commands, groups)
    add_batch_export(commands)
    model.add_commands(commands.group("model", "inspect models", "Models"))
    extensions.add_commands(commands)
    worker = commands.group("worker", "start, stop and check a worker", "Worker")
    service.add_worker(worker)
    service.add_jobs(commands.group("jobs", "list and control the jobs of a worker", "Worker"))
    return parser
