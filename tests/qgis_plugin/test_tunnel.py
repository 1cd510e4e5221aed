"""SSH tunnels to a worker elsewhere."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_worker import fake_worker
from programs import put

from qgis_plugin.client import session
from qgis_plugin.client.tunnel import Far, Tunnels, command_line
from qgis_plugin.settings import REMOTE, Profile
from trajganr_core.errors import Code, TrajganrError


@pytest.fixture
def ssh_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the ssh that stands in was called with."""
    put(Path(__file__).with_name("fake_ssh.py"), tmp_path / "bin" / "ssh")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    log = tmp_path / "ssh.log"
    monkeypatch.setenv("FAKE_SSH_LOG", str(log))
    return log


@pytest.fixture
def tunnels(ssh_log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tunnels]:
    """Those of a QGIS that has just begun."""
    made = Tunnels()
    monkeypatch.setattr(session, "tunnels", made)
    yield made
    made.close()


def profile_of(port: int) -> Profile:
    address = f"tcp://127.0.0.1:{port}"
    return Profile("GPU", REMOTE, address=address, ssh_host="gpu-machine")


@pytest.fixture
def port() -> int:
    """The first of three that are free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return min(int(probe.getsockname()[1]), 65000)


def test_a_worker_is_reached_through_a_tunnel(
    tunnels: Tunnels, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = profile_of(port)
    monkeypatch.setattr(session, "current_profile", lambda: profile)
    (tmp_path / "far").mkdir()
    with fake_worker(tmp_path / "far", profile.address):
        with session.connect() as client:
            assert client.status()["home"] == str((tmp_path / "far").resolve())
        first = tunnels.address(profile)
        with session.connect():
            assert tunnels.address(profile) == first  # the same tunnel
    assert first != profile.address


def test_a_tunnel_that_broke_is_opened_again(tunnels: Tunnels, ssh_log: Path, port: int) -> None:
    profile = profile_of(port)
    tunnels.address(profile)
    process = tunnels._open[Far.of_profile(profile)]._process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    tunnels.address(profile)
    assert len(ssh_log.read_text("utf-8").splitlines()) == 2


def test_closing_ends_ssh(tunnels: Tunnels, port: int) -> None:
    address = tunnels.address(profile_of(port))
    process = tunnels._open[Far.of_profile(profile_of(port))]._process
    tunnels.close()
    assert process.poll() is not None
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) != 0


def test_what_ssh_says_is_what_the_person_sees(
    tunnels: Tunnels, ssh_log: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_SSH_SAYS", "ann@gpu-machine: Permission denied (publickey).")
    with pytest.raises(TrajganrError, match=r"Permission denied \(publickey\)") as caught:
        tunnels.address(profile_of(port))
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "SSH agent" in caught.value.next_action


def test_ssh_is_not_tried_again_at_once_unless_a_person_wants_it(
    tunnels: Tunnels, ssh_log: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_SSH_SAYS", "no")
    for _ in range(3):
        with pytest.raises(TrajganrError):
            tunnels.address(profile_of(port))
    assert len(ssh_log.read_text("utf-8").splitlines()) == 1
    monkeypatch.delenv("FAKE_SSH_SAYS")
    tunnels.try_again()
    assert tunnels.address(profile_of(port))


def test_an_open_tunnel_with_no_worker_behind_it_says_so(
    tunnels: Tunnels, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = profile_of(port)
    monkeypatch.setattr(session, "current_profile", lambda: profile)
    with pytest.raises(TrajganrError, match="no worker listens") as caught:
        session.connect()
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "gpu-machine" in caught.value.message


def test_without_ssh_the_error_says_what_to_install(
    port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TrajganrError) as caught:
        Tunnels().address(profile_of(port))
    assert caught.value.code is Code.ENV_MISSING_DEP


def test_ssh_is_told_never_to_ask_and_what_the_profile_says() -> None:
    profile = Profile(
        "GPU",
        REMOTE,
        address="tcp://10.0.0.5:5570",
        ssh_host="gpu-machine",
        ssh_user="ann",
        ssh_port=2222,
        ssh_jump="gate",
    )
    line = " ".join(command_line(Far.of_profile(profile), 7000))
    for part in (
        "-o BatchMode=yes",
        "-o ExitOnForwardFailure=yes",
        "-o ServerAliveInterval=",
        "-L 127.0.0.1:7000:10.0.0.5:5570",
        "-L 127.0.0.1:7001:10.0.0.5:5571",
        "-L 127.0.0.1:7002:10.0.0.5:5572",
        "-l ann -p 2222 -J gate",
    ):
        assert part in line
    assert line.endswith("-- gpu-machine")
