"""Links of layers to their jobs and models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugin_tools import MenuRecorder, choose_file, memory_layer
from qgis.core import QgsProject, QgsVectorLayer

from qgis_plugin.gui.dock import TrajganrDock
from qgis_plugin.layers.links import link, links_of
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.protocol.client import Client


def test_other_layers_have_no_links(qgis_app: Any) -> None:
    assert links_of(None) == {}
    layer = memory_layer("Point", "a:integer", ["Point(0 0)"], [1])
    metadata = layer.metadata()
    metadata.setHistory(["model: of a car", "bought"])
    layer.setMetadata(metadata)
    assert links_of(layer) == {}


def test_links_are_read_from_the_metadata(qgis_app: Any) -> None:
    layer = memory_layer("Point", "a:integer", ["Point(0 0)"], [1])
    metadata = layer.metadata()
    metadata.setHistory(["job: predict-1", "model: finetune-1", "device: cpu"])
    layer.setMetadata(metadata)
    assert links_of(layer) == {"job": "predict-1", "model": "finetune-1"}
    link(layer, {"job": "predict-2", "model": None})
    assert links_of(layer) == {"job": "predict-2"}


def test_a_reopened_project_has_links_to_job_and_model(
    worker: Path,
    bundle: str,
    model: str,
    dock: TrajganrDock,
    iface: MenuRecorder,
    qtbot: Any,
    qgis_new_project: None,
    tmp_path: Path,
) -> None:
    with Client.connect(worker) as client:
        job_id = client.submit(PredictParams(model=model, bundle=bundle, name="Roads"))
        list(client.follow(job_id))
    project = QgsProject.instance()
    qtbot.waitUntil(lambda: job_id in {job.job_id for job in dock.jobs()})
    dock.jobs_tab.select(job_id)
    dock.jobs_tab.result_button.click()
    choose_file(dock.jobs_tab, tmp_path / "roads.gpkg")
    qtbot.waitUntil(lambda: len(project.mapLayers()) == 1)
    assert project.write(str(tmp_path / "project.qgz"))
    project.clear()
    assert project.read(str(tmp_path / "project.qgz"))
    (layer,) = project.mapLayers().values()
    assert links_of(layer) == {"job": job_id, "model": model, "bundle": bundle}

    qtbot.waitUntil(lambda: dock.models_tab.has(model))
    dock.origin.show_layer(layer)
    dock.origin.job_button.click()
    assert dock.jobs_tab.isVisibleTo(dock.tabs)
    assert dock.jobs_tab.selected().job_id == job_id
    dock.origin.model_button.click()
    assert dock.models_tab.isVisibleTo(dock.tabs)
    assert [one.id for one in dock.models_tab.rows.selected(dock.models_tab.table)] == [model]


def test_deleted_jobs_and_models_are_reported(
    worker: Path, dock: TrajganrDock, iface: MenuRecorder, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "roads", "memory")
    link(layer, {"job": "predict-gone"})
    dock.origin.show_layer(layer)
    assert not dock.origin.model_button.isVisibleTo(dock.origin)
    dock.origin.job_button.click()
    (message,) = iface.messageBar().get_messages(0)
    assert "predict-gone" in message
