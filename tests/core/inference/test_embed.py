"""Embeddings of roads and of places, as layers."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import torch
from job_runs import embed_locations, embed_roads
from location_tables import table_of
from untrained import save_untrained
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.columns import ROAD_COLUMNS
from trajganr_core.features.prediction_loop import answers
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.model.heads import embedding

DIMENSIONS = 3 * 16
COLUMNS = [f"e_{number:03d}" for number in range(DIMENSIONS)]


def expected_embeddings(bundle: Bundle, model: Path) -> np.ndarray:
    """``(E, 48)`` of every edge."""
    table = table_of(bundle, model, trips=32)
    config = table.model.config
    rows = np.arange(len(table))
    return answers(lambda features: embedding(features, config), table, rows, 32).numpy()


def test_every_directed_segment_has_its_embedding(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    result = embed_roads(untrained, tmp_path / "embeddings.gpkg", device="cpu")
    layer = pyogrio.read_dataframe(tmp_path / "embeddings.gpkg", layer="embeddings")
    assert result.counts == {
        "roads": len(bundle.network),
        "with_trips": int((layer["trips"] > 0).sum()),
        "with_images": int((layer["images"] > 0).sum()),
        "dimensions": DIMENSIONS,
    }
    assert result.remarks == ()
    assert layer.crs.to_epsg() == 4326
    of_roads = [name for name in ROAD_COLUMNS if name != "maxspeed_kmh"]  # no limit is known
    assert list(layer) == [*of_roads, "trips", "images", "basis", *COLUMNS, "geometry"]
    assert set(layer["direction"]) == {"forward", "backward"}
    np.testing.assert_allclose(layer[COLUMNS], expected_embeddings(bundle, untrained), atol=1e-5)
    # Each part has length one where it is known.
    parts = np.linalg.norm(layer[COLUMNS].to_numpy().reshape(-1, 3, 16), axis=2)
    present = np.column_stack([layer["images"] > 0, layer["images"] >= 0, layer["trips"] > 0])
    np.testing.assert_allclose(parts, present, atol=1e-5)


@pytest.mark.parametrize("format", ["geoparquet", "flatgeobuf", "csv"])
def test_other_formats_have_the_same_embeddings(
    format: str, bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    out = tmp_path / {"geoparquet": "e.parquet", "flatgeobuf": "e.fgb", "csv": "e.csv"}[format]
    embed_roads(untrained, out, format=format, device="cpu")
    expected = expected_embeddings(bundle, untrained)
    if format == "geoparquet":
        layer = gpd.read_parquet(out)
        found = np.stack(layer["embedding"].to_numpy())
    else:
        layer = pd.read_csv(out) if format == "csv" else pyogrio.read_dataframe(out)
        found = layer[COLUMNS].to_numpy()
    if format == "flatgeobuf":  # which sorts its features by place
        found, expected = (np.sort(one, axis=0) for one in (found, expected))
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_the_heads_of_a_model_do_not_change_its_embeddings(
    bundle: Bundle, untrained: Path, finetuned: Path, tmp_path: Path
) -> None:
    for name, model in (("before", untrained), ("after", finetuned)):
        embed_roads(model, tmp_path / f"{name}.gpkg", device="cpu")
    before, after = (
        pyogrio.read_dataframe(tmp_path / f"{name}.gpkg")[COLUMNS] for name in ("before", "after")
    )
    np.testing.assert_allclose(before, after, atol=1e-6)


def test_own_roads_keep_their_fields(bundle: Bundle, untrained: Path, tmp_path: Path) -> None:
    lines = bundle.network.lines[bundle.network.forward][:3]
    own = gpd.GeoDataFrame({"ROAD_NO": ["a", "b", "c"], "Trips": 9}, geometry=lines, crs=4326)
    own.to_file(tmp_path / "own.gpkg")
    result = embed_roads(
        untrained, tmp_path / "out.gpkg", roads=tmp_path / "own.gpkg", device="cpu"
    )
    layer = pyogrio.read_dataframe(tmp_path / "out.gpkg")
    assert set(layer["ROAD_NO"]) == {"a", "b", "c"}
    assert layer["own_Trips"].eq(9).all()
    assert result.counts["roads"] == len(layer) == 6


def places(bundle: Bundle) -> gpd.GeoDataFrame:
    """On a road in its middle, beside one, far from all, and outside the study area."""
    network = bundle.network
    edge = edge_locations(bundle, np.arange(len(network))).image.argmin()  # one without a picture
    middle = network.locate(np.array([edge]), network.length_m[[edge]] / 2)
    beside = bundle.area.to_geographic(bundle.area.to_local(*middle.T) + 6.0)
    west, south, east, _ = bundle.area.bbox
    lon_lat = np.concatenate([middle, beside, [[west + 1e-4, south + 1e-4], [east + 1, south]]])
    return gpd.GeoDataFrame(
        {"plan": ["middle", "beside", "far", "outside"], "Trips": 5},
        geometry=gpd.points_from_xy(*lon_lat.T),
        crs=4326,
    )


def test_places_keep_their_fields_and_get_an_embedding(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    places(bundle).to_crs(3763).to_file(tmp_path / "places.gpkg")
    result = embed_locations(
        untrained, tmp_path / "places.gpkg", tmp_path / "out.gpkg", device="cpu"
    )
    assert result.remarks == (
        "1 of 4 points are left out: they have no coordinates or lie outside the study area.",
    )
    layer = pyogrio.read_dataframe(tmp_path / "out.gpkg", layer="embeddings").set_index("plan")
    assert result.counts["locations"] == len(layer) == 3
    assert layer["own_Trips"].eq(5).all()
    assert layer["source_fid"].tolist() == [1, 2, 3]
    assert layer.loc["middle", "distance_m"] == 0
    assert layer.loc["beside", "distance_m"] == pytest.approx(6, abs=0.1)
    assert layer["road_fid"].notna().tolist() == [True, True, False]
    assert layer["distance_m"].notna().tolist() == [True, True, False]
    assert layer.loc["far", "basis"] == "place only"
    parts = np.linalg.norm(layer[COLUMNS].to_numpy().reshape(-1, 3, 16), axis=2)
    np.testing.assert_allclose(parts[:, 1], 1, atol=1e-5)
    np.testing.assert_allclose(parts[:, 2], layer["trips"] > 0, atol=1e-5)


@torch.no_grad()
def test_a_point_is_embedded_with_the_trips_of_both_directions(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    places(bundle)[:1].to_file(tmp_path / "place.gpkg")
    embed_locations(untrained, tmp_path / "place.gpkg", tmp_path / "out.gpkg", device="cpu")
    (place,) = pyogrio.read_dataframe(tmp_path / "out.gpkg").to_dict("records")
    table = table_of(bundle, untrained, trips=32)
    edge = int(table.locations.image.argmin())
    both = np.array([edge, bundle.network.reverse[edge]])
    assert (table.trips_through[both] > 0).all()
    assert place["trips"] == table.trips_through[both].sum()
    features = table.features(table.select(both, 32))
    mean = features.z[features.has_trip].mean(0)
    expected = (mean / mean.norm()).numpy()
    np.testing.assert_allclose([place[name] for name in COLUMNS[32:]], expected, atol=1e-4)


def test_points_can_be_a_csv_file(bundle: Bundle, untrained: Path, tmp_path: Path) -> None:
    points = places(bundle)
    table = pd.DataFrame(
        {"lon": points.geometry.x, "lat": points.geometry.y, "plan": points["plan"]}
    )
    table.loc[1, "lon"] = np.nan
    table.to_csv(tmp_path / "places.csv", index=False)
    result = embed_locations(
        untrained,
        tmp_path / "places.csv",
        tmp_path / "e.parquet",
        format="geoparquet",
        device="cpu",
    )
    layer = gpd.read_parquet(tmp_path / "e.parquet")
    assert layer["plan"].tolist() == ["middle", "far"]
    assert "2 of 4" in result.remarks[0]
    assert not untranslated(result.remarks)
    assert len(layer["embedding"].iloc[0]) == DIMENSIONS


def test_points_outside_the_area_are_refused(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    places(bundle)[3:].to_file(tmp_path / "places.gpkg")
    with pytest.raises(TrajganrError) as caught:
        embed_locations(untrained, tmp_path / "places.gpkg", tmp_path / "out.gpkg", device="cpu")
    assert caught.value.code is Code.INPUT_EMPTY
    assert not (tmp_path / "out.gpkg").exists()


def test_missing_modalities_are_zero(bundle: Bundle, tmp_path: Path) -> None:
    model = save_untrained(bundle, tmp_path / "model", modalities="loc")
    embed_roads(model, tmp_path / "out.gpkg", device="cpu")
    layer = pyogrio.read_dataframe(tmp_path / "out.gpkg")
    parts = np.linalg.norm(layer[COLUMNS].to_numpy().reshape(-1, 3, 16), axis=2)
    np.testing.assert_allclose(parts, [[0, 1, 0]] * len(layer), atol=1e-5)
    assert set(layer["basis"]) == {"place only"}
