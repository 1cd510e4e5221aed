"""A worker with too many open files postpones work: no job fails and nothing is lost."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_worker import fake_worker
from hang import HANG_S
from waiting import finish, process_of, wait_until

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import Connection
from trajganr_worker.processes.outcome import Outcome
from trajganr_worker.server import router_socket
from trajganr_worker.server.doorkeeper import Doorkeeper
from trajganr_worker.storage import open_files
from trajganr_worker.storage.error_mapping import coded

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="prlimit is Linux'")


@pytest.fixture
def pid(home: Path) -> int:
    return Connection.read(home).pid


def open_of(pid: int) -> int:
    """How many files a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


@contextlib.contextmanager
def nothing_left(pid: int) -> Iterator[None]:
    """A process that may not open any further file."""
    import resource

    usual = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (open_of(pid), usual[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, usual)


def test_a_worker_takes_as_many_open_files_as_the_system_allows(tmp_path: Path) -> None:
    import resource

    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    few = min(256, usual[0])
    resource.setrlimit(resource.RLIMIT_NOFILE, (few, usual[1]))
    try:
        with fake_worker(tmp_path / "home") as home:
            soft, hard = resource.prlimit(Connection.read(home).pid, resource.RLIMIT_NOFILE)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, usual)
    assert hard == usual[1]
    assert soft == min(hard, open_files.MAX_COUNT)


def test_a_job_waits_until_its_process_can_be_started(
    client: Client, prepare: Callable[[str], str], pid: int
) -> None:
    finish(client, prepare(""))  # the files that a job needs are sent
    with nothing_left(pid):
        job_id = prepare("")
        wait_until(lambda: any(event.message for event in client.events(job_id)))
        assert client.job(job_id).state == "QUEUED"
    events = finish(client, job_id)
    assert events[-1].state == "SUCCEEDED"
    assert client.job(job_id).attempt == 1


def test_a_file_is_sent_again_until_it_can_be_taken(
    client: Client, pid: int, tmp_path: Path
) -> None:
    (tmp_path / "first.csv").write_text("first")
    client.put_file(tmp_path / "first.csv")
    (tmp_path / "second.csv").write_text("second")
    refused = []

    with contextlib.ExitStack() as stack:
        stack.enter_context(nothing_left(pid))
        relocate = client._relocate

        def note() -> bool:
            refused.append(True)
            stack.close()
            return relocate()

        client._relocate = note  # type: ignore[method-assign]
        client.put_file(tmp_path / "second.csv")
    assert refused


def test_lack_of_descriptors_is_a_temporary_error() -> None:
    error = coded(OSError(24, "Too many open files"))
    assert (error.code, error.retryable) == (Code.RESOURCE_OPEN_FILES, True)


def test_a_temporarily_unreadable_manifest_is_not_damaged(tmp_path: Path) -> None:
    try:
        raise TrajganrError(Code.MODEL_INCOMPATIBLE, "Damaged.", "") from OSError(24, "Too many")
    except TrajganrError as error:
        assert coded(error).code is Code.RESOURCE_OPEN_FILES


def test_an_outcome_that_cannot_be_read_now_is_not_taken_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Outcome(1, result={}).write(tmp_path)

    def open_no_more(path: Path, **_: object) -> str:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", open_no_more)
        with pytest.raises(OSError, match="Too many"):
            Outcome.read(tmp_path, 1)
    assert Outcome.read(tmp_path, 1) is not None


def test_a_connection_without_a_handshake_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zmq

    monkeypatch.setattr(router_socket, "HANDSHAKE_MS", 200)
    door = Doorkeeper(99)
    with zmq.Context() as context:
        listening, address = router_socket.bind(
            context, zmq.ROUTER, ["tcp://127.0.0.1:0"], None, door
        )
        port = int(address.rpartition(":")[2])
        with listening, contextlib.ExitStack() as stack:
            strangers = [
                stack.enter_context(socket.create_connection(("127.0.0.1", port)))
                for _ in range(20)
            ]
            for stranger in strangers[::2]:
                stranger.sendall(b"\xff" + bytes(8) + b"\x7f")  # half a greeting
            for stranger in strangers:
                stranger.settimeout(HANG_S)
                with contextlib.suppress(ConnectionResetError):
                    while stranger.recv(1000):
                        pass
        door.close()


def test_a_job_has_no_connection_of_the_worker(
    client: Client, prepare: Callable[[str], str]
) -> None:
    job_id = prepare("slow")
    job = process_of(client, job_id)
    held = [str(descriptor.readlink()) for descriptor in Path(f"/proc/{job}/fd").iterdir()]
    assert [name for name in held if name.startswith("socket:")] == []
    client.cancel(job_id)
    finish(client, job_id)
