"""Where a worker lives and how it is found: its home folder, its addresses, its connection file."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import Code, TrajganrError

__all__ = [
    "ADDRESS_VARIABLE",
    "HOME_VARIABLE",
    "Connection",
    "connection_file",
    "default_home",
    "events_address",
    "local_addresses",
    "tcp_port",
    "worker_down",
]

HOME_VARIABLE = "TRAJGANR_HOME"
#: Names a worker at the near end of an SSH tunnel, ``tcp://127.0.0.1:PORT``.
ADDRESS_VARIABLE = "TRAJGANR_ADDRESS"

#: A socket's path is kept in 108 bytes on Linux and 104 on macOS, its last zero included.
MAX_SOCKET_PATH_BYTES = 100

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Connection:
    """Where a running worker answers.

    Attributes:
        address: of the socket for requests.
        events: of the socket on which jobs' events are published.
        pid: of the worker; 0 where it runs on another machine.
    """

    address: str
    events: str
    pid: int = 0

    def write(self, home: Path) -> None:
        """Leave the connection file in the home, readable by its owner only."""
        target = connection_file(home)
        partial = target.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(self), file)
        partial.replace(target)

    def remove(self, home: Path) -> None:
        """Take the connection file away, and the sockets' files, which ZeroMQ leaves behind."""
        connection_file(home).unlink(missing_ok=True)
        for address in (self.address, self.events):
            if address.startswith("ipc://"):
                Path(address.removeprefix("ipc://")).unlink(missing_ok=True)

    @classmethod
    def read(cls, home: Path) -> Connection:
        """Read the connection file.

        Raises:
            TrajganrError: ``TRANSPORT.DOWN`` where there is none or it cannot be read.
        """
        try:
            data = json.loads(connection_file(home).read_text(encoding="utf-8"))
            return cls(str(data["address"]), str(data["events"]), int(data["pid"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise worker_down(str(home)) from error

    @classmethod
    def through_tunnel(cls, address: str) -> Connection:
        """The connection to a worker whose two ports were forwarded to this machine.

        Raises:
            TrajganrError: ``INPUT.FIELD`` or ``AUTH.DENIED``, as :func:`tcp_port`.
        """
        tcp_port(address)
        return cls(address, events_address(address))


def default_home() -> Path:
    """``$TRAJGANR_HOME``, else the person's folder for application data."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named).expanduser().resolve()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "trajganr"


def connection_file(home: Path) -> Path:
    """The file in which a running worker says where it answers."""
    return home / "connection.json"


def local_addresses(home: Path) -> tuple[str, str]:
    """Addresses for requests and events that only this machine, and this person, can reach.

    A port of 0 stands for any free one.
    """
    if sys.platform == "win32":
        return ("tcp://127.0.0.1:0", "tcp://127.0.0.1:0")
    folder = _socket_folder(home)
    return (f"ipc://{folder / 'requests'}", f"ipc://{folder / 'events'}")


def tcp_port(address: str) -> int:
    """The port of a ``tcp://127.0.0.1:PORT`` address.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for anything else; ``AUTH.DENIED`` for another host.
    """
    host, _, port = address.removeprefix("tcp://").rpartition(":")
    if not address.startswith("tcp://") or not port.isdecimal() or not 0 < int(port) < 65535:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{address!r} is not an address of the form tcp://127.0.0.1:PORT.",
            "Name a port from 1 to 65534; the next one carries the events.",
            address=address,
        )
    if host != LOOPBACK:
        raise TrajganrError(
            Code.AUTH_DENIED,
            "{address} is not on 127.0.0.1, and nothing would keep strangers out there.",
            "Use tcp://127.0.0.1:PORT on the worker's machine and reach it through an SSH tunnel.",
            address=address,
        )
    return int(port)


def events_address(address: str) -> str:
    """Where the events are, by convention, for a worker on a TCP port: on the next port."""
    return f"{address.rpartition(':')[0]}:{tcp_port(address) + 1}"


def worker_down(where: str) -> TrajganrError:
    """The error for a worker that does not answer."""
    return TrajganrError(
        Code.TRANSPORT_DOWN,
        "No worker answers at {where}.",
        "Start it with 'trajganr worker start' or from the TrajGANR dock; for a worker on another "
        "machine, look whether the SSH tunnel is open.",
        where=where,
    )


def _socket_folder(home: Path) -> Path:
    """A folder of this person alone (0700) with a path short enough for a socket in it."""
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    candidates = [home / "run", Path(tempfile.gettempdir()) / f"trajganr-{os.getuid()}-{digest}"]
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime:
        candidates.insert(1, Path(runtime) / f"trajganr-{digest}")
    folder = next((c for c in candidates if _fits(c)), candidates[-1])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # In a shared temporary folder, somebody else may have made it first.
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise TrajganrError(
            Code.AUTH_DENIED,
            "The folder {folder} for the worker's sockets belongs to somebody else.",
            "Set XDG_RUNTIME_DIR to a folder of your own.",
            folder=str(folder),
        )
    folder.chmod(0o700)
    return folder


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / "requests")) <= MAX_SOCKET_PATH_BYTES
