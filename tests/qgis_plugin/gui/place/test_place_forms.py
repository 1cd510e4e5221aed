"""Forms about a clicked place."""

from __future__ import annotations

from typing import Any

import pytest
from place_map import ON_ROAD, PIXEL, Map, choose
from qgis.core import QgsApplication, QgsProcessing, QgsProcessingContext, QgsProject

from qgis_plugin.gui import forms
from trajganr_core.contract.errors import TrajganrError


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """The forms that are opened."""
    found: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(forms, "open_form", lambda *form: found.append(form))
    return found


def test_travel_times_begin_at_the_place(
    clicks: Map, opened: list[tuple[str, dict[str, Any]]]
) -> None:
    choose(clicks.panel, "times-only")
    clicks.ask(ON_ROAD)
    clicks.panel._place_forms.times.click()
    (layer,) = QgsProject.instance().mapLayers().values()
    ((algorithm, parameters),) = opened
    assert algorithm == "trajganr:traveltimes"
    assert (parameters["MODEL"], parameters["BUNDLE"]) == ("times-only", "")
    assert parameters["ORIGINS"] == layer.id()
    assert parameters["REACHED"] == parameters["ISOCHRONES"] == QgsProcessing.TEMPORARY_OUTPUT
    point = next(layer.getFeatures()).geometry().asPoint()
    assert (point.x(), point.y()) == pytest.approx(ON_ROAD, abs=PIXEL)
    assert layer.name() == "Rua do Teste"


def test_a_model_without_times_of_the_week_offers_no_travel_times(clicks: Map) -> None:
    clicks.ask(ON_ROAD)
    assert not clicks.panel._place_forms.times.isEnabled()
    assert clicks.panel._place_forms.trips.isEnabled()


def test_select_link_takes_the_selected_direction_of_the_road_of_this_bundle_only(
    clicks: Map, opened: list[tuple[str, dict[str, Any]]]
) -> None:
    clicks.ask(ON_ROAD)
    listed = clicks.panel._roads
    listed.setCurrentItem(listed.topLevelItem(1))
    clicks.panel._place_forms.trips.click()
    ((algorithm, parameters),) = opened
    layer = QgsProject.instance().mapLayer(parameters["THROUGH"])
    assert layer.name() == "Rua do Teste, backward"
    assert next(layer.getFeatures()).geometry().isGeosValid()  # else QGIS ends
    form = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    edge = clicks.answers[-1].roads[1].edge
    assert form.options(parameters, context)["through"] == (edge,)
    with pytest.raises(TrajganrError, match="not of buses"):
        form.check(parameters | {"BUNDLE": "buses"}, context)


def test_delays_at_junctions_are_offered_before_the_answer(
    clicks: Map, opened: list[tuple[str, dict[str, Any]]]
) -> None:
    form = clicks.panel._place_forms
    assert not form.junctions.isEnabled()
    clicks.panel.ask(*ON_ROAD)
    assert not form.trips.isEnabled()
    form.junctions.click()
    ((algorithm, parameters),) = opened
    assert algorithm == "trajganr:junctions"
    assert parameters == {"BUNDLE": clicks.panel._sources.bundle}
