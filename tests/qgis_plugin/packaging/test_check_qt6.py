"""Code that breaks with Qt 6 is found."""

from __future__ import annotations

import runpy
import subprocess
import sys
from importlib.util import find_spec

import pytest
from plugin_tools import ROOT

CHECK = runpy.run_path(str(ROOT / ".ci" / "check_qt6.py"))


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("from PyQt5.QtCore import Qt", "qgis.PyQt"),
        ("import PyQt5.QtCore", "qgis.PyQt"),
        ("from qgis.PyQt.QtCore import QRegExp", "QRegularExpression"),
        ("from qgis.PyQt.QtCore import Qt\nQt.AlignCenter", "Qt.AlignmentFlag"),
        ("from qgis.PyQt.QtCore import Qt as Q\nQ.Horizontal", "Qt.Orientation"),
        ("from qgis.PyQt.QtWidgets import QDialog\nQDialog.Accepted", "QDialog.DialogCode"),
        ("from qgis.core import Qgis\nQgis.Warning", "Qgis.MessageLevel"),
        ("from qgis.core import QgsProcessing\nQgsProcessing.TypeVector", "SourceType"),
        ("from qgis.PyQt.QtCore import QVariant\nQVariant.String", "QMetaType"),
        ("from qgis.PyQt.QtCore import QVariant\nQVariant.Type.String", "QMetaType"),
        ("dialog.exec_()", "exec()"),
        ("self.NoEditTriggers", "EditTrigger"),
        ("event.globalPos()", "globalPosition()"),
    ],
)
def test_code_that_breaks_with_qt_6_is_found(source: str, hint: str) -> None:
    (finding,) = CHECK["findings"](source)
    assert hint in finding[1]


@pytest.mark.parametrize(
    "source",
    [
        "from qgis.PyQt.QtCore import Qt\nQt.AlignmentFlag.AlignCenter",
        "from qgis.core import Qgis\nQgis.MessageLevel.Warning",
        "from qgis.core import Qgis\nQgis.QGIS_VERSION_INT",
        "from qgis.core import QgsProcessing\nQgsProcessing.SourceType.TypeVector",
        "from qgis.PyQt.QtCore import QMetaType\nQMetaType.Type.QString",
        "from qgis.PyQt.QtCore import QVariant\nQVariant()",
        "dialog.exec()",
        "self.TITLE",
    ],
)
def test_code_for_both_versions_of_qt_passes(source: str) -> None:
    assert not CHECK["findings"](source)


def test_the_plugin_works_with_qt_6() -> None:
    for path in (ROOT / "qgis_plugin").rglob("*.py"):
        assert not CHECK["findings"](path.read_text(encoding="utf-8")), path


@pytest.mark.skipif(find_spec("PyQt6") is None, reason="needs PyQt6")
def test_widgets_that_need_no_qgis_are_made_under_qt_6() -> None:
    script = ROOT / ".ci" / "construct_qt6.py"
    made = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert "EvaluationCharts" in made.stdout
