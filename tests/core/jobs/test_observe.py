"""Observed traffic of a bundle as a layer."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
from job_runs import write_file
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.kinds.observe import MEASURED, ObserveResult
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.passes import passes_of_bundle


def observed(
    bundle: Bundle, out: Path, *time_sets: str, min_drivers: int = 1, side: str = "all"
) -> tuple[ObserveResult, gpd.GeoDataFrame]:
    asked = {"time_sets": time_sets, "min_drivers": min_drivers, "side": side}
    result = write_file("observe", out, bundle=bundle.path, **asked)
    return result, gpd.read_file(out, layer=ObserveResult.LAYER)


def test_the_layer_has_a_row_for_each_segment_with_passes(bundle: Bundle, tmp_path: Path) -> None:
    result, layer = observed(bundle, tmp_path / "observed.gpkg")
    table, _ = passes_of_bundle(bundle)
    assert layer["edge"].tolist() == np.unique(table.edge).tolist()
    assert layer["passes"].sum() == len(table)
    assert set(layer["time_set"]) == {"whole week"}
    for edge, passes, vehicles, speed in layer[
        ["edge", "passes", "vehicles", "speed_kmh"]
    ].itertuples(index=False):
        here = table.take(table.edge == edge)
        assert (passes, vehicles) == (len(here), len(set(here.driver.tolist())))
        assert speed == pytest.approx(3.6 * here.metres.sum() / here.seconds.sum(), abs=0.01)
    hours = len(np.unique(np.column_stack([table.local_day, table.minute_of_week // 60]), axis=0))
    np.testing.assert_allclose(layer["passes_per_hour"], layer["passes"] / hours, atol=0.0051)
    assert layer[[column.name for column in MEASURED]].notna().all().all()
    assert (layer["speed_p15_kmh"] <= layer["speed_p50_kmh"]).all()
    assert (layer["speed_p50_kmh"] <= layer["speed_p85_kmh"]).all()
    assert result.counts["rows"] == len(layer)
    assert layer.crs.to_epsg() == 4326


def test_each_time_set_has_its_rows(bundle: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "observed.gpkg"
    result, layer = observed(bundle, out, "00:00-12:00", "12:00-24:00", "whole week")
    of_set = {each.name: each for each in result.time_sets}
    assert list(of_set) == ["00:00-12:00", "12:00-24:00", "whole week"]
    for name, each in of_set.items():
        assert each.segments == (layer["time_set"] == name).sum()
    halves = of_set["00:00-12:00"].passes + of_set["12:00-24:00"].passes
    assert halves == of_set["whole week"].passes == result.counts["passes"]


def test_a_time_set_without_trips_is_named_in_the_result(bundle: Bundle, tmp_path: Path) -> None:
    result, layer = observed(bundle, tmp_path / "observed.gpkg", "Sun 03:00-03:30", "whole week")
    assert [each.passes > 0 for each in result.time_sets] == [False, True]
    remark = "There are no passes in the time set Sun 03:00-03:30: the layer has no rows for it."
    assert remark in result.remarks
    assert set(layer["time_set"]) == {"whole week"}


def test_the_result_says_which_hours_of_the_week_were_observed(
    bundle: Bundle, tmp_path: Path
) -> None:
    result, _ = observed(bundle, tmp_path / "observed.gpkg")
    table, _ = passes_of_bundle(bundle)
    hours = len(set((table.minute_of_week // 60).tolist()))
    (line,) = (line for line in result.remarks if "of the 168 hours" in line)
    assert not untranslated(result.remarks)
    assert line.startswith(f"The passes are in {hours} of the 168 hours of the week, on 1 day;")


def test_sides_are_those_of_the_split(bundle: Bundle, tmp_path: Path) -> None:
    passes = {
        side: observed(bundle, tmp_path / f"{side}.gpkg", side=side)[0].counts["passes"]
        for side in ("all", "input", "label")
    }
    assert passes["input"] + passes["label"] == passes["all"]
    assert min(passes.values()) > 0


def test_what_too_few_drivers_made_is_not_in_the_file(bundle: Bundle, tmp_path: Path) -> None:
    _, everything = observed(bundle, tmp_path / "all.gpkg")
    most = int(everything["vehicles"].max())
    result, layer = observed(bundle, tmp_path / "observed.gpkg", min_drivers=most)
    assert (layer["vehicles"] == most).all()
    withheld = everything[everything["vehicles"] < most]
    assert result.counts["withheld_rows"] == len(withheld) > 0
    assert result.counts["passes"] == layer["passes"].sum()  # none of those withheld
    assert f"Rows of fewer than {most} drivers are not written" in str(result.remarks)


@pytest.mark.parametrize(
    ("time_sets", "min_drivers", "message"),
    [
        (("Sun 03:00-03:30",), 1, "There are no passes in the time set Sun 03:00-03:30"),
        (("whole week",), 500, "On no road are there passes of at least 500 drivers"),
    ],
)
def test_nothing_to_write_is_an_error_and_leaves_no_file(
    time_sets: tuple[str, ...], min_drivers: int, message: str, bundle: Bundle, tmp_path: Path
) -> None:
    out = tmp_path / "observed.gpkg"
    with pytest.raises(TrajganrError, match=message) as caught:
        observed(bundle, out, *time_sets, min_drivers=min_drivers)
    assert caught.value.code is Code.INPUT_EMPTY
    assert caught.value.next_action
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_job_leaves_no_file(bundle: Bundle, tmp_path: Path) -> None:
    def cancel(stage: str, fraction: float, /, **_: float) -> None:
        raise cancelled()

    with pytest.raises(TrajganrError) as caught:
        write_file("observe", tmp_path / "observed.gpkg", progress=cancel, bundle=bundle.path)
    assert caught.value.code is Code.JOB_CANCELLED
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_time_set_is_refused(bundle: Bundle, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        observed(bundle, tmp_path / "observed.gpkg", "Mon-Fry")
    assert caught.value.code is Code.INPUT_FIELD


def test_the_metadata_has_the_zone_the_limit_and_the_licence(
    bundle: Bundle, tmp_path: Path
) -> None:
    out = tmp_path / "observed.gpkg"
    observed(bundle, out, min_drivers=2)
    about = pyogrio.read_info(out, layer=ObserveResult.LAYER)["layer_metadata"]
    assert about["TIME_ZONE"] == "Europe/Lisbon"
    assert about["MIN_DRIVERS"] == "2"
    assert about["DRIVING_SIDE"] == "right"
