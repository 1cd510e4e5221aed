"""The releases of the packages that a job uses, added to its manifest by its own process."""

from __future__ import annotations

import importlib.metadata
import platform
from pathlib import Path

from trajganr_core.contract.atomic_io import atomic_file, read_json, write_json

__all__ = ["add_versions"]

#: Packages whose release may change a job's results.
PACKAGES = (
    *("torch", "torchvision", "timm", "numpy", "scipy", "scikit-learn"),
    *("geopandas", "shapely", "pyproj", "pyogrio", "pyarrow", "fastmm", "osmium"),
)


def add_versions(path: Path) -> None:
    """Add the package releases to a job's manifest; called in the job's own process."""
    manifest = read_json(path)
    manifest["versions"] |= {
        "python": platform.python_version(),
        "system": platform.platform(),
        **{name: version for name in PACKAGES if (version := _version(name))},
    }
    with atomic_file(path) as temporary:
        write_json(temporary, manifest)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
