"""OpenLR references of routes, against the White Paper, its library and TomTom's decoder."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from junction_roads import AREA, DIVIDED, DIVIDED_ROADS, ROUNDABOUT, ROUNDABOUT_ROADS, road, roads

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.bundle import Bundle
from trajganr_core.routing import openlr as references
from trajganr_core.routing.openlr import encode_routes, forms_of_way

openlr = pytest.importorskip("openlr")

#: A street of three parts that joins two others at its ends; nobody can turn off at b and c.
STREET = {"a": (0, 0), "b": (100, 4), "c": (150, 6), "d": (250, 10), "n": (2, 90), "s": (0, -90),
          "N": (250, 90), "S": (250, -90)}  # fmt: skip
STREET_ROADS = {"two_way": ("ab", "bc", "cd", "an", "as", "dN", "dS")}


def reference(network, places, *names: str):
    """What the library reads of the reference of a route."""
    [text] = encode_routes(network, AREA, [[road(network, places, name) for name in names]])
    return openlr.binary_decode(text)


def test_the_library_reads_and_writes_the_example_of_the_white_paper():
    text = "CwRbWyNG9RpsCQCb/jsbtAT/6/+jK1lE"
    line = openlr.binary_decode(text)
    assert [(round(p.lon, 5), round(p.lat, 5)) for p in line.points] == [
        (6.12682, 49.60852),
        (6.12837, 49.60399),
        (6.12816, 49.60306),
    ]
    assert [(p.frc, p.fow, p.dnp) for p in line.points] == [(3, 2, 557), (3, 3, 264), (5, 3, 0)]
    assert (round(line.poffs * 557), line.noffs) == (149, 0)
    assert openlr.binary_encode(line) == text


def test_a_segment_is_lengthened_to_valid_nodes_with_offsets():
    network = roads(STREET, **STREET_ROADS)
    line = reference(network, STREET, "bc")
    ends = AREA.to_geographic(np.array([STREET["a"], STREET["d"]], dtype=float))
    places = np.array([(line.points[end].lon, line.points[end].lat) for end in (0, -1)])
    assert places == pytest.approx(ends, abs=2e-5)
    assert line.poffs == pytest.approx(100 / 250, abs=1 / 256)
    assert line.noffs == pytest.approx(100 / 250, abs=1 / 256)
    assert [p.bear for p in line.points] == [84, 264]  # a little north of east, and back
    end = reference(network, STREET, "an")
    assert (end.poffs, end.noffs, end.points[0].bear) == (0, 0, 6)  # north: the first sector


def test_a_route_has_a_point_where_a_shorter_way_leaves_it():
    places = {"a": (0, 0), "b": (100, 0), "c": (100, 80), "d": (200, 80), "e": (200, 0),
              "f": (300, 0), "x": (100, 150)}  # fmt: skip
    network = roads(places, two_way=("ab", "be", "ef", "bc", "cd", "de", "cx"))
    assert len(reference(network, places, "ab", "be", "ef").points) == 2
    detour = reference(network, places, "ab", "bc", "cd", "de", "ef").points
    assert len(detour) == 3
    assert [p.dnp for p in detour] == [205, 264, 0]  # 180 and 280 m, in steps of 58.6 m


def test_forms_are_those_of_carriageways_and_roundabouts():
    network = roads(DIVIDED, **DIVIDED_ROADS)
    form = {"wa": 2, "ab": 3}
    found = forms_of_way(network, AREA)
    assert {name: found[road(network, DIVIDED, name)] for name in form} == form
    ring = roads(ROUNDABOUT, **ROUNDABOUT_ROADS)
    assert forms_of_way(ring, AREA)[road(ring, ROUNDABOUT, "ab")] == 4


def test_a_segment_longer_than_the_points_may_be_apart_has_no_reference(monkeypatch):
    network = roads(STREET, **STREET_ROADS)
    long, short = (road(network, STREET, name) for name in ("ab", "an"))
    monkeypatch.setattr(references, "MAX_M", 95.0)
    texts = encode_routes(network, AREA, [[long], [short]])
    assert texts[0] == ""
    assert texts[1]


def test_without_the_library_one_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "openlr", None)
    with pytest.raises(TrajganrError) as caught:
        encode_routes(roads(STREET, **STREET_ROADS), AREA, [[0]])
    assert caught.value.code == Code.ENV_MISSING_DEP


def test_segments_come_back_to_the_same_metres_from_a_changed_network(bundle: Bundle):
    pytest.importorskip("openlr_dereferencer")
    from benchmarks.exchange.openlr import Trial
    from benchmarks.exchange.other_network import other_network

    network, area = bundle.network, bundle.area
    changed, is_there = other_network(network, area, seed=7)
    assert 0 < is_there.mean() < 1
    some = np.random.default_rng(7).permutation(np.flatnonzero(is_there))[:100, None].tolist()
    assert Trial(network, network, area).returned(some)["same_percent"] >= 95
    assert Trial(network, changed, area).returned(some)["same_percent"] >= 95
