"""Forms begin with the layers that are meant, and refuse others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import memory_layer
from predicted_roads import predicted_layer
from qgis.core import (
    QgsApplication,
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)

from qgis_plugin.gui.forms import create_form
from qgis_plugin.gui.job_dialog import Form
from qgis_plugin.layers.described import metadata
from qgis_plugin.processing.base import Described

LINE = "LineString (0 0, 0.001 0)"
LINE_M = "LineString M (0 0 1, 0.001 0 2)"
POINT = "Point (0 0)"


@pytest.fixture
def form(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Form]:
    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)
    monkeypatch.setattr(Described, "create_form", create_form)

    def open_form(algorithm: str, **parameters: Any) -> Form:
        made = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{algorithm}")
        dialog = made.createCustomParametersWidget(None)
        qtbot.addWidget(dialog)
        dialog.setParameters(parameters)
        return dialog

    return open_form


@pytest.fixture
def project(qgis_new_project: None) -> QgsProject:
    return QgsProject.instance()


def add(name: str, kind: str, field: str, wkt: str, content: str = "", **facts: str) -> str:
    """Add a layer to the project, as the plugin describes its own; answers its id."""
    layer = memory_layer(kind, field, [wkt], [1], name)
    if content:
        layer.setMetadata(metadata(name, {"content": content, "job": "job-1", **facts}, {}))
    QgsProject.instance().addMapLayer(layer)
    return layer.id()


def chosen(dialog: Form, *names: str) -> list[str]:
    """The names of the chosen layers, '' for none."""
    wrappers = dialog.mainWidget().wrappers
    layers = [QgsProject.instance().mapLayer(wrappers[name].parameterValue()) for name in names]
    return ["" if layer is None else layer.name() for layer in layers]


INPUTS = ("TRIPS", "ROADS", "IMAGES", "POIS")


def test_a_form_chooses_by_what_the_plugin_wrote_into_layers(
    form: Callable[..., Form], project: QgsProject
) -> None:
    add("z", "LineString", "x:string", LINE, "Roads")
    add("a", "LineString", "x:string", LINE, "Observed traffic")
    add("b", "LineStringM", "x:string", LINE_M, "Trips")
    add("c", "LineStringM", "x:string", LINE_M, "Matched paths")
    add("p", "Point", "x:string", POINT, "Places")
    add("v", "Point", "x:string", POINT, "Street views")
    assert chosen(form("prepare"), *INPUTS) == ["b", "z", "v", "p"]
    assert chosen(form("predictmycity"), *INPUTS[:2]) == ["b", "z"]
    assert chosen(form("predictroads"), "ROADS") == [""]  # usually the bundle's


def test_layers_of_others_are_chosen_by_geometry_and_fields(
    form: Callable[..., Form], project: QgsProject, tmp_path: Path
) -> None:
    add("a, my speeds", "Point", "x:string", POINT)
    add("b, my shops", "Point", "amenity:string", POINT)
    add("c, my taxis", "LineStringM", "x:string", LINE_M)
    add("d, my streets", "LineString", "x:string", LINE)
    project.addMapLayer(predicted_layer(tmp_path / "roads.gpkg"))
    expected = ["c, my taxis", "d, my streets", "", "b, my shops"]
    assert chosen(form("prepare"), *INPUTS) == expected
    assert chosen(form("predictionsmap"), "ROADS") == ["Predicted roads"]


def test_a_form_begins_without_a_layer_where_none_fits(
    form: Callable[..., Form], project: QgsProject
) -> None:
    add("a", "LineString", "x:string", LINE, "Observed traffic")
    assert chosen(form("changesreport"), "CHANGES") == [""]
    assert chosen(form("matchtrips"), "TRIPS", "ROADS") == ["", ""]


def test_layers_that_are_given_are_kept(form: Callable[..., Form], project: QgsProject) -> None:
    add("a", "LineString", "x:string", LINE, "Roads")
    other = add("b", "LineString", "x:string", LINE)
    assert chosen(form("matchtrips", ROADS=other), "ROADS") == ["b"]


def test_select_link_begins_with_roads_of_its_bundle(
    form: Callable[..., Form], project: QgsProject
) -> None:
    add("a", "LineString", "edge:integer", LINE, "Observed traffic", bundle="prepare-1")
    add("b", "LineString", "edge:integer", LINE, "Observed traffic", bundle="prepare-2")
    add("c", "LineString", "x:string", LINE, "Roads")
    dialog = form("selectlink", BUNDLE="prepare-2")
    assert chosen(dialog, "THROUGH") == ["b"]
    dialog.mainWidget().wrappers["BUNDLE"].setValue("prepare-1")
    assert chosen(dialog, "THROUGH") == ["a"]
    dialog.mainWidget().wrappers["THROUGH"].setParameterValue(
        project.mapLayersByName("c")[0].id(), dialog.processingContext()
    )
    dialog.mainWidget().wrappers["BUNDLE"].setValue("prepare-2")
    assert chosen(dialog, "THROUGH") == ["c"]  # the person's own choice


def test_a_layer_of_the_wrong_kind_is_refused_in_the_form(project: QgsProject) -> None:
    wrong = add("Demo city: Changes", "LineString", "x:string", LINE, "Changes")
    context = QgsProcessingContext()
    context.setProject(project)
    for algorithm, parameter, wanted in (
        ("prepare", "ROADS", "Roads"),
        ("matchtrips", "TRIPS", "Trips"),
        ("predictionsmap", "ROADS", "Predicted roads"),
        ("predictroads", "ROADS", "Roads"),
    ):
        made = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{algorithm}")
        is_fine, reason = made.checkParameterValues({parameter: wrong}, context)
        assert not is_fine
        assert f"Layer Demo city: Changes contains Changes; needed here: {wanted}." in reason


def test_a_layer_keeps_what_it_contains_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    predicted_layer(path)
    about: QgsLayerMetadata = QgsVectorLayer(f"{path}|layername=roads", "a", "ogr").metadata()
    assert "content: Predicted roads" in about.history()
