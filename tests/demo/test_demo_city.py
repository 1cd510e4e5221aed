"""The demo city in the repository: small, well formed, and worth learning from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from PIL import Image
from prepared_bundle import prepare_bundle

from trajganr_core.contract.options.time_sets import parse_time_set
from trajganr_core.contract.tasks import AOI_CATEGORIES, TASKS
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.local_time import is_in, times_of_week
from trajganr_core.utils.study_area import StudyArea

CITY = Path(__file__).resolve().parents[2] / "resources" / "demo" / "city"


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    city: dict[str, Any] = json.loads((CITY / "city.json").read_text("utf-8"))
    return city


@pytest.fixture(scope="module")
def area(description: dict[str, Any]) -> StudyArea:
    return StudyArea(*description["bbox"])


@pytest.fixture(scope="module")
def trips() -> pd.DataFrame:
    return pd.read_csv(CITY / "trips.csv")


@pytest.fixture(scope="module")
def pictures() -> pd.DataFrame:
    return pd.read_csv(CITY / "street_view" / "index.csv")


@pytest.fixture(scope="module")
def bundle(area: StudyArea, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    out = tmp_path_factory.mktemp("demo") / "bundle"
    prepare_bundle(
        trips=[CITY / "trips.csv"],
        roads=CITY / "roads.gpkg",
        images=CITY / "street_view",
        pois=CITY / "pois.gpkg",
        area=area,
        out=out,
    )
    return Bundle.load(out)


def test_the_city_is_small_enough_for_the_repository() -> None:
    assert sum(path.stat().st_size for path in CITY.rglob("*") if path.is_file()) < 4_000_000


def test_counts_equal_those_of_the_description(
    description: dict[str, Any], trips: pd.DataFrame, pictures: pd.DataFrame
) -> None:
    counts = description["counts"]
    assert trips["trip_id"].nunique() == counts["trips"]
    assert trips["driver_id"].nunique() == counts["drivers"]
    assert len(trips) == counts["fixes"]
    assert len(pictures) == counts["pictures"]
    assert len(gpd.read_file(CITY / "pois.gpkg")) == counts["places"]


def test_the_city_is_within_its_bounding_box(area: StudyArea, trips: pd.DataFrame) -> None:
    assert area.contains(trips["lon"].to_numpy(), trips["lat"].to_numpy()).all()
    west, south, east, north = gpd.read_file(CITY / "roads.gpkg").total_bounds
    assert area.contains(np.array([west, east]), np.array([south, north])).all()


def test_fixes_are_two_seconds_apart_and_each_trip_has_one_driver(trips: pd.DataFrame) -> None:
    by_trip = trips.groupby("trip_id", sort=False)
    assert (by_trip["time"].diff().dropna() == 2).all()
    assert (by_trip["driver_id"].nunique() == 1).all()


def test_drivers_drive_at_several_times_and_are_in_one_place(trips: pd.DataFrame) -> None:
    ends = trips.groupby("trip_id").agg(
        driver=("driver_id", "first"), begin=("time", "min"), end=("time", "max")
    )
    ends = ends.sort_values(["driver", "begin"])
    of_driver = ends.groupby("driver")
    assert (ends["begin"] > of_driver["end"].shift(fill_value=0)).all()
    hours = (ends["begin"] // 3600).groupby(ends["driver"]).nunique()
    assert len(hours) >= 40
    assert hours.min() > 1


def test_roads_are_slow_in_the_peaks(bundle: Bundle, trips: pd.DataFrame) -> None:
    minute, _ = times_of_week(trips["time"].to_numpy(), bundle.manifest.time_zone)
    speed = {
        name: trips["speed_kmh"][is_in(parse_time_set(name), minute)].mean()
        for name in ("weekday morning peak", "weekday evening peak", "20:00-06:00", "weekend")
    }
    free = speed["20:00-06:00"]
    assert speed["weekday morning peak"] < 0.9 * free
    assert speed["weekday evening peak"] < 0.9 * free
    assert max(speed["weekday morning peak"], speed["weekday evening peak"]) < speed["weekend"]


def test_every_picture_exists_and_can_be_opened(pictures: pd.DataFrame) -> None:
    for name in pictures["file"]:
        with Image.open(CITY / "street_view" / name) as picture:
            assert picture.size == (224, 168)


def test_every_kind_of_place_exists() -> None:
    assert set(gpd.read_file(CITY / "pois.gpkg")["category"]) == set(AOI_CATEGORIES)


def test_nearly_all_fixes_match_to_the_roads(bundle: Bundle, trips: pd.DataFrame) -> None:
    assert len(bundle.matched.t) > 0.98 * len(trips)


def test_every_task_has_labels_on_most_roads(bundle: Bundle) -> None:
    assert set(TASKS) - set(bundle.manifest.tasks) == {"slowdown"}  # its fixes are too dense
    for task in (TASKS[name] for name in bundle.manifest.tasks):
        supported = bundle.labels[task.support] >= task.minimum_support
        assert supported.mean() > 2 / 3, task.id


def test_labels_differ_between_roads(bundle: Bundle) -> None:
    labels = bundle.labels
    assert labels["speed_kmh"].min() < 20
    assert labels["speed_kmh"].max() > 60
    assert labels["trip_count"].quantile(0.9) > 3 * labels["trip_count"].quantile(0.2)
    assert 0.3 < (labels["braking_per_km"] > 0).mean() < 0.9
    leading = labels[list(TASKS["aoi"].labels)].idxmax(axis=1)
    assert leading.nunique() == len(AOI_CATEGORIES)


def test_most_roads_have_a_street_view(bundle: Bundle) -> None:
    assert bundle.images["edge"].nunique() > 0.6 * len(bundle.network.length_m)
