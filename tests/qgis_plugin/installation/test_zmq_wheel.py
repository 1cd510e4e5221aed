"""Installing pyzmq for a QGIS without it."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

import pytest
from programs import put

from qgis_plugin.installation import zmq_wheel
from qgis_plugin.installation.programs import Progress
from qgis_plugin.installation.pythons import Python
from qgis_plugin.installation.zmq_wheel import Wheel
from trajganr_core.contract.errors import Code, TrajganrError

NAME = "pyzmq-27.3.0-cp312-abi3-manylinux_2_26_x86_64.manylinux_2_28_x86_64.whl"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A wheel with a module ``zmq``."""
    path = tmp_path / NAME
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("zmq/__init__.py", "fetched = True\n")
        archive.writestr("zmq/more.py", "")
    return path


@pytest.fixture
def wheel(file: Path, monkeypatch: pytest.MonkeyPatch) -> Wheel:
    """The pinned wheel of this QGIS, which has no pyzmq."""
    pinned = Wheel(file.name, hashlib.sha256(file.read_bytes()).hexdigest(), "3.12")
    monkeypatch.setattr(zmq_wheel, "wheel_for", lambda: pinned)
    path_without_zmq = [entry for entry in sys.path if not (Path(entry or ".") / "zmq").is_dir()]
    monkeypatch.setattr(sys, "path", path_without_zmq)
    for name in [n for n in sys.modules if n == "zmq" or n.startswith("zmq.")]:
        monkeypatch.delitem(sys.modules, name)
    return pinned


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_an_unpacked_wheel_is_imported_from_the_data_folder(
    wheel: Wheel, file: Path, data: Path
) -> None:
    assert not zmq_wheel.make_importable(data)
    zmq_wheel.unpack(file, wheel, data, Progress())
    zmq_wheel.check_import(data)
    assert Path(str(sys.modules["zmq"].__file__)).is_relative_to(data)
    del sys.modules["zmq"]


def test_a_pyzmq_that_qgis_has_is_not_replaced(file: Path, data: Path) -> None:
    before = list(sys.path)
    assert zmq_wheel.make_importable(data)
    assert sys.path == before


def test_another_file_than_the_pinned_one_is_refused(wheel: Wheel, file: Path, data: Path) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("zmq/evil.py", "")
    with pytest.raises(TrajganrError) as caught:
        zmq_wheel.unpack(file, wheel, data, Progress())
    assert caught.value.code is Code.INPUT_HASH
    assert wheel.name in caught.value.message
    assert not list(data.rglob("*.py"))


def test_a_missing_wheel_is_reported(wheel: Wheel, data: Path, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        zmq_wheel.unpack(tmp_path / "gone.whl", wheel, data, Progress())
    assert caught.value.code is Code.INPUT_NOT_FOUND


def test_a_partly_unpacked_wheel_is_not_used(wheel: Wheel, file: Path, data: Path) -> None:
    progress = Progress(lambda share, text: progress.cancel())
    with pytest.raises(TrajganrError) as caught:
        zmq_wheel.unpack(file, wheel, data, progress)
    assert caught.value.code is Code.JOB_CANCELLED
    assert not zmq_wheel.make_importable(data)
    assert not [path for path in data.rglob("*") if path.is_file()]


def test_a_wheel_that_qgis_cannot_import_is_removed(
    tmp_path: Path, wheel: Wheel, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "broken.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("zmq/__init__.py", "raise ImportError('another GLIBC')\n")
    broken = Wheel(wheel.name, hashlib.sha256(file.read_bytes()).hexdigest(), wheel.python)
    monkeypatch.setattr(zmq_wheel, "wheel_for", lambda: broken)
    zmq_wheel.unpack(file, broken, data, Progress())
    with pytest.raises(TrajganrError, match="another GLIBC"):
        zmq_wheel.check_import(data)
    assert not zmq_wheel.make_importable(data)


def test_pip_of_another_python_downloads_exactly_the_pinned_file(
    wheel: Wheel, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_WHEEL", str(file))
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    path = put(Path(__file__).parents[1] / "fake_python.py", tmp_path / "bin" / "python3")
    python = Python(path, (3, 12), can_make_environments=True, has_pip=True)
    network = {"https_proxy": "http://proxy:3128"}
    fetched = zmq_wheel.download(python, wheel, tmp_path / "downloads", network, Progress())
    assert fetched.read_bytes() == file.read_bytes()
    wanted = (tmp_path / "downloads" / "wanted.txt").read_text("utf-8")
    assert wanted == f"pyzmq==27.3.0 --hash=sha256:{wheel.sha256}\n"
    call = (tmp_path / "log").read_text("utf-8")
    for part in ("--require-hashes", "manylinux_2_28_x86_64", "http://proxy:3128", '"3.12"'):
        assert part in call
    monkeypatch.setenv("FAKE_SAYS", "ProxyError: 407")
    with pytest.raises(TrajganrError) as caught:
        zmq_wheel.download(python, wheel, tmp_path / "downloads", network, Progress())
    assert caught.value.code is Code.ENV_PROXY


def test_each_system_that_qgis_runs_on_has_a_pinned_wheel() -> None:
    for system, machine in (
        ("Linux", "x86_64"),
        ("Windows", "AMD64"),
        ("Darwin", "arm64"),
        ("Darwin", "x86_64"),
    ):
        for python in ("3.10", "3.12", "3.13"):
            wheel = zmq_wheel.wheel_for(system, machine, python)
            assert len(wheel.sha256) == 64
            assert wheel.name.startswith(f"pyzmq-{wheel.version}-cp3")
    assert zmq_wheel.wheel_for()  # of where this test runs


def test_a_system_without_a_pinned_wheel_is_reported() -> None:
    with pytest.raises(TrajganrError) as caught:
        zmq_wheel.wheel_for("Plan9", "mips", "3.12")
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert caught.value.next_action
