"""Access to pictures in a folder or a ZIP, without unpacking, and their validation."""

from __future__ import annotations

import io
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from PIL import Image

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.image_limits import MAX_DECODED, MAX_PIXELS, TooManyPixelsError, open_picture
from ..files import check_directory, existing_file

#: Suffixes of pictures that Pillow reads, and of pictures that it does not read.
READABLE = frozenset({".jpg", ".jpeg", ".jpe", ".png", ".webp", ".tif", ".tiff"})
UNREADABLE = frozenset({".heic", ".heif", ".avif", ".dng", ".cr2", ".nef", ".arw"})
#: Target side of a picture that is decoded only for validation.
SMALL_PX = 64
#: Reasons to drop a picture.
BROKEN = Text("whose file is damaged or not a picture")
TOO_LARGE = Text(
    "of more than {most:,} million pixels ({jpeg:,} million for a JPEG)",
    most=MAX_DECODED // 1_000_000,
    jpeg=MAX_PIXELS // 1_000_000,
)
#: Largest picture file: larger ones may be an attack on memory.
MAX_BYTES = 200 << 20
#: Most files of a source; a city has some hundred thousand.
MAX_FILES_IN_ZIP = 1_000_000


class PictureFiles(ABC):
    """Random access to files by name."""

    @abstractmethod
    def names(self) -> list[str]:
        """Names of all files except hidden ones, relative to the folder or ZIP, with slashes."""

    @abstractmethod
    def open(self, name: str) -> IO[bytes] | None:
        """Open a file; None if there is none of this name *inside*, or it is too large.

        Raises:
            OSError, RuntimeError, zipfile.BadZipFile: for a file that cannot be opened.
        """

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where :meth:`open` returns None, or if it is damaged."""
        try:
            file = self.open(name)
            if file is None:
                return None
            with file:
                return file.read()
        except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
            return None


class _Folder(PictureFiles):
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def names(self) -> list[str]:
        files = (path for path in self._root.rglob("*") if path.is_file())
        return sorted(filter(_shown, (path.relative_to(self._root).as_posix() for path in files)))

    def open(self, name: str) -> IO[bytes] | None:
        if "\0" in name:
            return None
        path = (self._root / name).resolve()
        # An index must not give access to files outside of the folder.
        if not path.is_relative_to(self._root) or not path.is_file():
            return None
        return path.open("rb") if path.stat().st_size <= MAX_BYTES else None


class _Zip(PictureFiles):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._sizes = {item.filename: item.file_size for item in archive.infolist()}

    def names(self) -> list[str]:
        return sorted(name for name in self._sizes if not name.endswith("/") and _shown(name))

    def open(self, name: str) -> IO[bytes] | None:
        size = self._sizes.get(name)
        return None if size is None or size > MAX_BYTES else self._archive.open(name)


@contextmanager
def open_files(path: Path) -> Iterator[PictureFiles]:
    """The files of a folder or ZIP, or of the folder that contains a file.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``; ``INPUT.EMPTY`` for an empty file;
            ``INPUT.FORMAT`` for a damaged ZIP, or one with too many files.
    """
    existing_file(path)
    if not is_zip(path):
        yield _Folder(path if path.is_dir() else path.parent)
        return
    check_directory(path, MAX_FILES_IN_ZIP)
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} cannot be opened as ZIP: {reason}",
            "Create the ZIP again.",
            path=str(path),
            reason=str(error),
        ) from error
    with archive:
        yield _Zip(archive)


def is_zip(path: Path) -> bool:
    """Whether a path is a ZIP by content or by suffix."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return path.suffix.lower() == ".zip" or file.read(4) == b"PK\3\4"


def flaw_of(content: bytes) -> Text | None:
    """The reason why a picture cannot be used, such as a truncated one; None for a valid one."""
    try:
        # A JPEG is decoded to its end, but at an eighth of its size, in half of the time.
        with open_picture(io.BytesIO(content), SMALL_PX) as picture:
            picture.load()
    except (TooManyPixelsError, Image.DecompressionBombError):
        return TOO_LARGE
    except Exception:  # Decoders raise many kinds of errors.
        return BROKEN
    return None


def _shown(name: str) -> bool:
    """Whether a file is not a hidden or system file."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" not in parts and not any(part.startswith(".") for part in parts)
