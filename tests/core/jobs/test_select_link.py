"""Select link on a crossing whose counts are known by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
import shapely
from crossing_bundle import EAST, FROM_SOUTH, NORTH, SOUTH, WEST, edge, prepared
from job_runs import write_file
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.select_link import SelectLinkResult
from trajganr_core.data.bundle import Bundle

ROADS, ENDS, HOURS = SelectLinkResult.ROADS, SelectLinkResult.ENDS, SelectLinkResult.HOURS


def select(
    bundle: Bundle, out: Path, *through: Any, then: Any = (), least: int = 1, **more: Any
) -> SelectLinkResult:
    return write_file(
        "select_link",
        out,
        bundle=bundle.path,
        through=[edge(bundle, each) for each in through],
        then=[edge(bundle, each) for each in then],
        min_drivers=least,
        **more,
    )


def rows(out: Path, layer: str = ROADS) -> pd.DataFrame:
    return pyogrio.read_dataframe(out, layer=layer)


def counts(bundle: Bundle, out: Path) -> dict[int, tuple[int, float, int]]:
    """Trips, share and vehicles of each segment in the layer of roads."""
    table = rows(out)[["edge", "trip_count", "share", "vehicles"]]
    return {each[0]: tuple(each[1:]) for each in table.itertuples(index=False, name=None)}


def test_shares_of_the_other_roads_are_those_counted_by_hand(
    crossing: Bundle, tmp_path: Path
) -> None:
    out = tmp_path / "flows.gpkg"
    result = select(crossing, out, WEST)
    assert counts(crossing, out) == {
        edge(crossing, WEST): (6, 1.0, 4),
        edge(crossing, EAST): (3, 0.5, 3),
        edge(crossing, NORTH): (2, 0.3333, 2),
        edge(crossing, SOUTH): (1, 0.1667, 1),
    }
    assert result.counts["trips"] == 6
    table = rows(out).set_index("edge")
    assert table.chosen.dropna().to_dict() == {edge(crossing, WEST): "through"}
    lines = crossing.network.lines
    assert all(geometry.equals(lines[edge]) for edge, geometry in table.geometry.items())


def test_trips_through_any_of_several_roads_are_counted_once(
    crossing: Bundle, tmp_path: Path
) -> None:
    out = tmp_path / "flows.gpkg"
    result = select(crossing, out, WEST, EAST, FROM_SOUTH)
    assert result.counts["trips"] == 7
    assert counts(crossing, out)[edge(crossing, NORTH)] == (3, 0.4286, 3)


def test_trips_through_one_road_and_then_another_are_those_in_this_order(
    crossing: Bundle, tmp_path: Path
) -> None:
    out = tmp_path / "flows.gpkg"
    result = select(crossing, out, WEST, then=[NORTH, SOUTH])
    assert result.counts["trips"] == 3
    assert counts(crossing, out) == {
        edge(crossing, WEST): (3, 1.0, 3),
        edge(crossing, NORTH): (2, 0.6667, 2),
        edge(crossing, SOUTH): (1, 0.3333, 1),
    }
    chosen = rows(out).set_index("edge").chosen
    assert chosen[edge(crossing, NORTH)] == chosen[edge(crossing, SOUTH)] == "then"
    with pytest.raises(TrajganrError, match="No trip drives over the segments") as caught:
        select(crossing, out, NORTH, then=[WEST])
    assert caught.value.code is Code.INPUT_EMPTY
    assert "and later over" in caught.value.message


def test_nothing_of_fewer_drivers_than_the_minimum_is_written_but_counted(
    crossing: Bundle, tmp_path: Path
) -> None:
    out = tmp_path / "flows.gpkg"
    result = select(crossing, out, WEST, least=3, cell_m=100)
    assert set(counts(crossing, out)) == {edge(crossing, WEST), edge(crossing, EAST)}
    ends = rows(out, ENDS)
    assert dict(zip(ends.end, ends.trip_count, strict=True)) == {"origin": 6, "destination": 3}
    # The six trips less the four of Monday are those of two drivers.
    assert not len(rows(out, HOURS))
    for layer in (ROADS, ENDS, HOURS):
        assert (rows(out, layer).vehicles >= 3).all()
    # Two segments and two cells, to the north and to the south, and both hours.
    assert result.counts["withheld_rows"] == 6
    assert (
        "Rows of fewer than 3 drivers are not written, nor rows whose difference from other rows "
        "would be of fewer: 2 of 4 rows of segments, 2 of 4 rows of cells, 2 of 2 rows of hours."
    ) in result.remarks


def test_two_drivers_of_one_trip_each_do_not_make_three(crossing: Bundle, tmp_path: Path) -> None:
    """Anna and Ben have two trips each from the west: trips are not drivers."""
    out = tmp_path / "flows.gpkg"
    select(crossing, out, WEST, least=4)
    assert set(counts(crossing, out)) == {edge(crossing, WEST)}
    with pytest.raises(TrajganrError, match="Trips of fewer than 5 drivers drive") as caught:
        select(crossing, out, WEST, least=5)
    assert caught.value.code is Code.INPUT_EMPTY
    assert "lower the minimum" in caught.value.next_action


def test_without_driver_ids_each_trip_is_a_driver_and_the_result_says_so(tmp_path: Path) -> None:
    bundle = prepared(tmp_path / "city", with_drivers=False)
    result = select(bundle, tmp_path / "flows.gpkg", WEST, least=6)
    assert counts(bundle, tmp_path / "flows.gpkg") == {edge(bundle, WEST): (6, 1.0, 6)}
    assert any("protects trips, not persons" in line for line in result.remarks)


def test_each_time_set_has_its_trips(crossing: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "flows.gpkg"
    times = ["Sun", "Mon-Fri 07:00-09:00", "weekend"]
    result = select(crossing, out, WEST, time_sets=times)
    names = ["Sun", "weekday morning peak", "weekend"]
    assert [(each.name, each.trips, each.rows) for each in result.time_sets] == [
        (names[0], 0, 0),
        (names[1], 4, 3),
        (names[2], 2, 2),
    ]
    table = rows(out).set_index(["time_set", "edge"])
    assert table.share[names[1], edge(crossing, EAST)] == 0.75
    assert table.share[names[2], edge(crossing, NORTH)] == 1.0
    remark = (
        "No trip drives through the chosen roads in the time set Sun: there are no rows for it."
    )
    assert remark in result.remarks


def test_a_time_set_of_too_few_drivers_is_left_out_whole(crossing: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "flows.gpkg"
    result = select(crossing, out, WEST, least=3, time_sets=["weekend", "Mon"])
    assert [each.trips for each in result.time_sets] == [0, 4]
    assert result.counts["trips"] == 4
    assert set(rows(out).time_set) == set(rows(out, ENDS).time_set) == {"Mon"}
    assert "All rows of the time set weekend are withheld." in result.remarks


def test_origins_and_destinations_are_counted_in_cells(crossing: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "flows.gpkg"
    select(crossing, out, WEST, cell_m=100)
    ends = rows(out, ENDS)
    assert ends.trip_count[ends.end == "origin"].tolist() == [6]
    assert sorted(ends.trip_count[ends.end == "destination"]) == [1, 2, 3]
    trips = crossing.matched
    first = shapely.points(trips.lon[trips.offsets[:-1]], trips.lat[trips.offsets[:-1]])
    (origin,) = ends.geometry[ends.end == "origin"]
    assert shapely.dwithin(origin, first, 1e-9).sum() == 6  # they are at a corner
    area = crossing.area.to_local(*shapely.get_coordinates(origin).T)
    assert shapely.Polygon(area).area == pytest.approx(100**2, rel=1e-6)


def test_hours_are_those_at_which_trips_enter_the_roads(crossing: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "flows.gpkg"
    result = select(crossing, out, WEST)
    columns = ["day", "hour", "trip_count", "share", "vehicles", "trips_per_day"]
    assert rows(out, HOURS)[columns].values.tolist() == [
        ["weekday", 8, 4, 0.6667, 4, 4.0],
        ["weekend", 12, 2, 0.3333, 2, 2.0],
    ]
    assert any("1 weekday and 1 day of weekends" in line for line in result.remarks)
    assert not untranslated(result.remarks)


def test_sides_are_those_of_the_split(crossing: Bundle, tmp_path: Path) -> None:
    trips = {
        side: select(crossing, tmp_path / f"{side}.gpkg", WEST, side=side).counts["trips"]
        for side in ("all", "input", "label")
    }
    assert trips["input"] + trips["label"] == trips["all"] == 6
    assert min(trips.values()) > 0


@pytest.mark.parametrize("edges", [[-1], [0, 9999]])
def test_segments_that_the_bundle_does_not_have_are_refused(
    edges: list[int], crossing: Bundle, tmp_path: Path
) -> None:
    for through, then in ((edges, ()), ((0,), edges)):
        chosen = {"bundle": crossing.path, "through": through, "then": then}
        with pytest.raises(TrajganrError, match="has no directed segment") as caught:
            write_file("select_link", tmp_path / "flows.gpkg", **chosen)
        assert caught.value.code is Code.INPUT_FIELD
        assert str(len(crossing.network) - 1) in caught.value.message


def test_no_segment_and_no_trip_at_the_time_are_refused(crossing: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "flows.gpkg"
    with pytest.raises(TrajganrError, match="No road is chosen") as caught:
        select(crossing, out)
    assert caught.value.code is Code.INPUT_FIELD
    with pytest.raises(TrajganrError, match="in the time set Sun") as caught:
        select(crossing, out, WEST, time_sets=["Sun"])
    assert caught.value.code is Code.INPUT_EMPTY
    assert list(tmp_path.iterdir()) == []


def test_the_metadata_has_the_zone_the_limit_and_the_side(crossing: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "flows.gpkg"
    select(crossing, out, WEST, least=2)
    for layer in (ROADS, ENDS, HOURS):
        about = pyogrio.read_info(out, layer=layer)["layer_metadata"]
        assert about["TIME_ZONE"] == "Europe/Lisbon"
        assert about["MIN_DRIVERS"] == "2"
        assert about["DRIVING_SIDE"] == "right"
