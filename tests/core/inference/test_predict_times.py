"""Roads are predicted at times of the week, by models that have learned them."""

import dataclasses
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
from job_runs import predict_roads
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.contract.layers.predicted_columns import hour_columns, time_fields
from trajganr_core.contract.options.time_sets import WHOLE_WEEK, parse_time_set
from trajganr_core.contract.tasks import TASKS
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.predict import predicted_layer
from trajganr_core.model.model_folder import read_card, save_model
from trajganr_core.model.road_function import RoadFunction
from trajganr_core.training.road_function import city_model

PEAK = "weekday morning peak"
#: No trip of the tiny city is at this time.
NEVER = "Sun 03:00-04:00"
SLOWDOWN = TASKS["slowdown"].title


@pytest.fixture(scope="module")
def tuned(finetuned: Path, pretrained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fine-tuned model with the road function of another."""
    model = Path(shutil.copytree(finetuned, tmp_path_factory.mktemp("tuned") / "model"))
    name = "road_function.safetensors"
    shutil.copyfile(pretrained / name, model / name)
    other, card = (read_json(folder / "card.json") for folder in (pretrained, model))
    card["road_function"] = other["road_function"]
    card["files"][name] = other["files"][name]
    write_json(model / "card.json", card)
    return model


def test_speeds_at_times_stand_beside_the_tasks(
    bundle: Bundle, tuned: Path, tmp_path: Path
) -> None:
    out = tmp_path / "roads.gpkg"
    result = predict_roads(tuned, out, time_sets=[PEAK, NEVER], each_hour=True, device="cpu")
    layer = gpd.read_file(out, layer="roads")
    names = [field.name for text in (PEAK, NEVER) for field in time_fields(parse_time_set(text))]
    assert {*names, *hour_columns(), TASKS["speed"].fields[0].name} <= set(layer)
    speed = layer[f"speed_kmh_{parse_time_set(PEAK).slug}"]
    assert len(layer) == len(bundle.network)
    assert ((speed > 0) & (speed < 200)).all()
    travel_s = layer[f"travel_s_{parse_time_set(PEAK).slug}"]
    np.testing.assert_allclose(travel_s, 3.6 * bundle.network.length_m / speed, atol=0.06)
    assert layer[list(hour_columns())].notna().all(axis=None)
    assert result.time_sets == (PEAK, NEVER)
    assert result.time_zone == bundle.manifest.time_zone
    metadata = pyogrio.read_info(out, layer="roads")["layer_metadata"]
    assert metadata["TIME_SETS"] == f"{PEAK} | {NEVER}"


def test_a_model_without_heads_predicts_times_and_slowdown(
    pretrained: Path, tmp_path: Path
) -> None:
    out = tmp_path / "roads.gpkg"
    stages: list[str] = []
    result = predict_roads(
        pretrained,
        out,
        time_sets=[PEAK],
        device="cpu",
        progress=lambda stage, _, **figures: stages.append(stage),
    )
    assert set(stages) == {"Predicting times"}  # no trip is embedded
    columns = set(gpd.read_file(out, layer="roads"))
    assert {"speed_kmh_weekday_morning_peak", "slowdown_mps2"} <= columns
    assert "speed_kmh" not in columns
    assert result.counts["with_trips"] > 0
    with pytest.raises(TrajganrError) as caught:
        predict_roads(pretrained, out, tasks=["speed"], time_sets=[PEAK], device="cpu")
    assert caught.value.code is Code.MODEL_MISSING


def test_without_heads_and_times_the_whole_week_is_predicted(
    pretrained: Path, tmp_path: Path
) -> None:
    out = tmp_path / "roads.gpkg"
    assert predict_roads(pretrained, out, device="cpu").time_sets == ("whole week",)
    assert (gpd.read_file(out, layer="roads")["speed_kmh_whole_week"] > 0).all()


def test_a_bundle_alone_is_predicted_with_the_shipped_model(
    bundle: Bundle, shipped: Path, tmp_path: Path
) -> None:
    out = tmp_path / "roads.gpkg"
    result = predict_roads(None, out, bundle=bundle, device="cpu")
    layer = gpd.read_file(out, layer="roads")
    assert {field.name for field in time_fields(WHOLE_WEEK)} <= set(layer)
    assert (layer["speed_kmh_whole_week"] > 0).all()
    assert (layer["expected_passes_whole_week"] > 0).all()
    assert "The shipped model was adapted" in result.remarks[0]
    metadata = pyogrio.read_info(out, layer="roads")["layer_metadata"]
    assert metadata["MODEL"] == "shipped"
    assert (layer["slowdown_mps2"] > 0).all()
    assert any("Slow-down intensity" in remark for remark in result.remarks)
    assert "input trips" in metadata["LABELS"]


def test_the_owners_of_what_the_shipped_model_learned_from_are_named(
    bundle: Bundle, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Path(shutil.copytree(shipped, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["data"]["sources"][0] |= {"licence": "CC BY 4.0", "attribution": "Owners of far trips"}
    write_json(model / "card.json", card)
    monkeypatch.setattr(city_model, "SHIPPED_FOLDER", model)
    predict_roads(None, tmp_path / "roads.gpkg", bundle=bundle, device="cpu")
    metadata = pyogrio.read_info(tmp_path / "roads.gpkg", layer="roads")["layer_metadata"]
    assert "Owners of far trips" in metadata["ATTRIBUTION"]
    assert "CC BY 4.0" in metadata["LICENCE"]


def test_without_a_model_and_a_bundle_nothing_is_predicted(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        predict_roads(None, tmp_path / "roads.gpkg")
    assert caught.value.code is Code.INPUT_FIELD


def test_the_shipped_model_has_no_heads(bundle: Bundle, shipped: Path, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        predicted_layer(LoadedModel.load(None, bundle, "cpu"), tasks=["speed"])
    assert caught.value.code is Code.MODEL_MISSING


def test_a_time_without_trips_is_a_prior_and_said(pretrained: Path, tmp_path: Path) -> None:
    out = tmp_path / "roads.gpkg"
    result = predict_roads(pretrained, out, time_sets=[PEAK, NEVER], device="cpu")
    layer = gpd.read_file(out, layer="roads")
    assert set(layer[f"basis_{parse_time_set(NEVER).slug}"]) == {"prior"}
    _, of_peak, of_never, _ = result.remarks
    assert not untranslated(result.remarks)
    assert PEAK in of_peak
    assert "of 1 day: another day may differ" in of_peak
    assert "There are no trips in the time set " + NEVER in of_never
    days = [f"days_{parse_time_set(text).slug}" for text in (PEAK, NEVER)]
    assert (layer[days] == [1, 0]).all(axis=None)


def test_a_road_that_the_bundle_has_not_has_no_speed(
    bundle: Bundle, pretrained: Path, tmp_path: Path
) -> None:
    own, far = bundle.network.lines[0], bundle.network.lines[0]
    west, south, *_ = bundle.area.bbox
    far = type(own)([(west + 0.0001, south + 0.0001), (west + 0.0002, south + 0.0001)])
    lines = gpd.GeoDataFrame({"name": ["own", "far"]}, geometry=[own, far], crs=4326)
    lines.to_file(tmp_path / "own.gpkg")
    predict_roads(
        pretrained,
        tmp_path / "roads.gpkg",
        roads=tmp_path / "own.gpkg",
        time_sets=["whole week"],
        device="cpu",
    )
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads").groupby("name")
    assert layer["speed_kmh_whole_week"].count().to_dict() == {"far": 0, "own": 2}
    assert layer["basis_whole_week"].count().to_dict() == {"far": 0, "own": 2}


def test_a_model_that_has_not_learned_times_says_so(finetuned: Path, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        predict_roads(finetuned, tmp_path / "roads.gpkg", time_sets=[PEAK])
    assert caught.value.code is Code.MODEL_MISSING
    assert "times of the week" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_time_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        predict_roads(tmp_path / "none", tmp_path / "roads.gpkg", time_sets=["half past eight"])
    assert caught.value.code is Code.INPUT_FIELD


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"features": 10}, Code.MODEL_INCOMPATIBLE),
        ({"features": 10**9}, Code.MODEL_INCOMPATIBLE),
        ({"hidden": -1}, Code.MODEL_INCOMPATIBLE),
        ({"intervals": {}}, Code.MODEL_INCOMPATIBLE),
        ({"intervals": {"factors": [[1.0]]}}, Code.MODEL_INCOMPATIBLE),
        ({"intervals": {"factors": [[-1.0] * 5] * 6}}, Code.MODEL_INCOMPATIBLE),
    ],
)
def test_a_malformed_road_function_is_refused(
    pretrained: Path, tmp_path: Path, change: dict[str, object], code: Code
) -> None:
    model = Path(shutil.copytree(pretrained, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["road_function"] |= change
    write_json(model / "card.json", card)
    with pytest.raises(TrajganrError) as caught:
        predict_roads(model, tmp_path / "roads.gpkg", time_sets=[PEAK])
    assert caught.value.code is code


def test_a_road_function_for_other_features_is_refused(pretrained: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(pretrained, tmp_path / "model"))
    card = read_card(model)
    assert card.road_function is not None
    entry = dataclasses.replace(card.road_function, features=card.road_function.features + 1)
    function = RoadFunction(entry.features, entry.hidden, entry.components)
    save_model(model, dataclasses.replace(card, road_function=entry), road_function=function)
    with pytest.raises(TrajganrError) as caught:
        predict_roads(model, tmp_path / "roads.gpkg", time_sets=[PEAK])
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_changed_weights_of_the_road_function_are_refused(pretrained: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(pretrained, tmp_path / "model"))
    weights = model / "road_function.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(TrajganrError) as caught:
        predict_roads(model, tmp_path / "roads.gpkg", time_sets=[PEAK])
    assert caught.value.code is Code.MODEL_HASH


def test_tasks_are_predicted_the_same_with_times_as_without(tuned: Path, tmp_path: Path) -> None:
    predict_roads(tuned, tmp_path / "one.gpkg", device="cpu")
    predict_roads(tuned, tmp_path / "two.gpkg", time_sets=[PEAK], device="cpu")
    one, two = (gpd.read_file(tmp_path / f"{name}.gpkg", layer="roads") for name in ("one", "two"))
    assert set(one) < set(two)
    np.testing.assert_array_equal(one["speed_kmh"], two["speed_kmh"])


def test_the_model_that_comes_with_the_software_predicts_a_city_with_intervals(
    elsewhere: Bundle, tmp_path: Path
) -> None:
    out = tmp_path / "roads.gpkg"
    result = predict_roads(None, out, bundle=elsewhere, time_sets=[PEAK], device="cpu")
    layer = gpd.read_file(out, layer="roads")
    low, mean, high = (
        layer[f"speed_kmh{end}_weekday_morning_peak"] for end in ("_low", "", "_high")
    )
    assert ((low > 3) & (low < mean) & (mean < high) & (high < 200)).all()
    assert "The shipped model was adapted to" in result.remarks[0]
