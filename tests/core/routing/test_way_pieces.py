"""Lines of other programs on the segments of a small town."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from small_town import AREA, EDGE, PLACES, SECONDS, lon_lat, town

from trajganr_core.routing.way_pieces import (
    ANY_WAY,
    Pieces,
    lengths,
    mean_paces,
    metres_on_segments,
)

CD, DB, DC = EDGE["CD"], EDGE["DB"], EDGE["DC"]
WAYS = {"AB": 1, "AC": 2, "CD": 3, "DB": 4, "BE": 1}
TOWN = replace(
    town(), osm_id=np.array([WAYS.get(name, WAYS.get(name[::-1], 0)) for name in SECONDS])
)
PACE = np.array(list(SECONDS.values()), dtype=float) / TOWN.length_m


def pieces(*lines: tuple[int, list[tuple[float, float]]]) -> Pieces:
    """Lines of a way through places in metres."""
    rows = [
        (number, way, begin, end)
        for number, (way, places) in enumerate(lines)
        for begin, end in pairwise(places)
    ]
    line, way, begin, end = zip(*rows, strict=True)
    ends = [np.array([lon_lat(*place) for place in side]) for side in (begin, end)]
    return Pieces(len(lines), np.array(line), np.array(way), *ends)


def test_a_line_over_two_segments_has_the_sum_of_their_times() -> None:
    # 1000 m at 100 s and the first half of 500 m at 50 s: 125 s for 1250 m.
    given = pieces((ANY_WAY, [PLACES["C"], (400, 500), PLACES["D"], (1000, 250)]))
    on = metres_on_segments(TOWN, AREA, given)
    found = on.toarray()[0]
    assert {int(each) for each in np.flatnonzero(found)} == {CD, DB}
    assert found[CD] == pytest.approx(1000, abs=0.5)
    length = lengths(AREA, given)
    assert length[0] == pytest.approx(1250, abs=0.5)
    assert mean_paces(on, length, PACE[:, None])[0, 0] * 1250 == pytest.approx(125, rel=1e-3)


def test_the_direction_decides_between_both_segments_of_a_road() -> None:
    given = pieces((3, [PLACES["C"], PLACES["D"]]), (3, [PLACES["D"], PLACES["C"]]))
    found = metres_on_segments(TOWN, AREA, given).toarray()
    assert [int(row.argmax()) for row in found] == [CD, DC]
    assert (np.count_nonzero(found, axis=1) == 1).all()


def test_a_line_against_a_one_way_road_has_no_segment() -> None:
    given = pieces((1, [PLACES["B"], PLACES["A"]]))
    on = metres_on_segments(TOWN, AREA, given)
    assert not on.nnz
    assert np.isnan(mean_paces(on, lengths(AREA, given), PACE[:, None])).all()


def test_a_line_of_another_way_or_farther_than_two_metres_has_no_segment() -> None:
    near, far = [(100, 501), (200, 501)], [(100, 503), (200, 503)]
    given = pieces((3, near), (4, near), (3, far))
    assert metres_on_segments(TOWN, AREA, given).sum(axis=1).round(0).tolist() == [100, 0, 0]


def test_a_line_needs_known_speeds_on_half_of_its_length() -> None:
    given = pieces((ANY_WAY, [(400, 500), PLACES["D"], (1000, 0)]), (4, [(1000, 500), (1000, 0)]))
    on, length = metres_on_segments(TOWN, AREA, given), lengths(AREA, given)
    unknown = PACE.copy()
    unknown[DB] = np.nan
    found = mean_paces(on, length, np.column_stack([PACE, unknown]))
    assert np.isfinite(found[:, 0]).all()
    # 600 of 1100 m are enough; none of 500 m is not.
    assert found[0, 1] == pytest.approx(0.1, rel=1e-3)
    assert np.isnan(found[1, 1])
