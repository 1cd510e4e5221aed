"""A bundle as layers for other programs."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from job_runs import embed_roads, predict_roads, run_job
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.contract.kinds.export import ExportResult
from trajganr_core.contract.options.choices import (
    BUNDLE_LAYERS,
    EXPORT_LAYERS,
    VECTOR_FORMATS,
    VECTOR_SUFFIXES,
)
from trajganr_core.data import bundle_tables
from trajganr_core.data.bundle import Bundle, read_coverage, trip_files

pytestmark = [
    pytest.mark.filterwarnings("ignore:Measured"),
    pytest.mark.filterwarnings("ignore:More than one layer"),  # styles are one
]


def export_layers(bundle: Path, out: Path, layers: tuple[str, ...], **params: Any) -> ExportResult:
    result: ExportResult = run_job("export", out, bundle=bundle, layers=layers, **params)
    return result


@pytest.fixture(scope="module")
def exported(
    bundle: Bundle, finetuned: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ExportResult]:
    """The folder with every layer, and what was told."""
    folder = tmp_path_factory.mktemp("export")
    result = export_layers(bundle.path, folder, EXPORT_LAYERS, model=finetuned)
    return folder, result


def test_every_layer_is_a_file_of_its_name(
    bundle: Bundle, exported: tuple[Path, ExportResult]
) -> None:
    folder, result = exported
    assert result.files == tuple(f"{name}.gpkg" for name in EXPORT_LAYERS)
    assert sorted(path.name for path in folder.iterdir()) == sorted(result.files)
    for name in EXPORT_LAYERS:
        info = pyogrio.read_info(folder / f"{name}.gpkg")
        assert info["features"] == result.counts[name] > 0
        assert info["crs"] == "EPSG:4326"
    assert result.counts["trips"] == len(bundle.matched)
    assert result.counts["images"] == len(bundle.images)


def test_roads_are_a_graph_with_counts(bundle: Bundle, exported: tuple[Path, ExportResult]) -> None:
    roads = pyogrio.read_dataframe(exported[0] / "roads.gpkg", layer="roads")
    network, coverage = bundle.network, read_coverage(bundle.path)
    assert roads["edge"].tolist() == list(range(len(network)))
    for name in ("reverse", "source", "target", "source_fid", "highway", "name"):
        assert roads[name].tolist() == getattr(network, name).tolist()
    assert roads[["trips", "images"]].equals(coverage[["trips", "images"]].astype(np.int64))
    assert shapely.equals_exact(roads.geometry, network.lines, 1e-9).all()


def test_trips_have_times_and_their_use(
    bundle: Bundle, exported: tuple[Path, ExportResult]
) -> None:
    trips = pyogrio.read_dataframe(exported[0] / "trips.gpkg", layer="trips")
    assert trips["trip_id"].tolist() == bundle.matched.trip_id.tolist()
    assert trips["piece"].tolist() == list(range(len(bundle.matched)))
    assert trips["makes_labels"].tolist() == bundle.is_label.tolist()
    begins = bundle.matched.t[bundle.matched.offsets[:-1]]
    assert trips["start_time"].astype("int64").tolist() == pytest.approx((begins * 1000).tolist())


def test_trips_of_several_batches_are_numbered_through(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(shutil.copytree(bundle.path, tmp_path / "bundle"))
    (file,) = trip_files(other)
    halves = np.array_split(np.arange(len(bundle.matched)), 2)
    with bundle_tables.TripWriter(file) as writer:
        for half in halves:
            writer.write(bundle.matched.take(half))
    monkeypatch.setattr(Bundle, "load", lambda path: pytest.fail("the whole bundle was read"))
    export_layers(other, tmp_path / "out", ("trips",), format="geoparquet")
    trips = gpd.read_parquet(tmp_path / "out" / "trips.parquet")
    assert trips["piece"].tolist() == list(range(len(bundle.matched)))
    assert trips["makes_labels"].tolist() == bundle.is_label.tolist()


def test_pictures_are_on_their_roads(bundle: Bundle, exported: tuple[Path, ExportResult]) -> None:
    images = pyogrio.read_dataframe(exported[0] / "images.gpkg", layer="images")
    assert images["image_id"].tolist() == bundle.images["image_id"].tolist()
    assert all((bundle.path / "images" / name).is_file() for name in images["file"])
    fids = bundle.network.source_fid[bundle.images["edge"]]
    assert images["source_fid"].tolist() == fids.tolist()
    np.testing.assert_allclose(images.geometry.x, bundle.images["lon"])
    np.testing.assert_allclose(images.geometry.y, bundle.images["lat"])


def test_labels_are_those_of_labelled_roads(
    bundle: Bundle, exported: tuple[Path, ExportResult]
) -> None:
    labels = pyogrio.read_dataframe(exported[0] / "labels.gpkg", layer="labels")
    expected = bundle.labels["speed_kmh"].dropna()
    np.testing.assert_allclose(labels["speed_kmh"].dropna(), expected, atol=1e-4)


def test_predictions_and_embeddings_equal_those_of_their_commands(
    finetuned: Path, exported: tuple[Path, ExportResult], tmp_path: Path
) -> None:
    predict_roads(finetuned, tmp_path / "roads.gpkg", device="cpu")
    embed_roads(finetuned, tmp_path / "embeddings.gpkg", device="cpu")
    for name, own in (("predictions", "roads"), ("embeddings", "embeddings")):
        layer = pyogrio.read_dataframe(exported[0] / f"{name}.gpkg")
        expected = pyogrio.read_dataframe(tmp_path / f"{own}.gpkg")
        pd.testing.assert_frame_equal(
            pd.DataFrame(layer.drop(columns="geometry")),
            pd.DataFrame(expected.drop(columns="geometry")),
            atol=1e-5,
        )
    with closing(sqlite3.connect(exported[0] / "predictions.gpkg")) as database:
        assert database.execute("SELECT COUNT(*) FROM layer_styles").fetchone() == (4,)


@pytest.mark.parametrize("format", VECTOR_FORMATS)
def test_every_format_has_every_layer(
    format: str, bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    result = export_layers(bundle.path, tmp_path, EXPORT_LAYERS, model=finetuned, format=format)
    assert sorted(result.files) == sorted(path.name for path in tmp_path.iterdir())
    for name, file in zip(EXPORT_LAYERS, result.files, strict=True):
        assert file == name + VECTOR_SUFFIXES[format]
        if format == "geoparquet":
            assert len(gpd.read_parquet(tmp_path / file)) == result.counts[name]
        elif format == "csv":
            table = pd.read_csv(tmp_path / file)
            assert len(table) == result.counts[name]
            assert shapely.is_valid(shapely.from_wkt(table["WKT"])).all()
        else:
            assert pyogrio.read_info(tmp_path / file)["features"] == result.counts[name]


def test_predictions_without_a_model_are_those_of_the_shipped_one(
    bundle: Bundle, shipped: Path, tmp_path: Path
) -> None:
    export_layers(bundle.path, tmp_path, ("predictions",))
    predict_roads(None, tmp_path / "roads.gpkg", bundle=bundle, device="cpu")
    one, two = (gpd.read_file(tmp_path / f"{name}.gpkg") for name in ("predictions", "roads"))
    assert_geodataframe_equal(one, two)


def test_remarks_have_the_licences(bundle: Bundle, tmp_path: Path) -> None:
    other = Path(shutil.copytree(bundle.path, tmp_path / "bundle"))
    manifest = read_json(other / "bundle.json")
    manifest["sources"][1].update(licence="ODbL 1.0", attribution="© OpenStreetMap contributors")
    write_json(other / "bundle.json", manifest)
    result = export_layers(other, tmp_path / "out", ("roads",))
    assert result.remarks == ("roads.gpkg (roads): ODbL 1.0; © OpenStreetMap contributors.",)
    assert not untranslated(result.remarks)


def test_a_layer_without_features_is_refused(bundle: Bundle, tmp_path: Path) -> None:
    other = Path(shutil.copytree(bundle.path, tmp_path / "bundle"))
    images = bundle_tables.read_frame(other / "images.parquet")
    bundle_tables.write_frame(images[:0], other / "images.parquet")
    with pytest.raises(TrajganrError, match="no images") as caught:
        export_layers(other, tmp_path / "out", ("images",))
    assert caught.value.code is Code.INPUT_EMPTY


def test_an_export_can_be_cancelled_while_trips_are_written(bundle: Bundle, tmp_path: Path) -> None:
    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        if stage == "Writing trips" and list(tmp_path.rglob("roads.gpkg")):
            raise cancelled()

    with pytest.raises(TrajganrError, match=r"JOB\.CANCELLED"):
        export_layers(bundle.path, tmp_path, BUNDLE_LAYERS, progress=stop)
    assert not list(tmp_path.iterdir())


def test_a_model_of_another_area_is_refused(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["area"] = dataclasses.replace(bundle.area, east=-8.6).to_dict()
    write_json(model / "card.json", card)
    with pytest.raises(TrajganrError) as caught:
        export_layers(bundle.path, tmp_path / "out", ("embeddings",), model=model)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
