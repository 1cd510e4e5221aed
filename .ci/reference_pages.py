"""Write the documentation's pages that are made from code: the command line and the error codes.

    .venv/worker/bin/python .ci/reference_pages.py FOLDER

``.ci/algorithm_pages.py`` writes those of the algorithms, for which it needs QGIS.
"""

from __future__ import annotations

import argparse
import ast
import re
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import trajganr_core  # noqa: E402
from trajganr_core.contract.errors import RETRYABLE, Code  # noqa: E402
from trajganr_core.contract.kinds import KINDS  # noqa: E402
from trajganr_worker.cli.program import _parser  # noqa: E402

FOLDERS = ("trajganr_core", "worker", "qgis_plugin", "benchmarks/comparison/trajganr_comparison")
PYTHON = """# Python reference

The public names of `trajganr_core`, from their docstrings. [Python API](../docs/python_api.md)
shows how to use them.
"""
COMMANDS = """# Command line

All commands of `trajganr` with their options, as `trajganr COMMAND --help` shows them. The exit
status is 0 if the command succeeded, 1 if it failed, 2 if it was called wrongly, and 130 if it was
interrupted.
[Options](../docs/options.md) has the options of each algorithm with their defaults and bounds.

Shells complete commands and options after `pip install 'trajganr[completion]'` and, in `~/.bashrc`
or `~/.zshrc`, the line `eval "$(register-python-argcomplete trajganr)"`.
"""
ERRORS = """# Error codes

Every failure that you can see has a code, says what happened, and says what to do next. This page
lists them, as the sources have them. Words *like this* stand for a value, such as a path.
With `--json`, a command prints the code, the text and the next action as fields.
"""
#: What the failures of a family have in common.
FAMILIES = {
    "TRANSPORT": "The worker cannot be reached.",
    "PROTOCOL": "Plugin and worker do not understand each other.",
    "AUTH": "The worker does not know the key.",
    "INPUT": "An input, an option or an output path cannot be used.",
    "RESOURCE": "Memory, disk, the queue or a file in use: the machine has no room now.",
    "ENV": "The environment lacks something: a package, a driver, the network.",
    "MODEL": "A model or its weights cannot be used.",
    "JOB": "What happened to a job.",
    "INTERNAL": "An error of the program.",
}
PLACEHOLDER = re.compile(r"\{(\w+)(?:![rs])?(?::[^{}]*)?\}")
#: A failure and its next action, as templates.
Failure = tuple[str, str]


def main(folder: Path) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {"command_line": commands_page, "errors": errors_page, "python": python_page}
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text(), encoding="utf-8")


def commands_page() -> str:
    """The page of the command line."""
    return "\n".join([COMMANDS, *commands(_parser())])


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The sections of the commands below a parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                if any(isinstance(each, argparse._SubParsersAction) for each in command._actions):
                    yield from commands(command)
                else:
                    yield from section(command)


def section(command: argparse.ArgumentParser) -> Iterator[str]:
    """A command: what it does, and a table of its arguments."""
    description = command.description or ""
    yield f"## {command.prog}\n\n{sentence(description)}\n"
    yield "| argument | meaning |\n|---|---|"
    formatter = command._get_formatter()
    arguments = [each for each in command._actions if not isinstance(each, argparse._HelpAction)]
    for each in sorted(arguments, key=lambda action: bool(action.option_strings)):
        text = formatter._expand_help(each) if each.help else ""
        needed = " (required)" if each.option_strings and each.required else ""
        yield f"| {names_of(each)}{needed} | {sentence(cell(text))} |"
    yield ""
    if command.epilog:
        yield f"{command.epilog}\n"


def names_of(action: argparse.Action) -> str:
    """The names of an argument, with what its value is called."""
    value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    value = " ".join(value) if isinstance(value, tuple) else value
    if action.choices and not action.metavar:
        value = ", ".join(map(str, action.choices))
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    value = f"`{value}`" if value and action.nargs != 0 else ""
    return f"{names} {value}".strip()


def errors_page() -> str:
    """The page of the error codes."""
    found = failures()
    lines = [ERRORS]
    for family, meaning in FAMILIES.items():
        lines.append(f"## {family}\n\n{meaning}\n")
        for code in Code:
            if code.value.partition(".")[0] != family:
                continue
            if code.value != family:
                lines.append(f"### {code.value}\n")
            if code in RETRYABLE:
                lines.append("The same request may succeed later, unchanged.\n")
            rows = sorted(found.get(code, ()))
            if rows:
                lines.append("| what happened | what to do next |\n|---|---|")
                lines += [f"| {template(what)} | {template(action)} |" for what, action in rows]
                lines.append("")
    return "\n".join(lines)


def python_page() -> str:
    """The page of the public names, whose docstrings Sphinx inserts."""
    lines = [PYTHON]
    for name in sorted({*trajganr_core.__all__, *KINDS}):
        value = getattr(trajganr_core, name)
        if isinstance(value, type):
            kind, options = "class", "   :members:\n   :inherited-members: Exception, str\n"
        elif callable(value):
            kind, options = "function", ""
        else:
            continue
        lines.append(f"## {name}\n")
        lines.append(f"```{{eval-rst}}\n.. auto{kind}:: trajganr_core.{name}\n{options}```\n")
    return "\n".join(lines)


def failures() -> dict[Code, set[Failure]]:
    """The failures in the sources, by code."""
    found: dict[Code, set[Failure]] = {}
    texts_of = runpy.run_path(str(ROOT / ".ci" / "translations.py"))
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for call in ast.walk(tree):
                if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "TrajganrError"):
                    continue
                messages, actions = (
                    list(texts_of["strings"](argument)) or list(texts_of["named"](argument, tree))
                    for argument in call.args[1:3]
                )
                for name in re.findall(r"\bCode\.([A-Z_]+)", ast.unparse(call.args[0])):
                    pairs = found.setdefault(Code[name], set())
                    pairs.update((what, action) for what in messages for action in actions)
    return found


def template(text: str) -> str:
    """A template, with its parameters as words."""
    return PLACEHOLDER.sub(lambda name: f"*{name[1].replace('_', ' ')}*", cell(text))


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", ")", "]")) or not text else f"{text}."


def cell(text: str) -> str:
    """Plain text in a cell of a table."""
    return re.sub(r"([|*_<\[\\`])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
