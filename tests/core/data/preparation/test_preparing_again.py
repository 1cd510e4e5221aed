"""What is repeated when a study area is prepared again, also after a cancel."""

from __future__ import annotations

import dataclasses
import json
import logging
from pathlib import Path
from typing import Any

import pytest
import town
from PIL import Image
from prepared_bundle import prepare_bundle
from town_files import more_trips

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.preparation.stages import StageCache

ALL = ["roads", "trips", "labels-of-trips", "labels-of-places", "pictures", "passes"]


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
        more = more_trips(own["trips"][0], tmp_path / "more.csv")
        both = {**own, "trips": [*own["trips"], more]}
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
