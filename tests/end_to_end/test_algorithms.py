"""The algorithms on data, each once in QGIS with a real worker; services are stand-ins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyogrio
import pytest
from crossing import CROSSING, SOUTH, WEST
from harness import AlgorithmError, QgisProcess, local_worker
from mapillary_stand_in import TOKEN, MapillaryStandIn, coverage_tiles, record
from qgis_python import in_qgis, keep_token
from stand_in import Handler, Reply, StandIn, silent
from tiny_city import SIDE, TRIPS, TinyCity

from trajganr_core.contract.protocol.client import Client

#: Writes a Processing model of connected algorithms, as the Model Designer does.
WRITE_MODEL = """
import json, sys
from qgis.core import (
    QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource as Source, QgsProcessingModelOutput,
)
application = QgsApplication([], False)
application.initQgis()
path, steps = sys.argv[1], json.loads(sys.argv[2])
model = QgsProcessingModelAlgorithm("chain", "tests", "")
for name, values, output in steps:
    child = QgsProcessingModelChildAlgorithm("trajganr:" + name)
    child.setChildId(name)
    child.setDescription(name)
    for parameter, value in values.items():
        made = isinstance(value, list)
        source = Source.fromChildOutput(*value) if made else Source.fromStaticValue(value)
        child.addParameterSources(parameter, [source])
    if output:
        kept = QgsProcessingModelOutput("kept", "kept")
        kept.setChildId(name)
        kept.setChildOutputName(output)
        child.setModelOutputs({"kept": kept})
    model.addChildAlgorithm(child)
assert model.toFile(path)
"""


class Desk(NamedTuple):
    """QGIS and a worker that takes the stand-in for Mapillary."""

    qgis: QgisProcess
    workdir: Path
    home: Path
    authcfg: str


@pytest.fixture(scope="module")
def mapillary() -> Iterator[MapillaryStandIn]:
    images = [
        record("1", WEST + 0.002, SOUTH + 0.002),
        record("2", WEST + 0.003, SOUTH + 0.002, is_pano=True, sequence="other"),
        record("3", WEST + 0.01, SOUTH + 0.01),
    ]
    with MapillaryStandIn(images) as running:
        running.tiles = coverage_tiles(images)
        yield running


@pytest.fixture(scope="module")
def desk(mapillary: MapillaryStandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    workdir, home = tmp_path_factory.mktemp("desk"), tmp_path_factory.mktemp("desk_home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRAJGANR_MAPILLARY", mapillary.url)
        patch.setenv("TRAJGANR_CACHE", str(workdir / "cache"))
        with local_worker(home):
            qgis = QgisProcess(workdir, home)
            yield Desk(qgis, workdir, home, keep_token(qgis, workdir))


def test_openstreetmap_is_downloaded_from_the_chosen_endpoint(
    desk: Desk, tiny_city: TinyCity, tmp_path: Path
) -> None:
    roads, places = tmp_path / "roads.gpkg", tmp_path / "places.gpkg"
    with StandIn(lambda request: Reply(CROSSING.encode())) as overpass:
        results = desk.qgis.run(
            "downloadosm",
            EXTENT=tiny_city.extent,
            ENDPOINT=f"{overpass.url}/api/interpreter",
            ROADS=roads,
            PLACES=places,
        )
        assert overpass.paths() == ["/api/interpreter"]
    assert (results["ROAD_COUNT"], results["PLACE_COUNT"]) == ("2", "1")
    assert len(pyogrio.read_dataframe(roads)) == 2
    assert pyogrio.read_dataframe(places).category.tolist() == ["food"]
    assert "ODbL" in text_of(roads)


def test_a_download_from_an_unresponsive_service_can_be_cancelled(
    desk: Desk, tmp_path: Path
) -> None:
    def cancel(handler: Handler, reply: Reply) -> None:
        with Client.connect(desk.home) as client:
            client.cancel(client.jobs()[0]["job_id"])
        silent(handler, reply)

    with StandIn(lambda request: Reply()) as overpass:
        overpass.misbehave("/", cancel)
        with pytest.raises(AlgorithmError) as caught:
            desk.qgis.run(
                "downloadosm",
                EXTENT=f"{WEST},{WEST + 0.001},{SOUTH},{SOUTH + 0.001} [EPSG:4326]",
                ENDPOINT=overpass.url,
                ROADS=tmp_path / "roads.gpkg",
                PLACES=tmp_path / "places.gpkg",
            )
    assert "[JOB.CANCELLED]" in caught.value.log
    with Client.connect(desk.home) as client:
        job = client.jobs()[0]
    assert (job["kind"], job["state"]) == ("fetch_osm", "CANCELLED")
    assert job["ended_at"] - job["started_at"] < 10
    assert not list(tmp_path.iterdir())


def test_an_extract_is_loaded(desk: Desk, tmp_path: Path) -> None:
    extract = tmp_path / "crossing.osm"
    extract.write_text(CROSSING, encoding="utf-8")
    results = desk.qgis.run(
        "loadosm", FILE=extract, ROADS=tmp_path / "roads.gpkg", PLACES=tmp_path / "places.gpkg"
    )
    assert (results["ROAD_COUNT"], results["PLACE_COUNT"]) == ("2", "1")


def test_mapillary_coverage_and_pictures_are_downloaded_without_leaking_the_token(
    desk: Desk, mapillary: MapillaryStandIn, tiny_city: TinyCity, tmp_path: Path
) -> None:
    lines: list[str] = []
    given = {"AUTH": desk.authcfg, "EXTENT": tiny_city.extent}
    coverage = tmp_path / "coverage.gpkg"
    results = desk.qgis.run("mapillarycoverage", lines.append, **given, OUTPUT=coverage)
    assert results["IMAGES"] == "2"
    assert pyogrio.read_dataframe(coverage).images.sum() == 2
    assert not mapillary.searches()

    views, pictures = tmp_path / "views.gpkg", tmp_path / "pictures.zip"
    results = desk.qgis.run(
        *("downloadmapillary", lines.append), **given, OUTPUT=views, PICTURES=pictures
    )
    assert results["IMAGES"] == "2"
    assert set(pyogrio.read_dataframe(views).image_id) == {"1", "3"}
    for path in (coverage, views):
        assert "CC BY-SA 4.0" in text_of(path)

    assert TOKEN not in "\n".join(lines)
    for folder in (desk.home, desk.workdir, tmp_path):
        for path in folder.rglob("*"):
            assert not path.is_file() or TOKEN.encode() not in path.read_bytes(), path


def test_a_processing_model_prepares_a_bundle_and_writes_its_labels(
    desk: Desk, tiny_city: TinyCity, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.gpkg"
    model = write_model(
        desk.qgis,
        tmp_path / "labels.model3",
        ("loadtrajectories", {"FILE": str(tiny_city.trips)}, ""),
        (
            "prepare",
            {
                "TRAJECTORIES": ["loadtrajectories", "OUTPUT"],
                "ROADS": str(tiny_city.roads),
                "POIS": str(tiny_city.pois),
                "EXTENT": tiny_city.extent,
            },
            "",
        ),
        ("derivelabels", {"BUNDLE": ["prepare", "BUNDLE"], "SPEED_UNIT": "mph"}, "OUTPUT"),
    )
    desk.qgis.run(model, kept=labels)
    table = pyogrio.read_dataframe(labels, layer="labels")
    assert len(table) == 4 * SIDE * (SIDE - 1)
    assert table.speed_mph.notna().any()

    (bundle,) = (path.name for path in (desk.home / "bundles").iterdir())
    report = tmp_path / "report.html"
    desk.qgis.run("bundlereport", BUNDLE=bundle, OUTPUT=report)
    assert "data:image/" in report.read_text(encoding="utf-8")


def test_a_processing_model_loads_and_matches_trips(
    desk: Desk, tiny_city: TinyCity, tmp_path: Path
) -> None:
    paths = tmp_path / "paths.gpkg"
    model = write_model(
        desk.qgis,
        tmp_path / "match.model3",
        ("loadtrajectories", {"FILE": str(tiny_city.trips)}, ""),
        (
            "matchtrajectories",
            {"TRAJECTORIES": ["loadtrajectories", "OUTPUT"], "ROADS": str(tiny_city.roads)},
            "PATHS",
        ),
    )
    desk.qgis.run(model, kept=paths)
    table = pyogrio.read_dataframe(paths)
    assert table.trip_id.nunique() == TRIPS
    assert (table.share_matched > 0.9).mean() > 0.9


def test_an_empty_input_of_a_processing_model_is_refused(desk: Desk, tmp_path: Path) -> None:
    """It would be the current folder, and all that is in it."""
    for algorithm in ("loadtrajectories", "loadstreetview"):
        step = (algorithm, {}, "OUTPUT")
        model = write_model(desk.qgis, tmp_path / f"{algorithm}.model3", step)
        with pytest.raises(AlgorithmError) as caught:
            desk.qgis.run(model, kept=tmp_path / "layer.gpkg")
        assert "Exactly one of these is needed" in caught.value.log
        assert "[INPUT.FIELD]" in caught.value.log


Step = tuple[str, dict[str, str | list[str]], str]


def write_model(qgis: QgisProcess, path: Path, *steps: Step) -> Path:
    """Write a model.

    Args:
        qgis: whose Python writes it.
        path: of the model.
        *steps: an algorithm, its parameters (a list names a step and its output), and the output
            that the model keeps, "" for none.
    """
    in_qgis(qgis, WRITE_MODEL, str(path), json.dumps(steps))
    return path


def text_of(path: Path) -> str:
    """The content of a binary file as searchable text."""
    return path.read_bytes().decode("latin-1")
