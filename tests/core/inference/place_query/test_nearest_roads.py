"""Roads near places, and the pictures that were taken there."""

from __future__ import annotations

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.query_locations import edge_locations, image_locations
from trajganr_core.inference.place_query.nearest_roads import IMAGE_REACH_M, NearestRoads


@pytest.fixture(scope="module")
def finder(bundle: Bundle) -> NearestRoads:
    return NearestRoads(bundle.network, bundle.area, image_locations(bundle))


def beside(bundle: Bundle, edge: int, offset_m: float, metres_north: float) -> np.ndarray:
    """A place ``(1, 2)`` north of a place on an edge."""
    foot = bundle.network.locate(np.array([edge]), np.array([offset_m]))
    xy = bundle.area.to_local(*foot.T) + np.array([0.0, metres_north])
    return bundle.area.to_geographic(xy)


def test_a_place_has_both_directions_of_the_nearest_road(
    bundle: Bundle, finder: NearestRoads
) -> None:
    network = bundle.network
    rises = network.lat[network.offsets[1:] - 1] - network.lat[network.offsets[:-1]]
    edge = int(np.flatnonzero((np.abs(rises) < 1e-6) & network.forward)[0])
    feet = finder.near(beside(bundle, edge, 40.0, 7.0), 20.0)
    assert feet.edge.tolist() == [edge, network.reverse[edge]]
    np.testing.assert_allclose(feet.distance_m, 7.0, atol=0.01)
    np.testing.assert_allclose(feet.offset_m, [40.0, network.length_m[edge] - 40.0], atol=0.01)


def test_roads_are_sorted_by_distance_with_directions_together(
    bundle: Bundle, finder: NearestRoads
) -> None:
    feet = finder.near(beside(bundle, 0, 20.0, 5.0), 200.0)
    roads = finder.road[feet.edge]
    changes = np.flatnonzero(np.diff(roads)) + 1
    assert len(changes) + 1 == len(np.unique(roads)) > 3
    assert (np.diff(feet.distance_m) >= -1e-6).all()
    assert feet.distance_m.max() <= 200.0


def test_a_batch_of_places_gives_the_same_roads_as_single_places(
    bundle: Bundle, finder: NearestRoads
) -> None:
    places = np.concatenate([beside(bundle, edge, 30.0, 4.0) for edge in (3, 50, 90)])
    together = finder.near(places, 30.0)
    for number, place in enumerate(places):
        alone = finder.near(place[None], 30.0)
        assert together.edge[together.place == number].tolist() == alone.edge.tolist()
    west, south, _, _ = bundle.area.bbox
    nearest = finder.near(np.array([[west, south], places[0]]), 30.0).nearest(2)
    assert nearest.tolist() == [-1, 0]


def test_the_location_of_an_image_is_that_of_its_prediction(
    bundle: Bundle, finder: NearestRoads
) -> None:
    own = edge_locations(bundle, np.arange(len(bundle.network)))
    there = finder.at(own.edge, own.offset_m)
    assert (own.image >= 0).any()
    assert np.array_equal(there.image >= 0, own.image >= 0)
    np.testing.assert_allclose(there.lon_lat, own.lon_lat)
    np.testing.assert_allclose(there.offset_m, own.offset_m)


def test_an_image_is_used_within_its_reach_only(bundle: Bundle, finder: NearestRoads) -> None:
    seen = image_locations(bundle)
    edge, at = int(seen.edge[0]), float(seen.offset_m[0])
    inwards = 1.0 if at < bundle.network.length_m[edge] / 2 else -1.0
    offsets = at + inwards * np.array([0.0, IMAGE_REACH_M - 1, IMAGE_REACH_M + 1])
    places = finder.at(np.full(3, edge), offsets)
    assert (places.image >= 0).tolist() == [True, True, False]
    # Where it was taken, beside the road, and not where it is not.
    assert np.array_equal(places.lon_lat[0], seen.lon_lat[0])
    foot = bundle.network.locate(np.array([edge]), offsets[1:2])
    np.testing.assert_allclose(places.lon_lat[1], foot[0])
