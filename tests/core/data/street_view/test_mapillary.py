"""Downloads from Mapillary: what is written, and which images are used."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path

import pyogrio
import pytest
from mapillary_downloads import AREA, Fetch, ids, images, index_of, refusal
from mapillary_stand_in import MapillaryStandIn, jpeg, rate_limited, record
from stand_in import cut, hang_up, instead, silent

from trajganr_core.contract.errors import Code, cancelled
from trajganr_core.contract.options.data_config import StreetViewFilter
from trajganr_core.data.street_view.pictures import copy_pictures, read_index
from trajganr_core.utils.study_area import StudyArea

RECORDED = Path(__file__).parents[5] / "shared/data/street_view/mapillary_v4/graph"


def test_pictures_of_an_area_come_as_a_zip_that_is_prepared(fetch: Fetch, tmp_path: Path) -> None:
    summary = fetch()
    out = tmp_path / "out"
    assert summary["counts"] == {
        "images": 6,
        "found": 6,
        "from_cache": 0,
        "downloaded": 6,
        "computed_positions": 6,
    }
    index = read_index(out / "street_view.zip", AREA)
    assert index.image_id.tolist() == [str(1000 + number) for number in range(6)]
    assert index.heading.tolist() == [1.2865829255371] * 6
    assert index.captured_at[1] == "2020-09-13T12:27:40Z"
    (tmp_path / "pictures").mkdir()
    copied = copy_pictures(out / "street_view.zip", index, tmp_path / "pictures")
    assert (tmp_path / "pictures" / copied.path[3]).read_bytes() == jpeg("1003")
    with zipfile.ZipFile(out / "street_view.zip") as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert "CC BY-SA 4.0" in archive.read("LICENCE.txt").decode()
    assert json.loads((out / "street_view.json").read_text()) == summary


def test_the_layer_has_attributes_licence_and_attribution(fetch: Fetch, tmp_path: Path) -> None:
    fetch()
    path = tmp_path / "out" / "street_view.gpkg"
    layer = pyogrio.read_dataframe(path, layer="street_view")
    assert layer.crs == "EPSG:4326"
    assert layer.geometry[0].coords[0] == (-8.629, 41.15)
    first = layer.drop(columns="geometry").iloc[0].to_dict()
    assert first == {
        "id": "1000",
        "file": "images/1000.jpg",
        "compass_angle": 1.2865829255371,
        "captured_at": "2020-09-13T12:26:40Z",
        "quality": 0.7561310782241,
        "sequence": "7nfcwfvjdtphz7yj6zat6a",
        "is_pano": False,
        "camera_type": "perspective",
        "position": "computed",
    }
    info = pyogrio.read_info(path, layer="street_view")
    for metadata in (info["layer_metadata"], info["dataset_metadata"]):
        assert metadata["licence"] == "CC BY-SA 4.0"
        assert metadata["attribution"] == "© Mapillary contributors"
        assert json.loads(metadata["area"])["bbox"] == list(AREA.bbox)
        assert json.loads(metadata["filter"])["panoramas"] == "all"
        assert metadata["retrieved_at"].startswith("20")


def test_the_same_pictures_make_the_same_bytes(fetch: Fetch, tmp_path: Path) -> None:
    fetch(out=tmp_path / "one")
    first = zipfile.ZipFile(tmp_path / "one" / "street_view.zip")
    fetch(out=tmp_path / "two")
    second = zipfile.ZipFile(tmp_path / "two" / "street_view.zip")
    with first, second:
        for one, two in zip(first.infolist(), second.infolist(), strict=True):
            if one.filename != "LICENCE.txt":  # It says when they were retrieved.
                assert (one.filename, one.CRC) == (two.filename, two.CRC)


@pytest.mark.skipif(not RECORDED.is_dir(), reason="needs ../shared/data, not in this repository")
def test_recorded_entities_are_understood(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    entities = [json.loads(path.read_text()) for path in sorted(RECORDED.glob("*.json"))]
    recorded = [entity for entity in entities if "camera_type" in entity]
    for entity in recorded:  # Their URLs are fillers.
        for name in [name for name in entity if name.startswith("thumb_")]:
            del entity[name]
    server.images = recorded
    summary = fetch(area=StudyArea(-108.58, 39.06, -108.56, 39.08))
    assert summary["counts"]["images"] == len(recorded) == 8
    assert summary["counts"]["computed_positions"] == 8
    rows = {row["id"]: row for row in index_of(tmp_path / "out")}
    assert rows["135511895288847"] == {
        "id": "135511895288847",
        "file": "images/135511895288847.jpg",
        "lon": "-108.57081597085",
        "lat": "39.068354912098",
        "compass_angle": "1.2865829255371",
        "captured_at": "2019-07-21T14:57:52Z",
        "quality": "0.7561310782241",
        "sequence": "7nfcwfvjdtphz7yj6zat6a",
        "is_pano": "0",
        "camera_type": "perspective",
        "position": "computed",
    }


def test_an_image_moved_out_of_the_area_is_left_out(server: MapillaryStandIn, fetch: Fetch) -> None:
    server.images[0]["computed_geometry"]["coordinates"] = [-8.7, 41.15]
    summary = fetch()
    assert summary["dropped"] == {"outside the area": 1}
    assert "Left out: 1 street view outside the area." in summary["remarks"]


def test_positions_and_headings_of_the_camera_stand_in_for_computed_ones(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    for image in server.images[:2]:
        del image["computed_geometry"], image["computed_compass_angle"]
    del server.images[1]["compass_angle"]
    server.images[2]["computed_compass_angle"] = -90.0
    summary = fetch()
    assert summary["counts"]["computed_positions"] == 4
    rows = index_of(tmp_path / "out")
    assert [row["position"] for row in rows[:3]] == ["reported", "reported", "computed"]
    assert [row["compass_angle"] for row in rows[:3]] == ["336.74", "", "270.0"]
    assert any("2 are as the camera reported" in remark for remark in summary["remarks"])


@pytest.mark.parametrize(
    ("wanted", "taken", "dropped"),
    [
        (StreetViewFilter(min_quality=0.5), ["1"], {"of lower quality": 1}),
        (StreetViewFilter(panoramas="only"), ["4"], {}),
        (StreetViewFilter(panoramas="none"), ["1", "2", "3"], {}),
        (StreetViewFilter(captured_after="2021-01-01", panoramas="all"), ["2", "3", "4"], {}),
        (StreetViewFilter(captured_before="2021-01-01", panoramas="all"), ["1"], {}),
        (
            StreetViewFilter(
                captured_after="2021-01-01T00:00:00+01:00",
                captured_before="2022-06-01T12:00:00Z",
                panoramas="all",
            ),
            ["2"],
            {"captured too late": 1},  # The service includes the last moment, a person does not.
        ),
    ],
)
def test_only_images_that_match_the_filter_are_used(
    server: MapillaryStandIn,
    fetch: Fetch,
    tmp_path: Path,
    wanted: StreetViewFilter,
    taken: list[str],
    dropped: dict[str, int],
) -> None:
    in_2021, noon_2022 = 1_620_000_000_000, 1_654_084_800_000
    server.images = [
        record("1", -8.6, 41.15, captured_at=1_500_000_000_000),
        record("2", -8.6, 41.15, captured_at=in_2021, quality_score=0.2),
        record("3", -8.6, 41.15, captured_at=noon_2022, quality_score=None),
        record("4", -8.6, 41.15, captured_at=noon_2022 + 1000, is_pano=True),
    ]
    if wanted.min_quality:
        dropped = dropped | {"of unknown quality": 1}
    summary = fetch(wanted)
    assert sorted(ids(tmp_path / "out")) == taken
    assert summary["dropped"] == dropped


def test_the_filter_is_checked_even_if_the_service_ignores_it(
    server: MapillaryStandIn, fetch: Fetch
) -> None:
    every = [
        record("1", -8.62, 41.15, camera_type="spherical"),
        record("2", -8.62, 41.15, captured_at=None),
        record("3", -8.62, 41.15, captured_at=1_700_000_000_000),
        record("4", -8.62, 41.15, captured_at=1_500_000_000_000),
    ]
    server.images = []
    server.misbehave("/images", instead(json.dumps({"data": every}).encode()))
    server.images = every
    wanted = StreetViewFilter(captured_after="2023-01-01", captured_before="2024-01-01")
    assert fetch(wanted)["dropped"] == {
        "that are panoramas": 1,
        "of unknown date": 1,
        "captured too early": 1,
    }


def test_fewer_images_are_spread_over_all(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.images = images(40)
    summary = fetch(StreetViewFilter(max_images=4))
    assert ids(tmp_path / "out") == ["1000", "1010", "1020", "1030"]
    assert summary["dropped"] == {"beyond the maximum number": 36}
    assert len(server.paths("/pictures/")) == 4


@pytest.mark.parametrize("path", ["/images", "/pictures/"])
def test_a_download_is_cancelled_while_the_service_is_silent(
    server: MapillaryStandIn, fetch: Fetch, path: str
) -> None:
    server.misbehave(path, *[silent] * 8)
    calls = 0

    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        nonlocal calls
        calls += server.paths(path) != []
        if calls > 3:
            raise cancelled()

    assert refusal(fetch, progress=progress).code is Code.JOB_CANCELLED


def test_progress_never_goes_back(server: MapillaryStandIn, fetch: Fetch) -> None:
    result: list[tuple[str, float]] = []
    server.misbehave("/pictures/1024/1002", *[instead(b"no picture")] * 3)
    fetch(progress=lambda stage, fraction, **figures: result.append((stage, fraction)))
    stages = list(dict.fromkeys(stage for stage, _ in result))
    assert stages == ["Finding street views", "Downloading pictures", "Writing street views"]
    for each in stages:
        fractions = [fraction for stage, fraction in result if stage == each]
        assert fractions == sorted(fractions)
        assert fractions[-1] == pytest.approx(1)


def test_a_token_is_written_nowhere(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.images = images(40)
    server.page, server.paged = 7, True
    server.misbehave("/images", rate_limited, hang_up, instead(status=503))
    server.misbehave("/pictures/", instead(status=403), cut(10))
    fetch()
    with zipfile.ZipFile(tmp_path / "out" / "street_view.zip") as archive:
        archive.extractall(tmp_path / "unzipped")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 80
    for path in files:
        assert b"a-secret-of-the-tests" not in path.read_bytes()
    assert "secret" not in caplog.text
    assert "oh=" not in caplog.text
    assert caplog.text.count("retrying") == 4


@pytest.mark.malformed
@pytest.mark.parametrize("text", ["yesterday", "2024-13-01", "01.05.2024", "9999-99"])
def test_an_invalid_date_is_refused(fetch: Fetch, text: str) -> None:
    assert refusal(fetch, StreetViewFilter(captured_after=text)).code is Code.INPUT_TIME
    assert refusal(fetch, StreetViewFilter(captured_before=text)).code is Code.INPUT_TIME


@pytest.mark.malformed
def test_dates_that_leave_no_time_have_their_code(fetch: Fetch) -> None:
    wanted = StreetViewFilter(captured_after="2024-01-01", captured_before="2023-01-01")
    assert refusal(fetch, wanted).code is Code.INPUT_FIELD


@pytest.mark.malformed
def test_an_area_without_street_views_has_its_code(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    server.images = []
    assert refusal(fetch).code is Code.INPUT_EMPTY
    assert not (tmp_path / "out").exists()


@pytest.mark.malformed
def test_a_filter_that_matches_nothing_is_an_error_with_reasons(fetch: Fetch) -> None:
    error = refusal(fetch, StreetViewFilter(min_quality=0.99))
    assert error.code is Code.INPUT_EMPTY
    assert "6 of lower quality" in error.message


@pytest.mark.malformed
def test_a_folder_with_something_else_is_not_replaced(
    server: MapillaryStandIn, fetch: Fetch, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    assert refusal(fetch).code is Code.INPUT_FIELD
    assert (tmp_path / "out" / "thesis.txt").read_text() == "years of work"
    assert server.requests == []
