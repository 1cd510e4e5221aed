"""Gaps at which trips end, of vehicles that report often and seldom."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import town

from trajganr_core.contract.options.data_config import CleaningOptions
from trajganr_core.data.trips.cleaning import clean


@pytest.mark.parametrize(
    ("seconds", "chosen", "pieces", "seldom"),
    [
        ([0, 15, 30, 620, 635, 1300, 1315], None, 2, 0),  # a dense trip has one gap of 665 s
        ([0, 600, 1210, 1815, 2400, 3800], None, 1, 1),  # a report is missing
        ([0, 600, 1200, 3010, 3600], None, 2, 1),  # half an hour is a gap of any vehicle
        ([0, 300, 600, 1510, 1810], None, 2, 1),  # three reports are missing
        ([0, 900], None, 0, 0),  # two fixes do not tell an interval
        ([0, 600, 1210, 1815, 2400, 3800], 600.0, 2, 0),  # what is chosen holds
        ([0, 600, 1210, 1815, 2400, 9999], 0.0, 1, 0),
    ],
)
def test_a_gap_is_three_intervals_of_a_vehicle_that_reports_seldom(
    seconds: list[float], chosen: float | None, pieces: int, seldom: int
) -> None:
    trips = town.trips([[(10 * at, 200) for at in range(len(seconds))]])
    trips = dataclasses.replace(trips, t=town.START + np.array(seconds, dtype=float))
    kept, report = clean(trips, None, CleaningOptions(max_gap_s=chosen))
    assert (len(kept), report.trips_reporting_seldom) == (pieces, seldom)
    said = any("report seldom" in str(line) for line in report.lines())
    assert said == bool(seldom)
