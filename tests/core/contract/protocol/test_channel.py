"""An answer comes, or the reason why there is none, and nothing comes later."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq
from peers import peer

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.channel import Channel, Request
from trajganr_core.contract.protocol.keys import ClientKey, new_pair
from trajganr_core.contract.protocol.messages import (
    CREDITS,
    MAX_REQUEST_BYTES,
    Message,
    error_reply,
)

Connect = Callable[..., Channel]

SERVER, CLIENT = new_pair(), new_pair()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses ipc:// sockets")


@pytest.fixture
def connect() -> Iterator[Connect]:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()

    def connect(address: str, key: ClientKey | None = None, timeout_s: float = 60.0) -> Channel:
        return Channel(context, address, key, "me", timeout_s)

    yield connect
    context.destroy(linger=0)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"ipc://{tmp_path}/requests"


def echo(request: Message) -> Message:
    return request.reply({"verb": request.type, **request.content}, *request.buffers)


def refusal(wire: Channel) -> Code:
    with pytest.raises(TrajganrError) as caught:
        wire.request("worker.hello")
    return caught.value.code


def guard(router: zmq.Socket[bytes]) -> None:
    """Ask for keys; whose they are does not matter."""
    router.setsockopt_string(zmq.CURVE_PUBLICKEY, SERVER[0])
    router.setsockopt_string(zmq.CURVE_SECRETKEY, SERVER[1])
    router.setsockopt(zmq.CURVE_SERVER, 1)


def test_a_request_is_answered(connect: Connect, address: str) -> None:
    with peer(address, echo):
        assert connect(address).request("a.b", {"x": 1}).content == {"verb": "a.b", "x": 1}


@pytest.mark.parametrize("operation", ["send_multipart", "recv_multipart"])
def test_a_connection_that_is_lost_during_a_call_does_not_block(
    operation: str, connect: Connect, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the wire looks, all is well; where it sends or receives, the connection has gone."""
    usual, refusals = getattr(zmq.Socket, operation), 3

    def gone_at_first(self: zmq.Socket[bytes], *arguments: Any, **options: Any) -> Any:
        nonlocal refusals
        if self.type == zmq.DEALER and refusals:
            refusals -= 1
            assert zmq.NOBLOCK in (*arguments, *options.values()), "it would wait for ever"
            raise zmq.Again
        return usual(self, *arguments, **options)

    with peer(address, echo):
        wire = connect(address)
        monkeypatch.setattr(zmq.Socket, operation, gone_at_first)
        assert wire.request("a.b").content == {"verb": "a.b"}
    assert not refusals


def test_an_error_of_the_worker_is_raised(connect: Connect, address: str) -> None:
    error = TrajganrError(Code.JOB_NOT_FOUND, "No job.", "List them.")
    with peer(address, lambda request: error_reply(request.msg_id, error)):
        assert refusal(connect(address)) is Code.JOB_NOT_FOUND


def test_a_missing_worker_is_reported_at_once(connect: Connect, address: str) -> None:
    begun = time.monotonic()
    assert refusal(connect(address, timeout_s=60.0)) is Code.TRANSPORT_DOWN
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert refusal(connect(f"tcp://127.0.0.1:{port}", timeout_s=60.0)) is Code.TRANSPORT_DOWN
    assert time.monotonic() < begun + 30


def test_a_busy_worker_is_reported_as_a_timeout(connect: Connect, address: str) -> None:
    with peer(address, lambda request: None):
        assert refusal(connect(address, timeout_s=0.2)) is Code.TRANSPORT_TIMEOUT


def test_a_worker_that_does_not_greet_is_reported_as_a_timeout(
    connect: Connect, tmp_path: Path
) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "stopped"))
    listener.listen()
    wire = connect(f"ipc://{tmp_path}/stopped", timeout_s=0.2)
    assert refusal(wire) is Code.TRANSPORT_TIMEOUT
    listener.close()


def test_a_program_that_closes_the_connection_is_reported_as_no_answer(connect: Connect) -> None:
    """As a tunnel does with nobody at its far end."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            while True:
                try:
                    server.accept()[0].close()
                except OSError:
                    return

        threading.Thread(target=hang_up, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        assert refusal(connect(address)) is Code.AUTH_NO_ANSWER


def test_keys_that_do_not_match_are_reported(connect: Connect) -> None:
    fits = ClientKey("ann", *CLIENT, SERVER[0])
    other_worker = ClientKey("ann", *CLIENT, new_pair()[0])
    with peer("tcp://127.0.0.1:*", echo, guard) as address:
        assert connect(address, fits).request("worker.hello")
        assert refusal(connect(address, other_worker)) is Code.AUTH_NO_ANSWER
        assert refusal(connect(address, timeout_s=1.0)) is Code.AUTH_NO_ANSWER
    assert refusal(connect(address, fits)) is Code.TRANSPORT_DOWN


def test_an_abandoned_request_is_not_delivered_later(connect: Connect, address: str) -> None:
    wire = connect(address)
    assert refusal(wire) is Code.TRANSPORT_DOWN
    received: list[str] = []

    def note(request: Message) -> Message:
        received.append(request.type)
        return request.reply({})

    with peer(address, note):
        wire.request("later")
    assert received == ["later"]


def test_a_request_whose_answer_is_lost_is_repeated(connect: Connect, address: str) -> None:
    received: list[str] = []

    def forget_first(request: Message) -> Message | None:
        received.append(request.type)
        return request.reply({}) if len(received) > 1 else None

    with peer(address, forget_first):
        connect(address, timeout_s=1.0).request("job.submit", attempts=2)
    assert len(received) == 2


def test_an_answer_that_comes_too_late_is_ignored(connect: Connect, address: str) -> None:
    def slow_once(request: Message) -> Message:
        if request.type == "slow":
            time.sleep(0.5)
        return echo(request)

    with peer(address, slow_once):
        wire = connect(address, timeout_s=0.1)
        with pytest.raises(TrajganrError):
            wire.request("slow")
        time.sleep(0.5)
        assert wire.request("quick", attempts=20).content["verb"] == "quick"


def test_a_restart_of_the_worker_changes_the_session(connect: Connect, address: str) -> None:
    wire = connect(address)
    for session in ("one", "two"):

        def answer(request: Message, session: str = session) -> Message:
            return Message("reply", {}, parent_id=request.msg_id, session=session)

        with peer(address, answer):
            wire.request("worker.ping")
            assert wire.session == session


def test_a_channel_can_be_redirected_to_another_worker(connect: Connect, tmp_path: Path) -> None:
    wire = connect(f"ipc://{tmp_path}/a")
    with peer(f"ipc://{tmp_path}/b", echo):
        wire.redirect(f"ipc://{tmp_path}/b", None)
        assert wire.request("hello")


def test_the_number_of_unanswered_requests_is_limited(connect: Connect, address: str) -> None:
    waiting: list[Message] = []
    most = 0

    def hold_back(request: Message) -> None:
        nonlocal most
        waiting.append(request)
        most = max(most, len(waiting))

    with peer(address, hold_back):
        wire = connect(address, timeout_s=0.5)
        requests = (Request("data.put", {"n": n}) for n in range(100))
        with pytest.raises(TrajganrError):
            list(wire.pipelined(requests))
    assert most == CREDITS


def test_answers_are_in_the_order_of_the_requests(connect: Connect, address: str) -> None:
    with peer(address, echo):
        answers = connect(address).pipelined(Request("a", {"n": n}) for n in range(50))
        assert [answer.content["n"] for answer in answers] == list(range(50))


def test_a_request_that_is_too_large_is_not_sent(connect: Connect, address: str) -> None:
    with peer(address, echo):
        wire = connect(address)
        with pytest.raises(TrajganrError) as caught:
            wire.request("job.submit", {"name": "x" * MAX_REQUEST_BYTES})
        assert caught.value.code is Code.PROTOCOL_TOO_LARGE
        assert wire.request("worker.ping")
