"""Forms of algorithms, and the bundles and models that they offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fake_cards import card_of, manifest_of
from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QComboBox

from qgis_plugin.client.catalogue import CATALOGUE
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord

BUNDLES = [BundleRecord("prepare-1", "Porto", 0.0, manifest_of())]
MODELS = [
    ModelRecord("finetune-2", "Four tasks", 0.0, card_of()),
    ModelRecord("pretrain-1", "", 0.0, card_of()),
]


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    CATALOGUE.take(BUNDLES, MODELS)
    yield
    CATALOGUE.take([], [])


def form(qtbot: Any, algorithm: str) -> AlgorithmDialog:
    created = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{algorithm}")
    dialog = AlgorithmDialog(created)
    qtbot.addWidget(dialog)
    return dialog


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]
