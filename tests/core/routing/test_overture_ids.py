"""Overture's ids of the segments of a small network, which is drawn and cut otherwise there."""

from __future__ import annotations

import numpy as np
import pytest
from junction_roads import AREA, roads
from small_overture import ident, segment, write

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.routing.overture_ids import overture_ids

PLACES = {
    "w": (-200, 0),
    "a": (0, 0),
    "e": (200, 0),
    "s": (0, -200),
    "x": (1000, 0),
    "y": (1200, 0),
}
NETWORK = roads(
    PLACES,
    one_way=("as",),
    two_way=("wa", "ae", "xy"),
    names={"wa": "Rua do Sol", "ae": "Rua do Sol"},
)


def drawn(number, *metres, **more):
    places = AREA.to_geographic(np.array(metres, dtype=float)).tolist()
    ends = {f"{number}a": 0.0, f"{number}b": 1.0}
    return segment(number, places, ends, **{"class": "primary"}, **more)


#: From west to east in one, 3 m beside; the other way round and one-way from south to north; and a
#: footway and a road of another name beside.
SEGMENTS = [
    drawn(1, (-200, 3), (0, 3), (200, 3), names={"primary": "Rua do Sol"}),
    drawn(2, (3, -200), (3, 0), access_restrictions=[
        {"access_type": "denied", "when": {"heading": "forward"}}]),
    drawn(3, (-200, -2), (200, -2), names={"primary": "Avenida"}),
    {**drawn(4, (-200, 1), (200, 1)), "class": "footway", "names": {"primary": "Passeio"}},
]  # fmt: skip


def rows_of(tmp_path, segments, **options):
    found, left_out = overture_ids(
        NETWORK, AREA, write(tmp_path / "a.parquet", segments), "car", **options
    )
    return {edge: rows.to_dict("records") for edge, rows in found.groupby("edge")}, left_out


def test_each_direction_has_the_segment_with_its_part_and_heading(tmp_path):
    found, _ = rows_of(tmp_path, SEGMENTS)
    west = int(np.flatnonzero((NETWORK.name == "Rua do Sol") & (NETWORK.length_m == 200))[0])
    (row,) = found[west]
    assert row["overture_id"] == ident(1)
    assert [row["overture_from"], row["overture_to"]] == pytest.approx([0, 0.5], abs=0.01)
    assert (row["segment_from"], row["segment_to"], row["overture_heading"]) == (0, 1, "forward")
    assert 0.9 < row["score"] <= 1
    (back,) = found[int(NETWORK.reverse[west])]
    assert (back["overture_id"], back["overture_heading"]) == (ident(1), "backward")
    assert [back["overture_from"], back["overture_to"]] == pytest.approx([0, 0.5], abs=0.01)
    (south,) = found[0]  # one-way against the direction that Overture's segment is drawn in
    assert (south["overture_id"], south["overture_heading"]) == (ident(2), "backward")


def test_a_road_that_is_not_there_has_none_and_uncertain_rows_are_left_out(tmp_path):
    found, left_out = rows_of(tmp_path, SEGMENTS)
    assert not set(np.flatnonzero(NETWORK.lon.reshape(-1, 2).min(axis=1) > -8.595)) & set(found)
    assert left_out == 0
    found, left_out = rows_of(tmp_path, SEGMENTS[3:], min_score=0.0)
    scores = [row["score"] for rows in found.values() for row in rows]
    assert max(scores) < 0.7
    with pytest.raises(TrajganrError) as error:
        rows_of(tmp_path, SEGMENTS[3:])
    assert error.value.code is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_file_that_is_not_overtures_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("id\n1\n")
    with pytest.raises(TrajganrError) as error:
        overture_ids(NETWORK, AREA, tmp_path / "a.csv", "car")
    assert error.value.code is Code.INPUT_EMPTY
