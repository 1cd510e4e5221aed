"""Types of path arguments, and atomic copies of folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TypeAlias

from ..contract.files.atomic_io import atomic_folder
from ..contract.files.output_paths import refuse_input

StrPath: TypeAlias = str | os.PathLike[str]


def copy_folder(source: Path, out: Path, marker: str) -> None:
    """Copy a folder; an earlier folder of the same kind at ``out`` is replaced.

    Args:
        out: the copy; its parents are created.
        marker: the file by which a folder of this kind is recognised; no other is replaced.

    Raises:
        TrajganrError: ``INPUT.FIELD`` where ``out`` is the source, or a folder of another kind.
    """
    refuse_input(out, (source,))
    with atomic_folder(out, marker) as folder:
        shutil.copytree(source, folder, symlinks=True, dirs_exist_ok=True)
