"""The form of *Predict my city*, and what is shown at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Layers, choose_file
from predicted_roads import predicted_layer
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtWidgets import QDialogButtonBox

from qgis_plugin.gui import city_dialog
from qgis_plugin.gui.city_dialog import CityDialog
from qgis_plugin.gui.forms import create_form
from qgis_plugin.processing.base import Described
from trajganr_core.contract.protocol.client import Client

LINES = ["Much was found.", "It is sure.", "Look at it."]


@pytest.fixture
def form(provider: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> CityDialog:
    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    monkeypatch.setattr(Described, "create_form", create_form)
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:predictmycity")
    dialog = made.createCustomParametersWidget(None)
    qtbot.addWidget(dialog)
    return dialog


def test_the_form_takes_layers_and_files(form: CityDialog, layers: Layers, tmp_path: Path) -> None:
    trips, roads = (form.mainWidget().wrappers[name] for name in ("TRIPS", "ROADS"))
    assert (trips.parameterValue(), roads.parameterValue()) == ("", "")
    layer = QgsProject.instance().addMapLayer(layers.roads())
    roads.setParameterValue(layer.id(), form.processingContext())
    assert roads.parameterValue() == layer.id()
    trips.widget.findChild(city_dialog.QWidget, "browse").click()
    choose_file(trips.widget, tmp_path / "trips.csv")
    assert trips.parameterValue() == str(tmp_path / "trips.csv")
    assert form.mainWidget().wrappers["OUTPUT"].wrappedWidget().isHidden()


def test_a_cancelled_run_can_be_continued(
    form: CityDialog, own_worker: Path, layers: Layers, qtbot: Any, qgis_new_project: None
) -> None:
    given = {"TRIPS": layers.trips(), "ROADS": layers.roads()}
    ids = {n: QgsProject.instance().addMapLayer(layer).id() for n, layer in given.items()}
    form.setParameters({**ids, "NAME": "slow"})
    form.show()
    form.runAlgorithm()

    def is_running() -> bool:
        with Client.connect(own_worker) as client:
            return any(job.state == "RUNNING" for job in client.jobs())

    qtbot.waitUntil(is_running)
    form.cancelButton().click()
    button = form.buttonBox().button(QDialogButtonBox.StandardButton.Ok)
    qtbot.waitUntil(lambda: button.isVisible() and button.text() == "Continue")


def test_the_roads_are_shown_on_a_map_with_three_sentences(
    iface: Any,
    tmp_path: Path,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    qgis_new_project: None,
) -> None:
    monkeypatch.setattr(city_dialog.utils, "iface", iface)
    layer = QgsProject.instance().addMapLayer(predicted_layer(tmp_path / "roads.gpkg"))
    path = str(tmp_path / "roads.gpkg")
    city_dialog.show_city({"OUTPUT": path, "SUMMARY": "\n".join(LINES)})
    *_, base = QgsProject.instance().layerTreeRoot().layerOrder()
    assert isinstance(base, QgsRasterLayer)
    extent = iface.mapCanvas().extent()
    assert extent.contains(layer.extent())
    card = city_dialog.show_card("Porto", LINES, iface.mapCanvas())
    assert card.text().split("\n\n") == LINES
    assert not card.isModal()
    card.close()
