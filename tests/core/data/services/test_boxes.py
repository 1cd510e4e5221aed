"""Division of areas into boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.services.boxes import Box, boxes_within, cut, side_of, size_of

CITY: Box = (-8.7, 41.1, -8.54, 41.21)


@given(
    west=st.floats(-180, 179),
    south=st.floats(-90, 89),
    width=st.floats(1e-3, 1),
    height=st.floats(1e-3, 1),
    side=st.floats(0.05, 0.5),
)
def test_boxes_cover_the_area_and_none_is_too_large(
    west: float, south: float, width: float, height: float, side: float
) -> None:
    area = (west, south, west + width, south + height)
    boxes = cut(area, side)
    assert sum(map(size_of, boxes)) == pytest.approx(size_of(area))
    assert max(map(side_of, boxes)) <= side * (1 + 1e-6)
    assert boxes[0][:2] == area[:2]
    assert boxes[-1][2:] == area[2:]


def test_half_of_its_side_is_a_quarter_of_a_square() -> None:
    assert len(cut((0, 0, 0.3, 0.3), 0.15)) == 4


@pytest.mark.malformed
def test_an_area_too_large_is_refused_before_it_is_cut() -> None:
    assert len(boxes_within(CITY, 0.02, 100)) == 48
    with pytest.raises(TrajganrError) as refused:
        boxes_within((-180, -90, 180, 90), 1e-4, 10_000)
    assert refused.value.code is Code.INPUT_GEOMETRY
    assert refused.value.parameters["most"] == 10_000
