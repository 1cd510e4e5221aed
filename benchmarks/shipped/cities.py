"""The cities that the shipped weights are trained on."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import passes_of_bundle
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.features.pass_context import Surroundings
from trajganr_core.training.road_function.driver_splits import City
from trajganr_core.utils.study_area import StudyArea

from .streets import AREA, made_up
from .traffic import drives_in

#: Parts of Curitiba, real roads with made-up traffic: west, south, east, north.
CURITIBA = (
    (-49.31, -25.46, -49.26, -25.42),
    (-49.27, -25.45, -49.22, -25.41),
    (-49.32, -25.51, -49.27, -25.47),
    (-49.27, -25.50, -49.22, -25.46),
    (-49.35, -25.45, -49.30, -25.41),
    (-49.29, -25.42, -49.24, -25.38),
)
SECOND_FLEET = 100


def made_up_cities(count: int, seed: int) -> Iterator[City]:
    """Made-up traffic on made-up streets."""
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        network = made_up(rng)
        yield City(drives_in(network, AREA, rng), Surroundings.of(network, AREA))


def curitiba(roads: Path, seed: int, scratch: Path) -> Iterator[City]:
    """Made-up traffic on real streets.

    Args:
        roads: a compressed GeoPackage.
        scratch: folder for the file without compression.
    """
    layer = scratch / "curitiba.gpkg"
    layer.write_bytes(gzip.decompress(roads.read_bytes()))
    for number, box in enumerate(CURITIBA):
        rng, area = np.random.default_rng([seed, SECOND_FLEET + number]), StudyArea(*box)
        network = read_roads(layer, area)
        yield City(drives_in(network, area, rng), Surroundings.of(network, area))


def of_bundle(bundle: Bundle) -> City:
    """The passes of all of a bundle's trips."""
    surroundings = Surroundings.of(bundle.network, bundle.area)
    return City(passes_of_bundle(bundle)[0], surroundings)
