"""Coverage by group of roads."""

from __future__ import annotations

import numpy as np

from trajganr_core.contract.group_coverage import GroupCoverage
from trajganr_core.contract.tasks import Kind
from trajganr_core.evaluation.group_coverage import RoadGroups, group_coverage, group_sizes


def road_groups() -> RoadGroups:
    """Three tested roads."""
    return RoadGroups(
        highway=np.array(["primary", "residential", "residential"], dtype=object),
        trips=np.array([120, 0, 4]),
        basis=np.array(["trips", "place only", "trips"], dtype=object),
    )


def covered(radius: float) -> dict[tuple[str, str], GroupCoverage]:
    """Errors 1, 3 and 1, with intervals of the radius, cut at zero."""
    calibrated_on = {("highway", "primary"): 7, ("highway", "trunk"): 2, ("trips", "5–19"): 9}
    rows = group_coverage(
        Kind.REGRESSION,
        np.array([[30.0], [20.0], [1.0]]),
        np.array([[31.0], [23.0], [2.0]]),
        np.full(3, radius),
        road_groups(),
        calibrated_on,
    )
    assert [row.by for row in rows] == sorted(
        [row.by for row in rows], key=["highway", "trips", "basis"].index
    )
    return {(row.by, row.group): row for row in rows}


def test_each_group_has_its_coverage_and_width() -> None:
    rows = covered(2.0)
    assert [*rows] == [
        *(("highway", name) for name in ("primary", "residential", "trunk")),
        *(("trips", name) for name in ("0", "1–4", "5–19", "100 and more")),
        *(("basis", name) for name in ("place only", "trips")),
    ]
    residential = rows["highway", "residential"]
    assert (residential.calibrated_on, residential.tested) == (0, 2)
    assert (residential.coverage, residential.size) == (0.5, (4 + 3) / 2)
    assert rows["highway", "primary"].calibrated_on == 7
    assert rows["basis", "place only"].coverage == 0


def test_groups_without_tested_roads_have_no_coverage() -> None:
    trunk = covered(2.0)["highway", "trunk"]
    assert (trunk.calibrated_on, trunk.tested, trunk.coverage, trunk.size) == (2, 0, None, None)


def test_without_intervals_there_is_no_coverage() -> None:
    rows = covered(np.nan).values()
    assert {(row.coverage, row.size) for row in rows} == {(None, None)}


def test_sizes_of_groups_count_each_road_once_a_grouping() -> None:
    sizes = group_sizes(road_groups())
    for by in ("highway", "trips", "basis"):
        assert sum(count for (grouping, _), count in sizes.items() if grouping == by) == 3
    assert sizes["trips", "0"] == sizes["trips", "100 and more"] == 1
