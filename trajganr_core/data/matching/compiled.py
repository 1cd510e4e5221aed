"""numba's compiler, with a cache that belongs to the present state of these modules.

numba notices a change of a function's own file, but not of the files whose functions it calls, and
would go on with old code. So the cache's folder is named by a hash of all files that use it. It is
in the cache folder of the account, not in the one that ``TRAJGANR_CACHE`` names: that may be
shared, and numba's cache is code. ``NUMBA_CACHE_DIR`` names another one.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core.caching import (
    CompileResultCacheImpl,
    FunctionCache,
    IndexDataCacheFile,
    UserProvidedCacheLocator,
)
from platformdirs import user_cache_path

log = logging.getLogger(__name__)

#: Code of other states of these files is removed if no process has used it for this time, seconds.
UNUSED_S = 7 * 86_400

Function = TypeVar("Function", bound=Callable[..., Any])

_config: Any = numba.config


def njit(function: Function) -> Function:
    """Compile a function at its first call; it runs without Python's lock."""
    compiled: Any = numba.njit(nogil=True)(function)
    folder = _folder()
    if folder is not None:
        compiled._cache = _cache_in(folder, function) or compiled._cache
    return compiled


def usable_folder(base: Path, state: str) -> Path | None:
    """The folder for the code of a state, made if needed; None, with a warning, if it is unusable.

    Folders of other states that have not been used for a while are removed when it is made.
    """
    folder = base / state
    try:
        is_new = not folder.is_dir()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_writable_by_others(base.parent, base, folder)
        os.utime(folder)
    except OSError as error:
        _warn(folder, error)
        return None
    if is_new:
        _remove_unused(base)
    return folder


def _remove_unused(base: Path) -> None:
    """A process that uses one of them nevertheless compiles its functions again."""
    for other in base.iterdir():
        try:
            if time.time() - other.stat().st_mtime > UNUSED_S:
                shutil.rmtree(other)
        except OSError:  # it is in use, or another process removes it too
            log.debug("Could not remove %s", other, exc_info=True)


def _refuse_writable_by_others(*folders: Path) -> None:
    """Raise OSError if another account could place code there, which would be executed."""
    if os.name == "nt":
        return
    for folder in folders:
        status = folder.stat()
        is_shared = status.st_mode & stat.S_IWOTH and not status.st_mode & stat.S_ISVTX
        if status.st_uid not in (0, os.getuid()) or is_shared:
            raise PermissionError(f"other accounts can write to {folder}")


@functools.cache
def _folder() -> Path | None:
    digest = hashlib.sha256()
    for package in ("matching", "recovery"):
        for file in sorted((Path(__file__).parents[1] / package).glob("*.py")):
            digest.update(file.read_bytes())
    named = _config.CACHE_DIR  # NUMBA_CACHE_DIR
    own = Path(named) / "trajganr" if named else user_cache_path("trajganr", appauthor=False)
    return usable_folder(own / "compiled", digest.hexdigest()[:16])


def _cache_in(folder: Path, function: Callable[..., Any]) -> _Cache | None:
    named = _config.CACHE_DIR
    _config.CACHE_DIR = str(folder)  # numba has no other way to name it
    try:
        return _Cache(function)
    except RuntimeError as error:  # numba cannot write there
        _warn(folder, error)
        return None
    finally:
        _config.CACHE_DIR = named


def _warn(folder: Path, error: Exception) -> None:
    _warn_once(str(folder), str(error))


@functools.cache
def _warn_once(folder: str, error: str) -> None:
    log.warning(
        "The compiled map matcher cannot be kept in %s: %s. Every process that matches trips "
        "compiles it again, which takes about 20 seconds.",
        *(folder, error),
    )


class _HashedFiles(IndexDataCacheFile):
    """Files that end with a hash: damaged machine code would crash the process.

    pickle ignores what follows its data.
    """

    def _dump(self, content: object) -> bytes:
        data = super()._dump(content)
        return data + hashlib.sha256(data).digest()

    def _load_data(self, name: str) -> Any:
        data = Path(self._data_path(name)).read_bytes()
        size = hashlib.sha256().digest_size
        if hashlib.sha256(data[:-size]).digest() != data[-size:]:
            raise ValueError(f"{name} is damaged")
        return super()._load_data(name)


class _Files(CompileResultCacheImpl):
    _locator_classes = [UserProvidedCacheLocator]  # noqa: RUF012  # as in its base class


class _Cache(FunctionCache):
    """numba's cache of a function. If it fails, the function is compiled without it."""

    _impl_class = _Files

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self._cache_file = _HashedFiles(
            self._cache_path, self._impl.filename_base, self._impl.locator.get_source_stamp()
        )

    def load_overload(self, *signature_and_context: Any) -> Any:
        try:
            return super().load_overload(*signature_and_context)
        except Exception as error:  # a damaged pickle raises any
            log.info("Compiling %s again: %s", self._name, error)
            self._try(self.flush)
            return None

    def save_overload(self, *signature_and_code: Any) -> None:
        self._try(lambda: super(_Cache, self).save_overload(*signature_and_code))

    def _try(self, change: Callable[[], None]) -> None:
        try:
            change()
        except Exception as error:
            _warn(Path(self._cache_path), error)
