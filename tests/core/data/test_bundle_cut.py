"""A cut bundle agrees with the whole bundle."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from all_trips import all_input_trips
from prepared_bundle import prepare_bundle
from tiny_city import AREA, make_tiny_city

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.data import bundle_tables
from trajganr_core.data.bundle import Bundle, read_coverage, trip_files
from trajganr_core.data.bundle_cut import cut_bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.utils.study_area import StudyArea

#: The north-western half of the city.
PART = StudyArea(AREA.west, 41.147, -8.618, AREA.north)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def part(whole: Path) -> Bundle:
    cut_bundle(whole, PART, whole.parent / "part", name="North-west")
    return Bundle.load(whole.parent / "part")


def prepared(folder: Path) -> Path:
    city = make_tiny_city(folder)
    prepare_bundle(
        trips=[city.trips],
        roads=city.roads,
        images=city.images.parent,
        pois=city.pois,
        area=AREA,
        out=folder / "bundle",
        config=PrepareConfig(name="Tiny"),
        cache=StageCache(folder / "cache"),
    )
    return folder / "bundle"


def same_edges(whole: Bundle, part: Bundle) -> np.ndarray:
    """The edge of the whole bundle that each of the part's was."""
    edges = {line.wkb: edge for edge, line in enumerate(whole.network.lines)}
    return np.array([edges[line.wkb] for line in part.network.lines])


def test_roads_keep_their_labels_and_trips_their_sides(whole: Path, part: Bundle) -> None:
    loaded = Bundle.load(whole)
    edge = same_edges(loaded, part)
    assert 0 < len(edge) < len(loaded.network)
    labels = part.labels.drop(columns="edge")
    np.testing.assert_array_equal(labels, loaded.labels.drop(columns="edge").iloc[edge])
    sides = dict(zip(loaded.matched.trip_id, loaded.is_label, strict=True))
    assert [sides[name] for name in part.matched.trip_id] == part.is_label.tolist()
    both = part.network.reverse >= 0
    back = edge[part.network.reverse[both]]
    np.testing.assert_array_equal(back, loaded.network.reverse[edge[both]])


def test_trips_pass_the_part_as_often_as_before(whole: Path, part: Bundle) -> None:
    edge = same_edges(Bundle.load(whole), part)
    before, after = read_coverage(whole).iloc[edge], read_coverage(part.path)
    inside = within_part(part)  # at the border less than two fixes may be left of a trip
    assert (after["trips"] <= before["trips"].to_numpy()).all()
    assert after["trips"][inside].sum() > 0.9 * before["trips"].to_numpy()[inside].sum()
    np.testing.assert_array_equal(after["images"], before["images"])


def within_part(part: Bundle) -> np.ndarray:
    west, south, east, north = part.network.boxes.T
    across = (west > PART.west) & (east < PART.east)
    return across & (south > PART.south) & (north < PART.north)


def test_pictures_come_with_their_roads(whole: Path, part: Bundle) -> None:
    loaded = Bundle.load(whole)
    edge = same_edges(loaded, part)
    there = loaded.images[np.isin(loaded.images["edge"], edge)]
    assert part.images["image_id"].tolist() == there["image_id"].tolist()
    assert all(Path(path).is_file() for path in part.images["path"])
    np.testing.assert_array_equal(edge[part.images["edge"]], there["edge"])


def test_the_manifest_describes_the_part(whole: Path, part: Bundle) -> None:
    manifest, before = part.manifest, BundleManifest.load(whole)
    assert manifest.name == "North-west"
    assert manifest.id != before.id
    assert manifest.area == PART.to_area()
    assert manifest.counts.fixes == part.matched.fixes < before.counts.fixes
    assert manifest.counts.label_pieces == part.is_label.sum()
    assert manifest.figures.road_km < before.figures.road_km
    assert "Cut from the bundle 'Tiny'" in manifest.remarks["cut"][0]
    assert len(all_input_trips(part)) == (~part.is_label).sum()


def test_a_wide_bundle_gives_the_same_part_from_fewer_row_groups(
    part: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_tables, "TILE_DEG", 0.003)
    wide = prepared(tmp_path)
    (file,) = trip_files(wide)
    assert pq.ParquetFile(file).num_row_groups > 4
    cut_bundle(wide, PART, tmp_path / "part")
    again = Bundle.load(tmp_path / "part")
    assert again.manifest.counts == part.manifest.counts
    np.testing.assert_allclose(again.labels, part.labels, rtol=1e-9, atol=1e-9)  # order of sums
    assert sorted(again.matched.t) == sorted(part.matched.t)


def test_an_area_with_nothing_in_it_is_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        cut_bundle(whole, StudyArea(0.0, 0.0, 1.0, 1.0), tmp_path / "part")
    assert caught.value.code is Code.INPUT_EMPTY
    assert not (tmp_path / "part").exists()
