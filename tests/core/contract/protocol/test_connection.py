"""Where a worker lives and how it is found."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from platformdirs import user_data_path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.connection import (
    Addresses,
    Connection,
    connection_file,
    default_home,
    local_addresses,
    make_home,
    tcp_addresses,
)
from trajganr_core.contract.protocol.keys import ClientKey, new_pair

ADDRESSES = Addresses("ipc:///a/requests", "ipc:///a/events", "ipc:///a/files")
KEY = ClientKey("", *new_pair(), new_pair()[0])

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_environment_variable_sets_the_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRAJGANR_HOME", str(tmp_path))
    assert default_home() == tmp_path.resolve()


@pytest.mark.parametrize("named", ["/somewhere", None])
def test_the_default_home_is_in_the_users_data_folder(
    named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAJGANR_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if named and sys.platform == "linux":
        monkeypatch.setenv("XDG_DATA_HOME", named)
    assert default_home() == user_data_path("trajganr", appauthor=False)


@posix_only
def test_the_home_of_an_unknown_user_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRAJGANR_HOME", "~nobody-of-that-name/worker")
    with pytest.raises(TrajganrError) as caught:
        default_home()
    assert caught.value.code is Code.INPUT_FIELD
    assert "TRAJGANR_HOME" in caught.value.next_action


def test_a_home_that_cannot_be_created_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(TrajganrError) as caught:
        make_home(tmp_path / "file" / "home")
    assert caught.value.code is Code.INPUT_FIELD


@pytest.mark.parametrize("key", [None, KEY], ids=["private", "with a key"])
def test_a_written_connection_is_read_unchanged(key: ClientKey | None, tmp_path: Path) -> None:
    connection = Connection(ADDRESSES, 42, key)
    connection.write(tmp_path)
    connection.write(tmp_path)
    assert Connection.read(tmp_path) == connection


@posix_only
def test_only_the_owner_can_read_the_connection_file(tmp_path: Path) -> None:
    Connection(ADDRESSES, 42).write(tmp_path)
    assert mode(connection_file(tmp_path)) == 0o600


@pytest.mark.parametrize(
    "text", [None, "", "{}", "[]", '{"address": 1, "events": 2, "pid": 3}', "{"]
)
def test_without_a_readable_connection_file_no_worker_answers(
    text: str | None, tmp_path: Path
) -> None:
    if text is not None:
        connection_file(tmp_path).write_text(text)
    with pytest.raises(TrajganrError) as caught:
        Connection.read(tmp_path)
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "worker start" in caught.value.next_action


@posix_only
def test_sockets_are_in_a_private_folder_of_the_home(tmp_path: Path) -> None:
    home = Path("/tmp") if len(str(tmp_path)) > 80 else tmp_path
    folder = Path(local_addresses(home).requests.removeprefix("ipc://")).parent
    assert folder == home / "run"
    assert mode(folder) == 0o700


@posix_only
def test_a_home_with_a_long_path_has_its_sockets_in_a_short_private_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = Path("/tmp") / f"tgr-test-{tmp_path.name}"[:40]
    runtime.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    deep, deeper = tmp_path / ("d" * 100), tmp_path / ("e" * 100)
    try:
        folders = [
            Path(local_addresses(h).files.removeprefix("ipc://")).parent for h in (deep, deeper)
        ]
        assert {folder.parent for folder in folders} == {runtime}
        assert folders[0] != folders[1]
        assert mode(folders[0]) == 0o700
    finally:
        for folder in runtime.iterdir():
            folder.rmdir()
        runtime.rmdir()


def test_events_and_files_of_a_tcp_worker_are_on_the_next_ports() -> None:
    found = tcp_addresses("tcp://gpu.example.org:5570")
    assert found.events == "tcp://gpu.example.org:5571"
    assert found.files == "tcp://gpu.example.org:5572"


@pytest.mark.parametrize(
    "address", ["tcp://0.0.0.0:5570", "tcp://gpu.example.org:5570", "tcp://*:1"]
)
def test_a_worker_on_another_machine_needs_a_key(address: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        Connection.remote(address)
    assert caught.value.code is Code.AUTH_DENIED
    assert "SSH" in caught.value.next_action
    assert Connection.remote(address, KEY).key == KEY


def test_the_near_end_of_a_tunnel_needs_no_key() -> None:
    assert Connection.remote("tcp://127.0.0.1:5570").key is None
    sockets = Connection.remote("ipc:///tmp/near").addresses
    assert (sockets.requests, sockets.files) == (
        "ipc:///tmp/near/requests",
        "ipc:///tmp/near/files",
    )


@pytest.mark.parametrize(
    "address",
    [
        *("", "5570", "tcp://127.0.0.1", "tcp://127.0.0.1:0", "ipc://near"),
        *("tcp://127.0.0.1:65534", "tcp://127.0.0.1:99999", "tcp://a b:1", "tcp://h:5570/x"),
    ],
)
def test_malformed_addresses_are_refused(address: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        Connection.remote(address)
    assert caught.value.code is Code.INPUT_FIELD
