"""The bundle on disk, and errors of damaged ones."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import town
from matched_trips import match_trips
from prepared_bundle import prepare_bundle

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.data import bundle_tables
from trajganr_core.data.bundle import Bundle, read_images, read_network, trip_batches
from trajganr_core.data.bundle_tables import (
    TripWriter,
    read_frame,
    read_trips,
    write_frame,
    write_network,
)
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network, RoadAttributes

HUNDRED = range(0, 101, 20)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of two files of trips."""
    root = tmp_path_factory.mktemp("bundle")
    files = []
    for name in ("a", "b"):
        rows = [
            f"{name}{trip},{trip},{town.START + 5 * second},{lon},{lat}"
            for trip in range(3)
            for second, (lon, lat) in enumerate(town.lon_lat([(x, 200) for x in HUNDRED]))
        ]
        files.append(root / f"{name}.csv")
        files[-1].write_text("\n".join(["trip_id,driver_id,time,lon,lat", *rows]) + "\n")
    prepare_bundle(
        trips=files,
        roads=town.write_streets(root / "roads.gpkg"),
        area=town.AREA,
        out=root / "bundle",
    )
    return root / "bundle"


@pytest.fixture
def broken(whole: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "bundle"))


def test_all_trips_are_those_of_the_batches(whole: Path) -> None:
    bundle = Bundle.load(whole)
    batches = list(trip_batches(whole))
    assert [len(batch) for batch in batches] == [3, 3]
    together = MatchedTrips.concatenate(batches)
    for field in dataclasses.fields(MatchedTrips):
        loaded, joined = getattr(bundle.matched, field.name), getattr(together, field.name)
        np.testing.assert_array_equal(loaded, joined)
        assert loaded.dtype == joined.dtype
    assert bundle.matched.trip_id.tolist() == ["a0", "a1", "a2", "b0", "b1", "b2"]


def test_trips_are_the_same_after_writing(network: Network, tmp_path: Path) -> None:
    paths = [[(0, 200), (60, 200), (120, 200)], [(0, 0), (60, 0)]]
    speeds = [[1.5, np.nan, 3.0], [np.nan, np.nan]]
    matched = match_trips(town.trips(paths, drivers=["Zoë", ""], speeds=speeds), network, town.AREA)
    with TripWriter(tmp_path / "trips.parquet") as writer:
        writer.write(matched)
        writer.write(MatchedTrips.empty())
    read = read_trips([tmp_path / "trips.parquet"])
    for field in dataclasses.fields(MatchedTrips):
        np.testing.assert_array_equal(getattr(read, field.name), getattr(matched, field.name))


def test_no_trips_can_be_written_and_read(tmp_path: Path) -> None:
    with TripWriter(tmp_path / "trips.parquet") as writer:
        writer.write(MatchedTrips.empty())
    assert len(read_trips([tmp_path / "trips.parquet"])) == 0


def test_the_network_is_the_same_after_loading(whole: Path, network: Network) -> None:
    loaded, expected = dataclasses.asdict(read_network(whole)), dataclasses.asdict(network)
    expected |= expected.pop("attributes")
    loaded |= loaded.pop("attributes")
    assert loaded.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_array_equal(loaded[name], values)


def test_forbidden_turns_are_the_same_after_writing(network: Network, tmp_path: Path) -> None:
    turns = np.argwhere(network.target[:, None] == network.source)[::3]
    path = tmp_path / "network.parquet"
    write_network(dataclasses.replace(network, forbidden_turns=turns), path)
    np.testing.assert_array_equal(bundle_tables.read_network(path).forbidden_turns, turns)


def test_attributes_are_the_same_after_writing(network: Network, tmp_path: Path) -> None:
    numbers = np.arange(len(network), dtype=np.float32)
    numbers[::3] = np.nan
    names = RoadAttributes.names()
    attributes = RoadAttributes(*(numbers + column for column in range(len(names))))
    path = tmp_path / "network.parquet"
    write_network(dataclasses.replace(network, attributes=attributes), path)
    loaded = bundle_tables.read_network(path).attributes
    for name in names:
        np.testing.assert_array_equal(getattr(loaded, name), getattr(attributes, name))


@pytest.mark.malformed
def test_a_network_without_its_attributes_is_damaged(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "network.parquet"
    write_network(network, path)
    pq.write_table(pq.read_table(path).drop_columns("lanes"), path)
    with pytest.raises(TrajganrError) as error:
        bundle_tables.read_network(path)
    assert error.value.code is Code.INPUT_FORMAT


def test_equal_tables_give_equal_bytes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None]})
    write_frame(frame, tmp_path / "1")
    write_frame(frame.set_index(pd.Index([7, 9])), tmp_path / "2")
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert b"pandas" not in (tmp_path / "1").read_bytes()
    pd.testing.assert_frame_equal(read_frame(tmp_path / "1"), frame)


def test_a_bundle_may_be_moved(whole: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(whole, tmp_path / "elsewhere"))
    assert Bundle.load(moved).manifest == BundleManifest.load(whole)
    assert list(read_images(moved).columns[:2]) == ["image_id", "path"]


def test_what_is_cached_is_not_shared_by_folders_with_one_id(whole: Path, broken: Path) -> None:
    """The id of a stranger's folder may be that of another bundle."""
    first, copied = Bundle.load(whole), Bundle.load(broken)
    assert first.manifest == copied.manifest
    assert first.cache_key == Bundle.load(whole).cache_key != copied.cache_key
    file = sorted((broken / "trips").iterdir())[0]
    shutil.copy(sorted((broken / "trips").iterdir())[1], file)
    assert Bundle.load(broken).cache_key != copied.cache_key


def test_remarks_of_all_stages_are_one_list(whole: Path) -> None:
    manifest = BundleManifest.load(whole)
    assert len(manifest.all_remarks) == sum(map(len, manifest.remarks.values()))


def refused(path: Path) -> Code:
    with pytest.raises(TrajganrError) as error:
        Bundle.load(path)
    assert error.value.next_action
    return error.value.code


@pytest.mark.malformed
def test_a_folder_without_manifest_is_no_bundle(tmp_path: Path) -> None:
    assert refused(tmp_path) is Code.INPUT_NOT_FOUND


@pytest.mark.malformed
def test_a_bundle_of_another_format_is_refused(broken: Path) -> None:
    manifest = {**read_json(broken / "bundle.json"), "format": 2}
    (broken / "bundle.json").write_text(json.dumps(manifest))
    assert refused(broken) is Code.INPUT_FORMAT


@pytest.mark.malformed
@pytest.mark.parametrize("text", ['{"format": 3', "", "[3]", "\\x00\\xff", '{"format": 3}'])
def test_a_manifest_that_is_damaged(broken: Path, text: str) -> None:
    (broken / "bundle.json").write_text(text)
    assert refused(broken) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_manifest_that_is_no_text(broken: Path) -> None:
    (broken / "bundle.json").write_bytes(b"\xff\xfe\x00")
    assert refused(broken) is Code.INPUT_FORMAT


TABLES = ["network", "labels", "images", "split", "trips/0001"]


@pytest.mark.malformed
@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_missing(broken: Path, table: str) -> None:
    (broken / f"{table}.parquet").unlink()
    assert refused(broken) in (Code.INPUT_NOT_FOUND, Code.INPUT_FORMAT)


@pytest.mark.malformed
def test_trips_that_are_missing(broken: Path) -> None:
    shutil.rmtree(broken / "trips")
    assert refused(broken) is Code.INPUT_NOT_FOUND


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def scrambled(content: bytes) -> bytes:
    return content[:4] + bytes(255 - byte for byte in content[4:-40]) + content[-40:]


@pytest.mark.malformed
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("damage", [cut, scrambled, lambda content: b""])
def test_a_table_that_is_cut_or_damaged(
    broken: Path, table: str, damage: Callable[[bytes], bytes]
) -> None:
    file = broken / f"{table}.parquet"
    content = damage(file.read_bytes())
    file.unlink()
    file.write_bytes(content)
    assert refused(broken) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_table_without_a_column(broken: Path) -> None:
    frame = read_frame(broken / "split.parquet").rename(columns={"is_label": "other"})
    write_frame(frame, broken / "split.parquet")
    assert refused(broken) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_tables_that_are_not_of_one_bundle(broken: Path) -> None:
    write_frame(read_frame(broken / "split.parquet").iloc[:-1], broken / "split.parquet")
    assert refused(broken) is Code.INPUT_FORMAT


@pytest.mark.parametrize("name", ["../bundle.json", "/etc/passwd", "a/b.jpg", "linked.jpg", ""])
def test_pictures_are_files_of_the_bundle(name: str, whole: Path, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(whole, tmp_path / "bundle"))
    images = read_frame(bundle / "images.parquet")
    row = {"image_id": "1", "path": name, "lon": 0.0, "lat": 0.0, "heading": 0.0}
    row |= {"captured_at": None, "edge": 0, "offset_m": 0.0, "distance_m": 0.0, "trips": 0}
    write_frame(pd.DataFrame([row])[images.columns], bundle / "images.parquet")
    (bundle / "images" / "linked.jpg").symlink_to(tmp_path)
    with pytest.raises(TrajganrError) as caught:
        Bundle.load(bundle)
    assert caught.value.code is Code.INPUT_FORMAT


@pytest.mark.parametrize("bundle_id", ["../../../x", "", 5, None])
def test_the_id_of_a_bundle_is_a_hash(bundle_id: object, whole: Path, tmp_path: Path) -> None:
    """Folders of caches and exports are named by it."""
    manifest = {**read_json(whole / "bundle.json"), "id": bundle_id}
    (tmp_path / "bundle.json").write_text(json.dumps(manifest))
    with pytest.raises(TrajganrError) as caught:
        BundleManifest.load(tmp_path)
    assert caught.value.code is Code.INPUT_FORMAT
