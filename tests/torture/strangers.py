"""Connections that never say who they are, and whether others get in meanwhile."""

from __future__ import annotations

import contextlib
import resource
import selectors
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_worker import fake_worker
from waiting import finish, free_ports, prepare_params

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import tcp_addresses
from trajganr_core.contract.protocol.keys import ClientKey
from trajganr_worker.access.auth import KeyRing

#: Of this machine alone; the worker asks for keys there, as at any open address.
HOST = "127.0.0.2"
#: What a worker may have open that nobody has set up for a service: less than there are strangers.
USUAL_LIMIT = 4096
#: Half of the strangers begin a handshake, and go no further.
HALF_A_GREETING = b"\xff" + bytes(8) + b"\x7f"


@dataclass
class Crush:
    """What strangers, and people with a key, met.

    Attributes:
        opened: connections of strangers, those that came again included.
        newcomers: people with a key who came meanwhile.
        locked_out: of these, how many could not greet, send a file and have a job done.
    """

    opened: int = 0
    newcomers: int = 0
    locked_out: int = 0


def crowd_the_door(folder: Path, strangers: int, newcomers: int) -> Crush:
    """Keep so many connections open that send nothing of use, and have people with keys come.

    Args:
        folder: for the worker's home.
        strangers: connections at a time; each that the worker closes is opened again.
        newcomers: people, one after the other.
    """
    crush, home, port = Crush(newcomers=newcomers), folder / "home", free_ports()
    address = f"tcp://{HOST}:{port}"
    home.mkdir(mode=0o700)
    keys = [KeyRing(home).make(f"person-{number}", is_admin=False) for number in range(newcomers)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("FAKE_OPEN_FILES", str(USUAL_LIMIT))
        with fake_worker(home, address), _strangers(address, strangers, crush):
            for number, key in enumerate(keys):
                crush.locked_out += not _gets_in(folder / str(number), address, key)
    return crush


def _gets_in(folder: Path, address: str, key: ClientKey) -> bool:
    folder.mkdir()
    key.write(folder / "key")
    try:
        with Client.connect(address=address, key=folder / "key", timeout_s=10.0) as client:
            job_id = client.submit(prepare_params(client, folder))
            return finish(client, job_id)[-1].state == "SUCCEEDED"
    except (TrajganrError, AssertionError):  # the latter: it was waited for in vain
        return False


@contextlib.contextmanager
def _strangers(address: str, count: int, crush: Crush) -> Iterator[None]:
    """Strangers in a thread of their own, spread over the three sockets of a worker."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    addresses = tcp_addresses(address)
    ports = [
        int(each.rpartition(":")[2])
        for each in (addresses.requests, addresses.events, addresses.files)
    ]
    ending, all_here = threading.Event(), threading.Event()
    arguments = (ports, count, crush, all_here, ending)
    thread = threading.Thread(target=_crowd, args=arguments)
    thread.start()
    all_here.wait(60.0)
    try:
        yield
    finally:
        ending.set()
        thread.join()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _crowd(
    ports: list[int], count: int, crush: Crush, all_here: threading.Event, ending: threading.Event
) -> None:
    selector = selectors.DefaultSelector()
    waiting = set[socket.socket]()

    def come(number: int) -> None:
        stranger = socket.socket()
        stranger.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            stranger.connect((HOST, ports[number % len(ports)]))
        selector.register(stranger, selectors.EVENT_READ | selectors.EVENT_WRITE, number)
        waiting.add(stranger)

    for number in range(count):
        come(number)
    while not ending.is_set():
        for key, ready in selector.select(0.1):
            stranger, number = key.fileobj, key.data
            assert isinstance(stranger, socket.socket)
            try:
                if stranger in waiting and ready & selectors.EVENT_WRITE:
                    stranger.send(HALF_A_GREETING if number % 2 else b"")
                    waiting.remove(stranger)
                    crush.opened += 1
                    selector.modify(stranger, selectors.EVENT_READ, number)
                elif stranger.recv(1000):
                    continue
                else:
                    raise ConnectionResetError
            except OSError:  # hung up on, or not let in: it comes again
                waiting.discard(stranger)
                selector.unregister(stranger)
                stranger.close()
                come(number)
        if crush.opened >= count:
            all_here.set()
    everybody = [key.fileobj for key in selector.get_map().values()]
    selector.close()
    for stranger in everybody:
        assert isinstance(stranger, socket.socket)
        stranger.close()
