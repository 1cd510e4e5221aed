"""Errors and intervals by group of roads."""

from __future__ import annotations

import numpy as np

from trajganr_core.contract.records.group_figures import GroupFigures
from trajganr_core.contract.tasks import Kind
from trajganr_core.evaluation.group_figures import RoadGroups, group_figures, group_sizes
from trajganr_core.evaluation.own_trips import OwnTrips

GROUPINGS = ["highway", "trips", "basis", "district"]


def road_groups() -> RoadGroups:
    """Three tested roads."""
    return RoadGroups(
        highway=np.array(["primary", "residential", "residential"], dtype=object),
        trips=np.array([120, 0, 4]),
        basis=np.array(["trips", "place only", "trips"], dtype=object),
        district=np.array(["south", "north", "south"], dtype=object),
        block=np.array([0, 1, 2]),
    )


def figures(radius: float) -> dict[tuple[str, str], GroupFigures]:
    """Errors 1, 3 and 1, those of the trivial prediction 11, 3 and 18; intervals of the radius."""
    calibrated_on = {("highway", "primary"): 7, ("highway", "trunk"): 2, ("trips", "5–19"): 9}
    rows = group_figures(
        Kind.REGRESSION,
        np.array([[30.0], [20.0], [1.0]]),
        np.array([[31.0], [23.0], [2.0]]),
        np.full(3, radius),
        road_groups(),
        calibrated_on,
        np.full((3, 1), 20.0),
        OwnTrips(np.full((3, 1), 22.0), np.array([True, False, True])),
    )
    assert [row.by for row in rows] == sorted([row.by for row in rows], key=GROUPINGS.index)
    return {(row.by, row.group): row for row in rows}


def test_each_group_has_its_errors_coverage_and_width() -> None:
    rows = figures(2.0)
    assert [*rows] == [
        *(("highway", name) for name in ("primary", "residential", "trunk")),
        *(("trips", name) for name in ("0", "1–4", "5–19", "100 and more")),
        *(("basis", name) for name in ("place only", "trips")),
        *(("district", name) for name in ("north", "south")),
    ]
    residential = rows["highway", "residential"]
    assert (residential.calibrated_on, residential.tested) == (0, 2)
    assert (residential.error, residential.trivial_error) == (2, (3 + 18) / 2)
    assert (residential.with_trips, residential.passes_error) == (1, 20)
    assert (residential.coverage, residential.size) == (0.5, (4 + 3) / 2)
    assert rows["highway", "primary"].calibrated_on == 7
    assert rows["basis", "place only"].coverage == 0
    assert rows["district", "south"].error == 1


def test_groups_without_tested_roads_have_no_figures() -> None:
    trunk = figures(2.0)["highway", "trunk"]
    assert (trunk.calibrated_on, trunk.tested) == (2, 0)
    assert (trunk.error, trunk.trivial_error, trunk.coverage, trunk.size) == (None,) * 4
    assert trunk.passes_error is None
    none = figures(2.0)["trips", "0"]
    assert (none.tested, none.with_trips, none.passes_error) == (1, 0, None)


def test_without_intervals_there_are_errors_only() -> None:
    rows = figures(np.nan).values()
    assert {(row.coverage, row.size) for row in rows} == {(None, None)}
    assert all((row.error is not None) == (row.tested > 0) for row in rows)


def test_sizes_of_groups_count_each_road_once_a_grouping() -> None:
    sizes = group_sizes(road_groups())
    for by in GROUPINGS:
        assert sum(count for (grouping, _), count in sizes.items() if grouping == by) == 3
    assert sizes["trips", "0"] == sizes["trips", "100 and more"] == 1
