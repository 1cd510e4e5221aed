"""Input files: plain, gzipped, in a ZIP, or all files of a folder."""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from tempfile import gettempdir
from typing import IO, TYPE_CHECKING, cast

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import working_folder
from ..contract.files.output_paths import check_input
from ..contract.files.unpacked_size import zip_directory

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

#: Magic bytes of a ZIP: of its first file, or of the end record if it is empty.
ZIPS, GZIP = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b"
BUFFER_BYTES = 1 << 20
#: Size up to which any file may be unpacked, regardless of the ratio.
FREELY_UNPACKED_BYTES = 256 << 20
#: Largest ratio of compression. Text of fixes shrinks to a tenth, very regular text to a fiftieth;
#: beyond this ratio a file is damaged or a decompression bomb.
MAX_UNPACKED_PER_PACKED = 200
MAX_UNPACKED_BYTES = 200 << 30
#: The directory of a ZIP is read whole; an entry takes some hundred bytes.
MAX_FILES_IN_ZIP = 100_000
ZIP_ENTRY_BYTES = 512
#: Longest quoted message of a library, characters.
MAX_DETAIL = 200
#: Formats that are ZIP files but are opened by GDAL as one file.
FORMATS_IN_ZIP = (".xlsx", ".ods", ".kmz", ".shz")
#: Suffixes of sidecar files.
COMPANIONS = (
    *(".dbf", ".shx", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".qmd", ".qml", ".xml"),
    *(".xsd", ".gfs", ".csvt", "-wal", "-shm", "-journal", ".crc"),
)


@dataclass(frozen=True)
class InputFile:
    """A file, or a member of a ZIP, which is not unpacked to disk.

    Attributes:
        path: of the file or the ZIP.
        member: name in the ZIP, if the file is in one.
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
    def open(self, archive: zipfile.ZipFile | None = None) -> Iterator[BufferedReader]:
        """Open the file; gzip is decompressed.

        Args:
            archive: its ZIP from :func:`opened`, for many members: opening a ZIP reads its whole
                directory.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` when the ZIP or gzip is damaged, encrypted or uses an
                unknown compression, or unpacks to more than is allowed
                (:func:`check_unpacked`).
        """
        try:
            with self._stored(archive) as file:
                if file.peek(2)[:2] == GZIP:
                    with gzip.open(file) as content:
                        yield _buffered(_Limited(content, self))
                else:
                    yield file
        except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise _damaged(self, str(error)) from error

    @contextmanager
    def _stored(self, opened: zipfile.ZipFile | None) -> Iterator[BufferedReader]:
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        with nullcontext(opened) if opened else zipfile.ZipFile(self.path) as archive:
            try:
                info = archive.getinfo(self.member)
                check_unpacked(self, info.compress_size, info.file_size)
                member = archive.open(info)
            except (NotImplementedError, RuntimeError, OSError) as error:
                # Raised by zipfile for unknown methods, encrypted members and wrong offsets.
                raise _damaged(self, str(error)) from error
            with member:
                yield _buffered(member)

    @contextmanager
    def unpacked(self) -> Iterator[Path]:
        """A plain file with the content; a temporary one if the file is in a ZIP or gzipped.

        Raises:
            TrajganrError: as :meth:`open`.
        """
        if not self.member and not _starts_with(self.path, GZIP):
            yield self.path
            return
        with working_folder(Path(gettempdir())) as folder:
            path = folder / "unpacked"
            with self.open() as content, path.open("wb") as copy:
                shutil.copyfileobj(content, copy, BUFFER_BYTES)
            yield path

    def head(self, count: int) -> bytes:
        """Its first bytes."""
        with self.open() as file:
            return file.read(count)

    @property
    def packed_bytes(self) -> int:
        """Its size on disk, compressed."""
        if not self.member:
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return archive.getinfo(self.member).compress_size

    @property
    def unpacked_bytes(self) -> int:
        """The size of its content; 0 for a gzip, which is read to its end to know it."""
        if not self.member:
            return 0 if _starts_with(self.path, GZIP) else self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return archive.getinfo(self.member).file_size

    @property
    def for_gdal(self) -> str:
        """The name under which GDAL opens it."""
        if self.member:
            return f"/vsizip/{{{self.path.absolute()}}}/{self.member}"
        if self.path.is_file() and _starts_with(self.path, GZIP):
            return f"/vsigzip/{self.path.absolute()}"
        return str(self.path)


class _Limited(RawIOBase):
    """Decompressed content of a file, limited in size."""

    def __init__(self, content: gzip.GzipFile, file: InputFile) -> None:
        self._content = content
        self._file = file
        self._packed = file.packed_bytes
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        count = self._content.readinto(buffer)
        self._unpacked += count
        check_unpacked(self._file, self._packed, self._unpacked)
        return count


def check_unpacked(file: Path | InputFile, packed: int, unpacked: int) -> None:
    """Refuse a packed file that unpacks to more bytes than is allowed.

    The limit is :data:`MAX_UNPACKED_PER_PACKED` times its size, but at least
    :data:`FREELY_UNPACKED_BYTES` and at most :data:`MAX_UNPACKED_BYTES`.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    most = max(FREELY_UNPACKED_BYTES, MAX_UNPACKED_PER_PACKED * packed)
    most = min(most, MAX_UNPACKED_BYTES)
    if unpacked > most:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} unpacks to more than {limit:,} MB, from {packed:,.1f} MB. At most {ratio} "
            "times the packed size is read, and at most {most:,} GB.",
            "If you trust the source of the file, unpack it with another program and use its "
            "content.",
            path=str(file),
            limit=most >> 20,
            packed=packed / (1 << 20),
            ratio=MAX_UNPACKED_PER_PACKED,
            most=MAX_UNPACKED_BYTES >> 30,
        )


def check_archive(path: Path) -> None:
    """Refuse a ZIP with too many files, and a ZIP or gzip that unpacks to more than is allowed.

    For files that a library unpacks itself. A gzip is read to its end.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    if not path.is_file():
        return
    if any(_starts_with(path, magic) for magic in ZIPS):
        _members(path)
    elif _starts_with(path, GZIP):
        with InputFile(path).open() as content:
            while content.read(BUFFER_BYTES):
                pass


def input_files(path: Path) -> list[InputFile]:
    """The file itself, or all files of a ZIP or a folder, recursively, sorted by name.

    Hidden files and companions, such as a shapefile's ``.dbf``, are left out.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``; ``INPUT.EMPTY`` for an empty file, folder or ZIP;
            ``INPUT.FORMAT`` for a damaged ZIP.
    """
    existing_file(path)
    if path.is_dir():
        # A file geodatabase is a folder that GDAL opens as a whole.
        if path.suffix.lower() == ".gdb":
            return [InputFile(path)]
        inside = sorted(below for below in path.rglob("*") if below.is_file())
        files = [
            file
            for below in inside
            if _is_data(below.relative_to(path).as_posix())
            for file in _unzipped(below)
        ]
    else:
        files = _unzipped(path)
    if not files:
        raise nothing_in(path)
    return files


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile | None]:
    """The ZIP of input files, for :meth:`InputFile.open`; None for a file that is none."""
    if not any(_starts_with(path, magic) for magic in ZIPS):
        yield None
        return
    with zipfile.ZipFile(path) as archive:
        yield archive


def existing_file(path: Path) -> Path:
    """The path itself, if it is a file that is not empty.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``; ``INPUT.EMPTY`` for an empty file; ``INPUT.FORMAT``
            for a pipe or a device.
    """
    check_input(path)
    if not path.exists():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND, "There is no file {path}.", "Check the path.", path=str(path)
        )
    if path.is_file() and path.stat().st_size == 0:
        raise nothing_in(path)
    return path


def nothing_in(source: Path | InputFile | str) -> TrajganrError:
    """The error for a readable file or layer without data."""
    return TrajganrError(
        Code.INPUT_EMPTY, "{path} contains no data.", "Choose a file with data.", path=str(source)
    )


def in_brackets(error: Exception) -> str:
    """A library's message in brackets, shortened, to be appended to a sentence."""
    text = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return shortened(text, MAX_DETAIL)


def shortened(text: str, longest: int) -> str:
    """The text, with an ellipsis at the end if it has more characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def gdal_says(error: Exception) -> str:
    """GDAL's message in brackets; empty if it only reports an unknown format."""
    text = str(error).partition("; It might help")[0]
    if isinstance(error, UnicodeDecodeError) or "not recognized as" in text:
        return ""
    # For a failed query, quote the reason without the SQL.
    text = text.rpartition(") failed: ")[2].partition("; ")[0]
    return f" (GDAL: {in_brackets(ValueError(text))})"


def _buffered(file: IO[bytes] | RawIOBase) -> BufferedReader:
    return BufferedReader(cast(RawIOBase, file), BUFFER_BYTES)


def _unzipped(path: Path) -> list[InputFile]:
    if not any(_starts_with(path, magic) for magic in ZIPS):
        return [InputFile(path)]
    members = _members(path)
    if path.suffix.lower() in FORMATS_IN_ZIP:
        return [InputFile(path)]
    return [InputFile(path, member) for member in members if _is_data(member)]


def _members(path: Path) -> list[str]:
    """The names of the files in a ZIP that is not too large, sorted.

    Readers stop at the sizes in the ZIP's directory, so these are reliable limits.
    """
    check_directory(path, MAX_FILES_IN_ZIP)
    try:
        with zipfile.ZipFile(path) as archive:
            files = [item for item in archive.infolist() if not item.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _damaged(InputFile(path), str(error)) from error
    for file in files:
        check_unpacked(InputFile(path, file.filename), file.compress_size, file.file_size)
    # Entries may overlap.
    check_unpacked(path, path.stat().st_size, sum(file.file_size for file in files))
    return sorted(file.filename for file in files)


def check_directory(path: Path, most: int) -> None:
    """Refuse a ZIP with more files than ``most``, before its directory is read.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    with path.open("rb") as file:
        entries, directory, _ = zip_directory(file) or (0, 0, 0)
    if entries > most or directory > most * ZIP_ENTRY_BYTES:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} contains {entries:,} files; at most {most:,} in a ZIP are read.",
            "Unpack it with another program and use the folder, or split the ZIP.",
            path=str(path),
            entries=entries,
            most=most,
        )


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
        "{path} cannot be unpacked: it is damaged, encrypted or uses an unknown compression "
        "({reason}).",
        "Unpack it with another program, or download it again.",
        path=str(file),
        reason=reason.rstrip("."),
    )
