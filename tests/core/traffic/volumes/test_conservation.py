"""What drives into a junction drives out of it."""

from __future__ import annotations

import numpy as np
from road_passes import chain

from trajganr_core.traffic.volumes.conservation import conserved


def test_an_uncertain_volume_moves_to_its_certain_neighbours() -> None:
    daily = np.array([1000.0, 1000.0, 400.0, 1000.0, 1000.0])
    uncertain = np.array([0.05, 0.05, 1.0, 0.05, 0.05])
    found = conserved(chain(5), daily, uncertain)
    assert 850 < found[2] < 1000
    assert (np.abs(found / 1000 - 1)[[0, 1, 3, 4]] < 0.05).all()


def test_volumes_that_are_balanced_stay() -> None:
    daily = np.full(5, 700.0)
    np.testing.assert_allclose(conserved(chain(5), daily, np.full(5, 0.3)), daily)
