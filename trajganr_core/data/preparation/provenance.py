"""Provenance: hashes of source files, licences where known, and software versions."""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from ...contract.files.atomic_io import sha256_of
from ...contract.version import __version__
from ..files import InputFile
from ..roads.osm import ATTRIBUTION as OSM_ATTRIBUTION
from ..roads.osm import LICENCE as OSM_LICENCE
from ..roads.osm import is_osm_extract
from ..roads.overture import is_overture, overture_attribution
from ..tables import csv_header, read_csv

#: Licence file of downloaded pictures.
LICENCE_FILE = "LICENCE.txt"
#: Largest licence text, bytes.
MAX_LICENCE = 4000
#: Suffixes of files that belong to a layer's main file.
COMPANIONS = {
    ".shp": (".dbf", ".shx", ".prj", ".cpg"),
    ".mif": (".mid",),
    ".tab": (".dat", ".map", ".id", ".ind"),
}
#: Formats of layers whose fields are available without reading the features.
LAYERS = frozenset({".gpkg", ".shp", ".fgb"})
OSM_FIELD = "osm_id"
PACKAGES = ("numba", "numpy", "osmium", "pyarrow", "pyogrio", "pyproj", "shapely")


def content_of(path: Path) -> dict[str, Any]:
    """Hash and size of a source.

    Returns:
        ``sha256`` and ``bytes``: of a file, including its companions (of a shapefile, or the
        write-ahead log of an open GeoPackage); or of the names and contents of all files of a
        folder.
    """
    files = _files_of(path)
    size = sum(file.stat().st_size for file in files)
    if files == [path]:
        return {"sha256": sha256_of(path), "bytes": size}
    root = path if path.is_dir() else path.parent
    hashes = [[file.relative_to(root).as_posix(), sha256_of(file)] for file in files]
    return {"sha256": hashlib.sha256(json.dumps(hashes).encode()).hexdigest(), "bytes": size}


def pictures_stamp(path: Path) -> str:
    """A fingerprint of pictures.

    Pictures in a folder may be hundreds of gigabytes: it is computed from names, sizes,
    modification times and the index. For a ZIP it is computed from the content.
    """
    if path.is_file() and zipfile.is_zipfile(path):
        return sha256_of(path)
    if path.is_dir():
        root, files = path, sorted(file for file in path.rglob("*") if file.is_file())
    else:
        root, files = path.parent, [path, *_named_in(path)]
    facts = []
    for file in files:
        # A picture that is missing, or outside of the folder, is dropped and counted.
        with contextlib.suppress(OSError, ValueError):
            stat = file.stat()
            facts.append([str(file.relative_to(root)), stat.st_size, stat.st_mtime_ns])
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def licence_of(path: Path, reported: str = "") -> tuple[str, str]:
    """Licence and attribution of a source, each empty if the source does not give it.

    Args:
        path: extracts, tables with a field ``osm_id`` and layers with values in it are
            OpenStreetMap data; a GeoPackage may have the licence in its metadata.
        reported: the licence that its reader found.
    """
    if is_overture(path):
        return OSM_LICENCE, overture_attribution(path)
    if is_osm_extract(path) or reported == OSM_LICENCE:
        return OSM_LICENCE, OSM_ATTRIBUTION
    fields, metadata = _describe(path)
    licence = reported or metadata.get("licence") or metadata.get("license", "")
    if not licence and OSM_FIELD in fields and _has_osm_ids(path):
        return OSM_LICENCE, OSM_ATTRIBUTION
    return licence, metadata.get("attribution", "")


def pictures_licence(path: Path) -> str:
    """Text of ``LICENCE.txt`` in a ZIP or a folder of pictures, or next to their index."""
    text = b""
    if path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive, contextlib.suppress(KeyError):
            text = archive.open(LICENCE_FILE).read(MAX_LICENCE)
    else:
        file = (path if path.is_dir() else path.parent) / LICENCE_FILE
        if file.is_file():
            text = file.read_bytes()[:MAX_LICENCE]
    return " ".join(text.decode("utf-8", errors="replace").split())


def versions() -> dict[str, str]:
    """Versions of this release, of Python and of the packages that results depend on."""
    numbers = {"trajganr": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            numbers[package] = version(package)
    numbers["gdal"] = ".".join(map(str, pyogrio.__gdal_version__))
    return numbers


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    beside = [path.with_suffix(suffix) for suffix in COMPANIONS.get(path.suffix.lower(), ())]
    beside.append(path.with_name(f"{path.name}-wal"))
    return [path, *(file for file in beside if file.is_file())]


def _named_in(index: Path) -> list[Path]:
    """The pictures listed in an index."""
    table = read_csv(index, text=("file",))
    names = table["file"].dropna() if "file" in table else []
    return [index.parent / name for name in names]


def _has_osm_ids(path: Path) -> bool:
    """Whether a source with the field has a value in it: all predicted roads have the field."""
    if path.suffix.lower() not in LAYERS:
        return True
    known = f"{OSM_FIELD} IS NOT NULL"
    rows = pyogrio.read_dataframe(
        path, layer=0, columns=[OSM_FIELD], where=known, max_features=1, read_geometry=False
    )
    return not rows.empty


def _describe(path: Path) -> tuple[list[str], dict[str, str]]:
    """The fields of a layer or a table and the metadata of a layer, without reading features."""
    suffix = path.suffix.lower()
    if suffix == ".csv" and path.is_file():
        return csv_header(InputFile(path))[0], {}
    if suffix not in LAYERS:
        return [], {}
    with contextlib.suppress(DataSourceError, DataLayerError):
        info = pyogrio.read_info(path, layer=0)
        metadata = {**(info["dataset_metadata"] or {}), **(info["layer_metadata"] or {})}
        return list(info["fields"]), {name.lower(): str(of) for name, of in metadata.items()}
    return [], {}
