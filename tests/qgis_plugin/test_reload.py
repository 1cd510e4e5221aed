"""The plugin is loaded and unloaded in QGIS Desktop, and leaves nothing."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from harness import enable_plugin
from plugin_tools import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("qgis", "xvfb-run"))), reason="needs qgis and xvfb-run"
    ),
]

ROUNDS = 20


@pytest.fixture(params=["own_worker", "home"], ids=["with a worker", "without"])
def counts(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """Objects, threads, modules and files of a QGIS session between its reloads."""
    request.getfixturevalue(request.param)
    answer = tmp_path / "reloads.json"
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "QT_QPA"))},
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path),
        "QGIS_PLUGINPATH": str(tmp_path / "plugins"),
        "TRAJGANR_RELOADS": str(answer),
        "LC_ALL": "C.UTF-8",
    }
    runpy.run_path(str(ROOT / ".ci" / "package.py"))["link"](tmp_path / "plugins")
    enable_plugin(tmp_path / "profiles" / "default")
    qgis = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(tmp_path)]
    session = ["--code", str(Path(__file__).with_name("reload_session.py"))]
    done = subprocess.run(
        ["timeout", "--kill-after=5", str(HANG_S), "xvfb-run", "-a", *qgis, *session],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert answer.is_file(), done.stdout + done.stderr
    counts = json.loads(answer.read_text(encoding="utf-8"))
    assert counts["rounds"] == ROUNDS, done.stdout + done.stderr
    return counts


def more(after: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    return dict(Counter(after) - Counter(before))


def test_loading_the_plugin_twenty_times_leaves_nothing(
    counts: dict[str, Any],
) -> None:
    before, loaded, first, last = (counts[when] for when in ("before", "loaded", "first", "last"))
    assert "trajganr" in more(loaded["providers"], before["providers"])
    assert more(loaded["objects"], before["objects"])
    assert "trajganr_core" in loaded["modules"]
    for kind in ("providers", "objects", "threads", "modules"):
        assert not more(last[kind], before[kind]), (kind, counts["messages"])
    messages = set(counts["messages"]) - {"Messages: TrajGANR : The worker is not set up yet."}
    assert not [text for text in messages if "trajganr" in text.lower() or "zmq" in text]
    # pyzmq keeps the files that its first socket opened.
    assert last["files"]["open"] <= first["files"]["open"]
