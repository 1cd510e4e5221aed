"""Checks of untrusted GeoPackages and other SQLite files, whose views execute code.

GDAL queries every view of a file for its geometry type, even unused ones, and a view may run
forever. A generated column may produce a gigabyte per row. So only tables with stored columns are
accepted.
"""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from ..contract.errors import Code, TrajganrError
from .files import InputFile

MAGIC = b"SQLite format 3\0"
#: SQLite's value of ``hidden`` for generated columns that are not stored.
COMPUTED_WHEN_READ = 2
#: Limit of SQLite VM instructions; a SpatiaLite view takes some hundred per layer.
MAX_STEPS = 1_000_000
#: Views that SpatiaLite creates in every file.
OF_SPATIALITE = frozenset(
    {
        *("geom_cols_ref_sys", "spatial_ref_sys_all", "vector_layers", "vector_layers_auth"),
        *("vector_layers_field_infos", "vector_layers_statistics"),
    }
)


def refuse_programs(file: InputFile) -> None:
    """Refuse a SQLite file with views or generated columns before GDAL opens it.

    Of a ZIP all files are checked, because GDAL would open them; its size must have been checked.

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
                refuse_programs(InputFile(file.path, name))
        return
    with file.unpacked() as path:
        program = _program_in(path)
    if program is not None:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} contains the {kind} {name}, which is refused: it may run without end or "
            "exhaust memory.",
            "Save the layer as a table in a new GeoPackage, and use that file.",
            path=str(file),
            kind=program[0],
            name=program[1][:200],
        )


def _program_in(path: Path) -> tuple[str, str] | None:
    """Kind and name of the first view or generated column; None if there is none."""
    # In a read-only folder the file is read without its write-ahead log.
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            uri = f"{path.absolute().as_uri()}?{options}"
            with closing(sqlite3.connect(uri, uri=True)) as database:
                return next(chain(_views(database), _computed_columns(database)), None)
        except sqlite3.Error:
            continue
    return None  # damaged: GDAL will report it


def _views(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """All views except SpatiaLite's. SQLite's schema table cannot itself be a view."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    for (name,) in names:
        if name not in OF_SPATIALITE or not _is_short(database, name):
            yield "view", name


def _is_short(database: sqlite3.Connection, view: str) -> bool:
    """Whether a view with a SpatiaLite name, which is untrusted too, is cheap to read."""
    database.set_progress_handler(lambda: 1, MAX_STEPS)
    try:
        for _ in database.execute(f'SELECT * FROM "{view}"'):  # nosec B608 # a constant name
            pass
    except sqlite3.Error:
        return False
    finally:
        database.set_progress_handler(None, 0)
    return True


def _computed_columns(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Generated columns that are not stored; virtual tables, such as indexes, have none."""
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'"
    ).fetchall()
    for (table,) in tables:
        columns = database.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table,))
        for column, hidden in columns:
            if hidden == COMPUTED_WHEN_READ:
                yield "computed column", column
