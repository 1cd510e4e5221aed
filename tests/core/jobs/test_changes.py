"""What changed on a crossing between a Monday and a Saturday, as layers."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
import town
from crossing_bundle import EAST, FROM_SOUTH, NORTH, SOUTH, WEST, edge, prepared
from job_runs import write_file
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.changes import ChangesParams, ChangesResult
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.columns import road_columns
from trajganr_core.jobs import changes as changes_layer

MONDAY, SATURDAY = {"period": "2013-07-01"}, {"period_after": "2013-07-06"}


def compare(bundle: Bundle, folder: Path, **more: Any) -> ChangesResult:
    given = {**MONDAY, **SATURDAY, "min_drivers": 1, **more}
    return write_file("changes", folder / "changes.gpkg", bundle=bundle.path, **given)


def rows(folder: Path, name: str = ChangesResult.LAYER) -> pd.DataFrame:
    return pyogrio.read_dataframe(folder / "changes.gpkg", layer=name)


def test_rows_are_those_counted_by_hand(crossing: Bundle, tmp_path: Path) -> None:
    result = compare(crossing, tmp_path)
    table = rows(tmp_path).set_index("edge")
    west, east, north, south = (edge(crossing, each) for each in (WEST, EAST, NORTH, SOUTH))
    assert table.known[[west, east, north, south]].tolist() == ["both", "before", "both", "before"]
    assert table.loc[west, ["trips_before", "trips_after"]].tolist() == [4, 2]
    assert table.loc[west, ["trip_share_before", "trip_share_after"]].tolist() == [0.8, 1.0]
    assert table.trip_share_change[west] == pytest.approx(0.2)
    assert table.trip_share_change[north] == pytest.approx(1 - 1 / 5)
    assert table.speed_kmh_change[[west, north]].tolist() == pytest.approx([0, 0], abs=0.3)
    assert table.loc[east, ["trips_after", "speed_kmh_after", "speed_kmh_change"]].isna().all()
    assert table.speed_changed[west] == "no"
    assert pd.isna(table.speed_changed[east])
    only_before = (table.known == "before").sum()
    assert result.counts["both"] + only_before + result.counts["only_after"] == len(table)
    assert any(f"{only_before} segments are known before only" in each for each in result.remarks)
    assert not untranslated(result.remarks)
    lines = crossing.network.lines
    assert all(row.geometry.equals(lines[number]) for number, row in table.iterrows())


def test_what_fewer_drivers_did_on_a_side_is_not_written(crossing: Bundle, tmp_path: Path) -> None:
    result = compare(crossing, tmp_path, min_drivers=2)
    table = rows(tmp_path).set_index("edge")
    west, east, north, south = (edge(crossing, each) for each in (WEST, EAST, NORTH, SOUTH))
    assert table.known.to_dict() == {west: "both", east: "before", north: "after"}
    hidden = ["trips_before", "vehicles_before", "speed_kmh_before", "trip_share_before"]
    assert (
        table.loc[north, [*hidden, "slowdown_mps2_before", "speed_p", "popularity_p"]].isna().all()
    )
    # north and the two segments of the trip from the south, and dora's to the south
    assert (result.counts["withheld_before"], result.counts["withheld_after"]) == (3, 0)
    assert (result.counts["only_before"], result.counts["only_after"]) == (1, 1)
    assert south not in table.index


def test_the_layer_names_its_sides(crossing: Bundle, tmp_path: Path) -> None:
    result = compare(crossing, tmp_path, time_set="weekdays", time_set_after="weekend")
    assert result.before == "Crossing, 2013-07-01, weekdays"
    assert result.after == "Crossing, 2013-07-06, weekend"
    about = pyogrio.read_info(tmp_path / "changes.gpkg", layer=ChangesResult.LAYER)[
        "layer_metadata"
    ]
    assert (about["BEFORE"], about["AFTER"]) == (result.before, result.after)


def test_two_bundles_of_the_same_roads_are_compared(crossing: Bundle, tmp_path: Path) -> None:
    other = prepared(tmp_path / "other")
    sides = {"after": str(other.path), "period": "", "period_after": ""}
    compare(crossing, tmp_path, **sides, min_drivers=2)
    table = rows(tmp_path)
    assert (table.known == "both").all()
    assert (table.trips_before == table.trips_after).all()
    assert (table.speed_kmh_change == 0).all()
    assert (table[["speed_changed", "popularity_changed"]] == "no").all(axis=None)


def test_sides_at_other_hours_of_the_day_are_said(crossing: Bundle, tmp_path: Path) -> None:
    def said(folder: str, **more: Any) -> list[str]:
        (tmp_path / folder).mkdir()
        remarks = compare(crossing, tmp_path / folder, **more).remarks
        return [each for each in remarks if each.startswith("The hours of the day differ")]

    # Monday at 8:00 and Saturday at 12:00
    (only,) = said("other hours")
    assert "100% of the passes" in only
    other = prepared(tmp_path / "other")
    assert not said("same hours", after=str(other.path), period_after="2013-07-01")
    assert not said("asked for", time_set="weekdays", time_set_after="weekend")


def test_roads_of_one_network_only_are_said(
    crossing: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = prepared(tmp_path / "other")
    network = crossing.network
    kept = np.setdiff1d(np.arange(len(network)), [edge(crossing, EAST)])

    def without_a_street(path: Path) -> Bundle:
        bundle = load(path)
        if Path(path) != crossing.path:
            return bundle
        return dataclasses.replace(bundle, network=network.take(kept), matched=trips)

    load = Bundle.load
    number = np.full(len(network), -1)
    number[kept] = np.arange(len(kept))
    # trips without the street: those to the east end at the crossing
    trips = crossing.matched.take(np.array([3, 4, 5, 6]))
    trips = dataclasses.replace(trips, edge=number[trips.edge], pass_edge=number[trips.pass_edge])
    monkeypatch.setattr(changes_layer.Bundle, "load", without_a_street)
    sides = {"after": str(other.path), "period": "", "period_after": ""}
    result = compare(crossing, tmp_path, **sides)
    assert any(
        "0 segments are in the bundle before only, 1 in the" in each for each in result.remarks
    )
    after = rows(tmp_path).set_index("edge").trips_after
    expected = {WEST: 6, NORTH: 3, SOUTH: 1, FROM_SOUTH: 1}
    assert after.to_dict() == {number[edge(crossing, k)]: n for k, n in expected.items()}


def predicted(folder: Path, name: str, bundle: Bundle, **columns: Any) -> Path:
    frame = pd.DataFrame({**road_columns(bundle.network), **columns})
    layer = gpd.GeoDataFrame(frame, geometry=bundle.network.lines, crs=4326)
    layer.to_file(folder / f"{name}.gpkg", layer="roads")
    return folder / f"{name}.gpkg"


def test_predictions_are_compared_on_all_roads(crossing: Bundle, tmp_path: Path) -> None:
    count = len(crossing.network)
    classes = np.arange(count) % 5
    before = predicted(tmp_path, "a", crossing, speed_kmh=30.0, popularity_class=classes)
    after = predicted(tmp_path, "b", crossing, speed_kmh=25.5, slowdown_mps2=0.1)
    files = {"predicted_before": str(before), "predicted_after": str(after)}
    result = compare(crossing, tmp_path, **files)
    table = rows(tmp_path)
    assert len(table) == count == result.counts["segments"]
    assert (table.predicted_speed_kmh_change == -4.5).all()
    assert "predicted_popularity_class_change" not in table
    assert (table.known == "neither").sum() == count - sum(
        result.counts[each] for each in ("both", "only_before", "only_after")
    )
    assert any("without an interval or a test" in line for line in result.remarks)


def test_predictions_at_two_times_may_be_of_one_layer(crossing: Bundle, tmp_path: Path) -> None:
    speeds = {"speed_kmh": 1.0, "speed_kmh_weekdays": 20.0, "speed_kmh_weekend": 26.0}
    layer = predicted(tmp_path, "a", crossing, **speeds)
    compare(
        crossing,
        tmp_path,
        predicted_before=str(layer),
        time_set="weekdays",
        time_set_after="weekend",
    )
    assert (rows(tmp_path).predicted_speed_kmh_change == 6).all()


def test_predictions_of_other_roads_or_times_are_refused(crossing: Bundle, tmp_path: Path) -> None:
    layer = predicted(tmp_path, "a", crossing, speed_kmh=30.0)
    with pytest.raises(TrajganrError, match="no predictions for the time set weekend") as caught:
        compare(crossing, tmp_path, predicted_before=str(layer), time_set_after="weekend")
    assert caught.value.code == Code.INPUT_FIELD
    frame = gpd.read_file(layer)
    frame.assign(length_m=frame.length_m + 5).to_file(layer, layer="roads")
    with pytest.raises(TrajganrError, match="not those of the bundle"):
        compare(crossing, tmp_path, predicted_before=str(layer))
    with pytest.raises(TrajganrError, match="for the side after only"):
        compare(crossing, tmp_path, predicted_after=str(layer))


def test_groups_are_road_classes_and_districts(
    crossing: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trajganr_core.traffic.changes.groups.MIN_ROADS", 1)
    square = gpd.GeoDataFrame({"name": ["west"]}, geometry=[town_box(0, 0, 190, 400)], crs=4326)
    square.to_file(tmp_path / "districts.gpkg")
    districts = {"districts": str(tmp_path / "districts.gpkg"), "district_field": "name"}
    compare(crossing, tmp_path, **districts)
    table = rows(tmp_path, ChangesResult.GROUPS)
    speed = table[(table.measure == "speed") & (table.kind == "district")].set_index("group")
    west = rows(tmp_path).set_index("edge").district[edge(crossing, WEST)]
    assert west == "west"
    assert speed.roads.to_dict() == {"west": 1, "other": 1}
    share = table[(table.measure == "popularity") & (table.kind == "district")].set_index("group")
    assert share.change_median["west"] == pytest.approx(0.2)
    assert (table.roads_up + table.roads_down == 0).all()


def town_box(*corners: float) -> Any:
    west, south, east, north = corners
    return shapely.Polygon(
        town.lon_lat([(west, south), (east, south), (east, north), (west, north)])
    )


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"period": "2013-07-02"}, "no passes before: Crossing, 2013-07-02, whole week"),
        ({"time_set_after": "weekdays"}, "no passes after: Crossing, 2013-07-06, weekdays"),
        ({"min_drivers": 5}, "at least 5 drivers both before and after"),
    ],
)
def test_sides_without_roads_to_compare_are_refused(
    given: dict[str, Any], text: str, crossing: Bundle, tmp_path: Path
) -> None:
    with pytest.raises(TrajganrError, match=text) as caught:
        compare(crossing, tmp_path, **given)
    assert caught.value.code == Code.INPUT_EMPTY
    assert not (tmp_path / "changes.gpkg").exists()


def test_two_equal_sides_are_refused() -> None:
    for more in ({}, {"after": "a"}, {"time_set": "weekend", "time_set_after": "Sat,Sun"}):
        with pytest.raises(TrajganrError, match="Both sides are the same") as caught:
            ChangesParams(bundle="a", **more)
        assert caught.value.code == Code.INPUT_FIELD
    ChangesParams(bundle="a", after="b")
