"""What a job is made of, as its folder says it: parameters, hashes, CRS, versions, seed, device."""

from __future__ import annotations

import importlib.metadata
import platform
import sqlite3
from pathlib import Path
from typing import Any

from trajganr_core.protocol.jobs import JobParams
from trajganr_core.protocol.messages import PROTOCOL
from trajganr_core.storage import atomic_file, read_json, write_json
from trajganr_core.version import __version__

from .home import Home, Reference, references_of
from .places import Place
from .settings import Settings

__all__ = ["add_versions", "describe_job"]

#: Packages whose release may change what a job computes.
PACKAGES = (
    *("torch", "torchvision", "timm", "numpy", "scipy", "scikit-learn"),
    *("geopandas", "shapely", "pyproj", "pyogrio", "pyarrow", "fastmm", "osmium"),
)


def describe_job(
    job_id: str,
    params: JobParams,
    facts: sqlite3.Row,
    attempt: int,
    place: Place,
    settings: Settings,
    home: Home,
) -> dict[str, Any]:
    """The manifest of a job as the supervisor knows it.

    Args:
        job_id: the job.
        params: with references for files, and ids for bundles and models.
        facts: of the store.
        attempt: the number of the process that is about to start.
        place: where it runs.
        settings: what has its parts done, and what it may reach.
        home: has what the parameters refer to.
    """
    inputs = {
        name: [_describe_input(kind, value, home) for value in values]
        for name, kind, values in references_of(params)
    }
    return {
        "job_id": job_id,
        "kind": params.kind,
        "owner": facts["owner"],
        "submitted_at": facts["submitted_at"],
        "attempt": attempt,
        "params": params.to_dict(),
        "seed": params.seed,
        "crs": "EPSG:4326",
        "inputs": inputs,
        "place": place.name,
        "device": place.device,
        "engine": settings.engine,
        "private_endpoints": settings.private_endpoints,
        "versions": {"trajganr": __version__, "protocol": ".".join(map(str, PROTOCOL))},
    }


def add_versions(path: Path) -> None:
    """Add the releases of what computes to a job's manifest; called in the job's own process."""
    manifest = read_json(path)
    manifest["versions"] |= {
        "python": platform.python_version(),
        "system": platform.platform(),
        **{name: version for name in PACKAGES if (version := _version(name))},
    }
    with atomic_file(path) as temporary:
        write_json(temporary, manifest)


def _describe_input(kind: str, value: str, home: Home) -> dict[str, Any]:
    """What a job reads, by its content."""
    if kind == "file":
        reference = Reference.parse(value)
        return {"file": reference.name, "sha256": reference.sha256}
    about = home.describe_made(kind, value)
    if kind == "bundle":
        manifest = about["manifest"]
        return {"bundle": value, "content": manifest.get("id"), "area": manifest.get("area")}
    return {"model": value, "files": about["card"].get("files")}


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
