"""Sparse trips are recovered: positions often enough, and ways with probabilities."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import geopandas as gpd
import pytest
from tiny_city import TinyCity

from trajganr_core.contract.kinds.recover import RecoverParams, RecoverResult
from trajganr_core.jobs.recover import run
from trajganr_core.utils.progress import silent

pytestmark = pytest.mark.filterwarnings("ignore:Measured")
#: Every so many fixes are 90 s apart.
EVERY = 6


@pytest.fixture
def sparse(tiny_city: TinyCity, tmp_path: Path) -> Path:
    """The city's trips with a fix each 90 s, a row each."""
    path = tmp_path / "sparse.csv"
    with tiny_city.trips.open(encoding="utf-8") as trips, path.open("w", encoding="utf-8") as out:
        out.write("trip,driver,time,lon,lat\n")
        for row in csv.DictReader(trips):
            for number, (lon, lat) in list(enumerate(json.loads(row["POLYLINE"])))[::EVERY]:
                t = int(row["TIMESTAMP"]) + 15 * number
                out.write(f"{row['TRIP_ID']},{row['TAXI_ID']},{t},{lon},{lat}\n")
    return path


def recover(sparse: Path, city: TinyCity, recover: str) -> tuple[RecoverResult, Path]:
    out = sparse.parent / recover
    out.mkdir()
    params = RecoverParams(
        trips=(str(sparse),),
        roads=str(city.roads),
        bbox=city.area.bbox,
        recover=recover,
        every_s=20,
    )
    return run(params, out, silent), out / RecoverResult.FILE


def test_gaps_get_ways_with_probabilities_and_positions_often_enough(
    tiny_city: TinyCity, sparse: Path
) -> None:
    result, file = recover(sparse, tiny_city, "auto")
    gaps, positions, paths = (
        gpd.read_file(file, layer=layer) for layer in ("gaps", "positions", "paths")
    )
    assert result.counts["positions"] == len(positions)
    assert result.counts["gaps"] == result.counts["fixes"] - result.counts["pieces"]
    assert len(gaps.groupby(["piece", "gap"])) <= result.counts["gaps"] <= len(gaps)
    assert gaps["probability"].between(0, 1).all()
    assert gaps["probability"].nunique() > 2
    assert any(each.template.startswith("Recovered the ways") for each in result.remarks)
    waited = positions.groupby("piece")["time"].diff().dt.total_seconds()
    assert waited.max() <= 20
    assert positions.groupby("piece")["distance_m"].diff().min() > -1e-6
    assert (~positions["recovered"]).sum() == result.counts["fixes"]
    assert paths["probability"].between(gaps["probability"].min(), 1).all()


def test_without_recovery_the_same_gaps_have_the_shortest_way(
    tiny_city: TinyCity, sparse: Path
) -> None:
    result, file = recover(sparse, tiny_city, "never")
    gaps = gpd.read_file(file, layer="gaps")
    assert len(gaps.groupby(["piece", "gap"])) == pytest.approx(result.counts["gaps"], rel=0.05)
    assert not any(each.template.startswith("Recovered the ways") for each in result.remarks)
