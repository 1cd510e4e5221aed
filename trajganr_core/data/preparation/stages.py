"""A cache of the results of preparation stages.

The result of a stage is a folder of files. Its key is a hash of the content of its input files, its
options, the keys of the stages that it depends on, and the code of this package. So a cached result
equals the one that would be computed, and a changed source invalidates only the results that depend
on it.

Results are computed in place and added to the cache by hard links, or copies where links are not
possible. A file that has changed since is detected by its hash and computed again. Several
processes may use one cache at once: results are added and removed atomically.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import read_json, sha256_of, working_folder, write_json
from ...contract.protocol.file_names import inside
from ...contract.version import __version__
from ...utils.cache import cache_folder

log = logging.getLogger(__name__)

MARKER = "stage.json"
#: Default of ``TRAJGANR_CACHE_GB``: largest total size; beyond it the least recently used results
#: are removed.
MAX_GB = 20.0


@dataclass(frozen=True)
class Stage:
    """The files of a stage, and whether they come from the cache.

    The key is one of the inputs of the stages that depend on this one.
    """

    key: str
    folder: Path
    reused: bool


class StageCache:
    """Results of stages on disk.

    Args:
        folder: of the cache; ``stages`` in the user's cache folder if None.
        largest_bytes: limit of the total size; ``TRAJGANR_CACHE_GB`` or 20 GB if None. With 0
            nothing is cached.
    """

    def __init__(self, folder: Path | None = None, largest_bytes: int | None = None) -> None:
        self.folder = (folder or cache_folder() / "stages").absolute()
        self.largest_bytes = _largest_bytes() if largest_bytes is None else largest_bytes

    def run(
        self, name: str, inputs: Mapping[str, Any], make: Callable[[Path], object], into: Path
    ) -> Stage:
        """Provide the files of a stage in ``into``, from the cache or by calling ``make``.

        A failure to add a result to the cache is logged and is not an error.

        Args:
            name: kind of stage.
            inputs: JSON-able; everything that the result depends on, except the code.
            make: writes the files to a folder.
            into: a new folder.
        """
        text = json.dumps([code_version(), name, inputs], sort_keys=True)
        key = hashlib.sha256(text.encode()).hexdigest()
        entry = self.folder / name / key
        if self._take(entry, into):
            log.info("Stage %s: inputs are unchanged, result taken from the cache", name)
            return Stage(key, into, reused=True)
        into.mkdir(parents=True)
        make(into)
        self._add(into, entry)
        return Stage(key, into, reused=False)

    def _take(self, entry: Path, into: Path) -> bool:
        """Link a cached result into a new folder; a damaged one is removed instead."""
        if not (entry / MARKER).is_file():
            return False
        try:
            for file, digest in read_json(entry / MARKER)["files"].items():
                link_or_copy(inside(entry, file), inside(into, file))
                if sha256_of(into / file) != digest:
                    raise ValueError(f"{file} has changed")
            into.mkdir(parents=True, exist_ok=True)
            (entry / MARKER).touch()
        except (
            *(OSError, ValueError, KeyError, TypeError, AttributeError),
            TrajganrError,  # for a path outside of the cache
        ) as error:
            log.warning("The cached result %s is unusable and computed again: %s", entry, error)
            _remove(entry)
            shutil.rmtree(into, ignore_errors=True)
            return False
        return True

    def _add(self, result: Path, entry: Path) -> None:
        if self.largest_bytes <= 0:
            return
        try:
            entry.parent.mkdir(parents=True, exist_ok=True)
            with working_folder(entry.parent) as folder:
                temporary = folder / entry.name
                files = {}
                for file in sorted(file for file in result.rglob("*") if file.is_file()):
                    name = file.relative_to(result).as_posix()
                    link_or_copy(file, temporary / name)
                    files[name] = sha256_of(file)
                size = sum((result / name).stat().st_size for name in files)
                temporary.mkdir(exist_ok=True)
                write_json(temporary / MARKER, {"files": files, "bytes": size})
                _rename(temporary, entry)
            self._evict()
        except OSError as error:
            log.warning("The result cannot be added to the cache as %s: %s", entry, error)

    def _evict(self) -> None:
        """Remove the least recently used results beyond the size limit."""
        entries = []
        for entry in self.folder.glob("*/[!.]*"):
            try:
                marker = entry / MARKER
                entries.append((marker.stat().st_mtime, int(read_json(marker)["bytes"]), entry))
            except (OSError, ValueError, KeyError, TypeError):  # Just removed, or damaged.
                _remove(entry)
        total = sum(size for _, size, _ in entries)
        for _, size, entry in sorted(entries):
            if total <= self.largest_bytes:
                return
            _remove(entry)
            total -= size


def link_or_copy(source: Path, target: Path) -> None:
    """Hard-link a file, or copy it where links are not possible."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)


@cache
def code_version() -> str:
    """Hash of the package's code, so that no version number has to be maintained."""
    digest = hashlib.sha256(__version__.encode())
    core = Path(__file__).parents[2]
    for file in sorted(file for part in ("data", "utils") for file in (core / part).rglob("*")):
        if file.suffix in {".py", ".csv"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _rename(result: Path, entry: Path) -> None:
    try:
        result.rename(entry)
    except OSError:
        if not (entry / MARKER).is_file():  # Otherwise another process has just added it.
            raise


def _remove(entry: Path) -> None:
    """Remove a result; the marker first, because without it the result is not used."""
    with contextlib.suppress(OSError):
        (entry / MARKER).unlink()
    shutil.rmtree(entry, ignore_errors=True)


def _largest_bytes() -> int:
    text = os.environ.get("TRAJGANR_CACHE_GB", "")
    try:
        size = float(text) if text else MAX_GB
        if not 0 <= size < float("inf"):
            raise ValueError
    except ValueError:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "TRAJGANR_CACHE_GB is {value!r}, which is not a size in gigabytes.",
            "Set it to a number such as 20, or to 0 to cache nothing.",
            value=text,
        ) from None
    return int(size * 1e9)
