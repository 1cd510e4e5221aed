"""Labels from the user's own layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
import town
from hypothesis import given, settings
from hypothesis import strategies as st
from town import edge_between

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import LabelOptions
from trajganr_core.contract.tasks import AOI_CATEGORIES
from trajganr_core.data.labels.own import JoinReport, own_labels
from trajganr_core.data.roads.network import Network

Line = tuple[npt.ArrayLike, dict[str, Any]]


def layer(folder: Path, *lines: Line, crs: str = "EPSG:4326") -> Path:
    """Lines through points in town metres with their fields, as a GeoPackage."""
    frame = gpd.GeoDataFrame(
        pd.DataFrame([fields for _, fields in lines]),
        geometry=[town.line(xy) for xy, _ in lines],
        crs="EPSG:4326",
    )
    path = folder / "labels.gpkg"
    frame.to_crs(crs).to_file(path)
    return path


def joined(
    path: Path, network: Network, fields: dict[str, str] | None = None, **options: Any
) -> tuple[pd.DataFrame, JoinReport]:
    """Labels and the report of the first task."""
    wanted = tuple((fields or {"speed": "v"}).items())
    labels, reports = own_labels(
        path, network, town.AREA, LabelOptions(label_fields=wanted, **options)
    )
    return labels, reports[0]


def test_a_line_labels_both_directions_of_its_road_and_no_side_street(
    tmp_path: Path, network: Network
) -> None:
    labels, report = joined(layer(tmp_path, ([(0, 203), (200, 203)], {"v": 30})), network)
    there, back = edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (0, 1))
    assert set(np.flatnonzero(labels.speed_kmh.notna())) == {there, back}
    assert labels.speed_kmh[there] == labels.speed_kmh[back] == pytest.approx(30)
    assert labels.speed_passes[there] == 1
    assert labels.speed_passes.sum() == 2
    assert report == JoinReport(
        task="speed",
        lines=1,
        lines_without_label=0,
        lines_joined=1,
        edges_labelled=2,
        edges_without=len(network) - 2,
        edges_short=0,
        edges_in_conflict=0,
    )


@pytest.mark.parametrize(
    ("fields", "labelled"),
    [
        ({"oneway": "yes"}, [True, False]),
        ({"oneway": "-1"}, [False, True]),
        ({"oneway": "no"}, [True, True]),
        ({"oneway": 1}, [True, False]),
        ({"direction": "backward"}, [True, False]),
        ({"direction": "", "oneway": -1.0}, [False, True]),
    ],
)
def test_a_one_way_line_labels_its_direction_only(
    tmp_path: Path, network: Network, fields: dict[str, Any], labelled: list[bool]
) -> None:
    labels, _ = joined(layer(tmp_path, ([(0, 200), (200, 200)], {"v": 30, **fields})), network)
    edges = [edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (0, 1))]
    assert labels.speed_kmh[edges].notna().tolist() == labelled


def test_two_lines_drawn_in_opposite_directions_are_a_direction_each(
    tmp_path: Path, network: Network
) -> None:
    path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": 30}), ([(200, 200), (0, 200)], {"v": 50}))
    labels, report = joined(path, network)
    assert labels.speed_kmh[edge_between(network, (0, 1), (1, 1))] == pytest.approx(30)
    assert labels.speed_kmh[edge_between(network, (1, 1), (0, 1))] == pytest.approx(50)
    assert report.edges_in_conflict == 0


def test_lines_one_after_the_other_count_by_their_length(tmp_path: Path, network: Network) -> None:
    path = layer(
        tmp_path, ([(0, 200), (150, 200)], {"v": 20}), ([(150, 200), (200, 200)], {"v": 60})
    )
    labels, report = joined(path, network)
    edge = edge_between(network, (0, 1), (1, 1))
    assert labels.speed_kmh[edge] == pytest.approx(0.75 * 20 + 0.25 * 60, rel=0.02)
    assert labels.speed_passes[edge] == 2
    assert report.edges_in_conflict == 0


def test_a_long_line_over_several_roads_labels_each(tmp_path: Path, network: Network) -> None:
    labels, _ = joined(layer(tmp_path, ([(0, 200), (400, 200)], {"v": 30})), network)
    edges = [edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (2, 1))]
    assert labels.speed_kmh[edges].tolist() == pytest.approx([30, 30])


def test_a_line_along_less_than_half_of_a_road_gives_no_label_and_is_reported(
    tmp_path: Path, network: Network
) -> None:
    path = layer(tmp_path, ([(0, 200), (80, 200)], {"v": 20}), ([(0, 0), (200, 0)], {"v": 20}))
    labels, report = joined(path, network)
    assert np.isnan(labels.speed_kmh[edge_between(network, (0, 1), (1, 1))])
    assert report.edges_short == 2
    assert any("less than half" in sentence for sentence in report.sentences())


def test_coincident_lines_with_different_labels_are_reported(
    tmp_path: Path, network: Network
) -> None:
    same = [(0, 200), (200, 200)]
    report = joined(layer(tmp_path, (same, {"v": 20}), (same, {"v": 40})), network)[1]
    assert report.edges_in_conflict == 2
    assert any("different labels" in sentence for sentence in report.sentences())
    agreeing = layer(tmp_path, (same, {"v": 40}), (same, {"v": 40.5}))
    assert joined(agreeing, network)[1].edges_in_conflict == 0


def test_the_nearer_of_two_parallel_lines_is_used(tmp_path: Path, network: Network) -> None:
    path = layer(tmp_path, ([(0, 207), (200, 207)], {"v": 20}), ([(0, 203), (200, 203)], {"v": 40}))
    labels, report = joined(path, network)
    assert labels.speed_kmh[edge_between(network, (0, 1), (1, 1))] == pytest.approx(40)
    assert (report.lines, report.lines_joined) == (2, 1)
    assert any("do not run along a road" in sentence for sentence in report.sentences())


def test_a_line_farther_than_the_tolerance_is_another_road(
    tmp_path: Path, network: Network
) -> None:
    path = layer(tmp_path, ([(0, 212), (200, 212)], {"v": 20}), ([(0, 0), (200, 0)], {"v": 40}))
    edge = edge_between(network, (0, 1), (1, 1))
    assert np.isnan(joined(path, network)[0].speed_kmh[edge])
    wider, _ = joined(path, network, label_tolerance_m=15.0)
    assert wider.speed_kmh[edge] == pytest.approx(20)


def test_lines_without_a_value_do_not_stand_in_the_way(tmp_path: Path, network: Network) -> None:
    path = layer(
        tmp_path,
        ([(0, 200), (200, 200)], {"v": None}),
        ([(0, 205), (200, 205)], {"v": 40.0}),
        ([(0, 0), (200, 0)], {"v": None}),
    )
    labels, report = joined(path, network)
    assert labels.speed_kmh[edge_between(network, (0, 1), (1, 1))] == pytest.approx(40)
    assert (report.lines, report.lines_without_label) == (1, 2)


@pytest.mark.parametrize(("unit", "kmh"), [("km/h", 10), ("m/s", 36), ("mph", 16.09344)])
def test_speeds_become_kilometres_an_hour(
    tmp_path: Path, network: Network, unit: str, kmh: float
) -> None:
    path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": "10"}))
    labels, _ = joined(path, network, label_speed_unit=unit)
    assert labels.speed_kmh.max() == pytest.approx(kmh)


def test_each_task_has_its_fields(tmp_path: Path, network: Network) -> None:
    fields = {"v": 30, "n": 120, "braked": 0.4, "slowed": 0.2, "share_food": 30.0, "share_shop": 10}
    path = layer(tmp_path, ([(0, 200), (200, 200)], fields))
    wanted = {
        "speed": "v",
        "popularity": "n",
        "braking": "braked",
        "slowdown": "slowed",
        "aoi": "share_",
    }
    labels, _ = joined(path, network, wanted, label_speed_unit="m/s")
    edge = edge_between(network, (0, 1), (1, 1))
    row = labels.iloc[edge]
    assert (row.trip_count, row.braking_passes, row.poi_count) == (120, 1, 1)
    assert row.speed_kmh == pytest.approx(108)
    assert row.braking_per_km == pytest.approx(0.4)
    assert (row.slowdown_mps2, row.slowdown_passes) == (pytest.approx(0.2), 1)
    assert (row.aoi_food, row.aoi_shop, row.aoi_health) == pytest.approx((0.75, 0.25, 0))
    assert labels[[f"aoi_{name}" for name in AOI_CATEGORIES]].isna().any(axis=1).sum() == (
        len(network) - 2
    )


def test_a_layer_in_another_crs_is_joined_all_the_same(tmp_path: Path, network: Network) -> None:
    path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": 30}), crs="EPSG:3763")
    assert joined(path, network)[1].edges_labelled == 2


@settings(max_examples=25)
@given(
    shift=st.floats(-9, 9),
    begin=st.floats(0, 90),
    end=st.floats(0, 90),
    turned=st.booleans(),
)
def test_a_line_beside_a_road_is_joined_wherever_it_begins_and_however_it_is_drawn(
    tmp_path_factory: pytest.TempPathFactory,
    network: Network,
    shift: float,
    begin: float,
    end: float,
    turned: bool,
) -> None:
    xy = [(begin, 200 + shift), (200 - end, 200 + shift)]
    path = layer(tmp_path_factory.mktemp("layer"), (xy[::-1] if turned else xy, {"v": 30}),
                 ([(0, 0), (200, 0)], {"v": 10}))  # fmt: skip
    labels, _ = joined(path, network)
    edge = edge_between(network, (0, 1), (1, 1))
    share = (200 - begin - end) / 200
    if share > 0.55:
        assert labels.speed_kmh[edge] == pytest.approx(30)
    if share < 0.43:
        assert np.isnan(labels.speed_kmh[edge])


class TestRefused:
    """Layers that cannot be taken."""

    @staticmethod
    def code_of(path: Path, network: Network, fields: dict[str, str] | None = None) -> Code:
        with pytest.raises(TrajganrError) as error:
            joined(path, network, fields)
        assert error.value.next_action
        return error.value.code

    @pytest.mark.malformed
    def test_a_layer_without_the_field(self, tmp_path: Path, network: Network) -> None:
        path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": 30}))
        assert self.code_of(path, network, {"speed": "velocity"}) is Code.INPUT_FIELD

    @pytest.mark.malformed
    def test_a_layer_without_any_of_the_category_fields(
        self, tmp_path: Path, network: Network
    ) -> None:
        path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": 30}))
        assert self.code_of(path, network, {"aoi": "share_"}) is Code.INPUT_FIELD

    @pytest.mark.malformed
    @pytest.mark.parametrize("value", ["fast", "30 mph", "inf", "-3"])
    def test_a_field_that_is_no_number(self, tmp_path: Path, network: Network, value: str) -> None:
        path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": value}))
        assert self.code_of(path, network) is Code.INPUT_FIELD

    @pytest.mark.malformed
    def test_a_layer_of_elsewhere(self, tmp_path: Path, network: Network) -> None:
        path = layer(tmp_path, ([(90_000, 0), (90_200, 0)], {"v": 30}))
        assert self.code_of(path, network) is Code.INPUT_EMPTY

    @pytest.mark.malformed
    def test_a_layer_of_which_no_line_runs_along_a_road(
        self, tmp_path: Path, network: Network
    ) -> None:
        path = layer(
            tmp_path, ([(60, 60), (90, 90)], {"v": 30}), ([(50, 190), (50, 210)], {"v": 1})
        )
        assert self.code_of(path, network) is Code.INPUT_EMPTY

    @pytest.mark.malformed
    def test_a_field_that_is_empty_everywhere(self, tmp_path: Path, network: Network) -> None:
        path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": None}))
        with pytest.raises(TrajganrError, match="empty in all 1 lines") as error:
            joined(path, network)
        assert error.value.code is Code.INPUT_EMPTY

    @pytest.mark.malformed
    def test_two_fields_of_one_task(self, tmp_path: Path, network: Network) -> None:
        path = layer(tmp_path, ([(0, 200), (200, 200)], {"v": 30, "w": 40}))
        options = LabelOptions(label_fields=(("speed", "v"), ("speed", "w")))
        with pytest.raises(TrajganrError) as error:
            own_labels(path, network, town.AREA, options)
        assert error.value.code is Code.INPUT_FIELD
