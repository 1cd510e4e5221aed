"""Mapillary's coverage from its vector tiles."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from mapillary_stand_in import TOKEN, MapillaryStandIn, coverage_tiles, rate_limited, record
from stand_in import cut, instead

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.options.data_config import StreetViewFilter
from trajganr_core.data.services.download import RetryPolicy
from trajganr_core.data.street_view import mapillary_api
from trajganr_core.data.street_view.coverage import (
    corner,
    fetch_coverage,
    grid_place,
    read_tile,
    tiles_of,
)
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.59, 41.16)
ANY = StreetViewFilter(panoramas="all")
RECORDED = (
    Path(__file__).parents[5] / "shared/data/street_view/mapillary_v4/coverageTiles/mly1_public/2"
)
needs_recorded = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="needs ../shared/data, which is not in this repository"
)

IMAGES = [
    record("1", -8.6198, 41.1504, captured_at=1_500_000_000_000, sequence="a"),
    record("2", -8.6199, 41.1506, captured_at=1_600_000_000_000, sequence="a"),
    record("3", -8.6200, 41.1504, captured_at=1_600_000_000_000, sequence="b", is_pano=True),
    record("4", -8.5950, 41.1501, captured_at=1_700_000_000_000, sequence="c"),
    record("5", -8.5000, 41.1501),  # outside the area
]


@pytest.fixture(scope="module")
def tiles() -> dict[str, bytes]:
    return coverage_tiles(IMAGES)


@pytest.fixture
def server(tiles: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[MapillaryStandIn]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with MapillaryStandIn() as running:
        running.tiles = dict(tiles)
        yield running


Fetch = Callable[..., dict[str, Any]]


@pytest.fixture
def fetch(server: MapillaryStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fetch:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TRAJGANR_MAPILLARY", server.url)
    patience = RetryPolicy(tries=3, sleep=lambda wait_s: None)
    monkeypatch.setattr(mapillary_api, "PATIENT", patience)

    def run(wanted: StreetViewFilter = ANY, **options: Any) -> dict[str, Any]:
        usual = {"area": AREA, "token": TOKEN, "out": tmp_path / "coverage.gpkg"}
        return fetch_coverage(wanted=wanted, **(usual | options))

    return run


def refusal(fetch: Fetch, *arguments: Any, **options: Any) -> Code:
    with pytest.raises(TrajganrError) as caught:
        fetch(*arguments, **options)
    assert caught.value.next_action
    assert TOKEN not in str(caught.value.to_dict())
    return caught.value.code


def test_images_are_counted_by_cell(fetch: Fetch, tmp_path: Path) -> None:
    summary = fetch()
    assert summary["counts"] == {
        "images": 4,
        "panoramas": 1,
        "sequences": 3,
        "cells": 2,
        "tiles": 6,
    }
    cells = pyogrio.read_dataframe(tmp_path / "coverage.gpkg", layer="coverage")
    assert cells.crs == "EPSG:4326"
    west, east = cells.sort_values("images", ascending=False).to_dict("records")
    assert west.pop("geometry").contains(shapely.Point(-8.6199, 41.1506))
    assert west == {
        "images": 3,
        "panoramas": 1,
        "sequences": 2,
        "first": "2017-07-14",
        "last": "2020-09-13",
    }
    assert (east["images"], east["first"]) == (1, "2023-11-14")


def test_counts_come_by_tile_and_tiles_without_images_count_nothing(fetch: Fetch) -> None:
    tiles = fetch()["tiles"]
    assert set(tiles) == {f"14/{x}/{y}" for x, y in tiles_of(AREA)}
    assert sorted(tiles.values()) == [0, 0, 0, 0, 1, 3]


def test_the_layer_has_licence_and_attribution(fetch: Fetch, tmp_path: Path) -> None:
    fetch()
    metadata = pyogrio.read_info(tmp_path / "coverage.gpkg")["layer_metadata"]
    assert metadata["licence"] == "CC BY-SA 4.0"
    assert "Mapillary" in metadata["attribution"]
    assert json.loads(metadata["area"])["bbox"] == list(AREA.bbox)


@pytest.mark.parametrize(
    ("wanted", "images", "dropped"),
    [
        (StreetViewFilter(), 3, {"that are panoramas": 1}),
        (StreetViewFilter(panoramas="only"), 1, {"that are not panoramas": 3}),
        (
            StreetViewFilter(captured_after="2018-01-01", captured_before="2023-01-01"),
            1,
            {"captured too early": 1, "captured too late": 1, "that are panoramas": 1},
        ),
    ],
)
def test_only_what_is_wanted_counts(
    fetch: Fetch, wanted: StreetViewFilter, images: int, dropped: dict[str, int]
) -> None:
    summary = fetch(wanted)
    assert summary["counts"]["images"] == images
    assert summary["dropped"] == dropped


def test_the_filter_of_quality_is_reported_as_not_applied(fetch: Fetch) -> None:
    remarks = fetch(StreetViewFilter(min_quality=0.5, panoramas="all"))["remarks"]
    assert any("quality is unknown" in remark for remark in remarks)


def test_tiles_are_requested_once_a_week(server: MapillaryStandIn, fetch: Fetch) -> None:
    fetch()
    assert len(server.paths("/maps/")) == 6
    fetch()
    assert len(server.paths("/maps/")) == 6


@pytest.mark.parametrize("fault", [rate_limited, cut(30), instead(status=503)])
def test_a_tile_that_fails_for_a_time_is_requested_again(
    server: MapillaryStandIn, fetch: Fetch, fault: Callable[..., None]
) -> None:
    server.misbehave("/maps/", fault)
    assert fetch()["counts"]["images"] == 4


def test_a_lookup_can_be_cancelled(fetch: Fetch, tmp_path: Path) -> None:
    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        if fraction > 0.3:
            raise cancelled()

    assert refusal(fetch, progress=progress) is Code.JOB_CANCELLED
    assert not (tmp_path / "coverage.gpkg").exists()


@pytest.mark.malformed
def test_a_wrong_token_for_tiles_has_its_code(fetch: Fetch) -> None:
    assert refusal(fetch, token="MLY|wrong") is Code.AUTH_DENIED
    assert refusal(fetch, token="") is Code.AUTH_DENIED


@pytest.mark.malformed
def test_an_area_without_coverage_has_its_code(fetch: Fetch, tmp_path: Path) -> None:
    assert refusal(fetch, area=StudyArea(10, 10, 10.01, 10.01)) is Code.INPUT_EMPTY
    assert not (tmp_path / "coverage.gpkg").exists()


@pytest.mark.malformed
def test_an_area_of_too_many_tiles_has_its_code(server: MapillaryStandIn, fetch: Fetch) -> None:
    assert refusal(fetch, area=StudyArea(-180, -90, 180, 90)) is Code.INPUT_GEOMETRY
    assert server.requests == []


@pytest.mark.malformed
@pytest.mark.parametrize("content", [b"<html>", b"\x1a\xff\xff\xff", b"\x1f\x8bno gzip", b"{}"])
def test_a_tile_that_is_none_has_its_code_and_is_not_kept(
    server: MapillaryStandIn, fetch: Fetch, content: bytes
) -> None:
    server.misbehave("/maps/", instead(content))
    assert refusal(fetch) is Code.INPUT_FORMAT
    assert fetch()["counts"]["images"] == 4


def test_a_gzipped_tile_is_read(tiles: dict[str, bytes]) -> None:
    name, content = next(iter(tiles.items()))
    x, y = map(int, name.split("/")[1:])
    plain, zipped = read_tile(content, x, y), read_tile(gzip.compress(content), x, y)
    assert len(plain) > 0
    np.testing.assert_array_equal(plain.lon, zipped.lon)


@given(
    st.floats(-180, 179.999),
    st.floats(-85, 85),
    st.integers(0, 20),
)
def test_a_point_lies_in_its_tile(lon: float, lat: float, zoom: int) -> None:
    x, y = grid_place(np.array([lon]), np.array([lat]), zoom)
    west, north = corner(x, y, zoom)
    east, south = corner(x + 1, y + 1, zoom)
    assert west[0] - 1e-9 <= lon <= east[0] + 1e-9
    assert south[0] - 1e-9 <= lat <= north[0] + 1e-9


@needs_recorded
def test_recorded_tiles_are_read_completely_and_in_place() -> None:
    counts = {}
    for path in sorted(RECORDED.glob("14/*/*.mvt")):
        x, y = int(path.parent.name), int(path.stem)
        images = read_tile(path.read_bytes(), x, y)
        counts[x, y] = len(images)
        # Independently: a tile's sides in degrees, from the formula of the slippy map.
        side = 360 / 2**14
        west, east = x * side - 180, (x + 1) * side - 180
        assert west - 1e-9 <= images.lon.min() <= images.lon.max() <= east + 1e-9
        north, south = (
            math.degrees(math.atan(math.sinh(math.pi - edge * 2 * math.pi / 2**14)))
            for edge in (y, y + 1)
        )
        assert south - 1e-9 <= images.lat.min() <= images.lat.max() <= north + 1e-9
        assert len(set(images.sequence)) > 50
    assert counts == {
        (3251, 6257): 31_261,
        (3251, 6258): 7_890,
        (3252, 6257): 8_695,
        (3252, 6258): 4_888,
    }
    assert sum(counts.values()) == 52_734


@needs_recorded
def test_coverage_of_recorded_tiles(server: MapillaryStandIn, fetch: Fetch, tmp_path: Path) -> None:
    server.tiles = {
        f"14/{path.parent.name}/{path.stem}": path.read_bytes()
        for path in RECORDED.glob("14/*/*.mvt")
    }
    (x, y), (far_x, far_y) = np.array([3251, 6257]), np.array([3253, 6259])
    (west, east), (north, south) = corner(np.array([x, far_x]), np.array([y, far_y]), 14)
    inside = 1e-9
    area = StudyArea(west + inside, south + inside, east - inside, north - inside)
    summary = fetch(area=area)
    assert summary["counts"]["tiles"] == 4
    # Points on the area's own outline are those of the neighbouring tiles.
    assert 52_700 < summary["counts"]["images"] <= 52_734
    cells = pyogrio.read_dataframe(tmp_path / "coverage.gpkg")
    assert cells["images"].sum() == summary["counts"]["images"]
    assert cells["first"].isna().all()  # Dates are blank in what was recorded.
