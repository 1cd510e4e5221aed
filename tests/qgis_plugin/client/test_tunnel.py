"""SSH tunnels to a worker elsewhere."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_worker import fake_worker
from programs import put

from qgis_plugin.client import session
from qgis_plugin.client.remote_sockets import command, sockets_in
from qgis_plugin.client.tunnel import Tunnels, remote_end, tunnel_arguments
from qgis_plugin.settings import REMOTE, Profile
from trajganr_core.contract.errors import Code, TrajganrError


@pytest.fixture
def ssh_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the ssh that stands in was called with."""
    put(Path(__file__).parents[1] / "fake_ssh.py", tmp_path / "bin" / "ssh")
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
            assert client.status().home == str((tmp_path / "far").resolve())
        first = tunnels.address(profile)
        with session.connect():
            assert tunnels.address(profile) == first  # the same tunnel
    assert first != profile.address


def test_a_broken_tunnel_is_reopened(tunnels: Tunnels, ssh_log: Path, port: int) -> None:
    profile = profile_of(port)
    tunnels.address(profile)
    process = tunnels._open[remote_end(profile)]._process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    tunnels.address(profile)
    assert len(ssh_log.read_text("utf-8").splitlines()) == 2


def test_closing_ends_ssh(tunnels: Tunnels, port: int) -> None:
    address = tunnels.address(profile_of(port))
    folder = Path(address.removeprefix("ipc://"))
    assert folder.stat().st_mode & 0o077 == 0
    process = tunnels._open[remote_end(profile_of(port))]._process
    tunnels.close()
    assert process.poll() is not None
    assert not folder.exists()


def test_the_error_contains_the_output_of_ssh(
    tunnels: Tunnels, ssh_log: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_SSH_SAYS", "ann@gpu-machine: Permission denied (publickey).")
    with pytest.raises(TrajganrError, match=r"Permission denied \(publickey\)") as caught:
        tunnels.address(profile_of(port))
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "SSH agent" in caught.value.next_action


def test_ssh_is_retried_immediately_only_on_request(
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


def test_an_open_tunnel_without_a_worker_is_reported(
    tunnels: Tunnels, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = profile_of(port)
    monkeypatch.setattr(session, "current_profile", lambda: profile)
    with pytest.raises(TrajganrError, match="no worker listens") as caught:
        session.connect()
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "gpu-machine" in caught.value.message


def test_without_ssh_the_error_names_what_to_install(
    port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TrajganrError) as caught:
        Tunnels().address(profile_of(port))
    assert caught.value.code is Code.ENV_MISSING_DEP


def behind_ssh(home: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A profile of the worker in a home of the machine to which ssh logs in."""
    monkeypatch.setenv("FAKE_SSH_HOME", str(home.parents[2]))
    profile = Profile("GPU", REMOTE, ssh_host="gpu-machine")
    monkeypatch.setattr(session, "current_profile", lambda: profile)
    return profile


def test_the_private_sockets_of_a_worker_are_found_and_reached(
    tunnels: Tunnels, ssh_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / ".local" / "share" / "trajganr"
    home.mkdir(parents=True, mode=0o700)
    behind_ssh(home, monkeypatch)
    with fake_worker(home):
        with session.connect() as client:
            assert client.hello.is_admin is True
            assert client.status().home == str(home.resolve())
        remote_command, forwarded = ssh_log.read_text("utf-8").splitlines()
    assert remote_command.endswith(f"-- gpu-machine {command('')}")
    assert "127.0.0.1" not in forwarded, "a port is open to all accounts of a machine"


def test_the_profile_can_name_another_home(
    tunnels: Tunnels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "my home" / "worker"
    home.mkdir(parents=True, mode=0o700)
    monkeypatch.setenv("FAKE_SSH_HOME", str(tmp_path))
    with fake_worker(home):
        for named in (str(home), "~/my home/worker", "my home/worker/"):
            profile = Profile("GPU", REMOTE, ssh_host="gpu-machine", remote_home=named)
            monkeypatch.setattr(session, "current_profile", lambda p=profile: p)
            session.connect().close()


def test_without_a_worker_the_error_names_the_searched_homes(
    tunnels: Tunnels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind_ssh(tmp_path / "a" / "b" / "c", monkeypatch)
    with pytest.raises(TrajganrError, match=r"share/trajganr/connection\.json") as caught:
        session.connect()
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert "trajganr worker start" in caught.value.next_action


def test_a_dead_worker_behind_a_tunnel_is_reported(
    tunnels: Tunnels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / ".local" / "share" / "trajganr"
    home.mkdir(parents=True, mode=0o700)
    behind_ssh(home, monkeypatch)
    with fake_worker(home):
        session.connect().close()
    with pytest.raises(TrajganrError, match="no worker answers there") as caught:
        session.connect()
    assert caught.value.code is Code.TRANSPORT_DOWN


def test_a_path_too_long_for_sockets_is_reported(
    ssh_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with pytest.raises(TrajganrError, match="too long") as caught:
        Tunnels().address(profile_of(5570))
    assert caught.value.code is Code.INPUT_FIELD
    assert list(long.iterdir()) == []


def connection(*paths: str) -> str:
    return json.dumps(dict(zip(("address", "events", "files"), paths, strict=True)))


def test_output_before_the_connection_file_is_ignored() -> None:
    text = "Welcome!\n" + connection("ipc:///r/requests", "ipc:///r/events", "ipc:///r/files")
    assert sockets_in(text, "gpu").files == "ipc:///r/files"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.TRANSPORT_DOWN),
        ("{}", Code.TRANSPORT_DOWN),
        ('{"address": [1', Code.TRANSPORT_DOWN),
        (connection(*["tcp://127.0.0.1:1"] * 3), Code.INPUT_FIELD),
        (connection("ipc:///r/requests", "ipc:///r/events", "/etc/x"), Code.INPUT_FIELD),
        (connection("ipc:///a:/b", "ipc:///r/events", "ipc:///r/files"), Code.INPUT_FIELD),
        (connection("ipc:///%h/b", "ipc:///r/events", "ipc:///r/files"), Code.INPUT_FIELD),
        (connection("ipc:///${HOME}", "ipc:///r/events", "ipc:///r/files"), Code.INPUT_FIELD),
        (connection(f"ipc:///{'x' * 101}", "ipc:///r/e", "ipc:///r/f"), Code.INPUT_FIELD),
    ],
)
def test_paths_from_another_machine_are_checked_before_ssh_uses_them(text: str, code: Code) -> None:
    with pytest.raises(TrajganrError) as caught:
        sockets_in(text, "gpu")
    assert caught.value.code is code


def test_a_manually_edited_profile_is_checked_before_ssh_starts(
    tunnels: Tunnels, ssh_log: Path
) -> None:
    for changed in ({"ssh_user": "$(id)"}, {"ssh_port": "22 -oX"}, {"remote_home": "'; id '"}):
        profile = replace(profile_of(5570), **changed)
        with pytest.raises(TrajganrError) as caught:
            tunnels.address(profile)
        assert caught.value.code is Code.INPUT_FIELD
        assert tunnels.ssh_output(profile) == ""
    assert not ssh_log.exists()


def test_ssh_gets_batch_mode_and_the_options_of_the_profile() -> None:
    profile = Profile(
        "GPU",
        REMOTE,
        address="tcp://10.0.0.5:5570",
        ssh_host="gpu-machine",
        ssh_user="ann",
        ssh_port=2222,
        ssh_jump="gate",
    )
    near = [f"/tmp/near/{name}" for name in ("requests", "events", "files")]
    far = [f"10.0.0.5:{port}" for port in (5570, 5571, 5572)]
    line = " ".join(tunnel_arguments(remote_end(profile), near, far))
    for part in (
        "-o BatchMode=yes",
        "-o ExitOnForwardFailure=yes",
        "-o ServerAliveInterval=",
        "-L /tmp/near/requests:10.0.0.5:5570",
        "-L /tmp/near/events:10.0.0.5:5571",
        "-L /tmp/near/files:10.0.0.5:5572",
        "-l ann -p 2222 -J gate",
    ):
        assert part in line
    assert line.endswith("-- gpu-machine")
