"""numba's compiler, with a cache that belongs to the present state of these modules.

numba notices a change of a function's own file, but not of the files whose functions it calls, and
would go on with old code. So the cache's folder is named by a hash of all files here. It is in the
cache folder of the account, not in the one that ``TRAJGANR_CACHE`` names: that may be shared, and
numba's cache is code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
from platformdirs import user_cache_path

__all__ = ["njit"]

Function = TypeVar("Function", bound=Callable[..., Any])


def _cache_folder() -> Path:
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return user_cache_path("trajganr", appauthor=False) / "compiled" / digest.hexdigest()[:16]


_config: Any = numba.config
if not _config.CACHE_DIR:  # NUMBA_CACHE_DIR
    _config.CACHE_DIR = str(_cache_folder())


def njit(function: Function) -> Function:
    """Compile a function at its first call; it runs without Python's lock."""
    compiled: Any = numba.njit(cache=True, nogil=True)(function)
    return compiled
