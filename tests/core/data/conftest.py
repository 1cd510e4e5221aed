"""Fixtures of the data tests."""

from __future__ import annotations

import pytest
import town
import winding as winding_town

from trajganr_core.data.roads.network import Network
from trajganr_core.data.roads.reading import read_roads


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
