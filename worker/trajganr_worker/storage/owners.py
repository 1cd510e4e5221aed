"""Whose a bundle or model is, and whether others may read it.

Each has a small file for this beside the folders, in ``bundles/.owners`` or ``models/.owners``, so
that its owner stays known when its job is deleted or the job store is moved away. What has no such
file, such as a folder that was copied into the home, belongs to the administrators.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trajganr_core.contract.files.atomic_io import atomic_file, read_json, write_json

from .home import Home, is_id


@dataclass(frozen=True)
class Ownership:
    """Whose a bundle or model is.

    Attributes:
        owner: who had it made, "" for the worker's owner; None where that is unknown.
        is_shared: whether everybody who has a key may read and use it.
    """

    owner: str | None = None
    is_shared: bool = False


#: That of what nothing is recorded about.
NOBODY = Ownership()


class Owners:
    """The owners of the bundles and models in a home."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def of(self, kind: str, artifact_id: str) -> Ownership:
        """Whose a bundle or model is; :data:`NOBODY` where its file is missing or damaged."""
        if not is_id(artifact_id):
            return NOBODY
        try:
            content = read_json(self._home.owner_file(kind, artifact_id))
            owner, is_shared = content["owner"], content["shared"]
        except (OSError, ValueError, KeyError, TypeError):
            return NOBODY
        if not isinstance(owner, str | None) or not isinstance(is_shared, bool):
            return NOBODY
        return Ownership(owner, is_shared)

    def record(self, kind: str, artifact_id: str, owner: str) -> None:
        """Record the owner of a bundle or model, which need not exist yet.

        Raises:
            OSError: where it cannot be written.
        """
        self._write(kind, artifact_id, replace(self.of(kind, artifact_id), owner=owner))

    def share(self, kind: str, artifact_id: str, *, is_shared: bool) -> None:
        """Let everybody who has a key read and use a bundle or model, or no longer.

        Raises:
            TrajganrError: as :meth:`.home.Home.existing`.
            OSError: where it cannot be written.
        """
        self._home.existing(kind, artifact_id)
        self._write(kind, artifact_id, replace(self.of(kind, artifact_id), is_shared=is_shared))

    def _write(self, kind: str, artifact_id: str, ownership: Ownership) -> None:
        content = {"owner": ownership.owner, "shared": ownership.is_shared}
        with atomic_file(self._home.owner_file(kind, artifact_id)) as temporary:
            write_json(temporary, content)
