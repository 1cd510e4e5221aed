"""Preparing a study area, and the bundle on disk."""

from __future__ import annotations

import dataclasses
import io
import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import town
from PIL import Image

from trajganr_core.contract.atomic_io import sha256_of
from trajganr_core.contract.bundle_manifest import BundleManifest
from trajganr_core.contract.data_config import LabelOptions, PrepareConfig, TripOptions
from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.json_records import encode
from trajganr_core.data.bundle import Bundle, read_coverage, trip_batches
from trajganr_core.data.preparation import prepare, trip_stage
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.data.preparation.stages import Stage, StageCache
from trajganr_core.data.readers import TripSource, open_trips
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.executors.base import SERIAL
from trajganr_core.executors.process_pool import ProcessPool

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
    out = tmp_path_factory.mktemp("bundles") / "town"
    prepare_bundle(**files, out=out, config=PrepareConfig(name="Town"))
    return Bundle.load(out)


@pytest.fixture
def own(files: dict[str, Any], tmp_path: Path) -> dict[str, Any]:
    """Copies of the files that a test may change."""
    root = tmp_path / "files"
    shutil.copytree(files["roads"].parent, root)
    return {
        name: root / value.name if isinstance(value, Path) else value
        for name, value in files.items()
    } | {"trajectories": [root / path.name for path in files["trajectories"]]}


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """Names of the stages that were run, not taken from the cache, which is the test's own."""
    run: list[str] = []

    class RecordingCache(StageCache):
        def run(self, name: str, *args: Any) -> Stage:
            stage = super().run(name, *args)
            if not stage.reused:
                run.append(name)
            return stage

    monkeypatch.setattr(prepare, "StageCache", lambda: RecordingCache(tmp_path / "stages"))
    yield run


ALL = ["roads", "trips", "labels-of-trips", "labels-of-places", "pictures", "passes"]


@pytest.mark.parametrize(
    ("chosen", "side", "expected"),
    [
        (
            "auto",
            "right",
            "Driving side: right, assumed because no country here drives on the left.",
        ),
        ("left", "left", "Driving side: left, as chosen."),
    ],
)
def test_a_bundle_has_the_driving_side_and_its_reason(
    chosen: str, side: str, expected: str, own: dict[str, Any], tmp_path: Path
) -> None:
    prepare_bundle(**own, out=tmp_path / "out", config=PrepareConfig(driving_side=chosen))
    bundle = Bundle.load(tmp_path / "out")
    assert bundle.driving_side == side
    assert expected in bundle.manifest.remarks["roads"]


@pytest.mark.parametrize(("chosen", "zone"), [("", "Europe/Lisbon"), ("Asia/Tokyo", "Asia/Tokyo")])
def test_a_bundle_has_the_time_zone_of_its_roads_or_the_one_that_is_chosen(
    chosen: str, zone: str, own: dict[str, Any], tmp_path: Path
) -> None:
    config = PrepareConfig(local_time_zone=chosen, time_zone="UTC")
    prepare_bundle(**own, out=tmp_path / "out", config=config)
    manifest = Bundle.load(tmp_path / "out").manifest
    assert manifest.time_zone == zone
    assert manifest.remarks["local time"] == (
        f"Local times are those of {zone}.",
        "Times without a time zone were read as times of UTC, which is not the zone of the study "
        "area.",
    )


def test_label_trips_on_foot_make_no_speed_and_are_counted(
    own: dict[str, Any], tmp_path: Path
) -> None:
    before = prepare_bundle(**own, out=tmp_path / "before")
    trips = pd.read_csv(own["trajectories"][0])
    first = trips.groupby("trip_id")["time"].transform("min")
    # Every trip takes ten times as long, so that all vehicles are as slow as walkers.
    trips["time"] = first + 20 * (trips["time"] - first)
    trips.to_csv(own["trajectories"][0], index=False)
    manifest = prepare_bundle(**own, out=tmp_path / "out", config=PrepareConfig(max_gap_s=0))
    counts = manifest.dropped["passes of label trips"]
    assert before.dropped["passes of label trips"]["on_foot"] == 0
    assert counts["on_foot"] + counts["standing"] > 0
    assert Bundle.load(tmp_path / "out").labels["speed_passes"].sum() == 0
    assert any("on foot" in line for line in manifest.remarks["passes of label trips"])


def test_hashed_ids_are_not_in_the_bundle_nor_is_the_salt(
    own: dict[str, Any], tmp_path: Path, stages: list[str]
) -> None:
    plain = prepare_bundle(**own, out=tmp_path / "plain")
    salt = "a long random text"
    manifest = prepare_bundle(**own, out=tmp_path / "hashed", id_salt=salt)
    assert stages.count("trips") == 2  # those with other ids are not taken from the cache
    ids = {*Bundle.load(tmp_path / "plain").trips.trip_id}
    ids |= {*Bundle.load(tmp_path / "plain").trips.driver_id}
    hashed = Bundle.load(tmp_path / "hashed").trips
    assert not ids & {*hashed.trip_id, *hashed.driver_id}
    assert "hashed with a salt" in manifest.remarks["ids"][0]
    assert salt not in (tmp_path / "hashed" / "bundle.json").read_text(encoding="utf-8")
    assert (manifest.counts.trips, manifest.counts.drivers) == (
        plain.counts.trips,
        plain.counts.drivers,
    )


def test_trimmed_ends_are_in_no_file_of_the_bundle(own: dict[str, Any], tmp_path: Path) -> None:
    prepare_bundle(**own, out=tmp_path / "whole")
    config = PrepareConfig(trim_ends_m=60)
    manifest = prepare_bundle(**own, out=tmp_path / "trimmed", config=config)
    whole, trimmed = (Bundle.load(tmp_path / name).trips for name in ("whole", "trimmed"))
    assert manifest.dropped["cleaning"]["fixes_near_ends"] > 0
    ends = {*whole.t[whole.offsets[:-1]], *whole.t[whole.offsets[1:] - 1]}
    starts = {(i, t) for i, t in zip(whole.trip_id, whole.t[whole.offsets[:-1]], strict=True)}
    kept = {(i, t) for i, t in zip(trimmed.trip_id, trimmed.t[trimmed.offsets[:-1]], strict=True)}
    assert ends
    assert not starts & kept


def test_a_bundle_says_which_mean_its_speeds_are(own: dict[str, Any], tmp_path: Path) -> None:
    labels = {}
    for mean in ("space", "time"):
        out = tmp_path / mean
        manifest = prepare_bundle(**own, out=out, config=PrepareConfig(speed_mean=mean))
        assert f"{mean}-mean speed" in manifest.label_sources["speed"]
        labels[mean] = Bundle.load(out).labels["speed_kmh"]
    assert (labels["time"].dropna() >= labels["space"].dropna() - 1e-9).all()


def test_a_bundle_holds_everything_of_the_study_area(bundle: Bundle) -> None:
    assert encode(bundle.manifest.counts) == {
        "edges": 22,
        "trips": 8,
        "pieces": 8,
        "label_pieces": 4,
        "drivers": 4,
        "label_drivers": 2,
        "fixes": 160,
        "images": 1,
    }
    assert bundle.manifest.name == "Town"
    assert list(bundle.manifest.notes) == ["slowdown"]
    assert "more than 2 s" in bundle.manifest.notes["slowdown"]
    assert "Hard braking has labels instead" in bundle.manifest.notes["slowdown"]
    assert set(bundle.manifest.tasks) == {"speed", "popularity", "aoi", "braking"}
    assert len(bundle.labels) == len(bundle.network)
    assert Path(bundle.images.path[0]).is_file()
    assert Path(bundle.images.path[0]).is_absolute()
    assert [(source.role, source.name) for source in bundle.manifest.sources] == [
        ("trips", "trips.csv"),
        ("roads", "roads.gpkg"),
        ("street views", "index.csv"),
        ("places", "pois.csv"),
    ]


def test_figures_are_those_of_the_trips(bundle: Bundle) -> None:
    figures = bundle.manifest.figures
    assert figures.period == (town.START, town.START + 38)
    assert figures.km == pytest.approx(8 * 0.38, rel=1e-3)
    assert figures.interval_s.median == 2
    assert figures.distance_m.p95 < 0.5
    assert sum(figures.histograms["interval_s"].counts) == 8 * 19
    coverage = read_coverage(bundle.path)
    assert sorted(coverage.trips[coverage.trips > 0]) == [4, 4, 4, 4]
    assert coverage.images.sum() == 1
    assert bundle.images.trips.tolist() == [8]


def test_sources_have_hashes_sizes_and_descriptions(bundle: Bundle, files: dict[str, Any]) -> None:
    for source in bundle.manifest.sources:
        path = files["roads"].parent / source.name
        assert source.sha256 == sha256_of(path)
        assert source.bytes == path.stat().st_size
        assert source.description


def test_the_index_of_a_folder_of_pictures_is_hashed(own: dict[str, Any], tmp_path: Path) -> None:
    folder = own["images"].parent
    (folder / "LICENCE.txt").write_text("CC BY-SA 4.0\n")
    manifest = prepare_bundle(**{**own, "images": folder}, out=tmp_path / "out")
    (source,) = (one for one in manifest.sources if one.role == "street views")
    assert source.sha256 == sha256_of(folder / "index.csv")
    assert source.licence == "CC BY-SA 4.0"


def test_labels_come_from_label_trips_only(bundle: Bundle) -> None:
    trips = bundle.trips
    passes = bundle.is_label[trips.trip_of_pass] & (trips.pass_exit_m - trips.pass_enter_m > 1)
    driven = np.bincount(trips.pass_edge[passes], minlength=len(bundle.network))
    np.testing.assert_array_equal(bundle.labels.trip_count, driven)
    speeds = bundle.labels.speed_kmh.dropna()
    np.testing.assert_allclose(speeds, 36, rtol=0.01)


def test_recognised_formats_and_dropped_data_are_reported(
    own: dict[str, Any], tmp_path: Path
) -> None:
    with own["trajectories"][0].open("a") as file:
        file.write("far,d0,1372636800,-9.5,41.1,36\nfar,d0,1372636810,-9.5,41.1,36\n")
    with own["images"].open("a") as file:
        file.write("2,missing.jpg,-8.62,41.1475\n")
    manifest = prepare_bundle(**own, out=tmp_path / "out")
    assert manifest.dropped["cleaning"]["fixes_outside_area"] == 2
    assert manifest.dropped["matching"]["fixes_unmatched"] == 0
    assert sum(manifest.dropped["street views"].values()) == 1
    remarks = manifest.remarks
    stages = {"roads", "reading", "cleaning", "matching", "local time", "street views", "places"}
    assert {*stages, "passes of label trips", "tasks without labels"} == set(remarks)
    assert any("outside the study area" in line for line in remarks["cleaning"])
    assert all(isinstance(line, str) for lines in remarks.values() for line in lines)
    assert manifest.sources[0].description in " ".join(remarks["reading"])


class TestId:
    """What a bundle is known by."""

    def test_the_same_files_give_the_same_id_under_another_name(
        self, bundle: Bundle, files: dict[str, Any], tmp_path: Path
    ) -> None:
        fresh = StageCache(tmp_path / "fresh")
        again = prepare_bundle(
            **files, out=tmp_path / "again", config=PrepareConfig(name="Other name"), cache=fresh
        )
        assert again.id == bundle.manifest.id

    def test_other_seeds_options_or_files_give_another_id(
        self, bundle: Bundle, own: dict[str, Any], tmp_path: Path
    ) -> None:
        ids = {bundle.manifest.id}
        ids.add(prepare_bundle(**own, out=tmp_path / "out", config=PrepareConfig(seed=1)).id)
        config = PrepareConfig(min_fixes=12)
        ids.add(prepare_bundle(**{**own, "images": None}, out=tmp_path / "out", config=config).id)
        own["pois"].write_text(own["pois"].read_text().replace("food", "shop"))
        ids.add(prepare_bundle(**own, out=tmp_path / "out").id)
        assert len(ids) == 4


class TestPreparingAgain:
    """Only what depends on a change is redone."""

    def test_unchanged_stages_are_not_repeated_but_their_remarks_are(
        self,
        own: dict[str, Any],
        tmp_path: Path,
        stages: list[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        first = prepare_bundle(**own, out=tmp_path / "out")
        assert stages == ALL
        with caplog.at_level(logging.INFO):
            again = prepare_bundle(**own, out=tmp_path / "out")
        assert stages == ALL
        for line in again.all_remarks:
            assert line in caplog.text
        assert again == dataclasses.replace(first, created_at=again.created_at)

    def test_other_places_change_their_labels_only(
        self, own: dict[str, Any], tmp_path: Path, stages: list[str]
    ) -> None:
        prepare_bundle(**own, out=tmp_path / "out")
        stages.clear()
        own["pois"].write_text(own["pois"].read_text().replace("food", "shop"))
        prepare_bundle(**own, out=tmp_path / "out")
        assert stages == ["labels-of-places"]
        assert Bundle.load(tmp_path / "out").labels.aoi_shop.max() == 1

    def test_another_file_of_trips_is_matched_alone(
        self, own: dict[str, Any], tmp_path: Path, stages: list[str]
    ) -> None:
        prepare_bundle(**own, out=tmp_path / "out")
        stages.clear()
        more = more_trips(own["trajectories"][0], tmp_path / "more.csv")
        both = {**own, "trajectories": [*own["trajectories"], more]}
        prepare_bundle(**both, out=tmp_path / "out")
        assert stages == ["trips", "labels-of-trips", "passes"]

    def test_another_split_of_drivers_changes_the_labels_of_trips_only(
        self, own: dict[str, Any], tmp_path: Path, stages: list[str]
    ) -> None:
        prepare_bundle(**own, out=tmp_path / "out")
        stages.clear()
        prepare_bundle(**own, out=tmp_path / "out", config=PrepareConfig(seed=3))
        assert stages == ["labels-of-trips"]

    def test_another_picture_changes_the_pictures_and_their_trips_only(
        self, own: dict[str, Any], tmp_path: Path, stages: list[str]
    ) -> None:
        prepare_bundle(**own, out=tmp_path / "out")
        stages.clear()
        Image.new("RGB", (9, 9)).save(own["images"].parent / "a.jpg", "jpeg")
        prepare_bundle(**own, out=tmp_path / "out")
        assert stages == ["pictures", "passes"]

    def test_other_matching_options_do_not_repeat_the_roads(
        self, own: dict[str, Any], tmp_path: Path, stages: list[str]
    ) -> None:
        prepare_bundle(**own, out=tmp_path / "out")
        stages.clear()
        config = PrepareConfig(gps_error_m=20.0)
        prepare_bundle(**own, out=tmp_path / "out", config=config)
        assert stages == ["trips", "labels-of-trips", "passes"]

    def test_other_roads_change_everything(
        self, own: dict[str, Any], tmp_path: Path, stages: list[str]
    ) -> None:
        prepare_bundle(**own, out=tmp_path / "out")
        stages.clear()
        streets = town.streets()
        streets["name"] = "renamed"
        streets.to_file(own["roads"], layer="roads")
        prepare_bundle(**own, out=tmp_path / "out")
        assert stages == ALL

    def test_a_bundle_changed_by_hand_does_not_affect_later_ones(
        self, own: dict[str, Any], tmp_path: Path, stages: list[str]
    ) -> None:
        prepare_bundle(**own, out=tmp_path / "out")
        stages.clear()
        # The bundle's file is one with the cache's.
        (tmp_path / "out" / "network.parquet").write_bytes(b"spoilt")
        prepare_bundle(**own, out=tmp_path / "out")
        assert stages == ["roads"]
        assert len(Bundle.load(tmp_path / "out").network) == 22


def more_trips(path: Path, out: Path) -> Path:
    """The trips of a file under other ids, a minute later."""
    table = pd.read_csv(path)
    table.assign(trip_id="x" + table.trip_id, time=table.time + 60).to_csv(out, index=False)
    return out


def test_trips_that_come_in_many_batches_make_the_same_bundle(
    bundle: Bundle, files: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def three_at_once(path: Path, options: TripOptions) -> TripSource:
        source = open_trips(path, options)
        batches = source.batches

        def parts() -> Iterator[Trajectories]:
            for batch in batches():
                for first in range(0, len(batch), 3):
                    yield batch.between(first, min(first + 3, len(batch)))

        monkeypatch.setattr(source, "batches", parts)
        return source

    monkeypatch.setattr(trip_stage, "open_trips", three_at_once)
    manifest = prepare_bundle(**files, out=tmp_path / "out", cache=StageCache(tmp_path / "fresh"))
    assert [len(batch) for batch in trip_batches(tmp_path / "out")] == [3, 3, 2]
    loaded = Bundle.load(tmp_path / "out")
    for key in ("counts", "tasks", "dropped", "remarks", "sources"):
        assert getattr(manifest, key) == getattr(bundle.manifest, key)
    figures, expected = manifest.figures, bundle.manifest.figures
    assert dataclasses.replace(figures, km=round(figures.km, 6)) == dataclasses.replace(
        expected, km=round(expected.km, 6)
    )
    pd.testing.assert_frame_equal(loaded.labels, bundle.labels)
    np.testing.assert_array_equal(loaded.is_label, bundle.is_label)
    assert loaded.trips.trip_id.tolist() == bundle.trips.trip_id.tolist()
    for name in ("t", "s", "pass_offsets", "pass_edge"):
        few, together = getattr(loaded.trips, name), getattr(bundle.trips, name)
        np.testing.assert_allclose(few, together, atol=1e-9)


def test_several_files_of_trips_are_combined(files: dict[str, Any], tmp_path: Path) -> None:
    more = more_trips(files["trajectories"][0], tmp_path / "more.csv")
    wanted = {**files, "trajectories": [*files["trajectories"], more]}
    assert prepare_bundle(**wanted, out=tmp_path / "out").counts.trips == 16
    loaded = Bundle.load(tmp_path / "out")
    assert loaded.trips.trip_id.tolist()[:9:8] == ["t0", "xt0"]
    assert len(loaded.is_label) == len(loaded.trips) == 16


def test_files_that_are_matched_at_once_make_the_same_bundle(
    files: dict[str, Any], tmp_path: Path
) -> None:
    more = more_trips(files["trajectories"][0], tmp_path / "more.csv")
    wanted = {**files, "trajectories": [*files["trajectories"], more]}
    ids = set()
    for number, engine in enumerate((SERIAL, ProcessPool(2))):
        out, cache = tmp_path / f"out{number}", StageCache(tmp_path / f"cache{number}")
        ids.add(prepare_bundle(**wanted, out=out, cache=cache, executor=engine).id)
    assert len(ids) == 1


def test_a_file_without_matches_is_accepted_beside_one_with_matches(
    files: dict[str, Any], tmp_path: Path
) -> None:
    table = pd.read_csv(files["trajectories"][0])
    table.assign(lon=table.lon - 1).to_csv(tmp_path / "elsewhere.csv", index=False)
    wanted = {**files, "trajectories": [tmp_path / "elsewhere.csv", *files["trajectories"]]}
    manifest = prepare_bundle(**wanted, out=tmp_path / "out")
    assert manifest.counts.trips == 8
    assert len(Bundle.load(tmp_path / "out").trips) == 8
    with pytest.raises(TrajganrError) as error:
        prepare_bundle(
            **{**wanted, "trajectories": [tmp_path / "elsewhere.csv"]}, out=tmp_path / "out"
        )
    assert error.value.code is Code.INPUT_EMPTY


def test_tasks_without_labels_are_reported(files: dict[str, Any], tmp_path: Path) -> None:
    table = pd.read_csv(files["trajectories"][0])
    sparse = tmp_path / "sparse.csv"
    table[table.time % 4 == 0].to_csv(sparse, index=False)
    wanted = {**files, "trajectories": [sparse], "images": None, "pois": None}
    prepare_bundle(**wanted, out=tmp_path / "out")
    bundle = Bundle.load(tmp_path / "out")
    assert set(bundle.manifest.tasks) == {"speed", "popularity", "slowdown"}
    assert bundle.manifest.tasks["slowdown"] > 0
    assert "not hard braking" in bundle.manifest.label_sources["slowdown"]
    assert "2 s apart" in bundle.manifest.notes["braking"]
    assert "Slow-down intensity has labels instead" in bundle.manifest.notes["braking"]
    assert "slowdown_mps2" in bundle.labels
    assert "No places" in bundle.manifest.notes["aoi"]
    assert bundle.images.empty
    assert not {"braking_per_km", "aoi_food"} & set(bundle.labels)


def test_without_label_drivers_there_are_no_labels_and_that_is_reported(
    files: dict[str, Any], tmp_path: Path
) -> None:
    manifest = prepare_bundle(**files, out=tmp_path / "out", config=PrepareConfig(label_share=0.0))
    assert manifest.counts.label_pieces == 0
    assert manifest.tasks["speed"] == manifest.tasks["popularity"] == 0
    for task in ("speed", "popularity", "braking", "slowdown"):
        assert "label drivers" in manifest.notes[task]


def test_own_labels_replace_the_derived_ones_of_their_task(
    files: dict[str, Any], tmp_path: Path
) -> None:
    own = gpd.GeoDataFrame(
        {"mph": [30.0]}, geometry=[town.line([(0, 200), (200, 200)])], crs="EPSG:4326"
    )
    own.to_file(tmp_path / "own.gpkg")
    manifest = prepare_bundle(
        **files,
        labels=tmp_path / "own.gpkg",
        config=PrepareConfig(label_fields=(("speed", "mph"),), label_speed_unit="mph"),
        out=tmp_path / "out",
    )
    labels = Bundle.load(tmp_path / "out").labels
    assert labels.speed_kmh.dropna().tolist() == pytest.approx([48.28032] * 2)
    assert labels.speed_passes.max() == 1
    assert {"trip_count", "braking_per_km", "aoi_food"} <= set(labels)
    assert len(set(labels)) == len(labels.columns)
    assert manifest.own_labels == ("speed",)
    assert manifest.tasks["speed"] == 2
    assert "mph in mph of own.gpkg" in manifest.label_sources["speed"]
    assert manifest.sources[-1].role == "labels"
    assert manifest.remarks["own labels"]


def test_own_slow_downs_replace_all_derived_columns(files: dict[str, Any], tmp_path: Path) -> None:
    table = pd.read_csv(files["trajectories"][0])
    table[table.time % 4 == 0].to_csv(tmp_path / "sparse.csv", index=False)
    line = town.line([(0, 200), (200, 200)])
    own = gpd.GeoDataFrame({"loss": [0.3]}, geometry=[line], crs="EPSG:4326")
    own.to_file(tmp_path / "own.gpkg")
    manifest = prepare_bundle(
        **{**files, "trajectories": [tmp_path / "sparse.csv"]},
        labels=tmp_path / "own.gpkg",
        config=PrepareConfig(label_fields=(("slowdown", "loss"),)),
        out=tmp_path / "out",
    )
    labels = Bundle.load(tmp_path / "out").labels
    assert labels.slowdown_mps2.dropna().tolist() == pytest.approx([0.3] * 2)
    assert labels.slowdown_passes.max() == 1
    assert "slowdown_km" not in labels
    assert manifest.tasks["slowdown"] == 2
    assert manifest.label_sources["slowdown"] == "The field loss of own.gpkg."


def test_a_cancelled_preparation_leaves_nothing_behind(
    files: dict[str, Any], tmp_path: Path
) -> None:
    def cancel(stage: str, fraction: float, /, **figures: float) -> None:
        if stage == "Copying pictures":
            raise cancelled()

    with pytest.raises(TrajganrError):
        prepare_bundle(**files, out=tmp_path / "out", progress=cancel)
    assert not list(tmp_path.iterdir())


def test_a_cancelled_preparation_continues_from_its_last_stage(
    own: dict[str, Any], tmp_path: Path, stages: list[str]
) -> None:
    def cancel(stage: str, fraction: float, /, **figures: float) -> None:
        if stage == "Deriving labels":
            raise cancelled()

    with pytest.raises(TrajganrError):
        prepare_bundle(**own, out=tmp_path / "out", progress=cancel)
    assert stages == ALL[:2]
    prepare_bundle(**own, out=tmp_path / "out")
    assert stages == ALL


def test_a_bundle_replaces_a_bundle_but_nothing_else(files: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepare_bundle(**files, out=out, config=PrepareConfig(name="first"))
    assert prepare_bundle(**files, out=out, config=PrepareConfig(name="second")).name == "second"
    assert BundleManifest.load(out).name == "second"
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("ten years")
    with pytest.raises(TrajganrError) as error:
        prepare_bundle(**files, out=precious)
    assert error.value.code is Code.INPUT_FIELD
    assert (precious / "thesis.txt").read_text() == "ten years"


def test_no_trace_of_the_work_is_left_in_a_bundle(bundle: Bundle) -> None:
    names = {path.name for path in bundle.path.iterdir()}
    assert names == {
        "bundle.json",
        "network.parquet",
        "trips",
        "split.parquet",
        "coverage.parquet",
        "labels.parquet",
        "images.parquet",
        "images",
    }
    assert str(bundle.path) not in json.dumps(bundle.manifest.to_dict())


def test_a_job_may_give_its_parameters_for_all_options(
    files: dict[str, Any], tmp_path: Path
) -> None:
    from trajganr_core.contract.protocol.jobs import PrepareParams

    params = PrepareParams(
        trajectories=("trips.csv",), roads="roads.gpkg", bbox=town.AREA.bbox, min_fixes=3
    )
    manifest = prepare_bundle(
        **files,
        out=tmp_path / "out",
        config=params,
    )
    assert manifest.options["cleaning"]["min_fixes"] == 3
    assert set(manifest.options["labels"]) == {
        "label_share",
        "label_fields",
        "label_speed_unit",
        "speed_mean",
        "label_tolerance_m",
    }


class TestRefused:
    """What cannot be prepared."""

    def test_pictures_far_away_are_an_error_not_a_silent_loss(
        self, files: dict[str, Any], tmp_path: Path
    ) -> None:
        with pytest.raises(TrajganrError) as error:
            prepare_bundle(**files, out=tmp_path / "out", config=PrepareConfig(image_distance_m=5))
        assert error.value.code is Code.INPUT_EMPTY
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
    def test_an_impossible_label_share(self, share: float) -> None:
        with pytest.raises(TrajganrError) as error:
            LabelOptions(label_share=share)
        assert error.value.code is Code.INPUT_FIELD

    @pytest.mark.malformed
    @pytest.mark.parametrize("role", ["roads", "images", "pois", "labels"])
    def test_a_missing_source_is_refused(
        self, files: dict[str, Any], tmp_path: Path, role: str
    ) -> None:
        wanted = {**files, role: tmp_path / "gone.gpkg"}
        with pytest.raises(TrajganrError) as error:
            prepare_bundle(**wanted, out=tmp_path / "out")
        assert error.value.code is Code.INPUT_NOT_FOUND
        assert "gone.gpkg" in error.value.message
        assert not (tmp_path / "out").exists()

    @pytest.mark.malformed
    @pytest.mark.parametrize("given", ["layer", "field"])
    def test_a_label_layer_without_fields_or_fields_without_one(
        self, files: dict[str, Any], tmp_path: Path, given: str
    ) -> None:
        field = {"config": PrepareConfig(label_fields=(("speed", "v"),))}
        half: dict[str, Any] = {"labels": files["roads"]} if given == "layer" else field
        with pytest.raises(TrajganrError) as error:
            prepare_bundle(**files, **half, out=tmp_path / "out")
        assert error.value.code is Code.INPUT_FIELD
