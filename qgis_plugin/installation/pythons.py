"""The Pythons of this machine with which the worker's environment can be created.

QGIS' own Python may be one of them; nothing is installed into it. ``sys.executable`` is QGIS on
Windows and macOS, and is never started.
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
#: 3.14 is behind those for which packages have had wheels for longer.
WORKER_PYTHONS = ((3, 13), (3, 12), (3, 14), (3, 11))
#: Folders that are not always on the PATH of graphical programs.
UNIX_FOLDERS = (
    "/usr/bin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    *(
        f"/Library/Frameworks/Python.framework/Versions/{major}.{minor}/bin"
        for major, minor in WORKER_PYTHONS
    ),
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
        is_standalone: whether it starts without variables such as PYTHONHOME, as the Python of an
            environment must. QGIS for macOS has a Python that does not.
    """

    path: Path
    version: tuple[int, int]
    can_make_environments: bool
    has_pip: bool
    is_standalone: bool = True

    @property
    def runs_worker(self) -> bool:
        """Whether the worker runs in an environment that is created with it."""
        return self.is_standalone and self.version in WORKER_PYTHONS


def find_pythons(progress: Progress) -> list[Python]:
    """All interpreters, the worker's preferred ones first; takes a second or two.

    QGIS' own comes last, because an update of QGIS removes it and breaks its environments.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    unique = {path.resolve(): path for path in reversed([*_by_name()]) if path.is_file()}
    pythons = [python for path in unique.values() if (python := probe(path, progress))]
    order = {version: rank for rank, version in enumerate(WORKER_PYTHONS)}
    of_qgis = {folder.resolve() for folder in _qgis_folders()}

    def rank(python: Python) -> tuple[bool, bool, int]:
        is_of_qgis = python.path.resolve().parent in of_qgis
        place = order.get(python.version, len(order))
        return not python.can_make_environments, is_of_qgis, place

    return sorted(pythons, key=rank)


def probe(path: Path, progress: Progress) -> Python | None:
    """Properties of an interpreter; None if it is not a 64-bit Python."""
    # In its bundle, QGIS for macOS has a script that sets PYTHONHOME and starts Python; -I makes
    # Python ignore the variable.
    return _probe(path, "-I", progress) or _probe(path, "-s", progress)


def _probe(path: Path, option: str, progress: Progress) -> Python | None:
    try:
        answer = run_program([path, option, "-c", PROBE], progress)
        properties = json.loads(answer.splitlines()[-1])
        if properties["bits"] != 64:
            return None
        return Python(
            path,
            version=(int(properties["version"][0]), int(properties["version"][1])),
            can_make_environments=properties["can_make_environments"] and option == "-I",
            has_pip=properties["has_pip"],
            is_standalone=option == "-I",
        )
    except (ProgramFailedError, ValueError, LookupError, TypeError):
        return None


def check_suitable(python: Python) -> None:
    """Check that the worker runs in an environment that is created with a Python.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``.
    """
    if not python.is_standalone:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{python} starts only with variables that its application sets. No environment can be "
            "created with it.",
            "Choose another Python.",
            python=str(python.path),
        )
    if not python.runs_worker:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{python} is Python {version}; the worker runs on Python {wanted}.",
            "Install one of these, or choose its interpreter.",
            python=str(python.path),
            version=".".join(map(str, python.version)),
            wanted="{}.{} to {}.{}".format(*min(WORKER_PYTHONS), *max(WORKER_PYTHONS)),
        )


def _by_name() -> Iterator[Path]:
    folders = os.environ.get("PATH", "").split(os.pathsep)
    names = [f"python{major}.{minor}" for major, minor in WORKER_PYTHONS]
    names += ["python3", "python"]
    if sys.platform == "win32":
        names = ["python.exe", "python3.exe"]
        folders += map(str, _windows_folders())
    else:
        folders += UNIX_FOLDERS
    if sys.platform == "darwin":
        # Without Apple's developer tools, /usr/bin/python3 only offers to install them.
        folders = [folder for folder in folders if folder != "/usr/bin"]
    folders += map(str, _qgis_folders())
    for folder in filter(None, folders):
        # python.exe in WindowsApps only opens the Microsoft Store.
        if "WindowsApps" not in folder:
            yield from (Path(folder) / name for name in names)


def _windows_folders() -> Iterator[Path]:
    """Where the installers of python.org put Python for one user, and for all."""
    local, for_all = os.environ.get("LOCALAPPDATA", ""), os.environ.get("PROGRAMFILES", "")
    for major, minor in WORKER_PYTHONS:
        if local:
            yield Path(local, "Programs", "Python", f"Python{major}{minor}")
            yield Path(local, "Python", f"pythoncore-{major}.{minor}-64")
        if for_all:
            yield Path(for_all, f"Python{major}{minor}")


def _qgis_folders() -> list[Path]:
    """Where QGIS for Windows and macOS has its own Python."""
    prefix = Path(sys.prefix)
    if sys.platform == "win32":  # apps/Python312, with python.exe and pip
        return [prefix]
    if sys.platform == "darwin":  # Contents/MacOS of the bundle
        program = Path(sys.executable).parent
        return [program, program / "bin", prefix / "bin"]
    return []
