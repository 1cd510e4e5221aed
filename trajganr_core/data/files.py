"""Input files as such: alone, gzipped, in a zip, or all of a folder."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO, cast

from ..errors import Code, TrajganrError

__all__ = ["InputFile", "existing_file", "input_files", "nothing_in"]

#: A zip begins with its first file, or with its end where it has none.
ZIPS, GZIP = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b"
BUFFER_BYTES = 1 << 20
#: Formats that are zips and yet files of their own, which GDAL opens.
FORMATS_IN_ZIP = (".xlsx", ".ods", ".kmz", ".shz")
#: What lies beside the file that it belongs to.
COMPANIONS = (
    ".dbf",
    ".shx",
    ".prj",
    ".cpg",
    ".qpj",
    ".sbn",
    ".sbx",
    ".qix",
    ".qmd",
    ".qml",
    ".xml",
    ".xsd",
    ".gfs",
    ".csvt",
    "-wal",
    "-shm",
    "-journal",
    ".crc",
)


@dataclass(frozen=True)
class InputFile:
    """A file, or one inside a zip, which is never unpacked.

    Attributes:
        path: of the file or the zip.
        member: the file's name in the zip, if it is in one.
    """

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @property
    def stem(self) -> str:
        """Its name up to the first dot."""
        return self.name.split(".")[0] or self.name

    def __str__(self) -> str:
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @contextmanager
    def open(self) -> Iterator[BufferedReader]:
        """Its bytes, ungzipped.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` when the zip or gzip turns out to be damaged, encrypted
                or compressed in a way that is not known.
        """
        try:
            with self._stored() as file:
                if file.peek(2)[:2] == GZIP:
                    with gzip.open(file) as content:
                        yield _buffered(content)
                else:
                    yield file
        except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise _damaged(self, str(error)) from error

    @contextmanager
    def _stored(self) -> Iterator[BufferedReader]:
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(self.path) as archive:
            try:
                member = archive.open(self.member)
            except (NotImplementedError, RuntimeError, OSError) as error:
                # What zipfile raises for methods that it lacks, encrypted members and wrong places.
                raise _damaged(self, str(error)) from error
            with member:
                yield _buffered(member)

    def head(self, count: int) -> bytes:
        """Its first bytes."""
        with self.open() as file:
            return file.read(count)

    @property
    def for_gdal(self) -> str:
        """The name under which GDAL opens it."""
        if self.member:
            return f"/vsizip/{{{self.path.absolute()}}}/{self.member}"
        if self.path.is_file() and _starts_with(self.path, GZIP):
            return f"/vsigzip/{self.path.absolute()}"
        return str(self.path)


def input_files(path: Path) -> list[InputFile]:
    """The file itself, or those of a zip or a folder and all below it, by name.

    Hidden files and companions, such as a shapefile's ``.dbf``, are left out.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``; ``INPUT.EMPTY`` for a file of no bytes, and a folder or
            zip of no files; ``INPUT.FORMAT`` for a damaged zip.
    """
    existing_file(path)
    if path.is_dir():
        # A file geodatabase is a folder that GDAL opens as a whole.
        if path.suffix.lower() == ".gdb":
            return [InputFile(path)]
        inside = sorted(below for below in path.rglob("*") if below.is_file())
        found = [
            file
            for below in inside
            if _is_data(below.relative_to(path).as_posix())
            for file in _unzipped(below)
        ]
    else:
        found = _unzipped(path)
    if not found:
        raise nothing_in(path)
    return found


def existing_file(path: Path) -> Path:
    """The path itself, if there is something in it.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND`` or, for a file of no bytes, ``INPUT.EMPTY``.
    """
    if not path.exists():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "There is no file {path}.",
            "Check the path.",
            path=str(path),
        )
    if path.is_file() and path.stat().st_size == 0:
        raise nothing_in(path)
    return path


def nothing_in(path: Path | InputFile) -> TrajganrError:
    """The error of a file that can be read and holds no data."""
    return TrajganrError(
        Code.INPUT_EMPTY,
        "{path} has no data in it.",
        "Give a file with data.",
        path=str(path),
    )


def _buffered(file: IO[bytes] | gzip.GzipFile) -> BufferedReader:
    return BufferedReader(cast(RawIOBase, file), BUFFER_BYTES)


def _unzipped(path: Path) -> list[InputFile]:
    if (
        not any(_starts_with(path, magic) for magic in ZIPS)
        or path.suffix.lower() in FORMATS_IN_ZIP
    ):
        return [InputFile(path)]
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(item.filename for item in archive.infolist() if not item.is_dir())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _damaged(InputFile(path), str(error)) from error
    return [InputFile(path, member) for member in members if _is_data(member)]


def _is_data(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "_")) and part != ".." for part in parts)
    return not hidden and not name.lower().endswith(COMPANIONS)


def _starts_with(path: Path, magic: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(magic)) == magic


def _damaged(file: InputFile, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} cannot be unpacked: {reason}",
        "Unpack it with another program, or fetch it again.",
        path=str(file),
        reason=reason,
    )
