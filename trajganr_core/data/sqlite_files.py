"""GeoPackages and other SQLite files as strangers make them: a view in one is a program.

GDAL asks every view of a file for its kind of geometry, also those that nobody wants to read, and
a view may count for ever. Only tables are read.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..errors import Code, TrajganrError
from .files import InputFile

__all__ = ["refuse_views"]

MAGIC = b"SQLite format 3\0"
#: Views over its own tables that SpatiaLite makes in every file.
OF_SPATIALITE = frozenset(
    {
        *("geom_cols_ref_sys", "spatial_ref_sys_all", "vector_layers", "vector_layers_auth"),
        *("vector_layers_field_infos", "vector_layers_statistics"),
    }
)


def refuse_views(file: InputFile) -> None:
    """Refuse a SQLite file with views, before GDAL opens it; other files are let through.

    Args:
        file: also a ZIP, whose files GDAL would open; one that was checked for its size.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    if not file.path.is_file():
        return
    if file.head(len(MAGIC)) != MAGIC:
        if not file.member and zipfile.is_zipfile(file.path):
            with zipfile.ZipFile(file.path) as archive:
                names = [item.filename for item in archive.infolist() if not item.is_dir()]
            for name in names:
                refuse_views(InputFile(file.path, name))
        return
    with _on_disk(file) as path:
        found = _views(path)
    strange = [
        name for name, sql in found if name not in OF_SPATIALITE or "with" in str(sql).lower()
    ]
    if strange:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has the view {view}, and views are not read: they may take for ever.",
            "Save the layer as a table in a new GeoPackage, and give that.",
            path=str(file),
            view=strange[0][:200],
        )


@contextmanager
def _on_disk(file: InputFile) -> Iterator[Path]:
    """The file itself, or a copy of what is packed, for SQLite."""
    with file.path.open("rb") as stored:
        is_plain = not file.member and stored.read(len(MAGIC)) == MAGIC
    if is_plain:
        yield file.path
        return
    with tempfile.TemporaryDirectory(prefix="trajganr-") as folder:
        copy = Path(folder) / "unpacked.sqlite"
        with file.open() as packed, copy.open("wb") as out:
            shutil.copyfileobj(packed, out)
        yield copy


def _views(path: Path) -> list[tuple[str, str]]:
    """Name and SQL of each view. SQLite's list of them cannot be a view itself."""
    # Where nothing can be written beside the file, it is read without its latest changes.
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            uri = f"{path.absolute().as_uri()}?{options}"
            with closing(sqlite3.connect(uri, uri=True)) as database:
                return database.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
                ).fetchall()
        except sqlite3.Error:
            continue
    return []  # damaged: GDAL will say so
