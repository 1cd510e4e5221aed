"""A person's corrections of junctions."""

from __future__ import annotations

from collections import Counter

import geopandas as gpd
import pytest
import shapely
from junction_roads import AREA, DIVIDED, DIVIDED_ROADS, ROUNDABOUT, ROUNDABOUT_ROADS, roads

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.traffic.junctions import corrections as module
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.corrections import BLANK, EMPTY, FAR, read_corrections

TOWN = roads(DIVIDED, **DIVIDED_ROADS)


def _layer(path, *rows):
    """A file of corrections in metres: a shape with the values of its fields."""
    shapes = [shapely.transform(shape, lambda xy: AREA.to_geographic(xy)) for shape, *_ in rows]
    fields = {
        name: [row[column] for row in rows] for column, name in ((1, "junction"), (2, "signal"))
    }
    file = path / "corrections.geojson"
    gpd.GeoDataFrame(fields, geometry=shapes, crs="EPSG:4326").to_file(file)
    return file


@pytest.fixture
def corrected(tmp_path):
    """Reads rows of corrections and applies them to a network, and counts those left out."""

    def run(*rows, network=TOWN):
        dropped = Counter()
        found = read_corrections(_layer(tmp_path, *rows), AREA, dropped)
        return Junctions.of(network, AREA, found, dropped), +dropped

    return run


def _square(x, y, half_m):
    return shapely.box(x - half_m, y - half_m, x + half_m, y + half_m)


def test_a_polygon_makes_one_junction_of_the_nodes_within(corrected):
    junctions, dropped = corrected((shapely.box(-20, -20, 220, 40), None, None))
    assert (len(junctions), junctions.nodes.tolist(), dropped) == (1, [4], {})
    junctions, _ = corrected((_square(-200, 0, 5), None, "yes"), (_square(0, 0, 5), None, None))
    assert len(junctions) == 3
    assert junctions.has_signal.tolist() == [True, False, False]


def test_a_point_parts_the_nearest_junction_and_states_its_signal(corrected):
    point = shapely.Point(10, 5)
    assert len(corrected((point, "apart", None))[0]) == 2
    assert len(corrected((_square(0, 10, 50), "apart", None))[0]) == 2
    for yes in ("YES", True):
        assert corrected((point, "Apart ", yes))[0].has_signal.tolist() == [True, True]
    signals = roads(DIVIDED, **DIVIDED_ROADS, signals=("sa", "wa", "nb", "Eb"))
    assert Junctions.of(signals, AREA).has_signal.tolist() == [True]
    assert not corrected((point, None, "no"), network=signals)[0].has_signal.any()


def test_a_large_roundabout_is_taken_apart_by_a_point_in_its_middle(corrected):
    places = {name: (5.0 * x, 5.0 * y) for name, (x, y) in ROUNDABOUT.items()}
    network = roads(places, **ROUNDABOUT_ROADS)
    assert Junctions.of(network, AREA).is_roundabout.any()
    junctions, dropped = corrected((shapely.Point(0, 0), "apart", None), network=network)
    assert not dropped
    assert not junctions.is_roundabout.any()
    assert len(junctions) > 1


def test_corrections_without_effect_are_counted_by_reason(corrected):
    junctions, dropped = corrected(
        (shapely.Point(0, 80), "apart", None),
        (shapely.Point(0, 0), None, ""),
        (_square(60, 80, 5), None, "yes"),
    )
    assert len(junctions) == 1
    assert dropped == {FAR: 1, BLANK: 1, EMPTY: 1}
    alone = roads({"a": (0, 0), "b": (100, 0)}, two_way=("ab",))
    assert corrected((shapely.Point(0, 0), "apart", None), network=alone)[1] == {FAR: 1}


@pytest.mark.parametrize(
    "rows",
    [
        [(_square(0, 0, 5), None, None), (_square(2, 2, 5), None, None)],
        [(_square(0, 0, 5), None, None), (shapely.Point(0, 0), "apart", None)],
        [(shapely.Point(0, 0), None, "yes"), (shapely.Point(0, 20), None, "no")],
    ],
)
def test_corrections_that_contradict_each_other_are_refused(corrected, rows):
    with pytest.raises(TrajganrError, match="contradict each other or overlap") as caught:
        corrected(*rows)
    assert caught.value.code is Code.INPUT_GEOMETRY


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([(shapely.Point(0, 0), "together", None)], Code.INPUT_FIELD),
        ([(shapely.Point(0, 0), None, "perhaps")], Code.INPUT_FIELD),
        ([(shapely.Point(90_000, 0), "apart", None)], Code.INPUT_EMPTY),
        ([(_square(0, 0, 500), None, None)], Code.INPUT_GEOMETRY),
        ([(shapely.Point(0, 0), "apart", None)] * 4, Code.INPUT_GEOMETRY),
        ([(shapely.LineString([(0, 0), (9, 9)]), None, None)], Code.INPUT_GEOMETRY),
    ],
)
def test_layers_of_something_else_are_refused(corrected, monkeypatch, rows, code):
    monkeypatch.setattr(module, "MOST_CORRECTIONS", 3)
    monkeypatch.setattr(module, "MOST_NODES", 7)
    with pytest.raises(TrajganrError) as caught:
        corrected(*rows)
    assert caught.value.code is code
    assert caught.value.next_action


def test_an_outline_that_takes_too_long_is_refused(corrected):
    comb = [(x / 100, 100.0 * (x % 2)) for x in range(12_000)]
    with pytest.raises(TrajganrError, match="intricate"):
        corrected((shapely.Polygon([*comb, (60, 500)]), None, None))
