"""Preparing a study area, and the bundle on disk."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import town
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from trajganr_core.data.bundle import Bundle, read_manifest
from trajganr_core.data.matching import MatchedTrips, match_trips
from trajganr_core.data.network import Network
from trajganr_core.data.prepare import prepare_bundle, split_by_driver
from trajganr_core.errors import Code, TrajganrError, cancelled

DRIVERS = 4


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Roads, trips with measured speed, places and one picture of the town."""
    root = tmp_path_factory.mktemp("files")
    rows = ["trip_id,driver_id,time,lon,lat,speed_kmh"]
    for trip in range(8):
        east = trip % 2 == 0
        for second in range(0, 40, 2):
            x = 10 * second if east else 400 - 10 * second
            lon, lat = town.lon_lat([(x, 200)])[0]
            rows.append(f"t{trip},d{trip % DRIVERS},{town.START + second},{lon},{lat},36")
    (root / "trips.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    lon, lat = town.lon_lat([(100, 210)])[0]
    (root / "pois.csv").write_text(f"lon,lat,category\n{lon},{lat},food\n", encoding="utf-8")
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "jpeg")
    (root / "a.jpg").write_bytes(buffer.getvalue())
    (root / "index.csv").write_text(f"id,file,lon,lat\n1,a.jpg,{lon},{lat}\n", encoding="utf-8")
    return {
        "trajectories": [root / "trips.csv"],
        "roads": town.write_streets(root / "roads.gpkg"),
        "images": root / "index.csv",
        "pois": root / "pois.csv",
        "area": town.AREA,
    }


@pytest.fixture(scope="module")
def bundle(files: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The town, prepared."""
    return prepare_bundle(**files, out=tmp_path_factory.mktemp("bundles") / "town", name="Town")


def test_a_bundle_holds_everything_of_the_study_area(bundle: Bundle) -> None:
    counts = bundle.manifest["counts"]
    assert counts == {
        "edges": 22,
        "trips": 8,
        "pieces": 8,
        "label_pieces": 4,
        "fixes": 160,
        "images": 1,
    }
    assert bundle.manifest["name"] == "Town"
    assert bundle.manifest["notes"] == {}
    assert set(bundle.manifest["tasks"]) == {"speed", "popularity", "aoi", "braking"}
    assert len(bundle.labels) == len(bundle.network)
    assert Path(bundle.images.path[0]).is_file()
    assert Path(bundle.images.path[0]).is_absolute()
    assert [source["name"] for source in bundle.manifest["sources"]] == [
        "trips.csv",
        "roads.gpkg",
        "index.csv",
        "pois.csv",
    ]


def test_labels_come_from_label_trips_only(bundle: Bundle) -> None:
    passes = bundle.is_label[bundle.trips.trip_of_pass]
    driven = np.bincount(bundle.trips.pass_edge[passes], minlength=len(bundle.network))
    np.testing.assert_array_equal(bundle.labels.trip_count, driven)
    speeds = bundle.labels.speed_kmh.dropna()
    np.testing.assert_allclose(speeds, 36, rtol=0.01)


def test_a_bundle_is_the_same_after_loading(bundle: Bundle, files: dict[str, Any]) -> None:
    loaded = Bundle.load(bundle.path)
    raw = match_trips(
        dataclasses.replace(
            town.trips([[(0, 200), (50, 200), (100, 200)]]),
        ),
        loaded.network,
        town.AREA,
    )
    assert raw.pass_edge.max() < len(loaded.network)
    for field in dataclasses.fields(Network):
        np.testing.assert_array_equal(
            getattr(loaded.network, field.name), getattr(bundle.network, field.name)
        )
    for field in dataclasses.fields(MatchedTrips):
        np.testing.assert_array_equal(
            getattr(loaded.trips, field.name), getattr(bundle.trips, field.name)
        )


def test_the_same_files_give_the_same_id_and_other_seeds_another(
    bundle: Bundle, files: dict[str, Any], tmp_path: Path
) -> None:
    again = prepare_bundle(**files, out=tmp_path / "again", name="Other name")
    other = prepare_bundle(**files, out=tmp_path / "other", seed=1)
    assert again.manifest["id"] == bundle.manifest["id"]
    assert other.manifest["id"] != bundle.manifest["id"]


def test_what_cannot_be_labelled_is_said(files: dict[str, Any], tmp_path: Path) -> None:
    table = pd.read_csv(files["trajectories"][0])
    sparse = tmp_path / "sparse.csv"
    table[table.time % 4 == 0].to_csv(sparse, index=False)
    wanted = {**files, "trajectories": [sparse], "images": None, "pois": None}
    bundle = prepare_bundle(**wanted, out=tmp_path / "out")
    assert set(bundle.manifest["tasks"]) == {"speed", "popularity"}
    assert "2 s apart" in bundle.manifest["notes"]["braking"]
    assert "No places" in bundle.manifest["notes"]["aoi"]
    assert bundle.images.empty
    assert not {"braking_per_km", "aoi_food"} & set(bundle.labels)


def test_several_files_of_trips_are_taken_together(files: dict[str, Any], tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    table = pd.read_csv(files["trajectories"][0])
    table.assign(trip_id="x" + table.trip_id).to_csv(more, index=False)
    wanted = {**files, "trajectories": [*files["trajectories"], more]}
    assert prepare_bundle(**wanted, out=tmp_path / "out").manifest["counts"]["trips"] == 16


def test_a_cancelled_preparation_leaves_nothing_behind(
    files: dict[str, Any], tmp_path: Path
) -> None:
    def cancel(stage: str, fraction: float, /, **figures: float) -> None:
        if stage == "copying pictures":
            raise cancelled()

    with pytest.raises(TrajganrError):
        prepare_bundle(**files, out=tmp_path / "out", progress=cancel)
    assert not list(tmp_path.iterdir())


def test_a_bundle_replaces_a_bundle_but_nothing_else(files: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepare_bundle(**files, out=out, name="first")
    assert prepare_bundle(**files, out=out, name="second").manifest["name"] == "second"
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("ten years")
    with pytest.raises(TrajganrError) as error:
        prepare_bundle(**files, out=precious)
    assert error.value.code is Code.INPUT_FIELD
    assert (precious / "thesis.txt").read_text() == "ten years"


def test_pictures_far_away_are_an_error_not_a_silent_loss(
    files: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(TrajganrError) as error:
        prepare_bundle(**files, out=tmp_path / "out", image_distance_m=5)
    assert error.value.code is Code.INPUT_EMPTY


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_an_impossible_label_share_is_refused(
    files: dict[str, Any], tmp_path: Path, share: float
) -> None:
    with pytest.raises(TrajganrError) as error:
        prepare_bundle(**files, out=tmp_path / "out", label_share=share)
    assert error.value.code is Code.INPUT_FIELD


def test_a_folder_without_manifest_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as error:
        Bundle.load(tmp_path)
    assert error.value.code is Code.INPUT_NOT_FOUND


def test_a_bundle_of_another_format_is_refused(bundle: Bundle, tmp_path: Path) -> None:
    manifest = {**read_manifest(bundle.path), "format": 0}
    (tmp_path / "bundle.json").write_text(json.dumps(manifest))
    with pytest.raises(TrajganrError) as error:
        Bundle.load(tmp_path)
    assert error.value.code is Code.INPUT_FORMAT


@given(
    st.lists(st.sampled_from(["", "a", "b", "c", "d"]), min_size=1, max_size=12),
    st.floats(0, 0.99),
    st.integers(0, 99),
)
def test_no_driver_makes_both_labels_and_input(
    bundle: Bundle, drivers: list[str], share: float, seed: int
) -> None:
    trips = bundle.trips.take(np.arange(len(drivers)) % len(bundle.trips))
    trips = dataclasses.replace(
        trips,
        driver_id=np.array(drivers, dtype=object),
        trip_id=np.array([f"t{i}" for i in range(len(drivers))], dtype=object),
    )
    is_label = split_by_driver(trips, share, seed)
    known = {d for d in drivers if d}
    for driver in known:
        assert len({is_label[i] for i, d in enumerate(drivers) if d == driver}) == 1
    if share > 0 and len(known) + drivers.count("") > 1:
        assert 0 < is_label.sum() < len(drivers)
    if share == 0:
        assert not is_label.any()
