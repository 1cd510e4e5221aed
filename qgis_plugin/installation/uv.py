"""uv creates the worker's environment: it downloads Python if necessary and selects torch's build.

The user's uv keeps its own configuration. Otherwise pip downloads a uv into a folder beside the
environment, which then uses pip's package index.
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
from .pythons import UNIX_FOLDERS, WORKER_PYTHONS, Python

#: Earlier versions select torch's build only as a preview, or not at all.
OLDEST = (0, 8)
PACKAGE = "uv>=0.8"
PROGRAM = "uv.exe" if sys.platform == "win32" else "uv"
#: pip's settings, the equivalent variables of uv, and their separator of values.
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
    """An installer: creates an environment and installs packages into it.

    Args:
        program: the path of uv.
        name: shown to the user, with its version.
        reason: why it is used.
        variables: settings of uv; environment variables override them.
    """

    def __init__(self, program: Path, name: str, reason: str, variables: Mapping[str, str]) -> None:
        self.program = program
        self.name = name
        self.reason = reason
        self.variables = {k: v for k, v in variables.items() if k not in os.environ}

    def create(self, python: Python | None, target: Target) -> None:
        """Create the environment, with a Python that uv finds or downloads if none was found.

        Raises:
            ProgramFailedError: with the end of the output.
        """
        version = ".".join(map(str, WORKER_PYTHONS[0]))
        options = ("--no-project", "--allow-existing", "--python")
        chosen = python.path if python else version
        target.run([self.program, "venv", *options, chosen, target.folder], self.variables)

    def command(
        self, target: Target, index: str, with_torch: bool
    ) -> tuple[list[str | Path], dict[str, str | None]]:
        """The command to which packages are appended, and its variables; None removes one.

        Args:
            target: the environment.
            index: address of a package index, used without dependencies; the configured one if
                empty. It is passed in a variable, since it may contain a password.
            with_torch: whether torch is one of the packages; without an index, uv selects its build
                by the driver, or as the user's ``UV_TORCH_BACKEND`` says, which takes it from
                torch's own index.
        """
        command: list[str | Path] = [self.program, "pip", "install", "--python", target.python]
        command += ["--compile-bytecode"]
        if index:
            own = {"UV_DEFAULT_INDEX": index, "UV_INDEX": "", "UV_EXTRA_INDEX_URL": ""}
            # It would go before the index.
            variables = {**self.variables, **own, "UV_TORCH_BACKEND": None}
            return [*command, "--no-config", "--no-deps"], variables
        backend = os.environ.get("UV_TORCH_BACKEND", "auto") if with_torch else None
        return command, {**self.variables, "UV_TORCH_BACKEND": backend}


def find_uv(pythons: Sequence[Python], progress: Progress) -> Uv | None:
    """The user's uv: on the PATH, in a usual folder or beside a Python; None if there is none.

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


def fetch_uv(pythons: Sequence[Python], target: Target) -> Uv:
    """The plugin's own uv in a folder beside the environment, downloaded by pip if necessary.

    Args:
        pythons: of this machine; they need not run the worker.
        target: the environment to create.

    Raises:
        ProgramFailedError: if it cannot be downloaded.
        TrajganrError: ``JOB.CANCELLED``.
    """
    folder = target.folder.with_name(f"{target.folder.name}-uv")
    pip = _python_with_pip(pythons, folder / "pip", target.progress)
    whole, partial = folder / "program", folder / "partial"
    program = whole / "bin" / PROGRAM
    if not _name_of(program, target.progress):
        target.progress.tell(None, PACKAGE)
        try:
            install = ("-m", "pip", "install", "--no-input", "--target", str(partial), PACKAGE)
            run_program([pip, *install], target.progress, environment=target.network)
            shutil.rmtree(whole, ignore_errors=True)
            partial.rename(whole)
        except OSError as error:
            raise ProgramFailedError(str(error)) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    name = _name_of(program, target.progress)
    if not name:
        raise ProgramFailedError(f"{program} does not run")
    folders = {"UV_PYTHON_INSTALL_DIR": folder / "python", "UV_CACHE_DIR": folder / "cache"}
    variables = pip_settings(pip, target.progress) | {k: str(v) for k, v in folders.items()}
    return Uv(program, name, "fetched by pip, since none was found", variables)


def pip_settings(python: Path, progress: Progress) -> dict[str, str]:
    """The settings of a Python's pip that uv also has, as uv's variables."""
    found: dict[str, dict[str, str]] = {"global": {}, ":env:": {}}
    for line in run_program([python, "-m", "pip", "config", "list"], progress).splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if section in found and key in SETTINGS:
            variable, separator = SETTINGS[key]
            found[section][variable] = separator.join(ast.literal_eval(value).split())
    variables = found["global"] | found[":env:"]  # variables override files
    if "UV_INDEX" in variables:  # as pip, take the best version of all indexes
        variables["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return variables


def _python_with_pip(pythons: Sequence[Python], folder: Path, progress: Progress) -> Path:
    """A Python that has pip; if none has, as on Debian, that of an environment created for it."""
    for python in pythons:
        if python.has_pip:
            return python.path
    for python in pythons:
        if python.can_make_environments:
            run_program([python.path, "-m", "venv", folder], progress)
            return interpreter(folder)
    raise ProgramFailedError("no Python with pip was found")


def _name_of(program: str | Path, progress: Progress) -> str:
    """The name and version of a uv; empty if it does not exist, fails or is too old."""
    try:
        match = _VERSION.match(run_program([program, "--version"], progress))
    except ProgramFailedError:
        return ""
    return match[0] if match and (int(match[1]), int(match[2])) >= OLDEST else ""
