"""The worker's home folder: its layout, and checks that no name from a client leaves it."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import re
import shutil
import stat
import sys
import threading
import typing
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import Bundle, File, JobParams, Model, hints_of
from trajganr_core.contract.protocol.connection import make_home
from trajganr_core.contract.protocol.file_names import is_file_name, is_sha256

from .trash import Trash

logger = logging.getLogger(__name__)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

_KINDS: dict[Any, str] = {File: "file", Bundle: "bundle", Model: "model"}

#: Values that a parameter accepts in place of a file.
_KEYWORDS = {"weights": frozenset({"hub", "none"})}

#: Name of the file or folder in a job's work folder that the job makes.
OUTPUT = "output"
#: Folder beside an uploaded file with an empty file for each user who uploaded it, and beside
#: bundles and models with a file for each (:mod:`.owners`).
OWNERS = ".owners"


@dataclass(frozen=True)
class Reference:
    """A file by its content: ``sha256:<hex>/<file name>``.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` for an invalid hash or file name.
    """

    sha256: str
    name: str

    def __post_init__(self) -> None:
        if not is_sha256(self.sha256):
            raise _refused("{value!r} is not a SHA-256 in hexadecimal", self.sha256)
        if not is_file_name(self.name):
            raise _refused("{value!r} cannot be a file's name", self.name)

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Parse the text that :meth:`.Client.put_file` returns."""
        scheme, _, rest = text.partition(":")
        digest, _, name = rest.partition("/")
        if scheme != "sha256":
            raise _refused("{value!r} is not a reference to a file that was sent", text)
        return cls(digest, name)


class Home:
    """Paths under the home folder, which is created if absent, for its owner only.

    Raises:
        TrajganrError: ``INPUT.FIELD`` where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        make_home(path)
        self.path = path.resolve()
        self.store = self.path / "jobs.sqlite"
        self.incoming = self.path / "data" / ".incoming"
        self.trash = Trash(self.path / ".trash")
        #: Held while a file in ``data`` is added, removed or looked up.
        self.data_lock = threading.Lock()

    def restrict_to_owner(self) -> None:
        """Restrict the home to its owner: it contains trips, jobs and keys.

        Raises:
            TrajganrError: ``INPUT.FIELD`` where the permissions cannot be changed.
        """
        if not _restrict_to_owner(self.path):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Other accounts can enter the worker's home {home}, and this one cannot change "
                "that.",
                "Run 'chmod 700' on it as its owner, or name a folder of your own with --home or "
                "in TRAJGANR_HOME, on a file system that keeps permissions.",
                home=str(self.path),
            )

    def data(self, reference: Reference) -> Path:
        """Path of the file with that content and name; it need not exist."""
        return self._inside("data", reference.sha256, reference.name)

    def job(self, job_id: str) -> Path:
        """The folder of a job: its manifest, log and result."""
        return self._inside("jobs", _checked_id(job_id))

    def manifest(self, job_id: str) -> Path:
        """Path of the job's manifest: parameters, hashes, versions."""
        return self.job(job_id) / "job.json"

    def log(self, job_id: str) -> Path:
        """Path of the job's log, the output of its process."""
        return self.job(job_id) / "log.txt"

    def work(self, job_id: str) -> Path:
        """Folder that a running job writes to; its content is used only if the job succeeds."""
        return self.job(job_id) / "work"

    def result(self, job_id: str) -> Path:
        """Folder with the files of a job that succeeded."""
        return self.job(job_id) / "result"

    def result_file(self, job_id: str, name: str) -> Path:
        """Path of a file of a job's result."""
        return self._inside("jobs", _checked_id(job_id), "result", name)

    def artifact(self, kind: str, artifact_id: str) -> Path:
        """Folder of a ``bundle`` or ``model``; it need not exist."""
        return self._inside(f"{kind}s", _checked_id(artifact_id))

    def owner_file(self, kind: str, artifact_id: str) -> Path:
        """Path of the file that says whose a ``bundle`` or ``model`` is."""
        return self.path / f"{kind}s" / OWNERS / f"{_checked_id(artifact_id)}.json"

    def existing(self, kind: str, artifact_id: str) -> Path:
        """Folder of an existing ``bundle`` or ``model``.

        Raises:
            TrajganrError: ``MODEL.MISSING`` or, for a bundle, ``INPUT.NOT_FOUND``.
        """
        folder = self.artifact(kind, artifact_id)
        if not folder.is_dir():
            raise self.missing(kind, artifact_id)
        return folder

    def missing(self, kind: str, artifact_id: str) -> TrajganrError:
        """The error for a ``bundle`` or ``model`` that is absent or belongs to another user."""
        return TrajganrError(
            Code.MODEL_MISSING if kind == "model" else Code.INPUT_NOT_FOUND,
            "The worker has no {kind} {id!r}.",
            "Choose one that the worker lists, or make it again.",
            kind=kind,
            id=artifact_id,
        )

    def sent_file(self, text: str) -> Path:
        """Path of the uploaded file that a reference names.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``; ``PROTOCOL.SCHEMA`` for an invalid reference.
        """
        path = self.data(Reference.parse(text))
        if not path.is_file():
            raise self.not_sent(text)
        return path

    def not_sent(self, text: str) -> TrajganrError:
        """The error for a file that this user has not uploaded."""
        return TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The worker does not have the file {reference}.",
            "Send it before the job.",
            reference=text.rpartition("/")[2],
        )

    def grant(self, reference: Reference, owner: str) -> None:
        """Record that a user has uploaded a file; the worker's owner may use any file."""
        if owner:
            mark = self._mark(reference, owner)
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()

    def is_granted(self, reference: Reference, owner: str) -> bool:
        """Whether a user may use a file: knowing its hash is not enough."""
        if not owner:
            return True
        return self._mark(reference, owner).is_file()

    def free_bytes(self) -> int:
        """Free space on the home's disk, in bytes."""
        return shutil.disk_usage(self.path).free

    def lock(self) -> IO[str]:
        """Make this process the home's only worker until the returned file is closed.

        Raises:
            TrajganrError: ``RESOURCE.LOCKED``.
        """
        file = (self.path / "lock").open("a")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise TrajganrError(
                Code.RESOURCE_LOCKED,
                "Another worker uses {home}.",
                "Stop it with 'trajganr worker stop', or give this one a --home of its own.",
                home=str(self.path),
            ) from error
        return file

    def _mark(self, reference: Reference, owner: str) -> Path:
        """File that marks an upload by a user under this name; names may be confidential too."""
        return self.data(reference).parent / OWNERS / _checked_id(owner) / reference.name

    def _inside(self, *parts: str) -> Path:
        path = self.path.joinpath(*parts)
        # The parts were checked, but a symbolic link in the home could still point out of it.
        try:
            is_inside = path.resolve().is_relative_to(self.path)
        except (OSError, RuntimeError):  # a loop of symbolic links
            is_inside = False
        if not is_inside:
            raise _refused("{value!r} leads out of the worker's home", "/".join(parts))
        return path


def is_id(text: str) -> bool:
    """Whether a text can be the id of a job, bundle or model."""
    return _ID.fullmatch(text) is not None


def restrict_cache(folder: Path) -> None:
    """Restrict the cache to its owner: jobs keep trips there too."""
    with contextlib.suppress(OSError):  # it is checked again when it is used
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _restrict_to_owner(folder):
            logger.warning("Other accounts can enter the cache %s, which holds trips", folder)


def resolve_params(params: JobParams, home: Home) -> JobParams:
    """The parameters with a path for every file, bundle and model.

    Raises:
        TrajganrError: ``PROTOCOL.SCHEMA`` for a malformed reference or id; ``INPUT.NOT_FOUND`` or
            ``MODEL.MISSING`` where the home lacks the named item.
    """
    resolvers: dict[str, Callable[[str], str]] = {
        "file": lambda value: str(home.sent_file(value)),
        "bundle": lambda value: str(home.existing("bundle", value)),
        "model": lambda value: str(home.existing("model", value)),
    }
    paths: dict[str, Any] = {}
    for name, kind, values in references_of(params):
        resolved = tuple(map(resolvers[kind], values))
        paths[name] = resolved if isinstance(getattr(params, name), tuple) else resolved[0]
    return dataclasses.replace(params, **paths)


def references_of(params: JobParams) -> list[tuple[str, str, tuple[str, ...]]]:
    """References in the parameters: parameter name; file, bundle or model; values."""
    references = []
    for name, kind in _REFERENCES[type(params)].items():
        value = getattr(params, name)
        if value is not None and value not in _KEYWORDS.get(name, ()):
            references.append((name, kind, value if isinstance(value, tuple) else (value,)))
    return references


def leaves_bundle_open(params: JobParams) -> bool:
    """Whether the parameters name a model and leave its bundle to the model's card."""
    names = _REFERENCES[type(params)]
    if names.get("model") != "model" or names.get("bundle") != "bundle":
        return False
    values = vars(params)
    return values["model"] is not None and values["bundle"] is None


def _restrict_to_owner(folder: Path) -> bool:
    """Restrict a folder to its owner; False where that cannot be changed."""
    if sys.platform == "win32":  # user folders on Windows are private by default
        return True
    mode = stat.S_IMODE(folder.stat().st_mode)
    if not mode & 0o077:
        return True
    with contextlib.suppress(OSError):
        folder.chmod(0o700)
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return False
    logger.warning("Other accounts could enter %s (mode %o); now only its owner can", folder, mode)
    return True


def reference_kinds(cls: type[JobParams]) -> dict[str, str]:
    """The parameters of a job kind that are references, with the kind of what they name."""
    kinds: dict[str, str] = {}
    for name, hint in hints_of(cls, marked=True).items():
        marks = [mark for mark in (hint, *typing.get_args(hint)) if mark in _KINDS]
        if marks:
            kinds[name] = _KINDS[marks[0]]
    return kinds


_REFERENCES = {kind.params: reference_kinds(kind.params) for kind in KINDS.values()}


def _checked_id(value: str) -> str:
    if not is_id(value):
        raise _refused("{value!r} cannot be an id", value)
    return value


def _refused(template: str, value: str) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        f"The request was refused: {template}.",
        "Use the references and ids that the worker returned.",
        value=value[:200],
    )


def _lock(file: IO[str]) -> None:
    """Lock without waiting; the lock is released when the process ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
