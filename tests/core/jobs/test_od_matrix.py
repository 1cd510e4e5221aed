"""Trips from zone to zone, counted by hand."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
import town
from job_runs import run_job, write_file
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.od_matrix import OdMatrixResult
from trajganr_core.data.bundle import Bundle
from trajganr_core.jobs import od_matrix
from trajganr_core.traffic.noise import Noise

#: The ends of the streets of the crossing, town metres.
WEST, EAST, NORTH, SOUTH = (0, 200), (400, 200), (200, 400), (200, 0)
ALL = {"west": WEST, "east": EAST, "north": NORTH, "south": SOUTH}


def square(x: float, y: float, half: float = 60) -> shapely.Polygon:
    """A square around a place in town metres, EPSG:4326."""
    corners = [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ]
    return shapely.Polygon(town.lon_lat(corners))


def zones_file(folder: Path, crs: str = "EPSG:4326", **places: tuple[float, float]) -> Path:
    frame = gpd.GeoDataFrame(
        {"name": list(places)}, geometry=[square(*xy) for xy in places.values()], crs="EPSG:4326"
    )
    frame.to_crs(crs).to_file(folder / "zones.gpkg")
    return folder / "zones.gpkg"


def counted(
    bundle: Bundle, zones: Path, *times: str, field: str = "name", least: int = 1, **more: Any
) -> OdMatrixResult:
    return write_file(
        "od_matrix",
        zones.parent / "od.gpkg",
        bundle=bundle.path,
        zones=zones,
        zone_field=field,
        time_sets=times,
        min_drivers=least,
        **more,
    )


def matrix(folder: Path, layer: str = OdMatrixResult.MATRIX) -> pd.DataFrame:
    return pyogrio.read_dataframe(folder / "od.gpkg", layer=layer)


def pairs(folder: Path, *columns: str, layer: str = OdMatrixResult.MATRIX) -> set[Any]:
    wanted = ["origin", "destination", *(columns or ["trip_count", "vehicles"])]
    return set(matrix(folder, layer)[wanted].itertuples(index=False, name=None))


def test_trips_from_zone_to_zone_are_those_counted_by_hand(
    crossing: Bundle, tmp_path: Path
) -> None:
    result = counted(crossing, zones_file(tmp_path, **ALL))
    assert pairs(tmp_path) == {
        ("west", "east", 3, 3),
        ("west", "north", 2, 2),
        ("west", "south", 1, 1),
        ("south", "north", 1, 1),
    }
    shares = matrix(tmp_path).set_index(["origin", "destination"]).share
    assert shares["west", "east"] == 0.4286
    assert (result.counts["trips"], result.counts["zones"], result.counts["outside"]) == (7, 4, 0)
    assert "0 trips begin or end outside all zones and were left out." in result.remarks


def test_lines_lead_from_zone_to_zone_and_trips_within_a_zone_have_none(
    crossing: Bundle, tmp_path: Path
) -> None:
    # South and north are one zone: the trip from the south to the north stays within it.
    frame = gpd.read_file(zones_file(tmp_path, **ALL))
    frame["name"] = ["west", "east", "street", "street"]
    frame.to_file(tmp_path / "zones.gpkg")
    result = counted(crossing, tmp_path / "zones.gpkg")
    assert result.counts["zones"] == 3
    assert pairs(tmp_path) == {
        ("west", "east", 3, 3),
        ("west", "street", 3, 3),
        ("street", "street", 1, 1),
    }
    lines = matrix(tmp_path, OdMatrixResult.LINES).set_index("destination")
    assert sorted(lines.index) == ["east", "street"]
    start, end = lines.geometry["east"].boundary.geoms
    assert shapely.contains(square(*WEST), start)
    assert shapely.contains(square(*EAST), end)


@pytest.mark.parametrize("crs", ["EPSG:3763", "EPSG:3857"])
def test_zones_may_have_any_crs(crs: str, crossing: Bundle, tmp_path: Path) -> None:
    counted(crossing, zones_file(tmp_path, crs, **ALL))
    assert ("west", "east", 3, 3) in pairs(tmp_path)


def test_trips_that_begin_or_end_outside_all_zones_are_left_out_and_counted(
    crossing: Bundle, tmp_path: Path
) -> None:
    result = counted(crossing, zones_file(tmp_path, west=WEST, east=EAST))
    assert pairs(tmp_path, "trip_count", "share") == {("west", "east", 3, 1.0)}
    assert result.counts["outside"] == 4
    assert "4 trips begin or end outside all zones and were left out." in result.remarks


def test_ends_in_overlapping_zones_count_in_the_first_and_are_counted(
    crossing: Bundle, tmp_path: Path
) -> None:
    result = counted(crossing, zones_file(tmp_path, west=WEST, again=WEST, east=EAST, far=NORTH))
    assert ("west", "east", 3, 3) in pairs(tmp_path)
    assert "again" not in set(matrix(tmp_path).origin)
    assert any(
        line.startswith("Some origins and destinations are in several") for line in result.remarks
    )


def test_nothing_of_fewer_drivers_than_the_minimum_is_written_but_counted(
    crossing: Bundle, tmp_path: Path
) -> None:
    result = counted(crossing, zones_file(tmp_path, **ALL), least=3)
    assert pairs(tmp_path) == {("west", "east", 3, 3)}
    assert len(matrix(tmp_path, OdMatrixResult.LINES)) == 1
    assert result.counts["withheld_rows"] == 3
    assert "3 of 4 rows of pairs of zones" in str(result.remarks)


def test_trips_within_a_zone_have_no_line(crossing: Bundle, tmp_path: Path) -> None:
    # West and north are one zone, within which the trips of the weekend stay.
    frame = gpd.read_file(zones_file(tmp_path, **ALL))
    frame["name"] = ["one" if name in ("west", "north") else name for name in frame["name"]]
    frame.to_file(tmp_path / "zones.gpkg")
    result = counted(crossing, tmp_path / "zones.gpkg", "weekend", "Mon")
    assert [(each.name, each.trips, each.rows) for each in result.time_sets] == [
        ("weekend", 2, 0),
        ("Mon", 5, len(matrix(tmp_path, OdMatrixResult.LINES))),
    ]
    assert ("one", "one", "weekend") in pairs(tmp_path, "time_set")


def test_each_time_set_has_its_trips(crossing: Bundle, tmp_path: Path) -> None:
    result = counted(crossing, zones_file(tmp_path, **ALL), "Sun", "weekend", "Mon")
    assert [(each.name, each.trips, each.rows) for each in result.time_sets] == [
        ("Sun", 0, 0),
        ("weekend", 2, 1),
        ("Mon", 5, 3),
    ]
    assert ("west", "north", "weekend", 1.0) in pairs(tmp_path, "time_set", "share")
    assert any(line.startswith("No trip begins and ends in the zones in the time set Sun")
               for line in result.remarks)  # fmt: skip
    few = counted(crossing, tmp_path / "zones.gpkg", "weekend", "Mon", least=3)
    # The trips of Monday less those of the row would be two of two drivers.
    assert [(each.trips, each.rows) for each in few.time_sets] == [(0, 0), (3, 1)]
    assert set(matrix(tmp_path)["share"]) == {1.0}
    assert "All rows of the time set weekend are withheld." in few.remarks


def test_sides_are_those_of_the_split(crossing: Bundle, tmp_path: Path) -> None:
    zones = zones_file(tmp_path, **ALL)
    trips = {side: counted(crossing, zones, side=side).counts["trips"]
             for side in ("all", "input", "label")}  # fmt: skip
    assert trips["input"] + trips["label"] == trips["all"] == 7
    assert min(trips.values()) > 0


def test_zones_without_a_name_have_the_number_of_their_feature(
    crossing: Bundle, tmp_path: Path
) -> None:
    frame = gpd.read_file(zones_file(tmp_path, west=WEST, east=EAST))
    frame["name"] = ["west", None]
    frame.to_file(tmp_path / "zones.gpkg")
    result = counted(crossing, tmp_path / "zones.gpkg")
    assert pairs(tmp_path) == {("west", "2", 3, 3)}
    assert any("Zones without a name: 1;" in line for line in result.remarks)
    assert not untranslated(result.remarks)
    counted(crossing, tmp_path / "zones.gpkg", field="")
    assert pairs(tmp_path) == {("1", "2", 3, 3)}


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        ({"field": "district"}, Code.INPUT_FIELD, "has no field district; its fields are name"),
        ({"times": ["Sun"]}, Code.INPUT_EMPTY, "No trip begins and ends in the zones"),
        ({"least": 4}, Code.INPUT_EMPTY, "Between no two zones are there trips of at least 4"),
        ({"zones": {"far": (90_000, 0)}}, Code.INPUT_EMPTY, "has no polygon in the study area"),
        ({"zones": {"middle": (200, 200)}}, Code.INPUT_EMPTY, "No trip begins and ends"),
    ],
)
def test_what_gives_no_matrix_ends_in_a_code_and_leaves_no_file(
    change: dict[str, Any], code: Code, text: str, crossing: Bundle, tmp_path: Path
) -> None:
    zones = zones_file(tmp_path, **change.pop("zones", ALL))
    with pytest.raises(TrajganrError, match=text) as caught:
        counted(crossing, zones, *change.pop("times", ()), **change)
    assert caught.value.code is code
    assert [each.name for each in tmp_path.iterdir()] == ["zones.gpkg"]


def test_a_layer_without_polygons_is_refused(crossing: Bundle, tmp_path: Path) -> None:
    town.write_streets(tmp_path / "zones.gpkg")
    with pytest.raises(TrajganrError) as caught:
        counted(crossing, tmp_path / "zones.gpkg")
    assert caught.value.code is Code.INPUT_GEOMETRY


def test_the_metadata_has_the_zone_and_the_limit(crossing: Bundle, tmp_path: Path) -> None:
    counted(crossing, zones_file(tmp_path, **ALL), least=2)
    for layer in (OdMatrixResult.MATRIX, OdMatrixResult.LINES):
        about = pyogrio.read_info(tmp_path / "od.gpkg", layer=layer)["layer_metadata"]
        assert (about["TIME_ZONE"], about["MIN_DRIVERS"]) == ("Europe/Lisbon", "2")


def test_matrices_are_the_published_rows_and_aequilibrae_opens_them(
    crossing: Bundle, tmp_path: Path
) -> None:
    openmatrix = pytest.importorskip("openmatrix")
    frame = gpd.read_file(zones_file(tmp_path, **ALL))
    frame["number"] = ["40", "30", "20", "10"]
    frame.to_file(tmp_path / "zones.gpkg")
    params = {"zone_field": "number", "time_sets": ("Sun", "Mon"), "min_drivers": 2}
    result = run_job(
        *("od_matrix", tmp_path / "out"),
        **params,
        bundle=crossing.path,
        zones=tmp_path / "zones.gpkg",
        format="omx",
    )
    assert result.files == (OdMatrixResult.FILE, OdMatrixResult.OMX)
    path = tmp_path / "out" / OdMatrixResult.OMX
    table = pyogrio.read_dataframe(tmp_path / "out" / OdMatrixResult.FILE, layer="matrix")
    expected = np.full((4, 4), np.nan)
    for row in table.itertuples():
        expected[4 - int(row.origin) // 10, 4 - int(row.destination) // 10] = row.trip_count
    assert np.isfinite(expected).any()
    with openmatrix.open_file(str(path)) as file:
        assert file.list_matrices() == ["mon", "sun"]
        assert np.isnan(file["sun"][:]).all()
        np.testing.assert_array_equal(file["mon"][:], expected)
        assert (file["mon"].attrs["time_set"], file["mon"].attrs["unit"]) == ("Mon", "trips")
        assert file.root._v_attrs["MIN_DRIVERS"] == "2"
        assert file.map_entries("zone") == [40, 30, 20, 10]
        assert file.map_entries("zone_name") == [b"40", b"30", b"20", b"10"]
    if find_spec("aequilibrae") is None:
        pytest.skip("AequilibraE is not installed")
    from aequilibrae.matrix import AequilibraeMatrix

    opened = AequilibraeMatrix()
    opened.load(path)
    opened.computational_view(["mon"])
    np.testing.assert_array_equal(opened.matrix_view, expected)
    assert opened.index.tolist() == [40, 30, 20, 10]
    copied = AequilibraeMatrix()
    copied.create_from_omx(str(path), cores=["mon"], mappings=["zone"], memory_only=True)
    np.testing.assert_array_equal(copied.matrix["mon"], expected)


def test_with_noise_all_numbers_have_it_and_nothing_exact_is_published(
    crossing: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Noise, "added_to", lambda self, counts: counts + 40)
    zones = zones_file(tmp_path, west=WEST, east=EAST)
    result = counted(crossing, zones, "Mon", "whole week", noise=2.0)
    # Of a trip, two sets can be published: the scale is 10 trips in 2 sets by an ε of 2.
    assert "ε of 2 of a driver" in result.remarks[-1]
    assert not untranslated(result.remarks)
    assert "off by 10.0 on average, and those below 14 are not written" in result.remarks[-1]
    rows = matrix(tmp_path)
    assert len(rows) == 8  # pairs without a trip too
    assert set(rows.trip_count) == {40, 43}
    assert rows.vehicles.isna().all()
    assert (result.counts["outside"], result.counts["trips"]) == (0, 163)
    assert len(result.remarks) == 1
    about = pyogrio.read_info(tmp_path / "od.gpkg", layer=OdMatrixResult.LINES)["layer_metadata"]
    assert about["NOISE_EPSILON"] == "2"


def test_where_all_numbers_are_smaller_than_the_noise_there_is_no_matrix(
    crossing: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Noise, "added_to", lambda self, counts: counts)
    zones = zones_file(tmp_path, **ALL)
    with pytest.raises(TrajganrError, match="No number of trips is larger than the noise"):
        counted(crossing, zones, noise=0.1)
    monkeypatch.setattr(od_matrix, "MAX_NUMBERS", 15)
    for wanted in ({"noise": 1}, {"format": "omx"}):
        with pytest.raises(TrajganrError, match="4 zones at 1 times of the week have too many"):
            counted(crossing, zones, **wanted)
