"""The truth of a simulated day as trips, and what delays are compared with."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from benchmarks.junctions.delays import Delays, bias_of, paired
from benchmarks.junctions.simulated import matched_truth, truth
from benchmarks.simulated_porto.simulation import Record
from tests.road_passes import chain
from trajganr_core.data.matching.footprints import interpolate_time

SPEED, WAIT_S, JUNCTION_M = 10.0, 30, 4.0


@pytest.fixture(scope="module")
def trips():
    """A vehicle that drives three segments of 100 m and waits before the second one.

    SUMO's edges are 96 m long: the other metres are those of its junctions.
    """
    t = np.arange(0, 61)
    odometer = SPEED * (np.minimum(t, 9) + np.maximum(t - 9 - WAIT_S, 0))
    pos = odometer % 100
    edge = np.where(pos < 100 - JUNCTION_M, odometer // 100, -1).astype(int)
    kept = odometer < 300
    fixes = pd.DataFrame(
        {"vehicle": "tue7", "t": t, "odometer": odometer, "pos": pos, "edge": edge}
    )
    record = Record(fixes[kept], {"tue7": [0, 1, 2]}, {})
    network = chain(3)
    table = truth(record, SimpleNamespace(network=network), 1000.0)
    return matched_truth(table, network.length_m)


def test_the_truth_has_every_segment_and_the_seconds_of_a_wait(trips):
    assert trips.pass_edge.tolist() == [0, 1, 2]
    np.testing.assert_allclose(trips.pass_s, [0, 100, 200])
    begin, end = interpolate_time(trips, np.zeros(2, np.int64), np.array([50.0, 150.0]))
    assert end - begin == pytest.approx(100 / SPEED + WAIT_S, abs=1.0)


def test_bias_is_that_of_the_same_passes():
    movement, vehicle = np.array([0, 0, 1, 1]), np.array([1, 2, 1, 3])
    true = Delays(movement, vehicle, np.array([10.0, 20.0, 30.0, 30.0]), np.zeros(4))
    rows = np.array([3, 0, 1])  # one pass is not seen
    seen = Delays(movement[rows], vehicle[rows], 1.1 * true.seconds[rows], np.zeros(3))
    both = paired(seen, true)
    found = bias_of(*both, np.ones(2, dtype=bool))
    assert found["passes"] == 3
    assert found["bias_percent"] == pytest.approx(10.0)
