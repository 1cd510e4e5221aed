from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from junction_roads import AREA, DIVIDED, DIVIDED_ROADS, roads

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.counts import table
from trajganr_core.data.counts.counts import Counts
from trajganr_core.data.counts.reading import CountReport, read_counts

ROADS = roads(DIVIDED, **DIVIDED_ROADS)
#: Directed segments: two carriageways of one-way roads, then a street in both directions.
EAST, WEST, NORTH, SOUTH = 0, 2, 4, 7
ZONE = "Europe/Lisbon"


def place(east_m: float, north_m: float) -> str:
    lon, lat = AREA.to_geographic(np.array([[east_m, north_m]]))[0]
    return f"{lon:.7f},{lat:.7f}"


SOUTH_STREET, EAST_CARRIAGEWAY = place(4, -100), place(-100, 3)


def read(folder: Path, text: str) -> tuple[Counts, CountReport]:
    path = folder / "counts.csv"
    path.write_text(text)
    return read_counts(path, ROADS, AREA, ZONE)


@pytest.mark.parametrize(
    ("where", "direction", "edges"),
    [
        (SOUTH_STREET, "N", [NORTH, -1]),
        (SOUTH_STREET, "southbound", [SOUTH, -1]),
        (SOUTH_STREET, "170", [SOUTH, -1]),
        (SOUTH_STREET, "both", [NORTH, SOUTH]),
        (SOUTH_STREET, "", [NORTH, SOUTH]),
        # The nearer carriageway leads east, the other one west.
        (EAST_CARRIAGEWAY, "", [EAST, -1]),
        (EAST_CARRIAGEWAY, "West", [3, -1]),
        (EAST_CARRIAGEWAY, "both", [EAST, 3]),
    ],
)
def test_stations_are_snapped_to_the_segments_of_their_direction(
    tmp_path: Path, where: str, direction: str, edges: list[int]
) -> None:
    counts, report = read(tmp_path, f"lon,lat,direction,vehicles\n{where},{direction},90\n")
    assert sorted(counts.edge[0]) == sorted(edges)
    assert report.places["metres"].iloc[0] < 20


@pytest.mark.parametrize(
    ("columns", "row", "hours", "at"),
    [
        ("vehicles", "7000", 24.0, slice(0, 168)),
        ("AADT", "7000", 24.0, slice(0, 168)),
        ("aawdt", "7000", 24.0, slice(0, 120)),
        ("vehicles,hours", "300,Mon-Fri 07:00-09:00", 2.0, slice(7, 105)),
        ("vehicles,date", "300,2024-05-01", 24.0, slice(48, 72)),
        ("vehicles,date,times", "300,2024-05-01,07:30-09:00", 1.5, slice(55, 57)),
        ("vehicles,begin,end", "9,2024-05-01T10:00:00,2024-05-01T11:30:00", 1.5, slice(58, 60)),
        ("vehicles,begin,end", "9,2024-04-28T23:00:00,2024-05-06T01:00:00", 170.0, slice(0, 168)),
        # Two o'clock in the zone is one o'clock of Greenwich in summer.
        ("vehicles,begin,end", "9,2024-04-29T01:00:00Z,2024-04-29T02:00:00Z", 1.0, slice(2, 3)),
    ],
)
def test_periods_are_hours_of_the_week(
    tmp_path: Path, columns: str, row: str, hours: float, at: slice
) -> None:
    counts, _ = read(tmp_path, f"edge,{columns}\n{EAST},{row}\n")
    assert counts.hours.sum() == pytest.approx(hours)
    assert counts.hours[:, at].sum() == pytest.approx(hours)
    assert counts.vehicles.tolist() == [float(row.split(",")[0])]


def test_hours_of_the_same_hour_of_the_week_are_summed(tmp_path: Path) -> None:
    begin = pd.date_range("2024-05-06", periods=24 * 21, freq="h", tz=ZONE)
    pd.DataFrame(
        {"edge": EAST, "count": 5, "begin": begin, "end": begin + pd.Timedelta("1h")}
    ).to_parquet(tmp_path / "year.parquet")
    counts, _ = read_counts(tmp_path / "year.parquet", ROADS, AREA, ZONE)
    assert len(counts) == 168
    assert (counts.vehicles == 15).all()
    assert np.allclose(counts.hours.sum(axis=0), 3)


def test_the_hours_that_a_clock_repeats_or_skips_are_left_out(tmp_path: Path) -> None:
    begin = pd.date_range("2024-03-01", "2024-11-01", freq="h", tz=ZONE).tz_localize(None)
    begin = begin.append(pd.DatetimeIndex(["2024-03-31T01:00"]))  # which does not exist
    table = pd.DataFrame({"edge": EAST, "vehicles": 5, "begin": begin})
    table["end"] = table["begin"] + pd.Timedelta("59min")
    table.to_csv(tmp_path / "year.csv", index=False)
    counts, report = read_counts(tmp_path / "year.csv", ROADS, AREA, ZONE)
    assert len(counts) == 168
    assert counts.vehicles.sum() == 5 * (len(table) - 3)
    assert "Left out 3 rows whose period" in str(report.remarks[0])


@pytest.mark.parametrize("crs", [4326, 3763])
def test_layers_in_any_crs_have_the_stations_of_their_points(tmp_path: Path, crs: int) -> None:
    points = gpd.GeoDataFrame(
        {"station": ["A", "A", "far"], "bearing": [0.0, 180.0, 0.0], "volume": [1.0, 2.0, 3.0]},
        geometry=shapely.points(AREA.to_geographic(np.array([[2, -90], [2, -90], [0, -900.0]]))),
        crs=4326,
    )
    points.to_crs(crs).to_file(tmp_path / "points.gpkg")
    counts, report = read_counts(tmp_path / "points.gpkg", ROADS, AREA, ZONE)
    assert report.places["name"].tolist() == ["A", "A"]
    assert counts.edge.tolist() == [[NORTH, -1], [SOUTH, -1]]
    assert counts.station.tolist() == [0, 0]
    assert report.places["metres"].tolist() == pytest.approx([2, 2], abs=0.1)
    assert report.places["degrees"].tolist() == pytest.approx([0, 0], abs=0.1)
    assert "1 count" in str(report.remarks[0])


def test_a_layer_of_other_roads_is_not_joined_by_the_numbers_of_its_segments(
    tmp_path: Path,
) -> None:
    lines = ROADS.lines[[EAST, EAST]]
    gpd.GeoDataFrame({"edge": [EAST, NORTH], "vehicles": [1, 2]}, geometry=lines, crs=4326).to_file(
        tmp_path / "lines.gpkg"
    )
    counts, report = read_counts(tmp_path / "lines.gpkg", ROADS, AREA, ZONE)
    assert counts.edge.tolist() == [[EAST, -1]]
    assert "not in this study area" in str(report.remarks[0])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("0,nan,", "no number"),
        ("0,-5,", "no number"),
        ("0,inf,", "no number"),
        ("0,1e9,", "vehicles an hour"),
        ("99,5,", "not in this study area"),
        ("-1,5,", "place or segment"),
        ("0.5,5,", "place or segment"),
        ("x,5,", "place or segment"),
        ("1e300,5,", "not in this study area"),
    ],
)
@pytest.mark.malformed
def test_bad_rows_are_left_out_and_counted(tmp_path: Path, row: str, why: str) -> None:
    good = "".join(f"{edge},10,{edge}\n" for edge in range(4))
    counts, report = read(tmp_path, f"edge,vehicles,station\n{good}{row}\n")
    assert len(counts) == 4
    assert why in str(report.remarks[0])


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        ("", Code.INPUT_EMPTY, "no data"),
        ("edge,vehicles\n", Code.INPUT_EMPTY, "no data"),
        ("edge,cars\n0,5\n", Code.INPUT_FIELD, "the vehicles"),
        ("name,vehicles\n0,5\n", Code.INPUT_FIELD, "the place"),
        ("edge,vehicles,begin\n0,5,2024-05-01\n", Code.INPUT_FIELD, "the begin or the end"),
        ("edge,vehicles,direction\n0,5,1\n2,6,2\n", Code.INPUT_FORMAT, "compass word"),
        ("edge,vehicles,direction\n0,5,left\n", Code.INPUT_FORMAT, "compass word"),
        ("edge,vehicles,hours\n0,5,Mon-Fry\n", Code.INPUT_FIELD, "time set"),
        ("edge,vehicles,date\n0,5,yesterday\n", Code.INPUT_FORMAT, "period cannot be read"),
        ("edge,vehicles,begin,end\n0,5,2024-05-02,2024-05-01\n", Code.INPUT_FORMAT, "ends before"),
        ("edge,vehicles,begin,end\n0,5,1900-01-01,2024-05-01\n", Code.INPUT_FORMAT, "20 years"),
        ("edge,vehicles\n0,5\n0,7\n", Code.INPUT_FIELD, "counted twice"),
        ("edge,vehicles,date\n0,5,2024-05-01\n0,7,2024-05-01\n", Code.INPUT_FIELD, "counted twice"),
        ("lon,lat,vehicles\n41.15,-308.6,5\n", Code.INPUT_CRS, "outside"),
        ("lon,lat,vehicles\n10,10,5\n", Code.INPUT_EMPTY, "farther than 50 m"),
        ("edge,vehicles\n77,5\n", Code.INPUT_EMPTY, "not in this study area"),
        ("edge,vehicles\n0,\n", Code.INPUT_FORMAT, "no number"),
        ('edge,vehicles\n0,"5\n', Code.INPUT_FORMAT, "quotation"),
        ("edge,vehicles\n\udcff,5\n", Code.INPUT_FORMAT, "UTF-8"),
    ],
)
@pytest.mark.malformed
def test_hostile_tables_are_refused_with_a_code(
    tmp_path: Path, text: str, code: Code, what: str
) -> None:
    path = tmp_path / "counts.csv"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(TrajganrError, match=what) as caught:
        read_counts(path, ROADS, AREA, ZONE)
    assert caught.value.code is code
    assert caught.value.next_action


@pytest.mark.malformed
def test_too_many_rows_counts_and_periods_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "MAX_ROWS", 3)
    monkeypatch.setattr("trajganr_core.data.counts.reading.MAX_COUNTS", 2)
    monkeypatch.setattr("trajganr_core.data.counts.table.MAX_PERIODS", 1)
    for rows, what in (("0\n1\n2\n3", "more than 3 counts"), ("0\n1\n2", "more than 2 counts")):
        with pytest.raises(TrajganrError, match=what) as caught:
            read(tmp_path, "edge,vehicles\n" + rows.replace("\n", ",5\n") + ",5\n")
        assert caught.value.code is Code.INPUT_FORMAT
    with pytest.raises(TrajganrError, match="more than 1 counts") as caught:
        read(tmp_path, "edge,vehicles,hours\n0,5,Mon\n1,5,Tue\n")
    assert caught.value.code is Code.INPUT_FORMAT


@pytest.mark.malformed
@pytest.mark.parametrize("name", ["bomb.csv.gz", "counts.parquet", "counts.gpkg", "counts.zip"])
def test_damaged_files_and_bombs_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PAR1 and nothing" if name.endswith("parquet") else b"\x1f\x8b\0\0damaged")
    if name.endswith("zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", "0" * (300 << 20))
    with pytest.raises(TrajganrError) as caught:
        read_counts(path, ROADS, AREA, ZONE)
    assert caught.value.code is Code.INPUT_FORMAT
