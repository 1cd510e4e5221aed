"""Files and folders that are either complete or absent, and hashes of their content."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from ..errors import Code, TrajganrError
from ..records import plain_json
from .running_process import began

#: Prefix of temporary folders beside an output.
WORKING = ".trajganr-"
#: The prefix is followed by the machine, the process that uses the folder, and when that began.
_OWNER = re.compile(re.escape(WORKING) + r"([0-9a-f]{8})-([0-9]+)-(?:([0-9a-f]{8})-)?")
#: Subfolders for a new folder, and for the one that it replaces.
_NEW, _OLD = "new", "old"
#: Free space below which the disk counts as full, if a write fails for an unknown reason.
FULL_BELOW_BYTES = 1 << 20
#: Age at which the working folder of another machine counts as left over.
FORGOTTEN_S = 7 * 24 * 3600.0


@contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """A temporary hidden folder in the folder ``beside``.

    Its name contains the process. Those of killed ones are removed first: a process that is killed
    can remove nothing, so the next one that writes at the same place does.
    """
    remove_leftovers(beside)
    prefix = f"{WORKING}{machine()}-{os.getpid()}-{_beginning(os.getpid())}-"
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
    try:
        yield folder
    except Exception as error:
        if _is_of_gdal(error) and shutil.disk_usage(folder).free < FULL_BELOW_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(beside)) from error
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_of_gdal(error: Exception) -> bool:
    """Whether an error is of the library for layers, which does not report a full disk."""
    return type(error).__module__.partition(".")[0] == "pyogrio"


def remove_leftovers(folder: Path) -> None:
    """Remove the working folders of killed processes in ``folder``.

    If one was killed while it replaced a result, the old result is restored.
    """
    for left in folder.glob(f"{WORKING}*"):
        if _is_forgotten(left):
            for old in (left / _OLD).glob("*"):
                if not os.path.lexists(folder / old.name):
                    with suppress(FileNotFoundError):  # another process was faster
                        old.rename(folder / old.name)
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def atomic_file(out: Path) -> Iterator[Path]:
    """Fill a temporary file that becomes ``out``, replacing it, only if the block succeeds."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with working_folder(out.parent) as folder:
        temporary = folder / out.name
        yield temporary
        temporary.replace(out)


@contextmanager
def atomic_folder(out: Path, marker: str) -> Iterator[Path]:
    """Fill a temporary folder that becomes ``out``, replacing it, only if the block succeeds.

    Args:
        out: the folder.
        marker: a file of every folder of this kind; other folders are not replaced.

    Raises:
        TrajganrError: as :func:`refuse_foreign`.
    """
    refuse_foreign(out, marker)
    out.parent.mkdir(parents=True, exist_ok=True)
    with new_folder(out) as temporary:
        temporary.mkdir()
        yield temporary


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """The path of a folder to create that becomes ``out``, replacing it, if the block succeeds."""
    with working_folder(out.parent) as folder:
        temporary, old = folder / _NEW / out.name, folder / _OLD / out.name
        temporary.parent.mkdir()
        yield temporary
        if out.exists():
            old.parent.mkdir()
            out.rename(old)
        try:
            temporary.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise


def _is_forgotten(left: Path) -> bool:
    owner = _OWNER.match(left.name)
    if owner is None or not _is_own_folder(left):
        return False
    where, process, beginning = owner.groups()
    if where == machine() and not _is_running(int(process), beginning):
        return True
    try:
        return time.time() - left.stat().st_mtime > FORGOTTEN_S
    except OSError:  # its owner has just removed it
        return False


def _is_own_folder(path: Path) -> bool:
    """Whether this is a folder of this account, and no link: others write to /tmp as well."""
    try:
        status = path.lstat()
    except OSError:  # its owner has just removed it
        return False
    return stat.S_ISDIR(status.st_mode) and (
        sys.platform == "win32" or status.st_uid == os.geteuid()
    )


def machine() -> str:
    """An id of this machine, for folders that machines share."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _is_running(process: int, beginning: str | None) -> bool:
    """Whether this process runs, and not another one that got its id, or what is left of it."""
    if sys.platform == "win32":  # the age of the folder decides
        return True
    return began(process) is not None and beginning in (None, _beginning(process))


def _beginning(process: int) -> str:
    """When a process began, as text for names of files."""
    return hashlib.sha256((began(process) or "").encode()).hexdigest()[:8]


def disk_is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room for a file."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def checkpoint_beside(out: Path) -> Path:
    """The folder in which training towards ``out`` keeps its checkpoint."""
    return out.with_name(f".{out.name}.checkpoint")


def refuse_foreign(out: Path, marker: str) -> None:
    """Refuse to replace a file, or a folder with content but without the file ``marker``.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if out.is_file() or (out.is_dir() and not (out / marker).is_file() and any(out.iterdir())):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{out} exists and has other content, which would be lost.",
            "Choose a new folder.",
            out=str(out),
        )


def sha256_of(path: Path) -> str:
    """Hex digest of a file's content."""
    digest = hashlib.sha256()  # hashlib.file_digest needs Python 3.11; QGIS may have 3.10
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def write_json(path: Path, data: Any) -> None:
    """Write readable JSON."""
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_json(path: Path) -> Any:
    """Read JSON.

    Raises:
        OSError: for a file that cannot be read, and for anything but a regular file.
        ValueError: for a file that is not JSON, or nested too deeply.
    """
    with open_regular(path) as file:
        return plain_json.loads(file.read().decode("utf-8"))


def open_regular(path: Path) -> IO[bytes]:
    """Open an untrusted file, but no named pipe or device, which could block.

    Raises:
        OSError: for a file that cannot be read, and for anything but a regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise
