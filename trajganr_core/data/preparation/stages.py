"""Stages of a preparation and their results, kept so that what has not changed is not redone.

The result of a stage is a folder of files. It is known by a key: a hash of the content of what the
stage reads, of its options, of the keys of the stages that it builds on, and of the code of this
package. So a result that is found is the one that would be made, and changing one source leaves the
results that do not depend on it in use.

Results are made where they are needed and kept by hard links, or copies where a link cannot be. A
file that no longer is what was kept, however that came, is recognised by its hash and made again.
Several processes may use one cache at once: a result appears and goes as a whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...contract.atomic_io import read_json, sha256_of, write_json
from ...contract.errors import Code, TrajganrError
from ...contract.protocol.file_names import inside
from ...contract.version import __version__
from ...utils.cache import cache_folder

__all__ = ["Stage", "StageCache", "code_version", "link_or_copy"]

log = logging.getLogger(__name__)

MARKER = "stage.json"
#: Results used least recently go when all together are larger, unless ``TRAJGANR_CACHE_GB`` says
#: another size.
LARGEST_GB = 20.0
#: A folder that a process which was killed left half-filled is nobody's after so long, seconds.
ABANDONED_S = 86_400.0


@dataclass(frozen=True)
class Stage:
    """A stage that was run, or whose result was at hand.

    Attributes:
        key: tells its result from any other; what builds on it has this key among its inputs.
        folder: holds its files.
        reused: whether they were at hand.
    """

    key: str
    folder: Path
    reused: bool


class StageCache:
    """Results of stages on disk.

    Args:
        folder: where they are kept; ``stages`` in the person's cache folder if None.
        largest_bytes: of all results together; ``TRAJGANR_CACHE_GB`` or 20 GB if None. With 0
            nothing is kept.
    """

    def __init__(self, folder: Path | None = None, largest_bytes: int | None = None) -> None:
        self.folder = (folder or cache_folder() / "stages").absolute()
        self.largest_bytes = _largest_bytes() if largest_bytes is None else largest_bytes

    def run(
        self, name: str, inputs: Mapping[str, Any], make: Callable[[Path], None], into: Path
    ) -> Stage:
        """Have the files of a stage in ``into``: the kept ones, or those that ``make`` writes.

        That a result cannot be kept is logged and no failure.

        Args:
            name: of the kind of stage.
            inputs: JSON-able; all that the result is a function of, apart from the code.
            make: fills the folder that it is given.
            into: a folder that does not exist yet.
        """
        key = _key(name, inputs)
        entry = self.folder / name / key
        if self._take(entry, into):
            log.info("Stage %s: nothing has changed, its result is taken from the cache", name)
            return Stage(key, into, reused=True)
        into.mkdir(parents=True)
        make(into)
        self._keep(into, entry)
        return Stage(key, into, reused=False)

    def _take(self, entry: Path, into: Path) -> bool:
        """Link a kept result into a new folder; what is damaged is removed, not used."""
        if not (entry / MARKER).is_file():
            return False
        try:
            for file, digest in read_json(entry / MARKER)["files"].items():
                link_or_copy(inside(entry, file), inside(into, file))
                if sha256_of(into / file) != digest:
                    raise ValueError(f"{file} is not what was kept")
            into.mkdir(parents=True, exist_ok=True)
            (entry / MARKER).touch()
        except (
            *(OSError, ValueError, KeyError, TypeError, AttributeError),
            TrajganrError,  # of a name that leads out of the cache
        ) as error:
            log.warning("The result in %s cannot be used and is made again: %s", entry, error)
            _remove(entry)
            shutil.rmtree(into, ignore_errors=True)
            return False
        return True

    def _keep(self, made: Path, entry: Path) -> None:
        if self.largest_bytes <= 0:
            return
        try:
            entry.parent.mkdir(parents=True, exist_ok=True)
            temporary = Path(tempfile.mkdtemp(prefix=".", dir=entry.parent))
            try:
                files = {}
                for file in sorted(file for file in made.rglob("*") if file.is_file()):
                    name = file.relative_to(made).as_posix()
                    link_or_copy(file, temporary / name)
                    files[name] = sha256_of(file)
                size = sum((made / name).stat().st_size for name in files)
                write_json(temporary / MARKER, {"files": files, "bytes": size})
                _rename(temporary, entry)
            finally:
                shutil.rmtree(temporary, ignore_errors=True)
            self._keep_small()
        except OSError as error:
            log.warning("A result of preparing is not kept in %s: %s", entry, error)

    def _keep_small(self) -> None:
        """Remove what was used least recently, and what processes that died left behind."""
        known = []
        for entry in self.folder.glob("*/*"):
            try:
                if entry.name.startswith("."):
                    if time.time() - entry.stat().st_mtime > ABANDONED_S:
                        shutil.rmtree(entry, ignore_errors=True)
                    continue
                marker = entry / MARKER
                known.append((marker.stat().st_mtime, int(read_json(marker)["bytes"]), entry))
            except (OSError, ValueError, KeyError, TypeError):  # Gone meanwhile, or damaged.
                _remove(entry)
        total = sum(size for _, size, _ in known)
        for _, size, entry in sorted(known):
            if total <= self.largest_bytes:
                return
            _remove(entry)
            total -= size


def link_or_copy(source: Path, target: Path) -> None:
    """Have a file at another place too, without its bytes where the file system lets us."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)


def _key(name: str, inputs: Mapping[str, Any]) -> str:
    facts = json.dumps([code_version(), name, inputs], sort_keys=True)
    return hashlib.sha256(facts.encode()).hexdigest()


@cache
def code_version() -> str:
    """What changes when the code that makes results may have: no number could be forgotten."""
    digest = hashlib.sha256(__version__.encode())
    core = Path(__file__).parents[2]
    for file in sorted(file for part in ("data", "utils") for file in (core / part).rglob("*")):
        if file.suffix in {".py", ".csv"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _rename(made: Path, entry: Path) -> None:
    try:
        made.rename(entry)
    except OSError:
        if not (entry / MARKER).is_file():  # Otherwise another process was faster.
            raise


def _remove(entry: Path) -> None:
    """The marker goes first: without it there is no result to be taken."""
    with contextlib.suppress(OSError):
        (entry / MARKER).unlink()
    shutil.rmtree(entry, ignore_errors=True)


def _largest_bytes() -> int:
    text = os.environ.get("TRAJGANR_CACHE_GB", "")
    try:
        size = float(text) if text else LARGEST_GB
        if not 0 <= size < float("inf"):
            raise ValueError
    except ValueError:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "TRAJGANR_CACHE_GB is {value!r}, which is no size in gigabytes.",
            "Set it to a number such as 20, or 0 to keep nothing.",
            value=text,
        ) from None
    return int(size * 1e9)
