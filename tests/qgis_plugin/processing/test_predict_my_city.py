"""Predict my city: two jobs with one progress, which goes on where it was cancelled."""
# ruff: noqa: N802 - QGIS' interface is camelCase

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Feedback, Layers, job_params, run, sent
from qgis.core import Qgis, QgsProcessingException, QgsProject, QgsVectorLayer

from qgis_plugin.layers.base_map import add_base_map
from qgis_plugin.processing.provider import algorithms
from trajganr_core.contract.protocol.client import Client


class Watcher(Feedback):
    """Keeps the progress, and calls a function with each text."""

    def __init__(self, see: Callable[[Watcher, str], object] = lambda feedback, text: None) -> None:
        super().__init__()
        self.seen: list[float] = []
        self.texts: list[str] = []
        self._see = see
        self.progressChanged.connect(self.seen.append)

    def pushInfo(self, info: str) -> None:
        super().pushInfo(info)
        self.texts.append(info)

    def setProgressText(self, text: str) -> None:
        super().setProgressText(text)
        self._see(self, text)


@pytest.fixture
def city(layers: Layers, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Run it on the small layers."""
    trips, roads = layers.trips(), layers.roads()

    def predict(feedback: Feedback | None = None, **parameters: Any) -> dict[str, Any]:
        given = {"TRIPS": trips, "ROADS": roads, "OUTPUT": str(tmp_path / "out.gpkg")}
        return run("predictmycity", feedback or Feedback(), **{**given, **parameters})

    return predict


def jobs(home: Path) -> list[tuple[str, str]]:
    with Client.connect(home) as client:
        return [(job.kind, job.state.value) for job in client.jobs()]


def test_only_two_inputs_are_seen() -> None:
    (made,) = (each for each in algorithms() if each.name() == "predictmycity")
    made.initAlgorithm()
    seen = [
        each.name()
        for each in made.parameterDefinitions()
        if not each.flags() & Qgis.ProcessingParameterFlag.Advanced and not each.isDestination()
    ]
    assert seen == ["TRIPS", "ROADS"]


def test_trips_and_roads_become_predicted_roads(
    own_worker: Path, city: Callable[..., dict[str, Any]]
) -> None:
    feedback = Watcher()
    result = city(feedback, NAME="Porto", TIME_SETS="weekend", EACH_HOUR=True)
    assert QgsVectorLayer(result["OUTPUT"], "roads", "ogr").featureCount() == 4
    assert jobs(own_worker) == [("predict", "SUCCEEDED"), ("prepare", "SUCCEEDED")]
    prepared, predicted = (job_params(own_worker, kind) for kind in ("prepare", "predict"))
    assert (prepared["bbox"], prepared["name"]) == (None, "Porto")
    assert (predicted["model"], predicted["time_sets"]) == (None, ["weekend"])
    assert predicted["each_hour"]
    of_jobs = feedback.seen[-feedback.seen[::-1].index(0.0) - 1 :]  # after the layers were sent
    assert of_jobs == sorted(of_jobs)
    assert any(0 < each < 100 for each in of_jobs)
    assert "directed road segments" in result["SUMMARY"]
    assert set(result["SUMMARY"].splitlines()) <= set(feedback.texts)


def test_files_are_sent_as_they_are_and_name_the_place(
    own_worker: Path, city: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    trips, roads = tmp_path / "taxi_trips.csv", tmp_path / "porto_roads.gpkg"
    for path in (trips, roads):
        path.write_text(path.name, encoding="utf-8")
    city(TRIPS=str(trips), ROADS=str(roads))
    assert sent(own_worker, "taxi_trips.csv").read_text("utf-8") == "taxi_trips.csv"
    assert sent(own_worker, "porto_roads.gpkg").read_text("utf-8") == "porto_roads.gpkg"
    assert job_params(own_worker, "predict")["name"] == "Porto"


def test_roads_left_out_are_downloaded_by_the_worker(
    own_worker: Path, city: Callable[..., dict[str, Any]]
) -> None:
    city(ROADS="")
    assert job_params(own_worker, "prepare")["roads"] is None


def test_what_was_finished_is_not_done_again(
    own_worker: Path, city: Callable[..., dict[str, Any]]
) -> None:
    for times in ("weekend", "weekday morning peak", "weekend"):
        city(TIME_SETS=times)
    assert sorted(kind for kind, _ in jobs(own_worker)) == ["predict", "predict", "prepare"]
    with Client.connect(own_worker) as client:
        client.delete_bundle(client.bundles()[0].id)
    city(TIME_SETS="weekend")  # whose bundle is gone
    assert sorted(kind for kind, _ in jobs(own_worker)).count("prepare") == 2


def test_a_cancelled_preparation_leaves_no_prediction_behind(
    own_worker: Path, city: Callable[..., dict[str, Any]]
) -> None:
    with pytest.raises(QgsProcessingException):
        city(Watcher(lambda feedback, text: feedback.cancel()), NAME="slow")
    assert jobs(own_worker) == [("predict", "CANCELLED"), ("prepare", "CANCELLED")]


def test_a_base_map_is_added_once_and_below_all_layers(
    layers: Layers, qgis_new_project: None
) -> None:
    project = QgsProject.instance()
    project.addMapLayer(layers.roads())
    made = add_base_map(project)
    assert made is not None
    assert project.layerTreeRoot().layerOrder()[-1] is made
    assert "OpenStreetMap" in made.serverProperties().attribution()
    assert add_base_map(project) is None
