"""Preparing a study area, and the bundle on disk."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import town
from prepared_bundle import prepare_bundle
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import sha256_of
from trajganr_core.contract.options.data_config import LabelOptions, PrepareConfig
from trajganr_core.contract.records.json_records import encode
from trajganr_core.data.bundle import Bundle, read_coverage


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
    trips = pd.read_csv(own["trips"][0])
    first = trips.groupby("trip_id")["time"].transform("min")
    # Every trip takes ten times as long, so that all vehicles are as slow as walkers.
    trips["time"] = first + 20 * (trips["time"] - first)
    trips.to_csv(own["trips"][0], index=False)
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
    ids = {*Bundle.load(tmp_path / "plain").matched.trip_id}
    ids |= {*Bundle.load(tmp_path / "plain").matched.driver_id}
    hashed = Bundle.load(tmp_path / "hashed").matched
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
    whole, trimmed = (Bundle.load(tmp_path / name).matched for name in ("whole", "trimmed"))
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
    trips = bundle.matched
    passes = bundle.is_label[trips.trip_of_pass] & (trips.pass_exit_m - trips.pass_enter_m > 1)
    driven = np.bincount(trips.pass_edge[passes], minlength=len(bundle.network))
    np.testing.assert_array_equal(bundle.labels.trip_count, driven)
    speeds = bundle.labels.speed_kmh.dropna()
    np.testing.assert_allclose(speeds, 36, rtol=0.01)


def test_recognised_formats_and_dropped_data_are_reported(
    own: dict[str, Any], tmp_path: Path
) -> None:
    with own["trips"][0].open("a") as file:
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


def test_tasks_without_labels_are_reported(files: dict[str, Any], tmp_path: Path) -> None:
    table = pd.read_csv(files["trips"][0])
    sparse = tmp_path / "sparse.csv"
    table[table.time % 4 == 0].to_csv(sparse, index=False)
    wanted = {**files, "trips": [sparse], "images": None, "pois": None}
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
    table = pd.read_csv(files["trips"][0])
    table[table.time % 4 == 0].to_csv(tmp_path / "sparse.csv", index=False)
    line = town.line([(0, 200), (200, 200)])
    own = gpd.GeoDataFrame({"loss": [0.3]}, geometry=[line], crs="EPSG:4326")
    own.to_file(tmp_path / "own.gpkg")
    manifest = prepare_bundle(
        **{**files, "trips": [tmp_path / "sparse.csv"]},
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


def test_the_manifest_has_the_options_of_all_stages(files: dict[str, Any], tmp_path: Path) -> None:
    manifest = prepare_bundle(**files, out=tmp_path / "out", config=PrepareConfig(min_fixes=3))
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
        own = PrepareConfig(label_fields=(("speed", "v"),) if role == "labels" else ())
        with pytest.raises(TrajganrError) as error:
            prepare_bundle(**wanted, out=tmp_path / "out", config=own)
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


def test_every_remark_on_a_bundle_has_a_translation(bundle: Bundle) -> None:
    manifest = bundle.manifest
    remarks = [*manifest.all_remarks, *manifest.label_sources.values(), *manifest.notes.values()]
    assert remarks
    assert not untranslated(remarks)


def test_it_is_said_what_the_data_support(
    own: dict[str, Any], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        manifest = prepare_bundle(**own, out=tmp_path / "out")
    assert manifest.support["speed"].level == "few"
    assert "Labelled roads: 2; figures of held-out roads need 150." in manifest.few("speed")
    assert manifest.support["slowdown"].level == "none"
    assert "Traffic speed: few data, do not rely on it." in caplog.text
    assert Bundle.load(tmp_path / "out").manifest.support == manifest.support
