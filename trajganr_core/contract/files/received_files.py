"""Checks files from a worker before anybody opens them: the worker is not trusted.

A file must be what its kind of job declares (:mod:`.result_files`). What no data needs but programs
would obey, such as styles, is refused or taken out: of a GeoPackage, only its tables stay.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path

from ..errors import Code, TrajganrError
from ..kinds import KINDS
from ..kinds.files import Format
from ..kinds.files import OutputFile as File
from .received_geopackage import receive_geopackage
from .received_page import plain_page
from .received_tiles import check_tiles
from .refused_file import RefusedFileError
from .roads_page import check_roads_page

GIB, MIB = 1 << 30, 1 << 20
#: The largest file of each format.
MAX_BYTES = {
    Format.GEOPACKAGE: 64 * GIB,
    Format.CSV: 64 * GIB,
    Format.PARQUET: 64 * GIB,
    Format.FLATGEOBUF: 64 * GIB,
    Format.ZIP: 64 * GIB,
    Format.FEEDS: 64 * GIB,
    Format.OSM: 64 * GIB,
    Format.OMX: 4 * GIB,
    Format.ROADS_PAGE: 256 * MIB,
    Format.TILES: 64 * GIB,
    Format.DOCUMENT: 64 * MIB,
    Format.PDF: 256 * MIB,
    Format.PNG: 64 * MIB,
    Format.JSON: 64 * MIB,
}
#: The first bytes of a format, and the last ones.
MAGIC = {
    Format.PARQUET: (b"PAR1", b"PAR1"),
    Format.FLATGEOBUF: (b"fgb\x03fgb", b""),
    Format.OSM: (b"<?xml", b""),
    Format.OMX: (b"\x89HDF\r\n\x1a\n", b""),
    Format.PNG: (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
}
#: The begin of a text, in which programs look for the format. Nothing there may look like a tag:
#: GDAL would take the text for one of its formats that name other files and services.
HEAD_BYTES = 64 << 10
TAG = re.compile(r"<[A-Za-z?!/]")
#: What a PDF may not do; a character of a name may be written as its number.
ACTIONS = (
    *("JavaScript", "Launch", "OpenAction", "EmbeddedFile", "SubmitForm", "ImportData", "GoToR"),
    *("GoToE", "RichMedia", "AcroForm", "ObjStm", "Encrypt"),
)
PDF_ACTION = re.compile(
    b"/(?:%s)"
    % b"|".join(
        b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in name.encode())
        for name in ACTIONS
    )
)
PICTURE = re.compile(r"images/[\w.-]+\.(?:jpe?g|png|webp)", re.IGNORECASE)
BESIDE_PICTURES = frozenset({"index.csv", "LICENCE.txt"})
FEED = re.compile(r"\d{8}T\d{6}Z\.pb")
#: The texts of an archive are read as a whole.
MAX_TEXT_BYTES, MAX_PICTURE_BYTES = 256 * MIB, 64 * MIB

Poll = Callable[[], None]


def declared(kind: str, name: str) -> File:
    """What a job of a kind declares about a file.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` if it has no such file.
    """
    file = KINDS[kind].file(name) if kind in KINDS else None
    if file is None:
        raise _refused(name, f"a job of the kind {kind} has no file of this name")
    return file


def check_size(file: File, name: str, size: int) -> None:
    """Refuse a file that is too large for its format, before it is fetched.

    Raises:
        TrajganrError: ``PROTOCOL.TOO_LARGE``.
    """
    most = MAX_BYTES[file.format]
    if size > most:
        raise TrajganrError(
            Code.PROTOCOL_TOO_LARGE,
            "The worker's file {name} has {size} bytes; at most {most} are accepted.",
            "Choose a smaller area or fewer times. If you did, do not trust this worker.",
            name=name,
            size=size,
            most=most,
        )


def receive(file: File, name: str, path: Path, poll: Poll) -> None:
    """Check a fetched file, and take out what nobody may obey; only then may it be opened.

    Args:
        file: what it must be.
        name: of the file, for people.
        path: where it is.
        poll: called now and then; may raise to stop.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` if it is anything else.
    """
    check_size(file, name, path.stat().st_size)
    try:
        _receive(file, path, poll)
    except RefusedFileError as refusal:
        raise _refused(name, str(refusal)) from refusal


def _receive(file: File, path: Path, poll: Poll) -> None:
    if file.format in MAGIC:
        _check_magic(path, *MAGIC[file.format])
    match file.format:
        case Format.GEOPACKAGE:
            receive_geopackage(path, file.tables, poll)
        case Format.CSV:
            _check_csv(path, file)
        case Format.ZIP:
            _check_archive(path, PICTURE, BESIDE_PICTURES, poll)
            _check_index(path)
        case Format.FEEDS:
            _check_archive(path, FEED, frozenset(), poll)
        case Format.PDF:
            _check_pdf(path)
        case Format.JSON:
            _check_json(path)
        case Format.DOCUMENT:
            path.write_text(plain_page(_text_of(path)), encoding="utf-8", newline="")
        case Format.ROADS_PAGE:
            check_roads_page(_text_of(path))
        case Format.TILES:
            check_tiles(path)


def _refused(name: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "The worker's file {name} was refused: {reason}.",
        "Plugin and worker should be of the same release. If they are, do not trust this worker.",
        name=name[:200],
        reason=reason[:500],
    )


def _check_magic(path: Path, begin: bytes, end: bytes) -> None:
    with path.open("rb") as file:
        head = file.read(len(begin))
        file.seek(max(0, path.stat().st_size - len(end)))
        tail = file.read(len(end))
    if (head, tail) != (begin, end):
        raise RefusedFileError("its content is of another format")


def _text_of(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedFileError("it is not a text") from error
    if "\0" in text:
        raise RefusedFileError("it is not a text")
    return text


def _check_json(path: Path) -> None:
    try:
        json.loads(_text_of(path), parse_int=float)  # a long integer would take hours
    except (ValueError, RecursionError) as error:
        raise RefusedFileError("it is not JSON") from error


def _check_head(path: Path) -> str:
    """The begin of a text that no program takes for another format."""
    with path.open("rb") as table:
        head = table.read(HEAD_BYTES).decode("utf-8", errors="replace")
    if "\0" in head or head.lstrip()[:1] in {"<", "{", "["} or TAG.search(head):
        raise RefusedFileError("its content is of another format")
    return head


def _check_csv(path: Path, file: File) -> None:
    """Check a table of text, and the names of its columns if they are declared."""
    head = _check_head(path)
    for declared_table in file.tables:
        names = next(csv.reader(head.splitlines()[:1]), [])
        for column in names:
            known = declared_table.column(column) is not None
            if not known and not declared_table.may_be_own(column):
                raise RefusedFileError(f"it has a column {column}, which is not declared")


def _check_archive(
    path: Path, pattern: re.Pattern[str], texts: Collection[str], poll: Poll
) -> None:
    """Check that an archive has files of a pattern and some texts alone, none of them elsewhere."""
    _check_magic(path, b"PK", b"")
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in archive.infolist()]
            if len(set(names)) != len(names):
                raise RefusedFileError("its archive has a file twice")
            for entry in archive.infolist():
                poll()
                is_text = entry.filename in texts
                if not is_text and not pattern.fullmatch(entry.filename):
                    raise RefusedFileError(f"its archive has a file {entry.filename}")
                if entry.flag_bits & 1 or entry.external_attr >> 28 == 0xA:  # encrypted, or a link
                    raise RefusedFileError(
                        f"its archive has a file {entry.filename} of another kind"
                    )
                most = MAX_TEXT_BYTES if is_text else MAX_PICTURE_BYTES
                if entry.file_size > most:
                    raise RefusedFileError(f"the file {entry.filename} of its archive is too large")
    except (zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise RefusedFileError("it is a damaged archive") from error


def _check_index(path: Path) -> None:
    """Check that the index names files of the archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            text = archive.read("index.csv").decode("utf-8-sig", errors="replace")
    except KeyError as error:
        raise RefusedFileError("its archive has no index") from error
    except (zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise RefusedFileError("it is a damaged archive") from error
    for row in csv.DictReader(text.splitlines()):
        if not PICTURE.fullmatch(row.get("file") or ""):
            raise RefusedFileError("its index names a file that is not in its archive")


def _check_pdf(path: Path) -> None:
    """Check that a PDF only shows pages: it has no programs, forms, files or addresses to open."""
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        raise RefusedFileError("its content is of another format")
    if PDF_ACTION.search(content) or re.search(rb"/URI\s*[(<]", content):
        raise RefusedFileError("it does more than to show pages")
