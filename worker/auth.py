"""Who may do what: the person here, and those who hold a key.

A worker that listens at an open address lets nobody in whose CURVE key is not on its list; ZeroMQ's
own authentication asks that list at every handshake (ZAP). What comes through the private sockets
of this machine is from the person whose worker it is.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import zmq
from zmq.auth.thread import ThreadAuthenticator

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.connection import is_loopback, tcp_addresses
from trajganr_core.protocol.keys import ClientKey, is_key, new_pair, write_private
from trajganr_core.storage import atomic_file, write_json

__all__ = ["LOCAL", "Caller", "Gate", "KeyRing", "Member", "caller_of", "check_address"]

#: ZeroMQ's name for those who must show a key.
DOMAIN = "trajganr"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


@dataclass(frozen=True)
class Caller:
    """Who asks.

    Attributes:
        owner: of what they submit; "" for the person whose worker it is.
        is_admin: whether they may see and do what is others'.
    """

    owner: str
    is_admin: bool

    def may_see(self, owner: str | None) -> bool:
        """Whether what somebody owns is for this one's eyes; what nobody owns is for all."""
        return self.is_admin or owner is None or owner == self.owner


LOCAL = Caller("", is_admin=True)


@dataclass(frozen=True)
class Member:
    """An entry of the list of keys.

    Attributes:
        name: who; the owner of the jobs that are submitted with the key.
        public: the key.
        is_admin: whether they may see and do what is others'.
        added_at: Unix seconds.
        revoked_at: Unix seconds, None while the key is accepted.
    """

    name: str
    public: str
    is_admin: bool
    added_at: float
    revoked_at: float | None = None


class KeyRing:
    """The worker's own keys and the list of those whose keys it accepts, in its home.

    Another process may change the list while the worker runs; it is read again when it has changed.

    Args:
        home: the worker's home folder.
    """

    def __init__(self, home: Path) -> None:
        self._server_file = home / "keys" / "server.json"
        self._list_file = home / "keys" / "clients.json"
        self._read_version: tuple[int, int] | None = None
        self._members: tuple[Member, ...] = ()
        self._by_key: Mapping[str, Member] = {}
        self._own: ClientKey | None = None

    @property
    def server(self) -> tuple[str, str]:
        """The worker's public and secret key; made at the first need."""
        if not self._server_file.exists():
            public, secret = new_pair()
            self._server_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                text = json.dumps({"public": public, "secret": secret})
                write_private(self._server_file, text)
            except FileExistsError:  # somebody else was quicker
                pass
        known = json.loads(self._server_file.read_text(encoding="utf-8"))
        return known["public"], known["secret"]

    @property
    def own(self) -> ClientKey:
        """A pair for the person here, where the private sockets are not; new in every process."""
        if self._own is None:
            self._own = ClientKey("", *new_pair(), self.server[0])
        return self._own

    def members(self) -> tuple[Member, ...]:
        """Everybody who is or was on the list, in the order in which they were added."""
        self._read_again()
        return self._members

    def find(self, public: str) -> Member | None:
        """Whose key it is, if it is accepted."""
        if self._own is not None and public == self._own.public:
            return Member(LOCAL.owner, public, LOCAL.is_admin, 0.0)
        self._read_again()
        return self._by_key.get(public)

    def caller(self, owner: str) -> Caller:
        """What the owner of a job may see and do now; without a key, what is theirs alone."""
        if owner == LOCAL.owner:
            return LOCAL
        self._read_again()
        is_admin = any(m.name == owner and m.is_admin for m in self._by_key.values())
        return Caller(owner, is_admin)

    def make(self, name: str, *, is_admin: bool) -> ClientKey:
        """Make a pair for somebody and put it on the list.

        Raises:
            TrajganrError: as :meth:`add`.
        """
        public, secret = new_pair()
        self.add(name, public, is_admin=is_admin)
        return ClientKey(name, public, secret, self.server[0])

    def add(self, name: str, public: str, *, is_admin: bool) -> Member:
        """Put a public key on the list.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for a name that is no name or has a key already, and for
                a key that is none.
        """
        if not _NAME.fullmatch(name) or not is_key(public):
            raise _refused(
                "{name!r} is no name, or the key is none",
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
        """Accept somebody's key no longer; a running worker hears of it within a second.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for a name that has no key.
        """
        members = self.members()
        found = next((m for m in members if m.name == name and m.revoked_at is None), None)
        if found is None:
            raise _refused("{name} has no key", "'trajganr worker keys list' shows who has.", name)
        revoked = replace(found, revoked_at=time.time())
        self._write(tuple(revoked if m is found else m for m in members))
        return revoked

    def _write(self, members: tuple[Member, ...]) -> None:
        self._list_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with atomic_file(self._list_file) as temporary:
            write_json(temporary, [asdict(member) for member in members])

    def _read_again(self) -> None:
        version = self.version()
        if version == self._read_version:
            return
        members: list[dict[str, Any]] = []
        if version is not None:
            members = json.loads(self._list_file.read_text(encoding="utf-8"))
        self._members = tuple(Member(**member) for member in members)
        self._by_key = {m.public: m for m in self._members if m.revoked_at is None}
        self._read_version = version

    def version(self) -> tuple[int, int] | None:
        """What is another one when the list has changed."""
        try:
            status = self._list_file.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino


class Gate:
    """Lets those in whose keys are on the list, at every socket of a context.

    Args:
        context: of the worker's sockets.
        ring: the keys.
    """

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], ring: KeyRing) -> None:
        self._ring = ring
        self._public, self._secret = ring.server
        self._authenticator = ThreadAuthenticator(context)
        self._authenticator.start()
        self._authenticator.configure_curve_callback(DOMAIN, credentials_provider=self)

    def protect(self, socket: zmq.Socket[bytes]) -> None:
        """Make a socket ask for a key at the addresses to which it is bound from now on."""
        socket.setsockopt_string(zmq.CURVE_PUBLICKEY, self._public)
        socket.setsockopt_string(zmq.CURVE_SECRETKEY, self._secret)
        socket.setsockopt(zmq.CURVE_SERVER, 1)
        socket.setsockopt_string(zmq.ZAP_DOMAIN, DOMAIN)

    def callback(self, domain: str, key: bytes) -> bool:
        """Called by ZeroMQ's authentication, in its thread: whether a key is accepted."""
        return self._ring.find(key.decode("ascii")) is not None

    def close(self) -> None:
        """End the thread."""
        self._authenticator.stop()


def check_address(address: str | None, ring: KeyRing) -> None:
    """Refuse an address that others can reach while nobody has a key: nobody could come in.

    Raises:
        TrajganrError: ``AUTH.DENIED``; ``INPUT.FIELD`` for an address that is none.
    """
    if address is None:
        return
    tcp_addresses(address)
    if is_loopback(address) or any(member.revoked_at is None for member in ring.members()):
        return
    raise TrajganrError(
        Code.AUTH_DENIED,
        "Other machines can reach {address}, and nobody has a key to this worker yet.",
        "Make one with 'trajganr worker keys make NAME', or listen at tcp://127.0.0.1:PORT and "
        "reach the worker through an SSH tunnel.",
        address=address,
    )


def caller_of(frame: zmq.Frame, ring: KeyRing) -> Caller:
    """Who has sent a frame: ZeroMQ attaches the key that was shown at the handshake.

    Raises:
        TrajganrError: ``AUTH.DENIED`` for a key that is not accepted any more.
    """
    try:
        key = str(frame.get("User-Id"))
    except zmq.ZMQError:  # it came through a private socket
        return LOCAL
    member = ring.find(key)
    if member is None:
        raise TrajganrError(
            Code.AUTH_DENIED,
            "The worker does not accept this key any more.",
            "Ask who runs it for a new one.",
        )
    return Caller(member.name, member.is_admin)


def _refused(what: str, next_action: str, name: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD, f"The list of keys was not changed: {what}.", next_action, name=name
    )
