"""Files and folders that are either whole or absent, and the hashes that name their content."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .errors import Code, TrajganrError

__all__ = [
    "atomic_file",
    "atomic_folder",
    "checkpoint_beside",
    "disk_is_full",
    "read_json",
    "refuse_foreign",
    "sha256_of",
    "write_json",
]


@contextmanager
def atomic_file(out: Path) -> Iterator[Path]:
    """Fill a temporary file that becomes ``out``, replacing it, only if the block succeeds."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
        temporary = Path(folder) / out.name
        yield temporary
        temporary.replace(out)


@contextmanager
def atomic_folder(out: Path, marker: str) -> Iterator[Path]:
    """Fill a temporary folder that becomes ``out``, replacing it, only if the block succeeds.

    Args:
        out: the folder.
        marker: a file that tells a folder of this kind; no other is replaced.

    Raises:
        TrajganrError: as :func:`refuse_foreign`.
    """
    refuse_foreign(out, marker)
    out.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    temporary.chmod(0o755)
    replaced = temporary.with_name(temporary.name + ".old")
    try:
        yield temporary
        if out.exists():
            out.rename(replaced)
        temporary.rename(out)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)


def disk_is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room for a file."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def checkpoint_beside(out: Path) -> Path:
    """The folder in which training towards ``out`` keeps its checkpoint."""
    return out.with_name(f".{out.name}.checkpoint")


def refuse_foreign(out: Path, marker: str) -> None:
    """Let only a folder that has the file ``marker``, or nothing, be replaced.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when ``out`` holds something else.
    """
    if out.is_file() or (out.is_dir() and not (out / marker).is_file() and any(out.iterdir())):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{out} exists and holds something else, which would be lost.",
            "Choose a new folder.",
            out=str(out),
        )


def sha256_of(path: Path) -> str:
    """Hex digest of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_json(path: Path, data: Any) -> None:
    """Write readable JSON."""
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_json(path: Path) -> Any:
    """Read JSON."""
    return json.loads(path.read_text(encoding="utf-8"))
