"""The temporal controller animates the layers that are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import processing
import pytest
from plugin_tools import Layers
from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTemporalNavigationObject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QDate, QDateTime

from qgis_plugin.layers.roads import style_when_loaded
from qgis_plugin.layers.temporal import (
    offer_typical_days,
    set_times,
    show_hour,
    typical_days,
)

NOON = QDateTime.fromString("2013-07-01 12:00", "yyyy-MM-dd HH:mm")


@pytest.fixture
def project(qgis_new_project: None) -> Iterator[QgsProject]:
    yield QgsProject.instance()
    QgsProject.instance().removeAllMapLayers()


def layer_with(*columns: str) -> QgsVectorLayer:
    fields = "&".join(f"field={column}" for column in columns)
    return QgsVectorLayer(f"Point?crs=EPSG:4326&{fields}", "layer", "memory")


def shown(layer: QgsVectorLayer, begin: str, end: str) -> list[QgsFeature]:
    """The features that the temporal controller shows in a frame, as the map asks for them."""
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    frame = QgsDateTimeRange(
        *(QDateTime.fromString(text, "yyyy-MM-dd HH:mm") for text in (begin, end))
    )
    filtered = layer.temporalProperties().createFilterString(context, frame)
    return list(layer.getFeatures(QgsFeatureRequest().setFilterExpression(filtered)))


def test_loaded_trips_are_animated(
    worker: Path, layers: Layers, tmp_path: Path, project: QgsProject
) -> None:
    path = tmp_path / "trips.csv"
    path.write_text("trip,t,lon,lat\n1,1000,-8.61,41.14\n", encoding="utf-8")
    processing.runAndLoadResults(
        "trajganr:loadtrips", {"FILE": str(path), "OUTPUT": "TEMPORARY_OUTPUT"}
    )
    (layer,) = project.mapLayers().values()
    assert layer.temporalProperties().isActive()
    assert len(shown(layer, "2013-06-30 00:00", "2013-07-02 00:00")) == layer.featureCount()
    assert not shown(layer, "2013-07-03 00:00", "2013-07-04 00:00")


def test_matched_paths_and_fixes_are_animated(
    worker: Path, layers: Layers, project: QgsProject
) -> None:
    outputs = dict.fromkeys(("PATHS", "FIXES"), "TEMPORARY_OUTPUT")
    inputs = {"TRIPS": layers.trips(), "ROADS": layers.roads()}
    processing.runAndLoadResults("trajganr:matchtrips", {**inputs, **outputs})
    modes = {
        layer.name(): layer.temporalProperties().mode() for layer in project.mapLayers().values()
    }
    assert modes == {
        "trips: Matched paths": Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields,
        "trips: Matched fixes": Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField,
    }


def test_recovered_trips_are_animated_and_say_how_certain_they_are(
    worker: Path, layers: Layers, project: QgsProject
) -> None:
    inputs = {"TRIPS": layers.trips(), "ROADS": layers.roads()}
    outputs = dict.fromkeys(("POSITIONS", "GAPS"), "TEMPORARY_OUTPUT")
    processing.runAndLoadResults("trajganr:recovertrips", {**inputs, **outputs})
    found = {layer.name(): layer for layer in project.mapLayers().values()}
    positions, ways = found["trips: Recovered positions"], found["trips: Recovered ways"]
    for layer in (positions, ways):
        assert layer.temporalProperties().isActive()
        assert "probability" in layer.mapTipTemplate()
    minute = ("2013-07-01 00:00", "2013-07-01 00:01")
    assert (len(shown(positions, *minute)), len(shown(ways, *minute))) == (1, 1)
    assert not shown(ways, "2013-07-01 00:02", "2013-07-01 00:03")
    labels = [item.label() for item in positions.renderer().legendSymbolItems()]
    assert labels[:3] == ["Position, probability of its way, %", "measured", "90 % and more"]
    assert ways.renderer().rangeForValue(60.0).label() == "50 – 70 %"


@pytest.mark.parametrize("columns", [("name:string",), ("start_time:string", "end_time:string")])
def test_a_layer_without_times_is_not_animated(columns: tuple[str, ...]) -> None:
    layer = layer_with(*columns)
    set_times(layer)
    assert not layer.temporalProperties().isActive()


class Controller(QgsTemporalNavigationObject):
    """The map's controller as QGIS opens it: the last 24 hours."""

    def __init__(self) -> None:
        super().__init__()
        now = QDateTime.currentDateTimeUtc()
        self.setTemporalExtents(QgsDateTimeRange(now.addDays(-1), now))


def test_typical_days_are_offered_in_hours(project: QgsProject) -> None:
    controller = Controller()
    offer_typical_days(project, controller)
    days = controller.temporalExtents()
    assert [at.date().dayOfWeek() for at in (days.begin(), days.end())] == [5, 7]
    assert controller.totalFrameCount() == 48
    assert controller.frameDuration().hours() == 1
    assert controller.navigationMode() == Qgis.TemporalNavigationMode.Disabled
    settings = project.timeSettings()
    assert settings.temporalRange() == days
    assert (settings.timeStep(), settings.timeStepUnit()) == (1, Qgis.TemporalUnit.Hours)


def test_typical_days_begin_on_the_friday_of_the_week() -> None:
    for day in range(23, 30):
        assert typical_days(QDate(2026, 11, day)).begin().date() == QDate(2026, 11, 27)


def with_range(project: QgsProject, controller: Controller) -> None:
    project.timeSettings().setTemporalRange(QgsDateTimeRange(NOON, NOON.addDays(1)))


def with_trips(project: QgsProject, controller: Controller) -> None:
    trips = layer_with("start_time:datetime", "end_time:datetime")
    set_times(trips)
    project.addMapLayer(trips)


def with_navigation(project: QgsProject, controller: Controller) -> None:
    controller.setNavigationMode(Qgis.TemporalNavigationMode.Animated)


@pytest.mark.parametrize("use", [with_range, with_trips, with_navigation])
def test_a_controller_in_use_is_left_as_it_is(project: QgsProject, use: Any) -> None:
    controller = Controller()
    use(project, controller)
    before = controller.temporalExtents(), project.timeSettings().temporalRange()
    offer_typical_days(project, controller)
    assert (controller.temporalExtents(), project.timeSettings().temporalRange()) == before


def test_a_loaded_layer_with_hours_offers_typical_days(
    worker: Path, model: str, tmp_path: Path, project: QgsProject
) -> None:
    for each_hour in (False, True):
        assert project.timeSettings().temporalRange().isInfinite()
        context = QgsProcessingContext()
        context.setProject(project)
        form = {
            "MODEL": model,
            "EACH_HOUR": each_hour,
            "OUTPUT": str(tmp_path / f"{each_hour}.gpkg"),
        }
        processing.runAndLoadResults("trajganr:predictroads", form, context=context)
    assert not project.timeSettings().temporalRange().isInfinite()


def test_typical_days_are_offered_after_the_algorithms_context_is_gone(
    worker: Path, model: str, tmp_path: Path, project: QgsProject
) -> None:
    path = tmp_path / "roads.gpkg"
    processing.run(
        "trajganr:predictroads", {"MODEL": model, "EACH_HOUR": True, "OUTPUT": str(path)}
    )
    context = QgsProcessingContext()  # as in the thread of a form's algorithm
    details = QgsProcessingContext.LayerDetails("roads", project, "OUTPUT")
    context.addLayerToLoadOnCompletion(str(path), details)
    style_when_loaded(path, context)
    show = context.layerToLoadOnCompletionDetails(str(path)).postProcessor()
    sip.delete(context)
    layer = QgsVectorLayer(str(path), "roads", "ogr")
    show.postProcessLayer(layer, QgsProcessingContext(), QgsProcessingFeedback())
    assert not project.timeSettings().temporalRange().isInfinite()


@pytest.fixture
def titled(project: QgsProject) -> Iterator[QgsProject]:
    yield project
    for key in ("/Label", "/Enabled"):
        project.removeEntry("TitleLabel", key)


def title_at(project: QgsProject, time: QDateTime | None) -> str:
    """The title of the map when the controller shows a time, and when it is off."""
    scope = QgsExpressionContextScope()
    scope.setVariable("map_start_time", time)
    text, _ = project.readEntry("TitleLabel", "/Label")
    return QgsExpression.replaceExpressionText(text, QgsExpressionContext([scope]))


def test_the_map_says_the_hour_that_is_played(titled: QgsProject) -> None:
    assert show_hour(titled)
    assert title_at(titled, QDateTime.fromString("2026-11-27 08:00", "yyyy-MM-dd HH:mm")) == (
        "Weekday, 08:00"
    )
    assert title_at(titled, QDateTime.fromString("2026-11-29 21:00", "yyyy-MM-dd HH:mm")) == (
        "Weekend, 21:00"
    )
    assert title_at(titled, None) == ""
    assert titled.readBoolEntry("TitleLabel", "/Enabled")[0]


def test_a_title_of_the_user_is_kept(titled: QgsProject) -> None:
    titled.writeEntry("TitleLabel", "/Label", "Porto")
    assert not show_hour(titled)
    assert titled.readEntry("TitleLabel", "/Label")[0] == "Porto"
