"""Invalid and hostile frames, sent to all sockets of a worker."""

from __future__ import annotations

import json
import random
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zmq
from fake_worker import start_fake_worker
from load import MEGABYTE
from waiting import finish, prepare_params, resident_bytes

from trajganr_core.contract.protocol.abilities import REQUESTS
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import Connection
from trajganr_core.contract.protocol.messages import MAX_REQUEST_BYTES, Message, decode, encode

HASH = "0" * 64
VERBS = tuple(sorted(REQUESTS - {"worker.stop"}))
ESCAPES = (
    *("../../../etc/passwd", "..", "/etc/passwd", "a/../../x", "..\\..\\x", "C:\\x", "", "."),
    *("x\0y", "x" * 5000, "~root", "\u202e", "con", "file:///etc/passwd", "/vsicurl/x"),
)
FIELDS = (
    *("job_id", "id", "name", "sha256", "size", "offset", "since", "kind", "params", "secrets"),
    *("after", "priority", "idempotency_key", "before", "limit", "model", "bundle", "lon", "lat"),
    *("edge", "first", "geometry", "image", "trips"),
)
#: Frames on their way to one socket, before it is looked whether they were answered.
BATCH = 200
#: Milliseconds without an answer after which one round of answers, or all of them, are complete.
QUIET_MS, SETTLED_MS = 10, 200
#: Unknown clients connected to each socket.
STRANGERS = 4

Frames = list[bytes]


@dataclass
class FloodReport:
    """The responses of the worker.

    Attributes:
        sent: messages by kind.
        answered: how many were; the others were ignored.
        raw: connections that did not even speak ZeroMQ.
        growth_mb: of the worker's memory, from before to after.
        peak_mb: the most that it held meanwhile, beyond what it held before.
        serves: whether a job was done afterwards, at the first attempt.
        slowest_ping_ms: of a well-behaved client meanwhile.
    """

    sent: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    raw: int = 0
    growth_mb: float = 0.0
    peak_mb: float = 0.0
    serves: bool = False
    slowest_ping_ms: float = 0.0


def flood(folder: Path, frames: int, *, seed: int = 0) -> FloodReport:
    """Send so many hostile messages, and see whether the worker still serves.

    Args:
        folder: for the worker's home.
        frames: how many messages.
        seed: of what they hold.
    """
    home, dice, report = folder / "home", random.Random(seed), FloodReport()
    process = start_fake_worker(home)
    try:
        with Client.connect(home) as client:
            legitimate = client.submit(prepare_params(client, folder))
            finish(client, legitimate)
            victims = Connection.read(home).addresses
            sockets = [victims.requests, victims.files]
            _warm_up(_Crowd(sockets), _Mix(dice, legitimate))
            # Late answers to the warm-up cannot reach this one, and are not counted.
            crowd = _Crowd(sockets)
            before = resident_bytes(process.pid)
            mix = _Mix(dice, legitimate)
            while sum(report.sent.values()) < frames:
                batch = [mix.next() for _ in range(BATCH)]
                report.sent.update(kind for kind, _ in batch)
                report.answered += crowd.send([message for _, message in batch])
                report.raw += _send_other_protocols([victims.requests, victims.events], dice)
                report.slowest_ping_ms = max(report.slowest_ping_ms, 1000 * client.ping())
                held = (resident_bytes(process.pid) - before) / MEGABYTE
                report.peak_mb = max(report.peak_mb, held)
            report.answered += crowd.settle()
            crowd.leave()
            time.sleep(2.0)
            report.growth_mb = (resident_bytes(process.pid) - before) / MEGABYTE
            # Some have deleted the first job, and its files with it.
            job_id = client.submit(prepare_params(client, folder))
            report.serves = finish(client, job_id)[-1].state == "SUCCEEDED"
            report.serves &= process.poll() is None
    finally:
        process.kill()
        process.wait()
    return report


def _warm_up(crowd: _Crowd, mix: _Mix) -> None:
    for _ in range(10):
        crowd.send([mix.next()[1] for _ in range(BATCH)])
    crowd.settle()
    crowd.leave()


class _Crowd:
    """Strangers at each of some sockets."""

    def __init__(self, addresses: list[str]) -> None:
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._addresses = addresses
        self._sockets = [self._connect(a) for a in addresses for _ in range(STRANGERS)]
        self._turn = 0

    def send(self, messages: list[Frames]) -> int:
        """Send all frames; returns the number of answers."""
        for frames in messages:
            self._turn = (self._turn + 1) % len(self._sockets)
            try:
                self._sockets[self._turn].send_multipart(frames, zmq.NOBLOCK)
            except zmq.Again:  # the worker takes no more from this one, who comes again
                self._sockets[self._turn].close(linger=0)
                address = self._addresses[self._turn // STRANGERS]
                self._sockets[self._turn] = self._connect(address)
        return self._receive_all(QUIET_MS)

    def settle(self) -> int:
        """Receive the remaining answers; returns their number."""
        answers = 0
        while received := self._receive_all(SETTLED_MS):
            answers += received
        return answers

    def leave(self) -> None:
        self._context.destroy(linger=0)

    def _connect(self, address: str) -> zmq.Socket[bytes]:
        client = self._context.socket(zmq.DEALER)
        client.connect(address)
        return client

    def _receive_all(self, patience_ms: int) -> int:
        return sum(self._receive(each, patience_ms) for each in self._sockets)

    def _receive(self, client: zmq.Socket[bytes], patience_ms: int) -> int:
        answers = 0
        while client.poll(patience_ms):
            decode(client.recv_multipart())  # each answer of the worker is well-formed
            answers += 1
        return answers


class _Mix:
    """One kind of trap after the other, and each of them different.

    Args:
        dice: of what they hold.
        job_id: of a job that is there.
    """

    def __init__(self, dice: random.Random, job_id: str) -> None:
        self._dice = dice
        self._job_id = job_id
        self._sent: list[Frames] = []
        self._kinds: dict[str, Callable[[], Frames]] = {
            "noise": self._noise,
            "truncated": self._truncated,
            "huge": self._huge,
            "deep": self._deep,
            "version": self._version,
            "replayed": self._replayed,
            "escape": self._escape,
            "lies": self._lies,
            "damaged": self._damaged,
            "many frames": self._many_frames,
        }

    def next(self) -> tuple[str, Frames]:
        """A kind, and a message of it."""
        # Long ones are rarer: what counts is how many.
        weights = [1 if kind in ("huge", "deep") else 12 for kind in self._kinds]
        (kind,) = self._dice.choices(list(self._kinds), weights)
        return kind, self._kinds[kind]()

    def _noise(self) -> Frames:
        return [self._bytes(300) for _ in range(self._dice.randint(1, 6))]

    def _truncated(self) -> Frames:
        frames = self._good()
        frames = frames[: self._dice.randint(1, len(frames))]
        last = frames[-1]
        return [*frames[:-1], last[: self._dice.randint(0, max(0, len(last) - 1))]]

    def _huge(self) -> Frames:
        length = self._dice.choice([MAX_REQUEST_BYTES - 100, MAX_REQUEST_BYTES, 200_000])
        frames = self._good()
        frames[self._dice.randrange(1, 3)] = b" " * length
        return frames

    def _deep(self) -> Frames:
        depth = self._dice.choice([40, 1000, 100_000])
        opening, closing = self._dice.choice([(b'{"a":', b"}"), (b"[", b"]")])
        ending = closing * depth if self._dice.random() < 0.5 else b""
        return [*self._good()[:2], opening * depth + b"1" + ending]

    def _version(self) -> Frames:
        magic, header, *rest = self._good()
        protocol = self._dice.choice([[2, 0], [0, 0], [-1, 0], [1, 10**30], [1], "1.1", None, [[]]])
        return [magic, json.dumps({**json.loads(header), "protocol": protocol}).encode(), *rest]

    def _replayed(self) -> Frames:
        if len(self._sent) < 100:
            self._sent.append(self._good())
        return self._dice.choice(self._sent)

    def _escape(self) -> Frames:
        name, verb = self._dice.choice(ESCAPES), self._dice.choice(VERBS)
        content = {key: name for key in FIELDS if self._dice.random() < 0.5}
        content |= {"kind": self._dice.choice(["predict", "pretrain", "load_trips", name])}
        content |= {"params": {"model": name, "bundle": name, "roads": f"sha256:{HASH}/{name}"}}
        content |= {"idempotency_key": str(self._dice.random()), "job_id": name, "size": 1}
        return _frames(verb, content, b"x")

    def _lies(self) -> Frames:
        content = {
            key: self._value()
            for key in self._dice.sample(FIELDS, self._dice.randint(0, len(FIELDS)))
        }
        return _frames(self._dice.choice(VERBS), content, self._bytes(50))

    def _damaged(self) -> Frames:
        frames = self._good()
        place = self._dice.randrange(len(frames))
        damaged = bytearray(frames[place])
        for _ in range(self._dice.randint(1, 8)):
            if damaged:
                damaged[self._dice.randrange(len(damaged))] = self._dice.randrange(256)
        return [*frames[:place], bytes(damaged), *frames[place + 1 :]]

    def _many_frames(self) -> Frames:
        return [*self._good(), *[b""] * self._dice.choice([5, 100, 2000])]

    def _good(self) -> Frames:
        verb = self._dice.choice([verb for verb in VERBS if verb != "job.delete"])
        return _frames(verb, {"job_id": self._job_id, "since": 0, "name": "a", "sha256": HASH})

    def _value(self) -> Any:
        return self._dice.choice(
            [
                *(None, True, 0, -1, 2**63, 10**400, 1.5, 1e308, "", "x", "\x00", "\U0001f600"),
                *([], {}, [[]], {"a": {"b": []}}, self._job_id, HASH, "x" * 10_000),
            ]
        )

    def _bytes(self, most: int) -> bytes:
        return self._dice.randbytes(self._dice.randint(0, most))


def _frames(verb: str, content: dict[str, Any], *buffers: bytes) -> Frames:
    return encode(Message(verb, content, buffers))


def _send_other_protocols(addresses: list[str], dice: random.Random) -> int:
    """Connections that are not ZeroMQ's: noise, half a greeting, and lengths beyond all memory."""
    greeting = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(48)
    ready = b"\x04\x19\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER"
    traps = [
        dice.randbytes(dice.randint(1, 500)),
        greeting[: dice.randint(1, 63)],
        greeting + dice.randbytes(200),
        greeting + ready + b"\x02" + (2**62).to_bytes(8, "big") + b"x" * 100,
        greeting + ready + b"\x03" + (MAX_REQUEST_BYTES - 1).to_bytes(8, "big") + b"x" * 1000,
    ]
    for address in addresses:
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.settimeout(1.0)
            try:
                stranger.connect(address.removeprefix("ipc://"))
                stranger.sendall(dice.choice(traps))
            except OSError:  # hung up on
                pass
    return len(addresses)
