"""QGIS' proxy settings take a real pip through a real proxy that asks for a login."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsAuthManager, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtNetwork import QSslCertificate

sys.path.append(str(Path(__file__).parents[2]))
from forward_proxy import ForwardProxy
from stand_in import Reply, Request, StandIn

from qgis_plugin.gui.set_up.network import installer_network
from qgis_plugin.installation import environment, zmq_wheel
from qgis_plugin.installation.programs import Progress
from qgis_plugin.installation.pythons import Python
from qgis_plugin.installation.zmq_wheel import Wheel
from trajganr_core.contract.errors import Code, TrajganrError

LOGIN = "me:p@ss:/1"
#: A name that only the proxy knows.
INDEX = "index.example"
PYZMQ = "pyzmq-27.3.0-cp312-abi3-manylinux_2_26_x86_64.manylinux_2_28_x86_64.whl"
PIP = Python(Path(sys.executable), sys.version_info[:2], can_make_environments=True, has_pip=True)


def make_wheel(path: Path, requires: str = "") -> Path:
    """A wheel without content that pip takes for a real one."""
    name, version, *_ = path.name.split("-")
    about = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += f"Requires-Dist: {requires}\n" if requires else ""
    tag = path.name.removesuffix(".whl").split("-", 2)[2]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{about}/METADATA", metadata)
        archive.writestr(f"{about}/WHEEL", f"Wheel-Version: 1.0\nTag: {tag}\n")
        archive.writestr(f"{about}/RECORD", "")
    return path


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder of wheels."""
    folder = tmp_path / "packages"
    folder.mkdir()
    make_wheel(folder / PYZMQ)
    make_wheel(folder / "torch-9.9-py3-none-any.whl")
    return folder


@pytest.fixture
def index(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A package index that speaks TLS, which QGIS trusts and pip is set up to ask."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the program openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    made += ["-subj", f"/CN={INDEX}", "-addext", f"subjectAltName=DNS:{INDEX}"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    for name in ("no_proxy", "NO_PROXY", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"https://{INDEX}/simple")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/dev/null")  # of a person who has forgotten it
    monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "cache"))

    def answer(request: Request) -> Reply:
        name = request.path.rstrip("/").rpartition("/")[2]
        if name.endswith(".whl"):
            return Reply((packages / name).read_bytes())
        links = (f'<a href="/{file.name}">{file.name}</a>' for file in packages.glob(f"{name}-*"))
        return Reply("".join(links).encode(), headers={"Content-Type": "text/html"})

    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("for tests", True)
    trusted = QSslCertificate(certificate.read_bytes())
    assert manager.storeCertAuthority(trusted)
    _trust_anew(manager)
    with StandIn(answer) as running:
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
    with ForwardProxy({INDEX: port}, LOGIN) as running:
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


def test_pyzmq_is_fetched_through_the_proxy_with_its_login(
    settings: Callable[..., None], proxy: ForwardProxy, packages: Path, tmp_path: Path
) -> None:
    settings(*LOGIN.split(":", 1))
    fetched = zmq_wheel.download(
        PIP, pinned(packages), tmp_path / "downloads", installer_network(), Progress()
    )
    assert fetched.read_bytes() == (packages / PYZMQ).read_bytes()
    assert set(proxy.passed) == {f"CONNECT {INDEX}:443"}


def test_the_workers_packages_are_looked_up_through_the_proxy(
    settings: Callable[..., None], proxy: ForwardProxy, tmp_path: Path
) -> None:
    settings(*LOGIN.split(":", 1))
    package = make_wheel(tmp_path / "trajganr-0.1.0-py3-none-any.whl", "torch")
    report = tmp_path / "plan.json"
    plan = environment.look_ahead(PIP.path, [package], report, installer_network(), Progress())
    assert (plan.packages, plan.torch) == (2, "9.9")
    assert set(proxy.passed) == {f"CONNECT {INDEX}:443"}


def test_a_proxy_that_does_not_know_the_login_has_its_code(
    settings: Callable[..., None], proxy: ForwardProxy, packages: Path, tmp_path: Path
) -> None:
    settings("me", "wrong")
    with pytest.raises(TrajganrError) as caught:
        zmq_wheel.download(
            PIP, pinned(packages), tmp_path / "downloads", installer_network(), Progress()
        )
    assert caught.value.code is Code.ENV_PROXY
    assert proxy.refused
    assert not proxy.passed
