"""Simulated Porto on a grid of a few streets: labels are what the simulation says, and no more."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from harness import ROOT
from PIL import Image
from tiny_city import AREA

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.tasks import TASKS
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.street_view.pictures import read_index
from trajganr_core.training.finetuning.task_labels import labels_of

# Neither is installed.
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "resources" / "demo"))

from street_scene import Painter, Scene

from benchmarks.cities import PORTO_BOX as PORTO
from benchmarks.simulated_porto.city import City, Sources, make_city
from benchmarks.simulated_porto.input_trips import BEGIN, GPS_NOISE_M, input_trips
from benchmarks.simulated_porto.labels import true_labels
from benchmarks.simulated_porto.options import CityOptions, area_of
from benchmarks.simulated_porto.passes import passes_of
from benchmarks.simulated_porto.quarters import (
    ASIDE_M,
    DRAWN,
    PLACES,
    SHARES,
    SIDE_M,
    Quarters,
    draw_places,
    plan_quarters,
)
from benchmarks.simulated_porto.simulation import Record
from benchmarks.simulated_porto.streets import read_places

OPTIONS = CityOptions(seed=3, trips=240, hours=0.2, picture_every_m=1000.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("city") / "city"


@pytest.fixture(scope="module")
def city(sources: Sources, folder: Path) -> City:
    return make_city(sources, AREA, folder, OPTIONS, say=lambda _: None)


@pytest.fixture(scope="module")
def label_vehicles(city: City) -> set[str]:
    drivers = {trip.id: trip.driver for trip in city.trips}
    return {vehicle for vehicle in city.record.routes if drivers[vehicle] not in city.input_drivers}


def test_popularity_is_the_number_of_label_vehicles(city: City, label_vehicles: set[str]) -> None:
    count = Counter(edge for v in label_vehicles for edge in set(city.record.routes[v]))
    assert city.labels["trip_count"].tolist() == [count[k] for k in range(len(city.streets))]
    assert city.labels["trip_count"].max() > city.labels["trip_count"].median() > 0


def test_speed_is_the_length_over_the_duration_of_whole_passes(
    city: City, label_vehicles: set[str]
) -> None:
    speeds = defaultdict(list)
    for vehicle, fixes in city.record.fixes.groupby("vehicle"):
        if vehicle not in label_vehicles:
            continue
        seen = fixes[fixes["edge"] >= 0].drop_duplicates("edge")
        steps = seen[["t", "odometer"]].diff().shift(-1)
        for edge, (seconds, metres) in zip(seen["edge"][1:-1], steps.to_numpy()[1:-1], strict=True):
            speeds[edge].append(3.6 * metres / seconds)
    labels = city.labels["speed_kmh"].dropna()
    assert len(labels) > 50
    # Seen at full seconds, an edge begins up to a second late.
    raw = [np.mean(speeds[edge]) for edge in labels.index]
    assert np.abs(labels - raw).max() < 3
    assert abs((labels - raw).mean()) < 0.3


def test_hard_braking_is_a_loss_of_3_metres_per_second_within_a_second(
    city: City, label_vehicles: set[str]
) -> None:
    events: Counter[int] = Counter()
    metres = 0.0
    for vehicle, fixes in city.record.fixes.groupby("vehicle"):
        if vehicle not in label_vehicles:
            continue
        metres += fixes["odometer"].iloc[-1]
        brakes, edge = False, -1
        rows = list(zip(fixes["speed"], fixes["edge"], strict=True))
        for (before, at), (after, _) in pairwise(rows):
            edge = at if at >= 0 else edge
            hard = round(before - after, 2) >= 3
            events[edge] += hard and not brakes
            brakes = hard
    assert city.labels["braking_events"].tolist() == [events[k] for k in range(len(city.streets))]
    assert sum(events.values()) > 20
    assert city.labels["braking_km"].sum() == pytest.approx(metres / 1000)
    labels = city.labels.dropna(subset="braking_per_km")
    expected = labels["braking_events"] / labels["braking_km"]
    np.testing.assert_allclose(labels["braking_per_km"], expected)


def test_passes_are_interpolated_between_seconds_and_over_edges_without_fixes() -> None:
    # 10 m/s over edges of 50, 5 and 45 m, the middle one between two seconds, then to 5 m/s.
    t = np.arange(12.0)
    odometer = np.array([0, 10, 20, 30, 40, 48, 58, 68, 78, 86, 91, 96], dtype=float)
    fixes = pd.DataFrame(
        {
            "vehicle": "v0", "t": t, "x": 0.0, "y": 0.0, "odometer": odometer,
            "speed": [10, 10, 10, 10, 10, 10, 10, 10, 10, 6, 2, 2],
            "edge": [0] * 6 + [2] * 4 + [3] * 2,
            "pos": np.r_[odometer[:6], odometer[6:10] - 55, odometer[10:] - 90],
        }
    )  # fmt: skip
    record = Record(fixes, {"v0": [0, 1, 2, 3]}, {})
    passes = passes_of(record, np.array([50.0, 5.0, 35.0, 40.0]))
    assert passes["metres"].tolist() == pytest.approx([50, 5, 35, 6])
    assert passes["seconds"].tolist() == pytest.approx([5.2, 0.5, 4.1, 1.2])
    assert passes["whole"].tolist() == [False, True, True, False]
    # From 10 over 6 to 2 m/s is one event, where it begins.
    assert passes["events"].tolist() == [0, 0, 1, 0]


def test_input_vehicles_do_not_contribute_to_labels(city: City, folder: Path) -> None:
    own = {trip.id for trip in city.trips if trip.driver in city.input_drivers}
    record = city.record
    without = Record(
        record.fixes[~record.fixes["vehicle"].isin(own)],
        {vehicle: route for vehicle, route in record.routes.items() if vehicle not in own},
        record.lost,
    )
    passes = passes_of(without, city.streets.network.length_m)
    pd.testing.assert_frame_equal(true_labels(passes, (), city.streets, city.places), city.labels)
    trips = pd.read_csv(folder / "trips.csv")
    assert set(trips["driver_id"]) <= city.input_drivers
    assert set(trips["trip_id"]) == own & set(record.routes)
    drivers = {trip.driver for trip in city.trips}
    assert len(city.input_drivers) == round(0.1 * len(drivers))


def test_input_trips_are_sparse_and_noisy(city: City, folder: Path) -> None:
    trips = pd.read_csv(folder / "trips.csv")
    assert list(trips) == ["trip_id", "driver_id", "time", "lon", "lat"]
    gaps = trips.groupby("trip_id")["time"].diff().dropna()
    assert (gaps == OPTIONS.fix_every_s).all()
    trips["t"] = trips["time"] - BEGIN.timestamp()
    true = trips.merge(city.record.fixes, left_on=["trip_id", "t"], right_on=["vehicle", "t"])
    assert len(true) == len(trips)
    noise = AREA.to_local(true["lon"].to_numpy(), true["lat"].to_numpy()) - true[["x", "y"]]
    assert noise.to_numpy().std() == pytest.approx(GPS_NOISE_M, rel=0.2)


def test_the_interval_of_fixes_can_be_shorter(city: City) -> None:
    rng = np.random.default_rng(0)
    trips = input_trips(city.record.fixes, city.trips, city.input_drivers, AREA, 3, rng)
    gaps = trips.groupby("trip_id")["time"].diff().dropna()
    assert len(gaps) and (gaps == 3).all()


def test_the_bundle_has_the_simulated_labels_and_all_trips_as_input(
    city: City, folder: Path
) -> None:
    bundle = Bundle.load(folder / "bundle")
    for column in ("speed_kmh", "trip_count", "braking_per_km", "aoi_food", "aoi_tourism"):
        np.testing.assert_allclose(bundle.labels[column], city.labels[column])
    assert bundle.manifest.counts.label_drivers == 0
    assert bundle.manifest.counts.images == city.description["counts"]["pictures"]
    assert set(TASKS) - set(bundle.manifest.tasks) == {"slowdown"}
    for task in (TASKS[name] for name in bundle.manifest.tasks):
        known = city.labels[list(task.labels)].notna().all(axis=1)
        assert labels_of(bundle, task).known.tolist() == known.tolist()


def test_real_places_are_kept(city: City, sources: Sources) -> None:
    real = read_places(sources.nodes, sources.tourism, AREA)
    assert Counter(real["category"]) == {"food": 1, "tourism": 2}
    pd.testing.assert_frame_equal(city.places[: len(real)], real)
    counts = city.description["counts"]
    assert counts["real_places"] == len(real)
    assert counts["real_places"] + counts["simulated_places"] == len(city.places) > 100


def quarters_of(city: City, use: str) -> Quarters:
    """The whole city as one quarter."""
    middle = np.array([city.streets.outline.centroid.coords[0]])
    return Quarters(middle, np.array([use]))


def test_a_point_is_in_the_quarter_whose_middle_is_nearest() -> None:
    quarters = Quarters(np.array([[0.0, 0.0], [100.0, 0.0]]), np.array(["park", "school"]))
    points = np.array([[49.0, 30.0], [51.0, 30.0]])
    assert quarters.use_at(points).tolist() == ["park", "school"]


@pytest.mark.parametrize("use", SHARES)
def test_places_have_the_density_and_mix_of_their_quarter(city: City, use: str) -> None:
    places = draw_places(city.streets, quarters_of(city, use), np.random.default_rng(0))
    metres = city.streets.network.length_m.sum() / 2  # all are two-way, and none is fast
    count = Counter(places["category"])
    assert set(count) <= set(PLACES[use])
    for category, per_100_m in PLACES[use].items():
        expected = per_100_m * metres / 100
        assert count[category] == pytest.approx(expected, abs=4 * expected**0.5)


def test_places_are_next_to_roads(city: City) -> None:
    places = draw_places(city.streets, quarters_of(city, "shopping"), np.random.default_rng(0))
    xy = AREA.to_local(places["lon"].to_numpy(), places["lat"].to_numpy())
    away = shapely.distance(shapely.union_all(city.streets.lines), shapely.points(xy))
    assert away.max() < ASIDE_M[1] + 0.2  # degrees are rounded
    assert np.quantile(away, 0.1) > ASIDE_M[0]  # a few lie near a crossing road


def test_quarters_depend_only_on_the_seed(city: City) -> None:
    drawn = [plan_quarters(city.streets, np.random.default_rng(seed)) for seed in (0, 0, 1)]
    assert drawn[0].uses.tolist() == drawn[1].uses.tolist() != drawn[2].uses.tolist()
    west, south, east, north = city.streets.outline.bounds
    assert len(drawn[0].uses) >= (east - west) * (north - south) / SIDE_M**2


def test_main_roads_attract_shops_and_offices(city: City) -> None:
    quiet, main = (
        dataclasses.replace(city.streets, network=dataclasses.replace(network, highway=highway))
        for network in [city.streets.network]
        for highway in (np.full(len(network), "residential"), np.full(len(network), "primary"))
    )
    shares = []
    for streets in (quiet, main):
        drawn = [plan_quarters(streets, np.random.default_rng(seed)) for seed in range(100)]
        middles = np.concatenate([quarters.middles for quarters in drawn])
        uses = np.concatenate([quarters.uses for quarters in drawn])
        inside = shapely.contains_xy(streets.outline, *middles.T)
        shares.append(np.isin(uses[inside], DRAWN).mean())
    assert shares[0] == pytest.approx(sum(SHARES[use] for use in DRAWN), abs=0.1)
    assert shares[1] > 1.2 * shares[0]


def test_pictures_lie_on_the_roads_and_show_them(city: City, folder: Path) -> None:
    index = pd.read_csv(folder / "street_view" / "index.csv")
    assert len(read_index(folder / "street_view", AREA)) == len(index)
    km = city.streets.network.length_m.sum() / 1000 / 2  # all are two-way
    assert len(index) == pytest.approx(1000 * km / OPTIONS.picture_every_m, abs=2)
    xy = AREA.to_local(index["lon"].to_numpy(), index["lat"].to_numpy())
    roads = shapely.union_all(city.streets.lines)
    assert shapely.distance(roads, shapely.points(xy)).max() < 10
    pictures = {(folder / "street_view" / name).read_bytes() for name in index["file"]}
    assert len(pictures) == len(index)
    with Image.open(folder / "street_view" / index["file"][0]) as picture:
        assert len(picture.getcolors(1 << 16)) > 500


@pytest.mark.parametrize(("lanes", "lines"), [(1, 0), (2, 1), (3, 2)])
def test_lanes_of_a_one_way_street_are_drawn_side_by_side(lanes: int, lines: int) -> None:
    scene = Scene("shopping", "primary", 50, lanes, True, 90.0, False, 20.0, ())
    painter = Painter(scene, np.random.default_rng(0))
    between = painter._between_lanes()
    assert len(between) == lines
    edges = [painter.layout.left, *between, painter.layout.right]
    assert np.diff(edges).min() >= painter.layout.lane - 1e-9


def test_the_same_seed_makes_the_same_files(
    city: City, sources: Sources, folder: Path, tmp_path: Path
) -> None:
    again = make_city(sources, AREA, tmp_path / "again", OPTIONS, say=lambda _: None)
    assert again.description == city.description
    for name in ("labels.gpkg", "trips.csv", "city.json", "street_view/index.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name
    for picture in (folder / "street_view").glob("*.jpg"):
        same = tmp_path / "again" / "street_view" / picture.name
        assert same.read_bytes() == picture.read_bytes()


def test_another_seed_makes_another_city(city: City, sources: Sources, tmp_path: Path) -> None:
    options = dataclasses.replace(OPTIONS, seed=4)
    other = make_city(sources, AREA, tmp_path / "other", options, say=lambda _: None)
    assert not other.labels["trip_count"].equals(city.labels["trip_count"])


@pytest.mark.parametrize("share", [0.05, 0.2, 1.0])
def test_the_area_is_a_share_of_the_papers_box(share: float) -> None:
    area = area_of(share)
    whole = (PORTO.east - PORTO.west) * (PORTO.north - PORTO.south)
    assert (area.east - area.west) * (area.north - area.south) == pytest.approx(share * whole)
    assert area.west >= PORTO.west - 1e-9 and area.north <= PORTO.north + 1e-9


@pytest.mark.malformed
def test_fixes_without_time_between_them_are_refused() -> None:
    with pytest.raises(TrajganrError, match="fix_every_s") as caught:
        CityOptions(fix_every_s=0)
    assert caught.value.code is Code.INPUT_FIELD


@pytest.mark.malformed
def test_an_area_larger_than_the_papers_is_refused() -> None:
    with pytest.raises(TrajganrError) as caught:
        CityOptions(area_share=1.5)
    assert caught.value.code is Code.INPUT_FIELD
