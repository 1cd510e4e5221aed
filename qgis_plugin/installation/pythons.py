"""The Pythons of this machine: QGIS' own cannot run a worker, another one may.

``sys.executable`` is no Python inside QGIS, and is never started.
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

#: What the worker runs on, the better one first: as ``requires-python`` in ``pyproject.toml``.
WORKER_PYTHONS = ((3, 12), (3, 11))
#: Folders that are not always on the PATH of a program with a window.
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
        can_make_environments: whether it has venv and ensurepip, which Debian packs apart.
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
    """All interpreters that are found, those first that the worker prefers; takes a second or two.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    unique = {path.resolve(): path for path in reversed([*_by_name()]) if path.is_file()}
    pythons = [python for path in unique.values() if (python := probe(path, progress))]
    order = {version: place for place, version in enumerate(WORKER_PYTHONS)}

    def place(python: Python) -> tuple[bool, int]:
        return not python.can_make_environments, order.get(python.version, len(order))

    return sorted(pythons, key=place)


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
    """Refuse a Python that the worker does not run on.

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
        # QGIS for Windows brings its Python, with pip, beside its libraries.
        names, folders = ["python.exe", "python3.exe"], [*folders, sys.prefix]
        folders += _windows_folders()
    else:
        folders = [*folders, *UNIX_FOLDERS]
    if sys.platform == "darwin":
        # There, without Apple's developer tools, it is a program that offers to install them.
        folders = [folder for folder in folders if folder != "/usr/bin"]
    for folder in filter(None, folders):
        # What Windows offers to buy in its shop under this name is no Python.
        if "WindowsApps" not in folder:
            yield from (Path(folder) / name for name in names)


def _windows_folders() -> Iterator[str]:
    programs = Path(os.environ.get("LOCALAPPDATA", "")) / "Programs" / "Python"
    for major, minor in WORKER_PYTHONS:
        yield str(programs / f"Python{major}{minor}")
