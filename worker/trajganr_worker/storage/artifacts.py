"""The bundles and models in a worker's home, described by their manifests."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.file_names import is_file_name
from trajganr_core.contract.protocol.job_parsing import MAX_NAME

from . import open_files
from .home import Home, is_id
from .manifest_reader import MANIFESTS, read_manifest


class Artifacts:
    """Lists and describes bundles and models; a manifest is read again only if it has changed."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._cache: dict[tuple[str, str], tuple[tuple[int, ...], dict[str, Any]]] = {}

    def ids(self, kind: str) -> list[str]:
        """Ids of all ``bundle`` or ``model`` folders, including damaged ones, newest first."""
        ids = []
        for folder in (self._home.path / f"{kind}s").glob("*"):
            with contextlib.suppress(OSError):  # it has just been deleted
                if is_file_name(folder.name) and folder.is_dir():
                    ids.append((folder.stat().st_mtime, folder.name))
        return [name for _, name in sorted(ids, reverse=True)]

    def describe(self, kind: str, artifact_id: str) -> dict[str, Any]:
        """A ``bundle`` or ``model``: ``id, name, created_at``, and ``manifest`` or ``card``.

        Raises:
            TrajganrError: those of :func:`.manifest_reader.read_manifest` and
                :meth:`.home.Home.existing`; ``INPUT.FORMAT`` for a folder whose name is no id.
        """
        if not is_id(artifact_id):
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The folder {name!r} in the worker's home has a name that no {kind} has.",
                "Rename it to letters, digits, - and _, or remove it, on the worker's machine.",
                name=artifact_id[:200],
                kind=kind,
            )
        folder = self._home.existing(kind, artifact_id)
        version = _version(kind, folder)
        cached = self._cache.get((kind, artifact_id))
        if cached is None or cached[0] != version:
            manifest = read_manifest(kind, folder)
            content = _describe(kind, folder, manifest.name or artifact_id, manifest.to_dict())
            cached = self._cache[kind, artifact_id] = version, content
        return cached[1]

    def summarise(self, kind: str, artifact_id: str) -> dict[str, Any]:
        """As :meth:`describe`; a damaged one is ``damaged``, with the ``error``."""
        try:
            return self.describe(kind, artifact_id)
        except TrajganrError as error:
            if open_files.ran_out(error):
                raise
            folder = self._home.path / f"{kind}s" / artifact_id
            content = _describe(kind, folder, artifact_id, {})
            return {**content, "damaged": True, "error": error.to_dict()}

    def forget(self, kind: str, artifact_id: str) -> None:
        """Drop the cached description of a deleted bundle or model."""
        self._cache.pop((kind, artifact_id), None)


def _version(kind: str, folder: Path) -> tuple[int, ...]:
    """Changes when the description changes; empty if there is no manifest."""
    try:
        status, of_manifest = folder.stat(), (folder / MANIFESTS[kind]).stat()
    except OSError:
        return ()
    return status.st_mtime_ns, of_manifest.st_mtime_ns, of_manifest.st_size


def _describe(kind: str, folder: Path, name: str, manifest: dict[str, Any]) -> dict[str, Any]:
    try:
        created_at = folder.stat().st_mtime
    except OSError:
        created_at = 0.0
    about = {"id": folder.name, "name": name[:MAX_NAME], "created_at": created_at}
    return {**about, "manifest" if kind == "bundle" else "card": manifest}
