"""Authentication of the worker's owner and of members, who have a key.

A worker with a TCP address accepts only clients whose CURVE key is on its list; :mod:`.gate` checks
the list at every handshake. On loopback, keys are required as soon as the list has one. Clients on
the machine's private sockets are the worker's owner.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any

import zmq

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import atomic_file, write_json
from trajganr_core.contract.protocol.connection import is_loopback, tcp_addresses
from trajganr_core.contract.protocol.keys import ClientKey, is_key, new_pair, write_private
from trajganr_core.contract.records.json_records import decode

from ..storage import open_files
from .audit_log import HERE

logger = logging.getLogger(__name__)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


@dataclass(frozen=True)
class Caller:
    """The user who sent a request.

    Attributes:
        owner: of the jobs that the user submits; "" for the worker's owner.
        is_admin: whether the user may see and change what belongs to others.
    """

    owner: str
    is_admin: bool

    @property
    def audit_name(self) -> str:
        """Name in the audit log."""
        return self.owner or HERE

    def may_see(self, owner: str | None) -> bool:
        """Whether the caller may see and change what this owner has.

        What has no owner (None) belongs to the administrators.
        """
        return self.is_admin or owner == self.owner


LOCAL = Caller("", is_admin=True)


@dataclass(frozen=True)
class Member:
    """An entry of the list of keys.

    Attributes:
        name: of the member; the owner of the jobs that are submitted with the key.
        public: the key.
        is_admin: whether the member may see and change what belongs to others.
        added_at: Unix seconds.
        revoked_at: Unix seconds, None while the key is accepted.
    """

    name: Annotated[str, _is_name]
    public: Annotated[str, is_key]
    is_admin: bool
    added_at: float
    revoked_at: float | None = None


@dataclass(frozen=True)
class _List:
    """The list of keys as last read.

    Attributes:
        version: of the file.
        members: all present and former members.
        by_key: the members whose keys are accepted.
        fault: why this version of the file could not be read; the members are those read before.
    """

    version: tuple[int, ...] | None
    members: tuple[Member, ...] = ()
    by_key: Mapping[str, Member] = field(default_factory=dict)
    fault: TrajganrError | None = None


class KeyRing:
    """The worker's own keys and the list of keys that it accepts, stored in its home.

    Another process may change the list while the worker runs; it is read again when it has changed.
    While the file cannot be read, the members read before are accepted, or nobody if it was never
    read. It is not overwritten then.
    """

    def __init__(self, home: Path) -> None:
        self._server_file = home / "keys" / "server.json"
        self._list_file = home / "keys" / "clients.json"
        self._lock = threading.Lock()
        self._list = _List(None)
        self._own: ClientKey | None = None

    @property
    def server(self) -> tuple[str, str]:
        """The worker's public and secret key; created when first needed.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` where its file cannot be read.
        """
        if not self._server_file.exists():
            public, secret = new_pair()
            self._server_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                text = json.dumps({"public": public, "secret": secret})
                write_private(self._server_file, text)
            except FileExistsError:  # another process has just created it
                pass
        try:
            pair = json.loads(self._server_file.read_text(encoding="utf-8"))
            public, secret = str(pair["public"]), str(pair["secret"])
            if not is_key(public) or not is_key(secret):
                raise ValueError("it contains no keys")
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise _unreadable_server_key(self._server_file, error) from error
        return public, secret

    @property
    def own(self) -> ClientKey:
        """The owner's key pair where there are no private sockets; new for each process."""
        if self._own is None:
            self._own = ClientKey("", *new_pair(), self.server[0])
        return self._own

    @property
    def requires_keys(self) -> bool:
        """Whether a key is required; also true where the list cannot be read."""
        current = self._current()
        return bool(current.by_key) or current.fault is not None

    def members(self) -> tuple[Member, ...]:
        """All present and former members, in the order in which they were added.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` where the list cannot be read.
        """
        current = self._current()
        if current.fault is not None:
            raise current.fault
        return current.members

    def find(self, public: str) -> Member | None:
        """The member with this key, if it is accepted."""
        if self._own is not None and public == self._own.public:
            return Member(LOCAL.owner, public, LOCAL.is_admin, 0.0)
        return self._current().by_key.get(public)

    def caller(self, owner: str) -> Caller:
        """The present rights of a job's owner; without a key, only their own items."""
        if owner == LOCAL.owner:
            return LOCAL
        accepted = self._current().by_key.values()
        return Caller(owner, any(m.name == owner and m.is_admin for m in accepted))

    def make(self, name: str, *, is_admin: bool) -> ClientKey:
        """Create a key pair for a new member and add it to the list.

        Raises:
            TrajganrError: as :meth:`add`.
        """
        public, secret = new_pair()
        self.add(name, public, is_admin=is_admin)
        return ClientKey(name, public, secret, self.server[0])

    def add(self, name: str, public: str, *, is_admin: bool) -> Member:
        """Add a public key to the list.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for a name that is invalid or has a key already, and
                for an invalid key; as :meth:`members`.
        """
        if not _is_name(name) or not is_key(public):
            raise _refused(
                "the name {name!r} or the key is invalid",
                "Use letters, digits, - and _ for the name, at most 32.",
                name,
            )
        members = self.members()
        if any(m.name.lower() == name.lower() and m.revoked_at is None for m in members):
            raise _refused("{name} has a key", "Revoke that one first, or use another name.", name)
        member = Member(name, public, is_admin, time.time())
        self._write((*members, member))
        return member

    def revoke(self, name: str) -> Member:
        """Revoke a member's key; a running worker refuses it within a second.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for a name that has no key; as :meth:`members`.
        """
        members = self.members()
        member = next((m for m in members if m.name == name and m.revoked_at is None), None)
        if member is None:
            raise _refused("{name} has no key", "'trajganr worker keys list' shows who has.", name)
        revoked = replace(member, revoked_at=time.time())
        self._write(tuple(revoked if m is member else m for m in members))
        return revoked

    def _write(self, members: tuple[Member, ...]) -> None:
        self._list_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with atomic_file(self._list_file) as temporary:
            write_json(temporary, [asdict(member) for member in members])

    def _current(self) -> _List:
        """The list, read again if its file has changed."""
        with self._lock:
            version = self.version()
            if version != self._list.version:
                self._list = self._read(version)
            return self._list

    def _read(self, version: tuple[int, ...] | None) -> _List:
        try:
            members = () if version is None else _members_in(self._list_file)
        except (OSError, ValueError, TypeError, RecursionError) as error:
            fault = _unreadable_list(self._list_file, error)
            if open_files.ran_out(error):  # temporary: it is read again when next needed
                return replace(self._list, fault=fault)
            logger.error("%s", fault)
            return replace(self._list, version=version, fault=fault)
        by_key = {m.public: m for m in members if m.revoked_at is None}
        return _List(version, members, by_key)

    def version(self) -> tuple[int, ...] | None:
        """Version of the list's file; changes when the list changes."""
        try:
            status = self._list_file.stat()
        except FileNotFoundError:
            return None
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_size


def _members_in(path: Path) -> tuple[Member, ...]:
    """The members in a list file.

    Raises:
        OSError: where it cannot be read.
        ValueError: where it is not a valid list of members.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, list):
        raise ValueError("it is not a list")
    return tuple(map(_member_from, content))


def _member_from(entry: Any) -> Member:
    if isinstance(entry, dict) and not set(entry) <= {each.name for each in fields(Member)}:
        raise ValueError("it may be of a newer release")
    return decode(Member, entry)


def check_address(address: str | None, ring: KeyRing) -> None:
    """Refuse an address that others can reach while the list has no key.

    Raises:
        TrajganrError: ``AUTH.DENIED``; ``INPUT.FIELD`` for an invalid address.
    """
    if address is None:
        return
    tcp_addresses(address)
    if is_loopback(address) or ring.requires_keys:
        return
    raise TrajganrError(
        Code.AUTH_DENIED,
        "Other machines can reach {address}, and nobody has a key to this worker yet.",
        "Make one with 'trajganr worker keys make NAME', or listen at tcp://127.0.0.1:PORT and "
        "reach the worker through an SSH tunnel.",
        address=address,
    )


def warning_of(address: str | None, ring: KeyRing) -> str:
    """A warning to show before a worker listens at an address; "" for none.

    On loopback, a worker without keys treats all users of the machine as the worker's owner. On
    Windows, keys are required even at the private addresses.
    """
    if sys.platform == "win32" or address is None or not is_loopback(address):
        return ""
    if ring.requires_keys:
        return ""
    return (
        f"No key is needed at {address}. Every account on this machine can connect there "
        "and is an administrator of this worker: it can read, change and delete all data and jobs. "
        "Run 'trajganr worker keys make NAME' to require keys, or start the worker without "
        "--address: the SSH tunnel of a QGIS profile reaches its private sockets."
    )


def key_of(frame: zmq.Frame) -> str | None:
    """The key of the handshake, which ZeroMQ attaches to frames; None at a private socket."""
    try:
        return str(frame.get("User-Id"))
    except zmq.ZMQError:
        return None


def caller_of(frame: zmq.Frame, ring: KeyRing) -> Caller:
    """The sender of a frame.

    Raises:
        TrajganrError: ``AUTH.DENIED`` for a key that is not accepted any more.
    """
    key = key_of(frame)
    if key is None:
        return LOCAL
    member = ring.find(key)
    if member is None:
        raise TrajganrError(
            Code.AUTH_DENIED,
            "The worker no longer accepts this key.",
            "Ask the person who runs the worker for a new one.",
        )
    return Caller(member.name, member.is_admin)


def _unreadable_list(path: Path, error: Exception) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "The list of keys {path} cannot be read: {reason}.",
        "Restore it from a copy, or use the release that wrote it; or move it away and make new "
        "keys for everybody. A running worker continues with the list that it read last.",
        path=str(path),
        reason=str(error) or type(error).__name__,
    )


def _unreadable_server_key(path: Path, error: Exception) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "The worker's own key {path} cannot be read: {reason}.",
        "Restore it from a copy; or move it away and make new keys for everybody, whose key files "
        "name the worker's key.",
        path=str(path),
        reason=str(error) or type(error).__name__,
    )


def _refused(template: str, next_action: str, name: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD, f"The list of keys was not changed: {template}.", next_action, name=name
    )
