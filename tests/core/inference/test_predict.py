"""Roads come back predicted, styled and with what was known about them."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
from job_runs import predict_roads
from shapely.geometry import LineString
from untrained import save_untrained

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.contract.layers.predicted_columns import road_styles
from trajganr_core.contract.options.data_config import DERIVED_SPEED
from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.contract.records.bundle_manifest import SourceFile
from trajganr_core.contract.records.json_records import encode
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.tasks import AOI_CATEGORIES, FAR, POPULARITY_CLASSES, TASKS
from trajganr_core.contract.texts.text import Text
from trajganr_core.contract.texts.verdicts import speeds_text, verdict_text
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.conformal import Conformal
from trajganr_core.evaluation.predicted_spread import MAX_SIZE, SAME_SPREAD
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.predict import layer_facts, verdicts
from trajganr_core.training.finetuning.finetune import finetune

pytestmark = pytest.mark.usefixtures("short_finetuning")

DERIVED = ("speed", "popularity", "aoi")


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


def test_segments_are_directed_edges_of_the_network_with_their_travel_times(
    bundle: Bundle, roads: Path
) -> None:
    layer, network = gpd.read_file(roads, layer="roads"), bundle.network
    assert layer["from_node"].to_numpy().tolist() == network.source.tolist()
    assert layer["to_node"].to_numpy().tolist() == network.target.tolist()
    expected = 3.6 * network.length_m / layer["speed_kmh"]
    np.testing.assert_allclose(layer["travel_s"], expected, atol=0.02, rtol=1e-3)


def test_lines_are_in_the_direction_of_travel_so_that_each_node_is_one_place(roads: Path) -> None:
    layer = gpd.read_file(roads, layer="roads")
    places: dict[int, set[tuple[float, ...]]] = {}
    for line, *nodes in zip(layer.geometry, layer["from_node"], layer["to_node"], strict=True):
        for node, vertex in zip(nodes, (line.coords[0], line.coords[-1]), strict=True):
            places.setdefault(node, set()).add(vertex)
    assert {len(at) for at in places.values()} == {1}
    assert (layer["direction"] == "backward").any()


@pytest.mark.parametrize("source", [DERIVED_SPEED["time"], "a layer"])
def test_other_means_of_speeds_have_no_travel_time(
    source: str, finetuned: Path, tmp_path: Path
) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["heads"]["speed"]["label_source"] = {"text": source, "values": {}}
    write_json(model / "card.json", card)
    predict_roads(model, tmp_path / "roads.gpkg", tasks=["speed"])
    assert "travel_s" not in gpd.read_file(tmp_path / "roads.gpkg", layer="roads")


def test_every_prediction_has_an_interval(finetuned: Path, roads: Path) -> None:
    layer = gpd.read_file(roads, layer="roads")
    assert (layer["speed_kmh_low"] >= 0).all()
    assert layer["speed_kmh"].between(layer["speed_kmh_low"], layer["speed_kmh_high"]).all()
    conformal = Conformal.of_card(ModelCard.load(finetuned).heads["speed"].intervals)
    radius = conformal.radius(*(layer[name].to_numpy() for name in (["speed_kmh"], "trips")))
    width = layer["speed_kmh_high"] - layer["speed_kmh"]
    np.testing.assert_allclose(width, radius, atol=2e-3)
    for popularity, chosen in zip(layer["popularity"], layer["popularity_set"], strict=True):
        names = chosen.split("; ")
        assert popularity in names
        places = [POPULARITY_CLASSES.index(name) for name in names]
        assert places == list(range(places[0], places[0] + len(places)))
    assert (layer["aoi_radius"] > 0).all()


def test_roads_with_many_trips_have_narrower_intervals(finetuned: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    spread: dict[str, Any] = {"usual_trips": 1.0, "usual_value": 30.0, "least_value": 1.0}
    spread |= {"trips": -0.5, "value": 0.0}
    card["heads"]["speed"]["intervals"]["spread"] = spread
    write_json(model / "card.json", card)
    predict_roads(model, tmp_path / "roads.gpkg")
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    (quantile,) = card["heads"]["speed"]["intervals"]["quantiles"]
    width = layer["speed_kmh_high"] - layer["speed_kmh"]
    expected = quantile * np.maximum((1 + layer["trips"]) ** -0.5, 1 / MAX_SIZE)
    np.testing.assert_allclose(width, expected, atol=2e-3)
    assert layer["trips"].nunique() > 2


@pytest.mark.parametrize(
    "change",
    [
        {"quantiles": [-1.0]},
        {"trips_from": [3]},
        {"calibrated_on": []},
        {"spread": encode(dataclasses.replace(SAME_SPREAD, usual_trips=0.0))},
        {"spread": {}},
    ],
    ids=str,
)
def test_malformed_intervals_of_a_card_are_a_coded_error(
    change: dict[str, Any], finetuned: Path, tmp_path: Path
) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["heads"]["speed"]["intervals"].update(change)
    write_json(model / "card.json", card)
    with pytest.raises(TrajganrError) as caught:
        predict_roads(model, tmp_path / "roads.gpkg")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_without_calibration_the_interval_fields_are_empty(finetuned: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    for head in card["heads"].values():
        head["intervals"].update(trips_from=[], quantiles=[], calibrated_on=[5])
    write_json(model / "card.json", card)
    predict_roads(model, tmp_path / "roads.gpkg")
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    for name in ("speed_kmh_low", "speed_kmh_high", "popularity_set", "aoi_radius"):
        assert layer[name].isna().all(), name
    assert layer["speed_kmh"].notna().all()


def test_the_metadata_describes_the_calibration_of_the_intervals(
    finetuned: Path, roads: Path
) -> None:
    result = pyogrio.read_info(roads, layer="roads")["layer_metadata"]["INTERVALS"]
    for name, head in read_json(finetuned / "card.json")["heads"].items():
        count = head["intervals"]["calibrated_on"][0]
        assert f"{TASKS[name].title}: calibrated on {count:,} roads" in result


def test_the_metadata_and_the_card_name_the_mean_of_the_speeds(
    finetuned: Path, roads: Path
) -> None:
    labels = pyogrio.read_info(roads, layer="roads")["layer_metadata"]["LABELS"]
    assert "Traffic speed: Derived: space-mean speed" in labels
    assert pyogrio.read_info(roads, layer="roads")["layer_metadata"]["SPEED_MEAN"] == "space"
    source = ModelCard.load(finetuned).heads["speed"].label_source
    assert str(source).startswith("Derived: space-mean speed")


def test_the_metadata_have_the_driving_side(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    manifest = dataclasses.replace(bundle.manifest, driving_side="left")
    there = dataclasses.replace(bundle, manifest=manifest)
    predict_roads(finetuned, tmp_path / "roads.gpkg", bundle=there, tasks=["speed"])
    result = pyogrio.read_info(tmp_path / "roads.gpkg", layer="roads")["layer_metadata"]
    assert result["DRIVING_SIDE"] == "left"


def test_a_prediction_has_its_basis(bundle: Bundle, finetuned: Path, tmp_path: Path) -> None:
    few = np.ones(len(bundle.is_label), dtype=bool)
    few[np.flatnonzero(~bundle.is_label)[:3]] = False
    quiet = dataclasses.replace(bundle, is_label=few)
    predict_roads(finetuned, tmp_path / "roads.gpkg", bundle=quiet)
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    trips, images = layer["trips"] > 0, layer["images"] > 0
    expected = np.select(
        [trips & images, trips, images], ["trips and image", "trips", "image"], "place only"
    )
    assert set(expected) == {"trips and image", "trips", "image", "place only"}
    assert layer["basis"].tolist() == expected.tolist()
    poor = layer["basis"] == "place only"
    assert set(layer["caution"][poor]) == {"no trips or image nearby"}
    assert set(layer["caution"][~poor]) == {""}


def test_a_prediction_far_from_training_roads_has_a_caution(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    west, south, _, _ = bundle.area.bbox
    lines = [LineString([(west + x, south + 0.0003), (west + x + 0.001, south)]) for x in (0, 0.01)]
    roads = gpd.GeoDataFrame({"name": ["far", "near"]}, geometry=lines, crs=4326)
    roads.to_file(tmp_path / "own.gpkg")
    predict_roads(finetuned, tmp_path / "out.gpkg", roads=tmp_path / "own.gpkg")
    layer = gpd.read_file(tmp_path / "out.gpkg", layer="roads")
    caution = layer.groupby("name")["caution"].first()
    assert caution["near"] == "no trips or image nearby"
    middle = bundle.area.to_local(*np.array([[west + 0.0005], [south + 0.00015]]))
    network = bundle.network
    centres = network.locate(np.arange(len(network)), network.length_m / 2)
    nearest = np.linalg.norm(bundle.area.to_local(*centres.T) - middle, axis=1).min()
    beyond = max(km for km in FAR if 1000 * km < nearest)
    assert caution["far"] == f"no trips or image nearby; {FAR[beyond]}"


def test_the_basis_of_a_model_without_trips_has_no_trips(bundle: Bundle, tmp_path: Path) -> None:
    model = save_untrained(bundle, tmp_path / "model", modalities="sv+loc")
    config = FinetuneConfig(tasks=("speed",), head="mlp", epochs=1, device="cpu")
    finetune(model, bundle, config, tmp_path / "finetuned")
    predict_roads(tmp_path / "finetuned", tmp_path / "roads.gpkg")
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    assert (layer["trips"] > 0).any()
    assert set(layer["basis"]) == {"image", "place only"}


def test_heads_of_different_kinds_predict_side_by_side(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    config = FinetuneConfig(tasks=("popularity",), head="mlp", epochs=1, device="cpu")
    other = dataclasses.replace(config, tasks=("aoi",), trips_per_location=2)
    finetune(finetuned, bundle, config, tmp_path / "two")
    finetune(tmp_path / "two", bundle, other, tmp_path / "three")
    predict_roads(finetuned, tmp_path / "one.gpkg", tasks=["speed"])
    predict_roads(tmp_path / "three", tmp_path / "three.gpkg")
    alone = gpd.read_file(tmp_path / "one.gpkg", layer="roads")
    beside = gpd.read_file(tmp_path / "three.gpkg", layer="roads")
    assert beside[["popularity", "aoi_main"]].notna().all(axis=None)
    np.testing.assert_allclose(alone["speed_kmh"], beside["speed_kmh"], atol=2e-3)


def test_tasks_with_few_labels_are_marked_wherever_they_are_seen(
    finetuned: Path, tmp_path: Path
) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = ModelCard.load(model)
    reasons = {"aoi": (Text("80 places only."),)}
    heads = {
        task: dataclasses.replace(head, few=reasons.get(task, ()))
        for task, head in card.heads.items()
    }
    dataclasses.replace(card, heads=heads).save(model)
    result = predict_roads(model, tmp_path / "roads.gpkg")
    assert result.few == ("aoi",)
    assert (
        "Area-of-interest function: few data, do not rely on it. 80 places only." in result.remarks
    )
    facts = pyogrio.read_info(tmp_path / "roads.gpkg", layer="roads")["layer_metadata"]
    assert facts["FEW_DATA"] == "aoi"
    styles = road_styles(["speed_kmh", "aoi_main"], few=result.few)
    titles = [str(each.title) for each in styles]
    assert titles == [
        *("Traffic speed", "Area-of-interest function (few data)"),
        "Area-of-interest mix (few data)",
    ]
    assert str(styles[1].legend) == "Predicted: Area-of-interest function (few data)"


def test_a_prediction_says_whether_the_mean_of_own_trips_is_enough(
    finetuned: Path, pretrained: Path, tmp_path: Path
) -> None:
    remarks = predict_roads(finetuned, tmp_path / "roads.gpkg", tasks=["speed"]).remarks
    card = ModelCard.load(finetuned)
    verdict = verdict_text("speed", card.heads["speed"].metrics)
    assert f"Traffic speed: {verdict}" in remarks
    shipped = ModelCard.load(pretrained)
    assert shipped.road_function is not None
    figures = {"trips_roads": 40.0, "trips_model": 3.8, "trips_mean": 4.3}
    known = dataclasses.replace(shipped.road_function, figures=figures)
    (said,) = verdicts(dataclasses.replace(shipped, road_function=known), [])
    assert said == f"Traffic speed: {speeds_text(figures)}"


def test_roads_with_trips_and_images_are_counted(bundle: Bundle, roads: Path) -> None:
    layer = gpd.read_file(roads, layer="roads")
    inputs = bundle.matched.take(np.flatnonzero(~bundle.is_label))
    driven = np.bincount(inputs.pass_edge, minlength=len(bundle.network)) > 0
    assert (layer["trips"].to_numpy()[~driven] == 0).all()
    assert layer["trips"].sum() > 0
    assert 0 < layer["images"].sum() < len(layer)


def test_the_metadata_has_origin_and_licences(finetuned: Path, bundle: Bundle, roads: Path) -> None:
    facts = pyogrio.read_info(roads, layer="roads")["layer_metadata"]
    assert facts["MODEL"] == finetuned.name
    assert facts["BUNDLE"] == bundle.path.name
    assert facts["DEVICE"] == "cpu"
    assert facts["CREATED"].endswith("+00:00")
    sources = tuple(
        SourceFile(role="trips", name="a", description="", licence=licence, attribution=attribution)
        for licence, attribution in (("ODbL 1.0", "© A"), ("", ""), ("ODbL 1.0", "© B"))
    )
    manifest = dataclasses.replace(bundle.manifest, sources=sources)
    result = dataclasses.replace(bundle, manifest=manifest)
    facts = layer_facts(LoadedModel.load(finetuned, result, "cpu"))
    assert (facts["LICENCE"], facts["ATTRIBUTION"]) == ("ODbL 1.0", "© A; © B")


def test_own_roads_keep_their_keys(finetuned: Path, tiny_city, roads: Path, tmp_path: Path) -> None:
    some = gpd.read_file(tiny_city.roads).iloc[[2, 3, 7]]
    some.to_file(tmp_path / "some.gpkg")
    predict_roads(finetuned, tmp_path / "out.gpkg", roads=tmp_path / "some.gpkg", tasks=["speed"])
    layer = gpd.read_file(tmp_path / "out.gpkg", layer="roads")
    assert set(layer["name"]) == set(some["name"])
    assert set(layer["source_fid"]) == {1, 2, 3}
    assert "popularity" not in layer
    assert (layer["trips"] > 0).any()


def check_segments_differ(layer: gpd.GeoDataFrame) -> None:
    """Each by its edge; the other direction joins the same nodes, the other way round."""
    assert layer["edge"].is_unique
    ends = layer.set_index(["from_node", "to_node"])
    both = ends.index.intersection(ends.swaplevel().index)
    assert len(both) > 0
    places = {}
    for nodes, line in zip(ends.index, ends.geometry, strict=True):
        for node, place in zip(nodes, (line.coords[0], line.coords[-1]), strict=True):
            assert places.setdefault(node, place) == pytest.approx(place, abs=1e-7)


def test_predictions_of_a_cut_road_differ_by_edge(
    finetuned: Path, bundle: Bundle, roads: Path
) -> None:
    layer = gpd.read_file(roads, layer="roads")
    assert layer.duplicated(["source_fid", "direction"]).any()
    check_segments_differ(layer)
    assert layer["edge"].tolist() == list(range(len(bundle.network)))
    assert layer["osm_id"].isna().all()  # the city is not of OpenStreetMap


def test_predictions_of_another_layer_have_its_edges_and_way_ids(
    finetuned: Path, tiny_city, tmp_path: Path
) -> None:
    some = gpd.read_file(tiny_city.roads).iloc[[2, 3, 7]]
    some.assign(osm_id=["12", None, "4000000000"], edge="mine").to_file(tmp_path / "some.gpkg")
    predict_roads(finetuned, tmp_path / "out.gpkg", roads=tmp_path / "some.gpkg", tasks=["speed"])
    layer = gpd.read_file(tmp_path / "out.gpkg", layer="roads")
    check_segments_differ(layer)
    way = layer.drop_duplicates("source_fid").set_index("source_fid")["osm_id"]
    assert way.fillna(0).astype(int).to_dict() == {1: 12, 2: 0, 3: 4_000_000_000}
    assert set(layer["own_edge"]) == {"mine"}
    assert "own_osm_id" not in layer


def test_a_task_without_head_is_named_and_nothing_is_written(
    finetuned: Path, untrained: Path, tmp_path: Path
) -> None:
    for model, tasks in ((finetuned, ["braking"]), (untrained, [])):
        with pytest.raises(TrajganrError) as caught:
            predict_roads(model, tmp_path / "out.gpkg", tasks=tasks)
        assert caught.value.code is Code.MODEL_MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_missing_bundle_is_named(finetuned: Path, tmp_path: Path) -> None:
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


def test_own_roads_keep_their_fields(bundle: Bundle, finetuned: Path, tmp_path: Path) -> None:
    lines = bundle.network.lines[bundle.network.forward]
    own = gpd.GeoDataFrame(
        {
            "ROAD_NO": [f"R{i}" for i in range(len(lines))],
            "Speed_kmh": 50,
            "highway": "residential",
            "name": "Street",
        },
        geometry=lines,
        crs=4326,
    )
    own.to_file(tmp_path / "own.gpkg")
    predict_roads(finetuned, tmp_path / "roads.gpkg", roads=tmp_path / "own.gpkg")
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    # A GeoPackage counts its features from one.
    assert layer["ROAD_NO"].tolist() == [f"R{fid - 1}" for fid in layer["source_fid"]]
    assert layer["own_Speed_kmh"].eq(50).all()
    assert not {"own_highway", "own_name"} & set(layer)
