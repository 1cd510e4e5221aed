"""Limits the connections over which nobody has said anything yet.

ZeroMQ accepts every connection and gives it some seconds for its handshake. Strangers who open
connections faster than these run out would take all descriptors, and lock out everybody else. If
there are too many unfinished connections, the oldest one of the address that has most of them is
cut: however many come from one address, those of other addresses keep their time.

ZeroMQ's monitor reports which descriptor was accepted, and every message from which one it came:
a message shows that the handshake has succeeded.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
import uuid

import zmq

#: Each unfinished connection takes a descriptor and some kilobytes.
MAX_COUNT = 4096
#: Of the limit of open files: the rest is for people, jobs and files.
SHARE = 4

Peer = tuple[str, int]


def most_unfinished() -> int:
    """How many unfinished connections this process can afford."""
    if sys.platform == "win32":
        return MAX_COUNT
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_COUNT if soft == resource.RLIM_INFINITY else min(MAX_COUNT, max(1, soft // SHARE))


class Doorkeeper:
    """Cuts unfinished connections of TCP sockets beyond a number; safe for all threads.

    Args:
        most: unfinished connections at a time, of all watched sockets together.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._watched: list[tuple[zmq.Socket[bytes], threading.Thread]] = []
        #: Of each address, its unfinished connections by descriptor, oldest first …
        self._unfinished: dict[str, dict[int, Peer]] = {}
        #: … and the addresses of all of these.
        self._addresses: dict[int, str] = {}
        self._finished: dict[int, Peer] = {}

    def watch(self, context: zmq.Context[zmq.Socket[bytes]], watched: zmq.Socket[bytes]) -> None:
        """Watch a socket that is not bound yet, until it is closed."""
        address = f"inproc://door-{uuid.uuid4().hex}"
        watched.monitor(address, zmq.EVENT_ACCEPTED | zmq.EVENT_MONITOR_STOPPED)
        monitor = context.socket(zmq.PAIR)
        # ZeroMQ accepts no further connection while so many reports wait, and its own thousand.
        monitor.setsockopt(zmq.RCVHWM, 1)
        monitor.connect(address)
        thread = threading.Thread(target=self._listen, args=(monitor,), name="door", daemon=True)
        thread.start()
        with self._lock:
            self._watched = [one for one in self._watched if one[1].is_alive()]
            self._watched.append((watched, thread))

    def finish(self, frame: zmq.Frame) -> None:
        """Note that a frame was received: its connection has finished its handshake."""
        if not self._watched:
            return
        with contextlib.suppress(zmq.ZMQError, OSError):
            descriptor = int(frame.get(zmq.SRCFD))
            peer = _peer_of(descriptor)
            if peer is not None:
                with self._lock:
                    self._finished[descriptor] = peer
                    self._forget(descriptor)

    def close(self) -> None:
        """Stop watching; by the thread that uses the sockets, before their context is closed."""
        for watched, _ in self._watched:
            with contextlib.suppress(zmq.ZMQError):  # it is closed
                watched.disable_monitor()
        for _, thread in self._watched:
            thread.join()

    def _listen(self, monitor: zmq.Socket[bytes]) -> None:
        with monitor, contextlib.suppress(zmq.ZMQError):  # its context is closed
            while True:
                event, descriptor = struct.unpack("=Hi", monitor.recv_multipart()[0])
                if event == zmq.EVENT_MONITOR_STOPPED:
                    return
                self._admit(descriptor)

    def _admit(self, descriptor: int) -> None:
        with self._lock:
            with contextlib.suppress(OSError):  # it is gone already
                peer = _peer_of(descriptor)
                # Its first message may have been read before this report.
                if peer is not None and self._finished.get(descriptor) != peer:
                    self._forget(descriptor)  # of an earlier connection, which has ended
                    self._unfinished.setdefault(peer[0], {})[descriptor] = peer
                    self._addresses[descriptor] = peer[0]
            while len(self._addresses) > self._most:
                self._cut_one()

    def _cut_one(self) -> None:
        """Cut the oldest unfinished connection of the address that has most of them.

        If it has already ended, which is not reported, it is only forgotten.
        """
        descriptor, peer = next(iter(max(self._unfinished.values(), key=len).items()))
        self._forget(descriptor)
        with contextlib.suppress(OSError):
            if _peer_of(descriptor) == peer:  # and not yet another's
                connection = socket.socket(fileno=descriptor)
                try:
                    connection.shutdown(socket.SHUT_RDWR)  # ZeroMQ then closes it
                finally:
                    connection.detach()

    def _forget(self, descriptor: int) -> None:
        address = self._addresses.pop(descriptor, None)
        if address is not None:
            del self._unfinished[address][descriptor]
            if not self._unfinished[address]:
                del self._unfinished[address]


def _peer_of(descriptor: int) -> Peer | None:
    """Address and port at the other end; None for a socket within this machine.

    Raises:
        OSError: it is closed, or no socket.
    """
    connection = socket.socket(fileno=descriptor)
    try:
        peer = connection.getpeername()
    finally:
        connection.detach()
    return (peer[0], peer[1]) if isinstance(peer, tuple) else None
