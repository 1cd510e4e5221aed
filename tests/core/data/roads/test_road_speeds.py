"""Usual and highest speeds of roads."""

from __future__ import annotations

import dataclasses

import numpy as np

from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.road_speeds import highest_speeds_kmh, usual_speeds_kmh


def of_class(network: Network, highway: str, limit_kmh: float = np.nan) -> Network:
    limits = np.full(len(network), limit_kmh, dtype=np.float32)
    return dataclasses.replace(
        network,
        highway=np.full(len(network), highway, dtype=object),
        attributes=dataclasses.replace(network.attributes, maxspeed_kmh=limits),
    )


def test_a_german_motorway_may_be_driven_at_226_km_h(network: Network) -> None:
    assert (highest_speeds_kmh(of_class(network, "motorway")) > 226).all()
    assert (highest_speeds_kmh(of_class(network, "motorway", 120)) > 226).all()


def test_a_limit_bounds_what_is_implausible_by_far(network: Network) -> None:
    assert (highest_speeds_kmh(of_class(network, "primary", 50)) == 125).all()
    assert (highest_speeds_kmh(of_class(network, "primary", 30)) == 120).all()


def test_an_unknown_class_may_be_a_motorway(network: Network) -> None:
    assert (highest_speeds_kmh(of_class(network, "")) == 300).all()
    assert (highest_speeds_kmh(of_class(network, "Autobahn")) == 300).all()


def test_higher_classes_and_roads_are_faster_than_lower_ones_and_links(network: Network) -> None:
    classes = ["motorway", "motorway_link", "primary", "primary_link", "residential_link"]
    speeds = [usual_speeds_kmh(of_class(network, each))[0] for each in classes]
    assert speeds == sorted(speeds, reverse=True)
