"""The report for support, and what it must not contain."""

from __future__ import annotations

import getpass
import socket
import sys
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsSettings

from qgis_plugin import settings
from qgis_plugin.client import tunnel
from qgis_plugin.diagnosis import redaction, report
from qgis_plugin.diagnosis.redaction import redact
from qgis_plugin.diagnosis.report import Network, diagnose
from qgis_plugin.installation import environment
from qgis_plugin.installation.programs import Progress
from qgis_plugin.settings import REMOTE, Profile
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.keys import ClientKey, new_pair
from trajganr_core.contract.version import __version__

NOTHING = Network("", has_own_certificates=False)


def test_the_report_has_versions_worker_and_environment(worker: Path) -> None:
    (worker / "worker.log").write_text("the last line of the log\n", encoding="utf-8")
    text = diagnose(NOTHING, Progress())
    for part in (
        f"Plugin: {__version__}",
        f"QGIS: {Qgis.version()}",
        "pyzmq: ",
        "Kind: local",
        "TRAJGANR_HOME",
        "on cpu",
        "NVIDIA driver: ",
        "GB",
        "the last line of the log",
    ):
        assert part in text


def test_the_report_has_the_output_of_the_doctor(
    worker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # QGIS' Python lacks packages that jobs need, which is a problem, and does not end it.
    monkeypatch.setenv("TRAJGANR_WORKER_PYTHON", sys.executable)
    text = diagnose(NOTHING, Progress())
    assert "A worker answers in" in text
    assert "problem  packages" in text
    assert "The job store is intact" in text


def test_a_worker_that_does_not_answer_is_reported_with_its_code(home: Path) -> None:
    text = diagnose(NOTHING, Progress())
    assert f"[{Code.TRANSPORT_DOWN.value}]" in text
    assert "## Environment" in text


def test_unreadable_settings_are_reported(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRAJGANR_HOME")
    QgsSettings().setValue(settings.PROFILES, "{broken")
    try:
        assert Code.INPUT_FORMAT.value in diagnose(NOTHING, Progress())
    finally:
        QgsSettings().remove("trajganr")


def test_the_report_can_be_cancelled(home: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(TrajganrError) as caught:
        diagnose(NOTHING, progress)
    assert caught.value.code is Code.JOB_CANCELLED


def test_the_report_has_no_secrets_of_proxy_profile_or_log(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ClientKey("ann", *new_pair(), new_pair()[0])
    key.write(tmp_path / "ann.key")
    profile = Profile(
        "Ours",
        REMOTE,
        address="tcp://gpu.example.org:5570",
        key=str(tmp_path / "ann.key"),
        ssh_host="gpu-box",
        ssh_user="annabel",
        ssh_jump="annabel@gate.example.org:22",
    )
    monkeypatch.setattr(report, "current_profile", lambda: profile)
    monkeypatch.setattr(
        tunnel.Tunnels, "ssh_output", lambda self, profile: "annabel@gpu-box: Permission denied."
    )
    monkeypatch.setattr(
        report,
        "connect",
        lambda: (_ for _ in ()).throw(
            TrajganrError(Code.AUTH_DENIED, "It refused {key}.", "", key=key.secret)
        ),
    )
    network = Network("http://annabel:s3cret-pw@proxy.corp:3128", has_own_certificates=True)
    text = diagnose(network, Progress())
    assert "Output of ssh" in text
    for secret in (
        key.secret,
        "s3cret-pw",
        "proxy.corp",
        "gpu-box",
        "gpu.example.org",
        "gate.example.org",
        "annabel",
    ):
        assert secret not in text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("https://graph.mapillary.com/?access_token=MLY|123|abc&x=1", "MLY|123|abc"),
        ("Authorization: OAuth MLY|77|deadbeef", "deadbeef"),
        ("header Bearer abcdefgh12345", "abcdefgh12345"),
        ("{'password': 'hunter2'}", "hunter2"),
        ('"client_secret": "xyz"', "xyz"),
        ("proxy http://ann:pa55@10.1.2.3:3128/ failed", "pa55"),
        ("proxy http://ann:pa55@10.1.2.3:3128/ failed", "10.1.2.3"),
        ("cannot reach 192.168.7.8", "192.168.7.8"),
        ("cannot reach tcp://gpu.example.org:5570", "gpu.example.org"),
        ("mail to ann@example.org", "example.org"),
        ("/home/annabel/data.csv", "annabel"),
        (r"C:\Users\Annabel\data.csv", "Annabel"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb\n-----END OPENSSH PRIVATE KEY-----", "b3Blb"),
    ],
)
def test_secrets_and_logins_are_removed(text: str, gone: str) -> None:
    assert gone not in redact(text)


def test_home_user_and_machine_are_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/data/people/annabel"))
    monkeypatch.setattr(getpass, "getuser", lambda: "annabel")
    monkeypatch.setattr(socket, "gethostname", lambda: "laptop7.corp")
    text = redact("/data/people/annabel/x of annabel on laptop7 and LAPTOP7.corp")
    assert text == f"~/x of {redaction.USER} on {redaction.HOST} and {redaction.HOST}"


def test_useful_text_is_kept() -> None:
    text = "[TRANSPORT.DOWN] tcp://127.0.0.1:5570 torch 2.15.0+cu132 at 2026-11-25 15:20:01"
    assert redact(text) == text


def test_an_environment_that_was_set_up_is_described(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer = "pip: uv could not be fetched"
    made = environment.Environment(
        Path("/e/bin/python"), "3.12.1", "2.15.0", "13.2", True, installer
    )
    monkeypatch.setattr(report, "existing", lambda folder: made)
    text = diagnose(NOTHING, Progress())
    for part in ("torch 2.15.0", "CUDA: 13.2; usable GPU: yes", f"Installer: {installer}"):
        assert part in text
