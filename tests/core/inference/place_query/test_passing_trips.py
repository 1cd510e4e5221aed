"""The trips that pass a place are told with time, speed and way."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import shapely

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.footprints import passes_through
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.query_locations import Locations, edge_locations
from trajganr_core.inference.place_query import passing_trips
from trajganr_core.inference.place_query.passing_trips import list_passes
from trajganr_core.inference.place_query.query_engine import QueryEngine


@pytest.fixture(scope="module")
def hot(finetuned: Path) -> QueryEngine:
    return QueryEngine.load(finetuned, None, "cpu")


def table_of(hot: QueryEngine, locations: Locations, trips: int = 10) -> LocationFeatureTable:
    return hot._table(locations, trips)


def middles(bundle: Bundle) -> Locations:
    """Of the edges, without regard to pictures."""
    edge = np.arange(len(bundle.network))
    offset = bundle.network.length_m / 2
    return Locations(edge, offset, bundle.network.locate(edge, offset), np.full(len(edge), -1))


def test_passes_have_the_times_of_the_bundle(bundle: Bundle, hot: QueryEngine) -> None:
    here = middles(bundle)
    inputs = bundle.matched.take(np.flatnonzero(~bundle.is_label))
    result = list_passes(table_of(hot, here, 100), bundle.network, 100)
    passes = passes_through(inputs, here.edge, here.offset_m)
    assert len(passes.query) > 100
    for edge in range(len(here)):
        mine = passes.query == edge
        expected = sorted(
            zip(inputs.trip_id[passes.trip[mine]], passes.t[mine].round(3), strict=True)
        )
        assert sorted((one["trip"], one["at"]) for one in result[edge]) == expected


def test_passes_are_in_the_order_of_the_model(bundle: Bundle, hot: QueryEngine) -> None:
    here = edge_locations(bundle, np.arange(len(bundle.network)))
    table = table_of(hot, here)
    seen = table.tokens.trips.trip_id[table.passes.trip]
    for row, result in enumerate(list_passes(table, bundle.network, 3)):
        first = table.first[row]
        assert [one["trip"] for one in result] == seen[first : first + table.counts[row]][
            :3
        ].tolist()
    assert list_passes(table, bundle.network, 0) == [[] for _ in range(len(here))]


def test_paths_follow_the_roads_through_the_place(bundle: Bundle, hot: QueryEngine) -> None:
    here = middles(bundle)
    for edge, result in enumerate(list_passes(table_of(hot, here), bundle.network, 10)):
        place = shapely.Point(bundle.area.to_local(*here.lon_lat[edge]))
        for one in result:
            lon, lat, t = np.array(one["path"]).T
            assert (np.diff(t) >= 0).all()
            assert t[0] <= one["at"] <= t[-1]
            assert 2 <= len(t) <= 100
            way = shapely.linestrings(bundle.area.to_local(lon, lat))
            assert way.distance(place) < 0.5


def test_speed_is_between_the_surrounding_fixes(bundle: Bundle, hot: QueryEngine) -> None:
    here = middles(bundle)
    table = table_of(hot, here, 100)
    result = list_passes(table, bundle.network, 100)
    speeds = [one["speed_kmh"] for row in result for one in row]
    assert any(speed is not None for speed in speeds)
    trips, passes = table.tokens.trips, table.passes
    for number, speed in enumerate(speeds):
        piece = slice(*trips.offsets[passes.trip[number] : passes.trip[number] + 2])
        s, t = trips.s[piece], trips.t[piece]
        hop = min(np.searchsorted(s, passes.s[number], side="right"), len(s) - 1)
        expected = 3.6 * (s[hop] - s[hop - 1]) / (t[hop] - t[hop - 1])
        assert speed == pytest.approx(expected, abs=0.06)


def test_long_paths_are_cut_around_the_place(
    bundle: Bundle, hot: QueryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = table_of(hot, middles(bundle))
    whole = list_passes(table, bundle.network, 10)
    monkeypatch.setattr(passing_trips, "MAX_VERTICES", 4)
    cut = list_passes(table, bundle.network, 10)
    for long, short in zip(chain(*whole), chain(*cut), strict=True):
        assert len(short["path"]) == min(4, len(long["path"]))
        assert short["path"][0][2] <= short["at"] <= short["path"][-1][2]
        vertices, part = long["path"].tolist(), short["path"].tolist()
        begin = vertices.index(part[0])
        assert vertices[begin : begin + len(part)] == part
    monkeypatch.setattr(passing_trips, "MAX_OF_ALL", 3 * sum(map(len, whole)))
    cut = list_passes(table, bundle.network, 10)
    assert max(len(one["path"]) for row in cut for one in row) == 3
