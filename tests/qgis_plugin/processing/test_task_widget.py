"""Forms say for which tasks the chosen data are few, and do not tick these."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fake_cards import card_of, head_of, manifest_of
from id_forms import MODELS, catalogue, form  # noqa: F401 # a fixture
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QListWidget

from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.client.models import finetune_form, predict_form
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.records.bundle_manifest import TaskSupport
from trajganr_core.contract.texts.text import Text

FEW = TaskSupport(level="few", reasons=(Text("40 hard brakings only."),))
NONE = TaskSupport(level="none", reasons=(Text("No places (POIs) were given."),))
SUPPORT = {"popularity": FEW, "speed": TaskSupport(level="enough"), "aoi": NONE}
POOR = replace(manifest_of(), support=SUPPORT)
BUNDLES = [
    BundleRecord("prepare-1", "Rich", 0.0, manifest_of()),
    BundleRecord("prepare-2", "Poor", 0.0, POOR),
]
HEADS = {task: head_of(task) for task in ("speed", "aoi")}
HEADS["aoi"] = replace(HEADS["aoi"], few=FEW.reasons)
TUNED = ModelRecord("finetune-3", "Tuned", 0.0, replace(card_of(), heads=HEADS))


def tasks_of(dialog: Any) -> QListWidget:
    widget: QListWidget = dialog.mainWidget().wrappers["TASKS"].widget
    return widget


def texts(tasks: QListWidget) -> list[str]:
    return [tasks.item(row).text() for row in range(tasks.count())]


def ticked(dialog: Any) -> list[str]:
    chosen: list[str] = dialog.mainWidget().wrappers["TASKS"].value()
    return chosen


def test_a_task_with_few_labels_is_unticked_with_its_reason(qtbot: Any) -> None:
    CATALOGUE.take(BUNDLES, MODELS)
    dialog = form(qtbot, "finetune")
    tasks = tasks_of(dialog)
    assert ticked(dialog) == ["speed", "popularity"]
    dialog.mainWidget().wrappers["BUNDLE"].setValue("prepare-2")
    assert ticked(dialog) == ["speed"]
    row = texts(tasks).index("Road popularity (few data)")
    assert tasks.item(row).toolTip().startswith("40 hard brakings only.")
    assert "Area-of-interest function (no data)" in texts(tasks)
    tasks.item(row).setCheckState(Qt.CheckState.Checked)
    dialog.mainWidget().wrappers["MODEL"].setValue("pretrain-1")
    assert ticked(dialog) == ["speed", "popularity"]  # whoever ticks it has read why
    dialog.mainWidget().wrappers["BUNDLE"].setValue("prepare-1")
    assert "Road popularity" in texts(tasks)
    assert ticked(dialog) == ["speed", "popularity"]


def test_a_model_that_had_few_labels_says_so_before_it_predicts(qtbot: Any) -> None:
    CATALOGUE.take(BUNDLES, [TUNED])
    dialog = form(qtbot, "predictroads")
    dialog.mainWidget().wrappers["MODEL"].setValue("finetune-3")
    assert "Area-of-interest function (few data)" in texts(tasks_of(dialog))


def test_forms_are_filled_in_with_the_tasks_that_the_data_support() -> None:
    assert predict_form("finetune-3", TUNED.card)[1]["TASKS"] == ["speed"]
    filled = finetune_form("pretrain-1", card_of(), POOR)[1]["TASKS"]
    assert filled == ["speed", "aoi", "braking", "slowdown"]
