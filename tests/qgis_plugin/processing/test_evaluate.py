"""Evaluation: figures as outputs, residuals as a layer with a style a task."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path

import pytest
from plugin_tools import ROOT, checked, job_params, run
from qgis.core import (
    Qgis,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)

from qgis_plugin import resources
from qgis_plugin.layers.described import draw
from trajganr_core.contract.tasks import TASKS

TEMPORARY = "TEMPORARY_OUTPUT"
TITLE = "Traffic speed: residual"


def test_metrics_are_outputs_and_are_logged(
    model: str, bundle: str, worker: Path, tmp_path: Path
) -> None:
    feedback = QgsProcessingFeedback()
    result = run("evaluate", feedback, MODEL=model, OUTPUT=str(tmp_path / "residuals.gpkg"))
    assert (result["SPEED_MAE"], result["SPEED_COVERAGE"]) == (0.5, 0.5)
    assert "BRAKING_MAE" not in result
    assert (result["ON"], result["ROAD_COUNT"]) == ("held-out roads", 4)
    assert "Evaluated on held-out roads" in feedback.textLog()
    assert "By number of input trips:" in feedback.textLog()
    assert (
        "1–4: MAE 4 km/h on 40 roads; trivial 8 km/h; 90 % intervals contain 85 %"
        in feedback.textLog()
    )
    assert job_params(worker, "evaluate")["bundle"] == bundle


def test_the_labels_of_the_chosen_bundle_are_used(model: str, bundle: str, worker: Path) -> None:
    shutil.copytree(worker / "bundles" / bundle, worker / "bundles" / "other")
    feedback = QgsProcessingFeedback()
    result = run("evaluate", feedback, MODEL=model, BUNDLE="other", OUTPUT=TEMPORARY)
    assert result["ON"] == "all labelled roads of another bundle"
    assert "may have been seen in training" in feedback.textLog()


def test_the_file_contains_style_and_aliases(model: str, tmp_path: Path) -> None:
    path = tmp_path / "residuals.gpkg"
    run("evaluate", MODEL=model, OUTPUT=str(path))
    layer = QgsVectorLayer(f"{path}|layername=roads", "residuals", "ogr")
    count, _, names, *_ = layer.listStylesInDatabase()
    assert names[:count] == [TITLE]
    index = layer.fields().indexOf("speed_kmh_residual")
    assert layer.attributeAlias(index) == "Traffic speed, label minus prediction (km/h)"
    assert layer.renderer().rootRule().children()[3].label() == "within ± 2 km/h"


def test_a_loaded_layer_is_coloured_by_residuals(model: str, qgis_new_project: None) -> None:
    import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    processing.runAndLoadResults(
        "trajganr:evaluate", {"MODEL": model, "OUTPUT": TEMPORARY}, context=context
    )
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.attribution() == "© OpenStreetMap contributors"
    assert layer.metadata().licenses() == ["ODbL 1.0"]
    assert layer.styleManager().styles() == [TITLE]
    assert f"model: {model}" in layer.metadata().history()


def test_residuals_are_written_to_a_geopackage_only(home: Path, tmp_path: Path) -> None:
    is_fine, reason = checked("evaluate", MODEL="m", OUTPUT=str(tmp_path / "residuals.csv"))
    assert not is_fine
    assert ".gpkg" in reason


FIELDS = {
    "speed": ["speed_kmh_residual"],
    "popularity": ["popularity_residual"],
    "braking": ["braking_per_km_residual"],
    "slowdown": ["slowdown_mps2_residual"],
    "aoi": ["aoi_food_residual"],
}
#: Up to which a prediction is drawn as right.
RIGHT = {"speed": 2, "popularity": 0, "braking": 0.1, "slowdown": 0.02, "aoi": 0.1}


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(
    "value", [-99.0, -1, -0.25, -0.1, -0.02, 0, 0.02, 0.05, 0.1, 0.5, 1, 2, 99.0, None]
)
def test_every_residual_belongs_to_exactly_one_class(task: str, value: float | None) -> None:
    (field,) = FIELDS[task]
    if task == "popularity" and value is not None:
        value = round(value)
    layer = QgsVectorLayer(
        f"LineString?crs=EPSG:4326&field={field}:double&field=aoi_main_predicted:string",
        "roads",
        "memory",
    )
    draw(layer, resources.style(f"{task}_residual"))
    feature = QgsFeature(layer.fields())
    feature.setAttributes([value, "food"])
    context = QgsRenderContext()
    context.expressionContext().appendScope(layer.createExpressionContextScope())
    context.expressionContext().setFeature(feature)
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    drawn = renderer.originalSymbolsForFeature(feature, context)
    assert len(drawn) == 1
    grey = drawn[0].color().hsvSaturation() < 10
    assert grey == (value is None or abs(value) <= RIGHT[task])
    renderer.stopRender(context)


@pytest.mark.skipif(
    not Qgis.QGIS_VERSION.startswith("3.40"), reason="the files are as QGIS 3.40 writes them"
)
def test_the_styles_are_the_output_of_their_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    drawn = runpy.run_path(str(ROOT / ".ci" / "comparison_styles.py"))["all_styles"]()
    assert len(drawn) == len(TASKS) + 1
    for name, text in drawn.items():
        assert unversioned(resources.style(name)) == unversioned(text)


def unversioned(style: str) -> str:
    return re.sub(r'(<qgis [^>]*)version="[^"]*"', r"\1", style)
