"""What all algorithms of the toolbox have, and do, alike."""

from __future__ import annotations

import re
import runpy
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import ROOT, Layers, asked, checked, memory_layer, prepare, run
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

from qgis_plugin.processing.provider import ALGORITHMS
from qgis_plugin.processing.shipped_models import MODELS
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.jobs import PrepareParams

IDS = [each.ID for each in ALGORITHMS] + [each.id for each in MODELS]
#: More than these a form does not show before *Advanced* is unfolded.
MOST_SHOWN = 9


def algorithm(name: str) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")


def test_every_capability_is_an_algorithm_with_an_id_that_stays() -> None:
    assert set(IDS) == {
        *("loadtrajectories", "loadstreetview", "loadosm", "matchtrajectories"),
        *("downloadmapillary", "mapillarycoverage", "downloadosm"),
        *("prepare", "bundlereport", "derivelabels", "pretrain", "finetune", "evaluate"),
        *("predictroads", "joinpredictions", "predictionsmap"),
        *("embedlocations", "similarroads"),
        *("exportlayers", "batchexport", "workerstatus"),
        *("tripstopredictedroads", "updatepredictionswithnewtrips"),
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
def test_an_algorithm_is_found_and_recognised(name: str) -> None:
    made = algorithm(name)
    assert made.shortDescription()
    assert made.tags()
    assert not made.icon().isNull()
    assert made.group()


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
    assert len(shown) <= MOST_SHOWN


def test_the_pictures_are_those_that_their_script_draws() -> None:
    script = runpy.run_path(str(ROOT / ".ci" / "help_pictures.py"))
    for name in IDS:
        drawn = script["picture"](*script["ALGORITHMS"][name], name)
        file = ROOT / "resources" / "help" / "pictures" / f"{name}.svg"
        assert file.read_text(encoding="utf-8") == drawn


# Mistakes are found before anything runs.


def test_ids_that_a_running_worker_does_not_know_are_refused(worker: Path, tmp_path: Path) -> None:
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


def test_a_bundle_that_is_still_being_made_is_fine(worker: Path) -> None:
    with Client.connect(worker) as client:
        params = PrepareParams(
            name="slow",
            trajectories=(client.put_file(ROOT / "LICENSE"),),
            roads=client.put_file(ROOT / "LICENSE"),
            bbox=(0.0, 0.0, 1.0, 1.0),
        )
        job_id = client.submit(params)
        assert checked("pretrain", BUNDLE=job_id) == (True, "")
        client.cancel(job_id)
        for _ in client.follow(job_id):
            pass
    assert not checked("pretrain", BUNDLE=job_id)[0]


def test_a_model_without_heads_is_refused_where_it_should_predict(
    worker: Path, layers: Layers, tmp_path: Path
) -> None:
    bundle = prepare(layers)["BUNDLE"]
    pretrained = run("pretrain", BUNDLE=bundle)["MODEL"]
    output = {"OUTPUT": str(tmp_path / "out.gpkg")}
    is_fine, reason = checked("predictroads", MODEL=pretrained, **output)
    assert not is_fine
    assert "not fine-tuned for any task" in reason
    tuned = run("finetune", MODEL=pretrained, BUNDLE=bundle, TASKS=["speed"])["MODEL"]
    for name in ("predictroads", "evaluate"):
        is_fine, reason = checked(name, MODEL=tuned, TASKS=["braking"], **output)
        assert not is_fine
        assert "Hard braking" in reason
        assert checked(name, MODEL=tuned, TASKS=["speed"], **output) == (True, "")


def test_a_bundle_of_another_area_is_refused(worker: Path, layers: Layers, tmp_path: Path) -> None:
    model = run("pretrain", BUNDLE=prepare(layers)["BUNDLE"])["MODEL"]
    other = prepare(layers, EXTENT="-8.7,-8.5,41.0,41.2 [EPSG:4326]")["BUNDLE"]
    output = {"OUTPUT": str(tmp_path / "embeddings.gpkg")}
    is_fine, reason = checked("embedlocations", MODEL=model, BUNDLE=other, **output)
    assert not is_fine
    assert "another study area" in reason
    assert "MODEL.INCOMPATIBLE" in reason


def test_a_bundle_of_any_area_of_pretraining_is_fine(
    worker: Path, layers: Layers, tmp_path: Path
) -> None:
    bundle = prepare(layers)["BUNDLE"]
    other = prepare(layers, EXTENT="-8.7,-8.5,41.0,41.2 [EPSG:4326]")["BUNDLE"]
    model = run("pretrain", BUNDLE=bundle, FURTHER_BUNDLES=other)["MODEL"]
    output = {"OUTPUT": str(tmp_path / "embeddings.gpkg")}
    assert checked("embedlocations", MODEL=model, BUNDLE=other, **output) == (True, "")


def test_a_model_may_be_fine_tuned_in_another_area(worker: Path, layers: Layers) -> None:
    model = run("pretrain", BUNDLE=prepare(layers)["BUNDLE"])["MODEL"]
    other = prepare(layers, EXTENT="-8.7,-8.5,41.0,41.2 [EPSG:4326]")["BUNDLE"]
    assert checked("finetune", MODEL=model, BUNDLE=other) == (True, "")


def test_a_further_bundle_that_is_not_there_is_refused(worker: Path, layers: Layers) -> None:
    bundle = prepare(layers)["BUNDLE"]
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
def test_degrees_and_metres_that_were_mixed_up_are_found(
    crs: str, wkt: str, unit: str, layers: Layers
) -> None:
    is_fine, reason = checked(
        "prepare", TRAJECTORIES=layers.trips(), ROADS=roads_in(crs, wkt), EXTENT=layers.extent
    )
    assert not is_fine
    assert "INPUT.CRS" in reason
    assert unit in reason


def test_layers_outside_the_study_area_are_found(layers: Layers) -> None:
    is_fine, reason = checked(
        "prepare",
        TRAJECTORIES=layers.trips(),
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
def test_a_field_that_holds_no_times_is_found(field: str, value: Any, is_time: bool) -> None:
    fixes = memory_layer("Point", field, ["Point(-8.615 41.15)"], [value], "fixes")
    form = {"LAYER": fixes, "TIME_FIELD": "when", "OUTPUT": "memory:"}
    is_fine, reason = checked("loadtrajectories", **form)
    assert is_fine == is_time
    assert is_time or "INPUT.TIME" in reason


# Batch mode: QGIS runs an algorithm once for each row.


def test_runs_at_the_same_time_have_results_of_their_own(
    worker: Path, layers: Layers, tmp_path: Path
) -> None:
    bundles = [prepare(layers, NAME=name)["BUNDLE"] for name in ("a", "b", "c")]
    together = threading.Barrier(len(bundles))

    def report(bundle: str) -> dict[str, Any]:
        made = algorithm("bundlereport")
        together.wait(30)
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
            "loadtrajectories",
            LAYER=layers.trips(),
            EXTENT=f"{extent} [EPSG:4326]",
            OUTPUT=str(output),
        )
        assert result["OUTPUT"] == str(output)
        west, east, south, north = map(float, extent.split(","))
        assert asked(worker, "load_trips")["bbox"] == [west, south, east, north]
