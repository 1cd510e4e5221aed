"""The releases of installed packages."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import pytest

from trajganr_worker.processes.versions import PACKAGES, installed_packages


@pytest.mark.parametrize("package", PACKAGES)
def test_releases_are_those_that_the_packages_state(package: str) -> None:
    try:
        stated: str | None = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        stated = None
    assert installed_packages().get(package) == stated


def test_the_package_that_is_imported_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        *("a/Some_Package-2.0+cpu.dist-info", "a/other.one-1!3-py3.11.egg-info", "a/notes-1.txt"),
        "b/some.package-1.0.dist-info",
    ):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / name) for name in ("none", "a", "b")])
    assert installed_packages() == {"some-package": "2.0+cpu", "other-one": "1!3"}
