"""Preparation from layers and files, with own labels and options."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from plugin_tools import Layers, checked, job_params, memory_layer, prepare, run, sent
from qgis.core import Qgis, QgsApplication, QgsProcessing, QgsProcessingFeedback

from qgis_plugin.layers.described import metadata
from trajganr_core.contract.kinds.prepare import PrepareParams

FIXES = "trip,t,lon,lat\n1,1000,-8.61,41.14\n1,1001,-8.62,41.15\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two files of trips."""
    paths = [tmp_path / "july.csv", tmp_path / "august.csv"]
    for path in paths:
        path.write_text(f"{FIXES}\n# {path.stem}\n", encoding="utf-8")
    return [str(path) for path in paths]


def labels() -> Any:
    """A line with a label."""
    return memory_layer(
        "LineString", "kmh:double", ["LineString(-8.62 41.15, -8.61 41.15)"], [30], "my labels"
    )


def test_files_of_trips_are_sent_unchanged(worker: Path, layers: Layers, files: list[str]) -> None:
    prepare(layers, TRIPS=None, TRIP_FILES=files)
    for path in map(Path, files):
        assert sent(worker, path.name).read_bytes() == path.read_bytes()
    assert len(job_params(worker, "prepare")["trips"]) == 2


def test_an_unchanged_form_uses_the_defaults(worker: Path, layers: Layers) -> None:
    prepare(layers)
    params = job_params(worker, "prepare")
    expected = PrepareParams(
        trips=tuple(params["trips"]),
        roads=params["roads"],
        bbox=tuple(params["bbox"]),
        name=params["name"],
    ).to_dict()
    assert params == {**expected, **{k: list(v) for k, v in expected.items() if type(v) is tuple}}


def test_the_worker_finds_the_study_area_that_is_left_out(worker: Path, layers: Layers) -> None:
    prepare(layers, EXTENT=None)
    assert job_params(worker, "prepare")["bbox"] is None


@pytest.mark.parametrize(
    ("line", "action"), [("2 48, 2.1 48", "same place"), ("41.15 -8.61, 41.15 -8.62", "swapped")]
)
@pytest.mark.parametrize("algorithm", ["prepare", "predictmycity"])
def test_roads_and_trips_of_different_areas_are_refused_before_the_run(
    algorithm: str, line: str, action: str, layers: Layers
) -> None:
    roads = memory_layer(
        "LineString", "highway:string", [f"LineString({line})"], ["primary"], "far"
    )
    is_fine, reason = checked(algorithm, TRIPS=layers.trips(), ROADS=roads)
    assert not is_fine
    assert "Your trips are at 41.15, -8.6" in reason
    assert action in reason


def test_an_extent_and_the_area_of_a_model_are_refused_together(home: Path, layers: Layers) -> None:
    form = {"TRIPS": layers.trips(), "ROADS": layers.roads(), "AREA_OF": "m"}
    is_fine, reason = checked("prepare", EXTENT=layers.extent, **form)
    assert not is_fine
    assert "Exactly one of these is needed" in reason
    assert checked("prepare", **form) == (True, "")


def test_places_may_be_areas(worker: Path, layers: Layers) -> None:
    area = "Polygon((-8.62 41.15, -8.619 41.15, -8.619 41.151, -8.62 41.15))"
    places = memory_layer("Polygon", "category:string", [area], ["shop"], "parks")
    prepare(layers, POIS=places)
    assert sent(worker, "parks.gpkg").is_file()
    form = QgsApplication.processingRegistry().createAlgorithmById("trajganr:prepare")
    kinds = form.parameterDefinition("POIS").dataTypes()
    assert QgsProcessing.SourceType.TypeVectorPolygon in kinds


def test_omissions_are_logged(worker: Path, layers: Layers) -> None:
    feedback = QgsProcessingFeedback()
    prepare(layers, feedback=feedback)
    assert "2 trips were cut." in feedback.textLog()


def test_own_labels_are_sent_with_their_fields(worker: Path, layers: Layers) -> None:
    prepare(
        layers,
        LABELS=labels(),
        SPEED_LABEL="kmh",
        SLOWDOWN_LABEL="kmh",
        AOI_PREFIX="share_",
        LABEL_SPEED_UNIT="mph",
        LABEL_TOLERANCE=15,
        LABEL_SHARE=0.3,
    )
    params = job_params(worker, "prepare")
    assert params["labels"].endswith("/my_labels.gpkg")
    assert params["label_fields"] == [
        ["speed", "kmh"],
        ["slowdown", "kmh"],
        ["aoi", "share_"],
    ]
    assert params["label_speed_unit"] == "mph"
    assert params["label_tolerance_m"] == 15
    assert params["label_share"] == 0.3


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"TRIPS": None}, "Exactly one"),
        ({"TRIP_FILES": ["trips.csv"]}, "Exactly one"),
        ({"TRIPS": None, "TRIP_FILES": ["nowhere.csv"]}, "INPUT.NOT_FOUND"),
        ({"POI_CATEGORIES": "nowhere.csv"}, "INPUT.NOT_FOUND"),
        ({"LABELS": "LABELS"}, "go together"),
        ({"SPEED_LABEL": "kmh"}, "go together"),
        ({"LABELS": "LABELS", "SPEED_LABEL": "mph"}, "its fields are kmh"),
        ({"LABEL_TOLERANCE": 0}, "above 0"),
        ({"IMAGE_DISTANCE": 0}, "above 0"),
        ({"TIME_ZONE": "Atlantis"}, "Europe/Lisbon"),
        ({"IMAGES": "POINTS"}, "lacks the fields of a street-view layer"),
    ],
    ids=str,
)
def test_invalid_forms_are_refused_before_the_run(
    parameters: dict[str, Any], message: str, layers: Layers
) -> None:
    stand_ins = {"LABELS": labels(), "POINTS": memory_layer("Point", "n:int", ["Point(1 1)"], [1])}
    given = {
        name: stand_ins.get(value, value) if isinstance(value, str) else value
        for name, value in parameters.items()
    }
    form = {"TRIPS": layers.trips(), "ROADS": layers.roads(), "EXTENT": layers.extent}
    is_fine, reason = checked("prepare", **{**form, **given})
    assert not is_fine
    assert message in reason


def test_the_form_shows_few_parameters_outside_advanced() -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById("trajganr:prepare")
    advanced = Qgis.ProcessingParameterFlag.Advanced
    shown = [p.name() for p in made.parameterDefinitions() if not p.flags() & advanced]
    assert shown == [
        "TRIPS",
        "TRIP_FILES",
        "ROADS",
        "IMAGES",
        "POIS",
        "EXTENT",
        "NAME",
    ]


def test_the_licences_of_layers_are_sent_with_them(worker: Path, layers: Layers) -> None:
    index = layers.street_view_index()
    (layers.folder / "LICENCE.txt").write_text("CC BY-SA 4.0,\n© them", encoding="utf-8")
    views = str(layers.folder / "views.gpkg")
    run("loadstreetview", FILE=str(index), OUTPUT=views)
    roads = layers.roads()
    roads.setMetadata(metadata("roads", {}, {"licence": "ODbL", "attribution": "© us"}))
    prepare(layers, ROADS=roads, IMAGES=views)
    with zipfile.ZipFile(sent(worker, "views.zip")) as archive:
        assert archive.read("LICENCE.txt").decode() == "CC BY-SA 4.0, © them"
    sent_roads = gdal.OpenEx(str(sent(worker, "roads.gpkg")))
    assert sent_roads.GetLayer(0).GetMetadata() == {"LICENCE": "ODbL", "ATTRIBUTION": "© us"}
    prepare(layers, ROADS=roads, IMAGES=views)
    assert sent(worker, "roads.gpkg")
