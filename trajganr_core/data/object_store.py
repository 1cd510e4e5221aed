"""Local copies of sources in object stores and other places that fsspec supports.

Readers of trips, roads and pictures need seekable files that GDAL can open. So a source is
downloaded as a whole to the cache. The name of the copy is a hash of the address and of the store's
version of the content (ETag, time, size), so that it is downloaded again only after a change.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import disk_is_full, working_folder
from ..utils.cache import cache_folder, keep_small
from ..utils.paths import StrPath

log = logging.getLogger(__name__)

#: Largest total size of copies; beyond it the least recently used ones are removed.
MAX_BYTES = 100 * 10**9


def local_path(source: StrPath) -> Path:
    """The path of an input; the file or folder at an address such as ``s3://…`` is copied.

    An address is an fsspec URL with protocol; credentials come from the store's standard
    configuration. The copy, in the cache, must not be modified.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` for a protocol whose package is not installed;
            ``INPUT.NOT_FOUND``; ``TRANSPORT.DOWN`` when the store cannot be reached or refuses.
        OSError: when the disk is full.
    """
    address = str(source)
    if "://" not in address:
        return Path(source)
    try:
        store, path = fsspec.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "{address} cannot be opened: {reason}",
            "Install the package of that store, such as s3fs, gcsfs or adlfs, next to trajganr.",
            address=address,
            reason=str(error),
        ) from error
    try:
        files = store.find(path, detail=True)
        if not files:
            raise FileNotFoundError(path)
        return _copy_of(store, path, files, cache_folder() / "fetched")
    except FileNotFoundError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "There is nothing at {address}.",
            "Check the address.",
            address=address,
        ) from error
    except Exception as error:  # each store has its own errors
        if disk_is_full(error):
            raise
        raise TrajganrError(
            Code.TRANSPORT_DOWN,
            "{address} cannot be fetched: {reason}",
            "Check the network and your credentials for that store, and repeat the command.",
            address=address,
            reason=str(error),
        ) from error


def _copy_of(store: Any, path: str, files: dict[str, Any], cache: Path) -> Path:
    """The copy of these files, downloaded if missing."""
    version = [str(store.protocol), path, sorted(store.ukey(file) for file in files)]
    entry = cache / hashlib.sha256(json.dumps(version).encode()).hexdigest()[:32]
    copy = entry / PurePosixPath(path.rstrip("/")).name
    if copy.exists():
        os.utime(entry)
        return copy
    size = sum(int(file.get("size") or 0) for file in files.values())
    log.info("Fetching %d files, %.2f GB", len(files), size / 1e9)
    cache.mkdir(parents=True, exist_ok=True)
    keep_small(cache, "[!.]*/", MAX_BYTES - size)  # not the folders that processes work in
    with working_folder(cache) as folder:
        partial = folder / entry.name
        partial.mkdir()
        target = partial / copy.name
        store.get(path, str(target), recursive=store.isdir(path))
        if not entry.exists():  # another process may have been faster
            partial.rename(entry)
    return copy
