"""A click is answered with what the model knows of that very place."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from job_runs import predict_roads

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.contract.protocol.messages import Message
from trajganr_core.contract.protocol.place_query_codec import pack
from trajganr_core.contract.protocol.similarity_codec import SimilarRoads, gather
from trajganr_core.contract.tasks import TASKS
from trajganr_core.data import mapped_trips
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.data.roads.network import road_of_edge
from trajganr_core.features.known_roads import KnownRoads
from trajganr_core.features.location_features import MAX_LENGTH
from trajganr_core.features.query_locations import Locations, edge_locations, image_locations
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.place_query import query_engine
from trajganr_core.inference.place_query.query_engine import QueryEngine
from trajganr_core.inference.predictors import answers_of, embedder, load_heads
from trajganr_core.traffic.observed_week import observed_week

TASK_IDS = ("speed", "popularity", "aoi")


@pytest.fixture(scope="module")
def hot(finetuned: Path) -> QueryEngine:
    return prepared(QueryEngine.load(finetuned, None, "cpu"))


def prepared(hot: QueryEngine) -> QueryEngine:
    """The engine, with all that it computes between clicks."""
    while hot.prepare_next():
        pass
    return hot


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "embeddings"


def test_the_times_of_an_edge_are_its_profile_and_its_input_passes(
    bundle: Bundle, hot: QueryEngine
) -> None:
    passes = input_passes(bundle)
    counts = np.bincount(passes.edge, minlength=len(bundle.network))
    edge = int(counts.argmax())
    observed = observed_week(passes.take(passes.edge == edge))
    profile = None if hot._times is None else hot._times.profile(edge, observed.passes)
    found = hot.road_times(edge)
    assert found == {"edge": edge, "profile": profile, **observed.answer}
    assert any(found["week"]) or None in found["speeds"]
    other = int(counts.argmin())
    observed = observed_week(passes.take(passes.edge == other))
    assert hot.road_times(other).items() > {"edge": other, **observed.answer}.items()
    with pytest.raises(TrajganrError) as caught:
        hot.road_times(len(bundle.network))
    assert caught.value.code is Code.INPUT_FIELD


def place_on(bundle: Bundle, edge: int, share: float) -> list[float]:
    """A place on an edge, at that share of its length."""
    offset = share * bundle.network.length_m[[edge]]
    lon, lat = bundle.network.locate(np.array([edge]), offset)[0].tolist()
    return [lon, lat]


def entry_of(answer: dict[str, Any], edge: int) -> dict[str, Any]:
    return next(entry for entry in answer["roads"] if entry["edge"] == edge)


def driven(bundle: Bundle) -> int:
    """An edge that the model's trips drive on, of which no picture was taken."""
    inputs = bundle.matched.take(np.flatnonzero(~bundle.is_label))
    passes = np.bincount(inputs.pass_edge, minlength=len(bundle.network))
    passes[image_locations(bundle).edge] = 0
    return int(passes.argmax())


def test_a_query_at_a_roads_location_gives_its_prediction(
    bundle: Bundle, finetuned: Path, hot: QueryEngine, tmp_path: Path
) -> None:
    predict_roads(finetuned, tmp_path / "roads.gpkg", device="cpu")
    layer = gpd.read_file(tmp_path / "roads.gpkg", layer="roads")
    own = edge_locations(bundle, np.arange(len(bundle.network)))
    edges = [*np.flatnonzero(own.image >= 0)[:8], *np.flatnonzero(own.image < 0)[:8]]
    for edge in edges:
        entry = entry_of(hot.query(*own.lon_lat[edge].tolist(), nearest=0), edge)
        road = layer.iloc[edge]
        for name in ("source_fid", "direction", "name", "trips", "images", "basis", "caution"):
            assert entry[name] == road[name]
        for task in TASK_IDS:
            for field in TASKS[task].fields:
                value = entry["predictions"][task][field.name]
                # Both are rounded to thousandths.
                near = pytest.approx(road[field.name], abs=1.1e-3)
                assert value == (road[field.name] if isinstance(value, str) else near)


def test_single_queries_give_the_predictions_of_all_roads(
    bundle: Bundle, finetuned: Path, hot: QueryEngine
) -> None:
    opened = LoadedModel.load(finetuned, None, "cpu")
    heads = load_heads(finetuned, opened.card, TASK_IDS, opened.encoders)
    _, own = opened.roads(None)
    table = opened.features(own, trips=heads[0].trips, with_context=True)
    # The draw of trips is put to the test: most roads have more than a head sees.
    assert (table.trips_through > heads[0].trips).mean() > 0.5
    together = answers_of(heads, table, "all")
    for edge in range(0, len(own), 7):
        at = hot._finder.at(own.edge[[edge]], own.offset_m[[edge]])
        alone = answers_of(hot._heads, hot._table(at, 32), "one")
        for head, raw, expected in zip(heads, alone, together, strict=True):
            np.testing.assert_allclose(
                head.target.decode(raw), head.target.decode(expected[[edge]]), atol=1e-4
            )


def test_a_query_is_evaluated_at_its_place_along_the_road(
    bundle: Bundle, finetuned: Path, hot: QueryEngine
) -> None:
    edge = driven(bundle)
    opened = LoadedModel.load(finetuned, None, "cpu")
    predictor = embedder(opened.encoders, opened.card)
    (head,) = load_heads(finetuned, opened.card, ["speed"], opened.encoders)
    result = []
    for share in (0.25, 0.75):
        lon, lat = place_on(bundle, edge, share)
        entry = entry_of(hot.query(lon, lat, nearest=0), edge)
        assert entry["offset_m"] == pytest.approx(share * bundle.network.length_m[edge], abs=0.1)
        there = Locations(
            np.array([edge]),
            share * bundle.network.length_m[[edge]],
            np.array([[lon, lat]]),
            np.array([-1]),
        )
        table = opened.features(there, trips=predictor.trips, with_context=True)
        expected, raw = answers_of([predictor, head], table, "there")
        np.testing.assert_allclose(entry["embedding"], expected[0], atol=1e-4)
        speed_kmh = head.target.decode(raw)[0, 0]
        assert entry["predictions"]["speed"]["speed_kmh"] == pytest.approx(speed_kmh, abs=1e-3)
        result.append(entry)
    assert np.abs(np.subtract(result[0]["embedding"], result[1]["embedding"])).max() > 0.01


def test_an_answer_is_json_with_the_nearest_road_first_in_both_directions(
    bundle: Bundle, hot: QueryEngine
) -> None:
    edge = driven(bundle)
    lon, lat = place_on(bundle, edge, 0.1)
    answer = hot.query(lon, lat, radius_m=60.0)
    content, _ = pack(answer)
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    assert answer["location"] == [lon, lat]
    assert answer["model"] == "Tuned model"
    roads = answer["roads"]
    assert {roads[0]["edge"], roads[1]["edge"]} == {edge, bundle.network.reverse[edge]}
    assert {roads[0]["direction"], roads[1]["direction"]} == {"forward", "backward"}
    distances = [entry["distance_m"] for entry in roads]
    assert distances == sorted(distances)
    assert distances[0] == 0
    assert len(roads) > 4
    assert distances[-1] <= 60
    for entry in roads:
        vector = np.array(entry["embedding"]).reshape(3, -1)
        present = [entry["images"] > 0, True, entry["trips"] > 0]
        np.testing.assert_allclose(np.linalg.norm(vector, axis=1), present, atol=1e-5)


def test_without_a_road_nearby_the_place_alone_is_evaluated(
    bundle: Bundle, hot: QueryEngine
) -> None:
    west, south, _, _ = bundle.area.bbox
    (entry,) = hot.query(west + 1e-4, south + 1e-4)["roads"]
    nothing = ("edge", "source_fid", "direction", "highway", "name", "length_m", "distance_m")
    assert [entry[name] for name in nothing] == [None] * len(nothing)
    assert (entry["trips"], entry["images"], entry["basis"]) == (0, 0, "place only")
    assert entry["caution"].startswith("no road nearby; no trips or image nearby")
    assert entry["location"] == [west + 1e-4, south + 1e-4]
    assert set(entry["predictions"]) == set(TASK_IDS)
    assert entry["predictions"]["speed"]["speed_kmh"] >= 0
    assert len(entry["nearest"]) == 5


@pytest.mark.parametrize(
    "place", [(-8.7, 41.15), (-8.62, 40.0), (float("nan"), 41.15), (-8.62, float("inf"))]
)
def test_a_place_outside_the_study_area_is_refused(
    place: tuple[float, float], hot: QueryEngine
) -> None:
    with pytest.raises(TrajganrError) as caught:
        hot.query(*place)
    assert caught.value.code is Code.INPUT_GEOMETRY
    assert "area" in caught.value.next_action
    json.dumps(caught.value.to_dict(), allow_nan=False)


@pytest.mark.parametrize("wrong", [{"nearest": -1}, {"radius_m": float("nan")}])
def test_invalid_arguments_are_refused(wrong: dict[str, Any], hot: QueryEngine) -> None:
    with pytest.raises(TrajganrError) as caught:
        hot.query(-8.62, 41.1475, **wrong)
    assert caught.value.code is Code.INPUT_FIELD


def test_the_most_similar_roads_are_other_roads_each_once(bundle: Bundle, hot: QueryEngine) -> None:
    edge = int(np.flatnonzero(edge_locations(bundle, np.arange(120)).image < 0)[0])
    entry = entry_of(hot.query(*place_on(bundle, edge, 0.5), nearest=7), edge)
    alike = entry["nearest"]
    assert len(alike) == 7
    road = road_of_edge(bundle.network)
    roads = [road[one["edge"]] for one in alike]
    assert road[edge] not in roads
    assert len(set(roads)) == 7
    similarity = [one["similarity"] for one in alike]
    assert similarity == sorted(similarity, reverse=True)
    # Asked in its middle, the road is alike to others as its own embedding is.
    everywhere = cosines(hot, edge)
    expected = [everywhere[road == other].max() for other in roads]
    np.testing.assert_allclose(similarity, expected, atol=1e-4)
    others = np.delete(np.arange(len(road)), np.flatnonzero(np.isin(road, [*roads, road[edge]])))
    assert everywhere[others].max() <= similarity[-1] + 1e-4


def test_each_road_lists_its_passing_trips(bundle: Bundle, hot: QueryEngine) -> None:
    edge = driven(bundle)
    place = place_on(bundle, edge, 0.5)
    assert entry_of(hot.query(*place), edge)["passes"] == []
    entry = entry_of(hot.query(*place, trips=1000), edge)
    assert len(entry["passes"]) == entry["trips"] > 3
    makes_labels = set(bundle.matched.trip_id[bundle.is_label])
    assert not makes_labels & {one["trip"] for one in entry["passes"]}
    # More trips than a head sees change nothing of what is predicted.
    few = entry_of(hot.query(*place, trips=2), edge)
    np.testing.assert_equal(few["passes"], entry["passes"][:2])
    assert few["predictions"] == entry["predictions"]
    np.testing.assert_array_equal(few["embedding"], entry["embedding"])


def test_the_photo_is_one_that_can_be_shown(bundle: Bundle, hot: QueryEngine) -> None:
    lon, lat = bundle.images[["lon", "lat"]].to_numpy()[3]
    photo = hot.query(lon, lat, nearest=0)["photo"]
    assert photo["image"] == bundle.images["image_id"][3]
    content, (jpeg,) = hot.photo(photo["image"])
    assert content == {"image": photo["image"]}
    assert jpeg.startswith(b"\xff\xd8")


def similar(hot: QueryEngine, place: tuple[float, float] | int) -> SimilarRoads:
    """All pages."""

    def ask(first: int) -> Message:
        content, buffers = hot.similar_page(place, first=first)
        return Message("reply", json.loads(json.dumps(content)), tuple(buffers))

    return gather(ask)


def cosines(hot: QueryEngine, place: tuple[float, float] | int) -> np.ndarray:
    """``(E,)`` similarity of each edge."""
    roads = similar(hot, place)
    return np.array([roads.cosine(edge) for edge in range(len(roads))], dtype=float)


def test_all_roads_are_compared_with_the_place_that_was_clicked(
    bundle: Bundle, hot: QueryEngine
) -> None:
    edge = driven(bundle)
    place = place_on(bundle, edge, 0.1)
    first = hot.query(*place)["roads"][0]
    roads = similar(hot, (place[0], place[1]))
    assert (roads.edge, list(roads.location)) == (first["edge"], first["location"])
    own = edge_locations(bundle, np.arange(len(bundle.network)))
    table = hot._table(own, hot._embedder.trips)
    (all_roads,) = answers_of([hot._embedder], table, "all")
    vectors = all_roads.double().numpy()
    embedding = np.array(first["embedding"])
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(embedding)
    result = cosines(hot, (place[0], place[1]))
    np.testing.assert_allclose(result, vectors @ embedding / lengths, atol=1e-4)
    # It is the place that counts, not the road's own middle.
    assert np.abs(np.subtract(result, cosines(hot, first["edge"]))).max() > 0.01


def test_all_roads_are_compared_with_one_by_its_number(bundle: Bundle, hot: QueryEngine) -> None:
    roads = similar(hot, 11)
    own = edge_locations(bundle, np.array([11]))
    assert (roads.edge, list(roads.location)) == (11, own.lon_lat[0].tolist())
    result = cosines(hot, 11)
    unit = hot._embeddings()
    np.testing.assert_allclose(result, unit @ unit[11], atol=2e-5)
    assert result[11] == 1
    for place, first in ((-1, 0), (len(bundle.network), 0), (11, len(bundle.network))):
        with pytest.raises(TrajganrError) as caught:
            hot.similar_page(place, first=first)
        assert caught.value.code is Code.INPUT_FIELD
    with pytest.raises(TrajganrError) as caught:
        hot.similar_page((-8.7, 41.15))
    assert caught.value.code is Code.INPUT_GEOMETRY


def test_a_place_without_a_road_can_be_compared(bundle: Bundle, hot: QueryEngine) -> None:
    west, south, _, _ = bundle.area.bbox
    place = (west + 1e-4, south + 1e-4)
    roads = similar(hot, place)
    assert (roads.edge, roads.location) == (None, place)
    entry = hot.query(*place)["roads"][0]
    best = entry["nearest"][0]
    assert roads.cosine(best["edge"]) == pytest.approx(best["similarity"], abs=1e-4)
    assert entry["passes"] == []


def test_a_zero_embedding_has_no_similarity(
    hot: QueryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = hot._embeddings().clone()
    unit[5] = 0
    monkeypatch.setattr(hot, "_unit", unit)
    roads = similar(hot, 11)
    assert [edge for edge in range(len(roads)) if roads.cosine(edge) is None] == [5]
    roads = similar(hot, 5)
    assert {roads.cosine(edge) for edge in range(len(roads))} == {None}


def test_a_model_without_heads_answers_without_predictions(bundle: Bundle, untrained: Path) -> None:
    hot = prepared(QueryEngine.load(untrained, bundle.path, "cpu"))
    entry = hot.query(*place_on(bundle, 5, 0.5))["roads"][0]
    assert entry["predictions"] == {}
    assert len(entry["embedding"]) == 3 * hot.encoders.config.dimension
    assert len(entry["nearest"]) == 5


def test_unknown_values_are_none(bundle: Bundle, finetuned: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    for head in card["heads"].values():
        head["intervals"].update(trips_from=[], quantiles=[], calibrated_on=[3])
    write_json(model / "card.json", card)
    hot = QueryEngine.load(model, None, "cpu")
    entry = hot.query(*place_on(bundle, 5, 0.5), nearest=0)["roads"][0]
    assert entry["predictions"]["speed"]["speed_kmh_low"] is None
    assert entry["predictions"]["popularity"]["popularity_set"] is None
    assert entry["predictions"]["aoi"]["aoi_radius"] is None


def test_embeddings_are_cached_across_loads(
    finetuned: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hot = prepared(QueryEngine.load(finetuned, None, "cpu"))
    expected = cosines(hot, 3)
    (file,) = own_cache.iterdir()
    assert np.array_equal(cosines(QueryEngine.load(finetuned, None, "cpu"), 3), expected)
    file.write_bytes(file.read_bytes()[:-40] + bytes(40))
    hot = QueryEngine.load(finetuned, None, "cpu")
    assert preparing(hot) == 0
    np.testing.assert_allclose(cosines(prepared(hot), 3), expected, atol=1e-6)
    assert [one.name for one in own_cache.iterdir()] == [file.name]


def test_another_bundle_has_its_own_embeddings(
    bundle: Bundle, finetuned: Path, own_cache: Path
) -> None:
    opened = LoadedModel.load(finetuned, bundle, "cpu")
    few = np.ones(len(bundle.is_label), dtype=bool)
    few[np.flatnonzero(~bundle.is_label)[:9]] = False
    quiet = dataclasses.replace(bundle, is_label=few, cache_key="another")
    heads = load_heads(finetuned, opened.card, TASK_IDS, opened.encoders)
    first = cosines(prepared(QueryEngine(opened, heads)), 3)
    other = cosines(prepared(QueryEngine(dataclasses.replace(opened, bundle=quiet), heads)), 3)
    assert np.abs(first - other).max() > 0.01
    assert len(list(own_cache.iterdir())) == 2


def preparing(hot: QueryEngine) -> int:
    """How many percent are prepared for a comparison of roads, which is refused."""
    with pytest.raises(TrajganrError) as caught:
        hot.similar_page(3)
    assert caught.value.code is Code.MODEL_PREPARING
    assert caught.value.retryable
    return int(caught.value.parameters["percent"])


def test_roads_are_compared_when_all_are_prepared(
    bundle: Bundle, finetuned: Path, own_cache: Path
) -> None:
    hot = QueryEngine.load(finetuned, None, "cpu")
    place = place_on(bundle, driven(bundle), 0.5)
    assert len(hot.query(*place, nearest=0)["roads"][0]["embedding"])
    percent = [preparing(hot)]
    with pytest.raises(TrajganrError) as caught:
        hot.query(*place, nearest=3)
    assert caught.value.code is Code.MODEL_PREPARING
    while hot.prepare_next():
        percent.append(preparing(hot))
    assert percent == sorted(percent)
    assert (percent[0], len(set(percent)) > 5) == (0, True)
    assert len(similar(hot, 3)) == len(bundle.network)
    assert hot.query(*place, nearest=3)["roads"][0]["nearest"]


def test_why_roads_cannot_be_prepared_is_told(
    finetuned: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hot = QueryEngine.load(finetuned, None, "cpu")
    monkeypatch.setattr(hot, "_table", lambda *_: 1 / 0)
    prepared(hot)
    with pytest.raises(ZeroDivisionError):
        hot.similar_page(3)


def test_what_is_prepared_is_not_computed_by_a_click(
    bundle: Bundle, finetuned: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_engine, "ENCODED_AT_ONCE", 3)
    hot = prepared(QueryEngine.load(finetuned, None, "cpu"))
    encode = pytest.fail
    monkeypatch.setattr(hot.encoders.trajectory, "encode", lambda _: encode("encoded again"))
    answer = hot.query(*place_on(bundle, driven(bundle), 0.5), nearest=0)
    assert answer["roads"][0]["trips"] > 0


def test_no_more_trips_are_encoded_in_advance_than_there_is_room_for(
    finetuned: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hot = QueryEngine.load(finetuned, None, "cpu")
    config = hot.encoders.config
    room = 2 * 4 * config.layers * config.dimension * MAX_LENGTH * query_engine.ENCODED_AT_ONCE
    hot._encoded.largest_bytes = room
    encoded: list[int] = []
    monkeypatch.setattr(hot._encoded, "encode", lambda _, some: encoded.extend(some))
    expected = cosines(prepared(QueryEngine.load(finetuned, None, "cpu")), 3)
    assert not encoded
    np.testing.assert_allclose(cosines(prepared(hot), 3), expected, atol=1e-6)


def test_a_first_click_does_without_the_road_function(
    bundle: Bundle, finetuned: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = place_on(bundle, driven(bundle), 0.5)
    expected = QueryEngine.load(finetuned, None, "cpu").query(*place, nearest=0)
    monkeypatch.setattr(KnownRoads, "of", lambda *_: pytest.fail("a click waits for it"))
    first = QueryEngine.load(finetuned, None, "cpu").query(*place, nearest=0)
    assert pack(first) == pack(expected)


def test_the_memory_estimate_grows_with_what_is_prepared(
    bundle: Bundle, finetuned: Path, own_cache: Path
) -> None:
    hot = QueryEngine.load(finetuned, None, "cpu")
    loaded = hot.bytes
    weights = sum(one.nbytes for one in hot.encoders.parameters())
    assert loaded > weights + bundle.matched.t.nbytes + hot.network.lon.nbytes
    prepared(hot)
    embeddings = 4 * len(hot.network) * 3 * hot.encoders.config.dimension
    assert hot.bytes - loaded >= embeddings


def test_trips_of_a_large_bundle_are_not_loaded_into_memory(
    bundle: Bundle, finetuned: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = prepared(QueryEngine.load(finetuned, None, "cpu"))
    place = place_on(bundle, driven(bundle), 0.5)
    expected = small.query(*place, trips=3)
    monkeypatch.setattr(mapped_trips, "MAX_IN_MEMORY", 0)
    large = QueryEngine.load(finetuned, None, "cpu")  # the embeddings of roads are on disk
    assert pack(large.query(*place, trips=3)) == pack(expected)
    assert large.bytes < small.bytes - 60 * bundle.matched.fixes


def test_a_bundle_of_another_area_is_refused(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(bundle.path, tmp_path / "other"))
    manifest = read_json(other / "bundle.json")
    manifest["area"]["bbox"][2] += 0.01
    write_json(other / "bundle.json", manifest)
    with pytest.raises(TrajganrError) as caught:
        QueryEngine.load(finetuned, other, "cpu")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_a_place_is_answered_with_the_shipped_model(bundle: Bundle, shipped: Path) -> None:
    engine = QueryEngine.load(None, bundle.path, "cpu")
    lon, lat = edge_locations(bundle, np.array([0])).lon_lat[0]
    (road, *_) = engine.query(float(lon), float(lat), nearest=0, trips=1)["roads"]
    times = engine.road_times(road["edge"])
    assert times["profile"]["weekday"]["speed_kmh"][8] > 0
