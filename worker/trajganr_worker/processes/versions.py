"""The releases of the packages that a job uses, added to its manifest by its own process."""

from __future__ import annotations

import contextlib
import platform
import re
import sys
from pathlib import Path

from trajganr_core.contract.files.atomic_io import atomic_file, read_json, write_json

#: Packages whose release may change a job's results.
PACKAGES = (
    *("torch", "torchvision", "timm", "numpy", "scipy", "scikit-learn"),
    *("geopandas", "shapely", "pyproj", "pyogrio", "pyarrow", "numba", "osmium"),
)
_DIST_INFO = re.compile(r"(.+?)-([^-]+)(?:-py[0-9.]+)?\.(?:dist|egg)-info")


def add_versions(path: Path) -> None:
    """Add the package releases to a job's manifest; called in the job's own process."""
    manifest = read_json(path)
    installed = installed_packages()
    manifest["versions"] |= {
        "python": platform.python_version(),
        "system": platform.platform(),
        **{name: installed[name] for name in PACKAGES if name in installed},
    }
    with atomic_file(path) as temporary:
        write_json(temporary, manifest)


def installed_packages() -> dict[str, str]:
    """The releases of all installed packages by normalised name (PEP 503).

    They are read from the names of the folders ``NAME-VERSION.dist-info``. To parse their files
    with importlib.metadata takes a fifth of the start of a job's process.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with contextlib.suppress(OSError):  # a ZIP file, or a folder that does not exist
            for entry in Path(folder).iterdir():
                if match := _DIST_INFO.fullmatch(entry.name):
                    found.setdefault(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2])
    return found
