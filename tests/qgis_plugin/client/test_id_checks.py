"""A window checks what a form names by what its dock has heard, without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_cards import ROAD_FUNCTION, card_of, head_of, manifest_of
from job_records import job_of
from plugin_tools import checked, memory_layer

from qgis_plugin.client import id_checks
from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.client.id_checks import check_ids
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord
from trajganr_core.contract.records.bundle_manifest import Area
from trajganr_core.contract.records.model_card import BundleReference, PretrainedArea
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.text import Text

HERE = Area((0.0, 0.0, 1.0, 1.0), "EPSG:4326")
OWN = PretrainedArea(BundleReference("0" * 64, "", "/home/bundles/here"), HERE)
TUNED = card_of(areas=(OWN,), heads={"speed": head_of("speed")})
TIMED = card_of(areas=(OWN,), heads={}, road_function=ROAD_FUNCTION)
MODELS = [ModelRecord("tuned", "", 0.0, TUNED), ModelRecord("timed", "", 0.0, TIMED)]
LABELLED = manifest_of(
    area=HERE, tasks={"speed": 5, "popularity": 0}, notes={"aoi": Text("No places were given.")}
)
BUNDLES = [
    BundleRecord("here", "", 0.0, manifest_of(area=HERE)),
    BundleRecord("labelled", "", 0.0, LABELLED),
    BundleRecord("elsewhere", "", 0.0, manifest_of(area=Area((2.0, 2.0, 3.0, 3.0), "EPSG:4326"))),
]


@pytest.fixture
def window(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A window with a dock that was told, in which nobody may ask a worker."""

    def refuse(*arguments: object) -> Any:
        raise AssertionError("a worker was asked")

    monkeypatch.setattr(id_checks, "_ask", refuse)
    CATALOGUE.is_fed = True
    CATALOGUE.take(BUNDLES, MODELS)
    yield
    CATALOGUE.is_fed = False
    CATALOGUE.forget()


def code_of(models: list[str], bundles: list[str], **options: Any) -> Code | None:
    try:
        check_ids(models, bundles, **options)
    except TrajganrError as error:
        return error.code
    return None


def test_listed_ids_are_accepted(window: None) -> None:
    assert code_of(["tuned"], ["here"], tasks=["speed"], predicts=True) is None


@pytest.mark.parametrize(
    ("models", "bundles", "tasks", "code"),
    [
        (["gone"], [""], [], Code.MODEL_MISSING),
        (["tuned"], ["gone"], [], Code.INPUT_NOT_FOUND),
        (["tuned"], ["here"], ["aoi"], Code.MODEL_MISSING),
        (["tuned"], ["elsewhere"], [], Code.MODEL_INCOMPATIBLE),
    ],
)
def test_unknown_or_incompatible_ids_are_refused(
    window: None, models: list[str], bundles: list[str], tasks: list[str], code: Code
) -> None:
    assert code_of(models, bundles, tasks=tasks, predicts=True) is code


def test_a_pretrained_model_predicts_times_of_the_week_only(window: None) -> None:
    pretrained = card_of(areas=(OWN,), heads={}, road_function=ROAD_FUNCTION)
    CATALOGUE.take(BUNDLES, [*MODELS, ModelRecord("pretrained", "", 0.0, pretrained)])
    named = (["pretrained"], ["here"])
    assert code_of(*named, predicts=True, at_times=True) is None
    assert code_of(*named, predicts=True) is Code.MODEL_MISSING
    assert code_of(*named, tasks=["speed"], predicts=True, at_times=True) is Code.MODEL_MISSING


def test_times_of_the_week_need_a_model_that_has_learned_them(window: None) -> None:
    assert code_of(["tuned"], ["here"], predicts=True, at_times=True) is Code.MODEL_MISSING


def test_missing_labels_are_reported_with_the_data_they_need(window: None) -> None:
    check_ids([], ["labelled"], ["speed"], learns=True)
    check_ids([], ["here"], ["speed", "aoi"], learns=True)
    with pytest.raises(TrajganrError) as caught:
        check_ids([], ["labelled"], list(TASKS), learns=True)
    assert caught.value.code is Code.INPUT_FIELD
    assert "No places were given." in caught.value.message
    for words in ("places (POIs)", "measured speed", "more trips", "at most 60 s"):
        assert words in caught.value.next_action


@pytest.mark.parametrize(
    ("labelled", "tasks", "is_named"),
    [
        ({"speed": 5, "slowdown": 4}, ["speed", "braking"], True),
        ({"speed": 5, "slowdown": 4}, ["slowdown", "braking"], False),
        ({"speed": 5, "slowdown": 4}, ["aoi"], False),
        ({"speed": 5, "slowdown": 0}, ["braking"], False),
    ],
)
def test_slow_downs_are_suggested_instead_of_missing_braking_labels(
    window: None, labelled: dict[str, int], tasks: list[str], is_named: bool
) -> None:
    manifest = manifest_of(area=HERE, tasks=labelled, notes={"braking": Text("Too sparse.")})
    CATALOGUE.take([BundleRecord("sparse", "", 0.0, manifest)], MODELS)
    with pytest.raises(TrajganrError) as caught:
        check_ids([], ["sparse"], tasks, learns=True)
    assert caught.value.code is Code.INPUT_FIELD
    assert ("slow-down intensity, instead of braking" in caught.value.next_action) is is_named


@pytest.mark.parametrize(
    ("algorithm", "parameters", "is_fine"),
    [
        ("finetune", {"MODEL": "tuned", "TASKS": ["speed"]}, True),
        ("finetune", {"MODEL": "tuned", "TASKS": ["aoi"]}, False),
        ("finetune", {"MODEL": "tuned", "TASKS": ["speed", "braking"]}, False),
        ("evaluate", {"MODEL": "tuned", "OUTPUT": "a.gpkg"}, True),
        ("evaluate", {"MODEL": "tuned", "TASKS": ["speed"], "OUTPUT": "a.gpkg"}, True),
    ],
    ids=str,
)
def test_forms_check_the_labels_of_the_chosen_tasks(
    window: None, algorithm: str, parameters: dict[str, Any], is_fine: bool
) -> None:
    is_valid, why = checked(algorithm, BUNDLE="labelled", **parameters)
    assert is_valid is is_fine, why
    assert is_fine or "INPUT.FIELD" in why
    CATALOGUE.forget()
    assert checked(algorithm, BUNDLE="labelled", **parameters)[0]


@pytest.mark.parametrize(
    ("algorithm", "name", "geometry", "others"),
    [
        ("predictroads", "ROADS", "LineString", {}),
        ("embedlocations", "LOCATIONS", "Point", {}),
        ("traveltimes", "ORIGINS", "Point", {"MODEL": "timed"}),
        ("prepare", "ROADS", "LineString", {"TRIP_FILES": [__file__], "MODEL": ""}),
    ],
)
def test_a_layer_outside_the_models_area_is_refused(
    window: None, algorithm: str, name: str, geometry: str, others: dict[str, Any]
) -> None:
    for x, is_within in ((0.5, True), (5.0, False)):
        wkt = {"LineString": f"LineString({x} 0.5, {x} 0.6)", "Point": f"Point({x} 0.5)"}[geometry]
        layer = memory_layer(geometry, "highway:string", [wkt], ["primary"])
        form = {name: layer, "OUTPUT": "a.gpkg", "MODEL": "tuned", "AREA_OF": "tuned", **others}
        is_valid, why = checked(algorithm, **form)
        assert is_valid is is_within, why
        assert is_within or "lies outside the study area" in why


@pytest.mark.parametrize(
    ("state", "code"), [("RUNNING", None), ("QUEUED", None), ("FAILED", Code.MODEL_MISSING)]
)
def test_ids_of_unfinished_jobs_are_accepted(window: None, state: str, code: Code | None) -> None:
    CATALOGUE.take_jobs([job_of("pretrain-1", state=state)])
    assert code_of(["pretrain-1"], [""]) is code


def test_nothing_is_refused_before_a_worker_has_answered(window: None) -> None:
    CATALOGUE.forget()
    assert code_of(["gone"], ["gone"]) is None


def test_without_a_dock_the_worker_is_queried(window: None) -> None:
    CATALOGUE.is_fed = False
    with pytest.raises(AssertionError, match="a worker was asked"):
        check_ids(["tuned"], [""])
