"""Results of a model in QGIS with a real worker: embeddings, metrics, similarity, exports."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyogrio
import pytest
from command_line import succeed
from qgis_python import QgisSession
from tiny_city import AREA, SIDE, SPACING_M, TinyCity

SEGMENTS = 4 * SIDE * (SIDE - 1)


class Ids(NamedTuple):
    """Ids of results on the worker."""

    bundle: str
    model: str


@pytest.fixture(scope="module")
def ids(qgis: QgisSession, tiny_city: TinyCity) -> Ids:
    """A bundle, and a model with a head for speed."""
    bundle = qgis.run(
        "prepare",
        TRAJECTORY_FILES=tiny_city.trips,
        ROADS=tiny_city.roads,
        EXTENT=tiny_city.extent,
        NAME="Tiny city",
    )["BUNDLE"]
    small = {"DIMENSION": 16, "LAYERS": 1, "EPOCHS": 1, "DEVICE": "cpu"}
    pretrained = qgis.run("pretrain", BUNDLE=bundle, **small)["MODEL"]
    options = {"TASKS": "speed", "EPOCHS": 1, "DEVICE": "cpu"}
    model = qgis.run("finetune", MODEL=pretrained, BUNDLE=bundle, **options)["MODEL"]
    return Ids(bundle, model)


def test_roads_are_embedded(qgis: QgisSession, ids: Ids, tmp_path: Path) -> None:
    path = tmp_path / "vectors.gpkg"
    results = qgis.run("embedlocations", MODEL=ids.model, DEVICE="cpu", OUTPUT=path)
    table = pyogrio.read_dataframe(path, layer="embeddings")
    assert len(table) == int(results["LOCATION_COUNT"]) == SEGMENTS
    assert int(results["DIMENSIONS"]) == sum(name.startswith("e_") for name in table.columns)


def test_evaluating_a_model_writes_metrics_and_residuals(
    qgis: QgisSession, ids: Ids, tmp_path: Path
) -> None:
    path = tmp_path / "residuals.gpkg"
    results = qgis.run("evaluate", MODEL=ids.model, DEVICE="cpu", OUTPUT=path)
    assert float(results["SPEED_MAE"]) > 0
    assert results["ON"] == "held-out roads"
    table = pyogrio.read_dataframe(path, layer="roads")
    assert len(table) == int(results["ROAD_COUNT"])
    off = table.speed_kmh_true - table.speed_kmh_predicted
    assert (off - table.speed_kmh_residual).abs().max() < 0.002


def test_roads_are_compared_with_the_road_at_a_location(
    qgis: QgisSession, ids: Ids, tmp_path: Path
) -> None:
    path = tmp_path / "similar.gpkg"
    ((lon, lat),) = AREA.to_geographic(np.array([[20.0, SPACING_M / 2]]))  # on a street
    place = f"{lon},{lat} [EPSG:4326]"
    results = qgis.run("similarroads", MODEL=ids.model, POINT=place, OUTPUT=path)
    table = pyogrio.read_dataframe(path, layer="similar")
    assert len(table) == int(results["ROAD_COUNT"]) == SEGMENTS
    assert table.similarity.max() == pytest.approx(1, abs=0.01)
    assert table.similarity.min() >= -1


def test_a_repeated_batch_export_writes_only_missing_files(
    qgis: QgisSession, ids: Ids, tmp_path: Path
) -> None:
    form = {"BUNDLES": ids.bundle, "MODELS": ids.model, "FORMAT": "gpkg", "FOLDER": tmp_path}
    first = qgis.run("batchexport", LAYERS=["roads"], **form)
    assert first["MADE"] == "1"
    layers = ["roads", "trips", "predictions"]
    again = qgis.run("batchexport", LAYERS=layers, **form)
    assert (again["FILE_COUNT"], again["MADE"]) == ("3", "2")
    (predictions,) = tmp_path.glob("*/*/predictions.gpkg")
    assert pyogrio.read_dataframe(predictions, layer="roads").speed_kmh.notna().all()


def test_predictions_are_updated_with_new_trips_in_the_area_of_the_model(
    qgis: QgisSession, ids: Ids, tiny_city: TinyCity, tmp_path: Path
) -> None:
    trips, path = tmp_path / "trips.gpkg", tmp_path / "again.gpkg"
    qgis.run("loadtrajectories", FILE=tiny_city.trips, OUTPUT=trips)
    qgis.run(
        "updatepredictionswithnewtrips",
        MODEL=ids.model,
        TRAJECTORIES=trips,
        ROADS=tiny_city.roads,
        predicted_roads=path,
    )
    assert len(pyogrio.read_dataframe(path, layer="roads")) == SEGMENTS


def test_the_command_line_exports_several_bundles(home: Path, ids: Ids, tmp_path: Path) -> None:
    bundles = [home / "bundles" / ids.bundle]
    result = succeed("batch-export", *bundles, "--layer", "labels", "--out", tmp_path / "all")
    assert result["made"] == 1
    again = succeed("batch-export", *bundles, "--layer", "labels", "--out", tmp_path / "all")
    assert (again["made"], again["files"]) == (0, result["files"])
