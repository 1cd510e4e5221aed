"""A corridor over the crossing whose trips are known by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from crossing_bundle import EAST, NORTH, WEST, edge
from job_runs import run_job

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.files.received_files import declared, receive
from trajganr_core.contract.kinds.corridor import CorridorResult
from trajganr_core.data.bundle import Bundle

PEAK = "weekday morning peak"


def corridor(bundle: Bundle, out: Path, route: Path, least: int = 1, **more: Any) -> CorridorResult:
    result: CorridorResult = run_job(
        "corridor", out, bundle=bundle, route=route, min_drivers=least, **more
    )
    return result


def rows(out: Path, layer: str) -> pd.DataFrame:
    return pyogrio.read_dataframe(out / CorridorResult.FILE, layer=layer)


def segments(bundle: Bundle, folder: Path, *names: Any) -> Path:
    chosen = [edge(bundle, each) for each in names]
    path = folder / "segments.gpkg"
    lines = bundle.network.lines[chosen]
    gpd.GeoDataFrame({"edge": chosen}, geometry=lines, crs=4326).to_file(path)
    return path


def ends(bundle: Bundle) -> list[tuple[float, float]]:
    """A place west and one east of the crossing, on the roads."""
    lines = bundle.network.lines[[edge(bundle, WEST), edge(bundle, EAST)]]
    points = zip(lines, (0.1, 0.9), strict=True)
    return [line.interpolate(at, normalized=True).coords[0] for line, at in points]


def test_a_line_points_and_segments_give_the_same_corridor(
    crossing: Bundle, tmp_path: Path
) -> None:
    west, east = ends(crossing)
    line, csv = tmp_path / "line.gpkg", tmp_path / "points.csv"
    geometry = [shapely.LineString([west, east])]
    gpd.GeoDataFrame({"name": ["route"]}, geometry=geometry, crs=4326).to_file(line)
    csv.write_text(f"lon,lat\n{west[0]},{west[1]}\n{east[0]},{east[1]}\n")
    chosen = segments(crossing, tmp_path, EAST, WEST)
    tables = []
    for number, route in enumerate((line, csv, chosen)):
        out = tmp_path / str(number)
        result = corridor(crossing, out, route)
        assert result.counts["segments"] == 2 and result.counts["traversals"] == 3
        tables.append(rows(out, CorridorResult.TIMES))
    for table in tables[1:]:
        pd.testing.assert_frame_equal(tables[0], table)
    whole = tables[0][tables[0].source == "whole"].set_index("time_set")
    # Anna, Ben and Carla drive 400 m at 36 km/h, on Monday at 8:00.
    assert whole.loc["whole week", ["traversals", "vehicles"]].tolist() == [3, 3]
    assert whole.loc["whole week", "mean_s"] == pytest.approx(40, abs=0.5)
    assert whole.loc["Mon-Fri 08:00-09:00", ["day", "hour"]].tolist() == ["weekday", 8]
    stretches = rows(tmp_path / "2", CorridorResult.CORRIDOR)
    assert stretches.edge.tolist() == [edge(crossing, WEST), edge(crossing, EAST)]
    assert stretches.traversals.tolist() == [3, 3]  # who turns off to the north is not counted
    profile = rows(tmp_path / "2", CorridorResult.PROFILE)
    week = profile[profile.time_set == "whole week"]
    assert week.speed_kmh.to_numpy() == pytest.approx(36, abs=1)
    assert (tmp_path / "2" / CorridorResult.PICTURE).read_bytes().startswith(b"\x89PNG")


def test_nothing_of_too_few_drivers_is_written(crossing: Bundle, tmp_path: Path) -> None:
    route = segments(crossing, tmp_path, WEST, EAST)
    with pytest.raises(TrajganrError, match="of at least 4 drivers"):
        corridor(crossing, tmp_path / "out", route, least=4)
    with pytest.raises(TrajganrError, match="of at least 3 drivers at these times"):
        corridor(crossing, tmp_path / "out", route, least=3, time_sets=["Sun"])
    result = corridor(crossing, tmp_path / "out", route, least=3, time_sets=["Sat", "whole week"])
    table = rows(tmp_path / "out", CorridorResult.TIMES)
    assert set(table.time_set) == {"whole week", "Mon-Fri 08:00-09:00"}
    assert table.p95_s.notna().all()  # three drivers are at it: all took as long
    assert any(remark.startswith("Whole trips of fewer than 3") for remark in result.remarks)


def test_without_a_whole_or_composed_trip_the_table_of_times_is_empty_and_as_declared(
    crossing: Bundle, tmp_path: Path
) -> None:
    network, east = crossing.network, edge(crossing, EAST)
    follow = (network.source == network.target[east]) & (network.reverse != east)
    route = tmp_path / "route.csv"
    beyond = int(np.flatnonzero(follow)[0])  # where all trips have ended
    route.write_text(f"edge\n{edge(crossing, WEST)}\n{east}\n{beyond}\n")
    result = corridor(crossing, tmp_path / "out", route)
    assert result.counts["rows"] == 0
    file = CorridorResult.FILE
    receive(declared("corridor", file), file, tmp_path / "out" / file, lambda: None)


def test_before_and_after_are_the_same_statistics_and_their_difference(
    crossing: Bundle, tmp_path: Path
) -> None:
    route = segments(crossing, tmp_path, WEST, NORTH)
    days = {"period": "2013-07-01/2013-07-06", "period_after": "2013-07-06"}
    result = corridor(crossing, tmp_path / "out", route, **days)
    assert result.sides == ("before", "after")
    table = rows(tmp_path / "out", CorridorResult.TIMES)
    week = table[table.time_set == "whole week"].set_index("side")
    assert week.traversals[["before", "after"]].tolist() == [2, 2]
    assert week.mean_s["change"] == pytest.approx(0, abs=1e-6)
    with pytest.raises(TrajganrError, match="same trips at the same times"):
        corridor(crossing, tmp_path / "no", route, period="2013-07-01", period_after="2013-07-01")


def test_features_of_other_roads_and_several_lines_are_refused(
    crossing: Bundle, tmp_path: Path
) -> None:
    path = segments(crossing, tmp_path, WEST, EAST)
    frame = gpd.read_file(path)
    frame.assign(edge=frame.edge.to_numpy()[::-1]).to_file(path)
    with pytest.raises(TrajganrError, match="2 of 2 features of the route are no segments"):
        corridor(crossing, tmp_path / "out", path)
    apart = segments(crossing, tmp_path, WEST, ((2, 0), (2, 1)))
    gpd.read_file(apart).drop(columns="edge").to_file(apart)
    with pytest.raises(TrajganrError, match="2 lines that do not continue"):
        corridor(crossing, tmp_path / "out", apart)
    single = tmp_path / "one.csv"
    single.write_text("lon,lat\n-8.61,41.15\n")
    with pytest.raises(TrajganrError, match="has 1 points"):
        corridor(crossing, tmp_path / "out", single)


def test_a_corridor_has_its_openlr_reference_or_says_why_not(
    crossing: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openlr = pytest.importorskip("openlr")
    route = segments(crossing, tmp_path, WEST, EAST)
    result = corridor(crossing, tmp_path / "out", route)
    first = openlr.binary_decode(result.openlr).points[0]
    begin = crossing.network.lines[edge(crossing, WEST)].coords[0]
    assert (first.lon, first.lat) == pytest.approx(begin, abs=2e-5)
    assert any(result.openlr in str(line) for line in result.remarks)
    monkeypatch.setitem(sys.modules, "openlr", None)
    without = corridor(crossing, tmp_path / "without", route)
    assert without.openlr == ""
    assert any("cannot be imported" in str(line) for line in without.remarks)
