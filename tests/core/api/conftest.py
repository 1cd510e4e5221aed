"""A working folder in which the script of docs/python_api.md has run on the demo city."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
#: The size of the model in the script, and a smaller one without times of the week.
SIZE = "epochs=20, dimension=64, layers=2"
SMALL = 'preset="paper", epochs=1, dimension=16, layers=1, progress=False'


def script() -> str:
    """The script in docs/python_api.md."""
    text = (ROOT / "docs" / "python_api.md").read_text(encoding="utf-8")
    section = text.partition("## A script\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    return str(blocks[0])


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo city where the repository has it."""
    folder = tmp_path_factory.mktemp("api")
    (folder / "resources").symlink_to(ROOT / "resources")
    return folder


@pytest.fixture(scope="session")
def ran(workspace: Path) -> dict[str, Any]:
    """The variables of the script as written, but for the preset and the size of the model."""
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(workspace)
        assert script().count(SIZE) == 1
        exec(script().replace(SIZE, SMALL), names)
    return names


@pytest.fixture
def within(workspace: Path, ran: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder, as the working directory."""
    monkeypatch.chdir(workspace)
    return workspace
