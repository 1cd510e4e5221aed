"""GeoPackages and other SQLite files of strangers: views and computed columns are programs.

GDAL asks every view of a file for its kind of geometry, also those that nobody wants to read, and
a view may count for ever. A column that is computed when it is read may have a gigabyte in each
row. Only tables are read, and what is stored in them.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

from ..contract.errors import Code, TrajganrError
from .files import InputFile

__all__ = ["refuse_programs"]

MAGIC = b"SQLite format 3\0"
#: What SQLite says of a column that is computed when it is read.
COMPUTED_WHEN_READ = 2
#: Of SQLite's machine: a view of SpatiaLite's takes some hundred for each layer.
MOST_STEPS = 1_000_000
#: Views over its own tables that SpatiaLite makes in every file.
OF_SPATIALITE = frozenset(
    {
        *("geom_cols_ref_sys", "spatial_ref_sys_all", "vector_layers", "vector_layers_auth"),
        *("vector_layers_field_infos", "vector_layers_statistics"),
    }
)


def refuse_programs(file: InputFile) -> None:
    """Refuse a SQLite file with views or computed columns, before GDAL opens it; accept others.

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
                refuse_programs(InputFile(file.path, name))
        return
    with _on_disk(file) as path:
        program = _program_in(path)
    if program is not None:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has the {kind} {name}, which is not read: it may take for ever or fill the "
            "memory.",
            "Save the layer as a table in a new GeoPackage, and give that.",
            path=str(file),
            kind=program[0],
            name=program[1][:200],
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


def _program_in(path: Path) -> tuple[str, str] | None:
    """What a file would compute when it is read: its kind, and its name; None for nothing."""
    # Where nothing can be written beside the file, it is read without its latest changes.
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            uri = f"{path.absolute().as_uri()}?{options}"
            with closing(sqlite3.connect(uri, uri=True)) as database:
                return next(chain(_views(database), _computed_columns(database)), None)
        except sqlite3.Error:
            continue
    return None  # damaged: GDAL will say so


def _views(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The views but for those of SpatiaLite. SQLite's list of them cannot be a view itself."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    for (name,) in names:
        if name not in OF_SPATIALITE or not _is_short(database, name):
            yield "view", name


def _is_short(database: sqlite3.Connection, view: str) -> bool:
    """Whether a view of that name, which anybody may have written, is read in a moment."""
    database.set_progress_handler(lambda: 1, MOST_STEPS)
    try:
        for _ in database.execute(f'SELECT * FROM "{view}"'):  # nosec B608 # a name of ours
            pass
    except sqlite3.Error:
        return False
    finally:
        database.set_progress_handler(None, 0)
    return True


def _computed_columns(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Columns that have no content in the file; a virtual table, such as an index, has none."""
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'"
    ).fetchall()
    for (table,) in tables:
        columns = database.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table,))
        for column, hidden in columns:
            if hidden == COMPUTED_WHEN_READ:
                yield "computed column", column
