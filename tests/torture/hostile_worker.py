"""QGIS against a worker that answers every kind of job with every attack.

The cases are those of ``tests/qgis_plugin/test_hostile_worker.py``, in QGIS' own Python: a case
that fails there is a leak.
"""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLUGIN_TESTS = ROOT / "tests" / "qgis_plugin"
QGIS_PYTHON = ROOT / ".venv" / "qgis" / "bin" / "python"
CASES = "test_no_attack_of_a_worker_reaches_anything"


@dataclass(frozen=True)
class Found:
    """The results.

    Attributes:
        cases: tried, a kind of job and an attack each.
        leaks: of them, that asked, read, told or kept something, or ended without a code.
    """

    cases: int
    leaks: tuple[str, ...]


def attack_qgis(folder: Path, only: str = "") -> Found:
    """Run all cases in a QGIS without a screen.

    Args:
        folder: for QGIS' own files and the report.
        only: a part of the names of the cases.
    """
    runtime, report = folder / "runtime", folder / "report.xml"
    runtime.mkdir(mode=0o700)
    environment = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(runtime)}
    chosen = f"{CASES} and {only}" if only else CASES
    subprocess.run(
        [
            *(QGIS_PYTHON, "-m", "pytest", "-c", PLUGIN_TESTS / "pytest.ini"),
            *("--rootdir", PLUGIN_TESTS, "-p", "no:cacheprovider", "--basetemp", folder / "tests"),
            *("-k", chosen, "--junitxml", report, PLUGIN_TESTS / "test_hostile_worker.py"),
        ],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        check=False,  # the report says what failed
    )
    cases = ET.parse(report).getroot().findall(".//testcase")
    failed = [case for case in cases if any(each.tag in ("failure", "error") for each in case)]
    return Found(len(cases), tuple(str(case.get("name")) for case in failed))
