"""Roads come back predicted, styled and with what was known about them."""

import dataclasses
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.inference import predict_roads
from trajganr_core.storage import read_json, write_json
from trajganr_core.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS
from trajganr_core.training.finetune import FinetuneConfig, finetune

DERIVED = ("speed", "popularity", "aoi")


@pytest.fixture(scope="module")
def finetuned(bundle: Bundle, pretrained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models") / "finetuned"
    finetune(pretrained, bundle, FinetuneConfig(tasks=DERIVED, epochs=4, device="cpu"), out)
    return out


@pytest.fixture(scope="module")
def roads(finetuned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("predicted") / "roads.gpkg"
    predict_roads(finetuned, out)
    return out


def test_every_directed_segment_has_every_prediction(bundle: Bundle, roads: Path) -> None:
    layer = gpd.read_file(roads, layer="roads")
    assert len(layer) == len(bundle.network)
    assert layer.crs.to_epsg() == 4326
    assert set(layer["direction"]) == {"forward", "backward"}
    for name in DERIVED:
        for field in TASKS[name].fields:
            assert layer[field.name].notna().all(), field.name
    assert (layer["speed_kmh"] >= 0).all()
    assert set(layer["popularity"]) <= set(POPULARITY_CLASSES)
    assert layer["popularity"].map(POPULARITY_CLASSES.index).eq(layer["popularity_class"]).all()
    shares = layer[[f"aoi_{category}" for category in AOI_CATEGORIES]].to_numpy()
    np.testing.assert_allclose(shares.sum(1), 1, atol=1e-3)
    assert layer["aoi_main"].eq(np.array(AOI_CATEGORIES)[shares.argmax(1)]).all()


def test_what_was_known_is_counted(bundle: Bundle, roads: Path) -> None:
    layer = gpd.read_file(roads, layer="roads")
    inputs = bundle.trips.take(np.flatnonzero(~bundle.is_label))
    driven = np.bincount(inputs.pass_edge, minlength=len(bundle.network)) > 0
    assert (layer["trips"].to_numpy()[~driven] == 0).all()
    assert layer["trips"].sum() > 0
    assert 0 < layer["images"].sum() < len(layer)


def test_the_styles_are_inside_and_the_first_task_is_the_default(roads: Path) -> None:
    with closing(sqlite3.connect(roads)) as database:
        rows = database.execute(
            "SELECT styleName, useAsDefault, f_geometry_column, styleQML FROM layer_styles"
        ).fetchall()
    assert [(name, bool(default)) for name, default, _, _ in rows] == [
        ("speed", True),
        ("popularity", False),
        ("aoi", False),
    ]
    assert all(column == "geom" and "<qgis" in qml for _, _, column, qml in rows)


def test_the_analysts_own_roads_keep_their_keys(
    finetuned: Path, tiny_city, roads: Path, tmp_path: Path
) -> None:
    some = gpd.read_file(tiny_city.roads).iloc[[2, 3, 7]]
    some.to_file(tmp_path / "some.gpkg")
    predict_roads(finetuned, tmp_path / "out.gpkg", roads=tmp_path / "some.gpkg", tasks=["speed"])
    layer = gpd.read_file(tmp_path / "out.gpkg", layer="roads")
    assert set(layer["name"]) == set(some["name"])
    assert set(layer["source_fid"]) == {1, 2, 3}
    assert "popularity" not in layer
    assert (layer["trips"] > 0).any()


def test_a_task_without_head_is_named_and_nothing_is_written(
    finetuned: Path, pretrained: Path, tmp_path: Path
) -> None:
    for model, tasks in ((finetuned, ["braking"]), (pretrained, [])):
        with pytest.raises(TrajganrError) as caught:
            predict_roads(model, tmp_path / "out.gpkg", tasks=tasks)
        assert caught.value.code is Code.MODEL_MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_that_is_gone_is_asked_for(finetuned: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["bundle"]["path"] = str(tmp_path / "gone")
    write_json(model / "card.json", card)
    with pytest.raises(TrajganrError) as caught:
        predict_roads(model, tmp_path / "out.gpkg")
    assert caught.value.code is Code.MODEL_MISSING
    assert "bundle" in caught.value.next_action


def test_a_bundle_of_another_area_is_refused(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    elsewhere = dataclasses.replace(bundle, area=dataclasses.replace(bundle.area, east=-8.6))
    with pytest.raises(TrajganrError) as caught:
        predict_roads(finetuned, tmp_path / "out.gpkg", bundle=elsewhere)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
