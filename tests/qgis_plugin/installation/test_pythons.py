"""Finding the Pythons of a machine, with fake ones."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
from plugin_tools import ROOT

from qgis_plugin.installation import pythons
from qgis_plugin.installation.programs import Progress
from qgis_plugin.installation.pythons import Python, check_suitable, find_pythons
from trajganr_core.contract.errors import Code, TrajganrError

#: Versions that the worker does not run on.
OTHERS = ((3, 10), (3, 15))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with Pythons."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(pythons, "UNIX_FOLDERS", ())
    return tmp_path / "bin"


def put(path: Path, version: tuple[int, int], needs_variables: bool = False) -> Path:
    """A program that reports about itself as a Python does."""
    refuse = '[ "$1" != -I ] || exit 1\n' if needs_variables else ""
    report = f'{{"version": {list(version)}, "bits": 64'
    report += ', "can_make_environments": true, "has_pip": true}'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{refuse}echo '{report}'\n", encoding="utf-8")
    path.chmod(0o700)
    return path


def put_all(folder: Path) -> None:
    for major, minor in (*pythons.WORKER_PYTHONS, *OTHERS):
        put(folder / f"python{major}.{minor}", (major, minor))


def test_the_workers_pythons_are_those_of_its_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lowest, below = project["requires-python"].split(",")
    assert lowest == ">={}.{}".format(*min(pythons.WORKER_PYTHONS))
    major, minor = max(pythons.WORKER_PYTHONS)
    assert below == f"<{major}.{minor + 1}"


def test_texts_name_the_workers_pythons() -> None:
    expected = (
        "{}.{}".format(*min(pythons.WORKER_PYTHONS)),
        "{}.{}".format(*max(pythons.WORKER_PYTHONS)),
    )
    files = [*(ROOT / "qgis_plugin").rglob("*.py"), *(ROOT / "docs").glob("*.md")]
    files += [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    named = [
        match
        for file in files
        for match in re.findall(r"Python (3\.\d+) (?:to|or) (3\.\d+)", file.read_text("utf-8"))
    ]
    assert set(named) == {expected}


def test_all_supported_versions_are_accepted_and_the_preferred_one_comes_first(
    folder: Path,
) -> None:
    put_all(folder)
    put(folder / "python3", (3, 10))
    found = find_pythons(Progress())
    assert tuple(python.version for python in found if python.runs_worker) == pythons.WORKER_PYTHONS
    assert found[0].version == pythons.WORKER_PYTHONS[0]
    assert not any(python.runs_worker for python in found[len(pythons.WORKER_PYTHONS) :])
    for python in found[: len(pythons.WORKER_PYTHONS)]:
        check_suitable(python)


def test_broken_pythons_are_left_out(folder: Path) -> None:
    put(folder / "python3.12", (3, 12))
    broken = put(folder / "python3", (3, 13))
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    assert [python.path for python in find_pythons(Progress())] == [folder / "python3.12"]


def test_the_python_of_qgis_for_windows_is_a_base_and_comes_after_others(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QGIS puts its own folder first on the PATH. An update of QGIS would break the environment."""
    own = tmp_path / "QGIS" / "apps" / "Python312" / "python.exe"
    other = tmp_path / "local" / "Programs" / "Python" / "Python314" / "python.exe"
    managed = tmp_path / "local" / "Python" / "pythoncore-3.11-64" / "python.exe"
    for_all = tmp_path / "files" / "Python313" / "python.exe"
    versions = {own: (3, 12), other: (3, 14), managed: (3, 11), for_all: (3, 13)}
    for path in versions:
        path.parent.mkdir(parents=True)
        path.touch()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "prefix", str(own.parent))
    monkeypatch.setattr(
        pythons, "probe", lambda path, progress: Python(path, versions[path], True, True)
    )
    monkeypatch.setenv("PATH", str(own.parent))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "files"))
    found = find_pythons(Progress())
    assert [python.path for python in found] == [for_all, other, managed, own]
    assert all(python.runs_worker for python in found)


@pytest.mark.parametrize(
    "place", ["QGIS.app/Contents/MacOS", "QGIS.app/Contents/MacOS/bin", "env/bin"]
)
def test_the_python_of_qgis_for_macos_is_a_base(
    place: str, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = put(tmp_path / place / "python3.12", (3, 12))
    as_macos(tmp_path, monkeypatch)
    (found,) = find_pythons(Progress())
    assert found.path == own
    assert found.runs_worker
    other = put(folder / "python3.11", (3, 11))
    assert [python.path for python in find_pythons(Progress())] == [other, own]


def test_the_python_of_qgis_for_macos_that_needs_variables_only_downloads(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Environments created with it do not start; its pip can download uv."""
    own = put(tmp_path / "QGIS.app/Contents/MacOS/python", (3, 12), needs_variables=True)
    as_macos(tmp_path, monkeypatch)
    (found,) = find_pythons(Progress())
    assert found == Python(own, (3, 12), False, has_pip=True, is_standalone=False)
    assert not found.runs_worker
    with pytest.raises(TrajganrError, match="Contents/MacOS/python starts only") as caught:
        check_suitable(found)
    assert caught.value.code is Code.ENV_MISSING_DEP


def as_macos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(
        sys, "executable", str(tmp_path / "QGIS.app" / "Contents" / "MacOS" / "QGIS")
    )
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
