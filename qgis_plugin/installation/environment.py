"""The worker's own environment, made by uv or pip, or an existing one.

An incomplete environment is never used: it counts once its last file, ``complete.json``, is
written.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.version import __version__

from .gpu import Driver
from .installer import Target, installer_failed, interpreter
from .pip import Pip
from .programs import ProgramFailedError, Progress, run_program
from .pythons import Python
from .uv import Uv, fetch_uv, find_uv

#: Both have the same methods.
Installer = Uv | Pip

#: The plugin's folder, which has the sources that the worker is installed from.
PLUGIN = Path(__file__).parents[2]
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "trajganr_core", "worker", "resources/styles")
#: Optional extras that QGIS needs: Evaluate model can compare with other systems.
EXTRAS = "[benchmark]"
COMPLETE = "complete.json"

#: What an environment takes on the disk, GB, as measured on Linux: without CUDA and torch 2.13, the
#: one that this repository is developed in, less SUMO and the tools of tests; with it and torch
#: 2.15, one that the plugin has set up.
CPU_GB = 1.7
CUDA_GB = 6.6
#: pip keeps what it has fetched beside what it unpacks: 9.8 GB at most for the 6.6.
WHILE_INSTALLING = 1.5
#: What an installer prints of a torch for a GPU: the version of its build, or NVIDIA's packages.
FOR_GPU = re.compile(r"torch\S*\+(?:cu\d|rocm|xpu)|\bnvidia[-_]")
#: Among the worker's requirements, as its pyproject.toml has them.
TORCH = re.compile(r'^ *"(torch(?:vision)?\b[^"]*)"', re.MULTILINE)

CHECK = """
import importlib, json, sys
for name in ("fastmm", "geopandas", "timm", "zmq"):
    importlib.import_module(name)
import torch
print(json.dumps({
    "python": sys.version.split()[0],
    "torch": torch.__version__,
    "cuda": torch.version.cuda,
    "sees_gpu": torch.cuda.is_available(),
}))
"""


@dataclass(frozen=True)
class Environment:
    """An environment in which the worker runs.

    Attributes:
        python: its interpreter.
        python_version, torch: their versions.
        cuda: the CUDA that torch was built for; '' for the processor alone.
        sees_gpu: whether torch can use a GPU here.
        installer: what made it, and why that one; '' where the plugin did not make it.
    """

    python: Path
    python_version: str
    torch: str
    cuda: str
    sees_gpu: bool
    installer: str = ""


def choose_installer(
    pythons: Sequence[Python], folder: Path, network: Mapping[str, str], progress: Progress
) -> Installer:
    """The user's uv, one that pip fetches, or else pip.

    Args:
        pythons: of this machine, also those that the worker does not run on.
        folder: of the environment; a fetched uv is kept beside it.
        network: variables for proxy and certificates.
        progress: receives what is done; checked for a cancel.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    own = folder.with_name(f"{folder.name}-uv")
    try:
        return find_uv(pythons, progress) or fetch_uv(pythons, own, network, progress)
    except ProgramFailedError as error:
        return Pip(f"uv could not be fetched: {error.tail}")


def set_up(
    installer: Installer,
    python: Python | None,
    folder: Path,
    network: Mapping[str, str],
    driver: Driver | None,
    progress: Progress,
    sources: Path = PLUGIN,
    torch_index: str = "",
) -> Environment:
    """Make the environment, install this release's worker into it and try it.

    Args:
        installer: as :func:`choose_installer`.
        python: of 64 bits and a version that the worker runs on; None where none was found.
        folder: of the environment; an existing one is replaced.
        network: variables for proxy and certificates.
        driver: of this machine's GPU.
        progress: receives what is done; a cancel removes what was made.
        sources: the folder of the plugin.
        torch_index: address of the package index from which torch and torchvision come, and
            nothing else does; the installer chooses where empty.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``, ``ENV.PROXY``, ``ENV.SSL``, ``ENV.DRIVER``,
            ``RESOURCE.DISK``, ``RESOURCE.LOCKED`` or ``JOB.CANCELLED``.
    """
    progress.tell(None, f"{installer.name}: {installer.reason}")
    installer.check(python)
    check_space(folder, CPU_GB)
    remove(folder)
    target = Target(folder, network, progress)
    try:
        target.scratch.mkdir(parents=True)
        _install(installer, python, target, sources, torch_index)
        made = check(target.python, progress)
        check_driver(made, driver)
        shutil.rmtree(target.scratch)
        made = replace(made, installer=f"{installer.name}: {installer.reason}")
        _write_complete(folder, made)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return made


def _install(
    installer: Installer, python: Python | None, target: Target, sources: Path, torch_index: str
) -> None:
    package = copy_sources(sources, target.scratch / "trajganr")
    parts: list[tuple[Sequence[str | Path], str]] = [([f"{package}{EXTRAS}"], "")]
    if torch_index:
        parts.insert(0, (torch_requirements(package), torch_index))
    try:
        installer.make(python, target)
        for number, (wanted, index) in enumerate(parts):
            with_torch = number == 0
            command, variables = installer.command(target, index, with_torch)
            if with_torch:  # by far the largest
                planned = target.run([*command, "--dry-run", *wanted], variables)
                check_space(target.folder, CUDA_GB if FOR_GPU.search(planned) else CPU_GB)
            target.run([*command, *wanted], variables)
    except ProgramFailedError as error:
        raise installer_failed(installer.name, "the worker", error) from error


def check_space(folder: Path, needed_gb: float) -> None:
    """Refuse a disk that an environment does not fit on.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    needed = needed_gb * WHILE_INSTALLING
    free = free_gb(folder)
    if free < needed:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "Setting up needs {needed:.1f} GB on the disk of {folder}, and {free:.1f} GB are free.",
            "Make room there, or use an environment on another disk.",
            needed=needed,
            free=free,
            folder=str(folder),
        )


def free_gb(folder: Path) -> float:
    """Free space on the disk where a folder is, or is to be made, GB."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there).free / 1e9


def remove(folder: Path) -> None:
    """Remove an environment, also a half-made one.

    Raises:
        TrajganrError: ``RESOURCE.LOCKED`` where something uses it.
    """
    (folder / COMPLETE).unlink(missing_ok=True)
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise TrajganrError(
            Code.RESOURCE_LOCKED,
            "The old environment in {folder} cannot be removed: {reason}.",
            "Stop the worker, and try again.",
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error


def copy_sources(plugin: Path, into: Path) -> Path:
    """Copy the sources that the worker is installed from, since building it writes beside them."""
    leave_out = shutil.ignore_patterns("__pycache__")
    for name in SOURCES:
        source, target = plugin / name, into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=leave_out)
        else:
            shutil.copyfile(source, target)
    return into


def torch_requirements(package: Path) -> list[str]:
    """The worker's requirements for torch and torchvision."""
    return TORCH.findall((package / "pyproject.toml").read_text(encoding="utf-8"))


def check(python: Path, progress: Progress) -> Environment:
    """Try an environment: whether the worker's command and all that is heavy can be imported.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` with what Python said.
    """
    progress.tell(None, str(python))
    try:
        said = json.loads(run_program([python, "-I", "-c", CHECK], progress).splitlines()[-1])
        # With the plugin's own sources, as the worker is started.
        run_program([python, "-m", "worker", "--version"], progress, folder=PLUGIN)
    except (ProgramFailedError, ValueError, LookupError) as error:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "The worker does not run with {python}: {reason}",
            "Install the worker's wheel of version {version} into that environment, or set one up "
            "here.",
            python=str(python),
            reason=str(error),
            version=__version__,
        ) from error
    return _described(python, said)


def existing(folder: Path) -> Environment | None:
    """The environment that was made in a folder; None where none was made to its end."""
    try:
        said = json.loads((folder / COMPLETE).read_text(encoding="utf-8"))
        return _described(interpreter(folder), said)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def check_driver(environment: Environment, driver: Driver | None) -> None:
    """Refuse a torch for CUDA that this machine's driver cannot run.

    Raises:
        TrajganrError: ``ENV.DRIVER``.
    """
    if driver is not None and environment.cuda and not environment.sees_gpu:
        raise TrajganrError(
            Code.ENV_DRIVER,
            "torch {torch} cannot use {gpu}: it was built for CUDA {cuda}, the driver runs up to "
            "{driver}.",
            "Update the driver, or enter under Options a package index whose torch fits it.",
            torch=environment.torch,
            gpu=", ".join(driver.gpus),
            cuda=environment.cuda,
            driver=".".join(map(str, driver.cuda)) if driver.cuda else "?",
        )


def _described(python: Path, said: Mapping[str, Any]) -> Environment:
    return Environment(
        python=python,
        python_version=str(said["python"]),
        torch=str(said["torch"]),
        cuda=str(said["cuda"] or ""),
        sees_gpu=bool(said["sees_gpu"]),
        installer=str(said.get("installer", "")),
    )


def _write_complete(folder: Path, environment: Environment) -> None:
    said = {
        "python": environment.python_version,
        "torch": environment.torch,
        "cuda": environment.cuda,
        "sees_gpu": environment.sees_gpu,
        "installer": environment.installer,
        "version": __version__,
    }
    partial = folder / f"{COMPLETE}.partial"
    partial.write_text(json.dumps(said), encoding="utf-8")
    partial.replace(folder / COMPLETE)
