"""Strangers who say nothing give way to others, however many they are."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Callable, Iterator

import pytest
import zmq
from waiting import PATIENCE_S

from trajganr_worker.server.doorkeeper import Doorkeeper, most_unfinished

MAX_COUNT = 6

Come = Callable[[str], socket.socket]


@pytest.fixture
def context() -> Iterator[zmq.Context[zmq.Socket[bytes]]]:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    yield context
    context.destroy(linger=0)


@pytest.fixture
def door(context: zmq.Context[zmq.Socket[bytes]]) -> Iterator[Doorkeeper]:
    door = Doorkeeper(MAX_COUNT)
    yield door
    door.close()


@pytest.fixture
def router(context: zmq.Context[zmq.Socket[bytes]], door: Doorkeeper) -> zmq.Socket[bytes]:
    """A socket that would wait for ever for those who say nothing."""
    router = context.socket(zmq.ROUTER)
    router.setsockopt(zmq.HANDSHAKE_IVL, 0)
    router.setsockopt(zmq.RCVTIMEO, round(1000 * PATIENCE_S))
    door.watch(context, router)
    router.bind("tcp://127.0.0.1:*")
    return router


@pytest.fixture
def come(router: zmq.Socket[bytes]) -> Iterator[Come]:
    """Connect from an address of this machine, once the connection has been accepted."""
    strangers = []
    port = int(router.getsockopt_string(zmq.LAST_ENDPOINT).rpartition(":")[2])

    def come(address: str = "127.0.0.1") -> socket.socket:
        stranger = socket.create_connection(
            ("127.0.0.1", port), PATIENCE_S, source_address=(address, 0)
        )
        strangers.append(stranger)
        stranger.recv(10)  # the beginning of ZeroMQ's greeting
        return stranger

    yield come
    for stranger in strangers:
        stranger.close()


def is_cut(stranger: socket.socket) -> bool:
    """Whether a connection has been cut; waits for it."""
    with contextlib.suppress(ConnectionResetError):
        while stranger.recv(100):
            pass
    return True


def is_open(stranger: socket.socket) -> bool:
    """Whether nothing but a greeting came so far."""
    stranger.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while stranger.recv(100):
            pass
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="others have one loopback address only")
def test_the_oldest_of_the_address_with_most_connections_is_cut(come: Come) -> None:
    quiet = [come("127.0.0.2"), come("127.0.0.2")]
    crowd = [come("127.0.0.3") for _ in range(MAX_COUNT + 4)]
    for stranger in crowd[:6]:
        assert is_cut(stranger)
    assert all(map(is_open, [*quiet, *crowd[6:]]))


def test_who_has_said_something_stays(
    router: zmq.Socket[bytes],
    context: zmq.Context[zmq.Socket[bytes]],
    door: Doorkeeper,
    come: Come,
) -> None:
    person = context.socket(zmq.DEALER)
    person.setsockopt(zmq.RCVTIMEO, round(1000 * PATIENCE_S))
    person.setsockopt(zmq.RECONNECT_IVL, -1)
    person.connect(router.getsockopt_string(zmq.LAST_ENDPOINT))
    for _ in range(2):
        person.send(b"hello")
        name, frame = router.recv_multipart(copy=False)
        door.finish(frame)
        crowd = [come("127.0.0.1") for _ in range(2 * MAX_COUNT)]
        for stranger in crowd[:MAX_COUNT]:
            assert is_cut(stranger)
        router.send_multipart([name.bytes, b"welcome"])
        assert person.recv() == b"welcome"


def test_a_newcomer_gets_in_while_strangers_wait_for_ever(
    router: zmq.Socket[bytes], context: zmq.Context[zmq.Socket[bytes]], come: Come
) -> None:
    crowd = [come("127.0.0.1") for _ in range(5 * MAX_COUNT)]
    newcomer = context.socket(zmq.DEALER)
    newcomer.connect(router.getsockopt_string(zmq.LAST_ENDPOINT))
    newcomer.send(b"hello")
    assert router.recv_multipart()[1] == b"hello"
    assert all(map(is_cut, crowd[: 4 * MAX_COUNT]))


def test_unfinished_connections_leave_descriptors_for_others() -> None:
    resource = pytest.importorskip("resource")
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert 0 < most_unfinished() <= max(1, soft // 2) or soft == resource.RLIM_INFINITY


def test_a_closed_socket_is_watched_no_longer(context: zmq.Context[zmq.Socket[bytes]]) -> None:
    door = Doorkeeper(MAX_COUNT)
    for _ in range(3):
        socket = context.socket(zmq.ROUTER)
        door.watch(context, socket)
        socket.bind("tcp://127.0.0.1:*")
        socket.close(linger=0)
    door.close()
