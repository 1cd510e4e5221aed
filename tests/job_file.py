"""Runs a job that writes one file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from trajganr_core.contract.kinds import KINDS
from trajganr_core.jobs import job_of
from trajganr_core.utils.progress import Progress, silent

__all__ = ["write_job_file"]


def write_job_file(kind: str, out: Path, progress: Progress = silent, **params: Any) -> Any:
    """Run a job and move its file to ``out``; returns the result. Paths need not be texts."""
    plain = {name: str(each) if isinstance(each, Path) else each for name, each in params.items()}
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        result = job_of(kind)(KINDS[kind].params(**plain), made, progress)
        (file,) = result.files
        out.write_bytes((made / file).read_bytes())
    return result
