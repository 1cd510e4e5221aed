"""The worker's own answers: status, files, and whatever strangers send."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq
from fake_cards import manifest_of
from fake_worker import fake_worker, start_fake_worker
from hang import HANG_S
from waiting import finish, free_ports, prepare_params, resident_bytes, wait_until

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol import transfers
from trajganr_core.contract.protocol.answers import Queue
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import Connection
from trajganr_core.contract.protocol.messages import (
    CHUNK_BYTES,
    ERROR,
    MAX_REQUEST_BYTES,
    Message,
    decode,
    encode,
)
from trajganr_worker.server.supervisor import Supervisor

Ask = Callable[..., Message]
HASH = "0" * 64
ESCAPES = ["../x", "..", "/etc/passwd", "a/../../x", "a\\..\\x", "", ".hidden", "x\x00y", "x" * 300]


@pytest.fixture
def home(shared_home: Path) -> Path:
    """No request of these tests changes more than jobs, bundles, models and files."""
    return shared_home


@pytest.fixture
def stranger(home: Path) -> Iterator[zmq.Socket[bytes]]:
    """A bare socket to the worker."""
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    socket = context.socket(zmq.DEALER)
    socket.connect(Connection.read(home).addresses.requests)
    yield socket
    context.destroy(linger=0)


@pytest.fixture
def ask(home: Path, stranger: zmq.Socket[bytes]) -> Ask:
    """Send frames as they are to the socket that their request belongs to; take the answer."""
    files = stranger.context.socket(zmq.DEALER)
    files.connect(Connection.read(home).addresses.files)

    def ask(*frames: bytes) -> Message:
        is_about_files = len(frames) > 1 and b'"data.' in frames[1]
        socket = files if is_about_files else stranger
        socket.send_multipart(frames)
        assert socket.poll(10_000), "no answer"
        return decode(socket.recv_multipart())

    return ask


def test_requests_about_files_are_answered_at_their_own_socket_only(
    stranger: zmq.Socket[bytes],
) -> None:
    stranger.send_multipart(encode(Message("data.stat", {"sha256": HASH, "name": "a"})))
    assert stranger.poll(10_000), "no answer"
    assert code_of(decode(stranger.recv_multipart())) == "PROTOCOL.SCHEMA"


def code_of(answer: Message) -> str:
    assert answer.type == ERROR
    return str(answer.content["code"])


def test_status_describes_queue_and_resources(client: Client, home: Path) -> None:
    status = client.status()
    assert status.home == str(home.resolve())
    assert status.queue == Queue(0, 0)
    assert status.pid == Connection.read(home).pid


def test_a_home_has_one_worker_only(home: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        Supervisor(home)
    assert caught.value.code is Code.RESOURCE_LOCKED
    with Client.connect(home) as client:
        assert client.status()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to handle")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_wait_for_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setenv("FAKE_IDLE", "1")
    process = start_fake_worker(tmp_path / "home")
    try:
        process.send_signal(number)
        assert process.wait(HANG_S) == 0
    finally:
        process.kill()


def test_without_a_worker_the_error_has_a_next_action(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        Client.connect(tmp_path)
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "trajganr worker start" in caught.value.next_action


def test_the_connection_file_of_a_dead_worker_is_not_trusted(tmp_path: Path) -> None:
    with fake_worker(tmp_path / "home") as home:
        file = (home / "connection.json").read_text()
    (home / "connection.json").write_text(file)
    with pytest.raises(TrajganrError) as caught:
        Client.connect(home)
    assert caught.value.code is Code.TRANSPORT_DOWN


def test_something_else_on_the_port_is_no_worker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(TrajganrError) as caught:
            Client.connect(address=f"tcp://127.0.0.1:{port}", timeout_s=0.2)
    assert caught.value.code is Code.AUTH_NO_ANSWER


def test_a_worker_on_a_port_is_reached_by_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"tcp://127.0.0.1:{free_ports()}"
    with fake_worker(tmp_path / "home", address):
        monkeypatch.setenv("TRAJGANR_ADDRESS", address)
        with Client.connect() as client:
            job_id = client.submit(PretrainParams(bundle=a_bundle(tmp_path / "home")))
            assert finish(client, job_id)[-1].state == "SUCCEEDED"


def test_an_address_in_use_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(TrajganrError) as caught:
            Supervisor(tmp_path / "home", address=address)
    assert caught.value.code is Code.RESOURCE_LOCKED


def test_an_address_that_others_could_reach_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        Supervisor(tmp_path / "home", address="tcp://0.0.0.0:5570")
    assert caught.value.code is Code.AUTH_DENIED


# Files


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, 5 * CHUNK_BYTES + 1])
def test_an_upload_is_complete(size: int, client: Client, home: Path, tmp_path: Path) -> None:
    content = os.urandom(size)
    (tmp_path / "trips é.csv").write_bytes(content)
    fractions: list[float] = []
    reference = client.put_file(tmp_path / "trips é.csv", fractions.append)
    digest = reference.removeprefix("sha256:").partition("/")[0]
    assert (home / "data" / digest / "trips é.csv").read_bytes() == content
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_file_that_is_there_is_not_sent_again(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("a")
    reference = client.put_file(tmp_path / "a.csv")
    monkeypatch.delattr(transfers, "_pieces")
    assert client.put_file(tmp_path / "a.csv") == reference


def test_a_file_that_changes_on_its_way_is_refused(
    client: Client, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("a")
    before = [path for path in (home / "data").rglob("*") if path.is_file()]
    monkeypatch.setattr(transfers, "sha256_of", lambda path: HASH)
    with pytest.raises(TrajganrError) as caught:
        client.put_file(tmp_path / "a.csv")
    assert caught.value.code is Code.INPUT_HASH
    assert [path for path in (home / "data").rglob("*") if path.is_file()] == before


def test_a_file_that_is_not_there_cannot_be_sent(client: Client, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        client.put_file(tmp_path / "nothing.csv")
    assert caught.value.code is Code.INPUT_NOT_FOUND


def test_pieces_out_of_order_are_refused(ask: Ask) -> None:
    content = {"sha256": HASH, "name": "a", "size": 10, "offset": 5}
    answer = ask(*encode(Message("data.put", content, (b"x",))))
    assert code_of(answer) == "PROTOCOL.SCHEMA"


def test_a_file_larger_than_any_is_refused_at_its_first_piece(ask: Ask) -> None:
    content = {"sha256": HASH, "name": "a", "size": 1 << 50, "offset": 0}
    assert code_of(ask(*encode(Message("data.put", content, (b"x",))))) == "PROTOCOL.TOO_LARGE"


def test_a_damaged_result_is_not_kept(client: Client, home: Path, tmp_path: Path) -> None:
    job_id = a_prediction(client, home)
    (home / "jobs" / job_id / "result" / "roads.gpkg").write_bytes(b"damaged")
    with pytest.raises(TrajganrError) as caught:
        client.fetch_file(job_id, "roads.gpkg", tmp_path / "roads.gpkg")
    assert caught.value.code is Code.INPUT_HASH
    assert not list(tmp_path.iterdir())


def test_a_result_of_another_name_is_not_found(client: Client, home: Path, tmp_path: Path) -> None:
    job_id = a_prediction(client, home)
    for name in ("nothing.gpkg", "../job.json", *ESCAPES):
        with pytest.raises(TrajganrError) as caught:
            client.fetch_file(job_id, name, tmp_path / "out")
        assert caught.value.code is Code.INPUT_NOT_FOUND


def test_an_offset_beyond_the_end_of_a_result_is_refused(client: Client, home: Path) -> None:
    job_id = a_prediction(client, home)
    what = {"job_id": job_id, "name": "roads.gpkg", "offset": (1 << 53) - 1}
    with pytest.raises(TrajganrError) as caught:
        client._files.request("result.get", what)
    assert caught.value.code is Code.PROTOCOL_SCHEMA


# Whatever strangers send


def test_no_name_leads_out_of_the_home(ask: Ask) -> None:
    requests = [
        request
        for name in ESCAPES
        for request in (
            Message("data.stat", {"sha256": HASH, "name": name}),
            Message("data.stat", {"sha256": name, "name": "a"}),
            Message("data.put", {"sha256": HASH, "name": name, "size": 1, "offset": 0}, (b"x",)),
            submission("predict", {"model": name}),
            submission("predict", {"model": "m", "roads": f"sha256:{HASH}/{name}"}),
            submission("pretrain", {"bundle": name}),
        )
    ]
    # Without any name of a model, its bundle is asked for.
    allowed = ("PROTOCOL.SCHEMA", "MODEL.MISSING", "INPUT.FIELD")
    assert all(code_of(ask(*encode(request))) in allowed for request in requests)


@pytest.mark.parametrize("verb", ["get", "events", "logs", "cancel", "resume", "delete"])
def test_no_job_id_leads_anywhere(verb: str, ask: Ask) -> None:
    for job_id in ("nothing", *ESCAPES):
        answer = ask(*encode(Message(f"job.{verb}", {"job_id": job_id})))
        assert code_of(answer) == "JOB.NOT_FOUND"


def test_a_link_in_the_home_does_not_lead_out_of_it(ask: Ask, home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (home / "bundles").mkdir(exist_ok=True)
    link = home / "bundles" / "link"
    link.symlink_to(tmp_path / "elsewhere")
    answer = ask(*encode(submission("pretrain", {"bundle": "link"})))
    link.unlink()
    assert code_of(answer) == "PROTOCOL.SCHEMA"


def test_a_client_of_another_protocol_version_gets_an_error(ask: Ask) -> None:
    answer = ask(*encode(Message("worker.hello", protocol=99)))
    assert code_of(answer) == "PROTOCOL.VERSION"
    assert answer.parent_id


def test_unknown_fields_of_a_request_are_tolerated(ask: Ask) -> None:
    assert ask(*encode(Message("worker.hello", {"colour": "green"}))).type != ERROR


@pytest.mark.parametrize(
    "frames",
    [
        [b""],
        [b"TGR1"],
        [b"TGR1", b"{}", b"{}"],
        [b"XXXX", b"{}", b"{}"],
        [os.urandom(100) for _ in range(6)],
        [b"TGR1", b"[" * 10_000, b"{}"],
        [*encode(Message("worker.hello"))[:2], b'{"a":' * 150_000],
        [*encode(Message("worker.hello")), *[b""] * 100],
        encode(Message("no.such.verb")),
        encode(Message("job.submit")),
        encode(Message("job.submit", {"kind": "cook", "params": {}, "idempotency_key": "k"})),
        encode(Message("job.get", {"job_id": ["a"]})),
        encode(Message("job.events", {"job_id": "a", "since": "b"})),
        encode(
            Message("data.put", {"sha256": HASH, "name": "a", "size": -1, "offset": 0}, (b"x",))
        ),
        encode(
            Message("data.put", {"sha256": HASH, "name": "a", "size": 1, "offset": 10**30}, (b"x",))
        ),
        [*encode(Message("job.get"))[:2], b'{"job_id": "\\ud800"}'],
        [*encode(Message("job.get"))[:2], b'{"job_id": NaN}'],
        encode(Message("job.list", {"before": 10**30})),
        encode(Message("job.list", {"limit": -1})),
        encode(Message("model.list", {"before": "x"})),
    ],
    ids=range(20),
)
def test_hostile_frames_get_an_error_and_do_not_affect_others(
    frames: list[bytes], ask: Ask, client: Client
) -> None:
    assert code_of(ask(*frames)).startswith(("PROTOCOL.", "JOB."))
    assert client.status().queue == Queue(0, 0)


def test_a_frame_over_the_limit_is_not_even_read(
    stranger: zmq.Socket[bytes], client: Client
) -> None:
    stranger.send_multipart([b"TGR1", b"{}", bytes(MAX_REQUEST_BYTES + 1)])
    assert not stranger.poll(300)
    assert client.status()


def test_a_message_without_an_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    """ZeroMQ keeps the parts of a message until the last one has come."""
    home = tmp_path / "home"
    with start_fake_worker(home, most_waiting_bytes=50_000_000) as process:
        before = resident_bytes(process.pid)
        context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        stranger = context.socket(zmq.DEALER)
        stranger.setsockopt(zmq.SNDTIMEO, 100)
        stranger.connect(Connection.read(home).addresses.requests)
        largest = 0
        with contextlib.suppress(zmq.Again):
            for _ in range(400):
                stranger.send(bytes(1_000_000), zmq.SNDMORE)
                time.sleep(0.005)
                largest = max(largest, resident_bytes(process.pid) - before)
        assert largest < 350_000_000, "nothing was thrown away"
        context.destroy(linger=0)
        wait_until(lambda: resident_bytes(process.pid) < before + 50_000_000)
        with Client.connect(home) as client:
            assert finish(client, client.submit(prepare_params(client, tmp_path)))
        process.kill()


def test_events_since_any_number_are_answered(client: Client, home: Path) -> None:
    job_id = a_prediction(client, home)
    assert client.events(job_id, since=10**9) == []
    assert client.events(job_id, since=-5) == client.events(job_id)


def submission(kind: str, params: dict[str, Any]) -> Message:
    content = {"kind": kind, "params": params, "idempotency_key": json.dumps(params)}
    return Message("job.submit", content)


def a_bundle(home: Path) -> str:
    """A bundle that somebody put into the home."""
    folder = home / "bundles" / "ours"
    folder.mkdir(parents=True, exist_ok=True)
    manifest_of(name="ours").save(folder)
    return folder.name


def a_prediction(client: Client, home: Path) -> str:
    """A job that has predicted roads."""
    model = client.submit(PretrainParams(bundle=a_bundle(home)))
    finish(client, model)
    job_id = client.submit(PredictParams(model=model))
    finish(client, job_id)
    return job_id
