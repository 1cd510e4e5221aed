"""Parts of roads that are reached within some times, against sums by hand."""

from __future__ import annotations

import numpy as np
import pytest
from small_town import AREA, EDGE, at, roads, town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.routing import reached
from trajganr_core.routing.arcs import Roads
from trajganr_core.routing.reached import ReachedParts, part_lines, reached_parts
from trajganr_core.routing.stops import Stops

A = ("AC", 0.0)
NAMES = list(EDGE)


def found(origins: Stops, *limits_s: float, known: Roads | None = None) -> ReachedParts:
    return reached_parts(known or roads(), origins, limits_s)


def by_segment(parts: ReachedParts, limit: int, origin: int = 0) -> dict[str, tuple[float, ...]]:
    """The reached parts of a limit, as metres from the start of the segment."""
    chosen = np.flatnonzero((parts.limit == limit) & (parts.origin == origin))
    return {
        NAMES[parts.edge[row]]: (round(parts.from_m[row], 1), round(parts.to_m[row], 1))
        for row in chosen
    }


def test_parts_end_where_the_time_is_used_up_in_each_direction() -> None:
    parts = found(at(A), 60, 120)
    assert by_segment(parts, 0) == {
        "AB": (0, 240),  # 60 s of 250 s
        "AC": (0, 500),
        "CD": (0, 100),  # from 50 s on, 100 s long; nobody turns round in C
    }
    assert by_segment(parts, 1) == {"AB": (240, 480), "CD": (100, 700)}


def test_a_turn_is_made_before_the_segment_after_it() -> None:
    parts = found(at(A), 60, 120, known=roads(turn_s={("AC", "CD"): 4.0, ("CA", "AB"): 4.0}))
    assert by_segment(parts, 0)["CD"] == (0, 60)  # from 54 s on, 100 s long
    assert by_segment(parts, 1)["CD"] == (60, 660)
    assert by_segment(parts, 0)["AB"] == (0, 224)  # the origin is on the road from C


def test_the_times_at_the_ends_of_parts_are_those_from_the_origin() -> None:
    parts = found(at(A), 60, 120)
    row = np.flatnonzero((parts.edge == EDGE["CD"]) & (parts.limit == 1))
    np.testing.assert_allclose(parts.begin_s[row], 60)
    np.testing.assert_allclose(parts.end_s[row], 120)


def test_a_road_is_left_from_its_middle_in_both_directions() -> None:
    parts = found(at(("CD", 600.0)), 12)
    assert by_segment(parts, 0) == {"CD": (600, 720), "DC": (400, 500)}


def test_parts_of_an_origins_segment_do_not_overlap() -> None:
    # Round the block the part behind the origin is reached from the start of the segment.
    parts = found(at(("AB", 500.0)), 2000)
    of_origin = parts.edge == EDGE["AB"]
    spans = sorted(zip(parts.from_m[of_origin], parts.to_m[of_origin], strict=True))
    np.testing.assert_allclose(spans, [(0, 500), (500, 1000)])


def test_every_origin_has_its_own_parts() -> None:
    parts = found(at(A, ("BE", 250.0)), 60)
    assert by_segment(parts, 0, origin=1) == {"BE": (250, 500)}
    assert by_segment(parts, 0) == by_segment(found(at(A), 60), 0)


def test_lines_of_parts_are_cut_from_their_segments() -> None:
    parts = found(at(A), 60)
    for line, edge, begin, end in zip(
        part_lines(town(), parts), parts.edge, parts.from_m, parts.to_m, strict=True
    ):
        x, y = AREA.to_local(*np.array(line.coords).T).T
        assert np.hypot(np.diff(x), np.diff(y)).sum() == pytest.approx(end - begin, abs=0.01)
        if NAMES[edge] == "AB":
            np.testing.assert_allclose(x, [0, 240], atol=0.01)
        if NAMES[edge] == "CA":  # in the direction of travel
            np.testing.assert_allclose(y, [500, 500 - 83.33], atol=0.01)


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reached, "MAX_PARTS", 4)
    with pytest.raises(TrajganrError) as caught:
        found(at(A), 60, 120)
    assert caught.value.code is Code.INPUT_FIELD
