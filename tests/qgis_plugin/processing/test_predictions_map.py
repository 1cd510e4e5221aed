"""Predicted roads on a page to print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin_tools import checked, memory_layer, run
from predicted_roads import predicted_layer
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QImage

from qgis_plugin.layers.described import draw
from qgis_plugin.layers.printed_map import (
    AREA,
    BAR_MM,
    add_print_layout,
    panels_of,
    styles_to_print,
)
from trajganr_core.contract.layers.geopackage_styles import store_styles
from trajganr_core.contract.tasks import TASKS


@pytest.fixture
def roads(tmp_path: Path, qgis_new_project: None) -> QgsVectorLayer:
    """Predicted roads in the project."""
    layer = predicted_layer(tmp_path / "roads.gpkg")
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_the_page_shows_all_tasks(roads: QgsVectorLayer, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    assert run("predictionsmap", ROADS=roads, TITLE="A", DPI=100, OUTPUT=str(path)) == {
        "OUTPUT": str(path)
    }
    image = QImage(str(path))
    assert image.width() > image.height() > 300
    pixels = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    shown = {QColor(pixel).name() for pixel in pixels}
    for style, colour in LEGEND_COLOURS.items():
        assert colour in shown, style
    assert not QgsProject.instance().layoutManager().layouts()


#: A colour of each task's own.
LEGEND_COLOURS = {
    "speed": "#f4a72f",
    "popularity": "#26449c",
    "aoi": "#165d08",
    "braking": "#6a00a8",
}


def test_a_pdf_has_one_page(roads: QgsVectorLayer, tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    run("predictionsmap", ROADS=roads, TITLE="A", DPI=100, OUTPUT=str(path))
    assert path.read_bytes().startswith(b"%PDF")


def test_it_is_drawn_in_a_separate_thread(
    roads: QgsVectorLayer, tmp_path: Path, qtbot: Any
) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("trajganr:predictionsmap")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    path = tmp_path / "map.png"
    form = {"ROADS": roads.id(), "TITLE": "A", "DPI": 50, "OUTPUT": str(path)}
    task = QgsProcessingAlgRunnerTask(algorithm, form, context, feedback)
    with qtbot.waitSignal(task.executed) as signal:
        QgsApplication.taskManager().addTask(task)
    assert signal.args[0], feedback.textLog()
    assert not QImage(str(path)).isNull()
    assert roads.isValid()


def test_the_layout_can_be_edited_in_the_project(roads: QgsVectorLayer) -> None:
    roads.styleManager().setCurrentStyle("Hard braking")
    layout = add_print_layout(QgsProject.instance(), roads, "Doggerhaven")
    assert QgsProject.instance().layoutManager().layoutByName("Doggerhaven") is layout
    assert add_print_layout(QgsProject.instance(), roads, "Doggerhaven").name() == "Doggerhaven (2)"
    assert roads.styleManager().currentStyle() == "Hard braking"
    for name in FIRST:
        map_item = layout.itemById(f"map_{name}")
        assert isinstance(map_item, QgsLayoutItemMap)
        assert map_item.layers() == [roads]
        legend = layout.itemById(f"legend_{name}")
        assert isinstance(legend, QgsLayoutItemLegend)
        assert FIRST[name] in texts(legend)
    assert layout.itemById("title").text() == "Doggerhaven"
    assert "ODbL 1.0" in layout.itemById("attribution").currentText()
    assert "model m" in layout.itemById("subtitle").text()
    assert "Slow-down intensity: not on this page" in layout.itemById("subtitle").text()


FIRST = {
    "speed": "below 10 km/h",
    "popularity": "very low",
    "aoi": "food",
    "braking": "below 0.1 per vehicle-km",
}


def test_panels_show_their_task_whatever_a_style_is_called(roads: QgsVectorLayer) -> None:
    manager = roads.styleManager()
    manager.setCurrentStyle("Traffic speed")
    draw(roads, manager.style("Road popularity").xmlData())  # as Properties › Load Style does
    layout = add_print_layout(QgsProject.instance(), roads, "A")
    for name, text in FIRST.items():
        assert text in texts(layout.itemById(f"legend_{name}")), name
    speed = layout.itemById("map_speed").layerStyleOverrides()[roads.id()]
    assert "speed_kmh" in speed


def test_a_changed_style_of_a_task_is_printed(roads: QgsVectorLayer) -> None:
    manager = roads.styleManager()
    manager.setCurrentStyle("Traffic speed")
    manager.renameStyle("Traffic speed", "My own")
    roads.renderer().updateRangeLabel(1, "walking")
    layout = add_print_layout(QgsProject.instance(), roads, "A")
    assert "walking" in texts(layout.itemById("legend_speed"))


def texts(legend: QgsLayoutItemLegend) -> list[str]:
    (entry,) = legend.model().rootGroup().findLayers()
    return [node.data(0) for node in legend.model().layerLegendNodes(entry)]


def test_the_predicted_tasks_fill_the_page(tmp_path: Path, qgis_new_project: None) -> None:
    layer = predicted_layer(tmp_path / "roads.gpkg", ("aoi",))
    QgsProject.instance().addMapLayer(layer)
    layout = add_print_layout(QgsProject.instance(), layer, "A")
    assert layout.itemById("map_aoi").rect().height() > 100
    for part in ("heading", "map", "legend"):
        assert layout.itemById(f"{part}_speed") is None


def test_without_a_title_the_page_has_the_name_of_its_layer(roads: QgsVectorLayer) -> None:
    layout = add_print_layout(QgsProject.instance(), roads, "")
    roads.setName("Doggerhaven: predicted speeds")
    assert layout.itemById("title").currentText() == "Doggerhaven: predicted speeds"


@pytest.mark.parametrize("aspect", [0.4, 1.0, 1.16, 2.2, 6.0])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_frames_are_filled_and_nothing_overlaps(count: int, aspect: float) -> None:
    places = panels_of(count, aspect, AREA)
    boxes = [box for panel in places for box in panel]
    for _, shown, _ in places:
        assert shown.width() / shown.height() == pytest.approx(aspect)
    for number, box in enumerate(boxes):
        assert AREA.adjusted(-0.1, -0.1, 0.1, 0.1).contains(box)
        assert not any(box.intersects(other) for other in boxes[:number])


def test_numbers_of_the_scale_bar_have_room(roads: QgsVectorLayer) -> None:
    layout = add_print_layout(QgsProject.instance(), roads, "A")
    scale_bar = layout.itemById("scale_bar")
    segment_mm = 1000 * scale_bar.unitsPerSegment() / layout.itemById("map_speed").scale()
    segment_mm *= 1000 if scale_bar.units() == Qgis.DistanceUnit.Kilometers else 1
    assert BAR_MM[0] <= 2 * segment_mm <= BAR_MM[1]


def test_owners_that_are_not_known_are_said_to_be_so(roads: QgsVectorLayer) -> None:
    about = roads.metadata()
    about.setRights([])
    about.setLicenses([])
    roads.setMetadata(about)
    layout = add_print_layout(QgsProject.instance(), roads, "A")
    assert "owners of the data are not known" in layout.itemById("attribution").currentText()


def test_slow_downs_use_the_panel_of_braking_that_was_not_predicted(
    tmp_path: Path, qgis_new_project: None
) -> None:
    layer = predicted_layer(tmp_path / "roads.gpkg", ("speed", "slowdown"))
    QgsProject.instance().addMapLayer(layer)
    layout = add_print_layout(QgsProject.instance(), layer, "A")
    assert layout.itemById("heading_braking").text() == "Slow-down intensity"
    assert layout.itemById("map_braking").layers() == [layer]
    assert "below 0.05 m/s²" in texts(layout.itemById("legend_braking"))
    assert "not on this page" not in layout.itemById("subtitle").text()


def test_joined_roads_are_printed_from_shipped_styles_and_not_from_those_in_their_file(
    roads: QgsVectorLayer, tmp_path: Path
) -> None:
    wkts = [feature.geometry().asWkt() for feature in roads.getFeatures()][: len(LEGEND_COLOURS)]
    own = memory_layer("LineString", "surface:string", wkts, ["a"] * len(wkts))
    path = str(tmp_path / "joined.gpkg")
    run("joinpredictions", ROADS=own, PREDICTIONS=roads, PREFIX="p_", OUTPUT=path)
    store_styles(Path(path), "joined", {TASKS["speed"].title: "<qgis>of somebody</qgis>"})
    picture = tmp_path / "map.png"
    run("predictionsmap", ROADS=path, TITLE="A", DPI=50, OUTPUT=str(picture))
    assert not QImage(str(picture)).isNull()
    layer = QgsVectorLayer(path, "joined", "ogr")
    styles = styles_to_print(layer)
    assert set(styles) == set(TASKS)
    assert all("p_" in qml and "somebody" not in qml for qml in styles.values())


def test_the_layout_is_added_on_request(roads: QgsVectorLayer, tmp_path: Path) -> None:
    form = {"ROADS": roads, "DPI": 30, "OUTPUT": str(tmp_path / "map.png")}
    run("predictionsmap", **form, TITLE="A", ADD_LAYOUT=True)
    names = [layout.name() for layout in QgsProject.instance().layoutManager().layouts()]
    assert names == ["A"]


def test_a_format_that_cannot_be_written_is_refused(roads: QgsVectorLayer) -> None:
    is_fine, reason = checked("predictionsmap", ROADS=roads, TITLE="A", OUTPUT="/tmp/map.docx")
    assert not is_fine
    assert "INPUT.FIELD" in reason


def test_a_layer_without_predictions_is_refused(tmp_path: Path, qgis_new_project: None) -> None:
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "plain", "memory")
    QgsProject.instance().addMapLayer(layer)
    is_fine, reason = checked(
        "predictionsmap", ROADS=layer, TITLE="A", OUTPUT=str(tmp_path / "map.pdf")
    )
    assert not is_fine
    assert "INPUT.FIELD" in reason
