"""Hypothesis as the core's tests use it, short fine-tunings, a bundle counted by hand, and two
towns..


"""

import crossing_bundle
import pytest
import town
import winding as winding_town
from city_fixtures import MakeOnce
from hypothesis import HealthCheck, settings

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def short_finetuning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer trees, which take most of the time of a small fine-tuning."""
    from short_finetuning import shorten_finetuning

    shorten_finetuning(monkeypatch)


@pytest.fixture(scope="session")
def crossing(make_once: MakeOnce) -> Bundle:
    """The bundle of :mod:`crossing_bundle`."""
    folder = make_once("crossing", lambda out: crossing_bundle.prepared(out))
    return Bundle.load(folder / "bundle")


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """The town's streets, noded."""
    path = town.write_streets(tmp_path_factory.mktemp("town") / "roads.gpkg")
    return read_roads(path, town.AREA)


@pytest.fixture(scope="session")
def winding(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """The winding town's streets, noded."""
    path = tmp_path_factory.mktemp("winding") / "roads.gpkg"
    winding_town.winding_streets().to_file(path)
    return read_roads(path, winding_town.AREA)
