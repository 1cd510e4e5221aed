"""Files from which small cities are simulated."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tiny_city import AREA, SPACING_M, make_tiny_city

from benchmarks.simulated_porto.city import Sources


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """The streets of the tiny city, with signals at two crossings and places in the middle."""
    folder = tmp_path_factory.mktemp("sources")
    roads = make_tiny_city(folder).roads
    crossing = AREA.to_geographic(np.array([[0.5, 0.5], [1.5, 1.5]]) * SPACING_M)
    nodes = pd.DataFrame(crossing, columns=["lon", "lat"]).assign(
        highway="traffic_signals", amenity=None
    )
    cafe = pd.DataFrame({"lon": [-8.62], "lat": [41.1475], "highway": None, "amenity": "cafe"})
    pd.concat([nodes, cafe]).to_csv(folder / "nodes.csv", index=False)
    sights = pd.DataFrame({"lon": [-8.6203, -8.6201], "lat": [41.1472, 41.1471], "cat": "hotel"})
    sights.to_csv(folder / "tourism.csv", index=False)
    return Sources(roads, folder / "nodes.csv", folder / "tourism.csv")
