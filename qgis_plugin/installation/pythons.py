"""The Pythons of this machine that may run a worker, which QGIS' own cannot.

``sys.executable`` is QGIS rather than a Python, and is never started.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

from .programs import ProgramFailedError, Progress, run_program

#: Versions that the worker runs on, preferred first; see ``requires-python`` in pyproject.toml.
WORKER_PYTHONS = ((3, 12), (3, 11))
#: Folders that are not always on the PATH of graphical programs.
UNIX_FOLDERS = (
    "/usr/bin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/Library/Frameworks/Python.framework/Versions/3.12/bin",
    "/Library/Frameworks/Python.framework/Versions/3.11/bin",
)
PROBE = """
import importlib.util, json, sys
has = lambda name: importlib.util.find_spec(name) is not None
print(json.dumps({
    "version": sys.version_info[:2],
    "bits": sys.maxsize.bit_length() + 1,
    "can_make_environments": has("venv") and has("ensurepip"),
    "has_pip": has("pip"),
}))
"""


@dataclass(frozen=True)
class Python:
    """An interpreter.

    Attributes:
        path: of its program.
        version: major and minor.
        can_make_environments: whether it has venv and ensurepip, separate packages on Debian.
        has_pip: whether it has pip.
    """

    path: Path
    version: tuple[int, int]
    can_make_environments: bool
    has_pip: bool

    @property
    def runs_worker(self) -> bool:
        """Whether its version is one that the worker runs on."""
        return self.version in WORKER_PYTHONS


def find_pythons(progress: Progress) -> list[Python]:
    """All interpreters, the worker's preferred ones first; takes a second or two.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    unique = {path.resolve(): path for path in reversed([*_by_name()]) if path.is_file()}
    pythons = [python for path in unique.values() if (python := probe(path, progress))]
    order = {version: rank for rank, version in enumerate(WORKER_PYTHONS)}

    def rank(python: Python) -> tuple[bool, int]:
        return not python.can_make_environments, order.get(python.version, len(order))

    return sorted(pythons, key=rank)


def probe(path: Path, progress: Progress) -> Python | None:
    """Properties of an interpreter; None if it is not a 64-bit Python."""
    try:
        answer = run_program([path, "-I", "-c", PROBE], progress)
        properties = json.loads(answer.splitlines()[-1])
        if properties["bits"] != 64:
            return None
        version = int(properties["version"][0]), int(properties["version"][1])
        return Python(path, version, properties["can_make_environments"], properties["has_pip"])
    except (ProgramFailedError, ValueError, LookupError, TypeError):
        return None


def check_version(python: Python) -> None:
    """Check that the worker runs on a Python.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``.
    """
    if not python.runs_worker:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{python} is Python {version}; the worker runs on {wanted}.",
            "Install one of these, or choose its interpreter.",
            python=str(python.path),
            version=".".join(map(str, python.version)),
            wanted=" or ".join(f"{major}.{minor}" for major, minor in WORKER_PYTHONS),
        )


def _by_name() -> Iterator[Path]:
    folders = os.environ.get("PATH", "").split(os.pathsep)
    names = [f"python{major}.{minor}" for major, minor in WORKER_PYTHONS]
    names += ["python3", "python"]
    if sys.platform == "win32":
        # QGIS for Windows has its Python, with pip, in sys.prefix.
        names, folders = ["python.exe", "python3.exe"], [*folders, sys.prefix]
        programs = Path(os.environ.get("LOCALAPPDATA", "")) / "Programs" / "Python"
        folders += [str(programs / f"Python{major}{minor}") for major, minor in WORKER_PYTHONS]
    else:
        folders = [*folders, *UNIX_FOLDERS]
    if sys.platform == "darwin":
        # Without Apple's developer tools, /usr/bin/python3 only offers to install them.
        folders = [folder for folder in folders if folder != "/usr/bin"]
    for folder in filter(None, folders):
        # python.exe in WindowsApps only opens the Microsoft Store.
        if "WindowsApps" not in folder:
            yield from (Path(folder) / name for name in names)
