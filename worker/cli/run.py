"""Running a job in this process, with its result whole at ``--out`` or nothing there."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.jobs import JobParams
from trajganr_core.storage import atomic_file, checkpoint_beside, refuse_foreign

from ..home import MANIFESTS
from ..jobs import find_job
from ..terminal import Terminal
from .arguments import Interrupted, Result, params_of

__all__ = ["answer", "make", "new_file", "write_file", "write_folder"]

#: Parts of a result that are left out where it is not JSON.
FOR_MACHINES = ("cleaning", "dropped", "matching", "tiles")


def make(kind: type[JobParams], options: argparse.Namespace, terminal: Terminal) -> Result:
    """Run a job that makes a bundle or a model in the folder ``--out``."""
    assert kind.makes is not None  # nosec B101 # holds by construction
    refuse_foreign(options.out, MANIFESTS[kind.makes])
    params = params_of(kind, options)
    try:
        result = find_job(kind.kind)(params, options.out, terminal.progress)
    except KeyboardInterrupt:
        checkpoint = checkpoint_beside(options.out)
        if checkpoint.is_dir():
            raise Interrupted(checkpoint) from None
        raise
    shutil.rmtree(checkpoint_beside(options.out), ignore_errors=True)
    return answer(options, result)


def write_file(
    kind: type[JobParams], options: argparse.Namespace, terminal: Terminal, **secrets: str
) -> Result:
    """Run a job that leaves one file, and put that at ``--out``."""
    params = params_of(kind, options, **secrets)
    with new_file(options.out) as partial:
        folder = partial.with_name("output")
        result = find_job(kind.kind)(params, folder, terminal.progress)
        (file,) = result.pop("files")
        (folder / file).replace(partial)
    return answer(options, result)


def write_folder(params: JobParams, options: argparse.Namespace, terminal: Terminal) -> Result:
    """Run a job that leaves several files in the folder ``--out``, which it makes itself."""
    return answer(options, find_job(params.kind)(params, options.out, terminal.progress))


def answer(options: argparse.Namespace, result: dict[str, Any]) -> Result:
    """What a command says in the end; people read in ``remarks`` what the counts of losses say."""
    shown = result if options.json else {k: v for k, v in result.items() if k not in FOR_MACHINES}
    return {"out": str(options.out), **shown}


@contextmanager
def new_file(out: Path) -> Iterator[Path]:
    """A path beside ``out`` that becomes ``out`` if the block ends well, and goes otherwise."""
    if out.is_dir():
        raise TrajganrError(
            Code.INPUT_FIELD, "{out} is a folder.", "Name a file for --out.", out=str(out)
        )
    with atomic_file(out) as temporary:
        yield temporary
