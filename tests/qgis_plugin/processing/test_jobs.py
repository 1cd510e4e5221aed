"""The algorithms that run a job, against a worker whose jobs are made up."""

from __future__ import annotations

import json
import shutil
import threading
import zipfile
from pathlib import Path
from typing import Any

import processing
import pytest
from job_records import job_of
from minimal_forms import Forms
from plugin_tools import Feedback, Layers, checked, job_params, prepare, run, sent, train
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProject,
    QgsVectorLayer,
)

from qgis_plugin.client import awaited_jobs
from qgis_plugin.client.session import SENDING, connect_or_start, describe_figures, error_of
from qgis_plugin.processing.base import ends_quietly
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.predicted_columns import road_styles
from trajganr_core.contract.protocol import launch
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.tasks import POPULARITY_CLASSES, TASKS

TEMPORARY = "TEMPORARY_OUTPUT"
#: Outputs of select link.
ENDS = dict.fromkeys(("OUTPUT", "ENDS", "HOURS"), TEMPORARY)
#: Outputs of the origin–destination matrix.
LINES = dict.fromkeys(("OUTPUT", "MATRIX"), TEMPORARY)


def test_prepare_sends_the_features_in_the_extent_and_keeps_their_ids(
    worker: Path, layers: Layers
) -> None:
    result = prepare(layers, NAME="Porto")
    assert (result["TRIP_COUNT"], result["SEGMENTS"], result["IMAGES"]) == (7, 4, 0)
    assert result["BUNDLE"] == Client.connect(worker).bundles()[0].id
    roads = QgsVectorLayer(str(sent(worker, "roads.gpkg")), "roads", "ogr")
    assert roads.crs().authid() == "EPSG:4326"
    assert [road.id() for road in roads.getFeatures()] == [1, 3]
    trips = QgsVectorLayer(str(sent(worker, "trips.gpkg")), "trips", "ogr")
    (line, _) = (feature.geometry() for feature in trips.getFeatures())
    assert [vertex.m() for vertex in line.vertices()] == [1372636800.0, 1372636860.0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("observedtraffic", "observe"), ("selectlink", "select_link"), ("odmatrix", "od_matrix")),
        *(("derivelabels", "labels"), ("bundlereport", "report"), ("exportlayers", "export")),
    ],
)
def test_jobs_on_a_study_area_have_its_name_in_the_dock(
    worker: Path, layers: Layers, bundle: str, tmp_path: Path, name: str, kind: str
) -> None:
    form = Forms(layers, "", bundle, "")[name]
    outputs = {"exportlayers": {"FOLDER": str(tmp_path)}, "selectlink": ENDS, "odmatrix": LINES}
    run(name, **form, **outputs.get(name, {"OUTPUT": TEMPORARY}))
    params = job_params(worker, kind)
    assert params["name"] == Client.connect(worker).manifest(form["BUNDLE"]).name != ""


def test_layers_in_another_crs_are_sent_in_degrees(worker: Path, layers: Layers) -> None:
    projected = processing.run(
        "native:reprojectlayer",
        {
            "INPUT": layers.roads(),
            "TARGET_CRS": QgsCoordinateReferenceSystem("EPSG:3763"),
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )["OUTPUT"]
    projected.setName("roads, projected")
    prepare(layers, ROADS=projected)
    roads = QgsVectorLayer(str(sent(worker, "roads_projected.gpkg")), "roads", "ogr")
    assert next(roads.getFeatures()).geometry().asPolyline()[0].x() == pytest.approx(-8.62)


def test_the_same_layers_are_sent_once(worker: Path, layers: Layers) -> None:
    prepare(layers)
    files = set((worker / "data").glob("*/*.gpkg"))
    prepare(layers)
    assert set((worker / "data").glob("*/*.gpkg")) == files


def test_prepare_sends_the_pictures_in_the_extent_with_their_index(
    worker: Path, layers: Layers
) -> None:
    images = processing.run(
        "trajganr:loadstreetview",
        {"FILE": str(layers.street_view_index()), "OUTPUT": "TEMPORARY_OUTPUT"},
    )["OUTPUT"]
    prepare(layers, IMAGES=images)
    with zipfile.ZipFile(sent(worker, "Street_views.zip")) as archive:
        assert archive.read("images/0.jpg") == (layers.folder / "images/a.jpg").read_bytes()
        header, row = archive.read("index.csv").decode().splitlines()
    assert header == "id,file,lon,lat,compass_angle,captured_at"
    assert row == "a,images/0.jpg,-8.615,41.15,90.0,2022-01-01"


def test_a_study_area_without_roads_is_refused(worker: Path, layers: Layers) -> None:
    layers.extent = "-8.6201,-8.6200,41.1490,41.1491 [EPSG:4326]"
    with pytest.raises(QgsProcessingException, match=r"INPUT\.EMPTY"):
        prepare(layers)


def without_crs(layer: QgsVectorLayer) -> QgsVectorLayer:
    layer.setCrs(QgsCoordinateReferenceSystem())
    return layer


@pytest.mark.parametrize(
    ("parameter", "make", "code"),
    [
        ("ROADS", lambda layers: without_crs(layers.roads()), "INPUT.CRS"),
        ("TRIPS", lambda layers: layers.roads(), "INPUT.TIME"),
        ("ROADS", lambda layers: "nowhere.gpkg", "INPUT.NOT_FOUND"),
    ],
)
def test_invalid_inputs_are_refused_before_the_run(
    parameter: str, make: Any, code: str, layers: Layers
) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("trajganr:prepare")
    given = {
        "TRIPS": layers.trips(),
        "ROADS": layers.roads(),
        "EXTENT": layers.extent,
        parameter: make(layers),
    }
    is_fine, reason = algorithm.checkParameterValues(given, QgsProcessingContext())
    assert not is_fine
    assert code in reason


def test_a_models_step_is_checked_in_the_main_thread_before_its_run(layers: Layers) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("trajganr:prepare")
    form = {
        "TRIPS": layers.trips(),
        "ROADS": without_crs(layers.roads()),
        "EXTENT": layers.extent,
    }
    feedback = Feedback()
    assert not algorithm.prepare(form, QgsProcessingContext(), feedback)
    (trouble,) = feedback.trouble
    assert "INPUT.CRS" in trouble


def test_pretrain_sends_the_weight_file(worker: Path, bundle: str, tmp_path: Path) -> None:
    weights = tmp_path / "vit.safetensors"
    weights.write_bytes(b"weights")
    feedback = QgsProcessingFeedback()
    result = run("pretrain", feedback, BUNDLE=bundle, WEIGHTS=str(weights), EPOCHS=1)
    assert result["MODEL"]
    assert "training loss: 0.5" in feedback.textLog()
    assert sent(worker, "vit.safetensors").read_bytes() == b"weights"


def test_finetune_returns_the_held_out_metrics(bundle: str) -> None:
    model = run("pretrain", BUNDLE=bundle, WEIGHTS="none")["MODEL"]
    feedback = QgsProcessingFeedback()
    result = run("finetune", feedback, MODEL=model, BUNDLE=bundle, TASKS=["speed", "aoi"])
    assert result["SPEED_MAE"] == result["AOI_L1"] == 0.5
    assert result["SPEED_COVERAGE"] == 0.5
    assert "POPULARITY_F1_MACRO" not in result
    assert "Traffic speed:\n  MAE: 0.5 km/h\n  RMSE: 0.5 km/h\n" in feedback.textLog()
    assert "  90 % intervals: contain 50 % of the tested roads\n" in feedback.textLog()
    assert (
        "residential: MAE 3 km/h on 80 roads; trivial 6 km/h; 90 % intervals contain 90 %"
        in feedback.textLog()
    )


@pytest.fixture(scope="module")
def trained(shared_home: Path) -> tuple[str, str]:
    """As in conftest.py, for all tasks."""
    return train(shared_home, "For all tasks", tuple(TASKS))


#: Predicted roads by the model.
predictions: dict[str, Path] = {}


@pytest.fixture
def predicted(model: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Roads that are predicted once for all tests, to be read only."""
    if model not in predictions:
        path = tmp_path_factory.mktemp("predicted") / "predicted.gpkg"
        result = run("predictroads", MODEL=model, OUTPUT=str(path))
        assert (result["OUTPUT"], result["SEGMENTS"]) == (str(path), 4)
        predictions[model] = path
    return predictions[model]


def test_predicted_roads_carry_a_style_for_each_task_and_their_provenance(
    model: str, predicted: Path
) -> None:
    layer = QgsVectorLayer(str(predicted), "roads", "ogr")
    assert layer.renderer().type() == "graduatedSymbol"
    assert layer.attributeDisplayName(layer.fields().indexOf("speed_kmh")) == "Traffic speed (km/h)"
    assert f"model: {model}" in layer.metadata().history()
    count, _, names, _, _ = layer.listStylesInDatabase()
    styles = road_styles(layer.fields().names())
    assert set(names[:count]) == {str(style.title) for style in styles}
    assert {style.title for task in TASKS.values() for style in task.styles} <= set(names)


def test_times_of_the_week_are_predicted_beside_the_tasks(
    worker: Path, model: str, tmp_path: Path
) -> None:
    path = tmp_path / "roads.gpkg"
    feedback = QgsProcessingFeedback()
    times = "weekday morning peak | Mon 07:00-08:00,16:00-17:00"
    form = {"MODEL": model, "TIME_SETS": times, "EACH_HOUR": True, "OUTPUT": str(path)}
    run("predictroads", feedback, **form)
    params = job_params(worker, "predict")
    assert params["time_sets"] == times.split(" | ")
    assert params["each_hour"] is True
    assert "Temporal Controller" in feedback.textLog()
    layer = QgsVectorLayer(str(path), "roads", "ogr")
    names = layer.fields().names()
    assert {"speed_kmh", "passes_weekday_morning_peak", "speed_kmh_weekend_23"} <= set(names)
    count, _, styles, _, _ = layer.listStylesInDatabase()
    assert count == len(road_styles(names, times))
    assert "Traffic speed, Mon 07:00-08:00,16:00-17:00" in styles


def test_a_pretrained_model_predicts_times_of_the_week(
    worker: Path, trained: tuple[str, str], tmp_path: Path
) -> None:
    bundle, _ = trained
    model = run("pretrain", BUNDLE=bundle, EPOCHS=1)["MODEL"]
    form = {"MODEL": model, "OUTPUT": str(tmp_path / "roads.gpkg")}
    is_fine, reason = checked("predictroads", **form)
    assert not is_fine
    assert "not fine-tuned" in reason
    form["TIME_SETS"] = "weekend"
    assert checked("predictroads", **form) == (True, "")
    run("predictroads", **form)
    layer = QgsVectorLayer(form["OUTPUT"], "roads", "ogr")
    assert layer.listStylesInDatabase()[2][:1] == ["Traffic speed, weekend"]


def test_predicted_roads_load_into_the_project_with_named_styles(
    model: str, qgis_new_project: None
) -> None:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    processing.runAndLoadResults(
        "trajganr:predictroads",
        {
            "MODEL": model,
            "TASKS": ["popularity", "braking"],
            "NAME": "By night",
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
        context=context,
    )
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.name().startswith("By night")
    assert layer.styleManager().styles() == ["Hard braking", "Road popularity"]
    assert layer.styleManager().currentStyle() == "Road popularity"
    assert layer.renderer().classAttribute() == "popularity_class"
    assert [tab.name() for tab in layer.editFormConfig().tabs()] == [
        "Road",
        "Road popularity",
        "Hard braking",
    ]


def test_predictions_go_into_a_geopackage_only(model: str, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match="gpkg"):
        run("predictroads", MODEL=model, OUTPUT=str(tmp_path / "roads.shp"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fail", r"a\.csv holds no trips\.\nChoose another file\.\n\[INPUT\.EMPTY\]"),
        ("bug", r"\[INTERNAL\]"),
        ("crash", r"\[[A-Z.]+\]"),
    ],
)
def test_a_failed_job_raises_its_error_with_next_action_and_code(
    name: str, expected: str, worker: Path, layers: Layers
) -> None:
    with pytest.raises(QgsProcessingException, match=expected):
        prepare(layers, NAME=name)


def test_an_unknown_bundle_is_refused_with_a_code(worker: Path) -> None:
    with pytest.raises(QgsProcessingException, match=r"\[[A-Z]+\.[A-Z_]+\]"):
        run("pretrain", BUNDLE="no-such-bundle", WEIGHTS="none")


def test_a_cancel_stops_the_job_and_is_an_error(worker: Path, layers: Layers) -> None:
    feedback = QgsProcessingFeedback()
    # The cancel comes from the main thread's events, as it does in qgis_process.
    feedback.progressChanged.connect(lambda percent: SENDING < percent < 100 and feedback.cancel())
    with pytest.raises(QgsProcessingException, match=r"JOB\.CANCELLED"):
        run(
            "prepare",
            feedback,
            TRIPS=layers.trips(),
            ROADS=layers.roads(),
            EXTENT=layers.extent,
            NAME="slow",
        )
    assert Client.connect(worker).jobs()[0].state == "CANCELLED"


def test_a_cancel_in_a_window_is_logged_once_and_not_as_an_error(
    worker: Path, layers: Layers, qtbot: Any, qgis_new_project: None
) -> None:
    for layer in (layers.trips(), layers.roads()):
        QgsProject.instance().addMapLayer(layer)
    form = {"TRIPS": "trips", "ROADS": "roads", "EXTENT": layers.extent, "NAME": "slow"}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("trajganr:prepare")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(algorithm, form, context, feedback)
    feedback.progressChanged.connect(lambda percent: SENDING < percent < 100 and feedback.cancel())
    with qtbot.waitSignal(task.executed) as signal:
        QgsApplication.taskManager().addTask(task)
    assert not signal.args[0]
    assert feedback.trouble == []
    assert feedback.textLog().count("cancelled") == 1
    assert "press Resume" in feedback.textLog()


@pytest.mark.parametrize(
    ("leave", "message"), [("cancel", "press Resume"), ("detach", "continues on the worker")]
)
def test_a_job_that_is_cancelled_or_detached_in_the_dock_ends_its_form_without_an_error(
    leave: str, message: str, worker: Path, layers: Layers, qtbot: Any, qgis_new_project: None
) -> None:
    for layer in (layers.trips(), layers.roads()):
        QgsProject.instance().addMapLayer(layer)
    form = {"TRIPS": "trips", "ROADS": "roads", "EXTENT": layers.extent, "NAME": "slow"}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("trajganr:prepare")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(algorithm, form, context, feedback)

    def press() -> None:
        with Client.connect(worker) as client:
            job_id = client.jobs()[0].job_id
            awaited_jobs.detach(job_id) if leave == "detach" else client.cancel(job_id)

    feedback.progressChanged.connect(lambda percent: percent > 0 and press())
    with qtbot.waitSignal(task.executed, timeout=60_000) as answer:
        QgsApplication.taskManager().addTask(task)
    assert answer.args == [True, {}]
    assert feedback.trouble == []
    assert message in feedback.textLog()
    with Client.connect(worker) as client:
        client.cancel(client.jobs()[0].job_id)


def test_a_model_whose_job_is_cancelled_in_the_dock_stops() -> None:
    steps = QgsProcessingMultiStepFeedback(2, Feedback())
    ended: list[bool] = []
    error = TrajganrError(Code.JOB_DETACHED, "It goes on.", "")
    for feedback in (steps, Feedback()):
        thread = threading.Thread(
            target=lambda one: ended.append(ends_quietly(error, one)), args=[feedback]
        )
        thread.start()
        thread.join()
    assert ended == [False, True]


def test_a_job_runs_in_a_background_thread(worker: Path, layers: Layers) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("trajganr:workerstatus")
    context = QgsProcessingContext()
    feedback = QgsProcessingFeedback()
    assert algorithm.prepare({}, context, feedback)
    results: dict[str, Any] = {}
    thread = threading.Thread(
        target=lambda: results.update(algorithm.runPrepared({}, context, feedback))
    )
    thread.start()
    thread.join()
    assert results["HOME"] == str(worker)


def test_worker_status_shows_home_and_queue(own_worker: Path) -> None:
    result = run("workerstatus")
    assert result["HOME"] == str(own_worker)
    assert (result["QUEUED"], result["RUNNING"]) == (0, 0)


def test_worker_status_without_a_worker_explains_how_to_start_one(home: Path) -> None:
    with pytest.raises(QgsProcessingException, match=r"(?s)start.*\[TRANSPORT\.DOWN\]"):
        run("workerstatus")


def test_a_job_without_a_worker_environment_names_what_is_missing(
    home: Path, layers: Layers
) -> None:
    with pytest.raises(QgsProcessingException, match=r"\[ENV\.MISSING_DEP\]"):
        prepare(layers)


def test_no_local_worker_is_started_if_a_remote_one_does_not_answer(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_ADDRESS", "tcp://127.0.0.1:9")
    monkeypatch.setattr(launch, "start_worker", lambda: pytest.fail("a worker was started"))
    with pytest.raises(TrajganrError) as caught:
        connect_or_start(QgsProcessingFeedback())
    assert caught.value.code is Code.TRANSPORT_DOWN


def copied(worker: Path, model: str, name: str) -> Path:
    """The card of a copy of a model."""
    folder = worker / "models" / name
    shutil.copytree(worker / "models" / model, folder)
    return folder / "card.json"


def test_a_model_of_another_release_is_refused(worker: Path, model: str) -> None:
    path = copied(worker, model, "of-another-release")
    card = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**card, "schema": 1}), encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=r"MODEL\.INCOMPATIBLE"):
        run("predictroads", MODEL="of-another-release", OUTPUT="TEMPORARY_OUTPUT")


def test_a_damaged_model_is_reported_as_damaged(worker: Path, model: str) -> None:
    copied(worker, model, "damaged").write_text("{", encoding="utf-8")
    with pytest.raises(QgsProcessingException) as raised:
        run("predictroads", MODEL="damaged", OUTPUT="TEMPORARY_OUTPUT")
    assert "has no model" not in str(raised.value)
    assert "card.json" in str(raised.value)


def test_the_fields_of_predicted_roads_have_aliases(predicted: Path) -> None:
    layer = QgsVectorLayer(str(predicted), "roads", "ogr")
    for name in layer.fields().names():
        if name != "fid":
            assert layer.attributeDisplayName(layer.fields().indexOf(name)) != name
    shown = {element.name() for tab in layer.editFormConfig().tabs() for element in tab.children()}
    assert shown == set(layer.fields().names()) - {"fid"}


def test_the_map_tip_of_a_predicted_road_shows_its_figures(predicted: Path) -> None:
    layer = QgsVectorLayer(str(predicted), "roads", "ogr")
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    for name, value in {"speed_kmh": 34.2, "speed_kmh_low": 27.0, "speed_kmh_high": 41.4}.items():
        feature[name] = value
    text = tip(layer, feature)
    assert "Rua do Teste" in text
    assert "Traffic speed: 34 km/h (27–41)" in text
    assert "Hard braking: 0.50 events per vehicle-km (0.50–0.50)" in text
    assert "no trips or image nearby" in text
    feature["speed_kmh_low"] = None
    assert "Traffic speed: 34 km/h<br>" in tip(layer, feature)
    feature["speed_kmh"] = None
    assert "Traffic speed: not predicted<br>" in tip(layer, feature)


def test_the_map_tip_calls_a_set_of_all_classes_undecided(predicted: Path) -> None:
    layer = QgsVectorLayer(str(predicted), "roads", "ogr")
    feature = next(layer.getFeatures())
    assert "Road popularity: medium (between medium and high)<br>" in tip(layer, feature)
    feature["popularity_set"] = "; ".join(POPULARITY_CLASSES)
    assert "Road popularity: medium (undecided)<br>" in tip(layer, feature)


def test_the_rate_of_a_training_is_described_with_its_unit() -> None:
    text = describe_figures({"epoch": 4, "rate": 221.1, "downloaded": None})
    assert text == "epoch 4, 221 training samples per second"


def tip(layer: QgsVectorLayer, feature: QgsFeature) -> str:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_an_error_contains_the_names_of_uploaded_files_without_their_paths() -> None:
    path = f"/home/worker/data/{'0f' * 32}/trips.csv"
    error = TrajganrError(Code.INPUT_EMPTY, "{path} is empty.", "Mend {path}.", path=path)
    assert error_of(job_of(error=error.to_dict())).message == "trips.csv is empty."
