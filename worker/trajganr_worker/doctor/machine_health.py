"""Checks what a worker needs of its machine: packages, GPU, limits."""

from __future__ import annotations

import json
import os
import platform
import subprocess  # nosec B404 # commands of our own
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from trajganr_core.contract.health import (
    TORCH_PROBE,
    Driver,
    Finding,
    find_driver,
    fine,
    problem,
    warning,
)
from trajganr_core.contract.version import __version__

#: What every installation has, by import names: the dependencies in pyproject.toml without extras.
PACKAGES = (
    *("filelock", "fsspec", "geopandas", "matplotlib", "numba", "numpy", "osmium", "PIL"),
    *("platformdirs", "pyarrow", "pyogrio", "pyproj", "requests", "safetensors", "scipy"),
    *("shapely", "sklearn", "threadpoolctl", "timm", "torch", "torchvision", "tqdm"),
    *("tzdata", "tzfpy", "zmq"),
)
SET_UP = (
    "Set up the worker's environment again: in QGIS with Plugins › TrajGANR › Set up TrajGANR…, "
    "elsewhere by installing the wheel with pip."
)
TORCH_TIMEOUT_S = 180.0
#: Below this limit, clients (three descriptors each) can soon exhaust the open files.
FEW_OPEN_FILES = 4096


def check_versions() -> Iterator[Finding]:
    """Releases of TrajGANR, Python and the system, for a report to support."""
    python = platform.python_version()
    yield fine(f"TrajGANR {__version__}, Python {python}, {platform.platform()}.")


def check_packages() -> Iterator[Finding]:
    """Whether the packages that jobs import are installed."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        yield problem(f"{sys.executable} lacks {', '.join(missing)}.", SET_UP)
    else:
        yield fine(f"{sys.executable} has all packages.")


def check_gpu() -> Iterator[Finding]:
    """Whether there is a GPU, its driver responds, and torch can use it."""
    driver = find_driver() or Driver()
    if driver.fault:
        yield problem(
            f"The driver of the GPU does not respond: {driver.fault}.",
            "Restart the machine, or install NVIDIA's driver again. Until then jobs compute on the "
            "processor.",
        )
    elif driver.gpus:
        cuda = ".".join(map(str, driver.cuda)) if driver.cuda else "?"
        yield fine(f"GPU: {'; '.join(driver.gpus)}; the driver supports CUDA {cuda}.")
    else:
        yield fine("There is no NVIDIA driver: jobs compute on the processor.")
    if find_spec("torch") is not None:
        yield from _torch(has_gpu=bool(driver.gpus))


def check_limits() -> Iterator[Finding]:
    """How many files and connections a worker may have open."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    reported = "any number of" if hard == resource.RLIM_INFINITY else f"{hard:,}"
    text = f"A worker may have {reported} files and connections open (soft limit here: {soft:,})."
    if hard != resource.RLIM_INFINITY and hard < FEW_OPEN_FILES:
        yield warning(
            text,
            f"Raise the hard limit to {FEW_OPEN_FILES:,} or more: LimitNOFILE= of a service, or "
            "/etc/security/limits.conf.",
        )
    else:
        yield fine(text)


def _torch(*, has_gpu: bool) -> Iterator[Finding]:
    try:
        answer = subprocess.run(  # nosec B603 # a list, no shell
            [sys.executable, "-c", TORCH_PROBE],
            capture_output=True,
            text=True,
            timeout=TORCH_TIMEOUT_S,
            check=False,
        )
        torch: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        yield problem(f"torch was not imported within {TORCH_TIMEOUT_S:.0f} s.", SET_UP)
        return
    except (OSError, ValueError, IndexError):
        lines = answer.stderr.strip().splitlines()
        yield problem(f"torch cannot be imported: {lines[-1] if lines else 'it crashed'}.", SET_UP)
        return
    build = f"built for CUDA {torch['cuda']}" if torch["cuda"] else "built for the processor"
    text = f"torch {torch['torch']}, {build}"
    if has_gpu and not torch["sees_gpu"]:
        hidden = os.environ.get("CUDA_VISIBLE_DEVICES") == ""
        yield problem(
            f"{text}, cannot use the GPU.",
            "Remove CUDA_VISIBLE_DEVICES from the environment."
            if hidden
            else "Update the driver, or install a build of torch that fits it (in QGIS: the "
            "package index under Options of the set-up; elsewhere: --index-url of pip).",
        )
    else:
        yield fine(f"{text}{', uses the GPU' if torch['sees_gpu'] else ''}.")
