"""A map with the panel of clicked places, with and without a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_cards import ROAD_FUNCTION, card_of, head_of, manifest_of
from fake_worker import fake_worker
from place_map import BBOX, WGS84, Map, choose, listing
from qgis.core import QgsSettings
from qgis.gui import QgsMapCanvas

from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.gui.place import trips
from qgis_plugin.gui.place.panel import PlacePanel
from qgis_plugin.gui.place.source import REMEMBERED
from trajganr_core.contract.records.bundle_manifest import Area
from trajganr_core.contract.records.model_card import BundleReference, PretrainedArea
from trajganr_core.contract.tasks import TASKS


@pytest.fixture(scope="module")
def places_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A worker with models; the query process treats some names specially."""
    home = tmp_path_factory.mktemp("places") / "home"
    area = Area(BBOX, "EPSG:4326")
    own = PretrainedArea(BundleReference("0" * 64, "", "/somewhere/bundles/taxis"), area)
    heads = {name: head_of(name) for name in TASKS}
    for name, made, times in (
        ("porto", heads, None),
        ("porto-2", heads, None),
        ("bare", {}, None),
        ("times-only", {}, ROAD_FUNCTION),
        ("broken", heads, None),
        ("slow", heads, None),
    ):
        card = card_of(name=name, areas=(own,), heads=made, road_function=times)
        (home / "models" / name).mkdir(parents=True)
        card.save(home / "models" / name)
    elsewhere = Area((2.0, 48.0, 2.1, 48.1), "EPSG:4326")
    for name, where in (("taxis", area), ("buses", area), ("paris", elsewhere)):
        (home / "bundles" / name).mkdir(parents=True)
        manifest_of(name=name.title(), area=where).save(home / "bundles" / name)
    with fake_worker(home) as running:
        yield running


@pytest.fixture
def canvas(qgis_canvas: QgsMapCanvas, qgis_new_project: Any) -> QgsMapCanvas:
    """A map of the crossing."""
    for remembered in (REMEMBERED, trips.ZONE):
        QgsSettings().remove(remembered)
    qgis_canvas.resize(600, 400)
    qgis_canvas.setDestinationCrs(WGS84)
    return qgis_canvas


@pytest.fixture
def panel(canvas: QgsMapCanvas, home: Path, qgis_iface: Any) -> Iterator[PlacePanel]:
    """The panel while no worker runs."""
    monitor = listing()
    made = PlacePanel(qgis_iface)
    yield made
    canvas.unsetMapTool(canvas.mapTool())
    made.leave()
    made.deleteLater()
    monitor.end()
    CATALOGUE.forget()


@pytest.fixture
def without_worker(canvas: QgsMapCanvas, panel: PlacePanel, qtbot: Any) -> Map:
    """The map while no worker runs."""
    return Map(canvas, panel, qtbot)


@pytest.fixture
def clicks(
    canvas: QgsMapCanvas,
    home: Path,
    places_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    qtbot: Any,
) -> Map:
    """The map with the models of a worker."""
    monkeypatch.setenv("TRAJGANR_HOME", str(places_home))
    panel = request.getfixturevalue("panel")
    qtbot.waitUntil(lambda: panel._sources.models.count() > 0)
    choose(panel, "porto")
    return Map(canvas, panel, qtbot)
