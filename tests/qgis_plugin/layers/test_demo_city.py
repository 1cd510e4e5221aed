"""The demo city as layers of a project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer, QgsWkbTypes

from qgis_plugin.layers import demo_city
from qgis_plugin.layers.demo_city import CITY, add_city, make_city, trips
from trajganr_core.contract.errors import Code, TrajganrError


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(tmp_path_factory.mktemp("demo"))


@pytest.fixture(autouse=True)
def project() -> Iterator[QgsProject]:
    QgsProject.instance().clear()
    yield QgsProject.instance()
    QgsProject.instance().clear()


def test_its_layers_are_in_a_group(city: Path, project: QgsProject) -> None:
    assert not demo_city.is_in(project)
    layers = add_city(city)
    assert all(layer.isValid() and layer.featureCount() for layer in layers)
    (group,) = project.layerTreeRoot().children()
    assert [node.layer() for node in group.children()] == layers
    assert demo_city.is_in(project)


def test_the_predicted_roads_are_on_top_and_trips_do_not_hide_them(
    city: Path, project: QgsProject
) -> None:
    predicted, *_ = add_city(city)
    (group,) = project.layerTreeRoot().children()
    visible = [node.layer().name() for node in group.children() if node.isVisible()]
    assert visible == [predicted.name(), "Roads"]
    assert predicted.name() == "Doggerhaven: predicted speeds"
    assert len(predicted.styleManager().styles()) > 1


def test_its_layers_are_drawn_and_described(city: Path) -> None:
    _, *layers = add_city(city)
    for layer in layers:
        assert layer.metadata().title()
        assert layer.metadata().licenses() == ["CC0 1.0"]
        assert "TrajGANR" in layer.attribution()
    assert layer.renderer().symbol().color().name() == "#969696"


def test_trips_are_lines_with_times_and_speeds_as_the_worker_reads_them(city: Path) -> None:
    layer = QgsVectorLayer(str(city / "trips.gpkg"), "trips", "ogr")
    assert layer.wkbType() == QgsWkbTypes.Type.LineStringM
    assert layer.featureCount() == len(list(trips(CITY / "trips.csv")))
    name, driver, fixes = next(trips(CITY / "trips.csv"))
    feature = next(layer.getFeatures(f"\"trip_id\" = '{name}'"))
    points = list(feature.geometry().vertices())
    assert [point.m() for point in points] == [float(fix["time"]) for fix in fixes]
    assert feature["driver_id"] == driver
    assert feature["speeds"].split(",") == [fix["speed_kmh"] for fix in fixes]


def test_the_paths_of_pictures_exist(city: Path) -> None:
    layer = QgsVectorLayer(str(city / "street_view.gpkg"), "pictures", "ogr")
    assert all(Path(feature["path"]).is_file() for feature in layer.getFeatures())


def test_the_city_is_written_once(city: Path) -> None:
    before = (city / "trips.gpkg").stat().st_mtime_ns
    assert make_city(city.parent) == city
    assert (city / "trips.gpkg").stat().st_mtime_ns == before


def test_a_cancel_leaves_nothing(tmp_path: Path) -> None:
    def cancel() -> None:
        raise TrajganrError(Code.JOB_CANCELLED, "Cancelled.", "")

    with pytest.raises(TrajganrError):
        make_city(tmp_path, cancel)
    assert not list(tmp_path.iterdir())


def test_a_missing_city_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_city, "CITY", tmp_path / "none")
    with pytest.raises(TrajganrError) as caught:
        make_city(tmp_path)
    assert caught.value.code is Code.INPUT_NOT_FOUND
