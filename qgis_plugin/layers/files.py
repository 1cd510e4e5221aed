"""Checks files and folders of the user, and packs several files into one."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from qgis.core import QgsFeedback

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.output_paths import check_input

#: Time of all entries of a ZIP: the same files give the same bytes and are not sent again.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
#: Files that need others with the same name, and the suffixes of those.
COMPANIONS = {
    ".shp": {".shp", ".shx", ".dbf", ".prj", ".cpg"},
    ".tab": {".tab", ".dat", ".map", ".id", ".ind"},
    ".mif": {".mif", ".mid"},
}
#: Formats that are compressed already.
COMPRESSED = {".jpg", ".jpeg", ".png", ".zip", ".gz", ".bz2"}


def check_file(path: Path) -> None:
    """Refuse a file that is missing or empty."""
    check_input(path)
    if not path.is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND, "There is no file {path}.", "Check the path.", path=str(path)
        )
    if path.stat().st_size == 0:
        raise TrajganrError(
            Code.INPUT_EMPTY, "{path} is empty.", "Choose a file with data.", path=str(path)
        )


def check_path(path: Path) -> None:
    """Refuse a file or folder that is missing or empty."""
    check_input(path)
    if not path.is_dir():
        check_file(path)
    elif not any(files_below(path)):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The folder {path} contains no files.",
            "Choose a folder with data.",
            path=str(path),
        )


def as_one_file(path: Path, folder: Path, feedback: QgsFeedback) -> Path:
    """The file itself; for a folder or files that belong together, a ZIP in ``folder``.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY`` or ``JOB.CANCELLED``.
    """
    check_path(path)
    if path.is_dir():
        files = files_below(path)
        root = path
    elif path.suffix.lower() in COMPANIONS:
        suffixes = COMPANIONS[path.suffix.lower()]
        beside = (other for other in path.parent.iterdir() if other.stem == path.stem)
        files = (other for other in beside if other.suffix.lower() in suffixes)
        root = path.parent
    elif path.with_name(f"{path.name}-wal").is_file():
        return _with_pending_writes(path, folder / path.name)
    else:
        return path
    packed = folder / f"{path.stem}.zip"
    pack(files, root, packed, feedback)
    return packed


def pack(files: Iterable[Path], root: Path, out: Path, feedback: QgsFeedback) -> None:
    """Write files into a ZIP, sorted, with names relative to ``root``."""
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(files):
            if feedback.isCanceled():
                raise cancelled()
            entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), ZIP_TIME)
            is_compressed = path.suffix.lower() in COMPRESSED
            entry.compress_type = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
            entry.file_size = path.stat().st_size  # says whether the entry needs ZIP64
            with path.open("rb") as source, archive.open(entry, "w") as target:
                while piece := source.read(1 << 20):
                    target.write(piece)


def _with_pending_writes(path: Path, copy: Path) -> Path:
    """Copy a GeoPackage that is open elsewhere, including changes in its write-ahead log."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def files_below(folder: Path) -> Iterable[Path]:
    """The files in a folder and its subfolders, except hidden ones."""
    return (
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )
