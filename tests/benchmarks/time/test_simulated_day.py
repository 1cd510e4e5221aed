"""Figures of the benchmark of simulated days, on cases that can be computed by hand."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
from road_passes import AREA, chain, passes

from benchmarks.time.simulated_day import Cells, baselines, errors_of, mean_of, spread_of
from benchmarks.time.times_of_day import Split
from trajganr_core.features.pass_context import Surroundings


def test_means_of_the_hour_fall_back_to_the_city_factor() -> None:
    # Monday: two passes at 8 of 20 s on segment 0, one at 3 of 10 s on each of 0 and 1.
    table = passes(
        np.array([0, 0, 0, 1]),
        np.arange(4),
        np.array([485.0, 490.0, 185.0, 190.0]),
        np.array([20.0, 20.0, 10.0, 10.0]),
    )
    network = chain(2)
    split = Split(
        SimpleNamespace(network=network),  # type: ignore[arg-type]
        Surroundings.of(network, AREA),
        *[table] * 3,
        seed=0,
    )
    paces = baselines(split)
    space = np.array([50 / 300, 0.1])
    np.testing.assert_allclose(paces["space mean"], np.repeat(space[:, None], 168, axis=1))
    at_8 = 40 / (200 * space[0])
    by_city = paces["space mean × city factor of the hour"]
    np.testing.assert_allclose(by_city[:, 8], space * at_8)
    np.testing.assert_allclose(by_city[:, 12], space)  # an hour without passes
    by_hour = paces["mean of the hour"]
    np.testing.assert_allclose(by_hour[:, 8], [0.2, 0.1 * at_8])
    np.testing.assert_allclose(by_hour[:, 3], [0.1, 0.1])


def test_errors_of_paces() -> None:
    errors = errors_of(np.array([0.1, 0.3]), np.array([0.2, 0.2]), np.array([300.0, 100.0]))
    assert errors["cells"] == 2
    np.testing.assert_allclose([errors["mae"], errors["mape"], errors["bias"]], [100, 50, -25])


def test_cells_have_enough_vehicles_and_are_grouped_by_day_and_part(tmp_path: Path) -> None:
    rows = [(0, 24 + 8, 0.1, 0, 12), (1, 24 + 8, 0.1, 0, 9), (2, 120 + 20, 0.2, 0, 10)]
    columns = ["edge", "hour_of_week", "pace_s_m", "error_s_m", "vehicles"]
    table = pd.DataFrame(rows, columns=columns)
    table.to_csv(tmp_path / "true_pace.csv", index=False)
    cells = Cells.read(tmp_path / "true_pace.csv")
    assert cells.edge.tolist() == [0, 2]
    found = {name: rows.tolist() for name, rows in cells.groups.items() if rows.any()}
    assert found == {"Tue 6-9": [True, False], "Sat 19-24": [False, True]}


def test_means_over_seeds_leave_out_what_a_seed_lacks() -> None:
    found = [{"a": {"x": 1.0}, "b": [2.0, np.nan]}, {"a": {"x": 3.0, "y": 7.0}, "b": [4.0, 5.0]}]
    assert mean_of(found) == {"a": {"x": 2.0, "y": 7.0}, "b": [3.0, 5.0]}


def test_errors_of_segments_are_apart_from_those_of_hours() -> None:
    edge, none = np.array([0, 0, 2, 2]), np.zeros(4)
    cells = Cells(edge, np.array([32, 33, 32, 33]), np.full(4, 0.1), none, none)
    for_all = spread_of(0.1 * np.exp([0.2, 0.2, -0.2, -0.2]), cells)
    np.testing.assert_allclose([for_all["segments"], for_all["hours"]], [20, 0], atol=1e-9)
    by_hour = spread_of(0.1 * np.exp([0.1, -0.1, 0.1, -0.1]), cells)
    np.testing.assert_allclose([by_hour["segments"], by_hour["hours"]], [0, 10], atol=1e-9)
