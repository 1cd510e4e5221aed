"""The worker's own environment: made with another Python than QGIS', or one that is there already.

What is half made is never used: an environment counts once its last file, ``complete.json``, is
written.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.version import __version__

from .gpu import Driver
from .pip import PipProgress, pip_failed
from .programs import ProgramFailedError, Progress, run_program
from .pythons import WORKER_PYTHONS, Python

#: The plugin's folder, which holds what pip installs the worker from.
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
#: While pip installs, what it has fetched lies beside what it unpacks: 9.8 GB at most for the 6.6.
WHILE_INSTALLING = 1.5
#: Earlier ones do not tell how far a file has come, and fetch all to say what they would fetch.
PIP = "pip>=24.1"
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
    """

    python: Path
    python_version: str
    torch: str
    cuda: str
    sees_gpu: bool


@dataclass(frozen=True)
class Plan:
    """What pip is going to install.

    Attributes:
        packages: how many.
        torch: the version of it; '' where it is there already.
        has_cuda: whether CUDA comes with it.
    """

    packages: int
    torch: str
    has_cuda: bool

    @property
    def needed_gb(self) -> float:
        """What it takes on the disk, GB."""
        return CUDA_GB if self.has_cuda else CPU_GB


def set_up(
    python: Python,
    folder: Path,
    network: Mapping[str, str],
    driver: Driver | None,
    progress: Progress,
    sources: Path = PLUGIN,
    torch_index: str = "",
) -> Environment:
    """Make the environment, install this release's worker into it and try it.

    Args:
        python: of 64 bits and a version that the worker runs on.
        folder: of the environment; one that is there is replaced.
        network: variables that tell pip of proxy and certificates.
        driver: of this machine's GPU.
        progress: told what is done; a cancel removes what was made.
        sources: the folder of the plugin.
        torch_index: address of the package index from which torch and torchvision come, and
            nothing else does; pip's own index where empty.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``, ``ENV.PROXY``, ``ENV.SSL``, ``ENV.DRIVER``,
            ``RESOURCE.DISK``, ``RESOURCE.LOCKED`` or ``JOB.CANCELLED``.
    """
    check_python(python)
    check_space(folder, CPU_GB)
    remove(folder)
    try:
        return _set_up(python, folder, network, driver, progress, sources, torch_index)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _set_up(
    python: Python,
    folder: Path,
    network: Mapping[str, str],
    driver: Driver | None,
    progress: Progress,
    sources: Path,
    torch_index: str,
) -> Environment:
    progress.tell(None, f"Python {python.version[0]}.{python.version[1]}: {python.path}")
    try:
        run_program([python.path, "-m", "venv", folder], progress)
    except ProgramFailedError as error:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{python} could not make an environment in {folder}: {reason}",
            "Choose another Python, or complete that one (Debian: the package python3-venv).",
            python=str(python.path),
            folder=str(folder),
            reason=error.tail,
        ) from error
    made = interpreter(folder)
    # Beside the environment, so that neither a small /tmp nor what a cancel leaves there matters.
    scratch = folder / "scratch"
    scratch.mkdir()
    variables = {**network, "TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    package = copy_sources(sources, scratch / "trajganr")
    try:
        upgrade_pip(made, variables, progress)
        if torch_index:
            own = {**variables, "PIP_INDEX_URL": torch_index, "PIP_EXTRA_INDEX_URL": ""}
            wanted = ["--no-deps", *torch_requirements(package)]
            plan = look_ahead(made, wanted, scratch / "plan.json", own, progress)
            check_space(folder, plan.needed_gb)
            install(made, wanted, plan, own, progress)
        plan = look_ahead(made, [f"{package}{EXTRAS}"], scratch / "plan.json", variables, progress)
        if not torch_index:
            check_space(folder, plan.needed_gb)
        install(made, [f"{package}{EXTRAS}"], plan, variables, progress)
    except ProgramFailedError as error:
        raise pip_failed("the worker", error) from error
    environment = check(made, progress)
    check_driver(environment, driver)
    shutil.rmtree(scratch)
    _write_complete(folder, environment)
    return environment


def check_python(python: Python) -> None:
    """Refuse a Python that the worker does not run on, or that cannot make environments.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``.
    """
    version = f"{python.version[0]}.{python.version[1]}"
    if not python.runs_worker:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{python} is Python {version}; the worker runs on {wanted}.",
            "Install one of these, or choose its interpreter.",
            python=str(python.path),
            version=version,
            wanted=" or ".join(f"{major}.{minor}" for major, minor in WORKER_PYTHONS),
        )
    if not python.can_make_environments:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{python} lacks venv or ensurepip, which make environments.",
            "Complete it (Debian: the package python{version}-venv), or choose another Python.",
            python=str(python.path),
            version=version,
        )


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


def interpreter(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def copy_sources(plugin: Path, into: Path) -> Path:
    """Copy what pip builds the worker from, for it writes beside what it builds."""
    leave_out = shutil.ignore_patterns("__pycache__")
    for name in SOURCES:
        source, target = plugin / name, into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=leave_out)
        else:
            shutil.copyfile(source, target)
    return into


def upgrade_pip(python: Path, variables: Mapping[str, str], progress: Progress) -> None:
    """Bring the environment's pip up to date: it is as old as the Python that it came with.

    Raises:
        ProgramFailedError: with what pip said.
    """
    progress.tell(None, PIP)
    command = [python, "-m", "pip", "install", "--no-input", "--upgrade", PIP]
    run_program(command, progress, environment=variables)


def torch_requirements(package: Path) -> list[str]:
    """What the worker asks of torch and torchvision."""
    return TORCH.findall((package / "pyproject.toml").read_text(encoding="utf-8"))


def look_ahead(
    python: Path,
    wanted: Sequence[str | Path],
    report: Path,
    variables: Mapping[str, str],
    progress: Progress,
) -> Plan:
    """Ask pip what it would install.

    Raises:
        ProgramFailedError: with what pip said.
    """
    progress.tell(None, "pip install --dry-run")
    command: list[str | Path] = [python, "-m", "pip", "install", "--dry-run", "--no-input"]
    run_program(
        [*command, "--report", report, *wanted],
        progress,
        on_line=lambda line: _tell_collected(line, progress),
        environment=variables,
    )
    found = json.loads(report.read_text(encoding="utf-8"))["install"]
    versions = {each["metadata"]["name"].lower(): each["metadata"]["version"] for each in found}
    torch = versions.get("torch", "")
    has_cuda = "+cu" in torch or any(name.startswith("nvidia-") for name in versions)
    return Plan(len(versions), torch, has_cuda)


def install(
    python: Path,
    wanted: Sequence[str | Path],
    plan: Plan,
    variables: Mapping[str, str],
    progress: Progress,
) -> None:
    """Have pip install the worker or a part of it, and compile it to bytecode.

    Raises:
        ProgramFailedError: with what pip said.
    """
    bar = PipProgress(plan.packages, progress.tell)
    command: list[str | Path] = [python, "-m", "pip", "install", "--compile", "--no-input"]
    command += ["--no-warn-script-location", "--progress-bar", "raw"]
    run_program([*command, *wanted], progress, on_line=bar.take, environment=variables)


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
            "Name PyTorch's package index of the builds for {build}, or update the driver.",
            torch=environment.torch,
            gpu=", ".join(driver.gpus),
            cuda=environment.cuda,
            driver=".".join(map(str, driver.cuda)) if driver.cuda else "?",
            build=driver.build,
        )


def _tell_collected(line: str, progress: Progress) -> None:
    if line.startswith("Collecting "):
        progress.tell(None, line.partition(" (")[0])


def _described(python: Path, said: Mapping[str, Any]) -> Environment:
    return Environment(
        python=python,
        python_version=str(said["python"]),
        torch=str(said["torch"]),
        cuda=str(said["cuda"] or ""),
        sees_gpu=bool(said["sees_gpu"]),
    )


def _write_complete(folder: Path, environment: Environment) -> None:
    said = {
        "python": environment.python_version,
        "torch": environment.torch,
        "cuda": environment.cuda,
        "sees_gpu": environment.sees_gpu,
        "version": __version__,
    }
    partial = folder / f"{COMPLETE}.partial"
    partial.write_text(json.dumps(said), encoding="utf-8")
    partial.replace(folder / COMPLETE)
