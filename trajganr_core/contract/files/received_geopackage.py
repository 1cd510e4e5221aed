"""Checks a GeoPackage from a worker, and leaves only its tables of data.

SQLite can run what is written in a file: views, triggers, generated columns and defaults. QGIS
obeys what it finds there too: styles, forms and metadata. A file with anything that is not declared
is refused. What every writer adds (spatial indices, the triggers that keep them, styles for people
without the plugin) is removed; GDAL creates an index anew.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ..kinds.files import Table
from ..layers.columns import ColumnType
from .output_paths import MARK
from .refused_file import RefusedFileError

MAGIC = b"SQLite format 3\x00"
#: Where the application id is in the header, and the id of a GeoPackage.
APPLICATION_ID = slice(68, 72)
GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
#: Versions of the file format for writing and reading; 2 has a log beside the file.
VERSIONS = slice(18, 20)

#: Tables of the standard, and those that GDAL and QGIS add.
SYSTEM_TABLES = frozenset(
    {
        *("gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions"),
        *("gpkg_tile_matrix", "gpkg_tile_matrix_set", "gpkg_metadata"),
        *("gpkg_metadata_reference", "gpkg_ogr_contents", "layer_styles", "sqlite_sequence"),
    }
)
#: What the metadata may be: GDAL's names and values, and the mark of the file's origin.
METADATA = ("http://gdal.org", MARK)
EXTENSIONS = ("gpkg_rtree_index", "gpkg_metadata", "gpkg_crs_wkt", "gpkg_crs_wkt_1_1")
#: Definitions of coordinate reference systems: text, and not the name of a file or service.
AUTHORITIES = ("EPSG", "NONE", "OGC")
CRS = re.compile(r"undefined|[A-Z_]+\[")
GEOMETRY_COLUMNS = ("geom", "geometry")
GEOMETRIES = frozenset(
    f"{many}{geometry}"
    for many in ("", "MULTI")
    for geometry in ("POINT", "LINESTRING", "POLYGON", "GEOMETRY")
)
#: What a type of SQL may hold; whole numbers of which some are missing are written as others.
TYPES = {
    "TEXT": (ColumnType.TEXT,),
    **dict.fromkeys(
        ("INTEGER", "INT", "MEDIUMINT", "SMALLINT", "TINYINT", "REAL", "DOUBLE", "FLOAT"),
        (ColumnType.NUMBER, ColumnType.WHOLE),
    ),
    **dict.fromkeys(("DATETIME", "DATE"), (ColumnType.TIME,)),
    "BOOLEAN": (ColumnType.FLAG,),
}
OWN_TYPES = frozenset({*TYPES, "BLOB"})
#: Quoted names and texts of a statement, read from the left as SQLite reads them.
QUOTED = re.compile(r'"((?:[^"]|"")*)"|(\'(?:[^\']|\'\')*\')')
#: What is beside them in the definition of a table of data, of a table of the standard, and of a
#: trigger; comments, in which a quotation mark would hide what follows, are not among it.
PLAIN = re.compile(r"[\w\s(),]*")
PLAIN_SYSTEM = re.compile(r"[\w\s(),']*")
PLAIN_TRIGGER = re.compile(r"(?!.*--)[\w\s(),.;=!<>+'-]*", re.DOTALL)
#: What is followed by a parenthesis in the definition of a table of the standard. GDAL has
#: functions that ask services, and would call them for a default.
CALL = re.compile(r"(\w+)\s*\(")
CALLS = frozenset({"strftime", "default", "key", "unique", "text", "varchar"})
#: What the definition of a table of data may not have beside its names.
CLAUSE = re.compile(r"\b(?:CHECK|DEFAULT|GENERATED|AS|REFERENCES|COLLATE|CONFLICT)\b", re.I)
SYSTEM_CLAUSE = re.compile(r"\b(?:CHECK|GENERATED|AS|COLLATE)\b", re.I)
RTREE = re.compile(r"rtree *\( *id *, *minx *, *maxx *, *miny *, *maxy *\)", re.I)
#: The words of the triggers that keep an index, a count and GDAL's checks of tiles; with them and
#: the names of its own tables, a trigger can neither read nor call anything else.
TRIGGER_WORDS = frozenset(
    re.findall(
        r"\w+",
        "create trigger after before insert update delete of on when new old not null notnull "
        "isnull and or begin end replace into values set where id in from lower for each row "
        "select raise abort st_isempty st_minx st_maxx st_miny st_maxy minx maxx miny maxy "
        "feature_count table_name gpkg_ogr_contents gpkg_tile_matrix zoom_level matrix_width "
        "matrix_height pixel_x_size pixel_y_size fid geom geometry",
    )
)
WORD = re.compile(r"[A-Za-z_]\w*")
#: How much a file may define, tables and triggers, and characters of each.
MAX_DEFINITIONS, MAX_DEFINITION = 1000, 1 << 20
#: Steps of SQLite between two polls.
STEPS = 100_000

Poll = Callable[[], None]


def receive_geopackage(path: Path, tables: Sequence[Table], poll: Poll) -> None:
    """Check a GeoPackage, and remove everything but its tables of data and GDAL's metadata.

    Args:
        path: of the file.
        tables: that it may have.
        poll: called now and then; may raise to stop.

    Raises:
        RefusedFileError: if it has anything else.
    """
    _check_header(path)
    declared = {table.name: table for table in tables}
    try:
        with _opened(path, "mode=ro&immutable=1", poll) as database:
            database.execute("PRAGMA query_only = ON")
            present = _check_schema(database, declared)
            _check_contents(database, present)
            _check_pages(database)
        with _opened(path, "mode=rw", poll) as database, database:
            _strip(database)
    except sqlite3.Error as error:
        poll()  # an interruption
        raise RefusedFileError(f"it is a damaged GeoPackage ({error})") from error


def _check_header(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(MAGIC) or header[APPLICATION_ID] not in GEOPACKAGE_IDS:
        raise RefusedFileError("its content is not a GeoPackage")
    if header[VERSIONS] != b"\x01\x01":
        raise RefusedFileError("a part of it is in another file")


@contextmanager
def _opened(path: Path, options: str, poll: Poll) -> Iterator[sqlite3.Connection]:
    """A connection in which what is written in the file has no rights."""

    def interrupts() -> bool:
        try:
            poll()
        except Exception:  # raised again by the caller's poll
            return True
        return False

    uri = f"{path.absolute().as_uri()}?{options}"
    with closing(sqlite3.connect(uri, uri=True, timeout=0)) as database:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA cell_size_check = ON")
        database.execute("PRAGMA mmap_size = 0")
        database.set_progress_handler(interrupts, STEPS)
        yield database


def _check_schema(database: sqlite3.Connection, declared: dict[str, Table]) -> dict[str, Table]:
    """Check everything that the file defines; returns the tables of data that it has."""
    (count, longest) = database.execute(
        "SELECT count(*), coalesce(max(length(sql)), 0) FROM sqlite_master"
    ).fetchone()
    if count > MAX_DEFINITIONS or longest > MAX_DEFINITION:
        raise RefusedFileError("it defines too much")
    found = database.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    rows = [tuple(map(str, row)) for row in found]
    present = {name: declared[name] for kind, name, _, _ in rows if name in declared}
    indexed = {f"rtree_{name}_{column}": name for name in present for column in GEOMETRY_COLUMNS}
    shadows = {f"{name}_{part}" for name in indexed for part in ("node", "parent", "rowid")}
    for kind, name, table, sql in rows:
        if kind == "trigger":
            _check_trigger(name, table, sql, present)
        elif kind == "index" and not sql:  # of a key
            continue
        elif kind != "table":
            raise RefusedFileError(f"it has a {kind} {name}, which nobody declared")
        elif name in indexed:
            if not re.fullmatch(
                rf'CREATE VIRTUAL TABLE "{re.escape(name)}" USING {RTREE.pattern}', sql, re.I
            ):
                raise RefusedFileError(f"its spatial index {name} is none")
        elif name not in present and name not in SYSTEM_TABLES and name not in shadows:
            raise RefusedFileError(f"it has a table {name}, which nobody declared")
        elif not re.match(r"CREATE TABLE\b", sql, re.I):
            raise RefusedFileError(f"its table {name} is computed")
        elif name in present:
            _check_table(database, present[name], sql)
        else:
            _check_system_table(database, name, sql)
    if not present:
        raise RefusedFileError("it has none of the declared tables")
    return present


def _check_trigger(name: str, table: str, sql: str, present: dict[str, Table]) -> None:
    own = {table.lower(), name.lower(), *(f"rtree_{table}_{end}" for end in GEOMETRY_COLUMNS)}
    bare = QUOTED.sub(lambda found: "''" if found[2] else f" {found[1]} ", sql)
    words = {word.lower() for word in WORD.findall(bare)} - TRIGGER_WORDS
    is_expected = table in present or table == "gpkg_tile_matrix"
    is_plain = PLAIN_TRIGGER.fullmatch(bare)
    if not is_expected or not is_plain or words - {each.lower() for each in own}:
        raise RefusedFileError(f"it has a trigger {name}, which nobody declared")


def _check_table(database: sqlite3.Connection, table: Table, sql: str) -> None:
    """Check the columns of a table of data."""
    bare = QUOTED.sub(lambda found: found[2] or "name", sql)
    if CLAUSE.search(bare) or not PLAIN.fullmatch(bare):
        raise RefusedFileError(f"its table {table.name} has values of its own")
    _refuse_computed(database, table.name)
    for _, name, type_name, _, default, is_key in database.execute(
        f"PRAGMA table_info({_quoted(table.name)})"
    ):
        base = type_name.upper().partition("(")[0].strip()
        if default is not None:
            raise RefusedFileError(f"its column {name} has values of its own")
        if is_key and (name, base) == ("fid", "INTEGER"):
            continue
        if base in GEOMETRIES and name in GEOMETRY_COLUMNS:
            continue
        column = table.column(name)
        if column is None and not table.may_be_own(name):
            raise RefusedFileError(f"it has a column {name}, which nobody declared")
        is_own = table.may_be_own(name) and base in OWN_TYPES
        if not is_own and (base not in TYPES or column is None or column.type not in TYPES[base]):
            raise RefusedFileError(f"its column {name} has the type {type_name}")


def _check_system_table(database: sqlite3.Connection, table: str, sql: str) -> None:
    """Check that a table of the standard calls nothing for a default or a constraint."""
    bare = QUOTED.sub(lambda found: "''" if found[2] else found[1], sql)
    calls = {word.lower() for word in CALL.findall(bare)} - CALLS - SYSTEM_TABLES - {table.lower()}
    if calls or SYSTEM_CLAUSE.search(bare) or not PLAIN_SYSTEM.fullmatch(bare):
        raise RefusedFileError(f"its table {table} has values of its own")
    _refuse_computed(database, table)


def _refuse_computed(database: sqlite3.Connection, table: str) -> None:
    columns = database.execute(f"PRAGMA table_xinfo({_quoted(table)})")
    if any(hidden for *_, hidden in columns):
        raise RefusedFileError(f"its table {table} has a computed column")


def _check_contents(database: sqlite3.Connection, present: dict[str, Table]) -> None:
    """Check what the tables of the standard say about the tables of data, and its metadata."""
    known = {*present, "layer_styles"}
    for table, sql in (
        ("gpkg_contents", "SELECT table_name, data_type FROM gpkg_contents"),
        ("gpkg_geometry_columns", "SELECT table_name, 'features' FROM gpkg_geometry_columns"),
    ):
        for name, data in database.execute(sql):
            if name not in known or data not in ("features", "attributes"):
                raise RefusedFileError(f"its table {table} names {name}, which nobody declared")
    for table, sql, allowed in (
        ("gpkg_metadata", "SELECT DISTINCT md_standard_uri FROM gpkg_metadata", METADATA),
        ("gpkg_extensions", "SELECT DISTINCT extension_name FROM gpkg_extensions", EXTENSIONS),
    ):
        if not _has(database, table):
            continue
        for (value,) in database.execute(sql):
            if value not in allowed:
                raise RefusedFileError(f"its table {table} has {value}, which nobody declared")
    for authority, text in database.execute(
        "SELECT organization, definition FROM gpkg_spatial_ref_sys"
    ):
        if str(authority).upper() not in AUTHORITIES or not CRS.match(str(text)):
            raise RefusedFileError("one of its coordinate reference systems is none")
    tiles = "SELECT 1 FROM gpkg_tile_matrix LIMIT 1"
    if _has(database, "gpkg_tile_matrix") and database.execute(tiles).fetchone():
        raise RefusedFileError("it has tiles")


def _check_pages(database: sqlite3.Connection) -> None:
    """Refuse a file in which a part belongs to several tables: reading it would never end."""
    (answer,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise RefusedFileError(f"it is damaged ({answer})")


def _strip(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    for name in [name for kind, name, _ in rows if kind == "trigger"]:
        database.execute(f"DROP TRIGGER {_quoted(name)}")
    indices = [name for _, name, sql in rows if sql and sql.upper().startswith("CREATE VIRTUAL")]
    for name in indices:
        database.execute(f"DROP TABLE {_quoted(name)}")
    if _has(database, "gpkg_extensions"):
        database.execute("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
    for name in ("layer_styles", "gpkg_ogr_contents"):
        if _has(database, name):
            database.execute(f"DROP TABLE {name}")
    database.execute("DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'")


def _has(database: sqlite3.Connection, table: str) -> bool:
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return database.execute(sql, (table,)).fetchone() is not None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
