"""What all charts share: files, reading by keyboard, places in a narrow dock."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from job_records import event_of
from plugin_tools import choose_file
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QToolTip

from qgis_plugin.gui.chart import Chart
from qgis_plugin.gui.chart_files import SCALE, save_csv
from qgis_plugin.gui.loss_curve import LOSS, VALIDATION, LossCurves
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.answers import Event


def events(*losses: float, validation: dict[int, float] | None = None) -> list[Event]:
    found = []
    for number, loss in enumerate(losses, 1):
        figures = {"loss": loss, "epoch": float(number), "rate": 9.0}
        if validation:
            known = [value for at, value in validation.items() if at <= number]
            figures |= {"validation_loss": known[-1]} if known else {}
        fraction = number / len(losses)
        found.append(event_of(number, stage="Pretraining", fraction=fraction, figures=figures))
    return found


@pytest.fixture
def curve(qtbot: Any) -> Chart:
    curves = LossCurves()
    curves.add(events(3.0, 2.0, 1.0))
    curve = curves.loss
    curve.setParent(None)
    qtbot.addWidget(curve)
    curve.resize(200, 150)
    curve.show()
    return curve


def test_a_chart_is_saved_as_a_picture_in_the_colours_of_the_theme(
    curve: Chart, tmp_path: Path
) -> None:
    curve.save(tmp_path / "loss.png")
    picture = QImage(str(tmp_path / "loss.png"))
    assert (picture.width(), picture.height()) == (200 * SCALE, 150 * SCALE)
    colours = {picture.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, 450, 2)}
    assert curve.palette().window().color().name() in colours
    assert curve.palette().highlight().color().name() in colours


def test_a_chart_is_saved_as_a_table(curve: Chart, tmp_path: Path) -> None:
    curve.save(tmp_path / "loss.csv")
    with (tmp_path / "loss.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["stage", "done", "loss"]
    assert rows[-1] == ["Pretraining", "1.0", "1.0"]
    assert len(rows) == 4


def test_names_in_a_saved_table_cannot_be_formulas(tmp_path: Path) -> None:
    save_csv(tmp_path / "roads.csv", [["road", "km/h"], ["=1+1", -2.5]])
    assert (tmp_path / "roads.csv").read_text().splitlines()[1] == "'=1+1,-2.5"


@pytest.mark.parametrize("name", ["a.txt", "none/a.csv", "folder.csv", "a" * 300 + ".csv"])
def test_a_path_that_cannot_be_written_is_a_coded_error(
    name: str, curve: Chart, tmp_path: Path
) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(TrajganrError) as error:
        curve.save(tmp_path / name)
    assert error.value.code in (Code.INPUT_FIELD, Code.INPUT_NOT_FOUND)
    assert error.value.next_action


def test_a_file_of_the_project_is_not_replaced(curve: Chart, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("x,y\n1,2\n")
    layer = QgsVectorLayer(f"{path.as_uri()}?xField=x&yField=y&delimiter=,", "p", "delimitedtext")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    try:
        (tmp_path / "link.csv").symlink_to(path)
        for name in ("points.csv", "link.csv"):
            with pytest.raises(TrajganrError) as error:
                curve.save(tmp_path / name)
            assert error.value.code is Code.INPUT_FIELD
    finally:
        QgsProject.instance().removeMapLayer(layer)
    assert path.read_text() == "x,y\n1,2\n"
    curve.save(path)  # it is no longer in the project
    assert path.read_text().startswith("stage")


def test_menu_and_button_save_the_same_files(qtbot: Any, tmp_path: Path) -> None:
    curves = LossCurves()
    qtbot.addWidget(curves)
    curves.add(events(3.0, 2.0, validation={1: 5.0}))
    curves.show()
    actions = curves.save_button.menu().actions()
    assert [action.text() for action in actions] == [
        "Save 'Loss' as PNG…",
        "Save 'Loss' as CSV…",
        "Save 'Validation loss' as PNG…",
        "Save 'Validation loss' as CSV…",
    ]
    assert curves.loss.actions() == actions[:2]
    assert curves.loss.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    assert curves.save_button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert curves.save_button.accessibleName()
    actions[3].trigger()
    choose_file(curves.validation, tmp_path / "saved.csv")
    qtbot.waitUntil((tmp_path / "saved.csv").is_file)
    assert (tmp_path / "saved.csv").read_text().splitlines()[1] == "Pretraining,0.5,5.0"


def test_both_losses_are_drawn_on_the_same_scale(qtbot: Any) -> None:
    curves = LossCurves()
    qtbot.addWidget(curves)
    curves.add(events(9.0, 2.0, validation={2: 0.5}))
    scale = curves.loss.figure.plots[0].y
    assert curves.validation.figure.plots[0].y == scale
    assert scale.low <= 0.5
    assert scale.high >= 9.0
    curves.clear()
    curves.add(events(3.0))
    assert curves.loss.figure.plots[0].y.high < 9.0


def test_a_failure_to_save_is_reported(curve: Chart, qtbot: Any, tmp_path: Path) -> None:
    with qtbot.waitSignal(curve.failed) as failed:
        curve._try_to_save(tmp_path / "none" / "a.csv")
    assert failed.args[0].code is Code.INPUT_NOT_FOUND


def test_arrow_keys_read_the_points(
    curve: Chart, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, *more: shown.append(text))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(curve, key)
    assert shown == ["Epoch 1: 3", "Epoch 2: 2", "Epoch 1: 3", "Epoch 3: 1"]


def test_each_evaluation_is_a_point_of_validation(qgis_app: Any) -> None:
    curves = LossCurves()
    curves.add(events(3.0, 2.0, 1.0, 0.5, validation={2: 9.0, 4: 8.0}))
    assert curves.losses.points[VALIDATION] == [(0.5, 9.0), (1.0, 8.0)]
    assert len(curves.losses.points[LOSS]) == 4
    assert curves.validation.accessibleDescription() == "Pretraining: loss from 9 to 8."
    curves.clear()
    assert not curves.losses.points[VALIDATION]


def test_curves_are_side_by_side_where_there_is_room(qtbot: Any) -> None:
    curves = LossCurves()
    qtbot.addWidget(curves)
    curves.show()
    character = curves.fontMetrics().averageCharWidth()
    curves.resize(70 * character, 600)
    qtbot.waitUntil(lambda: curves.loss.x() < curves.validation.x())
    assert curves.loss.y() == curves.validation.y()
    curves.resize(25 * character, 600)
    qtbot.waitUntil(lambda: curves.loss.x() == curves.validation.x())
    assert curves.loss.y() < curves.validation.y()
