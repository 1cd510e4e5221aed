"""How a worker is found: its home folder, its addresses and its connection file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import Code, TrajganrError
from ..files.atomic_io import disk_is_full
from .keys import ClientKey, write_private

HOME_VARIABLE = "TRAJGANR_HOME"
#: The environment variable with a worker's address, ``ipc://FOLDER`` or ``tcp://HOST:PORT``.
ADDRESS_VARIABLE = "TRAJGANR_ADDRESS"

#: Systems store a socket's path in 108 bytes (Linux) or 104 (macOS), with a final zero.
MAX_SOCKET_PATH_BYTES = 100

LOOPBACK = "127.0.0.1"
_TCP = re.compile(r"tcp://(?P<host>\*|[\w.-]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")


@dataclass(frozen=True)
class Addresses:
    """The addresses of a worker's sockets.

    Attributes:
        requests: for requests.
        events: for events of jobs.
        files: for transfers, so that requests do not wait for them.
    """

    requests: str
    events: str
    files: str


@dataclass(frozen=True)
class Connection:
    """What a client needs to connect to a running worker.

    Attributes:
        addresses: of its sockets.
        pid: of the worker; 0 on another machine.
        key: for a worker that requires one.
        listens: TCP address for other people; "" for none.
    """

    addresses: Addresses
    pid: int = 0
    key: ClientKey | None = None
    listens: str = ""

    def write(self, home: Path) -> None:
        """Write the connection file in the home, readable by its owner only."""
        target = connection_file(home)
        partial = target.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        content = {
            "address": self.addresses.requests,
            "events": self.addresses.events,
            "files": self.addresses.files,
            "pid": self.pid,
            "key": asdict(self.key) if self.key else None,
            "listens": self.listens,
        }
        write_private(partial, json.dumps(content))
        partial.replace(target)

    def remove(self, home: Path) -> None:
        """Remove the connection file, and the files of sockets, which ZeroMQ does not remove."""
        connection_file(home).unlink(missing_ok=True)
        for address in asdict(self.addresses).values():
            if address.startswith("ipc://"):
                Path(address.removeprefix("ipc://")).unlink(missing_ok=True)

    @classmethod
    def read(cls, home: Path) -> Connection:
        """Read the connection file.

        Raises:
            TrajganrError: ``TRANSPORT.DOWN`` if there is none or it cannot be read.
        """
        try:
            data = json.loads(connection_file(home).read_text(encoding="utf-8"))
            addresses = Addresses(*(str(data[part]) for part in ("address", "events", "files")))
            key = ClientKey.from_dict(data["key"]) if data.get("key") else None
            return cls(addresses, int(data["pid"]), key, str(data.get("listens", "")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise worker_down(str(home), is_local=True) from error

    @classmethod
    def remote(cls, address: str, key: ClientKey | None = None) -> Connection:
        """The connection to a worker at an address, or at the near end of an SSH tunnel.

        Args:
            address: ``tcp://HOST:PORT``, or ``ipc://FOLDER`` with the three sockets in it.
            key: for a worker that requires one.

        Raises:
            TrajganrError: ``INPUT.FIELD`` as :func:`tcp_addresses`; ``AUTH.DENIED`` for another
                machine without a key.
        """
        if address.startswith("ipc:///"):
            return cls(socket_addresses(Path(address.removeprefix("ipc://"))), key=key)
        addresses = tcp_addresses(address)
        if key is None and not is_loopback(address):
            raise TrajganrError(
                Code.AUTH_DENIED,
                "A connection to a worker at {address} needs a key.",
                "Name the key file with --key or in TRAJGANR_KEY, or connect through an SSH tunnel "
                "at tcp://127.0.0.1:PORT.",
                address=address,
            )
        return cls(addresses, key=key)


def default_home() -> Path:
    """``$TRAJGANR_HOME``, else ``trajganr`` in the user's folder for application data.

    Raises:
        TrajganrError: as :func:`home_named`.
    """
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return home_named(named)
    try:
        return _usual_home()
    except RuntimeError as error:  # the account has no home folder
        raise _no_such_home("~", error) from error


def home_named(text: str) -> Path:
    """The folder that a person names as a worker's home; it need not exist.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for the folder of an unknown user, and for circular links.
    """
    try:
        return Path(text).expanduser().resolve()
    except (RuntimeError, OSError) as error:
        raise _no_such_home(text, error) from error


def make_home(home: Path) -> None:
    """Create a worker's home for its owner only, if it is absent, and check that it is writable.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if it is not.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        if disk_is_full(error):  # reported when space is needed
            return
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The worker's home {home} is not writable: {reason}.",
            "Give your account write permission, or name another folder with --home or in "
            "TRAJGANR_HOME.",
            home=str(home),
            reason=error.strerror or str(error),
        ) from error


def _usual_home() -> Path:
    """The folder ``trajganr`` in the user's data folder, as platformdirs finds it.

    The plugin calls this too, and QGIS' Python lacks platformdirs. A test compares the results.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "trajganr"


def connection_file(home: Path) -> Path:
    """The file with the addresses of a running worker."""
    return home / "connection.json"


def local_addresses(home: Path) -> Addresses:
    """Addresses for this user on this machine only; on Windows port 0, any free port."""
    if sys.platform == "win32":
        return Addresses(*(f"tcp://{LOOPBACK}:0",) * 3)
    return socket_addresses(_socket_folder(home))


def socket_addresses(folder: Path) -> Addresses:
    """The addresses of the three sockets in a folder."""
    return Addresses(*(f"ipc://{folder / name}" for name in ("requests", "events", "files")))


def tcp_addresses(address: str) -> Addresses:
    """The three addresses of a worker at ``tcp://HOST:PORT``: that port and the two after it.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for anything else.
    """
    match = _TCP.fullmatch(address)
    port = int(match["port"]) if match else 0
    if match is None or not 0 < port < 65534:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{address!r} is not an address of the form tcp://HOST:PORT.",
            "Use a port from 1 to 65533; the next two are for events and files.",
            address=address,
        )
    return Addresses(*(f"tcp://{match['host']}:{port + offset}" for offset in range(3)))


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach the address."""
    return address.startswith(("ipc://", f"tcp://{LOOPBACK}:"))


def worker_down(where: str, *, is_local: bool) -> TrajganrError:
    """The error for a worker that does not answer, on this machine or at an address."""
    return TrajganrError(
        Code.TRANSPORT_DOWN,
        "No worker answers at {where}.",
        "Start it with 'trajganr worker start' or in the TrajGANR dock."
        if is_local
        else "Start it there with 'trajganr worker start'. If it is behind an SSH tunnel, check "
        "that the tunnel is open.",
        where=where,
    )


def _no_such_home(named: str, error: Exception) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "The worker's home {named} cannot be used as a folder: {reason}.",
        "Give the full path of a folder with --home or in TRAJGANR_HOME.",
        named=named,
        reason=str(error).rstrip("."),
    )


def _socket_folder(home: Path) -> Path:
    """A folder for this user only (0700) with a path that is short enough for sockets."""
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    candidates = [home / "run", Path(tempfile.gettempdir()) / f"trajganr-{os.getuid()}-{digest}"]
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime:
        candidates.insert(1, Path(runtime) / f"trajganr-{digest}")
    short = (
        each for each in candidates if len(os.fsencode(each / "requests")) <= MAX_SOCKET_PATH_BYTES
    )
    folder = next(short, candidates[-1])
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The folder {folder} for the worker's sockets cannot be created: {reason}.",
            "Set XDG_RUNTIME_DIR to a folder of your own, or choose a home with a shorter path.",
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error
    # In a shared temporary folder, another user may have created it.
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise TrajganrError(
            Code.AUTH_DENIED,
            "The folder {folder} for the worker's sockets belongs to another user.",
            "Set XDG_RUNTIME_DIR to a folder of your own.",
            folder=str(folder),
        )
    folder.chmod(0o700)
    return folder
