"""uv installs the worker from a package index on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_index import add_torch, add_uv, add_worker_packages, make_sources, make_wheel, serve
from plugin_tools import ROOT
from stand_in import StandIn

from qgis_plugin.installation import environment, uv
from qgis_plugin.installation.environment import choose_installer, set_up
from qgis_plugin.installation.installer import (
    NoPythonError,
    Target,
    installer_failed,
)
from qgis_plugin.installation.programs import ProgramFailedError, Progress
from qgis_plugin.installation.pythons import Python, probe
from qgis_plugin.installation.uv import Uv
from trajganr_core.contract.errors import Code, TrajganrError

UV = shutil.which("uv", path=str(Path(sys.executable).parent))
WORKER_PYTHON = ROOT / ".venv" / "worker" / "bin" / "python"

pytestmark = pytest.mark.skipif(
    UV is None or not WORKER_PYTHON.exists(), reason="make setup installs uv and the worker"
)


@pytest.fixture(scope="module")
def python() -> Python:
    interpreter = probe(WORKER_PYTHON, Progress())
    assert interpreter is not None
    return interpreter


@pytest.fixture(autouse=True)
def no_other_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No uv and no settings of this machine."""
    for name in os.environ:
        if name.startswith(("PIP_", "UV_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(uv, "UNIX_FOLDERS", ())


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    folder.mkdir()
    add_worker_packages(folder)
    return folder


@pytest.fixture
def index(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The package index that pip is configured for: everything but torch."""
    with StandIn(serve(packages)) as running:
        monkeypatch.setenv("PIP_INDEX_URL", f"{running.url}/simple")
        yield running


@pytest.fixture
def torch_index(tmp_path: Path) -> Iterator[StandIn]:
    """Another index with torch, and with a package that must not come from it."""
    folder = tmp_path / "torch"
    folder.mkdir()
    add_torch(folder, "8.8+cpu")
    make_wheel(folder / "timm-99-py3-none-any.whl")
    with StandIn(serve(folder)) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "worker"


def installer_of(python: Python, folder: Path, packages: Path) -> Uv:
    """The installer where the index has uv."""
    add_uv(packages, Path(UV or ""))
    return choose_installer([python], Target(folder, {}, Progress()))


@pytest.mark.parametrize("backend", ["", "cpu"])
def test_only_torch_is_fetched_from_its_own_index(
    backend: str,
    python: Python,
    folder: Path,
    packages: Path,
    index: StandIn,
    torch_index: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sources = make_sources(tmp_path / "sources")
    monkeypatch.setattr(environment, "PLUGIN", sources)
    if backend:  # with which uv would ask torch's public index only
        monkeypatch.setenv("UV_TORCH_BACKEND", backend)
    messages: list[str] = []
    progress = Progress(lambda share, text: messages.append(text))
    installer = installer_of(python, folder, packages)
    target = Target(folder, {}, progress)
    made = set_up(installer, python, target, None, sources, f"{torch_index.url}/simple")
    assert made == environment.existing(folder)
    assert made.torch == "8.8+cpu"
    assert made.installer == f"{installer.name}: {installer.reason}"
    assert messages[0] == made.installer
    requested = {path.strip("/").split("/")[-1].split("-")[0] for path in torch_index.paths()}
    assert requested == {"torch", "torchvision"}
    assert index.paths("/simple/timm")
    assert index.paths("/simple/openmatrix")  # of an extra
    assert sorted(path.name for path in folder.parent.iterdir()) == ["worker", "worker-uv"]


def test_torch_can_come_from_the_usual_index_where_its_own_cannot_be_reached(
    python: Python,
    folder: Path,
    packages: Path,
    index: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sources = make_sources(tmp_path / "sources")
    monkeypatch.setattr(environment, "PLUGIN", sources)
    add_torch(packages, "8.8", "13.0")
    installer = installer_of(python, folder, packages)
    target = Target(folder, {}, Progress())
    made = set_up(installer, python, target, None, sources, is_usual_torch=True)
    assert made.torch == "8.8"
    assert index.paths("/simple/torch/")


def test_uv_is_downloaded_once_and_outside_that_python(
    python: Python, folder: Path, packages: Path, index: StandIn
) -> None:
    first = installer_of(python, folder, packages)
    assert first.program.is_relative_to(folder.with_name("worker-uv"))
    assert first.variables["UV_DEFAULT_INDEX"] == f"{index.url}/simple"
    index.requests.clear()
    assert choose_installer([python], Target(folder, {}, Progress())).name == first.name
    assert not index.requests


def test_a_package_index_without_uv_is_reported(
    python: Python, folder: Path, packages: Path, index: StandIn
) -> None:
    with pytest.raises(TrajganrError, match="pip could not install uv") as caught:
        choose_installer([python], Target(folder, {}, Progress()))
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert "No matching distribution found for uv" in caught.value.parameters["output"]


@pytest.mark.parametrize(("version", "is_used"), [("0.9.1", True), ("0.5.30", False)])
def test_uv_on_the_path_is_used_unless_it_is_too_old(
    version: str, is_used: bool, tmp_path: Path
) -> None:
    program = tmp_path / "bin" / "uv"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho 'uv {version} (of today)'\n", encoding="utf-8")
    program.chmod(0o700)
    chosen = uv.find_uv([], Progress())
    assert (chosen is not None) is is_used
    if chosen:
        assert (chosen.program, chosen.name, chosen.variables) == (
            program,
            f"uv {version}",
            {},
        )


def test_downloaded_uv_uses_the_settings_of_pip(
    python: Python, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configuration = tmp_path / "pip.conf"
    configuration.write_text(
        "[global]\nindex-url = https://of.file/simple\ntrusted-host = a.test\n    b.test\n"
        "find-links =\n    /one\n    /two\n[list]\nformat = json\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(configuration))
    monkeypatch.setenv("PIP_INDEX_URL", "https://of.variable/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://one.more/simple")
    expected = {
        "UV_INDEX": "https://one.more/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_DEFAULT_INDEX": "https://of.variable/simple",
        "UV_INSECURE_HOST": "a.test b.test",
        "UV_FIND_LINKS": "/one,/two",
    }
    # The machine may have more in a file of its own.
    assert expected.items() <= uv.pip_settings(python.path, Progress()).items()


def test_the_error_helps_if_uv_may_not_download_python(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(tmp_path / "pythons"))
    monkeypatch.setenv("UV_PYTHON_PREFERENCE", "only-managed")
    installer = Uv(Path(UV or ""), "uv", "for a test", {})
    target = Target(folder, {}, Progress())
    with pytest.raises(TrajganrError) as caught:
        set_up(installer, None, target, None, make_sources(tmp_path / "sources"))
    assert caught.value.code is Code.ENV_MISSING_DEP
    assert isinstance(caught.value, NoPythonError)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("output", "code", "words"),
    [
        ("os error 28: No space left on device", Code.RESOURCE_DISK, "room"),
        ("ProxyError('Cannot connect to proxy.', 407)", Code.ENV_PROXY, "proxy"),
        ("tunnel error: failed to create underlying connection", Code.ENV_PROXY, "proxy"),
        ("invalid peer certificate: UnknownIssuer", Code.ENV_SSL, "certificate"),
        ("dns error: https://download.pytorch.org/whl/cpu/torch/", Code.ENV_MISSING_DEP, "usual"),
        ("https://github.com/astral-sh/python-build-standalone", Code.ENV_MISSING_DEP, "choose"),
        ("No matching distribution found for numba", Code.ENV_MISSING_DEP, "internet"),
    ],
)
def test_an_installers_output_has_a_code_and_a_next_action(
    output: str, code: Code, words: str
) -> None:
    error = installer_failed("uv", "the worker", ProgramFailedError(output))
    assert error.code is code
    assert output == error.parameters["output"]
    assert output not in error.message + error.next_action
    assert words in error.next_action
