"""Real trips on real roads: Porto's taxis of two days, from the challenge's file to predictions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from harness import ROOT, Parameter
from qgis_python import QgisSession

from trajganr_core.contract.protocol.client import Client
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import passes_of_bundle
from trajganr_core.data.roads.drivable import CLOSED, DRIVABLE

PORTO = ROOT.parent / "shared" / "data" / "porto"
TRIPS = PORTO / "train_2013-07-01_02.csv.zip"
ROADS = PORTO / "osm_roads.gpkg"

#: The middle of the paper's box: most trips, a third of the roads.
WEST, SOUTH, EAST, NORTH = -8.655, 41.14, -8.60, 41.172
EXTENT = f"{WEST},{EAST},{SOUTH},{NORTH} [EPSG:4326]"

#: Modest, for two cores without a GPU.
PRETRAIN: dict[str, Parameter] = {
    "EPOCHS": 1,
    "BATCH_SIZE": 128,
    "LEARNING_RATE": 1e-3,
    "DIMENSION": 32,
    "LAYERS": 1,
    "WEIGHTS": "none",
}
FINETUNE: dict[str, Parameter] = {
    "TASKS": ["speed", "popularity"],
    "EPOCHS": 2,
    "LEARNING_RATE": 1e-3,
    "TRIPS_PER_LOCATION": 8,
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not TRIPS.is_file(),
        reason="needs Porto's trips in ../shared/data, which are not in this repository",
    ),
]


@dataclass(frozen=True)
class Porto:
    """The results of the whole workflow."""

    bundle: dict[str, int]
    metrics: dict[str, dict[str, float]]
    roads: gpd.GeoDataFrame
    passes: pd.DataFrame
    through: int
    flows: gpd.GeoDataFrame
    matrix: pd.DataFrame
    changes: pd.DataFrame
    report: bytes


@pytest.fixture(scope="module")
def porto(qgis: QgisSession, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Porto:
    folder = tmp_path_factory.mktemp("porto")
    trips, roads = folder / "trips.gpkg", folder / "roads.gpkg"
    qgis.run("loadtrips", FILE=TRIPS, OUTPUT=trips)
    bundle = qgis.run("prepare", TRIPS=trips, ROADS=ROADS, EXTENT=EXTENT)["BUNDLE"]
    model = qgis.run("pretrain", BUNDLE=bundle, **PRETRAIN)["MODEL"]
    tuned = qgis.run("finetune", MODEL=model, BUNDLE=bundle, **FINETUNE)["MODEL"]
    qgis.run("predictroads", MODEL=tuned, OUTPUT=roads)
    predicted = pyogrio.read_dataframe(roads, layer="roads")
    through = int(predicted.edge[predicted.trips.idxmax()])
    chosen = f"{roads}|layername=roads|subset=edge = {through}"
    flows = {name: folder / f"{name}.gpkg" for name in ("OUTPUT", "ENDS", "HOURS", "MATRIX")}
    outputs = {name: flows[name] for name in ("OUTPUT", "ENDS", "HOURS")}
    qgis.run("selectlink", BUNDLE=bundle, THROUGH=chosen, **outputs)
    zones = {"ZONES": write_zones(folder / "zones.gpkg"), "ZONE_FIELD": "name"}
    qgis.run("odmatrix", BUNDLE=bundle, **zones, OUTPUT=folder / "l.gpkg", MATRIX=flows["MATRIX"])
    days = {"PERIOD": "2013-07-01", "PERIOD_AFTER": "2013-07-02", "OUTPUT": folder / "c.gpkg"}
    qgis.run("changes", BUNDLE=bundle, **days)
    qgis.run("areareport", MODEL=tuned, OUTPUT=folder / "report.pdf")
    with Client.connect(home) as client:
        prepared, finetuned = (client.job(id).result for id in (bundle, tuned))
    return Porto(
        bundle=prepared["counts"],
        metrics=finetuned["metrics"],
        roads=predicted,
        passes=passes_in(home / "bundles" / bundle),
        through=through,
        flows=pyogrio.read_dataframe(flows["OUTPUT"], layer="OUTPUT"),
        matrix=pyogrio.read_dataframe(flows["MATRIX"]),
        changes=pyogrio.read_dataframe(folder / "c.gpkg", layer="c"),
        report=(folder / "report.pdf").read_bytes(),
    )


def write_zones(path: Path) -> Path:
    """A western and an eastern half of the area."""
    middle = (WEST + EAST) / 2
    halves = [shapely.box(WEST, SOUTH, middle, NORTH), shapely.box(middle, SOUTH, EAST, NORTH)]
    frame = gpd.GeoDataFrame({"name": ["west", "east"]}, geometry=halves, crs="EPSG:4326")
    frame.to_file(path)
    return path


def passes_in(folder: Path) -> pd.DataFrame:
    """The passes of a bundle that observed traffic counts, with their expected amounts."""
    bundle = Bundle.load(folder)
    table, _ = passes_of_bundle(bundle)
    trips = bundle.matched
    return pd.DataFrame(
        {
            "trip": trips.trip_id[table.piece],
            "driver": trips.driver_id[table.piece],
            "edge": table.edge,
            "day": table.local_day,
            "km": table.weight * table.metres / 1000,
            "hours": table.weight * table.seconds / 3600,
        }
    )


def test_most_trips_are_matched(porto: Porto) -> None:
    assert porto.bundle["trips"] > 5000


def test_every_drivable_directed_segment_has_a_prediction(porto: Porto) -> None:
    assert len(porto.roads) == porto.bundle["edges"] > 4_000
    assert set(porto.roads.direction) == {"forward", "backward"}
    assert porto.roads.speed_kmh.between(0, 150).all()
    assert porto.roads.popularity_class.between(0, 4).all()


def test_no_drivable_way_of_openstreetmap_is_left_out(porto: Porto) -> None:
    box = (WEST, SOUTH, EAST, NORTH)
    ways = pyogrio.read_dataframe(ROADS, bbox=box, fid_as_index=True)
    open_to_cars = ways.highway.isin(DRIVABLE) & ~ways.access.isin(CLOSED)
    drivable = ways[open_to_cars & ways.intersects(shapely.box(*box))]
    assert set(porto.roads.source_fid) == set(drivable.index)


def test_predictions_can_be_joined_by_edge_and_by_way(porto: Porto) -> None:
    assert porto.roads.duplicated(["source_fid", "direction"]).any()
    assert porto.roads.edge.is_unique
    way = pyogrio.read_dataframe(ROADS, fid_as_index=True, read_geometry=False).osm_id
    assert (way[porto.roads.source_fid].astype("int64") == porto.roads.osm_id.to_numpy()).all()


def test_the_speed_of_held_out_roads_beats_the_training_mean(porto: Porto) -> None:
    speed = porto.metrics["speed"]
    assert speed["mae"] < speed["baseline_mae"]


def test_the_popularity_of_held_out_roads_beats_the_majority_class(porto: Porto) -> None:
    popularity = porto.metrics["popularity"]
    assert popularity["f1_macro"] > popularity["baseline_f1_macro"]


def test_flows_are_those_of_a_count_of_trips_by_sets(porto: Porto) -> None:
    through = set(porto.passes.trip[porto.passes.edge == porto.through])
    here = porto.passes[porto.passes.trip.isin(through)]
    counted = here.groupby("edge").agg(
        trip_count=("trip", "nunique"), vehicles=("driver", "nunique")
    )
    driver = here.groupby("trip").driver.first()
    # Trips that drive through, but not over the road, follow by subtraction.
    beside = here.groupby("edge").trip.agg(lambda trips: driver.drop(trips.unique()).nunique())
    expected = counted[(counted.vehicles >= 5) & ~beside.between(1, 4)]
    flows = porto.flows.set_index("edge").sort_index()
    pd.testing.assert_frame_equal(
        flows[["trip_count", "vehicles"]].astype("int64"), expected, check_names=False,
        check_index_type=False,
    )  # fmt: skip
    assert flows.share[porto.through] == 1
    assert len(counted) > len(expected) > 100
    assert flows.share.to_numpy() == pytest.approx(expected.trip_count / len(through), abs=1e-4)


def test_the_matrix_has_all_trips_between_the_halves(porto: Porto) -> None:
    assert set(zip(porto.matrix.origin, porto.matrix.destination, strict=True)) == {
        (origin, destination) for origin in ("west", "east") for destination in ("west", "east")
    }
    assert 0.9 * porto.bundle["trips"] < porto.matrix.trip_count.sum() <= porto.bundle["trips"]


def test_changes_between_two_days_are_those_of_other_sums(porto: Porto) -> None:
    """Trips, drivers and speeds of both days, and which roads are withheld, by pandas."""
    sides = {}
    for side, day in (("before", 15887), ("after", 15888)):
        passes = porto.passes[porto.passes.day == day].groupby("edge")
        found = passes.agg(
            trips=("trip", "nunique"),
            vehicles=("driver", "nunique"),
            km=("km", "sum"),
            hours=("hours", "sum"),
        )
        sides[side] = found[found.vehicles >= 5]
    table = porto.changes.set_index("edge")
    assert set(table.index) == set(sides["before"].index) | set(sides["after"].index)
    for side, expected in sides.items():
        known = table[f"trips_{side}"].dropna()
        assert known.to_dict() == expected.trips.to_dict()
        assert table[f"vehicles_{side}"].dropna().to_dict() == expected.vehicles.to_dict()
        speed = table[f"speed_kmh_{side}"].dropna()
        assert (speed - expected.km / expected.hours).abs().max() < 0.01
    both = table[table.known == "both"]
    assert len(both) > 1500
    assert both.speed_changed.isin(["up", "down", "no"]).all()
    # ordinary days differ on few roads
    assert 0 < both.speed_changed.isin(["up", "down"]).mean() < 0.05


def test_the_report_has_a_page_for_each_of_its_parts_and_can_be_mailed(porto: Porto) -> None:
    (pages,) = re.findall(rb"/Count (\d+)", porto.report)
    assert 4 <= int(pages) <= 8
    assert len(porto.report) < 8_000_000
