"""A worker that answers what it likes: its client refuses by name, and writes nowhere else."""

from __future__ import annotations

import copy
import hashlib
import json
import sys
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq
from fake_cards import card_of, head_of, manifest_of
from hang import HANG_S
from peers import peer

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.kinds.report import ReportParams
from trajganr_core.contract.layers.road_times import DAY_TYPES, OBSERVED_BINS
from trajganr_core.contract.protocol.abilities import Abilities
from trajganr_core.contract.protocol.answers import Event, parsed
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import Addresses, Connection
from trajganr_core.contract.protocol.messages import (
    CHUNK_BYTES,
    MAX_BUFFERS,
    Message,
    encode,
    error_reply,
)
from trajganr_core.contract.protocol.records import DamagedRecord
from trajganr_core.contract.protocol.similarity_codec import COLUMNS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses ipc:// sockets")

HELLO = {
    **Abilities.of_this_release().to_dict(),
    "owner": "",
    "is_admin": True,
    "topics": "@",
}
RESULT = {
    "files": ["roads.gpkg"],
    "counts": {"roads": 5},
    "remarks": [{"text": "One.", "values": {}}],
}
JOB = {
    "job_id": "predict-1",
    "kind": "predict",
    "name": "Roads",
    "state": "SUCCEEDED",
    "stage": "Done",
    "fraction": 1.0,
    "remaining_s": None,
    "remaining_of": None,
    "figures": {"loss": 0.5},
    "error": None,
    "result": RESULT,
    "device": "cpu",
    "position": None,
    "waits_for": [],
    "bundle": "b",
    "model": "m",
    "params": {"bundle": "b"},
    "priority": "batch",
    "submitted_at": 1.7e9,
    "started_at": 1.7e9,
    "ended_at": 1.7e9,
}
EVENT = {
    "job_id": "predict-1",
    "seq": 1,
    "at": 1.7e9,
    "state": "SUCCEEDED",
    "stage": "Done",
    "fraction": 1.0,
    "remaining_s": 0.0,
    "figures": {},
    "message": "Done.",
}
SPAN = {"low": 1.0, "likely": 2.0, "high": 3.0}
STATUS = {
    "version": "1",
    "pid": 5,
    "home": "/home",
    "device": "cpu",
    "most_queued": 5,
    "places": [{"name": "cpu", "device": "cpu", "slots": 1, "memory_bytes": None}],
    "queue": {"queued": 0, "running": 0},
    "waits_for_disk": False,
    "jobs": [JOB],
    "memory": {"free_bytes": 1, "total_bytes": 2},
    "disk": {"free_bytes": 1, "total_bytes": 2},
    "models": [],
    "uptime_s": 5.0,
}
ROAD = {
    "edge": 0,
    "source_fid": 1,
    "osm_id": None,
    "direction": "forward",
    "name": "A",
    "location": [0.0, 1.0],
}
PLACE = {
    "location": [0.0, 1.0],
    "model": "m",
    "photo": {
        "image": "i",
        "lon": 0.0,
        "lat": 1.0,
        "heading": None,
        "captured_at": None,
        "distance_m": 1.0,
        "licence": "",
        "attribution": "",
    },
    "roads": [
        {
            **ROAD,
            "highway": "primary",
            "length_m": 5.0,
            "distance_m": 1.0,
            "offset_m": 2.0,
            "trips": 1,
            "images": 0,
            "basis": "trips",
            "caution": "",
            "embedding": 2,
            "predictions": {"speed": {"speed_kmh": 30.0, "class": "high"}},
            "nearest": [{**ROAD, "similarity": 0.5}],
            "passes": [{"trip": "t", "at": 1.7e9, "speed_kmh": None, "path": 1}],
        }
    ],
}
SIMILAR = {
    "model": "m",
    "edge": 0,
    "location": [0.0, 1.0],
    "driving_side": "right",
    "count": 2,
    "first": 0,
    "until": 2,
}
CONTENT = b"roads"
STAT = {"size": len(CONTENT), "sha256": hashlib.sha256(CONTENT).hexdigest()}


def raw(kind: str, *numbers: float) -> bytes:
    column = array(kind, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


Answer = tuple[dict[str, Any], tuple[bytes, ...]]
#: What an honest worker answers.
MANIFEST = manifest_of().to_dict()
CARD = card_of(heads={"speed": head_of("speed")}).to_dict()
HONEST: dict[str, Answer] = {
    "worker.hello": (HELLO, ()),
    "worker.ping": ({}, ()),
    "worker.status": (STATUS, ()),
    "job.estimate": (
        {
            "seconds": SPAN,
            "memory_bytes": SPAN,
            "disk_bytes": None,
            "basis": "rates",
            "free_disk_bytes": 5,
        },
        (),
    ),
    "job.submit": ({"job_id": "predict-1"}, ()),
    "job.get": ({"job": JOB}, ()),
    "job.list": ({"jobs": [JOB], "before": None}, ()),
    "job.events": ({"events": [EVENT], "more": False}, ()),
    "job.logs": ({"text": "log"}, ()),
    "bundle.list": (
        {"bundles": [{"id": "b", "name": "B", "created_at": 1.7e9, "manifest": MANIFEST}]},
        (),
    ),
    "bundle.info": (
        {"bundle": {"id": "b", "name": "B", "created_at": 1.7e9, "manifest": MANIFEST}},
        (),
    ),
    "model.list": ({"models": [{"id": "m", "name": "M", "created_at": 1.7e9, "card": CARD}]}, ()),
    "model.info": ({"model": {"id": "m", "name": "M", "created_at": 1.7e9, "card": CARD}}, ()),
    "embed.query": (PLACE, (raw("d", 1.0, 2.0), raw("d", 1.0, 2.0, 3.0))),
    "embed.similar": (
        SIMILAR,
        (
            *(raw(kind, 0, 1) for kind in COLUMNS.values()),
            *(raw("I", 0, 1, 2), raw("i", 1, 2, 3, 4)),
        ),
    ),
    "image.get": ({"image": "i"}, (b"jpeg",)),
    "road.times": (
        {
            "edge": 1,
            "profile": None,
            "min_drivers": 5,
            "week": 167 * [None] + [[7, 10.0, 20.0, 30.0]],
            "days": dict.fromkeys(DAY_TYPES, 23 * [None] + [[10.0, 20.0, 30.0]]),
            "speeds": (OBSERVED_BINS - 1) * [0] + [None],
        },
        (),
    ),
    "result.stat": (STAT, ()),
    "result.get": ({}, (CONTENT,)),
    "data.stat": ({"present": False, "received": 0}, ()),
    "data.put": ({"received": 5}, ()),
}
#: What each method of a client asks, and how it is called.
CALLS: dict[str, Callable[[Client, Path], object]] = {
    "worker.status": lambda client, folder: client.status(),
    "job.estimate": lambda client, folder: client.estimate(ReportParams(bundle="b")),
    "job.submit": lambda client, folder: client.submit(ReportParams(bundle="b")),
    "job.get": lambda client, folder: client.job("predict-1"),
    "job.list": lambda client, folder: client.jobs(),
    "job.events": lambda client, folder: client.events("predict-1"),
    "job.logs": lambda client, folder: client.logs("predict-1"),
    "bundle.list": lambda client, folder: client.bundles(),
    "bundle.info": lambda client, folder: client.manifest("b"),
    "model.list": lambda client, folder: client.models(),
    "model.info": lambda client, folder: client.card("m"),
    "embed.query": lambda client, folder: client.query("m", 0.0, 1.0),
    "embed.similar": lambda client, folder: used(client.similar("m", 0.0, 1.0, geometry=True)),
    "image.get": lambda client, folder: client.image("m", "i"),
    "road.times": lambda client, folder: client.road_times("m", 1),
    "result.stat": lambda client, folder: client.fetch_file("j", "roads.gpkg", folder / "roads"),
    "result.get": lambda client, folder: client.fetch_file("j", "roads.gpkg", folder / "roads"),
    "data.stat": lambda client, folder: client.put_file(folder / "sent"),
    "data.put": lambda client, folder: client.put_file(folder / "sent"),
}
ODD: list[Any] = [
    *(None, True, -1, 10**30, 1e308, "", "../../victim", "\0", [], {}, [[]], {"a": {}}, [None]),
    *("sha256", "a/b", "x" * 5000),
]


def used(roads: Any) -> None:
    """Read what was answered as the plugin does."""
    assert len(roads) == 2
    assert all(roads.cosine(edge) is not None for edge in range(2))
    assert all(len(roads.line(edge)) == 1 for edge in range(2))


class Hostile:
    """A worker that answers as an honest one until a test says otherwise."""

    def __init__(self) -> None:
        self.answers = copy.deepcopy(HONEST)
        self.silent: set[str] = set()

    def __call__(self, request: Message) -> Message | None:
        if request.type in self.silent:
            return None
        content, buffers = self.answers[request.type]
        return request.reply(content, *buffers)


@pytest.fixture
def hostile() -> Hostile:
    return Hostile()


@pytest.fixture
def client(hostile: Hostile, tmp_path: Path) -> Iterator[Client]:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "sent").write_bytes(CONTENT)
    addresses = Addresses(*(f"ipc://{tmp_path}/{name}" for name in ("requests", "events", "files")))
    connection = Connection(addresses)
    with (
        peer(addresses.requests, hostile),
        peer(addresses.files, hostile),
        Client(lambda: connection, timeout_s=HANG_S) as made,
    ):
        yield made


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every field and element in an answer."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inside:
        yield (*path, key)
        if isinstance(each, dict | list):
            yield from leaves(each, (*path, key))


def put(value: Any, path: tuple[Any, ...], odd: Any) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = odd


@pytest.mark.parametrize("verb", CALLS)
def test_correct_answers_are_accepted(client: Client, verb: str, tmp_path: Path) -> None:
    CALLS[verb](client, tmp_path / "folder")


@pytest.mark.parametrize("verb", CALLS)
def test_malformed_answers_are_refused_with_the_name_of_the_part(
    client: Client, hostile: Hostile, verb: str, tmp_path: Path
) -> None:
    """Each field of each answer, replaced by what it should not be."""
    folder = tmp_path / "folder"
    honest = HONEST[verb]
    text = json.dumps(honest[0])
    for number, path in enumerate(leaves(honest[0])):
        # A card in a list is parsed as the answer with one card, which is tried with all of them.
        is_tried_alone = verb.endswith(".list") and {"card", "manifest"} & set(path[:-1])
        for odd in [ODD[number % len(ODD)]] if is_tried_alone else ODD:
            content = json.loads(text)
            put(content, path, odd)
            hostile.answers[verb] = (content, honest[1])
            try:
                found = CALLS[verb](client, folder)
            except TrajganrError as error:
                assert error.code is not Code.INTERNAL, (path, odd)
                assert error.message
            else:
                json.dumps(found, default=str)
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} <= {"sent", "roads"}


@pytest.mark.parametrize("verb", ["embed.query", "embed.similar", "image.get", "result.get"])
def test_malformed_buffers_are_refused(
    client: Client, hostile: Hostile, verb: str, tmp_path: Path
) -> None:
    content, honest = HONEST[verb]
    odd = [b"", b"x", bytes(64), b"\xff" * 64, b"\xff" * 1024]
    tried = [(), (b"",) * 5, *((one, *honest[1:]) for one in odd)]
    tried += [(*honest[:-1], one) for one in odd] + [(*honest, one) for one in odd]
    for buffers in tried:
        if len(buffers) <= MAX_BUFFERS:
            hostile.answers[verb] = (content, buffers)
            try:
                CALLS[verb](client, tmp_path / "folder")
            except TrajganrError as error:
                assert error.code is not Code.INTERNAL, buffers


@pytest.mark.parametrize("name", ["../victim", "/victim", "a/../../victim", "C:victim", "", 5])
def test_a_result_with_a_path_outside_its_folder_is_refused(
    client: Client, hostile: Hostile, name: Any
) -> None:
    hostile.answers["job.get"] = ({"job": {**JOB, "result": {**RESULT, "files": [name]}}}, ())
    with pytest.raises(TrajganrError) as caught:
        client.job("predict-1")
    assert caught.value.code is Code.PROTOCOL_SCHEMA


def test_a_succeeded_job_without_a_result_is_refused(client: Client, hostile: Hostile) -> None:
    results: tuple[dict[str, Any] | None, ...] = (None, {}, {"files": []})
    for result in results:
        hostile.answers["job.get"] = ({"job": {**JOB, "result": result}}, ())
        with pytest.raises(TrajganrError) as caught:
            client.job("predict-1")
        assert caught.value.code is Code.PROTOCOL_SCHEMA


def test_a_file_that_is_larger_than_the_disk_is_not_downloaded(
    client: Client, hostile: Hostile, tmp_path: Path
) -> None:
    hostile.answers["result.stat"] = ({**STAT, "size": 1 << 50}, ())
    with pytest.raises(TrajganrError) as caught:
        client.fetch_file("j", "roads.gpkg", tmp_path / "roads")
    assert caught.value.code is Code.RESOURCE_DISK
    assert not (tmp_path / "roads").exists()


def test_a_file_that_is_longer_than_announced_is_refused(
    client: Client, hostile: Hostile, tmp_path: Path
) -> None:
    for sent in (CONTENT + b"more", b"x" * CHUNK_BYTES, CONTENT[:-1], b"other"):
        hostile.answers["result.get"] = ({}, (sent,))
        with pytest.raises(TrajganrError) as caught:
            client.fetch_file("j", "roads.gpkg", tmp_path / "folder" / "roads")
        assert caught.value.code is Code.INPUT_HASH
        assert [path.name for path in (tmp_path / "folder").iterdir()] == ["sent"]


def test_nothing_is_written_through_a_link(client: Client, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    folder = tmp_path / "folder"
    (folder / f".roads.{STAT['sha256'][:16]}.partial").symlink_to(victim)  # type: ignore[index]
    (folder / "roads").symlink_to(victim)
    with pytest.raises(TrajganrError) as caught:
        client.fetch_file("j", "roads.gpkg", folder / "roads")
    assert caught.value.code is Code.RESOURCE_DISK
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("verb", ["job.list", "job.events", "model.list"])
def test_endless_lists_are_refused(
    client: Client, hostile: Hostile, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("base_client", "event_client"):
        name = f"trajganr_core.contract.protocol.{module}.MAX_LIST_BYTES"
        monkeypatch.setattr(name, 1 << 17)
    content = copy.deepcopy(HONEST[verb][0])
    content |= {"more": True} if verb == "job.events" else {"before": 1}
    numbers = iter(range(1, 1 << 30))

    def answer(request: Message) -> Message:
        if verb == "job.events":
            content["events"][0]["seq"] = next(numbers)
        return request.reply(content)

    hostile.__class__ = type("Endless", (Hostile,), {"__call__": staticmethod(answer)})
    limits = {"job.list": {"limit": 1 << 30}}.get(verb, {})
    calls: dict[str, Callable[..., object]] = {"job.list": client.jobs, "model.list": client.models}
    call = calls.get(verb)
    with pytest.raises(TrajganrError) as caught:
        if call is None:
            client.events("predict-1")
        else:
            call(**limits)
    assert caught.value.code is Code.PROTOCOL_TOO_LARGE


def test_repeated_events_are_refused(client: Client, hostile: Hostile) -> None:
    hostile.answers["job.events"] = ({"events": [EVENT, EVENT], "more": True}, ())
    with pytest.raises(TrajganrError):
        client.events("predict-1")


def test_malformed_events_are_refused(client: Client, tmp_path: Path) -> None:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    events = context.socket(zmq.XPUB)
    events.bind(f"ipc://{tmp_path}/events")
    client.subscribe("predict-1")
    assert events.recv() == b"\x01predict-1"
    frames = encode(Message("job.event", EVENT))
    odd = [frames, frames[:2], [b"x"], encode(Message("job.event", {**EVENT, "seq": "one"}))]
    odd += [[*frames[:2], b"[" * 10000], encode(Message("job.event", {}))]
    try:
        for each in odd:
            events.send_multipart([b"predict-1", *each])
        assert client.next_event(20.0) == parsed(Event, EVENT, "it")
        for _ in odd[1:]:
            with pytest.raises(TrajganrError) as caught:
                client.next_event(20.0)
            assert caught.value.code is Code.PROTOCOL_SCHEMA
    finally:
        context.destroy(linger=0)


ERRORS: list[dict[str, Any]] = [
    {},
    {"code": [], "template": {}, "next_action": 5, "parameters": [1, 2]},
    {"code": "INTERNAL", "template": "{x:>999999999}", "parameters": {"x": 1}},
    {"template": "{x:{y}}", "parameters": {"x": 1, "y": ">999999999"}},
    {"template": "{x.__class__.__mro__}{x[0]}{0}{}{", "parameters": {"x": "a"}},
    {"template": "{self} {code}", "parameters": {"self": 1, "code": 2, "template": 3}},
    {"template": "{x:d}", "parameters": {"x": "a"}},
    {"template": "{x:,}", "parameters": {"x": {}}},
]


@pytest.mark.parametrize("content", ERRORS, ids=repr)
def test_a_malformed_error_is_raised_as_an_error(
    client: Client, hostile: Hostile, content: dict[str, Any]
) -> None:
    def refuse(request: Message) -> Message:
        reply = error_reply(request.msg_id, TrajganrError(Code.INPUT_EMPTY, "", ""))
        return Message(reply.type, content, parent_id=reply.parent_id)

    hostile.__class__ = type("Refusing", (Hostile,), {"__call__": staticmethod(refuse)})
    with pytest.raises(TrajganrError) as caught:
        client.status()
    assert len(caught.value.message) < 1000
    assert "class '" not in caught.value.message


def test_a_damaged_model_of_any_name_is_listed(client: Client, hostile: Hostile) -> None:
    error = TrajganrError(Code.MODEL_INCOMPATIBLE, "It is damaged.", "Delete it.").to_dict()
    model = {**HONEST["model.list"][0]["models"][0], "id": "old model"}
    model |= {"damaged": True, "error": error}
    hostile.answers["model.list"] = ({"models": [model], "before": None}, ())
    assert client.listed_models() == [DamagedRecord("old model", "M", 1.7e9, error)]
    assert client.models() == []


def test_a_file_of_another_content_is_refused_and_not_kept(
    client: Client, hostile: Hostile, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    with pytest.raises(TrajganrError) as caught:
        client.fetch_file("j", "roads.gpkg", folder / "roads.gpkg", kind="predict")
    assert caught.value.code is Code.INPUT_FORMAT
    assert [path.name for path in folder.iterdir()] == ["sent"]


def test_a_file_that_is_too_large_for_its_format_is_not_fetched(
    client: Client, hostile: Hostile, tmp_path: Path
) -> None:
    hostile.answers["result.stat"] = ({**STAT, "size": 1 << 40}, ())
    with pytest.raises(TrajganrError) as caught:
        client.fetch_file("j", "report.html", tmp_path / "report.html", kind="report")
    assert caught.value.code is Code.PROTOCOL_TOO_LARGE


def test_a_worker_that_sends_slowly_is_left(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protocol = "trajganr_core.contract.protocol"
    monkeypatch.setattr(f"{protocol}.transfers.MAX_S", -1e9)
    monkeypatch.setattr(f"{protocol}.client.AWAY_S", 0.0)
    with pytest.raises(TrajganrError) as caught:
        client.fetch_file("j", "roads.gpkg", tmp_path / "folder" / "roads")
    assert caught.value.code is Code.TRANSPORT_TIMEOUT


def test_waiting_for_a_silent_worker_can_be_cancelled(
    client: Client, hostile: Hostile, tmp_path: Path
) -> None:
    hostile.silent.add("result.get")
    asked: list[float] = []

    def stop(fraction: float) -> None:
        asked.append(fraction)
        if len(asked) > 2:
            raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        client.fetch_file("j", "roads.gpkg", tmp_path / "folder" / "roads", stop)
    assert caught.value.code is Code.JOB_CANCELLED
    assert asked == [0.0] * 3


def test_waiting_for_any_answer_can_be_cancelled(client: Client, hostile: Hostile) -> None:
    def stop() -> None:
        raise cancelled()

    hostile.silent.add("worker.status")
    with pytest.raises(TrajganrError) as caught, client.polling(stop):
        client.status()
    assert caught.value.code is Code.JOB_CANCELLED
    hostile.silent.clear()
    assert client.status().version  # the client can be used
