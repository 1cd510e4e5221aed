"""Query locations on edges and at images."""

import dataclasses
from pathlib import Path

import geopandas as gpd
import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import road_of_edge
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.features.query_locations import edge_locations, image_locations, locations_on


def test_an_image_on_a_two_way_road_is_a_location_of_both_directions(bundle: Bundle) -> None:
    locations = image_locations(bundle)
    assert len(locations) == 2 * len(bundle.images)
    there, back = np.split(np.arange(len(locations)), 2)
    assert np.array_equal(locations.image[there], locations.image[back])
    assert np.array_equal(bundle.network.reverse[locations.edge[there]], locations.edge[back])
    np.testing.assert_allclose(
        locations.offset_m[there] + locations.offset_m[back],
        bundle.network.length_m[locations.edge[there]],
    )


def test_the_location_of_an_edge_is_its_image_or_else_its_middle(bundle: Bundle) -> None:
    edges = np.arange(len(bundle.network))
    locations = edge_locations(bundle, edges)
    seen = np.isin(edges, image_locations(bundle).edge)
    assert np.array_equal(locations.image >= 0, seen)
    assert seen.any()
    assert not seen.all()
    np.testing.assert_allclose(locations.offset_m[~seen], bundle.network.length_m[~seen] / 2)


def test_the_same_roads_are_recognised_in_both_directions(bundle: Bundle, tiny_city) -> None:
    network = read_roads(tiny_city.roads, bundle.area)
    assert np.array_equal(locations_on(bundle, network).edge, np.arange(len(network)))


def test_a_road_off_the_network_has_no_edge(bundle: Bundle, tiny_city, tmp_path: Path) -> None:
    roads = gpd.read_file(tiny_city.roads)
    moved = tmp_path / "moved.gpkg"
    roads.set_geometry(roads.translate(0.0006, 0.0004)).to_file(moved)
    network = read_roads(moved, bundle.area)
    locations = locations_on(bundle, network)
    assert (locations.edge == -1).any()
    assert (locations.image[locations.edge == -1] == -1).all()


def test_both_directions_are_one_road(bundle: Bundle) -> None:
    road = road_of_edge(bundle.network)
    assert np.array_equal(road, road[bundle.network.reverse])
    one_way = dataclasses.replace(bundle.network, reverse=np.full_like(bundle.network.reverse, -1))
    assert len(np.unique(road_of_edge(one_way))) == len(one_way)
