"""Checks of output paths, made before any work begins.

An output never replaces an input of the same command, nor a file that another program has open. It
replaces another file only if that is an unchanged result of the same request (command, inputs and
options), or if the person asks for it.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from ..errors import Code, TrajganrError
from .atomic_io import disk_is_full, working_folder

#: The errors for outputs that affect an input.
INPUTS = {
    "same": "{out} is an input and would be lost.",
    "in": "{out} is inside the input {input}.",
    "around": "{out} contains the input {input}, which would be lost.",
    "linked": "{out} is a file of the input {input} and would be lost.",
}
SQLITE = b"SQLite format 3\x00"
#: Standard URI of the row of ``gpkg_metadata`` with the origin of the file.
MARK = "urn:trajganr:output"
#: The tables of the GeoPackage extension for metadata (OGC 12-128r18, annex F.8).
METADATA_TABLES = """
CREATE TABLE IF NOT EXISTS gpkg_metadata (
    id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset',
    md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml',
    metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
    reference_scope TEXT NOT NULL,
    table_name TEXT,
    column_name TEXT,
    row_id_value INTEGER,
    timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    md_file_id INTEGER NOT NULL,
    md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);
CREATE TABLE IF NOT EXISTS gpkg_extensions (
    table_name TEXT,
    column_name TEXT,
    extension_name TEXT NOT NULL,
    definition TEXT NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
"""
#: Adds a table to the extensions of a file, once: NULLs are no duplicates to a UNIQUE constraint.
EXTENSION = """
INSERT INTO gpkg_extensions
SELECT ?1, NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec/#extension_metadata', 'read-write'
WHERE NOT EXISTS (
    SELECT 1 FROM gpkg_extensions WHERE table_name = ?1 AND extension_name = 'gpkg_metadata'
)
"""


def check_file(
    out: Path,
    *,
    endings: Collection[str] = (),
    inputs: Iterable[Path] = (),
    overwrite: bool = False,
    made_by: str = "",
) -> None:
    """Refuse a file that cannot or must not be written.

    Args:
        out: the file.
        endings: the suffixes that it may have, such as ``.gpkg``; any if empty.
        inputs: files and folders that the same command reads.
        overwrite: whether any existing file may be replaced.
        made_by: identifies the command, its inputs and options; an unchanged GeoPackage with the
            same value is replaced.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a path that cannot be written, another suffix, an input,
            and a file that would be lost; ``INPUT.NOT_FOUND`` if its folder does not exist;
            ``RESOURCE.LOCKED`` for a GeoPackage that is open in another program;
            ``RESOURCE.DISK``.
    """
    if endings and out.suffix.lower() not in endings:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{name} does not have the suffix of a supported format.",
            "Use a name that ends in {endings}.",
            name=out.name,
            endings=" or ".join(endings),
        )
    with _coded(out):
        if out.is_dir():
            raise TrajganrError(
                Code.INPUT_FIELD, "{out} is a folder.", "Name a file.", out=str(out)
            )
        refuse_input(out, inputs)
        _refuse_unwritable(out)
        _refuse_existing(out, overwrite=overwrite, made_by=made_by)


def check_folder(
    out: Path,
    *,
    names: Collection[str] = (),
    grows: bool = False,
    last: str = "",
    inputs: Iterable[Path] = (),
    overwrite: bool = False,
) -> None:
    """Refuse a folder that cannot or must not be written.

    Args:
        out: the folder.
        names: of all files and folders that such a folder can contain. With ``overwrite``, a folder
            that contains nothing else is replaced.
        grows: whether the command adds to the folder instead of replacing it.
        last: the name that is made last: a folder without it is continued.
        inputs, overwrite: as for :func:`check_file`.

    Raises:
        TrajganrError: as :func:`check_file`.
    """
    with _coded(out):
        if os.path.lexists(out) and not out.is_dir():
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{out} is a file and would be lost.",
                "Name a folder.",
                out=str(out),
            )
        refuse_input(out, inputs)
        _refuse_unwritable(out)
        if out.is_dir() and not grows:
            continues = bool(last) and not (out / last).exists()
            _refuse_existing_folder(out, names, overwrite=overwrite or continues)


@contextmanager
def new_file(
    out: Path, *, inputs: Collection[Path] = (), overwrite: bool = False, made_by: str = ""
) -> Iterator[Path]:
    """A path beside ``out`` that becomes ``out`` if the block succeeds, else is removed.

    If ``out`` must not be replaced any more, the result gets another name.

    Args:
        out, inputs, overwrite, made_by: as for :func:`check_file`, which was called before.

    Raises:
        TrajganrError: as :func:`check_file`.
    """
    with ExitStack() as stack:
        with _coded(out):
            folder = stack.enter_context(working_folder(out.absolute().parent))
        temporary = folder / out.name
        yield temporary
        if made_by and _is_sqlite(temporary):
            _mark(temporary, made_by)
        try:
            check_file(out, inputs=inputs, overwrite=overwrite, made_by=made_by)
            temporary.replace(out)
        except (TrajganrError, OSError) as error:
            raise _kept(out, temporary, error) from error


def check_input(path: Path) -> None:
    """Refuse what is neither a file nor a folder, such as a pipe, which may never end.

    Raises:
        TrajganrError: ``INPUT.FORMAT``; ``INPUT.NOT_FOUND`` for a path that the system refuses.
            Readers report a missing file.
    """
    try:
        is_other = path.exists() and not path.is_file() and not path.is_dir()
    except OSError as error:  # such as a name that is too long
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "{path} cannot be opened: {reason}.",
            "Check the path and its permissions.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
    if is_other:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is neither a file nor a folder.",
            "Save its content as a file and use that.",
            path=str(path),
        )


def refuse_input(out: Path, inputs: Iterable[Path | None]) -> None:
    """Refuse an output that is an input, is inside one or would replace one.

    Symbolic and hard links are followed.

    Args:
        out: the file or folder.
        inputs: files and folders; None is ignored.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    for path in filter(None, inputs):
        relation = _relation(out, path)
        if relation:
            raise TrajganrError(
                Code.INPUT_FIELD,
                INPUTS[relation],
                "Choose another place for the result.",
                out=str(out),
                input=str(path),
            )


def _relation(out: Path, path: Path) -> str:
    """The relation of an output to an input, a key of :data:`INPUTS`; '' if there is none."""
    written, read = out.resolve(), path.resolve()
    if written == read or _is_same_file(out, path):
        return "same"
    if written.is_relative_to(read):
        return "in"
    if read.is_relative_to(written):
        return "around"
    is_linked = out.is_file() and path.is_dir() and _is_in(out, path)
    return "linked" if is_linked else ""


def _is_same_file(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _is_in(file: Path, folder: Path) -> bool:
    """Whether a folder contains the file under another name, by a link of any kind."""
    return any(_is_same_file(path, file) for path in folder.rglob("*"))


def _refuse_unwritable(out: Path) -> None:
    """Create a file in the folder of the output, to see whether that is possible."""
    parent = out.absolute().parent
    existing = next(folder for folder in (parent, *parent.parents) if folder.exists())
    if not existing.is_dir():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{folder} is a file, not a folder.",
            "Choose another place for the result.",
            folder=str(existing),
        )
    if existing != parent:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "There is no folder {folder}.",
            "Create the folder first, or choose another place for the result.",
            folder=str(parent),
        )
    with working_folder(parent) as folder:
        (folder / out.name).touch()


def _refuse_existing(out: Path, *, overwrite: bool, made_by: str) -> None:
    if not os.path.lexists(out):
        return
    if not out.is_file() and not out.is_symlink():
        raise TrajganrError(
            Code.INPUT_FIELD, "{out} is neither a file nor a folder.", "Name a file.", out=str(out)
        )
    if out.is_file() and not os.access(out, os.W_OK):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{out} is write-protected.",
            "Choose another file, or remove the protection.",
            out=str(out),
        )
    _refuse_open_elsewhere(out)
    if not overwrite and not (made_by and _is_untouched_result(out, made_by)):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{out} exists and would be lost.",
            "Choose another file, or give --overwrite to replace it.",
            out=str(out),
        )


def _refuse_existing_folder(out: Path, names: Collection[str], *, overwrite: bool) -> None:
    for file in out.glob("*.gpkg"):
        _refuse_open_elsewhere(file)
    entries = {entry.name for entry in out.iterdir()}
    others = sorted(entries - set(names))
    if others:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{out} contains other files, such as {other}, which would be lost.",
            "Choose a new folder.",
            out=str(out),
            other=others[0],
        )
    if entries and not overwrite:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{out} contains an earlier result, which would be lost.",
            "Choose a new folder, or give --overwrite to replace it.",
            out=str(out),
        )


def _refuse_open_elsewhere(out: Path) -> None:
    """Refuse an SQLite file, such as a GeoPackage, that another connection has open."""
    if not _is_sqlite(out):
        return
    is_locked = False
    try:
        with closing(_connect(out, "mode=rw")) as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("ROLLBACK")
    except sqlite3.Error as error:  # other errors do not matter: the file is replaced
        is_locked = "locked" in str(error)
    # Closing removes the log of a program that was killed. A remaining log is in use, and SQLite
    # would take it for the log of the new file.
    if is_locked or out.with_name(f"{out.name}-wal").exists():
        raise TrajganrError(
            Code.RESOURCE_LOCKED,
            "{out} is open in another program, or is being edited in QGIS.",
            "Close it there, or choose another file.",
            out=str(out),
        )


def _mark(geopackage: Path, made_by: str) -> None:
    """Write the origin and the state of a GeoPackage into it."""
    with closing(_connect(geopackage, "mode=rw")) as database:
        database.executescript(METADATA_TABLES)
        database.executemany(EXTENSION, [("gpkg_metadata",), ("gpkg_metadata_reference",)])
        mark = json.dumps({"made_by": made_by, "contents": _contents(database)})
        row = database.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
            "VALUES ('dataset', ?, 'application/json', ?)",
            (MARK, mark),
        ).lastrowid
        database.execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, md_file_id) "
            "VALUES ('geopackage', ?)",
            (row,),
        )


def _is_untouched_result(out: Path, made_by: str) -> bool:
    """Whether a file is an unchanged GeoPackage of the same origin."""
    if not _is_sqlite(out):
        return False
    try:
        with closing(_connect(out, "mode=ro&immutable=1")) as database:
            rows = database.execute(
                "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = ?", (MARK,)
            ).fetchall()
            marks = [json.loads(text) for (text,) in rows]
            return marks == [{"made_by": made_by, "contents": _contents(database)}]
    except (sqlite3.Error, ValueError):
        return False


def _contents(database: sqlite3.Connection) -> dict[str, str]:
    """The layers and their times of change, which every editing program updates."""
    return dict(database.execute("SELECT table_name, last_change FROM gpkg_contents ORDER BY 1"))


def _connect(path: Path, options: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{options}"
    return sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)


def _is_sqlite(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE
    return False


def _kept(out: Path, temporary: Path, error: TrajganrError | OSError) -> TrajganrError:
    """Save the result under another name, and return the error that says so."""
    names = (out.with_name(f"{out.stem}-{number}{out.suffix}") for number in count(2))
    kept = next(name for name in names if not os.path.lexists(name))
    temporary.replace(kept)
    coded = error if isinstance(error, TrajganrError) else _unwritable(out, error)
    return TrajganrError(
        coded.code,
        "The result is complete, but has another name, {kept}, because of a problem: {reason}",
        "Rename the file, or use it as it is.",
        reason=coded.message,
        kept=str(kept),
    )


@contextmanager
def _coded(out: Path) -> Iterator[None]:
    """Failures of the file system as coded errors."""
    try:
        yield
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> TrajganrError:
    if disk_is_full(error):
        return TrajganrError(
            Code.RESOURCE_DISK,
            "There is no space left for {out}.",
            "Free some space on that disk, or choose another place for the result.",
            out=str(out),
        )
    if error.errno == errno.ENAMETOOLONG:
        return TrajganrError(
            Code.INPUT_FIELD,
            "The name of the output is too long: {name}.",
            "Choose a shorter name.",
            name=f"{out.name[:60]}…",
        )
    return TrajganrError(
        Code.INPUT_FIELD,
        "{out} cannot be written: {reason}.",
        "Choose another place for the result, or check your permissions.",
        out=str(out),
        reason=error.strerror or str(error),
    )
