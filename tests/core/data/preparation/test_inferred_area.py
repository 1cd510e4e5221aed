"""The study area and the roads that a preparation finds itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
import town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.preparation import inferred_area
from trajganr_core.data.preparation.prepare import prepare_bundle

TRIPS = 200


def write_trips(path: Path, lon_lat: Sequence[tuple[float, float]], swapped: bool = False) -> None:
    """Each trip visits the places, 10 s apart."""
    header = "trip_id,driver_id,time,lat,lon" if swapped else "trip_id,driver_id,time,lon,lat"
    rows = [
        f"t{trip},d{trip},{town.START + 10 * number},{lon},{lat}"
        for trip in range(TRIPS)
        for number, (lon, lat) in enumerate(lon_lat)
    ]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def write_roads(path: Path, *lines: Sequence[tuple[float, float]]) -> None:
    geometry = [shapely.LineString(line) for line in lines]
    gpd.GeoDataFrame(geometry=geometry, crs="EPSG:4326").to_file(path)


@pytest.fixture
def trips(tmp_path: Path) -> Path:
    """Trips along a street of 400 m, and one stray fix in another country."""
    path = tmp_path / "trips.csv"
    places = [tuple(each) for each in town.lon_lat([(x, 200) for x in range(0, 400, 20)])]
    write_trips(path, places)
    rows = [f"stray,far,{town.START + 10 * n},{50 + n / 1e4},{20.0}" for n in range(3)]
    path.write_text(path.read_text("utf-8") + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def params(trips: Path, roads: Path | None, **options: Any) -> PrepareParams:
    path = None if roads is None else str(roads)
    return PrepareParams(trips=(str(trips),), roads=path, **options)


def error_of(params: PrepareParams, out: Path) -> TrajganrError:
    with pytest.raises(TrajganrError) as caught:
        prepare_bundle(params, out)
    return caught.value


def test_the_area_is_that_of_nearly_all_fixes_within_the_roads(trips: Path, tmp_path: Path) -> None:
    (west, south), (east, _) = town.lon_lat([(100, 200), (3000, 200)])
    write_roads(tmp_path / "roads.gpkg", [(west, south), (east, south)])
    manifest = prepare_bundle(params(trips, tmp_path / "roads.gpkg"), tmp_path / "out")
    (last, _) = town.lon_lat([(380, 200)])[0]
    margin = inferred_area.MARGIN
    expected = (west - margin, south - margin, last + margin, south + margin)
    assert manifest.area.bbox == pytest.approx(expected, abs=1e-5)
    (remark,) = manifest.remarks["study area"]
    assert f"{west - margin:.4f}" in remark
    assert " × 1.1 km" in remark


def test_an_area_is_inferred_once(
    trips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    west, south = town.lon_lat([(0, 200)])[0]
    write_roads(tmp_path / "roads.gpkg", [(west, south), (west + 0.01, south)])
    both = params(trips, tmp_path / "roads.gpkg")
    first = prepare_bundle(both, tmp_path / "out")

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(inferred_area, "trips_extent", fail)
    assert prepare_bundle(both, tmp_path / "again").area == first.area


@pytest.mark.parametrize(
    ("lon", "lat", "action"),
    [(-8.60, 41.15, "swapped"), (13.4, 52.5, "same place")],
)
def test_trips_elsewhere_are_refused_with_both_places(
    lon: float, lat: float, action: str, tmp_path: Path
) -> None:
    write_trips(
        tmp_path / "trips.csv", [(41.15 + n / 1e4, -8.60) for n in range(5)]
    )  # longitude and latitude of Porto, the other way round
    write_roads(tmp_path / "roads.gpkg", [(lon, lat), (lon + 0.01, lat + 0.01)])
    error = error_of(params(tmp_path / "trips.csv", tmp_path / "roads.gpkg"), tmp_path / "out")
    assert error.code is Code.INPUT_EMPTY
    assert "Your trips are at -8.60, 41.15" in error.message
    assert f"your roads at {lat:.2f}" in error.message or "your roads at" in error.message
    assert action in error.next_action


@pytest.mark.parametrize("moved", ["trips", "roads"])
def test_an_area_without_trips_or_roads_says_where_they_are(
    moved: str, trips: Path, tmp_path: Path
) -> None:
    lon, lat = town.lon_lat([(100, 200)])[0]
    here = (lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)
    swapped = (here[1], here[0], here[3], here[2])
    line = [(lon, lat), (lon + 0.001, lat)]
    area = here
    if moved == "roads":
        line = [(y, x) for x, y in line]
    else:
        area = swapped
        line = [(area[0] + 0.001, area[1] + 0.001), (area[0] + 0.002, area[1] + 0.001)]
    write_roads(tmp_path / "roads.gpkg", line)
    error = error_of(params(trips, tmp_path / "roads.gpkg", bbox=area), tmp_path / "out")
    assert error.code is Code.INPUT_EMPTY
    assert f"Your {moved} are at" in error.message
    assert "swapped" in error.next_action


def test_roads_that_are_not_given_are_those_of_openstreetmap(
    trips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    west, south = town.lon_lat([(-200, 200)])[0]
    east, _ = town.lon_lat([(600, 200)])[0]
    asked = []

    def fetch(area: Any, out: Path, **options: Any) -> dict[str, Any]:
        asked.append((area, options["endpoint"]))
        out.write_text(
            f'''<?xml version="1.0"?><osm version="0.6">
            <node id="1" version="1" lon="{west}" lat="{south}"/>
            <node id="2" version="1" lon="{east}" lat="{south}"/>
            <way id="3" version="1"><nd ref="1"/><nd ref="2"/>
            <tag k="highway" v="residential"/></way></osm>''',
            encoding="utf-8",
        )
        return {"remarks": []}

    monkeypatch.setattr(inferred_area, "fetch_osm", fetch)
    endpoint = "https://overpass.example/api"
    manifest = prepare_bundle(params(trips, None, endpoint=endpoint), tmp_path / "out")
    assert asked == [(inferred_area.StudyArea(*manifest.area.bbox), endpoint)]
    assert manifest.counts.edges == 2
    assert np.isfinite(manifest.area.bbox).all()
