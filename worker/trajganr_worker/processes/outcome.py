"""The outcome of a job, which its process writes to disk.

The process writes it last, after its output is complete. A supervisor that could not receive it,
because it was killed or its disk was full, reads it later, so that a finished job is not run again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code
from trajganr_core.contract.files.atomic_io import atomic_file
from trajganr_core.contract.records.json_records import decode

from ..storage.open_files import ran_out

FILE = "outcome.json"
#: Above this number of files one ``sync`` of the whole system is faster.
MANY_FILES = 1000


@dataclass(frozen=True)
class Outcome:
    """The end of a job as reported by its own process.

    Attributes:
        attempt: number of the job's process.
        result: the job's result, or None.
        files: of the result: ``{name: {"size": bytes, "sha256": hex}}``.
        disk_bytes: size of its output.
        memory_bytes: peak memory of the process.
        error: of a job that failed, for :meth:`.TrajganrError.from_dict`, or None.
    """

    attempt: int
    result: Mapping[str, Any] | None = None
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    disk_bytes: int | None = None
    memory_bytes: int | None = None
    error: Mapping[str, Any] | None = None

    @property
    def was_stopped(self) -> bool:
        """Whether the process was stopped from outside, unless its job was cancelled."""
        return self.error is not None and self.error.get("code") == Code.JOB_CANCELLED.value

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Outcome:
        """Rebuild the outcome from its fields.

        Raises:
            ValueError: for values that a job's process would not write.
        """
        outcome = decode(cls, content)
        if outcome.result is None and outcome.error is None:
            raise ValueError("an outcome without a result or an error")
        return outcome

    def write(self, folder: Path) -> None:
        """Write the outcome to the job's folder, safe from a power failure."""
        with atomic_file(folder / FILE) as temporary:
            temporary.write_text(json.dumps(asdict(self)), encoding="utf-8")
            _sync(temporary)
        _sync(folder)

    @classmethod
    def read(cls, folder: Path, attempt: int) -> Outcome | None:
        """The outcome that a job's attempt has written to its folder, if it has.

        Raises:
            OSError: where it cannot be read for want of a file descriptor.
        """
        try:
            outcome = cls.from_dict(json.loads((folder / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, RecursionError) as error:
            if ran_out(error):
                raise
            return None
        return outcome if outcome.attempt == attempt else None


def sync_tree(path: Path) -> None:
    """Flush a file, or a folder with its content, to disk."""
    inside = [path, *(path.rglob("*") if path.is_dir() else ())]
    if len(inside) > MANY_FILES and hasattr(os, "sync"):
        os.sync()
        return
    for each in inside:
        if not each.is_symlink() and each.exists():
            _sync(each)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # not possible on Windows, and not needed
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
