"""The dock's tab of jobs."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_cards import GROUPS
from fake_worker import fake_worker
from job_records import event_of, job_of
from plugin_tools import Layers, answer, choose_file, prepare, show_alone, submit, train
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox

from qgis_plugin.client import awaited_jobs
from qgis_plugin.client.monitor import MAX_EVENTS, thinned
from qgis_plugin.gui import forms, jobs_tab
from qgis_plugin.gui.dock import TrajganrDock
from qgis_plugin.gui.figure import nice_ticks
from qgis_plugin.gui.jobs_tab import _describe
from qgis_plugin.gui.loss_curve import LOSS, LossCurves, Losses
from qgis_plugin.layers.links import link
from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.answers import Costs, Event, Span
from trajganr_core.contract.protocol.client import Client


def test_the_loss_is_drawn_during_a_training(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    with Client.connect(own_worker) as client:
        bundle = submit(own_worker, "Porto")
        list(client.follow(bundle))
        job_id = client.submit(PretrainParams(bundle=bundle, name="learn"))
    qtbot.waitUntil(lambda: len(dock.jobs()) == 2)
    dock.jobs_tab.select(job_id)
    curves = dock.jobs_tab.curves
    qtbot.waitUntil(lambda: len(curves.losses.points[LOSS]) > 2)
    assert dock.jobs()[0].state == "RUNNING"
    assert curves.validation.accessibleDescription() == "Not evaluated yet"
    qtbot.waitUntil(lambda: dock.jobs()[0].state == "SUCCEEDED")
    qtbot.waitUntil(lambda: curves.losses.points[LOSS][-1][0] == 1.0)
    missing = "No validation loss was reported. Fine-tune the model to measure it."
    assert curves.validation.accessibleDescription() == missing
    fractions, losses = zip(*curves.losses.points[LOSS], strict=True)
    assert list(fractions) == sorted(fractions)
    assert list(losses) == sorted(losses, reverse=True)
    assert curves.loss.accessibleDescription().startswith("Pretraining: loss from ")
    dock.jobs_tab.select(bundle)
    assert not curves.losses.points[LOSS]
    assert not curves.isVisibleTo(dock)


def test_a_job_has_an_estimate_until_its_remaining_time_is_known(dock: TrajganrDock) -> None:
    span = Span(60.0, 180.0, 540.0)
    costs = Costs(seconds=span, memory_bytes=span, disk_bytes=span, basis="")
    tab = dock.jobs_tab
    for remaining_s, shown, hidden in ((None, "Estimate: 3 min", "left"), (1560.0, "left", "Esti")):
        job = job_of(state="RUNNING", estimate=costs, remaining_s=remaining_s, remaining_of="job")
        tab.show_records([job])
        tab.select(job.job_id)
        assert shown in tab.about.text()
        assert hidden not in tab.about.text()


def event(seq: int, fraction: float, loss: float | None, stage: str = "Pretraining") -> Event:
    return event_of(seq, stage=stage, fraction=fraction, figures={"loss": loss})


def test_a_curve_takes_each_loss_once_and_skips_missing_ones(qgis_app: Any) -> None:
    losses = Losses()
    losses.add([event(1, 0.1, 3.0), event(2, 0.2, None), event(3, 0.3, float("nan"))])
    losses.add([event(1, 0.1, 3.0), event(4, 0.4, 2.0)])
    assert losses.points[LOSS] == [(0.1, 3.0), (0.4, 2.0)]


def test_a_resumed_training_replaces_repeated_steps_in_the_curve(
    qgis_app: Any,
) -> None:
    losses = Losses()
    losses.add([event(1, 0.2, 3.0), event(2, 0.4, 2.0), event(3, 0.6, 1.0), event(4, 0.5, 1.5)])
    assert losses.points[LOSS] == [(0.2, 3.0), (0.4, 2.0), (0.5, 1.5)]
    losses.add([event(5, 0.1, 9.0, "Fine-tuning")])
    assert losses.points[LOSS] == [(0.1, 9.0)]


def test_events_of_a_long_training_are_thinned_to_what_is_visible() -> None:
    events = [event(number, number / 99_999, 1.0) for number in range(99_999)]
    events[77] = replace(events[77], message="The checkpoint was saved.")
    result = thinned(events)
    assert MAX_EVENTS <= len(result) <= 2 * MAX_EVENTS
    assert (result[0], result[-1]) == (events[0], events[-1])
    assert events[77] in result
    assert thinned(events[:5]) == events[:5]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.1, 0.9], [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        ([3.0], [3.0, 4.0]),
        ([0.0], [0.0, 0.5]),
        ([-120.0, 80.0], [-150.0, -100.0, -50.0, 0.0, 50.0, 100.0]),
    ],
)
def test_ticks_are_round_and_enclose_all_values(values: list[float], ticks: list[float]) -> None:
    assert nice_ticks(values, 5) == ticks
    assert nice_ticks(values, 2)[0] <= min(values)
    assert len(nice_ticks(values, 2)) <= 3


def test_labels_of_epochs_do_not_overlap(qgis_app: Any) -> None:
    curves = LossCurves()
    figures = [{"loss": 1.0, "epoch": float(epoch)} for epoch in range(1, 41)]
    curves.add(
        [
            event_of(n, stage="Pretraining", fraction=n / 4000, figures=result)
            for n, result in enumerate(figures, 1)
        ]
    )
    epochs = curves.loss.figure.plots[0].x
    assert len(curves.loss.shown_labels(epochs, 200)) == 1
    assert len(curves.loss.shown_labels(epochs, 20_000)) > 1


def test_a_job_continues_after_its_algorithm_was_detached(
    own_worker: Path, dock: TrajganrDock, layers: Layers, qtbot: Any
) -> None:
    trips_and_roads = {"TRIPS": layers.trips(), "ROADS": layers.roads()}
    feedback = QgsProcessingFeedback()
    answered: list[dict[str, Any]] = []

    def run() -> None:
        answered.append(prepare(layers, feedback, NAME="slow", **trips_and_roads))

    algorithm = threading.Thread(target=run)
    algorithm.start()
    tab = dock.jobs_tab
    qtbot.waitUntil(lambda: bool(dock.jobs()))
    job_id = dock.jobs()[0].job_id
    dock.jobs_tab.select(job_id)
    qtbot.waitUntil(lambda: dock.jobs()[0].state == "RUNNING")
    qtbot.waitUntil(tab.detach_button.isEnabled)
    assert awaited_jobs.is_awaited(job_id)
    tab.detach_button.click()
    qtbot.waitUntil(lambda: not algorithm.is_alive())
    assert answered == [{}]
    assert "continues on the worker" in feedback.textLog()
    assert "can go on without QGIS" in feedback.textLog()
    qtbot.waitUntil(lambda: not tab.detach_button.isEnabled())
    assert awaited_jobs.was_awaited(job_id)
    assert "It continues when QGIS is closed." in tab.about.text()
    with Client.connect(own_worker) as client:
        assert client.job(job_id).state == "RUNNING"
        client.cancel(job_id)


def test_a_failed_job_shows_its_error_and_can_be_tried_again(
    own_worker: Path, dock: TrajganrDock, qtbot: Any
) -> None:
    job_id = submit(own_worker, "fail")
    qtbot.waitUntil(lambda: [job.state for job in dock.jobs()] == ["FAILED"])
    tab = dock.jobs_tab
    dock.jobs_tab.select(job_id)
    assert "a.csv holds no trips. Choose another file. [INPUT.EMPTY]" in tab.about.text()
    assert tab.resume_button.text().replace("&", "") == "Try again"
    tab.resume_button.click()
    with Client.connect(own_worker) as client:
        qtbot.waitUntil(lambda: client.job(job_id).attempt == 2)


def test_the_log_of_a_job_is_shown(own_worker: Path, dock: TrajganrDock, qtbot: Any) -> None:
    job_id = submit(own_worker, "Porto")
    qtbot.waitUntil(lambda: bool(dock.jobs()))
    dock.jobs_tab.select(job_id)
    viewer = dock.jobs_tab.open_log(dock.jobs_tab.selected())
    qtbot.waitUntil(lambda: "working on prepare" in viewer.view.text())
    viewer.close()


@pytest.mark.parametrize("is_sure", [True, False])
def test_a_job_is_deleted_after_confirmation(
    is_sure: bool,
    own_worker: Path,
    dock: TrajganrDock,
    qtbot: Any,
) -> None:
    job_id = submit(own_worker, "Porto")
    qtbot.waitUntil(lambda: [job.state for job in dock.jobs()] == ["SUCCEEDED"])
    show_alone(dock, qtbot)
    dock.jobs_tab.select(job_id)
    dock.jobs_tab.table.setFocus()
    qtbot.keyClick(dock.jobs_tab.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dock.jobs_tab.findChild(QMessageBox) is not None)
    assert "'Porto'" in answer(dock.jobs_tab, agreed=is_sure)
    if is_sure:
        qtbot.waitUntil(lambda: not dock.jobs())
    with Client.connect(own_worker) as client:
        assert len(client.jobs()) == (0 if is_sure else 1)
        assert len(client.bundles()) == 1


def test_only_ended_jobs_can_be_deleted(own_worker: Path, dock: TrajganrDock, qtbot: Any) -> None:
    job_id = submit(own_worker, "slow")
    qtbot.waitUntil(lambda: [job.state for job in dock.jobs()] == ["RUNNING"])
    dock.jobs_tab.select(job_id)
    assert not dock.jobs_tab.delete_button.isEnabled()
    assert dock.jobs_tab.cancel_button.isEnabled()


@pytest.fixture(scope="module")
def predicted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The home of a worker with two predictions, to be read only, and their model."""
    home = tmp_path_factory.mktemp("predicted") / "home"
    home.mkdir()
    with fake_worker(home) as running, Client.connect(running) as client:
        _, model = train(running, "Porto", ("speed",))
        for name in ("Roads: a/b", "Others"):
            list(client.follow(client.submit(PredictParams(model=model, name=name))))
        yield running, model


@pytest.fixture
def predicted_model(
    home: Path, predicted: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> str:
    """The model of the predictions of the worker in use."""
    monkeypatch.setenv("TRAJGANR_HOME", str(predicted[0]))
    return predicted[1]


def test_results_of_several_jobs_are_saved_in_one_folder(
    predicted_model: str, dock: TrajganrDock, qtbot: Any, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: len(dock.jobs()) == 5)
    fetched: list[str] = []
    dock.jobs_tab.fetched.connect(lambda job, path: fetched.append(path))
    dock.jobs_tab.open_results([job for job in dock.jobs() if jobs_tab.has_roads(job)])
    choose_file(dock.jobs_tab, tmp_path)
    qtbot.waitUntil(lambda: len(fetched) == 2)
    assert {Path(path).name for path in fetched} == {"Roads_ a_b.gpkg", "Others.gpkg"}
    history = QgsVectorLayer(str(tmp_path / "Others.gpkg"), "", "ogr").metadata().history()
    (result,) = (line for line in history if line.startswith("parameters: "))
    params = json.loads(result.partition(": ")[2])
    assert (params["model"], params["name"]) == (predicted_model, "Others")
    assert f"model: {predicted_model}" in history


def test_fetching_a_result_again_repairs_a_layer_without_file(
    predicted_model: str, dock: TrajganrDock, qtbot: Any, tmp_path: Path, qgis_new_project: None
) -> None:
    qtbot.waitUntil(lambda: len(dock.jobs()) == 5)
    project, tab = QgsProject.instance(), dock.jobs_tab
    dock.jobs_tab.select(dock.jobs()[0].job_id)
    tab.result_button.click()
    choose_file(tab, tmp_path / "first.gpkg")
    qtbot.waitUntil(lambda: len(project.mapLayers()) == 1, timeout=20_000)
    (layer,) = project.mapLayers().values()
    layer.setName("My roads")
    layer.setDataSource(str(tmp_path / "gone.gpkg"), layer.name(), "ogr")
    assert not layer.isValid()
    tab.result_button.click()
    choose_file(tab, tmp_path / "second.gpkg")
    qtbot.waitUntil(layer.isValid, timeout=20_000)
    assert list(project.mapLayers().values()) == [layer]
    assert layer.name() == "My roads"
    assert "second.gpkg" in layer.source()


def test_the_form_of_a_page_is_filled_in_with_the_layer_of_the_job(
    predicted_model: str,
    dock: TrajganrDock,
    qtbot: Any,
    qgis_new_project: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(forms, "open_form", lambda *form: opened.append(form))
    qtbot.waitUntil(lambda: len(dock.jobs()) == 5)
    tab = dock.jobs_tab
    prediction, training = dock.jobs()[0].job_id, dock.jobs()[2].job_id
    tab.select(training)
    assert not tab.page.isEnabled()
    tab.select(prediction)
    tab.page.trigger()
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "Roads", "memory")
    link(layer, {"job": prediction})
    QgsProject.instance().addMapLayer(layer)
    tab.page.trigger()
    assert opened == [("trajganr:webpage", {}), ("trajganr:webpage", {"ROADS": layer.id()})]


def test_two_algorithms_may_wait_for_one_job() -> None:
    with awaited_jobs.awaiting("prepare-1") as check_first:
        with awaited_jobs.awaiting("prepare-1") as check_second:
            check_second()
        assert awaited_jobs.is_awaited("prepare-1")
        check_first()
        awaited_jobs.detach("prepare-1")
        with pytest.raises(TrajganrError, match=r"JOB\.DETACHED"):
            check_first()
    assert not awaited_jobs.is_awaited("prepare-1")


def test_a_failure_that_an_algorithm_reports_is_not_announced_again(
    own_worker: Path, dock: TrajganrDock, iface: Any, layers: Layers, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: "Running" in dock.worker_tab.state.text())
    with pytest.raises(QgsProcessingException, match=r"INPUT\.EMPTY"):
        prepare(layers, NAME="fail")
    qtbot.waitUntil(lambda: [job.state for job in dock.jobs()] == ["FAILED"])
    assert not iface.messageBar().items()


def test_an_evaluation_is_described_by_group() -> None:
    metrics = {"mae": 3.0, "rmse": 4.0, "r2": 0.7, "coverage": 0.9, "interval_width": 9.0}
    result = EvaluateResult(
        files=(EvaluateResult.REPORT,),
        on=EvaluateResult.HELD_OUT,
        metrics={"speed": metrics},
        groups={"speed": GROUPS},
        counts={"roads": 4},
        driving_side="right",
    )
    job = job_of(kind="evaluate", result=result.to_dict())
    lines = [line.strip() for line in _describe(job).splitlines()]
    at = lines.index("By road class:")
    assert lines[at + 1].startswith("residential: MAE 3 km/h on 80 roads; trivial 6 km/h")
    assert '"groups"' not in _describe(job)  # once is enough
