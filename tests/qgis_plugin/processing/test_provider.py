"""Properties and checks that all algorithms have in common."""

from __future__ import annotations

import re
import runpy
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from plugin_tools import ROOT, Layers, checked, job_params, memory_layer, prepare, run
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QImageReader

from qgis_plugin.processing.provider import algorithms
from qgis_plugin.processing.shipped_models import MODELS
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.protocol.client import Client

IDS = [each.about.id for each in algorithms()] + [each.id for each in MODELS.values()]
#: Maximum number of parameters outside *Advanced*.
MAX_SHOWN = 9


def algorithm(name: str) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")


def test_the_ids_of_algorithms_do_not_change() -> None:
    """More may come; a release adds its own."""
    assert set(IDS) >= {
        *("loadtrips", "loadstreetview", "loadosm", "matchtrips", "recovertrips"),
        *("downloadmapillary", "mapillarycoverage", "downloadosm"),
        *("prepare", "bundlereport", "derivelabels", "observedtraffic"),
        *("selectlink", "odmatrix", "changes", "changesreport"),
        *("pretrain", "finetune", "evaluate"),
        *("predictroads", "traveltimes", "joinpredictions", "predictionsmap"),
        *("webpage", "areareport"),
        *("embedlocations", "similarroads"),
        *("exportlayers", "routingexport", "batchexport", "workerstatus"),
        *("predictmycity", "updatepredictionswithnewtrips"),
    }


@pytest.mark.parametrize("name", IDS)
def test_help_has_a_picture_that_qgis_can_show(name: str) -> None:
    text = algorithm(name).shortHelpString()
    (address,) = re.findall(r'<img src="file://([^"]+)"', text)
    assert Path(address).parent == ROOT / "resources" / "help" / "pictures"
    size = QImageReader(address).size()
    assert 0 < size.width() <= 230  # the panel beside a form has room for so much
    assert len(re.sub("<[^>]+>", "", text)) > 100


@pytest.mark.parametrize("name", IDS)
def test_an_algorithm_has_description_tags_icon_and_group(name: str) -> None:
    made = algorithm(name)
    assert made.shortDescription()
    assert made.tags()
    assert not made.icon().isNull()
    assert made.group()


@pytest.mark.parametrize(
    "name",
    ["traveltimes", "selectlink", "odmatrix", "changes", "changesreport", "webpage", "areareport"],
)
def test_the_toolbox_finds_an_algorithm_alone_by_its_title(name: str) -> None:
    # As QGIS' toolbox filters: every word is part of the title, the description or a tag.
    words = algorithm(name).displayName().lower().split()
    texts = {
        each.name(): " ".join([each.displayName(), each.shortDescription(), *each.tags()]).lower()
        for each in map(algorithm, IDS)
    }
    found = [other for other, text in texts.items() if all(word in text for word in words)]
    assert found == [name]


@pytest.mark.parametrize("name", IDS)
def test_an_algorithm_runs_in_any_thread_and_shows_few_parameters(name: str) -> None:
    made = algorithm(name)
    assert not made.flags() & Qgis.ProcessingAlgorithmFlag.NoThreading
    hidden = Qgis.ProcessingParameterFlag.Advanced | Qgis.ProcessingParameterFlag.Hidden
    shown = [
        each
        for each in made.parameterDefinitions()
        if not each.flags() & hidden and not isinstance(each, QgsProcessingDestinationParameter)
    ]
    assert len(shown) <= MAX_SHOWN


def test_the_pictures_are_the_output_of_their_script() -> None:
    script = runpy.run_path(str(ROOT / ".ci" / "help_pictures.py"))
    for name in IDS:
        file = ROOT / "resources" / "help" / "pictures" / f"{name}.svg"
        assert file.read_text(encoding="utf-8") == script["picture"](name)


def test_ids_that_a_running_worker_lacks_are_refused(worker: Path, tmp_path: Path) -> None:
    for form in (
        {"algorithm": "pretrain", "BUNDLE": "nowhere"},
        {"algorithm": "finetune", "MODEL": "nothing", "BUNDLE": "nowhere"},
        {"algorithm": "evaluate", "MODEL": "nothing", "OUTPUT": str(tmp_path / "a.gpkg")},
        {"algorithm": "similarroads", "MODEL": "nothing", "POINT": "0,0", "OUTPUT": "memory:"},
    ):
        is_fine, reason = checked(**form)
        assert not is_fine
        assert "The worker has no" in reason


def test_without_a_worker_no_ids_are_checked_and_none_is_started(home: Path) -> None:
    assert checked("pretrain", BUNDLE="nowhere") == (True, "")
    assert not list(home.iterdir())


def test_a_bundle_that_a_job_will_create_is_accepted(worker: Path) -> None:
    with Client.connect(worker) as client:
        params = PrepareParams(
            name="slow",
            trips=(client.put_file(ROOT / "LICENSE"),),
            roads=client.put_file(ROOT / "LICENSE"),
            bbox=(0.0, 0.0, 1.0, 1.0),
        )
        job_id = client.submit(params)
        assert checked("pretrain", BUNDLE=job_id) == (True, "")
        client.cancel(job_id)
        for _ in client.follow(job_id):
            pass
    assert not checked("pretrain", BUNDLE=job_id)[0]


#: Ids of jobs that several tests use, by name.
made: dict[str, str] = {}


@pytest.fixture
def other_bundle(worker: Path, layers: Layers) -> str:
    """A bundle of another area than the shared one."""
    if "other" not in made:
        made["other"] = prepare(layers, EXTENT="-8.7,-8.5,41.0,41.2 [EPSG:4326]")["BUNDLE"]
    return made["other"]


@pytest.fixture
def pretrained(bundle: str) -> str:
    """A model of the shared bundle without heads."""
    if "pretrained" not in made:
        made["pretrained"] = run("pretrain", BUNDLE=bundle)["MODEL"]
    return made["pretrained"]


def test_a_model_without_heads_for_the_tasks_cannot_predict(
    pretrained: str, model: str, tmp_path: Path
) -> None:
    output = {"OUTPUT": str(tmp_path / "out.gpkg")}
    is_fine, reason = checked("predictroads", MODEL=pretrained, **output)
    assert not is_fine
    assert "not fine-tuned for any task" in reason
    for name in ("predictroads", "evaluate"):
        is_fine, reason = checked(name, MODEL=model, TASKS=["braking"], **output)
        assert not is_fine
        assert "Hard braking" in reason
        assert checked(name, MODEL=model, TASKS=["speed"], **output) == (True, "")


def test_a_bundle_of_another_area_is_refused(
    pretrained: str, other_bundle: str, tmp_path: Path
) -> None:
    output = {"OUTPUT": str(tmp_path / "embeddings.gpkg")}
    is_fine, reason = checked("embedlocations", MODEL=pretrained, BUNDLE=other_bundle, **output)
    assert not is_fine
    assert "another study area" in reason
    assert "MODEL.INCOMPATIBLE" in reason


def test_a_bundle_of_any_area_of_pretraining_is_accepted(
    bundle: str, other_bundle: str, tmp_path: Path
) -> None:
    model = run("pretrain", BUNDLE=bundle, FURTHER_BUNDLES=other_bundle)["MODEL"]
    output = {"OUTPUT": str(tmp_path / "embeddings.gpkg")}
    assert checked("embedlocations", MODEL=model, BUNDLE=other_bundle, **output) == (True, "")


def test_a_model_may_be_fine_tuned_in_another_area(pretrained: str, other_bundle: str) -> None:
    assert checked("finetune", MODEL=pretrained, BUNDLE=other_bundle) == (True, "")


def test_an_unknown_further_bundle_is_refused(bundle: str) -> None:
    is_fine, reason = checked("pretrain", BUNDLE=bundle, FURTHER_BUNDLES="nowhere")
    assert not is_fine
    assert "nowhere" in reason


def roads_in(crs: str, wkt: str) -> QgsVectorLayer:
    layer = memory_layer("LineString", "highway:string", [wkt], ["primary"], "roads")
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    return layer


@pytest.mark.parametrize(
    ("crs", "wkt", "unit"),
    [
        ("EPSG:4326", "LineString(-959000 5033000, -958000 5033000)", "degrees"),
        ("EPSG:3857", "LineString(-8.62 41.15, -8.61 41.16)", "meters"),
    ],
)
def test_a_crs_with_the_wrong_unit_is_refused(
    crs: str, wkt: str, unit: str, layers: Layers
) -> None:
    is_fine, reason = checked(
        "prepare", TRIPS=layers.trips(), ROADS=roads_in(crs, wkt), EXTENT=layers.extent
    )
    assert not is_fine
    assert "INPUT.CRS" in reason
    assert unit in reason


def test_layers_outside_the_study_area_are_refused(layers: Layers) -> None:
    is_fine, reason = checked(
        "prepare",
        TRIPS=layers.trips(),
        ROADS=roads_in("EPSG:4326", "LineString(2 48, 2.1 48.1)"),
        EXTENT=layers.extent,
    )
    assert not is_fine
    assert "roads lies outside the study area" in reason


@pytest.mark.parametrize(
    ("field", "value", "is_time"),
    [
        ("when:string", "at noon", False),
        ("when:bool", True, False),
        ("when:string", "2013-07-01 12:00", True),
        ("when:int", 1372636800, True),
    ],
)
def test_a_field_without_times_is_refused(field: str, value: Any, is_time: bool) -> None:
    fixes = memory_layer("Point", field, ["Point(-8.615 41.15)"], [value], "fixes")
    form = {"LAYER": fixes, "TIME_FIELD": "when", "OUTPUT": "memory:"}
    is_fine, reason = checked("loadtrips", **form)
    assert is_fine == is_time
    assert is_time or "INPUT.TIME" in reason


def test_simultaneous_runs_have_separate_results(
    bundle: str, other_bundle: str, tmp_path: Path
) -> None:
    bundles = [bundle, other_bundle]
    together = threading.Barrier(len(bundles))

    def report(bundle: str) -> dict[str, Any]:
        made = algorithm("bundlereport")
        together.wait(HANG_S)
        form = {"BUNDLE": bundle, "OUTPUT": str(tmp_path / f"{bundle}.html")}
        results, succeeded = made.run(form, QgsProcessingContext(), QgsProcessingFeedback())
        assert succeeded
        return results

    with ThreadPoolExecutor(len(bundles)) as threads:
        results = list(threads.map(report, bundles))
    assert len({each["JOB"] for each in results}) == len(bundles)
    for bundle, each in zip(bundles, results, strict=True):
        assert each["OUTPUT"] == str(tmp_path / f"{bundle}.html")
        assert bundle in Path(each["OUTPUT"]).read_text(encoding="utf-8")


def test_a_form_can_be_run_for_many_layers(worker: Path, layers: Layers, tmp_path: Path) -> None:
    areas = {"north": "-8.63,-8.60,41.14,41.16", "wide": "-8.7,-8.5,41.0,41.2"}
    for name, extent in areas.items():
        output = tmp_path / f"{name}.gpkg"
        result = run(
            "loadtrips",
            LAYER=layers.trips(),
            EXTENT=f"{extent} [EPSG:4326]",
            OUTPUT=str(output),
        )
        assert result["OUTPUT"] == str(output)
        west, east, south, north = map(float, extent.split(","))
        assert job_params(worker, "load_trips")["bbox"] == [west, south, east, north]
