"""Files of a worker are what its kind of job declares, or they are refused."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fake_data import file_like
from geopackage import Layer, write_geopackage
from hostile_files import ATTACKS, Bait

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files import received_files
from trajganr_core.contract.files.received_files import declared, receive
from trajganr_core.contract.files.received_page import NIGHT, plain_page
from trajganr_core.contract.files.refused_file import RefusedFileError
from trajganr_core.contract.files.roads_page import page_around
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.files import Format
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.layers.geopackage_styles import stored_styles
from trajganr_core.contract.texts.html import document, element

BAIT = Bait("/tmp/bait.csv", "http://127.0.0.1:9", "SECRET")
GEOPACKAGES = [
    (kind.name, file.tables)
    for kind in KINDS.values()
    for file in kind.files
    if file.format is Format.GEOPACKAGE and not file.tables[0].has_own
]


def received(kind: str, path: Path) -> Path:
    """A file after the check, as a job of a kind has it by that name."""
    receive(declared(kind, path.name), path.name, path, lambda: None)
    return path


def refused(kind: str, path: Path) -> str:
    """Why a file is refused."""
    with pytest.raises(TrajganrError) as caught:
        received(kind, path)
    assert caught.value.code is Code.INPUT_FORMAT
    assert "do not trust this worker" in caught.value.next_action
    return caught.value.message


@pytest.fixture
def observed(tmp_path: Path) -> Path:
    path = tmp_path / "observed.gpkg"
    columns = {"direction": "TEXT", "time_set": "TEXT", "passes": "INTEGER", "speed_kmh": "REAL"}
    rows = [([(0.0, 0.0), (1.0, 1.0)], ("forward", "whole week", 7, 30.0))]
    write_geopackage(path, Layer("observed", "LINESTRING", columns, rows))
    return path


def test_every_result_with_files_declares_them() -> None:
    for kind in KINDS.values():
        assert bool(kind.files) == issubclass(kind.result, FilesResult)
    assert KINDS["observe"].file("observed.gpkg.exe") is None
    with pytest.raises(TrajganrError) as caught:
        declared("observe", "roads.gpkg")
    assert caught.value.code is Code.INPUT_FORMAT


@pytest.mark.parametrize("name", [name for name, each in ATTACKS.items() if each.is_refused])
def test_a_geopackage_with_anything_else_is_refused(name: str, observed: Path) -> None:
    ATTACKS[name].on_geopackage(observed, BAIT)
    refused("observe", observed)


def test_styles_are_removed_and_rows_stay(observed: Path) -> None:
    ATTACKS["style"].on_geopackage(observed, BAIT)
    received("observe", observed)
    with pytest.raises(sqlite3.Error):
        stored_styles(observed, "observed")
    with closing(sqlite3.connect(observed)) as database:
        assert database.execute("SELECT passes, speed_kmh FROM observed").fetchall() == [(7, 30.0)]
        assert database.execute("SELECT count(*) FROM gpkg_contents").fetchone() == (1,)


def test_what_gdal_adds_is_accepted_and_removed(tmp_path: Path) -> None:
    import geopandas as gpd
    from shapely.geometry import LineString

    path = tmp_path / "observed.gpkg"
    frame = gpd.GeoDataFrame({"passes": [7]}, geometry=[LineString([(0, 0), (1, 1)])], crs=4326)
    frame.to_file(path, layer="observed", driver="GPKG", layer_metadata={"LICENCE": "ODbL"})
    received("observe", path)
    with closing(sqlite3.connect(path)) as database:
        left = database.execute("SELECT type FROM sqlite_master WHERE name LIKE 'rtree%'")
        assert left.fetchall() == []
        assert database.execute("SELECT * FROM sqlite_master WHERE type='trigger'").fetchall() == []
    assert gpd.read_file(path).passes.tolist() == [7]


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        *(("passes", "TEXT"), ("speed_kmh", "BLOB"), ("direction", "INTEGER")),
        *(("Passes2", "INTEGER"), ("shape", "POINT")),
    ],
)
def test_columns_have_their_declared_types(column: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "observed.gpkg"
    write_geopackage(path, Layer("observed", "LINESTRING", {column: kind}, []))
    assert column in refused("observe", path)


def test_a_table_whose_pages_are_shared_is_refused(observed: Path) -> None:
    """Reading it could last for ever."""
    with closing(sqlite3.connect(observed)) as database, database:
        database.executemany(
            "INSERT INTO observed (direction) VALUES (?)", [("x" * 900,) for _ in range(400)]
        )
        (root,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'observed'"
        ).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    content = bytearray(observed.read_bytes())
    page = memoryview(content)[(root - 1) * size : root * size]
    assert page[0] == 5  # an inner page of a table
    first, second = (int.from_bytes(page[at : at + 2], "big") for at in (12, 14))
    page[second : second + 4] = page[first : first + 4]  # both cells lead to one page
    observed.write_bytes(content)
    assert "damaged" in refused("observe", observed)


def test_checking_can_be_cancelled(observed: Path) -> None:
    def stop() -> None:
        raise TrajganrError(Code.JOB_CANCELLED, "Cancelled.", "")

    file = declared("observe", observed.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trajganr_core.contract.files.received_geopackage.STEPS", 1)
        with pytest.raises(TrajganrError) as caught:
            receive(file, observed.name, observed, stop)
    assert caught.value.code is Code.JOB_CANCELLED


@pytest.mark.parametrize(
    "text",
    [
        '<OGRVRTDataSource><OGRVRTLayer name="a"/></OGRVRTDataSource>',
        "edge,name\n1,<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>\n",
        '{"type": "FeatureCollection"}',
        "edge,password\n1,a\n",
        "edge\0,name\n",
    ],
)
def test_a_table_of_text_is_one(text: str, tmp_path: Path) -> None:
    path = tmp_path / "speeds.csv"
    path.write_text("edge,highway,speed_kmh_whole_week\n1,a < b,3\n", encoding="utf-8")
    received("routing_export", path)
    path.write_text(text, encoding="utf-8")
    refused("routing_export", path)


@pytest.mark.parametrize(
    ("kind", "name", "format"),
    [
        ("routing_export", "speeds.parquet", "geoparquet"),
        ("export", "roads.fgb", "flatgeobuf"),
        ("od_matrix", "od_matrix.omx", "omx"),
    ],
)
def test_binary_files_have_their_marks(kind: str, name: str, format: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    for content, is_fine in ((file_like(format), True), (b"<svg/>", False), (b"", False)):
        path.write_bytes(content)
        file = declared(kind, name)
        if is_fine:
            receive(file, name, path, lambda: None)
        else:
            with pytest.raises(TrajganrError):
                receive(file, name, path, lambda: None)


@pytest.mark.parametrize(
    "action",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert) >>",
        b"/AA << /O << /S /Java#53cript >> >>",
        b"/S /Launch",
        b"/S /URI /URI (http://host)",
        b"/Type /ObjStm",
        b"/Encrypt 1 0 R",
    ],
)
def test_a_pdf_only_shows_pages(action: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Page >> endobj\n%%EOF\n")
    received("area_report", path)
    path.write_bytes(b"%PDF-1.4\n1 0 obj << " + action + b" >> endobj\n%%EOF\n")
    refused("area_report", path)


PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A &amp; B</title>'
    "<style>td { color: #222; }</style></head><body><h1>A &lt;b&gt;</h1>"
    '<table><tr><td style="text-align: right;">1 &lt; 2</td></tr></table>'
    '<figure><img alt="a" src="data:image/png;base64,AAAA"><figcaption>c</figcaption></figure>'
    "</body></html>"
)


def test_a_page_is_written_anew_with_a_policy(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(PAGE, encoding="utf-8")
    text = received("report", path).read_text(encoding="utf-8")
    assert "default-src 'none'" in text.partition("<title>")[0]
    assert "<title>A &amp; B</title>" in text
    for part in ("<h1>A &lt;b&gt;</h1>", ">1 &lt; 2</td>", "base64,AAAA", "td { color: #222; }"):
        assert part in text


@pytest.mark.parametrize(
    "part",
    [
        "<script>1</script>",
        "<SCRIPT/SRC=//host></SCRIPT>",
        '<img src="http://host/a.png" alt="">',
        '<img src="data:image/svg+xml;base64,AAAA" alt="">',
        '<p onclick="1">a</p>',
        '<a href="http://host">a</a>',
        '<iframe src="http://host"></iframe>',
        '<meta http-equiv="refresh" content="0;url=http://host">',
        "<style>body { background: u\\72l(http://host) }</style>",
        "<style>@import 'http://host';</style>",
        "<svg><use href='http://host#a'/></svg>",
        "<!-- [if IE]><script>1</script><![endif] -->",
        "<?php 1 ?>",
        "<p class=a>a</p>",
        "<p ",
        "<![CDATA[<script>1</script>]]>",
        "<p>",
        "</p>",
        '<base href="http://host">',
        '<td style="background: url(http://host)">a</td>',
    ],
)
def test_a_page_with_anything_else_is_refused(part: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(PAGE.replace("<h1>", f"{part}<h1>"), encoding="utf-8")
    refused("report", path)


def roads_page(title: str = "A", background: str = "") -> str:
    data = json.dumps({"title": title, "background": background})
    encoded = base64.b64encode(gzip.compress(data.encode())).decode()
    return page_around(encoded, title, background)


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace("</body>", "<script>1</script></body>"),
        lambda page: page.replace("default-src &#x27;none&#x27;", "default-src *"),
        lambda page: page.replace("<title>A", "<title>B"),
        lambda page: page + "<script>1</script>",
        lambda page: "<script>1</script>" + page,
        lambda page: page.replace('type="application/gzip">', 'type="application/gzip">AAAA'),
        lambda page: "<p>nothing</p>",
    ],
)
def test_a_page_of_roads_is_ours_around_data(change: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "roads.html"
    path.write_text(roads_page("A"), encoding="utf-8", newline="")
    received("webpage", path)
    path.write_text(change(roads_page("A")), encoding="utf-8", newline="")
    refused("webpage", path)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("../evil.jpg", "images/1.jpg"),
        ("images/../evil.jpg", "images/1.jpg"),
        ("images/a.html", "images/1.jpg"),
        ("images/2.jpg", "../../etc/passwd"),
        ("images/2.jpg", "/vsicurl/http://host/a.jpg"),
    ],
)
def test_an_archive_has_pictures_only(name: str, index: str, tmp_path: Path) -> None:
    path = tmp_path / "street_view.zip"

    def write(added: str, indexed: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("images/1.jpg", b"\xff\xd8")
            archive.writestr(added, b"\xff\xd8")
            archive.writestr("index.csv", f"id,file,lon,lat\n1,{indexed},0,0\n")

    write("images/2.jpg", "images/1.jpg")
    received("fetch_street_view", path)
    write(name, index)
    refused("fetch_street_view", path)


def test_a_file_has_a_largest_size(observed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(received_files.MAX_BYTES, Format.GEOPACKAGE, 10)
    with pytest.raises(TrajganrError) as caught:
        received("observe", observed)
    assert caught.value.code is Code.PROTOCOL_TOO_LARGE


def test_a_refused_file_is_not_read_by_its_name(observed: Path, tmp_path: Path) -> None:
    """A column or file of a long or odd name makes a message, not a failure."""
    copy = tmp_path / "copy" / "observed.gpkg"
    copy.parent.mkdir()
    shutil.copy(observed, copy)
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(f'ALTER TABLE observed ADD COLUMN "{"x" * 5000}" TEXT')
    assert len(refused("observe", copy)) < 1000


@pytest.mark.parametrize(
    ("column", "kind", "is_fine"),
    [
        *(("way_id", "INTEGER", True), ("share [%]", "REAL", True), ("photo", "BLOB", True)),
        *(("speed_kmh_2019", "TEXT", True), ("speed_kmh", "TEXT", False)),
        *(("[% env('HOME') %]", "TEXT", False), ("a\nb", "TEXT", False)),
    ],
)
def test_columns_of_the_users_own_roads_are_passed_on(
    column: str, kind: str, is_fine: bool, tmp_path: Path
) -> None:
    path = tmp_path / "roads.gpkg"
    write_geopackage(path, Layer("roads", "LINESTRING", {column: kind}, []))
    if is_fine:
        received("predict", path)
    else:
        refused("predict", path)


@pytest.mark.parametrize("rule", ["@import 'a';", "@font-face {}", "@media print {}"])
def test_a_style_has_no_rule_but_that_of_the_night(rule: str) -> None:
    night = f"{NIGHT} {{ img {{ filter: invert(1); }} }}"
    assert night in plain_page(document("A", night, element("p", "B")))
    with pytest.raises(RefusedFileError):
        plain_page(document("A", night + rule, element("p", "B")))
