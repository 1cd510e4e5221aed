"""uv makes the worker's environment: it fetches Python if needed and selects torch's build.

A uv that is found runs with its owner's configuration. Otherwise pip fetches one into a folder
beside the environment, and that one uses the package index that pip is configured for.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .installer import Target, interpreter
from .programs import ProgramFailedError, Progress, run_program
from .pythons import UNIX_FOLDERS, WORKER_PYTHONS, Python, check_version

#: Earlier versions select torch's build as a preview only, or not at all.
OLDEST = (0, 8)
PACKAGE = "uv>=0.8"
PROGRAM = "uv.exe" if sys.platform == "win32" else "uv"
#: pip's settings, the uv variables of the same meaning, and what separates several values.
SETTINGS = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "no-index": ("UV_NO_INDEX", " "),
    "constraint": ("UV_CONSTRAINT", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
}
_VERSION = re.compile(r"uv (\d+)\.(\d+)\S*")


class Uv:
    """An installer: makes an environment and installs packages into it.

    Args:
        program: the path of uv.
        name: of the installer, for people, with its version.
        reason: why it is used.
        variables: settings of uv; those of the environment override them.
    """

    def __init__(self, program: Path, name: str, reason: str, variables: Mapping[str, str]) -> None:
        self.program = program
        self.name = name
        self.reason = reason
        self.variables = {k: v for k, v in variables.items() if k not in os.environ}

    def check(self, python: Python | None) -> None:
        """Refuse another version of Python; where there is none, uv fetches one.

        Raises:
            TrajganrError: ``ENV.MISSING_DEP``.
        """
        if python is not None:
            check_version(python)

    def make(self, python: Python | None, target: Target) -> None:
        """Make the environment, with a Python that uv finds or fetches where none was found.

        Raises:
            ProgramFailedError: with the end of the output.
        """
        wanted = python.path if python else ".".join(map(str, WORKER_PYTHONS[0]))
        command = [self.program, "venv", "--no-project", "--allow-existing", "--python", wanted]
        target.run([*command, target.folder], self.variables)

    def command(
        self, target: Target, index: str, with_torch: bool
    ) -> tuple[list[str | Path], dict[str, str]]:
        """The command that installs the packages named after it, and its variables.

        Args:
            target: the environment.
            index: address of the package index from which they come, without their dependencies; as
                configured where empty. It becomes a variable, since it may hold a password.
            with_torch: whether torch is among them, whose build uv selects by the driver.
        """
        command: list[str | Path] = [self.program, "pip", "install", "--python", target.python]
        command += ["--compile-bytecode"]
        if index:
            own = {"UV_DEFAULT_INDEX": index, "UV_INDEX": "", "UV_EXTRA_INDEX_URL": ""}
            return [*command, "--no-config", "--no-deps"], {**self.variables, **own}
        if with_torch and "UV_TORCH_BACKEND" not in os.environ:
            return command, {**self.variables, "UV_TORCH_BACKEND": "auto"}
        return command, self.variables


def find_uv(pythons: Sequence[Python], progress: Progress) -> Uv | None:
    """The user's uv: on the PATH, in a usual folder or beside a Python; None where there is none.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    folders = [Path.home() / ".local" / "bin", *map(Path, UNIX_FOLDERS)]
    folders += [python.path.parent for python in pythons]
    for path in (shutil.which(PROGRAM), *(folder / PROGRAM for folder in folders)):
        name = _name_of(path, progress) if path else ""
        if path and name:
            return Uv(Path(path), name, f"found as {path}", {})
    return None


def fetch_uv(
    pythons: Sequence[Python], folder: Path, network: Mapping[str, str], progress: Progress
) -> Uv:
    """The plugin's own uv, which the pip of any Python fetches if it is not there yet.

    Args:
        pythons: of this machine; they need not run the worker.
        folder: for uv, its Pythons, its cache, and pip where no Python has one.
        network: variables for proxy and certificates.
        progress: receives what is done; checked for a cancel.

    Raises:
        ProgramFailedError: where it cannot be fetched.
        TrajganrError: ``JOB.CANCELLED``.
    """
    pip = _python_with_pip(pythons, folder / "pip", progress)
    whole, partial = folder / "program", folder / "partial"
    program = whole / "bin" / PROGRAM
    if not _name_of(program, progress):
        progress.tell(None, PACKAGE)
        try:
            command = [pip, "-m", "pip", "install", "--no-input", "--target", partial, PACKAGE]
            run_program(command, progress, environment=network)
            shutil.rmtree(whole, ignore_errors=True)
            partial.rename(whole)
        except OSError as error:
            raise ProgramFailedError(str(error)) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    name = _name_of(program, progress)
    if not name:
        raise ProgramFailedError(f"{program} does not run")
    folders = {"UV_PYTHON_INSTALL_DIR": folder / "python", "UV_CACHE_DIR": folder / "cache"}
    variables = pip_settings(pip, progress) | {k: str(v) for k, v in folders.items()}
    return Uv(program, name, "fetched by pip, since none was found", variables)


def pip_settings(python: Path, progress: Progress) -> dict[str, str]:
    """The settings of a Python's pip that have a counterpart in uv, as uv's variables."""
    found: dict[str, str] = {}
    # Variables come first in this list, as :env:, and override global.
    for line in run_program([python, "-m", "pip", "config", "list"], progress).splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if section in (":env:", "global") and key in SETTINGS:
            variable, separator = SETTINGS[key]
            found.setdefault(variable, separator.join(ast.literal_eval(value).split()))
    if "UV_INDEX" in found:  # as pip does, take the best version of all indexes
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return found


def _python_with_pip(pythons: Sequence[Python], folder: Path, progress: Progress) -> Path:
    """A Python that has pip; where none has, as on Debian, that of an environment made for it."""
    for python in pythons:
        if python.has_pip:
            return python.path
    for python in pythons:
        if python.can_make_environments:
            run_program([python.path, "-m", "venv", folder], progress)
            return interpreter(folder)
    raise ProgramFailedError("no Python with pip was found")


def _name_of(program: str | Path, progress: Progress) -> str:
    """The name and version of a uv; empty for one that is not there, fails or is too old."""
    try:
        found = _VERSION.match(run_program([program, "--version"], progress))
    except ProgramFailedError:
        return ""
    return found[0] if found and (int(found[1]), int(found[2])) >= OLDEST else ""
