"""pyzmq for a QGIS without it: one pinned wheel, unpacked into the plugin's own data folder.

QGIS' own site-packages are never written to, and a pyzmq that QGIS has is never replaced.
"""

from __future__ import annotations

import hashlib
import importlib
import platform
import shutil
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

from ..resources import ROOT
from .installer import installer_failed
from .programs import ProgramFailedError, Progress, run_program
from .pythons import Python

TABLE = ROOT / "pyzmq.txt"


@dataclass(frozen=True)
class Wheel:
    """A pinned wheel.

    Attributes:
        name: of its file.
        sha256: of its content, hexadecimal.
        python: the version of Python, ``3.12``.
    """

    name: str
    sha256: str
    python: str

    @property
    def version(self) -> str:
        """The version of pyzmq."""
        return self.name.split("-")[1]

    @property
    def platforms(self) -> list[str]:
        """The platforms that it runs on, as pip calls them."""
        return self.name.removesuffix(".whl").split("-")[-1].split(".")


def wheel_for(
    system: str | None = None, machine: str | None = None, python: str | None = None
) -> Wheel:
    """The pinned wheel for a platform and a Python, by default those of this QGIS.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` if there is none.
    """
    system = (system or platform.system()).lower()
    machine = (machine or platform.machine()).lower()
    python = python or f"{sys.version_info[0]}.{sys.version_info[1]}"
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        match line.split():
            case [*key, sha256, name] if key == [system, machine, python]:
                return Wheel(name, sha256, python)
    raise TrajganrError(
        Code.ENV_MISSING_DEP,
        "There is no pinned pyzmq for {system} on {machine} with Python {python}.",
        "Install pyzmq with the package manager that installed QGIS, and restart QGIS.",
        system=system,
        machine=machine,
        python=python,
    )


def make_importable(data: Path) -> bool:
    """Let QGIS import the unpacked pyzmq, if it has none itself and one was unpacked.

    Args:
        data: the plugin's data folder.

    Returns:
        Whether there is a pyzmq now.
    """
    if find_spec("zmq") is not None:
        return True
    try:
        folder = _folder(data, wheel_for())
    except TrajganrError:
        return False
    if not folder.is_dir():
        return False
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    importlib.invalidate_caches()
    return find_spec("zmq") is not None


def download(
    python: Python, wheel: Wheel, folder: Path, network: Mapping[str, str], progress: Progress
) -> Path:
    """Download the wheel with pip from its configured index; pip checks the hash.

    Args:
        python: a Python with pip, of any version.
        wheel: the file to download.
        folder: for the file.
        network: variables for proxy and certificates.
        progress: checked for a cancel.

    Raises:
        TrajganrError: as :func:`.installer.installer_failed`, or ``JOB.CANCELLED``.
    """
    progress.tell(None, wheel.name)
    folder.mkdir(parents=True, exist_ok=True)
    requirements = folder / "wanted.txt"
    requirements.write_text(
        f"pyzmq=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8"
    )
    command: list[str | Path] = [python.path, "-m", "pip", "download", "--no-input", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--implementation", "cp"]
    command += ["--python-version", wheel.python, "--dest", folder, "--requirement", requirements]
    for tag in wheel.platforms:
        command += ["--platform", tag]
    try:
        run_program(
            command,
            progress,
            on_line=lambda line: progress.tell(None, line.strip()),
            environment=network,
        )
    except ProgramFailedError as error:
        raise installer_failed("pip", wheel.name, error) from error
    return folder / wheel.name


def unpack(file: Path, wheel: Wheel, data: Path, progress: Progress) -> None:
    """Unpack the wheel into the plugin's data folder; an incomplete folder is never used.

    Raises:
        TrajganrError: ``INPUT.HASH`` for another file than the pinned one, ``INPUT.NOT_FOUND``,
            ``RESOURCE.DISK``, ``ENV.MISSING_DEP`` if it cannot be imported, ``JOB.CANCELLED``.
    """
    folder = _folder(data, wheel)
    partial = folder.with_name(f"{folder.name}.partial")
    try:
        if hashlib.sha256(file.read_bytes()).hexdigest() != wheel.sha256:
            raise TrajganrError(
                Code.INPUT_HASH,
                "{path} is not the file {name} that this release expects.",
                "Download the file of exactly that name again and choose it.",
                path=str(file),
                name=wheel.name,
            )
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        with zipfile.ZipFile(file) as archive:
            entries = archive.namelist()
            for number, entry in enumerate(entries):
                progress.check()
                progress.tell(number / len(entries), wheel.name)
                archive.extract(entry, partial)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    except FileNotFoundError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND, "There is no file {path}.", "Choose it again.", path=str(file)
        ) from error
    except OSError as error:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "pyzmq could not be unpacked into {folder}: {reason}.",
            "Free some space there, or make the folder writable.",
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def check_import(data: Path) -> None:
    """Import the unpacked pyzmq.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``; it is removed, so that QGIS does not import it again.
    """
    reason = "it does not exist"
    try:
        if make_importable(data):
            importlib.import_module("zmq")
            return
    except ImportError as error:
        reason = str(error)
    folder = _folder(data, wheel_for())
    sys.path[:] = [entry for entry in sys.path if entry != str(folder)]
    shutil.rmtree(folder, ignore_errors=True)
    raise TrajganrError(
        Code.ENV_MISSING_DEP,
        "QGIS cannot import the installed pyzmq: {reason}.",
        "Install pyzmq with the package manager that installed QGIS, and restart QGIS.",
        reason=reason,
    )


def _folder(data: Path, wheel: Wheel) -> Path:
    """The folder of an unpacked wheel, for each Python, since two QGIS may share a profile."""
    return data / "python" / f"{wheel.version}-{wheel.python}"
