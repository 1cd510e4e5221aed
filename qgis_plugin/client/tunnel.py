"""SSH tunnels to workers on other machines, which the plugin opens and keeps while QGIS runs.

They lead to a worker's private sockets, or to the ports of an address that the profile names.
``ssh`` is the user's own, with their configuration, agent and keys. It runs in batch mode: there is
no terminal for a password.
"""

from __future__ import annotations

import atexit
import shutil
import socket
import subprocess  # nosec B404 # ssh, with arguments of our own
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.connection import LOOPBACK, socket_addresses, tcp_addresses
from trajganr_core.contract.protocol.launch import clean_environment

from ..installation.programs import end_process, own_group
from ..settings import Profile
from . import remote_sockets

#: Timeout of ssh for connecting, seconds.
CONNECT_TIMEOUT_S = 15
#: Timeout for opening a tunnel, seconds; it includes jump hosts.
OPEN_TIMEOUT_S = 45.0
#: Interval of keep-alive messages, seconds; ssh closes the connection after three unanswered ones.
ALIVE_INTERVAL_S = 15
#: After a failure, time before the next attempt, seconds; the dock tries to connect every second.
RETRY_AFTER_S = 15.0
TAIL_LINES = 8
#: Exit status of ssh itself; any other is that of the command on the other machine.
SSH_FAILED = 255
POLL_S = 0.1


def remote_end(profile: Profile) -> Profile:
    """The fields of a profile that identify the remote end of its tunnel; the others are empty.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value that is unsafe for ssh.
    """
    profile.check()
    return replace(profile, name="", home="", python="", key="")


class Tunnel:
    """One ssh connection, opened in a thread of its own.

    Its local end is three sockets in a folder that only this account can enter, because a port is
    open to all accounts of the machine. On Windows, which lacks such sockets, it is three ports.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without ssh, ``INPUT.FIELD`` if ssh cannot use the path
            of the folder for temporary files.
    """

    def __init__(self, remote: Profile) -> None:
        self._remote = remote
        self._program = _ssh()
        self._output: deque[str] = deque(maxlen=TAIL_LINES)
        self._folder = None if sys.platform == "win32" else _socket_folder()
        if self._folder is None:
            self._near = list(astuple(tcp_addresses(f"tcp://{LOOPBACK}:{_free_ports()}")))
        else:
            self._near = _near_sockets(self._folder)
        self.address = self._near[0] if self._folder is None else f"ipc://{self._folder}"
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False
        self._failure: TrajganrError | None = None
        self._is_settled = threading.Event()
        threading.Thread(target=self._open, daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Whether it is open or being opened."""
        if self._is_closed or self._failure is not None:
            return False
        process = self._process
        return not self._is_settled.is_set() or (process is not None and process.poll() is None)

    @property
    def ssh_output(self) -> str:
        """The end of the output of ssh."""
        return "\n".join(self._output)

    def wait_until_open(self) -> None:
        """Wait until ssh has logged in and listens at the local end.

        Raises:
            TrajganrError: ``TRANSPORT.DOWN`` with the output of ssh; as
                :func:`.remote_sockets.sockets_in`.
        """
        self._is_settled.wait()
        if self._failure is not None:
            raise self._failure.with_traceback(None)

    def close(self) -> None:
        """End ssh."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                end_process(self._process)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _open(self) -> None:
        try:
            if self._remote.address:
                far_ends = astuple(tcp_addresses(self._remote.address))
                targets = [each.removeprefix("tcp://") for each in far_ends]
            else:
                targets = self._find_sockets()
            arguments = tunnel_arguments(self._remote, self._near, targets)
            process = self._start(arguments, subprocess.DEVNULL)
            reader = threading.Thread(target=self._read, args=(process,), daemon=True)
            reader.start()
            self._wait_for(process, reader)
        except TrajganrError as error:
            self._failure = error
            self.close()
        finally:
            self._is_settled.set()

    def _find_sockets(self) -> list[str]:
        """Have ssh print the worker's connection file.

        Raises:
            TrajganrError: ``TRANSPORT.DOWN``; as :func:`.remote_sockets.sockets_in`.
        """
        arguments = [*_arguments(self._remote), remote_sockets.command(self._remote.remote_home)]
        process = self._start(arguments, subprocess.PIPE)
        try:
            printed, ssh_output = process.communicate(timeout=OPEN_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            end_process(process)
            raise self._failed(f"no output for {OPEN_TIMEOUT_S:.0f} s") from None
        self._output.extend(line.strip() for line in ssh_output.splitlines())
        if process.returncode == SSH_FAILED:
            raise self._failed(self.ssh_output or "no output")
        if process.returncode:
            raise self._not_running()
        addresses = remote_sockets.sockets_in(printed, self._remote.ssh_host)
        return [path.removeprefix("ipc://") for path in astuple(addresses)]

    def _wait_for(self, process: subprocess.Popen[str], reader: threading.Thread) -> None:
        deadline = time.monotonic() + OPEN_TIMEOUT_S
        while not self._listens():
            if process.poll() is not None:
                reader.join(1.0)
                raise self._failed(self.ssh_output or "no output")
            if time.monotonic() > deadline:
                raise self._failed(self.ssh_output or f"no output for {OPEN_TIMEOUT_S:.0f} s")
            time.sleep(POLL_S)

    def _listens(self) -> bool:
        if self._folder is not None:
            return all(Path(path).exists() for path in self._near)
        return _is_open(int(self._near[0].rpartition(":")[2]))

    def _start(self, arguments: Sequence[str], stdout: int) -> subprocess.Popen[str]:
        with self._lock:
            if self._is_closed:
                raise self._failed("it was closed")
            try:
                self._process = subprocess.Popen(  # nosec B603 # a list, no shell
                    [self._program, *arguments],
                    env=clean_environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=stdout,
                    stderr=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                    **own_group(),
                )
            except OSError as error:
                raise self._failed(str(error)) from error
            return self._process

    def _read(self, process: subprocess.Popen[str]) -> None:
        for line in process.stderr or ():
            self._output.append(line.strip())

    def _failed(self, reason: str) -> TrajganrError:
        return TrajganrError(
            Code.TRANSPORT_DOWN,
            "The SSH tunnel to {host} could not be opened. Output of ssh: {reason}",
            "Try 'ssh {host}' in a terminal: it must log in without asking for a "
            "password, with a key in an SSH agent, and the machine's host key must be "
            "known.",
            host=self._remote.ssh_host,
            reason=reason,
        )

    def _not_running(self) -> TrajganrError:
        return TrajganrError(
            Code.TRANSPORT_DOWN,
            "On {host} the connection file of a worker could not be read: {reason}",
            "Start the worker there with 'trajganr worker start', under the account "
            "that ssh logs in to. If its home is not the default one, enter it in the "
            "profile.",
            host=self._remote.ssh_host,
            reason=self.ssh_output or "no output",
        )


def _arguments(remote: Profile) -> list[str]:
    """The arguments of ssh for a connection to a machine, up to its name."""
    options = [
        "BatchMode=yes",  # fails instead of prompting
        f"ConnectTimeout={CONNECT_TIMEOUT_S}",
        f"ServerAliveInterval={ALIVE_INTERVAL_S}",
        # A shared connection would outlive this tunnel.
        "ControlMaster=no",
        "ControlPath=none",
        "ExitOnForwardFailure=yes",
        "StreamLocalBindUnlink=yes",
        "StreamLocalBindMask=0177",
    ]
    arguments = ["-T"]
    for option in options:
        arguments += ["-o", option]
    if remote.ssh_user:
        arguments += ["-l", remote.ssh_user]
    if remote.ssh_port:
        arguments += ["-p", str(remote.ssh_port)]
    if remote.ssh_jump:
        arguments += ["-J", remote.ssh_jump]
    return [*arguments, "--", remote.ssh_host]


def tunnel_arguments(remote: Profile, near: Sequence[str], targets: Sequence[str]) -> list[str]:
    """The arguments of ssh for a tunnel.

    Args:
        remote: the machine.
        near: sockets or ``tcp://HOST:PORT`` of this machine.
        targets: the target of each of them: a socket or ``HOST:PORT`` of the other machine.
    """
    forwards = ["-N"]
    for near_end, target in zip(near, targets, strict=True):
        forwards += ["-L", f"{near_end.removeprefix('tcp://')}:{target}"]
    return [*forwards, *_arguments(remote)]


def _ssh() -> str:
    program = shutil.which("ssh")
    if program is None:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "ssh was not found on this machine.",
            "Install OpenSSH's client (Windows: Settings › Optional features), or "
            "open a tunnel with another program and enter its local end as the "
            "address.",
        )
    return program


def _socket_folder() -> Path:
    """A new folder that only this account can enter."""
    folder = Path(tempfile.mkdtemp(prefix="trajganr-"))
    try:
        for path in _near_sockets(folder):
            remote_sockets.check_socket(path)
    except TrajganrError:
        folder.rmdir()
        raise
    return folder


def _near_sockets(folder: Path) -> list[str]:
    return [each.removeprefix("ipc://") for each in astuple(socket_addresses(folder))]


class Tunnels:
    """The open tunnels, one per remote end; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[Profile, Tunnel] = {}
        self._failures: dict[Profile, tuple[float, TrajganrError]] = {}

    def address(self, profile: Profile) -> str:
        """The local end of the tunnel to a profile's worker, opened if necessary.

        Waits until it is open: do not call it in the window's thread.

        Raises:
            TrajganrError: as :class:`Tunnel`; for :data:`RETRY_AFTER_S`, the last failure again.
        """
        remote = remote_end(profile)
        with self._lock:
            tunnel = self._running(remote)
        try:
            tunnel.wait_until_open()
        except TrajganrError as error:
            with self._lock:
                self._failures[remote] = time.monotonic(), error
            raise
        return tunnel.address

    def ssh_output(self, profile: Profile) -> str:
        """The end of the output of ssh for a profile's tunnel; '' without a tunnel."""
        try:
            tunnel = self._open.get(remote_end(profile))
        except TrajganrError:  # an invalid profile has no tunnel
            return ""
        return tunnel.ssh_output if tunnel is not None else ""

    def _running(self, remote: Profile) -> Tunnel:
        tunnel = self._open.get(remote)
        if tunnel is None or not tunnel.is_running:
            failed_at, failure = self._failures.get(remote, (0.0, None))
            if failure is not None and time.monotonic() < failed_at + RETRY_AFTER_S:
                raise failure.with_traceback(None)
            if tunnel is not None:
                tunnel.close()
            tunnel = self._open[remote] = Tunnel(remote)
        return tunnel

    def try_again(self) -> None:
        """Forget earlier failures, so that the next attempt is immediate."""
        with self._lock:
            self._failures.clear()

    def close(self) -> None:
        """Close all tunnels."""
        with self._lock:
            for tunnel in self._open.values():
                tunnel.close()
            self._open.clear()
            self._failures.clear()


#: The tunnels of this QGIS, closed with it or when the plugin is unloaded.
tunnels = Tunnels()
atexit.register(tunnels.close)


def _is_open(port: int) -> bool:
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
