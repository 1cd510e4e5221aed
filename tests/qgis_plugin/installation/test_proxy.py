"""pip and uv use the proxy and certificates in QGIS' settings."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forward_proxy import ForwardProxy
from local_index import add_torch, make_wheel, serve
from qgis.core import QgsApplication, QgsAuthManager, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtNetwork import QSslCertificate
from stand_in import StandIn

from qgis_plugin.gui.set_up.network import installer_network
from qgis_plugin.installation import zmq_wheel
from qgis_plugin.installation.installer import Target
from qgis_plugin.installation.programs import Progress
from qgis_plugin.installation.pythons import Python
from qgis_plugin.installation.uv import Uv
from qgis_plugin.installation.zmq_wheel import Wheel
from trajganr_core.contract.errors import Code, TrajganrError

LOGIN = "me:p@ss:/1"
#: A name that only the proxy knows.
INDEX = "index.example"
#: PyTorch's index, in place of which the proxy has the same packages.
PYTORCH = "download.pytorch.org"
UV = shutil.which("uv", path=str(Path(sys.executable).parent))
PYZMQ = "pyzmq-27.3.0-cp312-abi3-manylinux_2_26_x86_64.manylinux_2_28_x86_64.whl"
PIP = Python(Path(sys.executable), sys.version_info[:2], can_make_environments=True, has_pip=True)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder of wheels."""
    folder = tmp_path / "packages"
    folder.mkdir()
    make_wheel(folder / PYZMQ)
    add_torch(folder, "9.9+cu129")
    return folder


@pytest.fixture
def index(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A package index that speaks TLS, which QGIS trusts and pip is set up to ask."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the program openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    own_key, own = tmp_path / "own_key.pem", tmp_path / "own.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    authority = ["-subj", "/CN=A company", "-keyout", key, "-out", certificate]
    subprocess.run([*make, *authority], check=True, capture_output=True)
    server = ["-subj", f"/CN={INDEX}", "-keyout", own_key, "-out", own]
    server += ["-CA", certificate, "-CAkey", key, "-addext", "basicConstraints=critical,CA:FALSE"]
    server += ["-addext", f"subjectAltName=DNS:{INDEX},DNS:{PYTORCH}"]
    subprocess.run([*make, *server], check=True, capture_output=True)
    both = tmp_path / "both.pem"
    both.write_bytes(own_key.read_bytes() + own.read_bytes())
    for name in ("no_proxy", "NO_PROXY", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"https://{INDEX}/simple")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/dev/null")  # of a person who has forgotten it
    monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "cache"))

    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("for tests", True)
    trusted = QSslCertificate(certificate.read_bytes())
    assert manager.storeCertAuthority(trusted)
    _trust_anew(manager)
    with StandIn(serve(packages)) as running:
        running.encrypt(both)
        yield running
    manager.removeCertAuthority(trusted)
    _trust_anew(manager)


def _trust_anew(manager: QgsAuthManager) -> None:
    manager.rebuildCaCertsCache()
    manager.rebuildTrustedCaCertsCache()


@pytest.fixture
def proxy(index: StandIn) -> Iterator[ForwardProxy]:
    port = int(index.url.rpartition(":")[2])
    with ForwardProxy({INDEX: port, PYTORCH: port}, LOGIN) as running:
        yield running


@pytest.fixture
def settings(proxy: ForwardProxy) -> Iterator[Callable[..., None]]:
    """Sets QGIS' proxy, as a person does in its options."""

    def write(user: str, password: str) -> None:
        values = {"Enabled": True, "Type": "HttpProxy", "Host": "127.0.0.1", "Port": proxy.port}
        for name, value in {**values, "User": user, "Password": password}.items():
            QgsSettings().setValue(f"proxy/proxy{name}", value)
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()

    yield write
    QgsSettings().remove("proxy")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


def pinned(packages: Path) -> Wheel:
    return Wheel(PYZMQ, hashlib.sha256((packages / PYZMQ).read_bytes()).hexdigest(), "3.12")


def test_pyzmq_is_downloaded_through_a_proxy_with_login(
    settings: Callable[..., None], proxy: ForwardProxy, packages: Path, tmp_path: Path
) -> None:
    settings(*LOGIN.split(":", 1))
    fetched = zmq_wheel.download(
        PIP, pinned(packages), tmp_path / "downloads", installer_network(), Progress()
    )
    assert fetched.read_bytes() == (packages / PYZMQ).read_bytes()
    assert set(proxy.passed) == {f"CONNECT {INDEX}:443"}


@pytest.mark.skipif(UV is None, reason="make setup installs uv")
def test_uv_selects_torch_by_the_driver_through_the_proxy(
    settings: Callable[..., None],
    proxy: ForwardProxy,
    index: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings(*LOGIN.split(":", 1))
    monkeypatch.delenv("UV_TORCH_BACKEND", raising=False)
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("UV_CUDA_DRIVER_VERSION", "550.54.15")
    package = make_wheel(tmp_path / "trajganr-0.1.0-py3-none-any.whl", ["torch"])
    installer = Uv(
        Path(UV or ""), "uv", "for a test", {"UV_DEFAULT_INDEX": f"https://{INDEX}/simple"}
    )
    target = Target(tmp_path / "worker", installer_network(), Progress())
    target.scratch.mkdir(parents=True)
    installer.create(PIP, target)
    command, variables = installer.command(target, "", with_torch=True)
    assert "torch==9.9+cu129" in target.run([*command, "--dry-run", package], variables)
    assert index.paths("/whl/cu129/torch")
    assert set(proxy.passed) == {f"CONNECT {PYTORCH}:443"}


def test_a_refused_proxy_login_has_its_code(
    settings: Callable[..., None],
    proxy: ForwardProxy,
    packages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings("me", "wrong")
    monkeypatch.setenv("PIP_RETRIES", "1")  # the second follows at once
    with pytest.raises(TrajganrError) as caught:
        zmq_wheel.download(
            PIP, pinned(packages), tmp_path / "downloads", installer_network(), Progress()
        )
    assert caught.value.code is Code.ENV_PROXY
    assert proxy.refused
    assert not proxy.passed
