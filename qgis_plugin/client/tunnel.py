"""SSH tunnels to workers on other machines, which the plugin opens and keeps while QGIS runs.

``ssh`` is the person's own, with their configuration, agent and keys. It is never asked for a
password, for which there would be no terminal.
"""

from __future__ import annotations

import atexit
import shutil
import socket
import subprocess  # nosec B404 # ssh, with arguments of our own
import threading
import time
from collections import deque
from dataclasses import dataclass

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.connection import LOOPBACK, tcp_addresses
from trajganr_core.protocol.launch import clean_environment

from ..settings import Profile
from .processes import end_process, own_group

#: ssh gives up connecting after so long, seconds …
CONNECT_TIMEOUT_S = 15
#: … and a tunnel that is not open after so long is given up: hops on the way take their time, too.
OPEN_TIMEOUT_S = 45.0
#: A connection that nothing is heard of is closed after three times so long, seconds.
ALIVE_INTERVAL_S = 15
#: Who failed is not tried again sooner, seconds: the dock looks for its worker every second.
RETRY_AFTER_S = 15.0
TAIL_LINES = 8
POLL_S = 0.1


@dataclass(frozen=True)
class Far:
    """Where a tunnel leads: all of a profile that makes it another tunnel."""

    host: str
    user: str
    port: int
    jump: str
    address: str

    @classmethod
    def of_profile(cls, profile: Profile) -> Far:
        """The far end that a profile names."""
        return cls(
            profile.ssh_host,
            profile.ssh_user,
            profile.ssh_port,
            profile.ssh_jump,
            profile.address,
        )


class Tunnel:
    """One run of ssh.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without ssh.
    """

    def __init__(self, far: Far) -> None:
        self._far = far
        self._said: deque[str] = deque(maxlen=TAIL_LINES)
        self._port = _free_ports()
        self._has_opened = False
        self.address = f"tcp://{LOOPBACK}:{self._port}"
        self._process = self._start()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def is_running(self) -> bool:
        """Whether ssh still runs."""
        return self._process.poll() is None

    @property
    def said(self) -> str:
        """The end of what ssh has said."""
        return "\n".join(self._said)

    def wait_until_open(self) -> None:
        """Wait until ssh has logged in: from then on it listens at the near end.

        Raises:
            TrajganrError: ``TRANSPORT.DOWN`` with what ssh said.
        """
        deadline = time.monotonic() + OPEN_TIMEOUT_S
        while not self._has_opened:
            if not self.is_running:
                self._reader.join(1.0)
                raise self._failed(self.said or "nothing")
            if time.monotonic() > deadline:
                self.close()
                raise self._failed(self.said or f"nothing for {OPEN_TIMEOUT_S:.0f} s")
            self._has_opened = _listens(self._port)
            time.sleep(POLL_S)

    def close(self) -> None:
        """End ssh."""
        end_process(self._process)

    def _start(self) -> subprocess.Popen[str]:
        program = shutil.which("ssh")
        if program is None:
            raise TrajganrError(
                Code.ENV_MISSING_DEP,
                "There is no program ssh on this machine.",
                "Install OpenSSH's client (Windows: Settings › Optional features), or open a "
                "tunnel with another program and name its near end as the address.",
            )
        try:
            return subprocess.Popen(  # nosec B603 # a list, no shell
                [program, *command_line(self._far, self._port)],
                env=clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                **own_group(),
            )
        except OSError as error:
            raise self._failed(str(error)) from error

    def _read(self) -> None:
        for line in self._process.stderr or ():
            self._said.append(line.strip())

    def _failed(self, reason: str) -> TrajganrError:
        return TrajganrError(
            Code.TRANSPORT_DOWN,
            "The SSH tunnel to {host} does not open. ssh says: {reason}",
            "Try 'ssh {host}' in a terminal: it must log in without asking for a password, by a "
            "key in an SSH agent, and the machine must be known.",
            host=self._far.host,
            reason=reason,
        )


def command_line(far: Far, first: int) -> list[str]:
    """ssh's arguments for a tunnel whose near end is a port and the two after it."""
    options = [
        "BatchMode=yes",  # fails where it would ask
        "ExitOnForwardFailure=yes",
        f"ConnectTimeout={CONNECT_TIMEOUT_S}",
        f"ServerAliveInterval={ALIVE_INTERVAL_S}",
        # A connection that is shared with other programs would outlive this one's forwards.
        "ControlMaster=no",
        "ControlPath=none",
    ]
    arguments = ["-N", "-T"]
    for option in options:
        arguments += ["-o", option]
    addresses = tcp_addresses(far.address)
    for offset, target in enumerate((addresses.requests, addresses.events, addresses.files)):
        arguments += ["-L", f"{LOOPBACK}:{first + offset}:{target.removeprefix('tcp://')}"]
    if far.user:
        arguments += ["-l", far.user]
    if far.port:
        arguments += ["-p", str(far.port)]
    if far.jump:
        arguments += ["-J", far.jump]
    return [*arguments, "--", far.host]


class Tunnels:
    """The tunnels that are open, one a far end; for any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[Far, Tunnel] = {}
        self._failures: dict[Far, tuple[float, TrajganrError]] = {}

    def address(self, profile: Profile) -> str:
        """The near end of the tunnel to a profile's worker, which is opened if it is not.

        Waits until it is open: not for the window's thread.

        Raises:
            TrajganrError: as :class:`Tunnel`; for a while, the last failure again.
        """
        far = Far.of_profile(profile)
        with self._lock:
            tunnel = self._running(far)
        try:
            tunnel.wait_until_open()
        except TrajganrError as error:
            with self._lock:
                self._failures[far] = time.monotonic(), error
            raise
        return tunnel.address

    def said(self, profile: Profile) -> str:
        """The end of what ssh has said of a profile's tunnel; '' without one."""
        tunnel = self._open.get(Far.of_profile(profile))
        return tunnel.said if tunnel is not None else ""

    def _running(self, far: Far) -> Tunnel:
        tunnel = self._open.get(far)
        if tunnel is None or not tunnel.is_running:
            failed_at, failure = self._failures.get(far, (0.0, None))
            if failure is not None and time.monotonic() < failed_at + RETRY_AFTER_S:
                raise failure.with_traceback(None)
            tunnel = self._open[far] = Tunnel(far)
        return tunnel

    def try_again(self) -> None:
        """Forget earlier failures: somebody has mended something."""
        with self._lock:
            self._failures.clear()

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            for tunnel in self._open.values():
                tunnel.close()
            self._open.clear()
            self._failures.clear()


#: Those of this QGIS; ended with it, or when the plugin is unloaded.
tunnels = Tunnels()
atexit.register(tunnels.close)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((LOOPBACK, port)) == 0


def _free_ports() -> int:
    """The first of three neighbouring ports that are free now."""
    while True:
        with socket.socket() as first, socket.socket() as second, socket.socket() as third:
            first.bind((LOOPBACK, 0))
            port = int(first.getsockname()[1])
            try:
                second.bind((LOOPBACK, port + 1))
                third.bind((LOOPBACK, port + 2))
            except (OSError, OverflowError):
                continue
            return port
