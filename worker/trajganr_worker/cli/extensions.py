"""Commands that other distributions add, where they are installed."""

from __future__ import annotations

from importlib.metadata import entry_points

from trajganr_core.contract.errors import Code, TrajganrError

from .arguments import Command, Commands

#: The group of entry points of functions that add a command to :class:`.arguments.Commands`. The
#: name of an entry point is that of its command.
GROUP = "trajganr.commands"
#: Commands of distributions in this repository, so that one that is absent says where it is.
KNOWN = {"benchmark": "compare TrajGANR with other systems"}


def add_commands(commands: Commands) -> None:
    """Add the installed commands, and those that say how they are installed."""
    installed = {entry.name: entry for entry in entry_points(group=GROUP)}
    for name in {**KNOWN, **installed}:
        reason = "it is not installed"
        if name in installed:
            try:
                installed[name].load()(commands)
                continue
            except ImportError as error:  # it is of another release
                reason = str(error)
        commands.add_absent(name, _refusing(name, reason), KNOWN.get(name, "not usable"), "Models")


def _refusing(name: str, reason: str) -> Command:
    def refuse(*_: object) -> str:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "The command {command} is in a distribution of its own: {reason}.",
            "Install that of this release, with the Python that runs this command. For the "
            "comparison of systems, in a checkout of the repository: "
            "python -m pip install ./benchmarks/comparison",
            command=f"trajganr {name}",
            reason=reason,
        )

    return refuse
