"""A client that is one minor version older is served as it always was; a major one is told so."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol import client as client_module
from trajganr_core.contract.protocol import messages
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import Connection
from trajganr_core.contract.protocol.jobs import PrepareParams
from trajganr_core.contract.protocol.messages import (
    CHUNK_BYTES,
    ERROR,
    PROTOCOL,
    Message,
    decode,
    encode,
)

OLDER = (PROTOCOL[0], PROTOCOL[1] - 1)


class OldClient:
    """What a client of protocol 1.0 said and understood: one socket for all, one for events.

    It found both in ``connection.json``, sent files over the first and polled where it heard
    nothing.
    """

    def __init__(self, home: Path) -> None:
        known = json.loads((home / "connection.json").read_text())
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._requests = self._context.socket(zmq.DEALER)
        self._requests.connect(known["address"])
        self._events = self._context.socket(zmq.SUB)
        self._events.connect(known["events"])
        assert int(known["pid"]) > 0

    def close(self) -> None:
        self._context.destroy(linger=0)

    def ask(self, verb: str, content: dict[str, Any], *buffers: bytes) -> Message:
        message = Message(verb, content, buffers, protocol=OLDER, client_id="old")
        self._requests.send_multipart(encode(message))
        assert self._requests.poll(10_000), f"no answer to {verb}"
        answer = decode(self._requests.recv_multipart())
        assert answer.parent_id == message.msg_id
        assert answer.type != ERROR, answer.content
        return answer

    def put(self, name: str, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        what = {"sha256": digest, "name": name}
        if not self.ask("data.stat", what).content["present"]:
            for offset in range(0, max(len(content), 1), CHUNK_BYTES):
                piece = content[offset : offset + CHUNK_BYTES]
                self.ask("data.put", {**what, "size": len(content), "offset": offset}, piece)
        return f"sha256:{digest}/{name}"

    def follow(self, job_id: str) -> list[dict[str, Any]]:
        self._events.subscribe(job_id)
        seen = list(self.ask("job.events", {"job_id": job_id, "since": 0}).content["events"])
        while not seen or seen[-1]["state"] not in ("SUCCEEDED", "FAILED", "CANCELLED"):
            if self._events.poll(1000):
                _, *frames = self._events.recv_multipart()
                event = decode(frames).content
                if event["seq"] == seen[-1]["seq"] + 1:
                    seen.append(event)
                    continue
            since = {"job_id": job_id, "since": seen[-1]["seq"]}
            seen += self.ask("job.events", since).content["events"]
        return seen

    def fetch(self, job_id: str, name: str) -> bytes:
        what = {"job_id": job_id, "name": name}
        about = self.ask("result.stat", what).content
        content = b""
        while len(content) < about["size"]:
            answer = self.ask("result.get", {**what, "offset": len(content)})
            content += b"".join(answer.buffers)
        assert hashlib.sha256(content).hexdigest() == about["sha256"]
        return content


@pytest.fixture
def old(home: Path) -> Iterator[OldClient]:
    client = OldClient(home)
    yield client
    client.close()


def test_a_client_one_minor_version_older_does_all_that_it_could(
    old: OldClient, home: Path
) -> None:
    assert old.ask("worker.hello", {}).content["version"]
    trips = old.put("trips.csv", os.urandom(3 * CHUNK_BYTES + 7))
    assert old.put("trips.csv", b"") != trips
    params = PrepareParams(
        trajectories=(trips,), roads=old.put("roads.gpkg", b"roads"), bbox=(-8.7, 41.1, -8.5, 41.2)
    )
    submit = {
        "kind": "prepare",
        "params": params.to_dict(),
        "secrets": {},
        "idempotency_key": "once",
    }
    bundle = old.ask("job.submit", submit).content["job_id"]
    assert old.ask("job.submit", submit).content["job_id"] == bundle
    events = old.follow(bundle)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["state"] == "SUCCEEDED"
    assert old.ask("bundle.list", {}).content["bundles"][0]["id"] == bundle

    model = submit_of(old, "pretrain", {"bundle": bundle})
    roads = submit_of(old, "predict", {"model": model})
    assert old.follow(roads)[-1]["state"] == "SUCCEEDED"
    made = (home / "jobs" / roads / "result" / "roads.gpkg").read_bytes()
    assert old.fetch(roads, "roads.gpkg") == made

    status = old.ask("worker.status", {}).content
    assert {"version", "pid", "home", "device", "queue", "jobs", "uptime_s"} <= set(status)
    job = old.ask("job.get", {"job_id": roads}).content["job"]
    assert {"job_id", "kind", "name", "state", "stage", "fraction", "figures"} <= set(job)
    assert len(old.ask("job.list", {}).content["jobs"]) == 3
    old.ask("job.cancel", {"job_id": roads})
    assert "working on" in old.ask("job.logs", {"job_id": roads}).content["text"]
    old.ask("job.delete", {"job_id": roads})
    old.ask("worker.stop", {})


def submit_of(old: OldClient, kind: str, params: dict[str, Any]) -> str:
    content = {"kind": kind, "params": params, "secrets": {}, "idempotency_key": kind}
    return str(old.ask("job.submit", content).content["job_id"])


def test_a_client_of_another_major_version_is_refused_with_what_to_do(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "PROTOCOL", (PROTOCOL[0] + 1, 0))

    def message_of_tomorrow(*arguments: Any, **more: Any) -> Message:
        return Message(*arguments, **{**more, "protocol": (PROTOCOL[0] + 1, 0)})

    monkeypatch.setattr("trajganr_core.contract.protocol.channel.Message", message_of_tomorrow)
    with pytest.raises(TrajganrError) as caught:
        Client.connect(home)
    assert caught.value.code is Code.PROTOCOL_VERSION
    assert "same release" in caught.value.next_action


def test_a_worker_that_is_older_than_its_client_is_told_apart(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "PROTOCOL", (PROTOCOL[0], PROTOCOL[1] + 1))
    with pytest.raises(TrajganrError, match="worker speaks version") as caught:
        Client.connect(home)
    assert caught.value.code is Code.PROTOCOL_VERSION


@pytest.mark.parametrize("protocol", [(0, 9), (2, 0), (99, 1)])
def test_the_worker_answers_whoever_comes_with_another_version(
    protocol: tuple[int, int], home: Path, ask_raw: Callable[[list[bytes]], Message]
) -> None:
    answer = ask_raw(encode(Message("worker.hello", protocol=protocol)))
    assert (answer.type, answer.content["code"]) == (ERROR, "PROTOCOL.VERSION")


@pytest.fixture
def ask_raw(home: Path) -> Iterator[Callable[[list[bytes]], Message]]:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    socket = context.socket(zmq.DEALER)
    socket.connect(Connection.read(home).addresses.requests)

    def ask(frames: list[bytes]) -> Message:
        socket.send_multipart(frames)
        assert socket.poll(10_000)
        return decode(socket.recv_multipart())

    yield ask
    context.destroy(linger=0)
