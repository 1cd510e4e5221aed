"""Speeds for routing programs, against those of the predicted roads."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from job_runs import predict_roads, run_job
from small_tiles import Edge, tile, write_archive
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.routing_export import RoutingExportResult
from trajganr_core.contract.records.bundle_manifest import LEDGER
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import road_of_edge

PEAK, SPEED = "weekday morning peak", "speed_kmh_weekday_morning_peak"
FIRST_WAY, FIRST_NODE = 5_000_000_000, 100


@pytest.fixture(scope="module")
def mapped(bundle: Bundle) -> Bundle:
    """The city, each road of which is a way of OpenStreetMap."""
    way = FIRST_WAY + road_of_edge(bundle.network)
    return replace(bundle, network=replace(bundle.network, osm_id=way))


def vertices(bundle: Bundle, edge: int) -> np.ndarray:
    """``(v, 2)`` longitude and latitude of a segment."""
    network = bundle.network
    part = slice(network.offsets[edge], network.offsets[edge + 1])
    return np.column_stack([network.lon[part], network.lat[part]])


def write_extract(bundle: Bundle, path: Path, ways: list[int]) -> dict[int, list[int]]:
    """The roads of some edges as ways; returns their nodes."""
    nodes, lines, of_way = [], [], {}
    number = FIRST_NODE
    for edge in ways:
        refs = []
        for lon, lat in vertices(bundle, edge):
            nodes.append(f'<node id="{number}" lat="{lat:.7f}" lon="{lon:.7f}"/>')
            refs.append(number)
            number += 1
        of_way[edge] = refs
        inside = "".join(f'<nd ref="{each}"/>' for each in refs)
        way = bundle.network.osm_id[edge]
        lines.append(f'<way id="{way}">{inside}<tag k="highway" v="residential"/></way>')
    path.write_text(f'<osm version="0.6">{"".join([*nodes, *lines])}</osm>', "utf-8")
    return of_way


def export(pretrained: Path, bundle: Bundle, out: Path, **params: Any) -> RoutingExportResult:
    result: RoutingExportResult = run_job(
        "routing_export", out, model=pretrained, bundle=bundle, **params
    )
    return result


@pytest.fixture(scope="module")
def predicted(pretrained: Path, tmp_path_factory: pytest.TempPathFactory) -> gpd.GeoDataFrame:
    path = tmp_path_factory.mktemp("predicted") / "roads.gpkg"
    predict_roads(pretrained, path, time_sets=[PEAK], each_hour=True, device="cpu")
    return gpd.read_file(path, layer="roads").sort_values("edge", ignore_index=True)


def test_both_tables_have_the_speeds_of_the_predicted_roads(
    pretrained: Path, bundle: Bundle, predicted: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    result = export(pretrained, bundle, tmp_path / "out", time_sets=[PEAK, "weekend"])
    assert result.files == ("speeds.csv", "speeds.parquet")
    assert result.time_sets == (PEAK, "weekend")
    table = pd.read_csv(tmp_path / "out" / "speeds.csv")
    layer = gpd.read_parquet(tmp_path / "out" / "speeds.parquet")
    assert list(layer.columns.drop("geometry")) == list(table.columns)
    names = ["edge", "from_node", "to_node", "osm_id", "direction", "length_m"]
    times = [f"{name}_weekend" for name in ("speed_kmh", "speed_kmh_low", "travel_s")]
    assert {*names, *times, SPEED} <= set(table.columns)
    assert "expected_passes_weekend" not in table
    for found in (table, layer):
        assert len(found) == result.counts["roads"] == len(bundle.network)
        np.testing.assert_array_equal(found[SPEED], predicted[SPEED])
    assert layer.crs.to_epsg() == 4326
    assert layer.geometry[3].equals_exact(predicted.geometry[3], 1e-9)


def test_without_a_time_the_whole_week_is_exported(
    pretrained: Path, bundle: Bundle, tmp_path: Path
) -> None:
    result = export(pretrained, bundle, tmp_path / "out")
    assert result.time_sets == ("whole week",)


def test_osrm_has_a_line_for_each_pair_of_nodes_and_direction(
    pretrained: Path, mapped: Bundle, predicted: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    network = mapped.network
    two_way = int(np.flatnonzero(network.reverse >= 0)[0])
    nodes = write_extract(mapped, tmp_path / "city.osm", [two_way])[two_way]
    options = {"time_sets": [PEAK], "extract": tmp_path / "city.osm"}
    result = export(pretrained, mapped, tmp_path / "out", **options)
    speeds, turns = "osrm/weekday_morning_peak.csv", "osrm/weekday_morning_peak_turns.csv"
    assert result.files[2:] == (speeds, turns)
    assert (tmp_path / "out" / turns).read_text() == ""  # nodes of one way only
    lines = (tmp_path / "out" / result.files[2]).read_text("ascii").splitlines()
    found = {tuple(map(int, line.split(",")[:2])): float(line.split(",")[2]) for line in lines}
    there, back = predicted[SPEED][[two_way, int(network.reverse[two_way])]]
    expected = {}
    for first, second in pairwise(nodes):
        expected |= {(first, second): there, (second, first): back}
    assert found.keys() == expected.keys()
    assert all(found[pair] == pytest.approx(expected[pair], abs=0.06) for pair in found)
    assert result.counts["node_pairs"] == len(found)
    assert f"{len(network) - 2:,} of {len(network):,}" in result.remarks[1]
    assert not untranslated(result.remarks)


def test_valhalla_has_the_speeds_of_each_edge_at_the_hours_of_the_week(
    pretrained: Path, mapped: Bundle, predicted: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    network = mapped.network
    edge = int(np.flatnonzero(network.reverse >= 0)[0])
    line = [(round(lat * 1e6), round(lon * 1e6)) for lon, lat in vertices(mapped, edge)]
    way = int(network.osm_id[edge])
    edges = [Edge(99, line), Edge(way, line, is_forward=False), Edge(way, line)]
    content = tile(2, 755245, edges)
    archive = write_archive(tmp_path / "tiles.tar", ("2/000/755/245.gph", content))
    result = export(pretrained, mapped, tmp_path / "out", tiles=archive)
    assert result.files[2:] == ("valhalla/2/000/755/245.csv",)
    assert result.counts["valhalla_edges"] == 2
    rows = [
        line.split(",")
        for line in (tmp_path / "out" / result.files[2]).read_text("ascii").splitlines()
    ]
    assert [row[0] for row in rows] == ["2/755245/1", "2/755245/2"]
    for row, of in zip(rows, (int(network.reverse[edge]), edge), strict=True):
        speeds = decoded(row[3])
        hours = np.array([predicted[f"speed_kmh_weekday_{hour:02}"][of] for hour in range(24)])
        hours /= 0.94  # the time that Valhalla adds at turns
        wednesday = speeds[3 * 288 : 4 * 288].reshape(24, 12).mean(axis=1)
        # Hours of a weekday are means over five days; 200 coefficients smooth them.
        assert np.abs(wednesday / hours - 1).mean() < 0.03
        assert 1 / int(row[2]) == pytest.approx((1 / hours[7:19]).mean(), rel=0.04)


def decoded(text: str) -> np.ndarray:
    stored = np.frombuffer(b64decode(text), ">i2").astype(float)
    angle = np.pi / 2016 * np.outer(np.arange(2016) + 0.5, np.arange(1, 200))
    return (2 / 2016) ** 0.5 * (stored[0] * 0.5**0.5 + np.cos(angle) @ stored[1:])


@pytest.mark.parametrize("source", ["extract", "tiles"])
def test_files_of_another_area_are_refused(
    pretrained: Path, mapped: Bundle, tmp_path: Path, source: str
) -> None:
    other = replace(mapped, network=replace(mapped.network, osm_id=mapped.network.osm_id + 10**6))
    if source == "extract":
        write_extract(other, tmp_path / "other.osm", [0])
        path = tmp_path / "other.osm"
    else:
        content = tile(2, 1, [Edge(3, [(41_150_000, -8_610_000), (41_151_000, -8_610_000)])])
        path = write_archive(tmp_path / "tiles.tar", ("2/000/000/001.gph", content))
    with pytest.raises(TrajganrError) as caught:
        export(pretrained, mapped, tmp_path / "out", **{source: path})
    assert caught.value.code == Code.INPUT_EMPTY
    assert path.name in str(caught.value)


def test_a_model_that_has_not_learned_times_is_refused(
    untrained: Path, bundle: Bundle, tmp_path: Path
) -> None:
    with pytest.raises(TrajganrError) as caught:
        export(untrained, bundle, tmp_path / "out")
    assert caught.value.code == Code.MODEL_MISSING


def test_gmns_has_the_delays_of_movements_at_the_times(
    pretrained: Path, bundle: Bundle, tmp_path: Path
) -> None:
    """What the tables are, tests/core/routing/test_gmns.py says."""
    options = {"time_sets": ["whole week"], "gmns": True, "min_drivers": 1}
    result = export(pretrained, bundle, tmp_path / "out", **options)
    names = ["config", "node", "link", "link_tod", "movement", "movement_tod"]
    assert list(result.files[2:]) == [f"gmns/{name}.csv" for name in names]
    tables = {name: pd.read_csv(tmp_path / "out" / "gmns" / f"{name}.csv") for name in names}
    assert len(tables["movement"]) == result.counts["movements"]
    speeds = pd.read_csv(tmp_path / "out" / "speeds.csv")
    of_links = tables["link_tod"].merge(speeds, left_on="link_id", right_on="edge")
    assert len(of_links) == len(tables["link"])
    assert (of_links["speed"] == of_links["speed_kmh_whole_week"]).all()
    at_times = tables["movement_tod"]
    assert 0 < len(at_times) <= len(tables["movement"])
    assert set(at_times["time_day"]) == {"11111110_0000_2400"}
    assert at_times["penalty"].ge(0).all()
    last = json.loads((bundle.path / LEDGER).read_text("utf-8").splitlines()[-1])
    assert (last["kind"], last["min_drivers"]) == ("routing_export", 1)
    assert not untranslated(result.remarks)


def test_gmns_has_volumes_of_links_and_movements_if_there_are_counts(
    pretrained: Path, bundle: Bundle, tmp_path: Path
) -> None:
    passes = np.bincount(bundle.matched.pass_edge, minlength=len(bundle.network))
    edge = np.flatnonzero(passes > 0)[::3]
    counts = tmp_path / "counts.csv"
    pd.DataFrame({"edge": edge, "vehicles": 20 * passes[edge]}).to_csv(counts, index=False)
    options = {"time_sets": ["whole week"], "min_drivers": 1, "counts": str(counts)}
    export(pretrained, bundle, tmp_path / "out", **options)
    links, movements = (
        pd.read_csv(tmp_path / "out" / "gmns" / f"{name}_tod.csv") for name in ("link", "movement")
    )
    volume = links.set_index("link_id")["volume"]
    assert volume.gt(0).all()
    turning = movements.groupby("ib_link_id")["volume"].sum()
    # U-turns that nobody is known to make have no row, and no vehicles.
    np.testing.assert_allclose(turning, volume[turning.index], rtol=0.02, atol=0.3)


def test_each_segment_has_an_openlr_reference(
    pretrained: Path, bundle: Bundle, tmp_path: Path
) -> None:
    """What the references are, tests/core/routing/test_openlr.py says."""
    openlr = pytest.importorskip("openlr")
    result = export(pretrained, bundle, tmp_path / "out", openlr=True)
    assert result.files[2:] == ("openlr.csv",)
    table = pd.read_csv(tmp_path / "out" / "openlr.csv")
    assert table["edge"].tolist() == list(range(len(bundle.network)))
    assert result.counts["references"] == len(table)
    assert all(len(openlr.binary_decode(text).points) > 1 for text in table["openlr"])
