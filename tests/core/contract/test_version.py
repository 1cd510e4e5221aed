"""There is one version; it is found in the repository, in the plugin and in an installed wheel."""

from __future__ import annotations

import runpy
import shutil
from importlib.metadata import version
from pathlib import Path

from trajganr_core.contract import version as module


def version_beside(folder: Path, metadata: str) -> str:
    """The version of a copy of the sources that has a ``metadata.txt`` beside it."""
    (folder / "trajganr_core" / "contract").mkdir(parents=True)
    (folder / "metadata.txt").write_text(metadata, encoding="utf-8")
    copy = shutil.copy(module.__file__, folder / "trajganr_core" / "contract")
    return str(runpy.run_path(str(copy))["__version__"])


def test_the_version_is_that_of_metadata_txt(tmp_path: Path) -> None:
    assert version_beside(tmp_path, "[general]\nname=TrajGANR\nabout=A\nversion=7.8.9\n") == "7.8.9"


def test_metadata_of_another_package_are_not_ours(tmp_path: Path) -> None:
    found = version_beside(tmp_path, "[general]\nname=Other\nversion=7.8.9\n")
    assert found == version("trajganr")
