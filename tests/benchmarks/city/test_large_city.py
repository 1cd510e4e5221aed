"""The synthetic city is a valid bundle that the seed decides."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.city.large_city import write_city
from trajganr_core.data.bundle import Bundle


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    out = tmp_path_factory.mktemp("city") / "bundle"
    write_city(out, trips=600)
    return Bundle.load(out)


def test_trips_drive_from_edge_to_edge(city: Bundle) -> None:
    trips, network = city.matched, city.network
    same = np.diff(trips.trip_of_pass) == 0
    assert (network.target[trips.pass_edge[:-1]] == network.source[trips.pass_edge[1:]])[same].all()
    assert (network.reverse[network.reverse] == np.arange(len(network))).all()
    assert (np.diff(trips.offsets) >= 2).all()
    assert 500 < len(trips) <= 600


def test_fixes_are_where_their_trip_has_driven(city: Bundle) -> None:
    trips, network = city.matched, city.network
    place = network.locate(trips.edge, trips.edge_offset)
    away = city.area.short_distances_m(trips.lon, trips.lat, *place.T)
    assert away.max() < 40
    assert (np.diff(trips.s) >= 0)[
        np.diff(np.repeat(np.arange(len(trips)), np.diff(trips.offsets))) == 0
    ].all()
    last = trips.pass_offsets[1:] - 1
    driven = trips.pass_s[last] + trips.pass_exit_m[last] - trips.pass_enter_m[last]
    assert (trips.s[trips.offsets[1:] - 1] <= driven + 1e-6).all()


def test_the_seed_decides_the_city(city: Bundle, tmp_path: Path) -> None:
    write_city(tmp_path / "again", trips=600)
    write_city(tmp_path / "other", trips=600, seed=1)
    again, other = (Bundle.load(tmp_path / name) for name in ("again", "other"))
    assert again.manifest.id == city.manifest.id != other.manifest.id
    assert {"speed", "popularity", "slowdown"} <= set(city.manifest.tasks)
