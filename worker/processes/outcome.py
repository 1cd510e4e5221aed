"""What came of a job, as its process leaves it on disk.

The process writes it as its last deed, after its output is there whole. A supervisor that was not
there to hear of it, because it was killed or had no disk to note it on, finds it later: a job that
was done is not done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from trajganr_core.contract.atomic_io import atomic_file

from ..storage.open_files import ran_out

__all__ = ["Outcome", "sync_tree"]

FILE = "outcome.json"
#: Above so many files it is quicker to have the system write down all that it holds.
MANY_FILES = 1000


@dataclass(frozen=True)
class Outcome:
    """How a job's process ended by itself.

    Attributes:
        attempt: which of the job's processes it was.
        result: what the job answered, or None.
        files: of the result: ``{name: {"size": bytes, "sha256": hex}}``.
        disk_bytes: of what it made.
        memory_bytes: the most that its process has held.
        error: of a job that failed, for :meth:`TrajganrError.from_dict`, or None.
    """

    attempt: int
    result: dict[str, Any] | None = None
    files: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    disk_bytes: int | None = None
    memory_bytes: int | None = None
    error: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Outcome:
        """Rebuild it from its fields.

        Raises:
            TypeError: for other ones, or values that a job's process would not write.
        """
        outcome = cls(**content)
        for value, kinds in (
            (outcome.attempt, int),
            (outcome.result, dict | None),
            (outcome.files, dict),
            (outcome.disk_bytes, int | None),
            (outcome.memory_bytes, int | None),
            (outcome.error, dict | None),
        ):
            if not isinstance(value, kinds):
                raise TypeError(f"{value!r:.200} in an outcome")
        if outcome.result is None and outcome.error is None:
            raise TypeError("an outcome without a result or an error")
        return outcome

    def write(self, folder: Path) -> None:
        """Leave it in the job's folder, safe from a power cut."""
        with atomic_file(folder / FILE) as temporary:
            temporary.write_text(json.dumps(asdict(self)), encoding="utf-8")
            _sync(temporary)
        _sync(folder)

    @classmethod
    def read(cls, folder: Path, attempt: int) -> Outcome | None:
        """The outcome that a job's attempt has left in its folder, if it has.

        Raises:
            OSError: where that cannot be said now, for want of a descriptor.
        """
        try:
            found = cls.from_dict(json.loads((folder / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, RecursionError) as error:
            if ran_out(error):
                raise
            return None
        return found if found.attempt == attempt else None


def sync_tree(path: Path) -> None:
    """Have a file, or a folder and all in it, on the disk and not only on its way there."""
    inside = [path, *(path.rglob("*") if path.is_dir() else ())]
    if len(inside) > MANY_FILES and hasattr(os, "sync"):
        os.sync()
        return
    for each in inside:
        if not each.is_symlink() and each.exists():
            _sync(each)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows cannot, and need not
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
