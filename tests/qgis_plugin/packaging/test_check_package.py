"""Checks of the ZIP, as in the plugin repository."""

from __future__ import annotations

import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import ROOT

CHECK = runpy.run_path(str(ROOT / ".ci" / "check_package.py"))

METADATA = {
    "name": "Little",
    "description": "A little plugin",
    "about": "It does little.",
    "version": "1.2.3",
    "qgisMinimumVersion": "3.40",
    "author": "Somebody",
    "email": "somebody@example.org",
    "tracker": "https://example.org/issues",
    "repository": "https://example.org/little",
    "changelog": "1.2.3 is here",
    "tags": "little",
    "experimental": "True",
    "icon": "little.svg",
}


def written(metadata: dict[str, str]) -> str:
    return "\n".join(["[general]", *(f"{key}={value}" for key, value in metadata.items())])


GOOD = {
    "little/__init__.py": "A = 1\n",
    "little/metadata.txt": written(METADATA),
    "little/LICENSE": "GPL",
    "little/little.svg": "<svg/>",
}


def packed(folder: Path, entries: dict[str, Any], mode: int = 0o644) -> Path:
    path = folder / "little.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            archive.writestr(entry, content)
    return path


def faults(folder: Path, entries: dict[str, Any], mode: int = 0o644) -> list[str]:
    return list(CHECK["structure"](packed(folder, entries, mode)))


def test_a_good_zip_has_no_faults(tmp_path: Path) -> None:
    assert not list(CHECK["faults_of"](packed(tmp_path, GOOD)))


@pytest.mark.slow
def test_our_own_zip_has_no_faults(tmp_path: Path) -> None:
    package = runpy.run_path(str(ROOT / ".ci" / "package.py"))
    # Searching the demo's trips and the translations for secrets takes half a minute.
    not_searched = rf"{CHECK['NOT_SEARCHED']}|\.csv$|\.ts$"
    assert not list(CHECK["faults_of"](package["build_zip"](tmp_path), not_searched))


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("other/__init__.py", "", "one folder at its top"),
        ("little/../__init__.py", "", "no path inside"),
        ("little/a\\b.py", "", "no path inside"),
        ("little/.hidden", "", "is hidden"),
        ("little/.git/config", "", "is hidden"),
        ("little/__pycache__/a.txt", "", "left over from a build"),
        ("little/a.pyc", "", "program or compiled"),
        ("little/a.so", "", "program or compiled"),
        ("little/a.sh", "", "program or compiled"),
        ("little/a.dat", b"\x7fELF\x02\x01", "program under another name"),
    ],
)
def test_forbidden_entries_are_reported(
    name: str, content: str | bytes, fault: str, tmp_path: Path
) -> None:
    assert any(fault in each for each in faults(tmp_path, {**GOOD, name: content}))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("import os\nos.system(str(1))\n", "B605"),
        ("assert 1\n", "B101"),
        ("not = python\n", "syntax error"),
        ('key = "AKIAIOSFODNN7EXAMPL0"\n', "AWS"),
    ],
)
def test_insecure_code_is_reported(content: str, fault: str, tmp_path: Path) -> None:
    path = packed(tmp_path, {**GOOD, "little/a.py": content})
    assert any(fault in each for each in CHECK["faults_of"](path))


@pytest.mark.parametrize("name", ["__init__.py", "metadata.txt", "LICENSE"])
def test_missing_files_are_reported(name: str, tmp_path: Path) -> None:
    entries = {entry: content for entry, content in GOOD.items() if entry != f"little/{name}"}
    assert f"There is no {name}." in faults(tmp_path, entries)


@pytest.mark.parametrize("key", [key for key in METADATA if key != "icon"])
def test_missing_metadata_are_reported(key: str, tmp_path: Path) -> None:
    entries = {**GOOD, "little/metadata.txt": written({**METADATA, key: ""})}
    assert f"metadata.txt lacks {key}." in faults(tmp_path, entries)


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("version", "one", "version=one is malformed"),
        ("qgisMinimumVersion", "3", "qgisMinimumVersion=3 is malformed"),
        ("author", "A/B", "author=A/B is malformed"),
        ("email", "nobody", "email=nobody is malformed"),
        ("experimental", "perhaps", "experimental=perhaps is malformed"),
        ("tracker", "example.org", "tracker=example.org is no address"),
        ("icon", "absent.svg", "no icon absent.svg"),
        ("supportsQt6", "True", "supportsQt6"),
        ("about", "100 % sure", "cannot be read"),
    ],
)
def test_malformed_metadata_are_reported(key: str, value: str, fault: str, tmp_path: Path) -> None:
    entries = {**GOOD, "little/metadata.txt": written({**METADATA, key: value})}
    assert any(fault in each for each in faults(tmp_path, entries))


def test_a_zip_that_is_too_large_is_reported(tmp_path: Path) -> None:
    entries = {**GOOD, "little/large.txt": "x" * (CHECK["MAX_BYTES"] + 1)}
    assert any("bytes; at most" in each for each in faults(tmp_path, entries))


def test_an_executable_file_is_reported(tmp_path: Path) -> None:
    assert "little/LICENSE may be executed." in faults(tmp_path, GOOD, mode=0o755)


def test_a_tool_that_fails_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = CHECK["run"].__globals__["subprocess"]
    answer = silent.CompletedProcess((), 1, "", "it broke")
    monkeypatch.setattr(silent, "run", lambda *_, **__: answer)
    assert "bandit did not answer: it broke" in CHECK["faults_of"](packed(tmp_path, GOOD))
