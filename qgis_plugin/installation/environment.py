"""The worker's own environment, created by uv, or an existing one.

An environment is valid once its last file, ``complete.json``, is written.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.health import TORCH_PROBE, Driver
from trajganr_core.contract.protocol.launch import sources_first
from trajganr_core.contract.version import __version__

from .installer import CUDA_GB, Target, installer_failed, interpreter
from .programs import ProgramFailedError, Progress, run_program
from .pythons import Python, check_suitable
from .uv import Uv, fetch_uv, find_uv

#: The plugin's folder, with the sources that the worker is installed from.
PLUGIN = Path(__file__).parents[2]
SOURCES = (
    *("pyproject.toml", "setup.py", "metadata.txt", "README.md", "LICENSE"),
    *("trajganr_core", "worker", "resources/i18n", "resources/styles", "resources/demo/city"),
)
COMPLETE = "complete.json"

#: Installed too, so that forms offer no format that the worker cannot write.
EXTRA = "exchange"
#: Size of an environment with torch 2.13 for the processor, GB, measured on Linux.
CPU_GB = 1.8
#: The factor of space during the installation, when downloaded packages are also on the disk.
WHILE_INSTALLING = 1.5
#: In an installer's plan, a torch for a GPU: the version of its build, or NVIDIA's packages.
FOR_GPU = re.compile(r"torch\S*\+(?:cu\d|rocm|xpu)|\bnvidia[-_]")
#: Requirements for torch and torchvision in pyproject.toml.
TORCH = re.compile(r'^ *"(torch(?:vision)?\b[^"]*)"', re.MULTILINE)

#: Imports large packages, and prints the facts about torch.
CHECK = f"import geopandas, numba, timm, zmq\n{TORCH_PROBE}"


@dataclass(frozen=True)
class Environment:
    """An environment in which the worker runs.

    Attributes:
        python: its interpreter.
        python_version, torch: their versions.
        cuda: the CUDA that torch was built for; '' for the processor only.
        sees_gpu: whether torch can use a GPU here.
        installer: the installer that created it, and why this one; '' if it was not the plugin.
    """

    python: Path
    python_version: str
    torch: str
    cuda: str
    sees_gpu: bool
    installer: str = ""


def choose_installer(pythons: Sequence[Python], target: Target) -> Uv:
    """The user's uv, or a uv that pip downloads beside the environment.

    Args:
        pythons: of this machine, including those that the worker does not run on.
        target: the environment to create.

    Raises:
        TrajganrError: ``JOB.CANCELLED``, and as :func:`.installer.installer_failed`.
    """
    try:
        return find_uv(pythons, target.progress) or fetch_uv(pythons, target)
    except ProgramFailedError as error:
        raise installer_failed("pip", "uv", error) from error


def set_up(
    installer: Uv,
    python: Python | None,
    target: Target,
    driver: Driver | None,
    sources: Path = PLUGIN,
    torch_index: str = "",
    is_usual_torch: bool = False,
) -> Environment:
    """Create the environment, install this release's worker into it, and test it.

    Args:
        installer: as :func:`choose_installer`.
        python: a Python that the worker runs on; None if none was found.
        target: the environment to create; an existing one in its folder is replaced. It is removed
            after an error or a cancel.
        driver: of this machine's GPU.
        sources: the folder of the plugin.
        torch_index: address of the package index for torch and torchvision, and for nothing else;
            if empty, the installer chooses.
        is_usual_torch: whether torch comes from the usual package index, as everything else.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``, ``ENV.PROXY``, ``ENV.SSL``, ``ENV.DRIVER``,
            ``RESOURCE.DISK``, ``RESOURCE.LOCKED`` or ``JOB.CANCELLED``.
    """
    origin = f"{installer.name}: {installer.reason}"
    target.progress.tell(None, origin)
    if python is not None:  # else uv downloads one
        check_suitable(python)
    check_space(target.folder, CPU_GB)
    remove(target.folder)
    try:
        target.scratch.mkdir(parents=True)
        _install(installer, python, target, sources, torch_index, is_usual_torch)
        facts = _test(target.python, target.progress) | {"installer": origin}
        environment = _described(target.python, facts)
        check_driver(environment, driver)
        shutil.rmtree(target.scratch)
        partial = target.folder / f"{COMPLETE}.partial"
        partial.write_text(json.dumps(facts | {"version": __version__}), encoding="utf-8")
        partial.replace(target.folder / COMPLETE)
    except BaseException:
        shutil.rmtree(target.folder, ignore_errors=True)
        raise
    return environment


def _install(
    installer: Uv,
    python: Python | None,
    target: Target,
    sources: Path,
    torch_index: str,
    is_usual_torch: bool,
) -> None:
    package = copy_sources(sources, target.scratch / "trajganr")
    worker = f"trajganr[{EXTRA}] @ {package.as_uri()}"
    parts: list[tuple[Sequence[str | Path], str]] = [([worker], "")]
    if torch_index:
        parts.insert(0, (torch_requirements(package), torch_index))
    try:
        installer.create(python, target)
        for number, (packages, index) in enumerate(parts):
            with_torch = number == 0
            command, variables = installer.command(target, index, with_torch and not is_usual_torch)
            if with_torch:  # by far the largest
                plan = target.run([*command, "--dry-run", *packages], variables)
                check_space(target.folder, CUDA_GB if FOR_GPU.search(plan) else CPU_GB)
            target.run([*command, *packages], variables)
    except ProgramFailedError as error:
        raise installer_failed(installer.name, "the worker", error) from error


def check_space(folder: Path, needed_gb: float) -> None:
    """Check that an environment fits on the disk.

    Raises:
        TrajganrError: ``RESOURCE.DISK``.
    """
    needed, free = needed_gb * WHILE_INSTALLING, free_gb(folder)
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
    """Free space on the disk of a folder, which need not exist, GB."""
    existing_folder = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(existing_folder).free / 1e9


def remove(folder: Path) -> None:
    """Remove an environment, complete or not.

    Raises:
        TrajganrError: ``RESOURCE.LOCKED`` if it is in use.
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
    """Copy the sources of the worker, since building a package writes into its folder."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in SOURCES:
        source, target = plugin / name, into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=ignore)
        else:
            shutil.copyfile(source, target)
    return into


def torch_requirements(package: Path) -> list[str]:
    """The worker's requirements for torch and torchvision."""
    return TORCH.findall((package / "pyproject.toml").read_text(encoding="utf-8"))


def check(python: Path, progress: Progress) -> Environment:
    """Test an environment.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` with the output of Python.
    """
    return _described(python, _test(python, progress))


def _test(python: Path, progress: Progress) -> dict[str, Any]:
    """Import the large packages of an environment, start the worker's command, and return facts."""
    progress.tell(None, str(python))
    try:
        facts = json.loads(run_program([python, "-I", "-c", CHECK], progress).splitlines()[-1])
        # With the plugin's own sources, as the worker is started.
        command: list[str | Path] = [python, "-m", "trajganr_worker", "--version"]
        run_program(command, progress, folder=PLUGIN, environment=sources_first(PLUGIN))
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
    return dict(facts)


def compile_matcher(python: Path, progress: Progress) -> None:
    """Compile the map matcher of the plugin's sources, which the first job would do otherwise.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
        ProgramFailedError: if it fails.
    """
    run_program([python, "-m", "trajganr_core.data.matching"], progress, folder=PLUGIN)


def existing(folder: Path) -> Environment | None:
    """The complete environment in a folder; None if there is none."""
    try:
        facts = json.loads((folder / COMPLETE).read_text(encoding="utf-8"))
        return _described(interpreter(folder), facts)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def check_driver(environment: Environment, driver: Driver | None) -> None:
    """Check that this machine's driver can run a torch for CUDA.

    Raises:
        TrajganrError: ``ENV.DRIVER``.
    """
    if driver is not None and driver.gpus and environment.cuda and not environment.sees_gpu:
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


def _described(python: Path, facts: Mapping[str, Any]) -> Environment:
    return Environment(
        python=python,
        python_version=str(facts["python"]),
        torch=str(facts["torch"]),
        cuda=str(facts["cuda"] or ""),
        sees_gpu=bool(facts["sees_gpu"]),
        installer=str(facts.get("installer", "")),
    )
