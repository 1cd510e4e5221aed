"""What a kind of job is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, fields
from typing import Literal

from .algorithm import Algorithm
from .cost import Cost
from .files import OutputFile
from .params import JobParams
from .result import JobResult

#: Options of every kind; a command has those that it names.
SHARED = ("name", "seed")
#: Headings of commands in the help of the command line, in its order; the menu of a study area has
#: those of trips alone.
OF_TRIPS = "From trips alone"
COMMAND_GROUPS = ("Start", "Data", OF_TRIPS, "Models", "Share", "Worker")
#: *If short* means at most a few minutes.
Awaited = Literal["always", "if short", "never"]


@dataclass(frozen=True)
class Command:
    """How the command line runs a kind of job.

    Attributes:
        does: what it does, a phrase that begins with a verb and fits a line of the help.
        out: name of the file or folder that it makes; the ending is that of files.
        out_is: what that is.
        group: one of :data:`COMMAND_GROUPS`, for a command of one word.
        words: of the command; those of the kind if empty.
        epilog: further sentences.
        endings: of files with one of several endings.
        holds: names in the folder that it makes.
        shared: options of every kind that it takes.
    """

    does: str
    out: str
    out_is: str = ""
    _: KW_ONLY
    group: str = "Start"
    words: tuple[str, ...] = ()
    epilog: str = ""
    endings: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """All that both sides know of a kind of job.

    Attributes:
        title: for people.
        params: its parameters and inputs.
        result: what a succeeded job has.
        files: that a job may write; others are refused.
        cost: what a job takes; None where no amount of input tells it.
        stages: the shares of a job's time that its stages take, until a job has succeeded. They
            only divide a progress bar: seconds are never estimated from them.
        command: on the command line; None where a program of its own has one.
        algorithm: in QGIS; None where QGIS has none.
        sums: what its output has sums of, if any: those of an earlier output may be subtracted from
            sums of the same, of which a ledger warns.
        awaited: whether somebody waits for its jobs, which then go before others.
    """

    title: str
    params: type[JobParams]
    result: type[JobResult]
    files: tuple[OutputFile, ...] = ()
    cost: Cost | None = None
    stages: Mapping[str, float] = field(default_factory=dict)
    command: Command | None = None
    algorithm: Algorithm | None = None
    sums: str = ""
    awaited: Awaited = "never"

    @property
    def name(self) -> str:
        """The word for it in messages and on the command line."""
        return self.params.kind

    @property
    def words(self) -> tuple[str, ...]:
        """Its command, without the program's name."""
        own = self.command.words if self.command is not None else ()
        return own or (self.name.replace("_", "-"),)

    @property
    def makes(self) -> str | None:
        """The kind of folder that its jobs make, if any: "bundle" or "model"."""
        return self.params.makes

    @property
    def fields(self) -> tuple[str, ...]:
        """Inputs and options in the order of the command's help and of forms."""
        shared = self.command.shared if self.command is not None else ()
        names = (each.name for each in fields(self.params))
        own = (name for name in names if name not in SHARED)
        return (*own, *shared)

    def file(self, name: str) -> OutputFile | None:
        """What is declared about a file of that name; None if there is no such file."""
        return next((file for file in self.files if file.name.fullmatch(name)), None)
