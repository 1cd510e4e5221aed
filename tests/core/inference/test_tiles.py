"""Places asked about in tiles are told what they would be told all together."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from job_runs import embed_locations
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.executors.base import SERIAL, Items, Work
from trajganr_core.features import input_trips
from trajganr_core.features.image_features import REACH_M
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.inference import tiles
from trajganr_core.inference.embed import embedded_roads
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.predict import predicted_layer
from trajganr_core.inference.tiles import Tile, Tiles
from trajganr_core.utils.progress import Progress, silent

#: Trips of a tile are encoded in other batches, whose sums of float32 are rounded otherwise.
ROUNDING = 1e-6
FEW = 17


@pytest.fixture
def few_a_tile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "PLACES_A_TILE", FEW)


def cut_up(opened: LoadedModel, per_place: int = 1000) -> Tiles:
    places = edge_locations(opened.bundle, np.arange(len(opened.bundle.network)))
    return Tiles(opened, [places], per_place, opened.pictures(), with_context=True)


def tiles_of(opened: LoadedModel, per_place: int = 1000) -> list[Tile]:
    tiles = cut_up(opened, per_place)
    return [tiles[number] for number in range(len(tiles))]


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
    opened = LoadedModel.load(finetuned, bundle, "cpu")
    whole, _ = predicted_layer(opened)
    monkeypatch.setattr(tiles, "PLACES_A_TILE", FEW)
    cut, _ = predicted_layer(opened)
    assert len(tiles_of(opened)) > 5
    assert_alike(cut, whole)


def test_embeddings_do_not_depend_on_the_tiles(
    bundle: Bundle, untrained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = LoadedModel.load(untrained, bundle, "cpu")
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


class Elsewhere:
    """An engine that sends all that it is given, as one with other processes would."""

    def map(
        self,
        work: Work[Any, Any],
        items: Items[Any],
        stage: str,
        progress: Progress,
        *,
        gpu: bool = False,
    ) -> list[Any]:
        sent = (pickle.loads(pickle.dumps((work, items[number]))) for number in range(len(items)))
        return [pickle.loads(pickle.dumps(one(item, silent))) for one, item in sent]


@pytest.mark.usefixtures("few_a_tile")
def test_a_tile_is_answered_the_same_in_another_process(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    opened = LoadedModel.load(finetuned, bundle, "cpu")
    found, expected = (predicted_layer(opened, executor=one)[0] for one in (Elsewhere(), SERIAL))
    assert found.equals(expected)
    lon_lat = bundle.network.locate(np.arange(40), np.full(40, 50.0))
    pd.DataFrame(lon_lat, columns=["lon", "lat"]).to_csv(tmp_path / "places.csv", index=False)
    for name, engine in (("elsewhere", Elsewhere()), ("here", SERIAL)):
        out = tmp_path / f"{name}.csv"
        options = {"bundle": bundle, "format": "csv", "device": "cpu", "executor": engine}
        embed_locations(finetuned, tmp_path / "places.csv", out, **options)
    assert (tmp_path / "elsewhere.csv").read_text() == (tmp_path / "here.csv").read_text()


def test_a_model_without_pictures_can_be_queried_in_tiles(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = save_untrained(bundle, tmp_path / "blind", modalities="traj+loc", image_features=0)
    opened = LoadedModel.load(blind, bundle, "cpu")
    whole = embedded_roads(opened, format="geoparquet")
    monkeypatch.setattr(tiles, "PLACES_A_TILE", FEW)
    assert_alike(embedded_roads(opened, format="geoparquet"), whole)
    assert whole["images"].sum() > 0


@pytest.mark.usefixtures("few_a_tile")
def test_every_place_is_in_one_tile(bundle: Bundle, untrained: Path) -> None:
    cut = cut_up(LoadedModel.load(untrained, bundle, "cpu"))
    assert sorted(np.concatenate(cut.rows)) == list(range(len(bundle.network)))
    assert all(0 < len(rows) <= FEW for rows in cut.rows)


@pytest.mark.usefixtures("few_a_tile")
def test_a_tile_has_only_the_inputs_of_its_places(bundle: Bundle, untrained: Path) -> None:
    opened = LoadedModel.load(untrained, bundle, "cpu")
    for tile in tiles_of(opened):
        passing = np.isin(tile.candidates.trips.pass_edge, tile.locations.edge)
        assert set(tile.candidates.trips.trip_of_pass[passing]) == set(
            range(len(tile.candidates.trips))
        )
        xy, places = (
            opened.area.to_local(*each.lon_lat.T) for each in (tile.pictures, tile.locations)
        )
        off = np.maximum(places.min(0) - xy, xy - places.max(0))
        assert (off <= REACH_M).all()
    assert sum(len(tile.candidates.trips) for tile in tiles_of(opened)) > len(
        opened.trips
    )  # some in several
    assert any(len(tile.pictures) < len(bundle.images) for tile in tiles_of(opened))


@pytest.mark.usefixtures("few_a_tile")
def test_a_tile_has_no_more_trips_than_it_uses(bundle: Bundle, untrained: Path) -> None:
    opened = LoadedModel.load(untrained, bundle, "cpu")
    for few, all_of_them in zip(tiles_of(opened, 2), tiles_of(opened), strict=True):
        assert len(few.candidates.trips) <= 2 * len(few.locations)
        assert few.candidates.passing.tolist() == all_of_them.candidates.passing.tolist()
    assert sum(len(tile.candidates.trips) for tile in tiles_of(opened, 2)) < sum(
        len(tile.candidates.trips) for tile in tiles_of(opened)
    )


def test_predictions_do_not_depend_on_the_number_of_trips_processed_together(
    bundle: Bundle, finetuned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = predicted_layer(LoadedModel.load(finetuned, bundle, "cpu"))
    monkeypatch.setattr(input_trips, "TOGETHER", 7)
    assert_alike(predicted_layer(LoadedModel.load(finetuned, bundle, "cpu"))[0], whole)


def test_places_without_trips_are_predicted(bundle: Bundle, untrained: Path) -> None:
    opened = LoadedModel.load(untrained, bundle, "cpu")
    somewhere = edge_locations(bundle, np.arange(3))
    off = replace(somewhere, edge=np.full(3, -1), image=np.full(3, -1))
    table = opened.features(off, trips=4, with_context=False)
    assert table.trips_through.tolist() == [0, 0, 0]
    assert not table.features(table.select(np.arange(3), 4)).has_trip.any()
