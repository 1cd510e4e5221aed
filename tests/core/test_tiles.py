"""Places asked about in tiles are told what they would be told all together."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from trajganr_core import tiles
from trajganr_core.data.bundle import Bundle
from trajganr_core.embedding import embed_locations, embedded_roads
from trajganr_core.inference import predicted_layer
from trajganr_core.locations import edge_locations
from trajganr_core.open_model import OpenModel
from trajganr_core.picture_features import REACH_M
from trajganr_core.tiles import Tiles

#: Trips of a tile are encoded in other batches, whose sums of float32 are rounded otherwise.
ROUNDING = 1e-6
FEW = 17


@pytest.fixture
def few_a_tile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "PLACES_A_TILE", FEW)


def tiles_of(opened: OpenModel) -> Tiles:
    places = edge_locations(opened.bundle, np.arange(len(opened.bundle.network)))
    return Tiles(
        [places],
        area=opened.area,
        trips=opened.trips,
        pictures=opened.pictures(),
        seed=opened.card["seed"],
        context=opened.context,
    )


def assert_alike(found: gpd.GeoDataFrame, expected: gpd.GeoDataFrame) -> None:
    """Feature by feature: numbers up to rounding, all else exactly."""
    assert list(found) == list(expected)
    for name in expected:
        if name == "embedding":
            pair = (np.stack(layer[name].to_numpy()) for layer in (found, expected))
            np.testing.assert_allclose(*pair, atol=ROUNDING)
        elif expected[name].dtype.kind == "f":
            # Predictions are rounded to so many decimals that a last one may differ.
            np.testing.assert_allclose(found[name], expected[name], atol=2e-3, err_msg=name)
        else:
            assert found[name].equals(expected[name]), name


def test_predictions_do_not_depend_on_the_tiles(
    bundle: Bundle, finetuned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = OpenModel.load(finetuned, bundle, "cpu")
    whole, _ = predicted_layer(opened)
    monkeypatch.setattr(tiles, "PLACES_A_TILE", FEW)
    cut, _ = predicted_layer(opened)
    assert len(tiles_of(opened)) > 5
    assert_alike(cut, whole)


def test_embeddings_do_not_depend_on_the_tiles(
    bundle: Bundle, untrained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = OpenModel.load(untrained, bundle, "cpu")
    network = bundle.network
    places = network.locate(np.arange(len(network)), network.length_m / 3)
    rows = "\n".join(f"{lon},{lat}" for lon, lat in places)
    (tmp_path / "places.csv").write_text(f"lon,lat\n{rows}\n", encoding="utf-8")

    def points(name: str) -> gpd.GeoDataFrame:
        out = tmp_path / name
        options = {"bundle": bundle, "format": "geoparquet", "device": "cpu"}
        embed_locations(untrained, tmp_path / "places.csv", out, **options)
        return gpd.read_parquet(out)

    whole = embedded_roads(opened, format="geoparquet"), points("whole.parquet")
    monkeypatch.setattr(tiles, "PLACES_A_TILE", FEW)
    cut = embedded_roads(opened, format="geoparquet"), points("cut.parquet")
    for found, expected in zip(cut, whole, strict=True):
        assert_alike(found, expected)


@pytest.mark.usefixtures("few_a_tile")
def test_every_place_is_in_one_tile(bundle: Bundle, untrained: Path) -> None:
    cut = tiles_of(OpenModel.load(untrained, bundle, "cpu"))
    assert sorted(np.concatenate(cut.rows)) == list(range(len(bundle.network)))
    assert all(0 < len(rows) <= FEW for rows in cut.rows)


@pytest.mark.usefixtures("few_a_tile")
def test_a_tile_holds_only_what_speaks_of_its_places(bundle: Bundle, untrained: Path) -> None:
    opened = OpenModel.load(untrained, bundle, "cpu")
    for tile in tiles_of(opened):
        passing = np.isin(tile.trips.pass_edge, tile.locations.edge)
        assert set(tile.trips.trip_of_pass[passing]) == set(range(len(tile.trips)))
        xy, places = (
            opened.area.to_local(*each.lon_lat.T) for each in (tile.pictures, tile.locations)
        )
        off = np.maximum(places.min(0) - xy, xy - places.max(0))
        assert (off <= REACH_M).all()
    assert sum(len(tile.trips) for tile in tiles_of(opened)) > len(opened.trips)  # some in several
    assert any(len(tile.pictures) < len(bundle.images) for tile in tiles_of(opened))
