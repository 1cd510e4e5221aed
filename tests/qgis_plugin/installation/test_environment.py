"""Setting up the worker's environment, with a fake Python that downloads nothing."""

from __future__ import annotations

import json
import os
import re
import time
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from hang import HANG_S
from plugin_tools import ROOT
from programs import put

from qgis_plugin.installation import environment, pythons
from qgis_plugin.installation.environment import Environment
from qgis_plugin.installation.installer import Target
from qgis_plugin.installation.programs import Progress
from qgis_plugin.installation.pythons import Python
from qgis_plugin.installation.uv import Uv
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.health import Driver, find_driver

OLD_DRIVER = Driver(("A GPU",), (11, 8))


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Python:
    """The fake Python."""
    monkeypatch.setenv("FAKE_LOG", str(tmp_path / "log"))
    path = put(Path(__file__).parents[1] / "fake_python.py", tmp_path / "bin" / "python3.12")
    return Python(path, (3, 12), can_make_environments=True, has_pip=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "worker"


def set_up(
    python: Python | None,
    folder: Path,
    driver: Driver | None = None,
    progress: Progress | None = None,
    network: Mapping[str, str] | None = None,
    torch_index: str = "",
) -> Environment:
    """Set up with the fake uv."""
    program = folder.parents[1] / "fake_uv"
    base = folder.parents[1] / "bin" / "python3.12"
    program.write_text(f'#!/bin/sh\nexec {base} uv "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    target = Target(folder, network or {}, progress or Progress())
    uv = Uv(program, "uv", "for a test", {})
    return environment.set_up(uv, python, target, driver, torch_index=torch_index)


def calls(tmp_path: Path) -> list[dict[str, Any]]:
    """The arguments and variables of its calls."""
    lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def installing(tmp_path: Path) -> dict[str, Any]:
    arguments = [call for call in calls(tmp_path) if "--compile-bytecode" in call["arguments"]]
    return next(call for call in arguments if "--dry-run" not in call["arguments"])


def test_an_environment_is_created_tested_and_found_again(python: Python, folder: Path) -> None:
    assert environment.existing(folder) is None
    made = set_up(python, folder)
    assert made.python == folder / "bin" / "python"
    assert made.torch == "2.15.0+cpu"
    assert environment.existing(folder) == made
    assert not (folder / "scratch").exists()


def test_the_plugins_own_sources_are_installed_from_a_copy(
    python: Python, folder: Path, tmp_path: Path
) -> None:
    set_up(python, folder)
    name, _, address = installing(tmp_path)["arguments"][-1].partition(" @ ")
    assert name == "trajganr[exchange]"
    package = Path(url2pathname(urlsplit(address).path))
    assert ROOT not in (package, *package.parents)
    assert folder in package.parents


def test_the_copied_sources_are_complete(tmp_path: Path) -> None:
    copy = environment.copy_sources(ROOT, tmp_path / "copy")
    project = tomllib.loads((copy / "pyproject.toml").read_text("utf-8"))
    folders = project["tool"]["setuptools"]["package-dir"]
    for package in project["tool"]["setuptools"]["packages"]:
        top, _, rest = package.partition(".")
        folder = folders.get(package, f"{folders.get(top, top)}/{rest.replace('.', '/')}")
        assert (copy / folder).is_dir()
    read_by_setup = re.findall(r'ROOT / "([^"]+)"', (copy / "setup.py").read_text("utf-8"))
    assert read_by_setup
    assert all((copy / name).is_file() for name in read_by_setup)
    assert not list(copy.rglob("__pycache__"))


def test_uv_gets_the_proxy_and_no_variables_of_qgis(
    python: Python, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_CERT", raising=False)
    monkeypatch.setenv("PYTHONHOME", "/of/qgis")
    monkeypatch.setenv("GDAL_DATA", "/of/qgis")
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX"):
        monkeypatch.delenv(name, raising=False)
    network = {"https_proxy": "http://ann:pw@proxy:3128"}
    set_up(python, folder, network=network)
    call = installing(tmp_path)
    assert call["variables"] == {**network, "TMPDIR": str(folder / "scratch")}
    assert "pw" not in " ".join(call["arguments"])


def test_only_torch_is_installed_from_the_index_for_torch(
    python: Python, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An extra index would be queried for every package, and may be anybody's."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX"):
        monkeypatch.delenv(name, raising=False)
    set_up(python, folder, torch_index="https://torch.test/cpu")
    called = [call for call in calls(tmp_path) if "install" in call["arguments"]]
    own = [call for call in called if "UV_DEFAULT_INDEX" in call["variables"]]
    assert len(own) == 2  # a dry run, and the installation
    for call in own:
        assert call["variables"]["UV_DEFAULT_INDEX"] == "https://torch.test/cpu"
        assert call["variables"]["UV_INDEX"] == ""
        assert "--no-deps" in call["arguments"]
        last = call["arguments"][-2:]
        assert [name.partition(">")[0] for name in last] == ["torch", "torchvision"]
    others = [call for call in called if call not in own]
    assert not any("torch.test" in str(call) for call in others)
    assert "--compile-bytecode" in others[-1]["arguments"]
    assert called.index(own[-1]) < called.index(others[-1])


def test_the_requirements_for_torch_are_the_workers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    requested = [one for one in project["dependencies"] if one.startswith("torch")]
    assert environment.torch_requirements(ROOT) == requested


def test_the_progress_of_downloads_is_reported(python: Python, folder: Path) -> None:
    messages: list[tuple[float | None, str]] = []
    set_up(python, folder, progress=Progress(lambda *message: messages.append(message)))
    assert messages[0] == (None, "uv: for a test")
    assert (None, "Downloading torch-2.15.0-cp312-none-any.whl (200 MB)") in messages


def test_a_cancel_ends_child_processes_of_uv_and_leaves_nothing(
    python: Python, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid_file = tmp_path / "pid"
    monkeypatch.setenv("FAKE_UV_HANGS", str(pid_file))
    progress = Progress()

    def cancel_once_it_hangs(share: float | None, text: str) -> None:
        if "200 MB" in text:
            wait_until(lambda: pid_file.is_file() and pid_file.read_text("utf-8") != "")
            progress.cancel()

    progress.tell = cancel_once_it_hangs
    with pytest.raises(TrajganrError) as caught:
        set_up(python, folder, progress=progress)
    assert caught.value.code is Code.JOB_CANCELLED
    wait_until(lambda: is_gone(int(pid_file.read_text("utf-8"))))
    assert not folder.exists()


def wait_until(true: Any) -> None:
    deadline = time.monotonic() + HANG_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # It may be a zombie.
    return Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] == "Z"


def test_a_failure_of_uv_has_a_code_and_leaves_nothing(
    python: Python, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_SAYS", "SSLError(CERTIFICATE_VERIFY_FAILED)")
    with pytest.raises(TrajganrError, match="uv could not install the worker") as caught:
        set_up(python, folder)
    assert caught.value.code is Code.ENV_SSL
    assert not folder.exists()


def test_an_incomplete_environment_is_not_used_and_created_again(
    python: Python, folder: Path
) -> None:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    assert environment.existing(folder) is None
    assert set_up(python, folder)


def test_a_full_disk_is_reported_before_anything_is_installed(
    python: Python, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "free_gb", lambda folder: 0.5)
    with pytest.raises(TrajganrError, match=r"0\.5 GB") as caught:
        set_up(python, folder)
    assert caught.value.code is Code.RESOURCE_DISK
    assert not (tmp_path / "log").exists()


def test_an_unsuitable_python_is_refused(python: Python, folder: Path) -> None:
    other = replace(python, version=(3, 10))
    with pytest.raises(TrajganrError, match=r"3.11 to 3\.14") as caught:
        set_up(other, folder)
    assert caught.value.code is Code.ENV_MISSING_DEP


def test_a_torch_that_the_driver_cannot_run_is_refused(
    python: Python, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = {"python": "3.12.1", "torch": "2.15.0", "cuda": "13.2", "sees_gpu": False}
    monkeypatch.setenv("FAKE_TORCH", json.dumps(torch))
    with pytest.raises(TrajganrError, match=r"13\.2.*11\.8") as caught:
        set_up(python, folder, OLD_DRIVER)
    assert caught.value.code is Code.ENV_DRIVER
    assert not folder.exists()


def test_the_users_environment_without_torch_is_refused(
    python: Python, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_TORCH", "ModuleNotFoundError: No module named 'torch'")
    with pytest.raises(TrajganrError) as caught:
        environment.check(python.path, Progress())
    assert caught.value.code is Code.ENV_MISSING_DEP


def test_a_python_without_pip_downloads_uv_through_an_environment(
    python: Python, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Debian, where pip is a separate package."""
    monkeypatch.setattr(environment, "find_uv", lambda pythons, progress: None)
    monkeypatch.setenv("FAKE_UV", "uv 9.9")
    bare = replace(python, has_pip=False)
    installer = environment.choose_installer([bare], Target(folder, {}, Progress()))
    assert installer.name == "uv 9.9"
    assert (folder.with_name("worker-uv") / "pip" / "bin" / "python").is_file()


@pytest.mark.parametrize(
    ("planned", "needed"),
    [
        (" + torch==2.15.0+cu130", environment.CUDA_GB),
        (" + torch==2.15.0+rocm7.2", environment.CUDA_GB),
        ("Would install nvidia-nccl-cu13-2.30 torch-2.15.0", environment.CUDA_GB),
        (" + torch==2.15.0+cpu", environment.CPU_GB),
    ],
)
def test_the_required_space_depends_on_the_planned_build_of_torch(
    planned: str,
    needed: float,
    python: Python,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAKE_PLAN", planned)
    requested: list[float] = []
    monkeypatch.setattr(environment, "check_space", lambda folder, gb: requested.append(gb))
    set_up(python, folder)
    assert requested == [environment.CPU_GB, needed]


WORKER_PYTHON = ROOT / ".venv" / "worker" / "bin" / "python"


@pytest.mark.skipif(not WORKER_PYTHON.exists(), reason="make test sets it up")
def test_a_real_environment_is_recognised() -> None:
    made = environment.check(WORKER_PYTHON, Progress())
    assert tuple(map(int, made.python_version.split(".")[:2])) in pythons.WORKER_PYTHONS
    assert made.torch


def test_the_driver_is_read_from_nvidia_smi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "nvidia-smi"
    program.write_text(
        "#!/bin/sh\n"
        'if [ "$1" ]; then echo "NVIDIA H100"; else\n'
        'echo "| NVIDIA-SMI 550.54  Driver Version: 550.54  CUDA Version: 12.4 |"; fi\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_driver() is None
    program.chmod(0o700)
    driver = find_driver()
    assert driver == Driver(("NVIDIA H100",), (12, 4))
