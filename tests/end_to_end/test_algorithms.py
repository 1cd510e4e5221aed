"""The algorithms on data, each once in QGIS with a real worker; services are stand-ins."""

from __future__ import annotations

import shutil
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely
from crossing import CROSSING, SOUTH, WEST
from harness import AlgorithmError, QgisProcess
from mapillary_stand_in import TOKEN, MapillaryStandIn
from qgis_python import QgisSession
from stand_in import Handler, Reply, StandIn, silent
from tiny_city import SIDE, TRIPS, TinyCity

from benchmarks.exchange.buses import Fleet
from trajganr_core.contract.protocol.client import Client


def test_openstreetmap_is_downloaded_from_the_chosen_endpoint(
    qgis: QgisSession, tiny_city: TinyCity, tmp_path: Path
) -> None:
    roads, places = tmp_path / "roads.gpkg", tmp_path / "places.gpkg"
    with StandIn(lambda request: Reply(CROSSING.encode())) as overpass:
        results = qgis.run(
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


def test_buses_are_read_with_their_schedule(qgis: QgisSession, tmp_path: Path) -> None:
    fleet = Fleet.simulated(33, 14)
    feeds, schedule = (
        shutil.make_archive(str(folder), "zip", folder)
        for folder in (
            fleet.save(tmp_path / "feeds", 20, 5),
            fleet.save_schedule(tmp_path / "schedule"),
        )
    )
    speeds, stops = tmp_path / "speeds.gpkg", tmp_path / "stops.gpkg"
    results = qgis.run(
        "publictransportspeeds", FEEDS=feeds, SCHEDULE=schedule, OUTPUT=speeds, STOPS=stops
    )
    assert (results["ROWS"], results["RUNS"]) == ("24", "14")
    assert pyogrio.read_dataframe(speeds).speed_kmh.between(10, 60).all()
    assert pyogrio.read_dataframe(stops).dwell_p50_s.notna().any()
    assert "https://example.org" in text_of(speeds)


def test_a_download_from_an_unresponsive_service_can_be_cancelled(
    qgis: QgisSession, home: Path, tmp_path: Path
) -> None:
    def cancel(handler: Handler, reply: Reply) -> None:
        with Client.connect(home) as client:
            client.cancel(client.jobs()[0].job_id)
        silent(handler, reply)

    with StandIn(lambda request: Reply()) as overpass:
        overpass.misbehave("/", cancel)
        with pytest.raises(AlgorithmError) as caught:
            qgis.run(
                "downloadosm",
                EXTENT=f"{WEST},{WEST + 0.001},{SOUTH},{SOUTH + 0.001} [EPSG:4326]",
                ENDPOINT=overpass.url,
                ROADS=tmp_path / "roads.gpkg",
                PLACES=tmp_path / "places.gpkg",
            )
    assert "[JOB.CANCELLED]" in caught.value.log
    with Client.connect(home) as client:
        job = client.jobs()[0]
    assert (job.kind, job.state) == ("fetch_osm", "CANCELLED")
    assert job.ended_at - job.started_at < 10
    assert not list(tmp_path.iterdir())


def test_an_extract_is_loaded(qgis: QgisSession, tmp_path: Path) -> None:
    extract = tmp_path / "crossing.osm"
    extract.write_text(CROSSING, encoding="utf-8")
    results = qgis.run(
        "loadosm", FILE=extract, ROADS=tmp_path / "roads.gpkg", PLACES=tmp_path / "places.gpkg"
    )
    assert (results["ROAD_COUNT"], results["PLACE_COUNT"]) == ("2", "1")


def test_mapillary_coverage_and_pictures_are_downloaded_without_leaking_the_token(
    qgis: QgisSession,
    qgis_process: QgisProcess,
    home: Path,
    workdir: Path,
    mapillary: MapillaryStandIn,
    tiny_city: TinyCity,
    tmp_path: Path,
) -> None:
    lines: list[str] = []
    given = {"AUTH": qgis.keep_token(TOKEN), "EXTENT": tiny_city.extent}
    coverage = tmp_path / "coverage.gpkg"
    results = qgis.run("mapillarycoverage", lines.append, **given, OUTPUT=coverage)
    assert results["IMAGES"] == "2"
    assert pyogrio.read_dataframe(coverage).images.sum() == 2
    assert not mapillary.searches()

    views, pictures = tmp_path / "views.gpkg", tmp_path / "pictures.zip"
    results = qgis_process.run(
        *("downloadmapillary", lines.append), **given, OUTPUT=views, PICTURES=pictures
    )
    assert results["IMAGES"] == "2"
    assert set(pyogrio.read_dataframe(views).image_id) == {"1", "3"}
    for path in (coverage, views):
        assert "CC BY-SA 4.0" in text_of(path)

    assert TOKEN not in "\n".join(lines)
    for folder in (home, workdir, tmp_path):
        for path in folder.rglob("*"):
            assert not path.is_file() or TOKEN.encode() not in path.read_bytes(), path


def test_a_processing_model_prepares_a_bundle_and_writes_its_labels(
    qgis: QgisSession, home: Path, tiny_city: TinyCity, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.gpkg"
    model = qgis.write_model(
        tmp_path / "labels.model3",
        ("loadtrips", {"FILE": str(tiny_city.trips)}, ""),
        (
            "prepare",
            {
                "TRIPS": ["loadtrips", "OUTPUT"],
                "ROADS": str(tiny_city.roads),
                "POIS": str(tiny_city.pois),
                "EXTENT": tiny_city.extent,
            },
            "",
        ),
        ("derivelabels", {"BUNDLE": ["prepare", "BUNDLE"], "SPEED_UNIT": "mph"}, "OUTPUT"),
    )
    qgis.run(model, kept=labels)
    table = pyogrio.read_dataframe(labels, layer="labels")
    assert len(table) == 4 * SIDE * (SIDE - 1)
    assert table.speed_mph.notna().any()

    with Client.connect(home) as client:
        bundle = client.bundles()[0].id
    report = tmp_path / "report.html"
    qgis.run("bundlereport", BUNDLE=bundle, OUTPUT=report)
    assert "data:image/" in report.read_text(encoding="utf-8")
    observed = tmp_path / "observed.gpkg"
    form = {"BUNDLE": bundle, "TIME_SETS": "whole week | 00:00-12:00", "MIN_DRIVERS": 2}
    results = qgis.run("observedtraffic", **form, OUTPUT=observed)
    table = pyogrio.read_dataframe(observed, layer="observed")
    assert len(table) == int(results["ROWS"]) > 0
    assert (table.vehicles >= 2).all()
    assert "whole week" in set(table.time_set)
    assert table.speed_kmh.between(table.speed_kmh_low - 0.01, table.speed_kmh_high + 0.01).any()
    busiest = table.loc[table.vehicles.idxmax()]
    outputs = {name: tmp_path / f"{name}.gpkg" for name in ("OUTPUT", "ENDS", "HOURS")}
    chosen = f"{observed}|layername=observed|subset=edge = {busiest.edge}"
    results = qgis.run("selectlink", BUNDLE=bundle, THROUGH=chosen, MIN_DRIVERS=2, **outputs)
    roads, ends, hours = (
        pyogrio.read_dataframe(path, layer=path.stem) for path in outputs.values()
    )
    through = roads[roads.edge == busiest.edge].iloc[0]
    assert (through.chosen, through.share) == ("through", 1)
    assert through.trip_count == int(results["TRIP_COUNT"]) >= busiest.vehicles
    assert len(roads) == int(results["ROADS"]) > 1
    assert (roads.vehicles >= 2).all()
    assert set(ends.end) == {"origin", "destination"}
    assert hours.trip_count.sum() <= through.trip_count
    outputs = {name: tmp_path / f"{name}.gpkg" for name in ("OUTPUT", "MOVEMENTS")}
    results = qgis.run("junctions", **form, **outputs)
    junctions, movements = (
        pyogrio.read_dataframe(path, layer=path.stem) for path in outputs.values()
    )
    assert len(junctions) == int(results["JUNCTION_COUNT"]) > 0
    assert (movements.source == "observed").sum() == int(results["MOVEMENT_COUNT"])
    assert set(junctions.junction) <= set(movements.junction)
    changes = tmp_path / "changes.gpkg"
    sides = {"TIME_SET": "whole week", "TIME_SET_AFTER": "00:00-12:00", "MIN_DRIVERS": 2}
    results = qgis.run("changes", BUNDLE=bundle, **sides, OUTPUT=changes)
    compared = pyogrio.read_dataframe(changes, layer="changes")
    assert len(compared) == int(results["SEGMENTS"]) >= int(results["BOTH"]) > 0
    assert (compared.trips_after.dropna() <= compared.trips_before[compared.trips_after > 0]).all()
    report = tmp_path / "changes.pdf"
    qgis.run("changesreport", CHANGES=changes, TITLE="Changes", OUTPUT=report)
    assert report.read_bytes().startswith(b"%PDF")
    quarters = write_quarters(tiny_city, tmp_path / "quarters.gpkg")
    outputs = {name: tmp_path / f"{name}.gpkg" for name in ("OUTPUT", "MATRIX")}
    zones = {"ZONES": quarters, "ZONE_FIELD": "quarter", "MIN_DRIVERS": 2}
    results = qgis.run("odmatrix", BUNDLE=bundle, **zones, **outputs)
    lines, matrix = (pyogrio.read_dataframe(path, layer=path.stem) for path in outputs.values())
    assert len(matrix) == int(results["ROWS"]) > len(lines) > 0
    assert matrix.trip_count.sum() <= int(results["TRIP_COUNT"]) + int(results["OUTSIDE"]) <= TRIPS
    assert set(matrix.origin) <= {"sw", "se", "nw", "ne"}


def write_quarters(city: TinyCity, path: Path) -> Path:
    """The four quarters of a city as polygons."""
    west, south, east, north = city.area.bbox
    x, y = (west + east) / 2, (south + north) / 2
    quarters = {
        "sw": shapely.box(west, south, x, y),
        "se": shapely.box(x, south, east, y),
        "nw": shapely.box(west, y, x, north),
        "ne": shapely.box(x, y, east, north),
    }
    frame = gpd.GeoDataFrame({"quarter": [*quarters]}, geometry=[*quarters.values()], crs=4326)
    frame.to_file(path)
    return path


def test_a_processing_model_loads_and_matches_trips(
    qgis: QgisSession, tiny_city: TinyCity, tmp_path: Path
) -> None:
    paths = tmp_path / "paths.gpkg"
    model = qgis.write_model(
        tmp_path / "match.model3",
        ("loadtrips", {"FILE": str(tiny_city.trips)}, ""),
        (
            "matchtrips",
            {"TRIPS": ["loadtrips", "OUTPUT"], "ROADS": str(tiny_city.roads)},
            "PATHS",
        ),
    )
    qgis.run(model, kept=paths)
    table = pyogrio.read_dataframe(paths)
    assert table.trip_id.nunique() == TRIPS
    assert (table.share_matched > 0.9).mean() > 0.9


def test_an_empty_input_of_a_processing_model_is_refused(qgis: QgisSession, tmp_path: Path) -> None:
    """It would be the current folder, and all that is in it."""
    for algorithm in ("loadtrips", "loadstreetview"):
        step = (algorithm, {}, "OUTPUT")
        model = qgis.write_model(tmp_path / f"{algorithm}.model3", step)
        with pytest.raises(AlgorithmError) as caught:
            qgis.run(model, kept=tmp_path / "layer.gpkg")
        assert "Exactly one of these is needed" in caught.value.log
        assert "[INPUT.FIELD]" in caught.value.log


def text_of(path: Path) -> str:
    """The content of a binary file as searchable text."""
    return path.read_bytes().decode("latin-1")
